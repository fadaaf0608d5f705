"""Statistics: figures with intervals, and whether one answerer is better than another.

All figures are over the same rows. Truth and predictions are int64 ``(n,)`` class indices;
an answer outside the classes is -1 and always wrong.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

CONFIDENCE = 0.95
RESAMPLES = 2000
OFF_LABEL = -1

Classes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Metric = Literal["accuracy", "macro_f1"]


@dataclass(frozen=True)
class Interval:
    """A figure and where the figure of all such rows may lie, at 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Paired:
    """Two answerers on the same rows.

    Attributes
    ----------
    difference
        The first's figure minus the second's.
    p
        How often chance alone would bring such a difference, or a larger one.
    effect
        Cohen's h of the two accuracies: 0.2 is small, 0.5 medium, 0.8 large (Cohen 1988).
    only_first, only_second
        Rows that only the one, or only the other, had right.
    """

    difference: Interval
    p: float
    effect: float
    only_first: int
    only_second: int


def figure(metric: Metric, truth: Classes, predicted: Classes, n_classes: int) -> float:
    """The figure alone; NaN of no rows."""
    if not len(truth):
        return float("nan")
    if metric == "accuracy":
        return float(np.mean(truth == predicted))
    return _macro_f1(truth, predicted, np.ones(len(truth)), n_classes)


def with_interval(
    metric: Metric, truth: Classes, predicted: Classes, n_classes: int, seed: int = 0
) -> Interval:
    """A figure with its interval: Wilson's for accuracy, the bootstrap's for macro-F1.

    Wilson 1927; Efron & Tibshirani 1993, chapter 14. Where every row is right (or wrong) all
    resamples give the same figure, and the interval would have no width. So it reaches as far as
    the resamples with one row more that is wrong (for the lower end) or right (for the upper
    one), of a random class and an exponential weight of mean 1. Of one class that is nearly
    Wilson's interval: 3.7 rows of n at its end, where Wilson has 3.8.
    """
    value = figure(metric, truth, predicted, n_classes)
    if not len(truth):
        return Interval(value, 0.0, 1.0)
    if metric == "accuracy":
        from scipy.stats import binomtest

        right = int(np.sum(truth == predicted))
        found = binomtest(right, len(truth)).proportion_ci(CONFIDENCE, "wilson")
        return Interval(value, float(found.low), float(found.high))
    counts = resampled_counts(truth, [predicted], n_classes, seed)
    row = ExtraRow.drawn(RESAMPLES, n_classes, np.random.default_rng((seed, 2)))
    worse, better = (row.figures(metric, counts, 0, right) for right in (False, True))
    return widened(value, counts.macro_f1(0), worse, better)


def paired(
    metric: Metric,
    truth: Classes,
    first: Classes,
    second: Classes,
    n_classes: int,
    seed: int = 0,
    counts: ResampledCounts | None = None,
) -> Paired:
    """Compare two answerers row by row.

    For accuracy the test is McNemar's, exact (McNemar 1947), and the difference's interval
    Tango's score interval (see `tango`); for macro-F1 the test swaps the two answers of random
    rows (a permutation test, exact up to the number drawn), and the interval is the paired
    bootstrap's, widened as in `with_interval` by one row that only the first has right and one
    that only the second has right (after Bonett & Price 2012).

    Parameters
    ----------
    counts
        Those of ``[first, second]``, where they are known already.
    """
    from statsmodels.stats.proportion import proportion_effectsize

    one, other = truth == first, truth == second
    only_first, only_second = int(np.sum(one & ~other)), int(np.sum(other & ~one))
    value = figure(metric, truth, first, n_classes) - figure(metric, truth, second, n_classes)
    if metric == "accuracy":
        z = z_of((1 - CONFIDENCE) / 2)
        low, high = tango(only_first, only_second, len(truth), z)
    else:
        counts = counts or resampled_counts(truth, [first, second], n_classes, seed)
        gap = Gap.of(counts, 0, 1, value, seed)
        tail = (1 - CONFIDENCE) / 2
        low, high = gap.lower(tail), gap.upper(tail)
    p = p_value(metric, truth, first, second, n_classes, seed)
    effect = float(proportion_effectsize(float(np.mean(one)), float(np.mean(other))))
    return Paired(Interval(value, low, high), p, effect, only_first, only_second)


