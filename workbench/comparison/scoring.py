"""Scoring: the figures of answers to the same rows, their intervals, and tests between two.

Of classes they are those of `workbench.core.statistics`. Of every other target figures are its own
`TargetKind.metrics`, and where they may lie comes from drawing the rows again, the same rows for
everyone (Efron & Tibshirani 1993, chapters 8 and 16). Differences say by how much the first is
better, whichever way the metric goes.
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
FEWER = 500
TAIL = (1 - statistics.CONFIDENCE) / 2


def scoring_of(target: TargetKind, metric: str, truth: Predicted) -> Scoring:
    """What answers of a target are counted by."""
    if target.classes:
        return ClassScoring(target, metric, truth)
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


class RowScoring(Scoring):
    """A target's own metrics; where they may lie comes from drawing the rows again."""

    def __init__(self, target: TargetKind, metric: str, truth: Predicted) -> None:
        super().__init__(target, metric, truth)
        self._drawn: dict[int, tuple[Predicted, dict[str, Floats]]] = {}

    def of_rows(self, rows: Indices) -> RowScoring:
        """The same for some of the rows."""
        return RowScoring(self.target, self.measure.metric, self.truth[rows])

    def figure(self, predicted: Predicted) -> float:
        """The metric that decides."""
        if not len(self.truth):
            return float("nan")
        return float(self.target.metrics(predicted, self.truth)[self.measure.metric])

    def interval(self, metric: str, predicted: Predicted) -> Interval:
        """For numbers and labels that of `workbench.core.statistics`, else the bootstrap's."""
        if len(self.truth) < 2:
            value = float("nan")
            if len(self.truth):
                value = float(self.target.metrics(predicted, self.truth)[metric])
            return Interval(value, value, value)
        if isinstance(self.target, Number):
            truth, numbers = (np.asarray(each, np.float64) for each in (self.truth, predicted))
            return statistics.number_with_interval(cast(NumberMetric, metric), truth, numbers)
        if isinstance(self.target, Labels):
            return statistics.label_with_interval(cast(LabelMetric, metric), self.truth, predicted)
        value = float(self.target.metrics(predicted, self.truth)[metric])
        found = bias_corrected(value, self.resampled(predicted)[metric])
        return Interval(value, min(found.low, value), max(found.high, value))

    def field(self, predicted: Sequence[Predicted], seed: int = 0) -> RowField:
        """Several answerers side by side."""
        return RowField(self, predicted, seed)

    def resampled(self, predicted: Predicted, seed: int = 0) -> dict[str, Floats]:
        """Each metric over resamples of the rows, float64 ``(resamples,)``; kept."""
        if seed:
            return self._resampled(predicted, seed, resampling.RESAMPLES)
        known = self._drawn.get(id(predicted))
        # The array is kept with its figures, so that its id stays its own.
        if known is None or known[0] is not predicted:
            known = predicted, self._resampled(predicted, seed, resampling.RESAMPLES)
            self._drawn[id(predicted)] = known
        return known[1]

    def _resampled(self, predicted: Predicted, seed: int, resamples: int) -> dict[str, Floats]:
        random, n = np.random.default_rng(seed), len(self.truth)
        if isinstance(self.target, Number):
            truth, numbers = (np.asarray(each, np.float64) for each in (self.truth, predicted))
            return {
                name: statistics.resampled_figures(
                    cast(NumberMetric, name), truth, [numbers], seed, resamples
                )[0]
                for name in self.metrics
            }
        found: dict[str, list[float]] = {name: [] for name in self.metrics}
        for _ in range(min(resamples, FEWER)):
            rows = random.integers(0, n, n)
            figures = self.target.metrics(predicted[rows], self.truth[rows])
            for name in found:
                found[name].append(float(figures[name]))
        return {name: np.array(values) for name, values in found.items()}

    def redrawn(
        self, predicted: Sequence[Predicted], seed: int, resamples: int, widen: bool = False
    ) -> tuple[Floats, Floats, Floats]:
        """As they are: no row more is thought up."""
        own = self.measure
        drawn = [self._resampled(each, seed, resamples)[own.metric] for each in predicted]
        plain = own.sign * np.stack(drawn)
        return plain, plain, plain

    def chance(self, predicted: Sequence[Predicted], seed: int = 0) -> list[float]:
        """By the metric that decides."""
        own, n = self.measure, len(self.truth)
        seen = [own.sign * self.figure(each) - 1e-12 for each in predicted]
        as_good = np.zeros(len(predicted), np.int64)
        random = np.random.default_rng((seed, 3))
        for _ in range(FEWER):
            shuffled = self.truth[random.permutation(n)]
            for place, each in enumerate(predicted):
                figure = self.target.metrics(each, shuffled)[own.metric]
                as_good[place] += own.sign * figure >= seen[place]
        return [float(p) for p in (as_good + 1) / (FEWER + 1)]


