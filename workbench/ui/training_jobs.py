"""Jobs: trainings in threads, and the one timer that brings their events to the window.

An event never repaints. It is put into a deque by the training's thread; every
33 ms, while something is live, a timer drains the deque, folds the events into
`RunState`s and passes on what changed, at most ten times a second for each run.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import blame, starting
from workbench.core.contracts.contributions import Launcher
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.events import Event, Failed, Progress
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.io import anchored
from workbench.core.plugins import Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.ui.background_jobs import BackgroundJob, BackgroundJobs
from workbench.ui.state import RunState, apply

DRAIN_MS = 33
PASS_ON_S = 0.1


@dataclass
class _Training:
    """A run in progress."""

    run: Run
    control: Control
    state: RunState
    resume: bool
    thread: threading.Thread | None = None
    published: RunState = field(default_factory=RunState)
    published_at: float = 0.0


class Jobs(QObject):
    """Starts, steers and follows trainings; one trains at a time, others wait their turn."""

    changed = Signal(object, object)

    def __init__(
        self,
        plugins: Plugins,
        store: RunStore,
        background: BackgroundJobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plugins = plugins
        self._store = store
        self._background = background
        self._live: dict[str, _Training] = {}
        self._past: dict[str, RunState] = {}
        self._events: deque[tuple[str, Event]] = deque()
        self._timer = QTimer(self, interval=DRAIN_MS)
        self._timer.timeout.connect(self._drain)

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

    def resume(self, run_id: str) -> None:
        """Go on with a run from its last checkpoint."""
        if run_id not in self._live:
            self._begin(self._store.get(run_id), self._past.get(run_id, RunState()), resume=True)

    def _begin(self, run: Run, state: RunState, resume: bool) -> str:
        name = run.info().name
        state = replace(state, run=run.id, name=name, status="starting", error=None, reason="")
        training = _Training(run, Control(), state, resume)
        self._live[run.id] = training
        self._past.pop(run.id, None)
        if self._busy():
            training.state = replace(state, progress=Progress("Waiting for the run before"))
        self._launch_next()
        self._timer.start()
        self._pass_on(training)
        return run.id

    def _busy(self) -> bool:
        return any(t.thread is not None for t in self._live.values())

    def _launch_next(self) -> None:
        waiting = [t for t in self._live.values() if t.thread is None]
        if self._busy() or not waiting:
            return
        training = waiting[0]
        cls = next(iter(self._plugins.of(Launcher).values()))
        try:
            training.thread = starting.launch(cls, self._job(training), training.state.name)
        except WorkbenchError as error:  # a plugin's fault must not block the others
            failed = Failed(error.message, error.remedy, blame.details(error.__cause__ or error))
            training.run.log(failed)
            training.run.close()
            self._end(training, apply(training.state, failed))

    def _job(self, training: _Training) -> Callable[[], None]:
        run, control, events = training.run, training.control, self._events

        def emit(event: Event) -> None:
            events.append((run.id, event))

        def job() -> None:
            try:
                from workbench.engine.train import train

                train(run, self._plugins, emit, control, resume=training.resume)
            except (ImportError, OSError) as error:  # torch itself may fail to load
                emit(Failed(f"{type(error).__name__}: {error}", "Run `workbench doctor`."))
            except BaseException as error:  # noqa: BLE001 - nobody else would hear of it
                known = blame.contained(error)
                emit(Failed(known.message, known.remedy, blame.details(error)))

        return job

    def control(self, run_id: str) -> Control | None:
        """The control of a live run."""
        training = self._live.get(run_id)
        return training.control if training else None

    def pause(self, run_id: str) -> None:
        """Let a run wait."""
        if (training := self._live.get(run_id)) and training.state.status == "running":
            training.control.pause()
            training.run.set_status("paused")
            self._set_status(training, "paused")

    def unpause(self, run_id: str) -> None:
        """Let a waiting run go on."""
        if (training := self._live.get(run_id)) and training.state.status == "paused":
            training.control.resume()
            training.run.set_status("running")
            self._set_status(training, "running")

    def stop(self, run_id: str, keep: bool = True) -> None:
        """End a run; ``keep`` measures and exports what it has learnt."""
        if training := self._live.get(run_id):
            training.control.stop(keep)
            if training.thread is None:
                training.run.set_status("stopped")
                training.run.close()
                self._end(training, replace(training.state, status="stopped", progress=None))
            elif training.state.live:
                # One that has just ended stays as it ended; its thread will be gone in a moment.
                self._set_status(training, "stopping")

    def _set_status(self, training: _Training, status: str) -> None:
        training.state = replace(training.state, status=status)
        self._pass_on(training)

    @property
    def live(self) -> tuple[str, ...]:
        """Ids of the runs that are going or waiting."""
        return tuple(self._live)

    def state(self, run_id: str) -> RunState:
        """What is known of a run; one from the disk is replayed and follows by `changed`."""
        if training := self._live.get(run_id):
            return training.state
        if run_id not in self._past:
            self._past[run_id] = RunState(run=run_id)
            self._background.start(
                f"replay {run_id}",
                lambda task: _replay(self._store.get(run_id), task),
                lambda state: self._replayed(state),
                lambda error: self._unreadable(run_id, error),
            )
        return self._past[run_id]

    def _replayed(self, state: RunState) -> None:
        if state.run not in self._live:
            before = self._past.get(state.run, RunState())
            self._past[state.run] = state
            self.changed.emit(before, state)

    def _unreadable(self, run_id: str, error: WorkbenchError) -> None:
        failed = Failed(error.message, error.remedy)
        self._replayed(RunState(run=run_id, status="failed", error=failed))

    def forget(self, run_id: str) -> None:
        """Drop what is remembered of a past run, so that it is read anew."""
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
        now = time.monotonic()
        for training in list(self._live.values()):
            if (
                training.thread
                and not training.thread.is_alive()
                and not self._waiting_for(training)
            ):
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
        """Stop everything at once and wait for the threads."""
        for training in list(self._live.values()):
            training.control.stop(keep=False)
        for training in list(self._live.values()):
            if training.thread is not None:
                training.thread.join(10.0)
        self._timer.stop()


def _ended(state: RunState) -> RunState:
    """The state of a run whose thread is gone, though it may not have told how it ended."""
    if not state.live:
        return state
    message = "The training ended without saying how."
    return apply(state, Failed(message, "Resume it from its last checkpoint, or train again."))


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
