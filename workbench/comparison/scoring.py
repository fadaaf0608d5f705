"""Scoring: the figures of answers to the same rows, their intervals, and tests between two.

Of classes, numbers and labels they are those of `workbench.core.statistics`. Of every other target
figures are its own `TargetKind.metrics`, and where they may lie comes from drawing the rows again,
the same rows for everyone (Efron & Tibshirani 1993, chapters 8 and 16). Differences say by how much
the first is better, whichever way the metric goes.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from workbench.core import statistics
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Labels, Number
from workbench.core.measure import Measure, measure_of, metrics_of
from workbench.core.statistics import (
    ExtraRow,
    Gap,
    Interval,
    LabelMetric,
    Metric,
    NumberMetric,
    Paired,
    ResampledCounts,
    bias_corrected,
    resampled_counts,
    resampling,
)

Floats = npt.NDArray[np.float64]
Predicted = npt.NDArray[Any]
Indices = npt.NDArray[np.int64]
# A target's own metrics are worked out so often: Python does it, not a product of matrices.
FEWER, FEWEST = 500, 2
TAIL = (1 - statistics.CONFIDENCE) / 2


def scoring_of(target: TargetKind, metric: str, truth: Predicted) -> Scoring:
    """What answers of a target are counted by."""
    if target.classes:
        return ClassScoring(target, metric, truth)
    if isinstance(target, Number):
        return NumberScoring(target, metric, truth)
    return RowScoring(target, metric, truth)


class Scoring(ABC):
    """Counts answers by a metric of a target; predictions are as the target has labels.

    Attributes
    ----------
    measure
        The metric that decides.
    truth
        Labels of the rows, ``(n, …)``.
    """

    def __init__(self, target: TargetKind, metric: str, truth: Predicted) -> None:
        self.target = target
        self.truth = truth
        self.measure: Measure = measure_of(target, metric)
        self._parts: dict[tuple[str, int, int], tuple[Predicted, Interval]] = {}

    def interval_of(self, metric: str, predicted: Predicted, rows: Indices) -> Interval:
        """`interval` of some of the rows, worked out once for all forms of a report."""
        key = metric, id(predicted), hash(rows.tobytes())
        if key not in self._parts:
            found = self.of_rows(rows).interval(metric, predicted[rows])
            # The array is kept with its figures, so that its id stays its own.
            self._parts[key] = predicted, found
        return self._parts[key][1]

    @property
    def metrics(self) -> tuple[str, ...]:
        """All that are shown, the one that decides first."""
        own = self.measure.metric
        return (own, *(name for name in metrics_of(self.target) if name != own))

    @abstractmethod
    def of_rows(self, rows: Indices) -> Scoring:
        """The same for some of the rows."""

    @abstractmethod
    def figure(self, predicted: Predicted) -> float:
        """The metric that decides."""

    @abstractmethod
    def interval(self, metric: str, predicted: Predicted) -> Interval:
        """A figure and where it may lie, in the metric itself."""

    @abstractmethod
    def field(self, predicted: Sequence[Predicted], seed: int = 0) -> Field:
        """Several answerers side by side."""

    @abstractmethod
    def chance(self, predicted: Sequence[Predicted], seed: int = 0) -> list[float]:
        """How often each would do as well if its answers had nothing to do with the rows.

        A permutation test: the labels change places among the rows.
        """

    @abstractmethod
    def redrawn(
        self, predicted: Sequence[Predicted], seed: int, resamples: int, widen: bool = False
    ) -> tuple[Floats, Floats, Floats]:
        """Figures over resamples of the rows, greater is better; ``(answerers, resamples)``.

        Plain, and where ``widen`` wants it with a row more that is wrong, or right.
        """

    def better(self, predicted: Predicted) -> float:
        """The figure that decides, turned so that more is better."""
        return self.measure.sign * self.figure(predicted)

    def apart(self, first: Predicted, second: Predicted) -> Indices:
        """Places of the rows that one of the two has better than the other."""
        score = self.target.row_scores
        return np.flatnonzero(score(first, self.truth) != score(second, self.truth))


class Field(ABC):
    """Answerers side by side: differences of every two, worked out when they are asked for."""

    def __init__(self, scoring: Scoring, predicted: Sequence[Predicted], seed: int) -> None:
        self.scoring = scoring
        self.predicted = tuple(predicted)
        self.n = len(scoring.truth)
        self._seed = seed

    @cached_property
    def figures(self) -> list[float]:
        """Of each answerer, greater is better."""
        return [self.scoring.better(each) for each in self.predicted]

    @property
    @abstractmethod
    def drawn(self) -> Floats:
        """Figures of each answerer over the resamples, ``(answerers, resamples)``."""

    @abstractmethod
    def some(self, *places: int) -> Field:
        """Some of them, in this order."""

    @abstractmethod
    def pairs(self, places: Sequence[tuple[int, int]]) -> list[Paired]:
        """How much better the first of each pair is than the second, and whether beyond chance."""

    @abstractmethod
    def score(self, first: int, second: int) -> float:
        """How many standard errors the first is ahead of the second."""

    @abstractmethod
    def ahead(self, first: int, second: int, tail: float) -> float:
        """The upper limit of how much better the first is, at a tail of one side."""

    @abstractmethod
    def deviation(self, first: int, second: int) -> float:
        """Standard deviation of a row's difference."""