def z_of(tail: float) -> float:
    """The normal quantile above which a part ``tail`` lies."""
    from scipy.special import ndtri

    return -float(ndtri(tail))


def tango(only_first: int, only_second: int, n: int, z: float) -> tuple[float, float]:
    """Score limits of the difference of two accuracies on the same ``n`` rows.

    Tango 1998, "Equivalence test and confidence interval for the difference in proportions for
    the paired-sample design", Statistics in Medicine 17, 891-908. It has width where the two
    never differ: 0 of 20 rows leave room for differences up to 0.16.

    Parameters
    ----------
    z
        Normal quantile of one side: 1.96 for a two-sided interval at 95 %.
    """
    from scipy.optimize import brentq

    def score(delta: float) -> float:
        a, b = 2.0 * n, -only_first - only_second + (2 * n - only_first + only_second) * delta
        c = -only_second * delta * (1 - delta)
        q = (math.sqrt(max(0.0, b * b - 4 * a * c)) - b) / (2 * a)
        spread = n * (2 * q + delta * (1 - delta))
        distance = only_first - only_second - n * delta
        if abs(distance) < 1e-12:
            return 0.0
        return distance / math.sqrt(spread) if spread > 1e-12 else math.copysign(1e6, distance)

    value = (only_first - only_second) / n
    low = high = value
    if value > -1:
        low = float(brentq(lambda d: score(d) - z, -1 + 1e-9, value, xtol=1e-7))
    if value < 1:
        high = float(brentq(lambda d: score(d) + z, value, 1 - 1e-9, xtol=1e-7))
    return low, high


def p_value(
    metric: Metric, truth: Classes, first: Classes, second: Classes, n_classes: int, seed: int = 0
) -> float:
    """How often chance alone would set two equals so far apart; see `paired`."""
    if metric != "accuracy":
        return _swapped(truth, first, second, n_classes, seed)
    from scipy.stats import binomtest

    one, other = truth == first, truth == second
    only_first, apart = int(np.sum(one & ~other)), int(np.sum(one != other))
    return float(binomtest(only_first, apart).pvalue) if apart else 1.0


def shuffled_p(
    metric: Metric, truth: Classes, predicted: Sequence[Classes], n_classes: int, seed: int = 0
) -> list[float]:
    """How often each would do as well if its answers had nothing to do with the rows.

    A permutation test: the labels change places among the rows, which leaves how often each class
    is there and is answered. The majority class is no such floor for macro-F1: whoever guesses
    among two classes has 0.5 of it, and the majority class a third.
    """
    random = np.random.default_rng((seed, 3))
    weights = [_row_weights(metric, truth, each, n_classes) for each in predicted]
    seen = [float(np.sum(w[truth == p])) for w, p in zip(weights, predicted, strict=True)]
    as_good = np.zeros(len(predicted), np.int64)
    for some in _chunks(RESAMPLES, len(truth)):
        shuffled = random.permuted(np.tile(truth, (some, 1)), axis=1)
        for place, (weight, each) in enumerate(zip(weights, predicted, strict=True)):
            as_good[place] += int(np.sum((shuffled == each) @ weight >= seen[place] - 1e-12))
    return [float(p) for p in (as_good + 1) / (RESAMPLES + 1)]


def _row_weights(metric: Metric, truth: Classes, predicted: Classes, n_classes: int) -> Floats:
    """What a right answer adds to the figure, row by row; float64 ``(n,)``."""
    if metric == "accuracy":
        return np.full(len(truth), 1 / len(truth))
    total = np.bincount(truth, minlength=n_classes) + np.bincount(
        predicted[predicted >= 0], minlength=n_classes
    )
    each = 2 / np.maximum(total, 1) / max(1, int(np.sum(total > 0)))
    weights: Floats = np.where(predicted >= 0, each[np.maximum(predicted, 0)], 0.0)
    return weights


