"""What tests of launchers share: runs of a trainer that crashes, and how they end."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from workbench.core.contracts.events import Event, Failed, Finished, Stepped
from workbench.core.contracts.launcher import Launcher, TrainingHandle
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins, discover
from workbench.core.runs.store import Run, RunStore
from workbench.engine import work

CRASHING = Path(__file__).with_name("crashing_plugin.py")
PROCESS, THREAD = "local-process", "local-thread"
LONG_S = 120.0


def crashing_plugins() -> Plugins:
    """The built-in plugins, and the one that crashes."""
    return discover([CRASHING], installed=False)


def experiment(epochs: int = 1, trainer: str = "crashing") -> Experiment:
    """A small network on the built-in digits, 56 steps an epoch."""
    settings = {"epochs": epochs, "batch_size": 64}
    return (
        Experiment(name="crash", device="cpu", threads=1)
        .with_part("dataset", "digits")
        .with_part("architecture", "softmax")
        .with_part("trainer", trainer, settings)
    )


@dataclass
class Launched:
    """A training that was begun, and what it reported."""

    run: Run
    plugins: Plugins
    handle: TrainingHandle
    events: list[Event] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """How many were reported."""
        return max(
            (e.first + len(e.loss) for e in self.events if isinstance(e, Stepped)), default=0
        )

    @property
    def end(self) -> Finished | Failed:
        """How it ended: once, and last."""
        ends = [event for event in self.events if isinstance(event, Finished | Failed)]
        assert len(ends) == 1, ends
        assert self.events[-1] is ends[0]
        return ends[0]

    def wait(self) -> Launched:
        """To the end."""
        self.handle.wait(LONG_S)
        assert not self.handle.alive
        return self


def launch(
    run: Run,
    plugins: Plugins,
    launcher: str = PROCESS,
    resume: bool = False,
    settings: dict[str, Any] | None = None,
    length: dict[str, Any] | None = None,
) -> Launched:
    """Have a run trained."""
    events: list[Event] = []
    order = work.order_for(run, plugins, resume, length)
    cls = plugins.get(Launcher, launcher)
    handle = work.begin(cls, run, order, plugins, events.append, settings)
    return Launched(run, plugins, handle, events)


def until(condition: Callable[[], object], handle: TrainingHandle | None = None) -> None:
    """Wait for it; fails when the training ends before."""
    deadline = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < deadline
        assert handle is None or handle.alive
        time.sleep(0.01)


def weights(run: Run) -> dict[str, np.ndarray]:
    """What was learnt, and the optimiser's memory."""
    tensors = load_file(run.checkpoint_folder / "last.safetensors")
    return {name: value for name, value in tensors.items() if name.startswith("state.")}


def same(ours: dict[str, np.ndarray], others: dict[str, np.ndarray]) -> bool:
    """Bit for bit."""
    return ours.keys() == others.keys() and all(
        ours[name].tobytes() == others[name].tobytes() for name in ours
    )


def gapless(run: Run) -> bool:
    """Whether the log holds every step once, in order."""
    events = [event for event in run.events() if isinstance(event, Stepped)]
    numbers = [event.first + i for event in events for i in range(len(event.loss))]
    return bool(numbers) and numbers == list(range(len(numbers)))


def fresh(run: Run) -> Run:
    """The run as another process sees it."""
    return RunStore(run.path.parent).get(run.id)
