"""DataCache: datasets loaded once, in the background, for whoever shows them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from workbench.core import blame, pretrained
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.contracts.params import make
from workbench.core.contracts.problem import Problem
from workbench.core.contracts.task import Task
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins
from workbench.core.resolve import Resolved, resolve
from workbench.core.runs.learnt import SplitBy
from workbench.ui.background_jobs import BackgroundJob as Job
from workbench.ui.background_jobs import BackgroundJobs, Progress

KEPT = 3

Done: TypeAlias = Callable[[Data], None]
Failed: TypeAlias = Callable[[WorkbenchError], None]


class DataCache(QObject):
    """Keeps the last few datasets.

    ``loaded`` carries the part of a dataset that has just come, after all who asked have it.
    """

    loaded = Signal(object)

    def __init__(
        self, plugins: Plugins, background: BackgroundJobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._plugins = plugins
        self._background = background
        # A text's task costs reading its tokenizer, so it is kept beside the data.
        self._kept: OrderedDict[str, tuple[Data, Task]] = OrderedDict()
        self._waiting: dict[str, list[tuple[Done, Failed | None, Progress | None]]] = {}

    def peek(self, part: Part, split_by: SplitBy = "content") -> Data | None:
        """The data if it is loaded."""
        kept = self._kept.get(_key(part, split_by))
        return kept[0] if kept else None

    def task(self, part: Part) -> Task | None:
        """The task of the data if it is loaded."""
        kept = self._kept.get(_key(part, "content"))
        return kept[1] if kept else None

    def resolve(self, experiment: Experiment) -> Resolved:
        """Resolve an experiment with what is known of its data; a fault is one of its problems."""
        try:
            return resolve(experiment, self._plugins, self.task(experiment.dataset))
        except BaseException as error:  # noqa: BLE001 - a plugin's fault must not take the page down
            fault = blame.contained(error)
            problem = Problem("dataset", fault.message, fault.remedy)
            return Resolved(experiment, None, None, None, None, None, None, None, (problem,))

    def forget(self) -> None:
        """Drop everything, because files changed."""
        self._kept.clear()

    def request(
        self,
        part: Part,
        done: Done,
        failed: Failed | None = None,
        progress: Progress | None = None,
        split_by: SplitBy = "content",
    ) -> None:
        """Call ``done`` with the data, at once if it is loaded; several may wait for one load.

        ``split_by`` is as in `workbench.core.contracts.dataset.Loading`.
        """
        key = _key(part, split_by)
        if key in self._kept:
            self._kept.move_to_end(key)
            done(self._kept[key][0])
            return
        waiting = self._waiting.setdefault(key, [])
        waiting.append((done, failed, progress))
        if len(waiting) == 1:
            self._background.start(
                f"data {key}",
                lambda task: self._load(part, task, split_by),
                lambda found: self._loaded(part, found, key),
                lambda error: self._failed(key, error),
                lambda *news: self._report(key, *news),
            )

    def cancel(self, part: Part, done: Done) -> None:
        """Do not call ``done``; stop loading if nobody else waits."""
        key = _key(part, "content")
        waiting = [asker for asker in self._waiting.pop(key, []) if asker[0] != done]
        if waiting:
            self._waiting[key] = waiting
        else:
            self._background.cancel(f"data {key}")

    def _load(self, part: Part, task: Job, split_by: SplitBy) -> tuple[Data, Task]:
        cls = self._plugins.get(Dataset, part.id)
        loading = pretrained.loading(self._plugins, task.report, task.check, split_by)
        try:
            data = pretrained.load_class(cls, make(cls.Params, part.params, "dataset"), loading)
            return data, data.task
        except Stopped:
            raise
        except BaseException as error:
            raise blame.contained(error, cls) from error

    def _report(self, key: str, what: str, done: float, total: float | None) -> None:
        for _, _, progress in self._waiting.get(key, []):
            if progress is not None:
                progress(what, done, total)

    def _loaded(self, part: Part, result: tuple[Data, Task], key: str) -> None:
        self._kept[key] = result
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        for done, _, _ in self._waiting.pop(key, []):
            done(result[0])
        self.loaded.emit(part)

    def _failed(self, key: str, error: WorkbenchError) -> None:
        for _, failed, _ in self._waiting.pop(key, []):
            if failed is not None:
                failed(error)


def _key(part: Part, split_by: SplitBy) -> str:
    return part.model_dump_json() + ("" if split_by == "content" else f" by {split_by}")
