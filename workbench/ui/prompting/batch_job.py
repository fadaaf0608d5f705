"""BatchJob: a batch in a task, with what it tells brought to the window at the pace of the eye."""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.contracts.events import Event
from workbench.core.control import Control
from workbench.core.settings import Settings
from workbench.prompting.batch import BatchPlan, Outcome, RowAnswered, RowUnanswered, batch
from workbench.prompting.prompts.questions import Question
from workbench.prompting.responses import Answers
from workbench.prompting.results import Results
from workbench.ui.background_jobs import BackgroundJob, StoppedByUser
from workbench.ui.host import Host

FOLLOW_MS = 60
# Events taken at a time: what is known already comes all at once and must not hold the window.
AT_ONCE = 1000
# The rate is that of the last so many seconds.
RECENT_S = 15.0
_numbers = itertools.count()

Make = Callable[[Callable[[], None], Callable[[int], None]], Results]


class BatchJob(QObject):
    """Makes the questions of a batch and asks them; one batch at a time.

    ``prepared`` carries how many questions are made, ``ready`` the `Results` once all are,
    ``came`` the questions (their indices) that something has come of, ``ended`` why it is over
    (`Outcome`, or ``None`` when it was stopped before anything was asked), ``failed`` the error
    that ended it. Answers are on disk before they are told here: who goes away loses nothing.
    """

    prepared = Signal(int)
    ready = Signal(object)
    came = Signal(list)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = f"batch {next(_numbers)}"
        self.results: Results | None = None
        self._work: _Work | None = None
        self.rate = Rate()
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._drain)
        tasks, key = host.background, self._key
        self.destroyed.connect(lambda: tasks.cancel(key))

    @property
    def running(self) -> bool:
        """Whether a batch is being made or asked."""
        return self._work is not None

    @property
    def paused(self) -> bool:
        """Whether it is held back."""
        return self._work is not None and self._work.control.paused

    @property
    def stopping(self) -> bool:
        """Whether it takes no more questions, and waits for answers on their way."""
        return self._work is not None and self._work.control.stopping

    def start(self, make: Make, plan: BatchPlan) -> None:
        """Make the questions (``make`` runs in the task), and ask what has no answer."""
        self.results = None
        self._begin(_Work(self._host.settings, plan, make=make))

    def again(self, indices: Sequence[int], plan: BatchPlan) -> None:
        """Ask some of the questions that are there again."""
        if self.results is not None and not self.running:
            self.results.begin(indices)
            self._begin(_Work(self._host.settings, plan, self.results, tuple(indices)))

    def pause(self, on: bool) -> None:
        """Ask no new questions for now, or go on."""
        self._drain()
        if self._work is not None:
            (self._work.control.pause if on else self._work.control.resume)()
            self.rate = Rate()

    def stop(self) -> None:
        """Begin no more; what is on its way is waited for, unless this is said twice."""
        self._drain()
        if self._work is not None:
            self._work.control.stop(keep=not self._work.control.stopping)

    def _begin(self, work: _Work) -> None:
        self._work = work
        self.rate = Rate()
        self._follow.start()

        def done(outcome: Outcome | None) -> None:
            if self._work is work:
                self._over(outcome)

        def failed(error: WorkbenchError) -> None:
            if self._work is work:
                self._over(None)
                if not isinstance(error, StoppedByUser):
                    self.failed.emit(error)

        self._host.background.start(
            self._key, work.run, done, failed, widget=self, title=self.tr("Prompting a batch")
        )

    def _over(self, outcome: Outcome | None) -> None:
        while self._drain():
            pass
        self._follow.stop()
        work = self._work
        self._work = None
        if work is not None and work.damaged is not None:
            words = self.tr("The kept answers were damaged; they are set aside as {path}.")
            self._host.notices.info(words.format(path=work.damaged))
        if outcome is not None and self.results is not None:
            self.results.end(outcome)
        self.ended.emit(outcome)

    def _drain(self) -> bool:
        """Take what has come; whether there was anything."""
        work = self._work
        if work is None:
            return False
        if self.results is None:
            if work.results is None:
                self.prepared.emit(work.made)
                return False
            self.results = work.results
            self.ready.emit(self.results)
        indices: list[int] = []
        while work.events and len(indices) < AT_ONCE:
            event = work.events.popleft()
            self.results.take(event)
            indices.append(event.index)
            if not (isinstance(event, RowAnswered) and event.reply.stored):
                self.rate.count()
        if indices:
            self.came.emit(indices)
        return bool(indices)


class _Work:
    """What the task shares with the window's thread."""

    def __init__(
        self,
        settings: Settings,
        plan: BatchPlan,
        results: Results | None = None,
        indices: tuple[int, ...] | None = None,
        make: Make | None = None,
    ) -> None:
        self._settings = settings.model_copy(deep=True)
        self._plan = plan
        self._make = make
        self._indices = indices
        self.results = results
        self.made = 0
        self.events: deque[RowAnswered | RowUnanswered] = deque()
        self.control = Control()
        self.damaged: Path | None = None

    def run(self, task: BackgroundJob) -> Outcome | None:
        # Who closes the window waits for nobody.
        task.on_cancel(lambda: self.control.stop(keep=False))
        if self.results is None:
            assert self._make is not None
            try:
                self.results = self._make(self._check, self._count)
            except Stopped:
                task.check()
                return None
        results = self.results
        indices = range(len(results)) if self._indices is None else self._indices
        questions: list[Question] = [results.asked[index] for index in indices]
        ended = itertools.count(1)

        def emit(event: Event) -> None:
            if isinstance(event, RowAnswered | RowUnanswered):
                task.report("", next(ended), len(questions))
                self.events.append(replace(event, index=indices[event.index]))

        with Answers() as answers:
            self.damaged = answers.damaged
            return batch(
                [question.request for question in questions],
                results.ready.model.provider,
                self._settings,
                answers,
                self._plan,
                emit,
                self.control,
            )

    def _check(self) -> None:
        self.control.check()

    def _count(self, prepared: int) -> None:
        self.made = prepared


class Rate:
    """How fast answers come, by those of the last seconds."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._times: deque[float] = deque()

    def count(self) -> None:
        """An answer has come."""
        self._times.append(time.monotonic())

    @property
    def per_s(self) -> float | None:
        """Answers a second; ``None`` while there are too few to tell."""
        now = time.monotonic()
        while self._times and self._times[0] < now - RECENT_S:
            self._times.popleft()
        span = min(now - self._began, RECENT_S)
        return len(self._times) / span if len(self._times) > 1 and span > 0 else None
