"""Curve: how good own models are with so many labels, and from how many they beat a prompt.

Rows and seeds are drawn again together (a bootstrap over both), and the same rows for everyone:
bands and crossings hold for other rows and other seeds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.comparison.statistics import (
    Classes,
    Interval,
    Metric,
    bias_corrected,
    weighted,
)

RESAMPLES = 500
TAILS = (2.5, 97.5)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Runs:
    """Predictions of one answerer with so many labels per class, one int64 ``(n,)`` a seed."""

    labels: float
    predicted: tuple[Classes, ...]


@dataclass(frozen=True)
class Line:
    """A learner's points: labels per class, and the mean over seeds with its band."""

    name: str
    labels: tuple[float, ...]
    figures: tuple[Interval, ...]
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class Crossing:
    """From how many labels per class ``learner`` is better than ``rival``.

    Attributes
    ----------
    labels
        Between two budgets the curves are taken for straight over the logarithm; ``inf`` when it
        does not happen within the data, the smallest budget when it happened before that.
    low, high
        The 95 % interval; ``inf`` where it does not end within the data.
    sure
        In which part of the resamples it happens within the data.
    """

    learner: str
    rival: str
    labels: float
    low: float
    high: float
    sure: float

    @property
    def sentence(self) -> str:
        """What it means."""
        if math.isinf(self.labels):
            return f"{self.learner} does not overtake {self.rival} within the data you have."
        if self.low == self.high == self.labels:
            already = f"Already with {_count(self.labels)} labels per class"
            return f"{already} {self.learner} is better than {self.rival}."
        about = f"From about {_count(self.labels)} labels per class"
        if math.isinf(self.high):
            reach = f"95 % interval from {_count(self.low)}; the upper end is beyond the data"
        else:
            reach = f"95 % interval {_count(self.low)} to {_count(self.high)}"
        return f"{about} ({reach}) {self.learner} is better than {self.rival}."


def line(
    name: str, runs: Sequence[Runs], truth: Classes, metric: Metric, n_classes: int, seed: int = 0
) -> Line:
    """The learning curve of one answerer."""
    drawn = _curves(runs, truth, metric, n_classes, seed)
    plain = [_mean(each, truth, np.ones(len(truth)), metric, n_classes) for each in runs]
    figures = tuple(bias_corrected(value, each) for value, each in zip(plain, drawn.T, strict=True))
    seeds = tuple(len(each.predicted) for each in runs)
    return Line(name, tuple(each.labels for each in runs), figures, seeds)


def crossing(
    learner: tuple[str, Sequence[Runs]], rival: tuple[str, Classes], truth: Classes,
    metric: Metric, n_classes: int, seed: int = 0,
) -> Crossing:  # fmt: skip
    """Where a learning curve overtakes an answerer that does not learn, and stays above it."""
    (name, runs), (other, predicted) = learner, rival
    labels = [each.labels for each in runs]
    ones = np.ones(len(truth))
    plain = np.array([_mean(each, truth, ones, metric, n_classes) for each in runs])
    bar = weighted(metric, truth, predicted, ones, n_classes)
    at = overtakes(labels, plain, bar)
    # Resamples of macro-F1 are too low by some amount, which is not the same for everyone.
    drawn = _unbiased(_curves(runs, truth, metric, n_classes, seed), plain)
    bars = _unbiased(_bar(predicted, truth, metric, n_classes, seed), np.array(bar))
    found = np.array([overtakes(labels, row, each) for row, each in zip(drawn, bars, strict=True)])
    low, high = np.percentile(found, TAILS, method="nearest")
    return Crossing(name, other, at, float(low), float(high), float(np.isfinite(found).mean()))


def _unbiased(drawn: Floats, value: Floats) -> Floats:
    """Resamples moved so that their mean is the figure itself."""
    moved: Floats = drawn - (np.mean(drawn, axis=0) - value)
    return moved


def overtakes(labels: Sequence[float], figures: Floats, bar: float) -> float:
    """The number of labels from which on the figures stay at or above the bar; ``inf`` for none."""
    above = figures >= bar
    if not above[-1]:
        return math.inf
    first = len(above) - int(np.argmin(above[::-1])) if not above.all() else 0
    if first == 0:
        return float(labels[0])
    before, after = figures[first - 1], figures[first]
    part = (bar - before) / (after - before)
    logs = np.log([labels[first - 1], labels[first]])
    return float(math.exp(logs[0] + part * (logs[1] - logs[0])))


def _curves(
    runs: Sequence[Runs], truth: Classes, metric: Metric, n_classes: int, seed: int
) -> Floats:
    """Figures ``(resamples, budgets)``."""
    random = np.random.default_rng((seed, 1))
    drawn = np.empty((RESAMPLES, len(runs)))
    for number, weights in enumerate(_weights(len(truth), seed)):
        for place, each in enumerate(runs):
            count = len(each.predicted)
            again = tuple(each.predicted[k] for k in random.integers(0, count, count))
            drawn[number, place] = _mean(
                Runs(each.labels, again), truth, weights, metric, n_classes
            )
    return drawn


def _bar(predicted: Classes, truth: Classes, metric: Metric, n_classes: int, seed: int) -> Floats:
    rows = _weights(len(truth), seed)
    return np.array([weighted(metric, truth, predicted, w, n_classes) for w in rows])


def _weights(n: int, seed: int) -> list[Floats]:
    """How often each row is in each resample; the same for everyone."""
    random = np.random.default_rng(seed)
    drawn = (np.bincount(random.integers(0, n, n), minlength=n) for _ in range(RESAMPLES))
    return [counts.astype(np.float64) for counts in drawn]


def _mean(runs: Runs, truth: Classes, weights: Floats, metric: Metric, n_classes: int) -> float:
    figures = [weighted(metric, truth, each, weights, n_classes) for each in runs.predicted]
    return float(np.mean(figures))


def _count(labels: float) -> str:
    return f"{labels:.0f}" if labels >= 10 else f"{labels:.1f}".removesuffix(".0")