def holm(p_values: Sequence[float]) -> list[float]:
    """Corrected for their number, in the same order (Holm 1979): compare them with 0.05.

    Not statsmodels' `multipletests`: it collects garbage at each call, which holds every thread
    for a tenth of a second once torch is loaded. The tests compare the two.
    """
    n = len(p_values)
    order = np.argsort(p_values, kind="stable")
    stepped = np.arange(n, 0, -1) * np.asarray(p_values, np.float64)[order]
    corrected = np.empty(n)
    corrected[order] = np.minimum(np.maximum.accumulate(stepped), 1.0)
    return [float(p) for p in corrected]


def _macro_f1(truth: Classes, predicted: Classes, weights: Floats, n_classes: int) -> float:
    """Mean of the classes' F1; one that is neither there nor predicted is left out."""
    right = truth == predicted
    hits = np.bincount(truth[right], weights[right], n_classes)
    said = predicted >= 0
    total = np.bincount(truth, weights, n_classes)
    total = total + np.bincount(predicted[said], weights[said], n_classes)
    present = total > 0
    return float(np.mean(2 * hits[present] / total[present])) if present.any() else float("nan")


def weighted(
    metric: Metric, truth: Classes, predicted: Classes, weights: Floats, n_classes: int
) -> float:
    """The figure of rows that count ``weights`` times each, float64 ``(n,)``."""
    if metric == "accuracy":
        return float(np.average(truth == predicted, weights=weights))
    return _macro_f1(truth, predicted, weights, n_classes)


@dataclass(frozen=True)
class ResampledCounts:
    """What macro-F1 is made of, over resamples of the rows that are the same for everyone.

    Attributes
    ----------
    hits
        Right answers of each class, float64 ``(answerers, resamples, n_classes)``.
    totals
        Rows of each class and answers that name it, together; the same shape.
    rows
        How many there are.
    """

    hits: Floats
    totals: Floats
    rows: int

    def of(self, *indices: int) -> ResampledCounts:
        """Those of some answerers."""
        return ResampledCounts(self.hits[list(indices)], self.totals[list(indices)], self.rows)

    def macro_f1(self, index: int) -> Floats:
        """The figure of each resample, float64 ``(resamples,)``."""
        return _mean_f1(self.hits[index], self.totals[index])

    def figures(self, metric: Metric, index: int) -> Floats:
        """The figure of each resample, float64 ``(resamples,)``."""
        if metric == "macro_f1":
            return self.macro_f1(index)
        found: Floats = self.hits[index].sum(-1) / self.rows
        return found


@dataclass(frozen=True)
class ExtraRow:
    """A row that was not seen: of ``truth``, or taken for ``other``; each ``(resamples,)``."""

    truth: Classes
    other: Classes
    weight: Floats

    @classmethod
    def drawn(cls, count: int, n_classes: int, random: np.random.Generator) -> ExtraRow:
        """One for each resample."""
        truth = random.integers(0, n_classes, count)
        other = (truth + random.integers(1, max(2, n_classes), count)) % n_classes
        return cls(truth, other, random.exponential(1.0, count))

    def added(self, hits: Floats, totals: Floats, right: bool) -> tuple[Floats, Floats]:
        """Hits and totals ``(resamples, n_classes)`` with it."""
        rows = np.arange(len(self.truth))
        hits, totals = hits.copy(), totals.copy()
        totals[rows, self.truth] += self.weight
        totals[rows, self.truth if right else self.other] += self.weight
        if right:
            hits[rows, self.truth] += self.weight
        return hits, totals

    def macro_f1(self, hits: Floats, totals: Floats, right: bool) -> Floats:
        """Macro-F1 of each resample with it."""
        return _mean_f1(*self.added(hits, totals, right))

    def figures(self, metric: Metric, counts: ResampledCounts, index: int, right: bool) -> Floats:
        """The figure of an answerer over the resamples with it."""
        if metric == "macro_f1":
            return self.macro_f1(counts.hits[index], counts.totals[index], right)
        more = self.weight if right else 0.0
        found: Floats = (counts.hits[index].sum(-1) + more) / (counts.rows + self.weight)
        return found


