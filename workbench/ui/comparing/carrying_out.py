"""Carrying out: a comparison in a thread; what it says is told here, and it can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.comparison.evaluate import JobBegun, JobEnded
from workbench.comparison.jobs import Job
from workbench.comparison.pace import Pace, Remaining
from workbench.comparison.plan import Plan
from workbench.comparison.report.data import Report
from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.contracts.events import Event, Progress, Started, Stepped
from workbench.core.control import Control
from workbench.ui.background_jobs import BackgroundJob, StoppedByUser
from workbench.ui.host import Host

KEY = "compare"
# A step that has not ended by then is left to end by itself, and nobody waits for it.
PATIENCE_MS = 1500
# How often the time left is told while nothing else is.
TICK_MS = 1000
WAITING = "Waiting for the last step of the comparison before to end"


@dataclass(frozen=True)
class Doing:
    """What a comparison is at.

    Attributes
    ----------
    what
        What is done, in words.
    done, total
        How far that is, in any unit; ``total`` is ``None`` where it is not known.
    job, n_jobs
        The number of the job, from 0, and how many there are; ``n_jobs`` is 0 before the first.
    remaining
        How long the rest takes; ``None`` where nothing is known of it.
    """

    what: str
    done: float = 0.0
    total: float | None = None
    job: int = -1
    n_jobs: int = 0
    remaining: Remaining | None = None


class CarryingOut(QObject):
    """One comparison at a time.

    ``told`` carries what it is `Doing`; ``ended`` the `Report`, or ``None`` after a stop;
    ``failed`` the error. ``settled`` says that a step which was left behind by a stop has ended.
    """

    told = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    settled = Signal()

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._control = Control()
        self.plan: Plan | None = None
        self.stopping = False
        # The comparison whose last step goes on after a stop, and the end of every thread so far.
        self.left_behind: Plan | None = None
        self._thread_ended = threading.Event()
        self._thread_ended.set()
        self._listener: _Listener | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._leave_behind)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell)
        self.doing = Doing("")

    @property
    def running(self) -> bool:
        """Whether one is being made."""
        return self.plan is not None

    @property
    def paused(self) -> bool:
        """Whether it waits."""
        return self._control.paused

    def is_at(self, name: str) -> bool:
        """Whether a comparison of this name is being made, or a step of it still ends."""
        plans = (self.plan, self.left_behind)
        return any(plan is not None and plan.name == name for plan in plans)

    def wait(self, check: Callable[[], None]) -> None:
        """Wait, in any thread, until no step goes on any more; ``check`` may raise `Stopped`."""
        while not self._thread_ended.wait(0.1):
            check()

    def start(self, plan: Plan, jobs: list[Job], again: bool = False) -> None:
        """Make a comparison, or go on with it.

        Parameters
        ----------
        jobs
            What it does, as `workbench.comparison.jobs.jobs` lists it.
        again
            Time again what a busy machine slowed.
        """
        before, ended = self._thread_ended, threading.Event()
        self._control = Control()
        self._thread_ended = ended
        self.plan = plan
        self.left_behind = None
        self.stopping = False
        host, control = self._host, self._control
        listener = self._listener = _Listener(control, jobs)

        def work(task: BackgroundJob) -> Report | None:
            listener.task = task
            try:
                if not before.is_set():
                    listener(Progress(WAITING))
                while not before.wait(0.1):
                    control.check()
                return _carry_out(host, plan, control, listener, again)
            except Stopped:
                return None
            finally:
                ended.set()

        host.background.start(
            KEY,
            work,
            self._ended,
            self._failed,
            self._progress,
            title=self.tr("Comparing: {0}").format(plan.name),
            notify=False,
        )
        self._tick.start()

    def pause(self) -> None:
        """Wait at the next safe point, or go on."""
        if self.paused:
            self._control.resume()
        else:
            self._control.pause()

    def stop(self) -> None:
        """End; what is known is kept. It is answered at once, wherever it stands."""
        if self.plan is None or self.stopping:
            return
        self.stopping = True
        self._control.stop(keep=False)
        self._patience.start()
        self._tell()

    def _leave_behind(self) -> None:
        """The step cannot be stopped midway: let it end behind, and give the window back."""
        if self.plan is not None and self.stopping:
            self.left_behind = self.plan
            self._over()
            self.ended.emit(None)

    def _over(self) -> None:
        self.plan = None
        self.stopping = False
        self._patience.stop()
        self._tick.stop()

    def _progress(self, what: str, done: float, total: float | None) -> None:
        self.doing = replace(self.doing, what=what, done=done, total=total)
        self._tell()

    def _tell(self) -> None:
        listener = self._listener
        if self.plan is None or listener is None:
            return
        remaining = listener.pace.remaining() if listener.job >= 0 else None
        self.doing = replace(
            self.doing,
            what=listener.doing or self.doing.what,
            job=listener.job,
            n_jobs=listener.n_jobs,
            remaining=remaining,
        )
        self.told.emit(self.doing)

    def _ended(self, page: Report | None) -> None:
        if self.plan is None:
            self.left_behind = None
            self.settled.emit()
            return
        self._over()
        self.ended.emit(page)

    def _failed(self, error: WorkbenchError) -> None:
        if isinstance(error, StoppedByUser):
            self._control.stop(keep=False)
            if self.plan is not None:
                self._over()
                self.ended.emit(None)
            return
        if self.plan is None:
            self.left_behind = None
            self.settled.emit()
            return
        self._over()
        self.failed.emit(error)


def _carry_out(
    host: Host, plan: Plan, control: Control, listener: _Listener, again: bool
) -> Report:
    from workbench.comparison import stored
    from workbench.comparison.evaluate import evaluate
    from workbench.comparison.report import data as pages
    from workbench.comparison.report import files
    from workbench.engine.work import training

    listener.recall(stored.progress(stored.folder(plan, host.plugins)).seconds)
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
    control.check()
    files.write(page, stored.folder(found.plan, host.plugins))
    return page


class _Listener:
    """Passes on what a person can follow; a task that nobody waits for any more is stopped."""

    def __init__(self, control: Control, jobs: list[Job]) -> None:
        self.task: BackgroundJob | None = None
        self.job = -1
        self.n_jobs = 0
        self.doing = ""
        self.pace = Pace(jobs)
        self._jobs = jobs
        self._control = control
        self._steps = 0

    def recall(self, seconds: Mapping[str, float]) -> None:
        """Take over what jobs took in an earlier part of the comparison."""
        self.pace = Pace(self._jobs, seconds)

    def __call__(self, event: Event) -> None:
        if self.task is None:
            return
        if self.task.cancelled:
            self._control.stop(keep=False)
        match event:
            case JobBegun(what=what, done=done):
                self.job = int(done)
                self.n_jobs = int(event.total or 0)
                self.doing = what
                self.pace.begin(self.job)
                self.task.report(what, 0, None)
            case JobEnded(number=number, seconds=seconds):
                self.pace.end(number, seconds)
            case Progress(what=what, done=done, total=total):
                self.doing = what
                if what == "Asking":
                    self.pace.report(what, done, total)
                self.task.report(what, done, total)
            case Started(total_steps=steps):
                self._steps = steps or 0
                self.doing = "Training"
            case Stepped():
                done = event.first + len(event.loss)
                self.doing = "Training"
                self.pace.report(self.doing, done, self._steps or None)
                self.task.report(self.doing, done, self._steps or None)
