"""Intervals: where the figure of all such rows may lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from workbench.core.statistics import resampling
from workbench.core.statistics.resampling import ExtraRow, ResampledCounts, resampled_counts
from workbench.core.statistics.scores import Classes, Floats, Metric, figure

CONFIDENCE = 0.95
# The normal quantile of `CONFIDENCE`, two-sided, to the last digit; scipy takes a while to load.
Z = 1.959963984540054


@dataclass(frozen=True)
class Interval:
    """A figure and where the figure of all such rows may lie, at 95 %."""

    value: float
    low: float
    high: float


def wilson(count: int, total: int) -> tuple[float, float]:
    """Score limits of ``count`` of ``total`` at 95 %; 0 and 1 of nothing.

    Wilson 1927, "Probable inference, the law of succession, and statistical inference". They stay
    between 0 and 1 and hold for few rows, too.
    """
    if not total:
        return 0.0, 1.0
    share = count / total
    scale = 2 * (total + Z**2)
    centre = (2 * total * share + Z**2) / scale
    reach = Z / scale * math.sqrt(4 * total * share * (1 - share) + Z**2)
    low = 0.0 if count == 0 else centre - reach
    high = 1.0 if count == total else centre + reach
    return low, high


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
        low, high = wilson(int(np.sum(truth == predicted)), len(truth))
        return Interval(value, low, high)
    counts = resampled_counts(truth, [predicted], n_classes, seed)
    row = ExtraRow.drawn(resampling.RESAMPLES, n_classes, np.random.default_rng((seed, 2)))
    worse, better = (row.figures(metric, counts, 0, right) for right in (False, True))
    return widened(value, counts.macro_f1(0), worse, better)


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


def agresti_min(gained: int, lost: int, n: int) -> tuple[float, float]:
    """Limits at 95 % of the difference of two accuracies on the same ``n`` rows.

    Agresti & Min 2005, "Simple improved confidence intervals for comparing matched proportions".
    A closed form for demonstrations, which ask again with every answer; verdicts use `tango`.

    Parameters
    ----------
    gained, lost
        Rows that only the second, or only the first, had right.
    """
    total = n + 2
    more, less = gained + 0.5, lost + 0.5
    difference = (more - less) / total
    reach = Z * math.sqrt(more + less - (more - less) ** 2 / total) / total
    return max(-1.0, difference - reach), min(1.0, difference + reach)


def mean_with_interval(values: Floats, seed: int = 0) -> Interval:
    """A mean with the percentiles of the means of resamples, at 95 %; of one value no width."""
    from scipy.stats import bootstrap

    mean = float(values.mean())
    if len(values) < 2:
        return Interval(mean, mean, mean)
    limits = bootstrap(
        (values,),
        np.mean,
        n_resamples=resampling.RESAMPLES,
        batch=100,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return Interval(mean, float(limits.low), float(limits.high))


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