class ClassScoring(Scoring):
    """Accuracy and macro-F1; an answer outside the classes is -1 and wrong."""

    @property
    def _metric(self) -> Metric:
        return cast(Metric, self.measure.metric)

    @property
    def n_classes(self) -> int:
        """How many there are."""
        return len(self.target.classes)

    def of_rows(self, rows: Indices) -> ClassScoring:
        """The same for some of the rows."""
        return ClassScoring(self.target, self._metric, self.truth[rows])

    def figure(self, predicted: Predicted) -> float:
        """The metric that decides."""
        return statistics.figure(self._metric, self.truth, predicted, self.n_classes)

    def interval(self, metric: str, predicted: Predicted) -> Interval:
        """Wilson's for accuracy, the bootstrap's for macro-F1."""
        named = cast(Metric, metric)
        return statistics.with_interval(named, self.truth, predicted, self.n_classes)

    def field(self, predicted: Sequence[Predicted], seed: int = 0) -> ClassField:
        """Several answerers side by side."""
        return ClassField(self, predicted, seed)

    def chance(self, predicted: Sequence[Predicted], seed: int = 0) -> list[float]:
        """See `statistics.shuffled_p`."""
        return statistics.shuffled_p(self._metric, self.truth, predicted, self.n_classes, seed)

    def apart(self, first: Predicted, second: Predicted) -> Indices:
        """Places of the rows that only one of the two has right."""
        return np.flatnonzero((self.truth == first) != (self.truth == second))

    def redrawn(
        self, predicted: Sequence[Predicted], seed: int, resamples: int, widen: bool = False
    ) -> tuple[Floats, Floats, Floats]:
        """From how often each class is right and named in each resample."""
        counts = resampled_counts(self.truth, predicted, self.n_classes, seed, resamples)
        places = range(len(predicted))
        plain = np.stack([counts.figures(self._metric, place) for place in places])
        if not widen:
            return plain, plain, plain
        row = ExtraRow.drawn(resamples, self.n_classes, np.random.default_rng((seed, 2)))
        worse, better = (
            np.stack([row.figures(self._metric, counts, place, right) for place in places])
            for right in (False, True)
        )
        return plain, worse, better


