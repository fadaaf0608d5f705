"""Asking: a prompt put to its model for every row, in the background; it can be stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from workbench.core import pretrained
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.contracts.events import Event, Progress
from workbench.core.control import Control
from workbench.core.experiment import Part
from workbench.core.plugins import Plugins
from workbench.labelling import prompt_votes
from workbench.labelling.functions import Function, Votes
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host
from workbench.ui.labelling.work import LabellingState

KEY = "label: ask"


class PromptLabelling(QObject):
    """``told`` carries how many rows of how many are answered; ``ended`` the votes.

    ``ended`` carries ``None`` after a stop. What was answered is never asked again.
    """

    told = Signal(int, int)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._control = Control()
        self.running = False
        self._work: LabellingState | None = None

    @property
    def paused(self) -> bool:
        """Whether it waits."""
        return self._control.paused

    def start(self, work: LabellingState, function: Function, max_cost: float | None) -> None:
        """Ask; what comes of it is kept with the labelling."""
        self._control = Control()
        self.running = True
        self._work = work
        control, host, project = self._control, self._host, work.project
        settings = host.settings.model_copy(deep=True)

        def ask(task: BackgroundJob) -> Votes | None:
            # Who closes the window waits for nobody.
            task.on_cancel(lambda: control.stop(keep=False))

            def emit(event: Event) -> None:
                if isinstance(event, Progress):
                    task.report(event.what, event.done, event.total)

            try:
                found = prompt_votes.votes(
                    function,
                    project.items,
                    project.classes,
                    host.plugins,
                    settings,
                    loader(host.plugins, task),
                    emit,
                    control,
                    max_cost,
                )
            except Stopped:
                task.check()
                return None
            project.keep_votes(function, found)
            return found

        host.background.start(
            KEY,
            ask,
            self._ended,
            self._failed,
            self._progress,
            title=self.tr("Asking a model for labels"),
        )

    def pause(self) -> None:
        """Begin no more questions, or go on."""
        (self._control.resume if self.paused else self._control.pause)()

    def stop(self) -> None:
        """End; what was answered is kept."""
        self._control.stop(keep=False)

    def _progress(self, what: str, done: float, total: float | None) -> None:
        if total:
            self.told.emit(int(done), int(total))

    def _ended(self, votes: Votes | None) -> None:
        self.running = False
        self.ended.emit(votes)

    def _failed(self, error: WorkbenchError) -> None:
        self.running = False
        self.failed.emit(error)


def loader(plugins: Plugins, task: BackgroundJob) -> Callable[[str], Data]:
    """Loads a dataset that a prompt's shots are from; for a task."""

    def load(id: str) -> Data:
        return pretrained.load(Part(id=id), plugins, task.report, task.check)

    return load
