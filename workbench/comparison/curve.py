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

from workbench.comparison.scoring import Predicted, Scoring
from workbench.core.measure import Measure
from workbench.core.statistics import Interval, widened

RESAMPLES = 500
TAILS = (2.5, 97.5)
# In this part of the resamples, at least, a crossing must happen to be called one.
SURE = 0.95

Floats = npt.NDArray[np.float64]
ACCURACY = Measure("accuracy")


@dataclass(frozen=True)
class Runs:
    """Predictions of one answerer with so many labels (per class), an array a seed."""

    labels: float
    predicted: tuple[Predicted, ...]


@dataclass(frozen=True)
class LearningCurve:
    """A learner's points: labels (per class), and the mean over seeds with its band."""

    name: str
    labels: tuple[float, ...]
    figures: tuple[Interval, ...]
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class Crossing:
    """From how many labels per class ``learner`` is ahead of ``rival``.

    Attributes
    ----------
    labels
        Between two budgets the curves are taken for straight over the logarithm; ``inf`` when it
        does not happen within the data, the smallest budget when it happened before that.
    low, high
        The 95 % interval; ``inf`` where it does not end within the data.
    sure
        In which part of the resamples it happens within the data.
    gap, p
        By how much the learner is better than the rival with all labels, and the p of the two,
        corrected for all pairs; ``None`` where these were not tested.
    measure
        The metric that decides.
    """

    learner: str
    rival: str
    labels: float
    low: float
    high: float
    sure: float
    gap: Interval | None = None
    p: float | None = None
    measure: Measure = ACCURACY

    @property
    def significant(self) -> bool:
        """Whether crossing and difference at the curve's end are both beyond chance."""
        tested = self.gap is None or self.p is None or (self.gap.value > 0 and self.p < 0.05)
        return math.isfinite(self.labels) and self.sure >= SURE and tested

    @property
    def sentence(self) -> str:
        """What it means."""
        if math.isinf(self.labels):
            return f"{self.learner} does not overtake {self.rival} within the data you have."
        if not self.significant:
            return self._inconclusive
        if self.low == self.high == self.labels:
            already = f"Already with {_labels(self.labels)}{self._each}"
            return f"{already} {self.learner} is better than {self.rival}."
        about = f"From about {_labels(self.labels)}{self._each}"
        if math.isinf(self.high):
            reach = f"95 % interval from {_count(self.low)}; the upper end is beyond the data"
        else:
            reach = f"95 % interval {_count(self.low)} to {_count(self.high)}"
        return f"{about} ({reach}) {self.learner} is better than {self.rival}."

    @property
    def _each(self) -> str:
        return " per class" if self.measure.per_class else ""

    @property
    def _inconclusive(self) -> str:
        why = []
        if (
            self.gap is not None
            and self.p is not None
            and not (self.gap.value > 0 and self.p < 0.05)
        ):
            size = f"{self.measure.lead(self.gap)}, p = {self.p:.3f}"
            why.append(f"with all labels the difference is {size}")
        if self.sure < SURE:
            why.append(f"it happens in {self.sure:.0%} of the resamples only")
        start = f"It is not shown that {self.learner} overtakes {self.rival}"
        return f"{start}: {', and '.join(why)}."


def line(name: str, runs: Sequence[Runs], scoring: Scoring, seed: int = 0) -> LearningCurve:
    """The learning curve of one answerer; its bands as wide as the intervals of the table."""
    drawn = ResampledCurve.of(runs, scoring, seed)
    figures = tuple(
        scoring.measure.own(widened(float(value), *each))
        for value, *each in zip(drawn.values, drawn.plain, drawn.worse, drawn.better, strict=True)
    )
    seeds = tuple(len(each.predicted) for each in runs)
    return LearningCurve(name, tuple(each.labels for each in runs), figures, seeds)


def crossing(
    learner: tuple[str, Sequence[Runs]],
    rival: tuple[str, Predicted],
    scoring: Scoring,
    seed: int = 0,
    tested: tuple[Interval, float] | None = None,
) -> Crossing:
    """Where a learning curve overtakes an answerer that does not learn, and stays above it.

    Parameters
    ----------
    tested
        By how much the learner is better with all labels, and the p of that.
    """
    (name, runs), (other, predicted) = learner, rival
    labels = [each.labels for each in runs]
    drawn = ResampledCurve.of(runs, scoring, seed)
    again, _, _ = scoring.redrawn([predicted], seed, RESAMPLES)
    bar = scoring.better(predicted)
    at = overtakes(labels, drawn.values, bar)
    # Resamples of macro-F1 are too low by some amount, which is not the same for everyone.
    lines = _unbiased(drawn.plain.T, drawn.values)
    bars = _unbiased(again[0], np.array(bar))
    found = np.array([overtakes(labels, row, each) for row, each in zip(lines, bars, strict=True)])
    low, high = np.percentile(found, TAILS, method="nearest")
    sure = float(np.isfinite(found).mean())
    gap, p = tested or (None, None)
    return Crossing(name, other, at, float(low), float(high), sure, gap, p, scoring.measure)


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


@dataclass(frozen=True)
class ResampledCurve:
    """A learner's figures over resamples of rows and seeds; the same rows for everyone.

    All of them greater where they are better.

    Attributes
    ----------
    values
        Means over the seeds, float64 ``(budgets,)``.
    plain, worse, better
        Of each resample, and with a row more that is wrong, or right; ``(budgets, resamples)``.
    """

    values: Floats
    plain: Floats
    worse: Floats
    better: Floats

    @classmethod
    def of(cls, runs: Sequence[Runs], scoring: Scoring, seed: int) -> ResampledCurve:
        """Draw them."""
        random = np.random.default_rng((seed, 1))
        values, kinds = [], []
        for each in runs:
            figures = scoring.redrawn(each.predicted, seed, RESAMPLES, widen=True)
            shape = figures[0].shape
            again = random.integers(0, shape[0], shape)
            kinds.append([np.take_along_axis(kind, again, 0).mean(0) for kind in figures])
            values.append(float(np.mean([scoring.better(one) for one in each.predicted])))
        plain, worse, better = np.array(kinds).transpose(1, 0, 2)
        return cls(np.array(values), plain, worse, better)


def _count(labels: float) -> str:
    return f"{labels:.0f}" if labels >= 10 else f"{labels:.1f}".removesuffix(".0")


def _labels(labels: float) -> str:
    count = _count(labels)
    return f"{count} label" if count == "1" else f"{count} labels"
