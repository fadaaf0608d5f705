"""Jobs: trainings by whichever launcher, and the one timer that brings their events to the window.

An event never repaints. It is put into a deque by the training's thread, or by the one that listens
to its process; every 33 ms, while something is live, a timer drains the deque, folds the events
into `RunState`s and passes on what changed, at most ten times a second for each run.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import blame, starting
from workbench.core.contracts.errors import UnknownPlugin, WorkbenchError
from workbench.core.contracts.events import Event, Failed, Progress
from workbench.core.contracts.launcher import Launcher, TrainingHandle, WorkOrder
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.io import anchored
from workbench.core.plugins import Plugins
from workbench.core.runs.store import LIVE, Run, RunStore
from workbench.core.settings import Settings
from workbench.engine import work
from workbench.ui.background_jobs import BackgroundJob, BackgroundJobs
from workbench.ui.state import RunState, apply

DRAIN_MS = 33
PASS_ON_S = 0.1


class _Waiting(Control, TrainingHandle):
    """Takes what is asked of a run before its turn comes."""

    alive = True

    def wait(self, timeout: float) -> None:
        """There is nothing to wait for."""


@dataclass
class _Training:
    """A run in progress, or waiting for its turn."""

    run: Run
    state: RunState
    order: WorkOrder | None = None
    handle: TrainingHandle | None = None
    waiting: _Waiting = field(default_factory=_Waiting)
    published: RunState = field(default_factory=RunState)
    published_at: float = 0.0


class Jobs(QObject):
    """Starts, steers and follows trainings; one trains at a time, others wait their turn.

    Attributes
    ----------
    changed
        Emitted with the state of a run before and after.
    adopted
        Emitted with the id of a run that goes on in another process and is followed from now on.
    renamed
        Emitted with the id of a run and its new name.
    """

    changed = Signal(object, object)
    adopted = Signal(str)
    renamed = Signal(str, str)

    def __init__(
        self,
        plugins: Plugins,
        store: RunStore,
        background: BackgroundJobs,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plugins = plugins
        self._store = store
        self._background = background
        self._settings = settings
        self._live: dict[str, _Training] = {}
        self._past: dict[str, RunState] = {}
        self._events: deque[tuple[str, Event]] = deque()
        self._timer = QTimer(self, interval=DRAIN_MS)
        self._timer.timeout.connect(self._drain)

    @property
    def launcher(self) -> type[Launcher]:
        """Where the next training happens: what the settings say, where that is there.

        Raises
        ------
        UsageError
            When there is no launcher at all.
        """
        try:
            return starting.launcher(self._plugins, self._settings.launcher)
        except UnknownPlugin:
            return starting.launcher(self._plugins)

    def train(self, experiment: Experiment) -> str:
        """Start a run and return its id at once.

        Raises
        ------
        UsageError, ExperimentError
            When something stands in the way of training it.
        StorageError
            When the run's folder cannot be made.
        """
        # A path that was typed is meant from where the window was started, and found from anywhere.
        absolute = anchored.experiment(experiment, self._plugins, Path.cwd())
        run = starting.create_run(absolute, self._plugins, self._store)
        return self._begin(run, RunState(), resume=False)

    def resume(self, run_id: str, length: Mapping[str, Any] | None = None) -> None:
        """Resume a run from its last checkpoint.

        Parameters
        ----------
        length
            How long to train it in all, such as ``{"epochs": 20}``.
        """
        if run_id not in self._live:
            state = self._past.get(run_id, RunState())
            self._begin(self._store.get(run_id), state, resume=True, length=length)

    def _begin(
        self, run: Run, state: RunState, resume: bool, length: Mapping[str, Any] | None = None
    ) -> str:
        name = run.info().name
        state = replace(state, run=run.id, name=name, status="starting", error=None, reason="")
        order = work.order_for(run, self._plugins, resume, length)
        training = _Training(run, state, order)
        self._live[run.id] = training
        self._past.pop(run.id, None)
        if self._busy():
            training.state = replace(state, progress=Progress("Waiting for the run before"))
        self._launch_next()
        self._timer.start()
        self._pass_on(training)
        return run.id

    def _busy(self) -> bool:
        return any(t.handle is not None for t in self._live.values())

    def _launch_next(self) -> None:
        waiting = [t for t in self._live.values() if t.handle is None]
        if self._busy() or not waiting:
            return
        training = waiting[0]
        assert training.order is not None
        run_id, events = training.run.id, self._events
        try:
            cls = self.launcher
            training.handle = work.begin(
                cls,
                training.run,
                training.order,
                self._plugins,
                lambda event: events.append((run_id, event)),
                self._settings.launchers.get(cls.id),
            )
            training.handle.watch(training.waiting.watched, training.waiting.scores_watched)
            if training.waiting.pinned is not None:
                training.handle.pin(training.waiting.pinned)
        except WorkbenchError as error:  # a plugin's fault must not block the others
            failed = Failed(error.message, error.remedy, blame.details(error.__cause__ or error))
            if training.run.hold():  # else another process trains it, and its log is that one's
                training.run.log(failed)
                training.run.close()
            self._end(training, apply(training.state, failed))

    def control(self, run_id: str) -> TrainingHandle | None:
        """The handle of a run that is trained now, or will be."""
        training = self._live.get(run_id)
        return (training.handle or training.waiting) if training else None

    def pause(self, run_id: str) -> None:
        """Let a run wait."""
        training = self._live.get(run_id)
        if training and training.handle and training.state.status == "running":
            training.handle.pause()
            self._note_status(training, "paused")

    def unpause(self, run_id: str) -> None:
        """Let a waiting run go on."""
        training = self._live.get(run_id)
        if training and training.handle and training.state.status == "paused":
            training.handle.resume()
            self._note_status(training, "running")

    def _note_status(self, training: _Training, status: str) -> None:
        if training.run.held:  # else it is the worker's to write
            training.run.set_status(status)
        self._set_status(training, status)

    def stop(self, run_id: str, keep: bool = True) -> None:
        """End a run; ``keep`` measures and exports what it has learnt.

        A second time, while it measures, that is skipped.
        """
        if training := self._live.get(run_id):
            state = training.state
            if keep and state.status == "stopping" and not state.measuring:
                return  # a double click must not cost the figures
            if training.handle is None:
                training.run.set_status("stopped")
                training.run.close()
                self._end(training, replace(training.state, status="stopped", progress=None))
                return
            training.handle.stop(keep)
            if training.state.live:
                # One that has just ended stays as it ended; its thread will be gone in a moment.
                self._set_status(training, "stopping")

    def _set_status(self, training: _Training, status: str) -> None:
        training.state = replace(training.state, status=status)
        self._pass_on(training)

    @property
    def live(self) -> tuple[str, ...]:
        """Ids of the runs that are going or waiting."""
        return tuple(self._live)

    @property
    def surviving(self) -> bool:
        """Whether all that trains now would go on without the window."""
        handles = [training.handle for training in self._live.values() if training.handle]
        return bool(handles) and all(handle.survives for handle in handles)

    def adopt(self) -> None:
        """Take up, in the background, what other processes train for this user."""
        self._background.start(
            "adopt trainings",
            self._unadopted,
            self._adopt_each,
            title=self.tr("Looking for trainings that go on"),
        )

    def _unadopted(self, task: BackgroundJob) -> list[str]:
        live = []
        for info in self._store.list():
            task.check()
            if info.status in LIVE:
                live.append(info.id)
            elif info.status == "interrupted":
                work.note_death(self._store.get(info.id))
        return live

    def _adopt_each(self, run_ids: list[str]) -> None:
        for run_id in run_ids:
            if run_id not in self._live:
                self.state(run_id)

    def state(self, run_id: str) -> RunState:
        """What is known of a run; one from the disk is replayed and follows by `changed`."""
        if training := self._live.get(run_id):
            return training.state
        if run_id not in self._past:
            self._past[run_id] = RunState(run=run_id)
            launchers = tuple(self._plugins.of(Launcher).values())
            self._background.start(
                f"replay {run_id}",
                lambda task: _recalled(self._store.get(run_id), launchers, self._events, task),
                self._recalled,
                lambda error: self._unreadable(run_id, error),
                title=self.tr("Reading a run"),
            )
        return self._past[run_id]

    def _recalled(self, recalled: _Recalled) -> None:
        handle = recalled.handle
        if handle is None:
            self._replayed(recalled.state)
            return
        run_id = recalled.run.id
        if run_id in self._live:
            handle.leave()
            return
        before = self._past.pop(run_id, RunState())
        training = _Training(recalled.run, recalled.pass_on(), handle=handle, published=before)
        self._live[run_id] = training
        self._timer.start()
        self._pass_on(training)
        self.adopted.emit(run_id)

    def _replayed(self, state: RunState) -> None:
        if state.run not in self._live:
            before = self._past.get(state.run, RunState())
            self._past[state.run] = state
            self.changed.emit(before, state)

    def _unreadable(self, run_id: str, error: WorkbenchError) -> None:
        failed = Failed(error.message, error.remedy)
        self._replayed(RunState(run=run_id, status="failed", error=failed))

    def note_name(self, run_id: str, name: str) -> None:
        """Pass on that a run has got another name, once that is on the disk."""
        if training := self._live.get(run_id):
            training.state = replace(training.state, name=name)
            self._pass_on(training)
        elif before := self._past.get(run_id):
            self._past[run_id] = replace(before, name=name)
            self.changed.emit(before, self._past[run_id])
        self.renamed.emit(run_id, name)

    def forget(self, run_id: str) -> None:
        """Drop what is remembered of a past run, so that it is read again."""
        self._past.pop(run_id, None)

    def _drain(self) -> None:
        for _ in range(len(self._events)):
            run_id, event = self._events.popleft()
            training = self._live.get(run_id)
            if training is None:
                continue
            stopping = training.state.status == "stopping"
            state = apply(training.state, event)
            if stopping and state.status == "running":
                state = replace(state, status="stopping")
            training.state = state
        for training in self._live.values():
            _follow_pause(training)
        now = time.monotonic()
        for training in list(self._live.values()):
            if training.handle and not training.handle.alive and not self._waiting_for(training):
                self._end(training, _ended(training.state))
            elif now - training.published_at >= PASS_ON_S:
                self._pass_on(training)
        if not self._live:
            self._timer.stop()

    def _waiting_for(self, training: _Training) -> bool:
        """Whether events of it came after the last look."""
        return any(run_id == training.run.id for run_id, _ in self._events)

    def _end(self, training: _Training, state: RunState) -> None:
        training.state = state
        del self._live[state.run]
        self._past[state.run] = state
        self._pass_on(training)
        self._launch_next()

    def _pass_on(self, training: _Training) -> None:
        if training.state is not training.published:
            before = training.published
            training.published = training.state
            training.published_at = time.monotonic()
            self.changed.emit(before, training.state)

    def close(self) -> None:
        """Stop at once what cannot go on without the window, wait for that, and leave the rest."""
        handles = [training.handle for training in self._live.values() if training.handle]
        for handle in handles:
            if handle.survives:
                handle.leave()
            else:
                handle.stop(keep=False)
        for handle in handles:
            if not handle.survives:
                handle.wait(10.0)
        self._live.clear()
        self._timer.stop()


def _follow_pause(training: _Training) -> None:
    """Another window, or the command line, may have paused it."""
    if training.handle is None or training.state.status not in ("running", "paused"):
        return
    status = "paused" if training.handle.paused else "running"
    training.state = replace(training.state, status=status)


def _ended(state: RunState) -> RunState:
    """The state of a run whose thread is gone, though it may not have told how it ended."""
    if not state.live:
        return state
    message = "The training ended without saying how."
    return apply(state, Failed(message, "Resume it from its last checkpoint, or train again."))


class _Recalled:
    """What is known of a run that this window did not start.

    The events that it reports while its log is replayed make its state; those after `pass_on` go
    the way of all events.
    """

    def __init__(self, run: Run, events: deque[tuple[str, Event]]) -> None:
        self.run = run
        self.state = RunState(run=run.id, name=run.info().name, status="starting")
        self.handle: TrainingHandle | None = None
        self._events = events
        self._lock = threading.Lock()
        self._passes_on = False

    def emit(self, event: Event) -> None:
        """Take an event, from any thread."""
        with self._lock:
            if self._passes_on:
                self._events.append((self.run.id, event))
            else:
                self.state = apply(self.state, event)

    def pass_on(self) -> RunState:
        """The state until now; what comes goes into the deque."""
        with self._lock:
            self._passes_on = True
            return self.state


def _recalled(
    run: Run,
    launchers: tuple[type[Launcher], ...],
    events: deque[tuple[str, Event]],
    task: BackgroundJob,
) -> _Recalled:
    """A run's state from its log, and the handle of its training where it goes on elsewhere."""
    work.note_death(run)
    recalled = _Recalled(run, events)
    if run.info().status in LIVE:
        recalled.handle = work.attach(launchers, run, recalled.emit)
    if recalled.handle is None:
        recalled.state = _replay(run, task)
    return recalled


def _replay(run: Run, task: BackgroundJob) -> RunState:
    info = run.info()
    state = RunState(run=run.id, name=info.name)
    for event in run.events():
        task.check()
        state = apply(state, event)
    if info.status != state.status and info.status not in ("starting",):
        state = replace(state, status=info.status)
    if state.status == "running":
        state = replace(state, status="interrupted")
    model = str(run.model_file) if run.model_file.is_file() else ""
    return replace(state, name=info.name, metrics=dict(info.metrics) or state.metrics, model=model)