class ClassField(Field):
    """Limits of a pair are Tango's for accuracy and the bootstrap's for macro-F1."""

    scoring: ClassScoring

    def __init__(
        self,
        scoring: ClassScoring,
        predicted: Sequence[Predicted],
        seed: int,
        counts: ResampledCounts | None = None,
    ) -> None:
        super().__init__(scoring, predicted, seed)
        self._metric: Metric = cast(Metric, scoring.measure.metric)
        if counts is None and self._metric == "macro_f1" and predicted:
            counts = resampled_counts(scoring.truth, predicted, scoring.n_classes, seed)
        self._counts = counts
        self._gaps: dict[tuple[int, int], Gap] = {}

    def some(self, *places: int) -> ClassField:
        """Some of them, in this order."""
        counts = None if self._counts is None else self._counts.of(*places)
        answers = [self.predicted[place] for place in places]
        return ClassField(self.scoring, answers, self._seed, counts)

    @cached_property
    def _right(self) -> npt.NDArray[np.bool_]:
        return np.stack([each == self.scoring.truth for each in self.predicted])

    @cached_property
    def drawn(self) -> Floats:
        """Figures of each answerer over the resamples, ``(answerers, resamples)``."""
        if self._counts is not None:
            counts = self._counts
            return np.stack([counts.macro_f1(place) for place in range(len(self.predicted))])
        # Rows on which the same answerers are right are alike: there are few kinds of them.
        kinds, number = np.unique(self._right, axis=1, return_counts=True)
        random = np.random.default_rng(self._seed)
        drawn = random.multinomial(self.n, number / self.n, resampling.RESAMPLES)
        found: Floats = kinds.astype(float) @ drawn.T / self.n
        return found

    def pairs(self, places: Sequence[tuple[int, int]]) -> list[Paired]:
        """See `statistics.paired`."""
        return [
            statistics.paired(
                self._metric,
                self.scoring.truth,
                self.predicted[first],
                self.predicted[second],
                self.scoring.n_classes,
                counts=None if self._counts is None else self._counts.of(first, second),
            )
            for first, second in places
        ]

    def score(self, first: int, second: int) -> float:
        """McNemar's for accuracy."""
        if self._counts is not None:
            value = self.figures[first] - self.figures[second]
            return value * math.sqrt(self.n) / self.deviation(first, second)
        only_first, only_second = self._apart(first, second)
        apart = only_first + only_second
        return (only_first - only_second) / math.sqrt(apart) if apart else 0.0

    def ahead(self, first: int, second: int, tail: float) -> float:
        """The upper limit of the first's figure minus the second's, at a tail of one side."""
        if self._counts is not None:
            return self._gap(first, second).upper(tail)
        only_first, only_second = self._apart(first, second)
        return statistics.tango(only_first, only_second, self.n, statistics.z_of(tail))[1]

    def deviation(self, first: int, second: int) -> float:
        """Standard deviation of a row's difference, with a row more on each side.

        Bonett & Price 2012, "Adjusted Wald confidence interval for a difference of binomial
        proportions based on paired data": it is not 0 where the two never differ.
        """
        n = self.n
        if self._counts is not None:
            return float(np.std(self._gap(first, second).smooth)) * math.sqrt(n)
        one, other = (count + 1 for count in self._apart(first, second))
        difference = (one - other) / (n + 2)
        return math.sqrt((one + other) / (n + 2) - difference**2)

    def _apart(self, first: int, second: int) -> tuple[int, int]:
        one, other = self._right[first], self._right[second]
        return int(np.sum(one & ~other)), int(np.sum(other & ~one))

    def _gap(self, first: int, second: int) -> Gap:
        if (first, second) not in self._gaps:
            assert self._counts is not None
            value = self.figures[first] - self.figures[second]
            self._gaps[first, second] = Gap.of(self._counts, first, second, value, self._seed)
        return self._gaps[first, second]


