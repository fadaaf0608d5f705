"""Best: which answerers are the best, as good as the best, or worse, and what is not decided.

Two questions, each with an error of 5 % at most for all answerers together, ties included:

- Who is as good? Lower limits of each one's figure minus the best of the others', as in Hsu's
  multiple comparisons with the best (Hsu 1984, "Constrained simultaneous confidence intervals for
  multiple comparisons with the best", Annals of Statistics 12, 1136-1144; Hsu 1996, "Multiple
  comparisons", chapter 4). As good is whose limit lies above minus the margin.
- Who is worse? Whoever falls out of the model confidence set (Hansen, Lunde & Nason 2011, "The
  model confidence set", Econometrica 79, 453-497): as long as those that are left differ beyond
  chance, the one that is furthest behind goes. All that are truly best stay 95 times in 100.

There are as many comparisons as answerers to the first, and what is far behind does not weigh on
the second: one more answerer never makes another look as good. Rows are paired, so that critical
values come from the bootstrap of the rows, which knows how mistakes go together; limits of a pair
are Tango's score limits for accuracy and the bootstrap's for macro-F1, as in
`workbench.core.statistics`. ``python -m benchmarks verdict`` checks by simulation how often
all this errs.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from workbench.core import statistics
from workbench.core.statistics import (
    NUMBER_DIRECTIONS,
    POWER,
    Classes,
    Floats,
    Gap,
    Interval,
    Metric,
    NumberMetric,
    ResampledCounts,
    resampling,
    rows_needed,
)

# One-sided, for all together; and how surely more rows are to tell.
LEVEL = 0.05
MARGIN = 0.02
# The least critical value of two that are equal.
TWO_SIDED = statistics.z_of(LEVEL / 2)
Outcome: TypeAlias = Literal["best", "as good", "worse", "open"]


@dataclass(frozen=True)
class Standing:
    """An answerer against the best of the others.

    Attributes
    ----------
    lead
        Its figure minus the best of the others', below 0 for all but the first; each end of the
        interval holds for all answerers together at 95 %.
    rival
        Whose that is: the first for all but the first.
    within
        Whether it is shown to be less than the margin below the best.
    behind
        Whether it is shown to be worse than the best.
    first
        Whether it is shown to be the best.
    detectable
        The smallest difference from ``rival`` that so many rows show four times in five.
    rows_needed
        With how many rows the question would be settled four times in five, were the difference
        as it was seen: either that it is worse, or that it is within the margin. ``None`` where
        it is settled.
    """

    lead: Interval
    rival: int
    within: bool
    behind: bool
    first: bool
    detectable: float
    rows_needed: int | None

    @property
    def outcome(self) -> Outcome:
        """What is shown of it; ``open`` for neither good enough nor worse."""
        if self.first:
            return "best"
        if self.within:
            return "as good"
        return "worse" if self.behind else "open"


def standings(
    metric: Metric,
    truth: Classes,
    predicted: Sequence[Classes],
    n_classes: int,
    margin: float = MARGIN,
    seed: int = 0,
    counts: ResampledCounts | None = None,
) -> list[Standing]:
    """Compare each answerer with the best of the others, in the order given.

    Parameters
    ----------
    margin
        How far below the best is still as good; 0.02 are two points.
    counts
        Those of ``predicted``, where they are known already.
    """
    if len(predicted) < 2:
        return _alone(len(predicted))
    return _standings(
        _Differences(metric, truth, tuple(predicted), n_classes, seed, counts), margin
    )


def number_standings(
    metric: NumberMetric,
    truth: Floats,
    predicted: Sequence[Floats],
    margin: float = 0.0,
    seed: int = 0,
) -> list[Standing]:
    """The same of answerers that predict numbers, all limits from the bootstrap of the rows.

    Of errors, less is better: ``lead`` is how much less, in the truth's unit.

    Parameters
    ----------
    margin
        How far behind the best is still as good, in the metric's unit; of 0 nobody is but the
        best.
    """
    if len(predicted) < 2:
        return _alone(len(predicted))
    sign = NUMBER_DIRECTIONS[metric]
    figures = [sign * statistics.number_figure(metric, truth, each) for each in predicted]
    drawn = sign * statistics.resampled_figures(metric, truth, predicted, seed)
    return _standings(_FigureDifferences(figures, drawn, len(truth)), margin)


def _alone(count: int) -> list[Standing]:
    return [Standing(Interval(0.0, 0.0, 0.0), -1, True, False, True, 0.0, None)] * count


def _standings(pairs: _Resampled, margin: float) -> list[Standing]:
    count = len(pairs.figures)
    tails = [pairs.tail(place) for place in range(count)]
    left, critical = pairs.confidence_set()
    return [_standing(pairs, place, tails, left, critical[place], margin) for place in range(count)]


def _standing(
    pairs: _Resampled,
    index: int,
    tails: Sequence[float],
    candidates: frozenset[int],
    critical: float,
    margin: float,
) -> Standing:
    """``left`` are those that may be the best; ``critical`` is the test's quantile that said so."""
    figures = pairs.figures
    others = [other for other in range(len(figures)) if other != index]
    rival = max(others, key=lambda other: figures[other])
    value = figures[index] - figures[rival]
    first, behind = candidates == {index}, index not in candidates
    low = min(-pairs.ahead(other, index, tails[other]) for other in others)
    high = min(pairs.ahead(index, other, _tail_of(critical)) for other in others)
    low = max(low, 0.0) if first else min(low, 0.0)
    high = min(high, 0.0) if behind else max(high, 0.0)
    lead = Interval(value, min(low, value), max(high, value))
    within = first or low > -margin
    sigma, n = pairs.deviation(index, rival), pairs.rows
    power = statistics.z_of(1 - POWER)
    needed = None
    if not (within or behind):
        near = statistics.z_of(tails[rival])
        needed = rows_needed(value, sigma, critical + power, near + power, margin, n)
    detectable = (critical + power) * sigma / math.sqrt(n)
    return Standing(lead, rival, within, behind, first, detectable, needed)


