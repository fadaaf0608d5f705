"""DataCache: datasets loaded once, in the background, for whoever shows them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from workbench.core import blame, paths, pretrained
from workbench.core.contracts.data_file import DataFile
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import (
    DatasetError,
    DownloadError,
    MissingData,
    Stopped,
    WorkbenchError,
)
from workbench.core.contracts.params import make
from workbench.core.contracts.problem import Problem
from workbench.core.contracts.task import Task
from workbench.core.experiment import Experiment, Part
from workbench.core.io.adopt import adopt_files
from workbench.core.io.download import fetch
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

    It also knows why a dataset cannot be loaded, as far as that has shown: files that are not
    there, which are looked for without loading anything, and what the last attempt said.

    ``loaded`` carries the part of a dataset that has just come, after all who asked have it;
    ``fault_changed`` one of which `fault` says something else now. ``states_changed`` says that
    `states` has news, and ``fetching`` how far a download is: part, what, done, total.
    """

    loaded = Signal(object)
    fault_changed = Signal(object)
    states_changed = Signal()
    fetching = Signal(object, str, float, object)

    def __init__(
        self, plugins: Plugins, background: BackgroundJobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._plugins = plugins
        self._background = background
        # A text's task costs reading its tokenizer, so it is kept beside the data.
        self._kept: OrderedDict[str, tuple[Data, Task]] = OrderedDict()
        self._waiting: dict[str, list[tuple[Done, Failed | None, Progress | None]]] = {}
        self._faults: dict[str, DatasetError] = {}
        # What is missing of each dataset that needs files of its own, by its id.
        self.states: dict[str, tuple[DataFile, ...]] = {}

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
            resolved = resolve(experiment, self._plugins, self.task(experiment.dataset))
            fault = self.fault(experiment.dataset)
            if fault is not None and resolved.dataset_params is not None:
                problem = Problem("dataset", fault.message, fault.remedy)
                resolved = replace(resolved, problems=(problem, *resolved.problems))
            return resolved
        except BaseException as error:  # noqa: BLE001 - a plugin's fault must not take the page down
            known = blame.contained(error)
            problem = Problem("dataset", known.message, known.remedy)
            return Resolved(experiment, None, None, None, None, None, None, None, (problem,))

    def forget(self) -> None:
        """Drop everything, because files changed."""
        self._kept.clear()
        self._faults.clear()

    def fault(self, part: Part) -> DatasetError | None:
        """Why the dataset cannot be loaded, if that is known."""
        return self._faults.get(_key(part, "content"))

    def retry(self, part: Part) -> None:
        """Forget why it could not be loaded: files may have come by now."""
        if self._faults.pop(_key(part, "content"), None) is not None:
            self.fault_changed.emit(part)

    def look(self, part: Part) -> None:
        """Find out in the background whether its files are there."""
        self._background.start(
            "data: files",
            lambda _: self._missing(part),
            lambda fault: self._note(part, fault),
            title=self.tr("Looking for files"),
        )

    def look_now(self, part: Part) -> None:
        """The same at once, before a training: a few questions whether a file exists."""
        self._note(part, self._missing(part))

    def look_at_all(self) -> None:
        """Find out in the background of which datasets files are missing; see `states`."""
        classes = {id: cls for id, cls in self._plugins.of(Dataset).items() if not cls.needs_path}

        def look(job: Job) -> dict[str, tuple[DataFile, ...]]:
            states = {}
            for id, cls in classes.items():
                job.check()
                try:
                    states[id] = cls().missing_files(cls.Params())
                except BaseException as error:  # noqa: BLE001 - a plugin's fault
                    blame.let_through(error)
            return states

        self._background.start(
            "data: files of all", look, self._show_states, title=self.tr("Looking for files")
        )

    def _show_states(self, states: dict[str, tuple[DataFile, ...]]) -> None:
        if states != self.states:
            self.states = states
            self.states_changed.emit()

    def _missing(self, part: Part) -> MissingData | None:
        """What stands in the way of loading a dataset, as far as files alone say."""
        cls = self._plugins.of(Dataset).get(part.id)
        if cls is None:
            return None
        try:
            files = cls().missing_files(make(cls.Params, part.params, "dataset"))
        except BaseException as error:  # noqa: BLE001 - loading says what is wrong
            blame.let_through(error)
            return None
        source = cls.card.source
        return MissingData(files, source, str(paths.downloads())) if files else None

    def _note(self, part: Part, fault: DatasetError | None) -> None:
        """Keep a fault, or that files are there; what loading said of them stays."""
        key = _key(part, "content")
        before = self._faults.get(key)
        if fault is None and not isinstance(before, MissingData):
            return
        if fault is None:
            del self._faults[key]
        elif before is not None and before.message == fault.message:
            return
        else:
            self._faults[key] = fault
        self.fault_changed.emit(part)

    def download(self, part: Part, failed: Failed) -> None:
        """Get the files of a dataset that are missing; ``fault_changed`` says when they are here.

        Parameters
        ----------
        failed
            Called with what went wrong.
        """
        fault = self.fault(part)
        if not isinstance(fault, MissingData):
            return
        files = fault.files

        def work(job: Job) -> None:
            for file in files:
                target = paths.downloads() / file.name
                fetch(file.urls, target, sha256=file.sha256, report=job.report, check=job.check)

        self._background.start(
            f"download {part.id}",
            work,
            lambda _: self._come(part),
            failed,
            lambda *news: self.fetching.emit(part, *news),
            title=self.tr("Getting files of {0}").format(part.id),
        )

    def stop_download(self, part: Part) -> None:
        """Stop it; what came so far is kept and gone on from."""
        self._background.cancel(f"download {part.id}")

    def adopt(self, part: Part, chosen: Sequence[Path], failed: Failed) -> None:
        """Copy files that the user has into the data folder, under the names that are needed."""
        fault = self.fault(part)
        if not isinstance(fault, MissingData):
            return
        files = fault.files
        self._background.start(
            f"download {part.id}",
            lambda job: adopt_files(files, chosen, job.check),
            lambda _: self._come(part),
            failed,
            title=self.tr("Getting files of {0}").format(part.id),
        )

    def _come(self, part: Part) -> None:
        self.look_at_all()
        self.retry(part)

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
                lambda error: self._failed(part, key, error),
                lambda *news: self._report(key, *news),
                title=self.tr("Loading {0}").format(part.id),
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
        if (fault := self._missing(part)) is not None:
            raise fault
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
        self._faults.pop(key, None)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        for done, _, _ in self._waiting.pop(key, []):
            done(result[0])
        self.loaded.emit(part)

    def _failed(self, part: Part, key: str, error: WorkbenchError) -> None:
        # A broken connection may be whole again when a run asks; what a file says stays.
        if isinstance(error, DatasetError) and not isinstance(error, DownloadError):
            self._faults[_key(part, "content")] = error
            self.fault_changed.emit(part)
        for _, failed, _ in self._waiting.pop(key, []):
            if failed is not None:
                failed(error)


def _key(part: Part, split_by: SplitBy) -> str:
    return part.model_dump_json() + ("" if split_by == "content" else f" by {split_by}")
