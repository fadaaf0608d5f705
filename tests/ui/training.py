"""What the Train page's tests share: a host with a tiny dataset, and runs made of events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from workbench import Dataset, ImageClasses, ImageClassification, Labels, Task
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.events import Evaluated, Event, Started, Stepped, WeightHistograms
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.ui.app import make_host
from workbench.ui.garbage import collected_by_the_window
from workbench.ui.host import Host
from workbench.ui.state import RunState, apply

EPOCH = 10


def with_dataset(plugins: Plugins, data: ImageClasses) -> Plugins:
    """Add a dataset ``tiny`` that is there at once."""

    class Tiny(Dataset):
        id, name, about = "tiny", "Tiny digits", "A few bars."

        def task(self, params: Any) -> Task:
            return ImageClassification(28, 28, 1, data.classes)

        def load(self, params: Any) -> ImageClasses:
            return data

    add(plugins, "dataset", Tiny)
    return plugins


def add(plugins: Plugins, kind: str, cls: type[Contribution]) -> None:
    """Register a class as if a plugin had."""
    plugins.add(PluginRecord(f"test {cls.id}", "built in"), [(kind, cls)])


@contextmanager
def hosting(plugins: Plugins, data: ImageClasses) -> Iterator[Host]:
    """A host whose experiment is a small network on the tiny data."""
    host = make_host(plugins=with_dataset(plugins, data))
    experiment = (
        Experiment(name="tiny").with_part("dataset", "tiny").with_part("architecture", "mlp")
    )
    host.set_experiment(experiment.with_part("trainer", "supervised", {"epochs": 2}))
    try:
        with collected_by_the_window():
            yield host
    finally:
        host.close()


def started(run: str = "r", epochs: int = 5) -> Started:
    """Training begins."""
    return Started(run, "cpu", 1234, 0, EPOCH, EPOCH * epochs, ("hidden1",))


def stepped(first: int, n: int = EPOCH, loss: float = 1.0) -> Stepped:
    """A stretch of steps whose loss falls."""
    falling = loss * np.exp(-np.arange(first, first + n) / 30)
    rate = np.full(n, 0.01, np.float32)
    return Stepped(first, falling.astype(np.float32), rate, 900.0, (first + n) / 10, 12.0)


def evaluated(step: int, split: str = "val", wrong: int = 3) -> Evaluated:
    """Ten classes of four pictures; ``wrong`` pictures of class 1 were read as 7."""
    confusion = np.eye(10, dtype=np.int64) * 4
    confusion[1, 1] -= wrong
    confusion[1, 7] += wrong
    rows = np.arange(1, 1 + 10 * wrong, 10)  # the tiny data's rows of class 1
    return Evaluated(
        step,
        step / EPOCH,
        step / 10,
        split,
        {f"{split}/loss": 0.5, f"{split}/accuracy": 1 - wrong / 40},
        confusion,
        rows,
        np.full(wrong, 7),
        np.linspace(0.9, 0.6, wrong, dtype=np.float32),
    )


def weighed(step: int = 1) -> WeightHistograms:
    """Two layers' histograms."""
    counts, edges = np.arange(40, dtype=np.int64), np.linspace(-1, 1, 41, dtype=np.float32)
    layers, kinds = ("hidden1", "output"), ("weight", "gradient")
    names = [f"{kind}/{layer}" for layer in layers for kind in kinds]
    return WeightHistograms(step, dict.fromkeys(names, (counts, edges)))


def state_of(*events: Event, run: str = "r", name: str = "tiny") -> RunState:
    """The state after these events."""
    state = RunState(run=run, name=name, status="starting")
    for event in events:
        state = apply(state, event)
    return state


def trained(run: str = "r", name: str = "tiny") -> RunState:
    """Two epochs in."""
    return state_of(
        started(run),
        stepped(0),
        evaluated(10, "train"),
        evaluated(10),
        stepped(10),
        evaluated(20, "train"),
        evaluated(20),
        run=run,
        name=name,
    )


TAGS = ("red", "round", "sweet", "unseen")


class _Tagged(Dataset):
    """A dataset whose rows have any of four labels; it is never loaded."""

    id, name, about = "tagged", "Tagged things", "Numbers with labels."

    def task(self, params: Any) -> Task:
        return Task(inputs=ImageClassification(28, 28, 1, ("a", "b")).inputs, target=Labels(TAGS))


def tagged_run(host: Host) -> str:
    """A run on rows of several labels that the store knows."""
    add(host.plugins, "dataset", _Tagged)
    run = host.store.create(host.experiment.with_part("dataset", "tagged"))
    run.close()
    return str(run.id)


def tagged(n: int = 300, step: int = 10) -> Evaluated:
    """Answers that lean towards the truth; the last of `TAGS` no row has."""
    generator = np.random.default_rng(0)
    truth = generator.random((n, len(TAGS))) < np.array([0.5, 0.3, 0.1, 0.0])
    scores = np.clip(0.35 * truth + generator.random(truth.shape) * 0.6, 0, 1).astype(np.float32)
    labels = truth.astype(np.int64)
    return Evaluated(step, step / EPOCH, 1.0, "val", {}, scores=scores, truth=labels)


def stored_run(host: Host) -> str:
    """A run that the store knows, so that views find its dataset."""
    run = host.store.create(host.experiment)
    run.close()
    return str(run.id)