class _Redrawing(Scoring):
    """What is known of figures from drawing the rows again alone."""

    def __init__(self, target: TargetKind, metric: str, truth: Predicted) -> None:
        super().__init__(target, metric, truth)
        self._kept: dict[int, tuple[Predicted, Floats]] = {}

    @abstractmethod
    def drawn(self, predicted: Predicted, seed: int) -> Floats:
        """The metric that decides over resamples of the rows, in itself, ``(resamples,)``."""

    @abstractmethod
    def losses(self, predicted: Predicted) -> Floats | None:
        """What each row costs, where the metric goes with their mean; ``None`` where it does not.

        Two answerers whose losses are swapped at random rows are tested by them.
        """

    def known(self, predicted: Predicted) -> Floats:
        """`drawn` with the seed 0, worked out once, greater is better."""
        kept = self._kept.get(id(predicted))
        # The array is kept with its figures, so that its id stays its own.
        if kept is None or kept[0] is not predicted:
            kept = self._kept[id(predicted)] = predicted, self.drawn(predicted, 0)
        signed: Floats = kept[1] * self.measure.sign
        return signed

    def field(self, predicted: Sequence[Predicted], seed: int = 0) -> RowField:
        """Several answerers side by side."""
        return RowField(self, predicted, seed)

    def redrawn(
        self, predicted: Sequence[Predicted], seed: int, resamples: int, widen: bool = False
    ) -> tuple[Floats, Floats, Floats]:
        """As they are: no row more is thought up; there may be more resamples than asked for."""
        plain = np.stack([self.drawn(each, seed) for each in predicted]) * self.measure.sign
        return plain, plain, plain

    def chance(self, predicted: Sequence[Predicted], seed: int = 0) -> list[float]:
        """By the metric that decides."""
        seen = [self.better(each) - 1e-12 for each in predicted]
        as_good = np.zeros(len(predicted), np.int64)
        random = np.random.default_rng((seed, 3))
        for _ in range(FEWER):
            shuffled = self.of_labels(self.truth[random.permutation(len(self.truth))])
            for place, (each, bar) in enumerate(zip(predicted, seen, strict=True)):
                as_good[place] += shuffled.better(each) >= bar
        return [float(p) for p in (as_good + 1) / (FEWER + 1)]

    def of_rows(self, rows: Indices) -> Scoring:
        """The same for some of the rows."""
        return self.of_labels(self.truth[rows])

    def of_labels(self, truth: Predicted) -> Scoring:
        """The same for other labels."""
        return type(self)(self.target, self.measure.metric, truth)


class NumberScoring(_Redrawing):
    """Errors of numbers, and the variance that they leave."""

    @property
    def _metric(self) -> NumberMetric:
        return cast(NumberMetric, self.measure.metric)

    @cached_property
    def _truth(self) -> Floats:
        return np.asarray(self.truth, np.float64)

    def figure(self, predicted: Predicted) -> float:
        """The metric that decides."""
        return statistics.number_figure(self._metric, self._truth, predicted)

    def interval(self, metric: str, predicted: Predicted) -> Interval:
        """See `statistics.number_with_interval`."""
        named = cast(NumberMetric, metric)
        return statistics.number_with_interval(named, self._truth, predicted)

    def drawn(self, predicted: Predicted, seed: int) -> Floats:
        """See `statistics.resampled_figures`."""
        found: Floats = statistics.resampled_figures(self._metric, self._truth, [predicted], seed)
        first: Floats = found[0]
        return first

    def losses(self, predicted: Predicted) -> Floats | None:
        """Absolute errors, or squared ones."""
        error = np.abs(predicted - self._truth)
        return error if self._metric == "mae" else error**2


class RowScoring(_Redrawing):
    """A target's own metrics."""

    def figure(self, predicted: Predicted) -> float:
        """The metric that decides."""
        return self._figure(self.measure.metric, predicted)

    def _figure(self, metric: str, predicted: Predicted) -> float:
        if not len(self.truth):
            return float("nan")
        return float(self.target.metrics(predicted, self.truth)[metric])

    def interval(self, metric: str, predicted: Predicted) -> Interval:
        """See `statistics.label_with_interval`; else the bootstrap's, corrected for bias."""
        if isinstance(self.target, Labels):
            named = cast(LabelMetric, metric)
            return statistics.label_with_interval(named, self.truth, predicted)
        value = self._figure(metric, predicted)
        if len(self.truth) < FEWEST:
            return Interval(value, float("-inf"), float("inf"))
        found = bias_corrected(value, self._drawn(metric, predicted, 0))
        return Interval(value, min(found.low, value), max(found.high, value))

    def drawn(self, predicted: Predicted, seed: int) -> Floats:
        """The target's metric of each resample."""
        return self._drawn(self.measure.metric, predicted, seed)

    def _drawn(self, metric: str, predicted: Predicted, seed: int) -> Floats:
        random, n = np.random.default_rng(seed), len(self.truth)
        figures = np.empty(FEWER)
        for place in range(FEWER):
            rows = random.integers(0, n, n)
            figures[place] = self.target.metrics(predicted[rows], self.truth[rows])[metric]
        return figures

    def losses(self, predicted: Predicted) -> Floats | None:
        """A metric of one's own need not be a mean over rows."""
        return None