class RowField(Field):
    """Limits of a pair are the bootstrap's, its test swaps the two answers of random rows."""

    scoring: RowScoring

    def some(self, *places: int) -> RowField:
        """Some of them, in this order."""
        return RowField(self.scoring, [self.predicted[place] for place in places], self._seed)

    @cached_property
    def drawn(self) -> Floats:
        """Figures of each answerer over the resamples, ``(answerers, resamples)``."""
        own = self.scoring.measure
        resampled = [self.scoring.resampled(each)[own.metric] for each in self.predicted]
        signed: Floats = np.stack(resampled) * own.sign
        return signed

    def pairs(self, places: Sequence[tuple[int, int]]) -> list[Paired]:
        """The paired bootstrap and a permutation test, exact up to the number drawn."""
        return [
            Paired(
                self._interval(first, second),
                self._swapped(first, second),
                *self._rows_apart(first, second),
            )
            for first, second in places
        ]

    def _value(self, first: int, second: int) -> float:
        return self.figures[first] - self.figures[second]

    def _apart_drawn(self, first: int, second: int) -> Floats:
        gap: Floats = self.drawn[first] - self.drawn[second]
        return gap

    def _interval(self, first: int, second: int) -> Interval:
        value, drawn = self._value(first, second), self._apart_drawn(first, second)
        if self._is_mean_error:
            low, high = statistics.difference_limits(self._losses_apart(first, second), self._seed)
        else:
            found = bias_corrected(value, drawn)
            low, high = found.low, found.high
        return Interval(value, min(low, value), max(high, value))

    @property
    def _is_mean_error(self) -> bool:
        """Whether figures are means of what each row costs: those have studentised limits."""
        return isinstance(self.scoring.target, Number) and self.scoring.measure.metric == "mae"

    def _losses_apart(self, first: int, second: int) -> Floats:
        """How much more each row costs the second."""
        metric, truth = self.scoring.measure.metric, self.scoring.truth
        one, other = (_losses(self.predicted[k], truth, metric) for k in (first, second))
        apart: Floats = other - one
        return apart

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
        seen = abs(self._value(first, second)) - 1e-12
        if isinstance(scoring.target, Number):
            return statistics.swapped_p(self._losses_apart(first, second), self._seed)
        shape = (len(scoring.truth), *(1,) * (one.ndim - 1))
        as_far = 0
        for _ in range(FEWER):
            swap = random.random(shape) < 0.5
            a, b = np.where(swap, other, one), np.where(swap, one, other)
            as_far += abs(scoring.better(a) - scoring.better(b)) >= seen
        return (as_far + 1) / (FEWER + 1)

    def score(self, first: int, second: int) -> float:
        """By the bootstrap's standard error."""
        spread = float(self._apart_drawn(first, second).std())
        return self._value(first, second) / spread if spread > 0 else 0.0

    def ahead(self, first: int, second: int, tail: float) -> float:
        """The studentised limit of mean errors, else the bias-corrected percentile."""
        if self._is_mean_error:
            apart = self._losses_apart(first, second)
            return statistics.difference_limits(apart, self._seed, tail)[1]
        value, drawn = self._value(first, second), self._apart_drawn(first, second)
        return max(value, bias_corrected_at(value, drawn, 1 - tail))

    def deviation(self, first: int, second: int) -> float:
        """From the bootstrap's standard error."""
        return float(self._apart_drawn(first, second).std()) * math.sqrt(self.n)


def _losses(predicted: Predicted, truth: Predicted, metric: str) -> Floats:
    """What each row costs by a metric of numbers."""
    error = np.abs(np.asarray(predicted, np.float64) - np.asarray(truth, np.float64))
    return error if metric == "mae" else error**2


def bias_corrected_at(value: float, drawn: Floats, part: float) -> float:
    from workbench.core.statistics.intervals import _quantile, _shift

    return _quantile(drawn, _shift(value, drawn), part)
