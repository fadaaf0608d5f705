"""What docs/text.md tells, measured: runs with and without positions, memory, throughput."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.events import Failed
from workbench.core.contracts.params import make
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.engine import memory_reach, throughput
from workbench.engine.contenders import contenders
from workbench.engine.throughput import Ended, Speed
from workbench.engine.train import train
from workbench.inference.shuffle import ShuffleTest, shuffle_test

KINDS = ("none", "sinusoidal", "learned", "rotary")
READER = {"n_layers": 2, "n_heads": 4, "d_model": 64, "context": 32, "dropout": 0.0}
FAR = 16

Say = Callable[[str], None]


@dataclass(frozen=True)
class Thoroughness:
    """How much is measured."""

    seeds: int
    sentences: int
    epochs: int
    steps: int
    lengths: Sequence[int]


FULL = Thoroughness(3, 4000, 10, 600, throughput.LENGTHS)
QUICK = Thoroughness(2, 600, 4, 30, (64, 128))


@dataclass(frozen=True)
class Reader:
    """One trained reader of word order: its name, its seed, its shuffle test and its model."""

    name: str
    seed: int
    test: ShuffleTest
    model: Path


@dataclass(frozen=True)
class Remembered:
    """The memory of one contender, as built or trained, with one seed."""

    key: str
    trained: bool
    seed: int
    memory: memory_reach.Memory


@dataclass(frozen=True)
class Found:
    """Everything that was measured."""

    readers: list[Reader]
    memories: list[Remembered]
    speeds: list[Speed]
    ends: list[Ended]
    how: Thoroughness


def measure(plugins: Plugins, store: RunStore, how: Thoroughness, say: Say) -> Found:
    """Train and measure it all; takes some ten minutes when it is thorough."""
    readers = [
        _reader(plugins, store, name, architecture, settings, seed, how, say)
        for name, architecture, settings in _readers()
        for seed in range(how.seeds)
    ]
    memories = _memories(plugins, store, how, say)
    say("throughput")
    points = list(throughput.measure(plugins, lengths=how.lengths))
    speeds = [point for point in points if isinstance(point, Speed)]
    ends = [point for point in points if isinstance(point, Ended)]
    return Found(readers, memories, speeds, ends, how)


def _readers() -> list[tuple[str, str, dict[str, Any]]]:
    transformers = [
        (f"transformer, {kind}", "text-transformer", READER | {"positions": kind}) for kind in KINDS
    ]
    return [
        ("bag of embeddings", "bag-of-embeddings", {}),
        *transformers,
        ("LSTM", "lstm", {"embedding": 64, "width": 64}),
    ]


def _reader(
    plugins: Plugins,
    store: RunStore,
    name: str,
    architecture: str,
    settings: dict[str, Any],
    seed: int,
    how: Thoroughness,
    say: Say,
) -> Reader:
    say(f"word order: {name}, seed {seed}")
    experiment = (
        Experiment(name=name, seed=seed, device="cpu")
        .with_part("dataset", "word-order", {"sentences": how.sentences})
        .with_part("architecture", architecture, settings)
        .with_part("trainer", "text-supervised", {"epochs": how.epochs})
    )
    run = _trained(plugins, store, experiment)
    test = shuffle_test(run.model_file, _loaded(plugins, experiment), seed=seed)
    return Reader(name, seed, test, run.model_file)


def _memories(plugins: Plugins, store: RunStore, how: Thoroughness, say: Say) -> list[Remembered]:
    """The contenders with their first weights, and after they have learnt to write."""
    found = []
    base = Experiment(device="cpu").with_part("dataset", "text-files")
    data = _loaded(plugins, base)
    ids = memory_reach.passage(data)  # type: ignore[arg-type]
    trainer = {"steps": how.steps, "length": memory_reach.LENGTH, "evaluate_every": how.steps}
    for contender in contenders(plugins, data.task.n_tokens, memory_reach.LENGTH):  # type: ignore[union-attr]
        for seed in range(how.seeds):
            say(f"memory: {contender.name}, seed {seed}")
            influence = memory_reach.influence(contender.build(seed), ids, memory_reach.PLACES)
            key, name, n = contender.key, contender.name, contender.n_parameters
            memory = memory_reach.Memory(key, name, n, influence)
            found.append(Remembered(key, False, seed, memory))
            experiment = (
                base.model_copy(update={"seed": seed, "name": name})
                .with_part("architecture", key, contender.settings)
                .with_part("trainer", "language-model", trainer)
            )
            run = _trained(plugins, store, experiment)
            (memory,) = memory_reach.trained(plugins, data, [run])  # type: ignore[arg-type]
            found.append(Remembered(key, True, seed, memory))
    return found


def _trained(plugins: Plugins, store: RunStore, experiment: Experiment) -> Run:
    run = store.create(experiment)
    end = train(run, plugins, lambda event: None, Control())
    if isinstance(end, Failed):
        raise SystemExit(f"{experiment.name} failed: {end.message} {end.remedy}\n{end.traceback}")
    return run


def _loaded(plugins: Plugins, experiment: Experiment) -> Data:
    part = experiment.dataset
    cls = plugins.get(Dataset, part.id)
    return cls().load(make(cls.Params, part.params, part.id))