class RowField(Field):
    """Limits of a pair are the bootstrap's, its test swaps the two answers of random rows."""

    scoring: _Redrawing

    def some(self, *places: int) -> RowField:
        """Some of them, in this order."""
        return RowField(self.scoring, [self.predicted[place] for place in places], self._seed)

    @cached_property
    def drawn(self) -> Floats:
        """Figures of each answerer over the resamples, ``(answerers, resamples)``."""
        return np.stack([self.scoring.known(each) for each in self.predicted])

    def pairs(self, places: Sequence[tuple[int, int]]) -> list[Paired]:
        """The paired bootstrap, and a permutation test that is exact up to the number drawn."""
        found = []
        for first, second in places:
            difference, p = self._tested(first, second)
            effect, ahead, behind = self._rows_apart(first, second)
            found.append(Paired(difference, p, effect, ahead, behind))
        return found

    def _tested(self, first: int, second: int) -> tuple[Interval, float]:
        losses = [self.scoring.losses(self.predicted[place]) for place in (first, second)]
        one, other = losses
        if one is None or other is None:
            return self._interval(first, second), self._swapped(first, second)
        found = statistics.paired_losses(one, other, seed=self._seed)
        if self.scoring.measure.metric != "mae":
            return self._interval(first, second), found.p
        gap = found.difference
        return Interval(-gap.value, -gap.high, -gap.low), found.p

    def _gap(self, first: int, second: int) -> Gap:
        apart = self.drawn[first] - self.drawn[second]
        return Gap(self.figures[first] - self.figures[second], apart, apart)

    def _interval(self, first: int, second: int) -> Interval:
        gap = self._gap(first, second)
        low, high = gap.lower(TAIL), gap.upper(TAIL)
        return Interval(gap.value, min(low, gap.value), max(high, gap.value))

    def _rows_apart(self, first: int, second: int) -> tuple[float, int, int]:
        """Cohen's d of the rows' differences, and on how many rows each is the better one."""
        score, truth = self.scoring.target.row_scores, self.scoring.truth
        gap = score(self.predicted[first], truth) - score(self.predicted[second], truth)
        spread = float(gap.std())
        effect = float(gap.mean()) / spread if spread > 0 else 0.0
        return effect, int((gap > 0).sum()), int((gap < 0).sum())

    def _swapped(self, first: int, second: int) -> float:
        """Share of swaps that set the two as far apart; the one that was seen counts as one."""
        one, other = self.predicted[first], self.predicted[second]
        scoring, random = self.scoring, np.random.default_rng(self._seed)
        seen = abs(self.figures[first] - self.figures[second]) - 1e-12
        shape = (self.n, *(1,) * (one.ndim - 1))
        as_far = 0
        for _ in range(FEWER):
            swap = random.random(shape) < 0.5
            a, b = np.where(swap, other, one), np.where(swap, one, other)
            as_far += int(abs(scoring.better(a) - scoring.better(b)) >= seen)
        return (as_far + 1) / (FEWER + 1)

    def score(self, first: int, second: int) -> float:
        """By the bootstrap's standard error."""
        gap = self._gap(first, second)
        spread = float(gap.drawn.std())
        return gap.value / spread if spread > 0 else 0.0

    def ahead(self, first: int, second: int, tail: float) -> float:
        """The bias-corrected percentile."""
        gap = self._gap(first, second)
        return max(gap.value, gap.upper(tail))

    def deviation(self, first: int, second: int) -> float:
        """From the bootstrap's standard error."""
        return float(self._gap(first, second).drawn.std()) * math.sqrt(self.n)
