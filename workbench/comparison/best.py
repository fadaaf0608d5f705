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
are Tango's score limits for accuracy and the bootstrap's for everything else, as in
`workbench.comparison.scoring`. ``python -m benchmarks verdict`` checks by simulation how often
all this errs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from workbench.comparison.scoring import Field
from workbench.core import statistics
from workbench.core.statistics import POWER, Floats, Interval, rows_needed

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
        By how much its figure is better than the best of the others', below 0 for all but the
        first; each end of the interval holds for all answerers together at 95 %.
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


def standings(field: Field, margin: float = MARGIN) -> list[Standing]:
    """Compare each answerer with the best of the others, in the order given.

    Parameters
    ----------
    margin
        How far below the best is still as good, in the metric; 0.02 of an accuracy are two points.
    """
    count = len(field.predicted)
    if count < 2:
        alone = Interval(0.0, 0.0, 0.0)
        return [Standing(alone, -1, True, False, True, 0.0, None) for _ in range(count)]
    pairs = _Differences(field)
    tails = [pairs.tail(place) for place in range(count)]
    left, critical = pairs.confidence_set()
    return [_standing(pairs, place, tails, left, critical[place], margin) for place in range(count)]


def _standing(
    pairs: _Differences,
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
    ahead = pairs.field.ahead
    low = min(-ahead(other, index, tails[other]) for other in others)
    high = min(ahead(index, other, _tail_of(critical)) for other in others)
    low = max(low, 0.0) if first else min(low, 0.0)
    high = min(high, 0.0) if behind else max(high, 0.0)
    lead = Interval(value, min(low, value), max(high, value))
    within = first or low > -margin
    sigma, n = pairs.field.deviation(index, rival), pairs.field.n
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


class _Differences:
    """Who may be the best, from the differences of every two."""

    def __init__(self, field: Field) -> None:
        self.field = field

    @property
    def figures(self) -> list[float]:
        """Of each answerer, greater is better."""
        return self.field.figures

    @property
    def drawn(self) -> Floats:
        """Figures of each answerer over the resamples, ``(answerers, resamples)``."""
        return self.field.drawn

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
                place: max(self.field.score(other, place) for other in left if other != place)
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
