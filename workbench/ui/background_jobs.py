"""Work in threads, with its results brought back to the window's thread: ``host.background``.

A widget never makes a thread of its own::

    def work(job):
        for row in rows:
            job.check()  # ends it when it is cancelled
            job.report("Reading", row, len(rows))
        return what_was_read

    host.background.start("my view: read", work, self._show, self._say_what_failed, self._progress)

``work`` touches no widget; what is given as ``done``, ``failed`` and ``progress`` may, as long as
it is a method of the widget, a partial of one, or a lambda within one: when the widget is gone,
nothing is called.

What takes longer than a moment is shown in the status bar under its ``title``, with how far it is
and a button that stops it, unless a widget that is in sight shows that itself.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from workbench.core import blame
from workbench.core.contracts.errors import Stopped, WorkbenchError

P = ParamSpec("P")
T = TypeVar("T")
Progress = Callable[[str, float, "float | None"], None]
_NUMBERS = itertools.count()
LET_GO_MS = 200
# From then on a job is shown, and its end is told.
SHOWN_S, LONG_S = 1.0, 15.0


class StoppedByUser(WorkbenchError):
    """The user stopped a job in the status bar; its widget is told as of a failure."""


class BackgroundJob:
    """A job in progress, as its work sees it."""

    def __init__(
        self, key: str, wake: Callable[[], None], queue: deque[Callable[[], None]]
    ) -> None:
        self.key = key
        self._cancelled = threading.Event()
        self._wake = wake
        self._queue = queue
        self._interrupt: Callable[[], object] | None = None
        self._on_progress: Progress | None = None
        self._on_stop: Callable[[], None] | None = None
        self.title = ""
        self.widget: QObject | None = None
        self.notify = True
        self.stoppable = True
        self.over = False
        self.began = time.monotonic()
        self.last: tuple[str, float, float | None] = ("", 0.0, None)

    @property
    def in_sight(self) -> bool:
        """Whether a widget that the user sees shows this job; a page behind others does not."""
        owner = self.widget
        while owner is not None and isValid(owner):
            if isinstance(owner, QWidget):
                return owner.isVisible()
            owner = owner.parent()
        return False

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to end; its result will be dropped."""
        self._cancelled.set()
        self._call_interrupt()

    def on_cancel(self, interrupt: Callable[[], object]) -> None:
        """Have ``interrupt`` called when cancelled, at once if it is by now: it wakes the work.

        It is called in a thread of its own, for how a provider ends an answer must not hold the
        window; perhaps twice.
        """
        self._interrupt = interrupt
        if self.cancelled:
            self._call_interrupt()

    def _call_interrupt(self) -> None:
        if (interrupt := self._interrupt) is not None:
            name = f"interrupt {self.key}"
            threading.Thread(target=interrupt, name=name, daemon=True).start()

    def check(self) -> None:
        """Raise `Stopped` when cancelled; call it between pieces of work."""
        if self.cancelled:
            raise Stopped

    def report(self, what: str, done: float, total: float | None) -> None:
        """Show progress."""
        self.last = (what, done, total)
        progress = self._on_progress
        if progress is not None:
            self.post(lambda: progress(what, done, total))

    def post(self, call: Callable[[], None]) -> None:
        """Have ``call`` run in the window's thread, unless the task is cancelled by then."""
        self._queue.append(lambda: None if self.cancelled else call())
        self._wake()


