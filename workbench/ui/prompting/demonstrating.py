"""Demonstrating: a demonstration on its way; its answers are handed on at the pace of the eye."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.events import Event, Progress
from workbench.core.control import Control
from workbench.core.settings import Settings
from workbench.prompting.icl.demonstrations import Answered, Demonstration, DemonstrationRun, run
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host

FOLLOW_MS = 60


class Demonstrating(QObject):
    """Asks everything in a task.

    ``answered`` carries the `Answered` that have come since the last time, ``moved`` how many
    questions are done and how many there are, ``ended`` the `DemonstrationRun`, whether it came to
    its end or was stopped.

    Parameters
    ----------
    key
        Unique among the host's tasks.
    """

    answered = Signal(list)
    moved = Signal(int, int)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, host: Host, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = key
        self._control: Control | None = None
        self._events: deque[Event] = deque()
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._drain)
        tasks = host.background
        self.destroyed.connect(lambda: tasks.cancel(key))

    @property
    def running(self) -> bool:
        """Whether answers are awaited."""
        return self._control is not None

    def start(self, demonstration: Demonstration) -> None:
        """Ask, unless that is being done."""
        if self.running:
            return
        control = self._control = Control()
        events = self._events = deque[Event]()
        settings = self._host.settings.model_copy(deep=True)

        def work(task: BackgroundJob) -> DemonstrationRun:
            # Whoever waits for the result no more waits for no answer either.
            task.on_cancel(lambda: control.stop(keep=False))

            def emit(event: Event) -> None:
                if isinstance(event, Progress):
                    task.report("", event.done, event.total)
                events.append(event)

            return _run_demonstration(demonstration, settings, emit, control)

        self._follow.start()
        self._host.background.start(
            self._key,
            work,
            self._done,
            self._broken,
            widget=self,
            title=self.tr("Running a demonstration"),
        )

    def stop(self) -> None:
        """End it at once; ``ended`` comes with the answers that there are."""
        if self._control is not None:
            self._control.stop(keep=False)

    def drop(self) -> None:
        """End it and tell nobody: something else is wanted now."""
        self._host.background.cancel(self._key)
        self._events.clear()
        self._over()

    def _done(self, report: DemonstrationRun) -> None:
        self._over()
        self.ended.emit(report)

    def _broken(self, error: WorkbenchError) -> None:
        self._over()
        self.failed.emit(error)

    def _over(self) -> None:
        self._drain()
        self._follow.stop()
        self._control = None

    def _drain(self) -> None:
        found: list[Answered] = []
        progress: Progress | None = None
        while self._events:
            event = self._events.popleft()
            if isinstance(event, Answered):
                found.append(event)
            elif isinstance(event, Progress):
                progress = event
        if found:
            self.answered.emit(found)
        if progress is not None:
            self.moved.emit(int(progress.done), int(progress.total or 0))


def _run_demonstration(
    demonstration: Demonstration,
    settings: Settings,
    emit: Callable[[Event], None],
    control: Control,
) -> DemonstrationRun:
    # What tests differences takes a while to load: here, not where they are drawn.
    import scipy.stats  # noqa: F401

    from workbench.prompting.responses import Answers

    with Answers() as answers:
        return run(demonstration, settings, answers, None, emit, control)
