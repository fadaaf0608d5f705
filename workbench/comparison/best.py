"""Best: which answerers are the best, as good as the best, or worse, and what is not decided.

Hsu's multiple comparisons with the best (Hsu 1984, "Constrained simultaneous confidence intervals
for multiple comparisons with the best", Annals of Statistics 12, 1136-1144; Hsu 1996, "Multiple
comparisons", chapter 4): intervals for each one's figure minus the best of the others', which hold
for all of them together at 95 %. There are as many comparisons as answerers, not as many as pairs,
and one more answerer never makes another look as good.

What is adapted here: rows are paired, so that the critical values come from the bootstrap of the
rows, which knows how the answerers' mistakes go together; the limits of a pair are Tango's score
limits for accuracy and the bootstrap's for macro-F1, as in `workbench.comparison.statistics`.
``python -m benchmarks verdict`` checks by simulation how often it errs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from workbench.comparison import statistics
from workbench.comparison.statistics import Classes, Counts, Floats, Gap, Interval, Metric

# One-sided, for all together; and how surely more rows are to tell.
LEVEL, POWER = 0.05, 0.8
MARGIN = 0.02
Outcome: TypeAlias = Literal["best", "as good", "worse", "open"]


@dataclass(frozen=True)
class Standing:
    """An answerer against the best of the others.

    Attributes
    ----------
    lead
        Its figure minus the best of the others', below 0 for all but the first; the interval
        holds for all answerers together at 95 %, and ends at 0 (Hsu 1984).
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
    counts: Counts | None = None,
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
        alone = Interval(0.0, 0.0, 0.0)
        return [Standing(alone, -1, True, False, True, 0.0, None) for _ in predicted]
    pairs = _Pairs(metric, truth, tuple(predicted), n_classes, seed, counts)
    tails = [pairs.tail(place) for place in range(len(predicted))]
    highs = [pairs.ahead_at_most(place, tail) for place, tail in enumerate(tails)]
    # Who may still be the best; the true best is among them 95 times in 100.
    leaders = [place for place, high in enumerate(highs) if high > 0]
    return [
        _standing(pairs, place, high, leaders, tails, margin) for place, high in enumerate(highs)
    ]


def _standing(
    pairs: _Pairs,
    place: int,
    high: float,
    leaders: Sequence[int],
    tails: Sequence[float],
    margin: float,
) -> Standing:
    figures = pairs.figures
    others = [other for other in range(len(figures)) if other != place]
    rival = max(others, key=lambda other: figures[other])
    value = figures[place] - figures[rival]
    first = list(leaders) == [place]
    against = [-pairs.ahead(other, place, tails[other]) for other in leaders if other != place]
    low = 0.0 if first else min([0.0, *against])
    lead = Interval(value, min(low, value), max(high, 0.0, value))
    within, behind = first or low > -margin, high <= 0
    sigma = pairs.deviation(place, rival)
    n, z = len(pairs.truth), max(statistics.z_of(tails[place]), statistics.z_of(tails[rival]))
    reach = z + statistics.z_of(1 - POWER)
    needed = None
    if not (within or behind):
        needed = rows_needed(value, sigma, reach, margin, n)
    return Standing(lead, rival, within, behind, first, reach * sigma / math.sqrt(n), needed)


def rows_needed(value: float, sigma: float, reach: float, margin: float, n: int) -> int:
    """How many rows in all would settle a difference of ``value``; more than ``n``.

    The power of the paired test by the normal approximation (Connor 1987, Biometrics 43,
    207-211): either the difference from 0 is shown, or that from the margin.

    Parameters
    ----------
    sigma
        The standard deviation of a row's difference.
    reach
        Standard errors that the difference must be away: the test's quantile and the power's.
    """
    ways = [abs(distance) for distance in (value, margin + value) if abs(distance) > 1e-9]
    if value < -margin:
        ways = [abs(value)]
    wanted = min(((reach * sigma / way) ** 2 for way in ways), default=math.inf)
    return max(n + 1, math.ceil(min(wanted, 1e9)))


class _Pairs:
    """Differences of every two answerers, worked out when they are asked for."""

    def __init__(
        self,
        metric: Metric,
        truth: Classes,
        predicted: tuple[Classes, ...],
        n_classes: int,
        seed: int,
        counts: Counts | None,
    ) -> None:
        self.metric, self.truth, self.predicted = metric, truth, predicted
        self._n_classes, self._seed = n_classes, seed
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
        drawn = random.multinomial(n, number / n, statistics.RESAMPLES)
        found: Floats = kinds.astype(float) @ drawn.T / n
        return found

    def tail(self, place: int) -> float:
        """How surely each pair with this one must hold, that all of them do: a tail of one side.

        From the bootstrap's quantile of the greatest of all standardised differences; as wide as a
        single comparison's at least.
        """
        apart = self.drawn[place] - np.delete(self.drawn, place, axis=0)
        spread = apart.std(axis=1, keepdims=True)
        there = spread[:, 0] > 0
        if not there.any():
            return LEVEL
        centred = (apart - apart.mean(axis=1, keepdims=True))[there] / spread[there]
        from scipy.special import ndtr

        greatest = float(np.quantile(centred.max(axis=0), 1 - LEVEL))
        return min(LEVEL, float(ndtr(-greatest)))

    def ahead_at_most(self, place: int, tail: float) -> float:
        """The upper limit of its lead over the best of the others."""
        others = (other for other in range(len(self.predicted)) if other != place)
        return min(self.ahead(place, other, tail) for other in others)

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