def _tail_of(z: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(-z))


class _Resampled(ABC):
    """Differences of every two answerers: what the figures of resamples say of them."""

    rows: int

    @property
    @abstractmethod
    def figures(self) -> list[float]:
        """Of each answerer, more is better."""

    @property
    @abstractmethod
    def drawn(self) -> Floats:
        """Figures of each answerer over the resamples, ``(answerers, resamples)``."""

    @abstractmethod
    def _score(self, first: int, second: int) -> float:
        """How many standard errors the first is ahead of the second."""

    @abstractmethod
    def ahead(self, first: int, second: int, tail: float) -> float:
        """The upper limit of the first's figure minus the second's, at a tail of one side."""

    @abstractmethod
    def deviation(self, first: int, second: int) -> float:
        """Standard deviation of a row's difference."""

    def tail(self, index: int) -> float:
        """How surely each pair with this one must hold, that all of them do: a tail of one side.

        From the bootstrap's quantile of the greatest of all standardised differences; as wide as a
        single comparison's at least.
        """
        apart = self.drawn[index] - np.delete(self.drawn, index, axis=0)
        spread = apart.std(axis=1, keepdims=True)
        there = spread[:, 0] > 0
        if not there.any():
            return LEVEL
        centred = (apart - apart.mean(axis=1, keepdims=True))[there] / spread[there]
        from scipy.special import ndtr

        greatest = float(np.quantile(centred.max(axis=0), 1 - LEVEL))
        return min(LEVEL, float(ndtr(-greatest)))

    def confidence_set(self) -> tuple[frozenset[int], list[float]]:
        """Who may be the best, and each one's critical value.

        Of who is left that is the last test's, of who is not that of the test in which it fell.
        """
        left = list(range(len(self.figures)))
        critical = [0.0] * len(left)
        while len(left) > 1:
            greatest = max(TWO_SIDED, self._greatest(left))
            behind = {
                place: max(self._score(other, place) for other in left if other != place)
                for place in left
            }
            for place in left:
                critical[place] = greatest
            last = max(left, key=lambda place: behind[place])
            if behind[last] <= greatest:
                break
            left.remove(last)
        return frozenset(left), critical

    def _greatest(self, indices: Sequence[int]) -> float:
        """The 95 % quantile of the greatest standardised difference between any two of these."""
        one, other = np.triu_indices(len(indices), 1)
        drawn = self.drawn[list(indices)]
        apart = drawn[one] - drawn[other]
        spread = apart.std(axis=1, keepdims=True)
        there = spread[:, 0] > 0
        if not there.any():
            return 0.0
        centred = (apart - apart.mean(axis=1, keepdims=True))[there] / spread[there]
        return float(np.quantile(np.abs(centred).max(axis=0), 1 - LEVEL))