def _mean_f1(hits: Floats, totals: Floats) -> Floats:
    """Macro-F1 of each line ``(…, n_classes)``; classes without a row or an answer are left out."""
    there = totals > 0
    each = np.divide(2 * hits, totals, out=np.zeros_like(hits), where=there)
    found: Floats = each.sum(-1) / np.maximum(there.sum(-1), 1)
    return found


def resampled_counts(
    truth: Classes,
    predicted: Sequence[Classes],
    n_classes: int,
    seed: int = 0,
    resamples: int | None = None,
) -> ResampledCounts:
    """Draw the rows again with replacement, ``RESAMPLES`` times by default, and count."""
    from scipy.sparse import csr_matrix

    n, resamples = len(truth), resamples or RESAMPLES
    shape = (len(predicted), resamples, n_classes)
    hits, totals = np.empty(shape), np.empty(shape)

    def indicator(classes: Classes, mask: npt.NDArray[np.bool_]) -> csr_matrix:
        rows = np.flatnonzero(mask)
        return csr_matrix((np.ones(len(rows)), (rows, classes[rows])), shape=(n, n_classes))

    each = [(indicator(p, p == truth), indicator(p, p >= 0)) for p in predicted]
    rows = indicator(truth, np.ones(n, bool))
    random, begin = np.random.default_rng(seed), 0
    for some in _chunks(resamples, n):
        weights = drawn_again(n, some, random)
        part = slice(begin, begin + some)
        there = weights @ rows
        for place, (right, named) in enumerate(each):
            hits[place, part] = weights @ right
            totals[place, part] = there + weights @ named
        begin += some
    return ResampledCounts(hits, totals, n)


def drawn_again(n: int, count: int, random: np.random.Generator) -> Floats:
    """How often each of ``n`` rows is in each of ``count`` resamples, float64 ``(count, n)``."""
    places = random.integers(0, n, (count, n)) + n * np.arange(count)[:, None]
    found: Floats = np.bincount(places.ravel(), minlength=count * n).reshape(count, n).astype(float)
    return found


def _chunks(count: int, n: int) -> list[int]:
    """Parts of ``count`` such that ``n`` numbers for each take some ten megabytes."""
    size = max(1, min(count, 1_000_000 // max(1, n)))
    return [min(size, count - done) for done in range(0, count, size)]


def bias_corrected(value: float, drawn: Floats) -> Interval:
    """The bootstrap's bias-corrected percentiles (Efron 1987, without acceleration).

    Macro-F1 needs the correction: a sample drawn again holds fewer classes than the rows do, and
    of 77 classes in 300 rows plain percentiles hold the true figure three times in four.

    Parameters
    ----------
    drawn
        The figure of each resample, float64 ``(resamples,)``; NaN is left out.
    """
    shift, tail = _shift(value, drawn), (1 - CONFIDENCE) / 2
    return Interval(value, _quantile(drawn, shift, tail), _quantile(drawn, shift, 1 - tail))


def widened(value: float, drawn: Floats, worse: Floats, better: Floats) -> Interval:
    """The bias-corrected interval, and as far as resamples that were made worse or better reach."""
    shift, tail = _shift(value, drawn), (1 - CONFIDENCE) / 2
    low = min(_quantile(each, shift, tail) for each in (drawn, worse))
    high = max(_quantile(each, shift, 1 - tail) for each in (drawn, better))
    return Interval(value, min(low, value), max(high, value))


def _shift(value: float, drawn: Floats) -> float:
    """Twice the bootstrap's bias, in normal deviates (Efron 1987)."""
    from scipy.special import ndtri

    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn):
        return 0.0
    # Equal ones count half: figures of few rows take few values.
    below = (np.mean(drawn < value) + np.mean(drawn <= value)) / 2
    return 2 * float(ndtri(np.clip(below, 0.5 / len(drawn), 1 - 0.5 / len(drawn))))


def _quantile(drawn: Floats, shift: float, tail: float) -> float:
    """The quantile ``tail``, corrected for the bias; NaN of nothing."""
    from scipy.special import ndtr, ndtri

    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn):
        return float("nan")
    return float(np.quantile(drawn, ndtr(shift + ndtri(tail))))


