"""Carrying out: a comparison in a thread; what it says is told here, and it can be stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.comparison.evaluate import Begun
from workbench.comparison.plan import Plan
from workbench.comparison.report.data import Report
from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.contracts.events import Event, Progress, Started, Stepped
from workbench.core.control import Control
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host

KEY = "compare"


class CarryingOut(QObject):
    """One comparison at a time.

    ``told`` carries what is done and how far it is (0…1, below 0 when that is not known);
    ``ended`` the `Report`, or ``None`` after a stop; ``failed`` the error.
    """

    told = Signal(str, float)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._control = Control()
        self.plan: Plan | None = None
        self._listener: _Listener | None = None

    @property
    def job(self) -> int:
        """Number of the job that it is at, among `workbench.comparison.evaluate.jobs`."""
        return self._listener.job if self._listener is not None else -1

    @property
    def running(self) -> bool:
        """Whether one is being made."""
        return self.plan is not None

    @property
    def paused(self) -> bool:
        """Whether it waits."""
        return self._control.paused

    def start(self, plan: Plan, again: bool = False) -> None:
        """Make a comparison, or go on with it; ``again`` times again what a busy machine slowed."""
        self._control = Control()
        self.plan = plan
        host, control = self._host, self._control
        listener = self._listener = _Listener(control)

        def work(task: BackgroundJob) -> Report | None:
            listener.task = task
            try:
                return _carry_out(host, plan, control, listener, again)
            except Stopped:
                return None

        host.background.start(KEY, work, self._ended, self._failed, self._progress)

    def pause(self) -> None:
        """Wait at the next safe point, or go on."""
        if self.paused:
            self._control.resume()
        else:
            self._control.pause()

    def stop(self) -> None:
        """End; what is known is kept."""
        self._control.stop(keep=False)

    def _progress(self, what: str, done: float, total: float | None) -> None:
        self.told.emit(what, done / total if total else -1.0)

    def _ended(self, page: Report | None) -> None:
        self.plan = None
        self.ended.emit(page)

    def _failed(self, error: WorkbenchError) -> None:
        self.plan = None
        self.failed.emit(error)


def _carry_out(
    host: Host, plan: Plan, control: Control, listener: _Listener, again: bool
) -> Report:
    from workbench.comparison import stored
    from workbench.comparison.evaluate import evaluate
    from workbench.comparison.report import data as pages
    from workbench.comparison.report import files
    from workbench.engine.work import training

    found = evaluate(
        plan,
        host.plugins,
        host.settings.model_copy(),
        host.store,
        training(host.plugins),
        listener,
        control,
        again=again,
    )
    page = pages.page(found)
    files.write(page, stored.folder(found.plan, host.plugins))
    return page


class _Listener:
    """Passes on what a person can follow; a task that nobody waits for any more is stopped."""

    def __init__(self, control: Control) -> None:
        self.task: BackgroundJob | None = None
        self.job = -1
        self._control = control
        self._doing = ""
        self._steps = 0

    def __call__(self, event: Event) -> None:
        if self.task is None:
            return
        if self.task.cancelled:
            self._control.stop(keep=False)
        match event:
            case Begun(what=what, done=done):
                self.job = int(done)
                self._doing = what
                self.task.report(what, done, event.total)
            case Progress(what=what, done=done, total=total):
                self._doing = what
                self.task.report(what, done, total)
            case Started(total_steps=steps):
                self._steps = steps or 0
            case Stepped():
                done = event.first + len(event.loss)
                self.task.report(self._doing, done, self._steps or None)