class _FigureDifferences(_Resampled):
    """Differences of figures that are known over resamples: more is better."""

    def __init__(self, figures: list[float], drawn: Floats, rows: int) -> None:
        self._figures = figures
        self._drawn = drawn
        self.rows = rows

    @property
    def figures(self) -> list[float]:
        return self._figures

    @property
    def drawn(self) -> Floats:
        return self._drawn

    def _score(self, first: int, second: int) -> float:
        value = self._figures[first] - self._figures[second]
        error = self.deviation(first, second) / math.sqrt(self.rows)
        return value / error if error else 0.0

    def ahead(self, first: int, second: int, tail: float) -> float:
        return self._gap(first, second).upper(tail)

    def deviation(self, first: int, second: int) -> float:
        return float(np.std(self._drawn[first] - self._drawn[second])) * math.sqrt(self.rows)

    def _gap(self, first: int, second: int) -> Gap:
        apart = self._drawn[first] - self._drawn[second]
        return Gap(self._figures[first] - self._figures[second], apart, apart)


class _Differences(_Resampled):
    """Differences of every two answerers, worked out when they are asked for."""

    def __init__(
        self,
        metric: Metric,
        truth: Classes,
        predicted: tuple[Classes, ...],
        n_classes: int,
        seed: int,
        counts: ResampledCounts | None,
    ) -> None:
        self.metric = metric
        self.truth = truth
        self.rows = len(truth)
        self.predicted = predicted
        self._n_classes = n_classes
        self._seed = seed
        if counts is None and metric == "macro_f1":
            counts = statistics.resampled_counts(truth, predicted, n_classes, seed)
        self._counts = counts
        self._gaps: dict[tuple[int, int], Gap] = {}
        self.right = np.stack([each == truth for each in predicted])

    @cached_property
    def figures(self) -> list[float]:
        """Of each answerer."""
        figure = statistics.figure
        return [figure(self.metric, self.truth, each, self._n_classes) for each in self.predicted]

    @cached_property
    def drawn(self) -> Floats:
        """Figures of each answerer over the resamples, ``(answerers, resamples)``."""
        if self.metric == "macro_f1":
            assert self._counts is not None
            counts = self._counts
            return np.stack([counts.macro_f1(place) for place in range(len(self.predicted))])
        # Rows on which the same answerers are right are alike: there are few kinds of them.
        kinds, number = np.unique(self.right, axis=1, return_counts=True)
        random, n = np.random.default_rng(self._seed), len(self.truth)
        drawn = random.multinomial(n, number / n, resampling.RESAMPLES)
        found: Floats = kinds.astype(float) @ drawn.T / n
        return found

    def _score(self, first: int, second: int) -> float:
        """How many standard errors the first is ahead of the second; McNemar's for accuracy."""
        if self.metric == "macro_f1":
            value = self.figures[first] - self.figures[second]
            return value * math.sqrt(len(self.truth)) / self.deviation(first, second)
        only_first, only_second = self._apart(first, second)
        apart = only_first + only_second
        return (only_first - only_second) / math.sqrt(apart) if apart else 0.0

    def ahead(self, first: int, second: int, tail: float) -> float:
        """The upper limit of the first's figure minus the second's, at a tail of one side."""
        if self.metric == "macro_f1":
            return self._gap(first, second).upper(tail)
        only_first, only_second = self._apart(first, second)
        n, z = len(self.truth), statistics.z_of(tail)
        return statistics.tango(only_first, only_second, n, z)[1]

    def deviation(self, first: int, second: int) -> float:
        """Standard deviation of a row's difference, with a row more on each side.

        Bonett & Price 2012, "Adjusted Wald confidence interval for a difference of binomial
        proportions based on paired data": it is not 0 where the two never differ.
        """
        n = len(self.truth)
        if self.metric == "macro_f1":
            return float(np.std(self._gap(first, second).smooth)) * math.sqrt(n)
        one, other = (count + 1 for count in self._apart(first, second))
        difference = (one - other) / (n + 2)
        return math.sqrt((one + other) / (n + 2) - difference**2)

    def _apart(self, first: int, second: int) -> tuple[int, int]:
        one, other = self.right[first], self.right[second]
        return int(np.sum(one & ~other)), int(np.sum(other & ~one))

    def _gap(self, first: int, second: int) -> Gap:
        if (first, second) not in self._gaps:
            assert self._counts is not None
            value = self.figures[first] - self.figures[second]
            self._gaps[first, second] = Gap.of(self._counts, first, second, value, self._seed)
        return self._gaps[first, second]


def undecided_rows(truth: Classes, first: Classes, second: Classes) -> npt.NDArray[np.int64]:
    """Places of the rows that only one of the two has right; of these a pair's test is made."""
    return np.flatnonzero((truth == first) != (truth == second))
