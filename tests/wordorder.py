"""Small runs on sentences of which only the order decides, as several tests need them."""

from __future__ import annotations

from typing import Any

from workbench.core.contracts.events import Finished
from workbench.core.contracts.text import TextClasses
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.runs.store import Run, RunStore
from workbench_plugins.word_order import WordOrder, WordOrderParams

DATA: dict[str, Any] = {"sentences": 800, "fillers": 2}
SMALL: dict[str, dict[str, Any]] = {
    "text-transformer": {
        "n_layers": 1,
        "n_heads": 2,
        "d_model": 32,
        "dropout": 0.0,
        "context": 16,
    },
    "lstm": {"embedding": 16, "width": 24},
    "bag-of-embeddings": {"embedding": 16, "width": 16},
}


def experiment(architecture: str, epochs: int = 1, **settings: Any) -> Experiment:
    """A small network on 640 short sentences."""
    return (
        Experiment(name=architecture, device="cpu")
        .with_part("dataset", "word-order", DATA)
        .with_part("architecture", architecture, SMALL[architecture] | settings)
        .with_part("trainer", "text-supervised", {"epochs": epochs, "batch_size": 32, "lr": 0.01})
    )


def train_run(
    store: RunStore, plugins: Plugins, architecture: str, epochs: int = 1, **settings: Any
) -> tuple[Run, TextClasses]:
    """Train it to its end; returns the run and its data."""
    from workbench.engine.train import train

    run = store.create(experiment(architecture, epochs, **settings))
    end = train(run, plugins, lambda event: None, Control())
    assert isinstance(end, Finished), end
    return run, WordOrder().load(WordOrderParams(**DATA))