class BackgroundJobs(QObject):
    """Starts jobs; a new one with the same key cancels the one before."""

    _woken = Signal()
    # A job that may have to be shown has begun.
    began = Signal()
    # A job that took long has ended: its title.
    long_ended = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[Callable[[], None]] = deque()
        self._newest: dict[str, BackgroundJob] = {}
        self._threads: list[threading.Thread] = []
        # What each thread was given. Whoever lets go of a widget last takes it apart, and in a
        # thread that stops Qt and Python for good: so this is the last, in the window's thread.
        self._given: list[tuple[threading.Thread, tuple[object, ...]]] = []
        self._last: dict[str, threading.Thread] = {}
        self._waiting = False
        self._live: list[BackgroundJob] = []
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        key: str,
        work: Callable[[BackgroundJob], T],
        done: Callable[[T], None],
        failed: Callable[[WorkbenchError], None] | None = None,
        progress: Progress | None = None,
        title: str = "",
        widget: QObject | None = None,
        stoppable: bool = True,
        notify: bool = True,
    ) -> BackgroundJob:
        """Run ``work`` in a thread; the other functions are called in the window's.

        Parameters
        ----------
        key
            What it is, such as ``"data: hash"``: a job of the same key is cancelled, so that the
            newest result is the last.
        work
            Takes the `BackgroundJob` and returns the result.
        done
            Takes the result; is not called when the job is cancelled, or its widget is gone.
        failed
            Takes the error; whatever a plugin raises comes as a `WorkbenchError` that says whose
            it is. ``None`` drops it.
        progress
            Takes what ``work`` reports.
        title
            What is done, such as ``"Exporting the model"``, as the status bar says it.
        widget
            The widget that shows what is done, or what belongs to it: while it is in sight, the
            status bar need not. Where ``progress`` is a method of one, it is that one.
        stoppable
            Whether the user may drop it: not what changes something on the disk.
        notify
            Whether the desktop is told of its end if it took long; not where ``done`` does so.
        """
        if widget is None:
            owner = getattr(progress, "__self__", None)
            widget = owner if isinstance(owner, QObject) else None
        done, failed = while_alive(done), while_alive(failed) if failed else None
        progress = while_alive(progress) if progress else None
        self.cancel(key)
        task = BackgroundJob(key, self._woken.emit, self._queue)
        task._on_progress = progress
        task.title = title
        task.widget = widget
        task.notify = notify
        # Whose end nobody hears of would be waited for in vain.
        task.stoppable = stoppable and failed is not None
        if failed is not None:
            stopped = StoppedByUser(self.tr("Stopped."))
            task._on_stop = lambda: failed(stopped)
        self._newest[key] = task

        def run() -> None:
            try:
                result = work(task)
            except Stopped:
                task.over = True
                return
            except WorkbenchError as error:
                self._settle(task, lambda e=error: failed(e) if failed else None)  # type: ignore[misc]
            except BaseException as error:  # noqa: BLE001 - a plugin's fault must reach the user
                known = blame.contained(error)
                self._settle(task, lambda: failed(known) if failed else None)
            else:
                self._settle(task, lambda: done(result))

        self._let_go()
        self._threads = [t for t in self._threads if t.is_alive()]
        thread = threading.Thread(target=run, name=f"task {key}", daemon=True)
        self._threads.append(thread)
        self._given.append((thread, (work, done, failed, progress, widget)))
        self._live = [each for each in self._live if not (each.over or each.cancelled)]
        self._live.append(task)
        thread.start()
        self.began.emit()
        return task

    def enqueue(
        self,
        key: str,
        work: Callable[[BackgroundJob], T],
        done: Callable[[T], None],
        failed: Callable[[WorkbenchError], None] | None = None,
        title: str = "",
    ) -> BackgroundJob:
        """Run ``work`` after all that was enqueued with this key before, whatever became of it.

        For changes on disk: none is dropped, and the last one holds.
        """
        before = self._last.get(key)

        def turn(task: BackgroundJob) -> T:
            if before is not None:
                before.join()
            return work(task)

        number = f"{key} {next(_NUMBERS)}"
        task = self.start(number, turn, done, failed, title=title, stoppable=False)
        self._last[key] = self._threads[-1]
        return task

    def cancel(self, key: str) -> None:
        """Cancel the newest task of this key, if there is one."""
        if key in self._newest:
            self._newest.pop(key).cancel()

    def to_show(self) -> list[BackgroundJob]:
        """Jobs that take longer than a moment and that nothing in sight shows, oldest first."""
        now = time.monotonic()
        self._live = [each for each in self._live if not (each.over or each.cancelled)]
        waited = [each for each in self._live if now - each.began >= SHOWN_S]
        return [each for each in waited if not each.in_sight]

    @property
    def busy(self) -> bool:
        """Whether a job goes on that `to_show` may have to tell of."""
        return any(not (each.over or each.cancelled) for each in self._live)

    def stop(self, job: BackgroundJob) -> None:
        """Drop a job because the user wants it: whoever waits for it is told at once."""
        if job.over or job.cancelled or not job.stoppable:
            return
        if self._newest.get(job.key) is job:
            del self._newest[job.key]
        job.cancel()
        if job._on_stop is not None:
            job._on_stop()

    def _settle(self, task: BackgroundJob, call: Callable[[], None]) -> None:
        """Have the end of a task told, unless it is cancelled by then; it is forgotten first."""
        task.over = True

        def settled() -> None:
            if self._newest.get(task.key) is task:
                del self._newest[task.key]
            call()
            if task.title and task.notify and time.monotonic() - task.began >= LONG_S:
                self.long_ended.emit(task.title)

        task.post(settled)

    def close(self) -> None:
        """Cancel everything and wait for the threads a moment."""
        for key in list(self._newest):
            self.cancel(key)
        for thread in self._threads:
            thread.join(5.0)

    def _deliver(self) -> None:
        # Only what is there now: a task that reports without end must not hold the window.
        for _ in range(len(self._queue)):
            self._queue.popleft()()
        self._let_go()

    def _let_go(self) -> None:
        """Let go of what was given to threads that have ended; of the others soon."""
        self._given = [each for each in self._given if each[0].is_alive()]
        if self._given and not self._waiting:
            self._waiting = True
            QTimer.singleShot(LET_GO_MS, self, self._let_go_later)

    def _let_go_later(self) -> None:
        self._waiting = False
        self._let_go()


def while_alive(call: Callable[P, None]) -> Callable[P, None]:
    """A method, or a function made in one, that is not called once its widget is gone."""
    owner = _owner(call)
    if not isinstance(owner, QObject):
        return call

    def called(*arguments: P.args, **named: P.kwargs) -> None:
        if isValid(owner):
            call(*arguments, **named)

    return called


def _owner(call: Any) -> object:
    """The ``self`` of a method, of a partial of one, or of the method that a lambda is in."""
    while isinstance(call, functools.partial):
        call = call.func
    if not inspect.isfunction(call):
        return getattr(call, "__self__", None)
    held = dict(zip(call.__code__.co_freevars, call.__closure__ or (), strict=True))
    return held["self"].cell_contents if "self" in held else None


def nothing(*_: Any) -> None:
    """For results nobody needs."""
