"""A tiny experiment that trains in a second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.core.contracts.dataset import Dataset, ImageClasses
from workbench.core.contracts.events import Event, Failed, Finished
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.engine.train import train

TrainTiny = Callable[..., tuple[Run, Finished | Failed, list[Event]]]


@pytest.fixture
def tiny_plugins(plugins: Plugins, tiny_data: ImageClasses) -> Plugins:
    class Tiny(Dataset):
        id, name, about = "tiny", "Tiny", "Bars at ten heights."

        def load(self, params: object) -> ImageClasses:
            return tiny_data

    plugins.add(PluginRecord("tiny", "test"), [("dataset", Tiny)])
    return plugins


@pytest.fixture
def store(home: Path) -> RunStore:
    return RunStore(home / "runs")


def tiny_experiment(architecture: str = "mlp", seed: int = 0, **trainer: object) -> Experiment:
    settings = {"epochs": 4, "batch_size": 20, **trainer}
    return (
        # One thread: tests compare runs bit for bit, on machines that are busy as well.
        Experiment(name="tiny", seed=seed, device="cpu", threads=1)
        .with_part("dataset", "tiny")
        .with_part("architecture", architecture)
        .with_part("trainer", "supervised", settings)
    )


@pytest.fixture
def train_tiny(tiny_plugins: Plugins, store: RunStore) -> TrainTiny:
    """Train an experiment on the tiny dataset; returns the run, its end and its events."""

    def go(
        experiment: Experiment,
        control: Control | None = None,
        emit: Callable[[Event], None] | None = None,
        run: Run | None = None,
        resume: bool = False,
    ) -> tuple[Run, Finished | Failed, list[Event]]:
        events: list[Event] = []

        def both(event: Event) -> None:
            events.append(event)
            if emit is not None:
                emit(event)

        run = run or store.create(experiment)
        end = train(run, tiny_plugins, both, control or Control(), resume=resume)
        return run, end, events

    return go
