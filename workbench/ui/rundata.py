"""RunData: the examples that a run was trained on, fetched without making the window wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from workbench.core import blame
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.params import make
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.task import Task
from workbench.core.experiment import Part
from workbench.core.runs import learnt
from workbench.core.runs.learnt import SplitBy
from workbench.ui.background_jobs import while_alive
from workbench.ui.host import Host

# A run's dataset, and how it was split.
Recorded: TypeAlias = tuple[Part, SplitBy]


class RunData:
    """Looks up a run's experiment and asks the host's cache for its dataset.

    Parameters
    ----------
    host
        The window's `workbench.ui.host.Host`.
    key
        Names the asker; asking again replaces its earlier question.
    """

    def __init__(self, host: Host, key: str) -> None:
        self._host = host
        self._key = key
        self._wanted = ""
        self._parts: dict[str, Recorded] = {}

    def request(
        self,
        run: str,
        done: Callable[[Data], None],
        failed: Callable[[WorkbenchError], None] | None = None,
    ) -> None:
        """Call ``done`` with the run's dataset, now or later, unless another run is asked for."""
        done, failed = while_alive(done), while_alive(failed) if failed else None
        self._wanted = run
        if run in self._parts:
            self._ask(run, done, failed)
            return

        def on_recorded(recorded: Recorded) -> None:
            self._parts[run] = recorded
            self._ask(run, done, failed)

        self._host.background.start(
            f"rundata:{self._key}",
            lambda _: self._recorded(run),
            on_recorded,
            failed,
            title=self._host.tr("Reading a run"),
        )

    def request_task(
        self,
        run: str,
        done: Callable[[Task], None],
        failed: Callable[[WorkbenchError], None] | None = None,
    ) -> None:
        """Call ``done`` with the task the run was about; its data is loaded only if it must be.

        A run whose dataset is gone has views that say so themselves: without ``failed`` nothing
        is called.
        """
        done, failed = while_alive(done), while_alive(failed) if failed else None
        self._wanted = run

        def on_recorded(recorded: Recorded) -> None:
            self._parts[run], part = recorded, recorded[0]
            task = self._host.data.task(part) or _declared_task(self._host, part)
            if task is None:
                self._ask(run, lambda data: done(data.task), failed)
            elif run == self._wanted:
                done(task)

        self._host.background.start(
            f"rundata:{self._key}",
            lambda _: self._recorded(run),
            on_recorded,
            failed,
            title=self._host.tr("Reading a run"),
        )

    def _recorded(self, run: str) -> Recorded:
        stored = self._host.store.get(run)
        return stored.experiment.dataset, learnt.split_by(stored.path)

    def _ask(
        self,
        run: str,
        done: Callable[[Data], None],
        failed: Callable[[WorkbenchError], None] | None,
    ) -> None:
        if run != self._wanted:
            return
        part, split_by = self._parts[run]
        loaded = self._host.data.peek(part, split_by)
        if loaded is not None:
            done(loaded)
            return

        def late(data: Data) -> None:
            if run == self._wanted:
                done(data)

        self._host.data.request(part, late, failed, split_by=split_by)


class RunTarget(QObject):
    """What the labels of the run that is shown are: their names, and how answers are read.

    ``changed`` says that it has come. What cannot be read becomes a notice.

    Parameters
    ----------
    key
        Names the asker, as in `RunData`.
    """

    changed = Signal()

    def __init__(self, host: Host, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = host.notices
        self._data = RunData(host, key)
        self._run = ""
        self.target: TargetKind | None = None

    def follow(self, run: str) -> None:
        """Ask for those of a run, unless that was done."""
        if run != self._run:
            self._run = run
            self.target = None
            self._data.request_task(run, self._take, self._warn)

    def name(self, number: int) -> str:
        """What a class or label is called; its number where that is not known."""
        names = self.target.names if self.target is not None else ()
        return names[number] if number < len(names) else str(number)

    def _take(self, task: Task) -> None:
        self.target = task.target
        self.changed.emit()

    def _warn(self, error: WorkbenchError) -> None:
        self._notices.warn(error.message, error.remedy)


def _declared_task(host: Host, part: Part) -> Task | None:
    """What a dataset knows of its task without loading."""
    try:
        cls = host.plugins.get(Dataset, part.id)
        task: Task | None = cls().task(make(cls.Params, part.params, "dataset"))
    except BaseException as error:  # noqa: BLE001 - a plugin's fault, or one that is gone
        blame.let_through(error)
        return None
    return task