@dataclass(frozen=True)
class Gap:
    """The difference of two macro-F1 over resamples.

    Attributes
    ----------
    drawn, smooth
        Of each resample, and with two rows more that tell the two apart; ``(resamples,)``.
    """

    value: float
    drawn: Floats
    smooth: Floats

    @classmethod
    def of(cls, counts: ResampledCounts, first: int, second: int, value: float, seed: int) -> Gap:
        """First minus second."""
        random = np.random.default_rng((seed, 4))
        _, resamples, n_classes = counts.hits.shape
        one = ExtraRow.drawn(resamples, n_classes, random)
        two = ExtraRow.drawn(resamples, n_classes, random)
        ahead = two.macro_f1(*one.added(counts.hits[first], counts.totals[first], True), False)
        behind = two.macro_f1(*one.added(counts.hits[second], counts.totals[second], False), True)
        plain = counts.macro_f1(first) - counts.macro_f1(second)
        return cls(value, plain, ahead - behind)

    def lower(self, tail: float) -> float:
        """The difference below which ``tail`` lies, on the safe side of the two."""
        shift = _shift(self.value, self.drawn)
        return min(_quantile(each, shift, tail) for each in (self.drawn, self.smooth))

    def upper(self, tail: float) -> float:
        """The difference above which ``tail`` lies, on the safe side of the two."""
        shift = _shift(self.value, self.drawn)
        return max(_quantile(each, shift, 1 - tail) for each in (self.drawn, self.smooth))


def _swapped(truth: Classes, first: Classes, second: Classes, n_classes: int, seed: int) -> float:
    """Share of swaps that set the two as far apart; the one that was seen counts as one of them."""
    apart = np.flatnonzero(first != second)
    if not len(apart):
        return 1.0
    random = np.random.default_rng(seed)

    def counted(predicted: Classes) -> tuple[Floats, Floats]:
        """Right answers and answers ``(apart, n_classes)``, a row each."""
        right, named = np.zeros((2, len(apart), n_classes))
        here = predicted[apart]
        there = np.flatnonzero(here >= 0)
        named[there, here[there]] = 1
        right[there, here[there]] = here[there] == truth[apart][there]
        return right, named

    def whole(predicted: Classes) -> tuple[Floats, Floats]:
        right = predicted == truth
        named = np.bincount(predicted[predicted >= 0], minlength=n_classes)
        hits = np.bincount(truth[right], minlength=n_classes).astype(float)
        return hits, (np.bincount(truth, minlength=n_classes) + named).astype(float)

    (hits_1, totals_1), (hits_2, totals_2) = whole(first), whole(second)
    (right_1, named_1), (right_2, named_2) = counted(first), counted(second)
    seen = abs(float(_mean_f1(hits_1, totals_1) - _mean_f1(hits_2, totals_2))) - 1e-12
    as_far = 0
    for some in _chunks(RESAMPLES, len(apart)):
        swap = (random.random((some, len(apart))) < 0.5).astype(float)
        right, named = swap @ (right_2 - right_1), swap @ (named_2 - named_1)
        one = _mean_f1(hits_1 + right, totals_1 + named)
        other = _mean_f1(hits_2 - right, totals_2 - named)
        as_far += int(np.sum(np.abs(one - other) >= seen))
    return (as_far + 1) / (RESAMPLES + 1)
