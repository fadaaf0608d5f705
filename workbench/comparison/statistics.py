"""Statistics: figures with intervals, and whether one answerer is better than another.

All figures are over the same rows. Truth and predictions are int64 ``(n,)`` class indices;
an answer outside the classes is -1 and always wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    """A figure with its interval: Wilson's for accuracy, `bias_corrected` for macro-F1.

    Wilson 1927; Efron & Tibshirani 1993, chapter 14.
    """
    value = figure(metric, truth, predicted, n_classes)
    if not len(truth):
        return Interval(value, 0.0, 1.0)
    if metric == "accuracy":
        from scipy.stats import binomtest

        right = int(np.sum(truth == predicted))
        found = binomtest(right, len(truth)).proportion_ci(CONFIDENCE, "wilson")
        return Interval(value, float(found.low), float(found.high))
    drawn = _resampled(lambda w: _macro_f1(truth, predicted, w, n_classes), len(truth), seed)
    return bias_corrected(value, drawn)


def paired(
    metric: Metric, truth: Classes, first: Classes, second: Classes, n_classes: int, seed: int = 0
) -> Paired:
    """Compare two answerers row by row.

    For accuracy the test is McNemar's, exact (McNemar 1947); for macro-F1 it swaps the two
    answers of random rows (a permutation test, exact up to the number drawn). The difference's
    interval is the paired bootstrap's, corrected for its bias.
    """
    from statsmodels.stats.proportion import proportion_effectsize

    one, other = truth == first, truth == second
    only_first, only_second = int(np.sum(one & ~other)), int(np.sum(other & ~one))

    def difference(weights: Floats) -> float:
        return weighted(metric, truth, first, weights, n_classes) - weighted(
            metric, truth, second, weights, n_classes
        )

    value = difference(np.ones(len(truth)))
    interval = bias_corrected(value, _resampled(difference, len(truth), seed))
    p = p_value(metric, truth, first, second, n_classes, seed)
    effect = float(proportion_effectsize(float(np.mean(one)), float(np.mean(other))))
    return Paired(interval, p, effect, only_first, only_second)


def p_value(
    metric: Metric, truth: Classes, first: Classes, second: Classes, n_classes: int, seed: int = 0
) -> float:
    """How often chance alone would set two equals so far apart; see `paired`."""
    if metric != "accuracy":
        return _swapped(metric, truth, first, second, n_classes, seed)
    from scipy.stats import binomtest

    one, other = truth == first, truth == second
    only_first, apart = int(np.sum(one & ~other)), int(np.sum(one != other))
    return float(binomtest(only_first, apart).pvalue) if apart else 1.0


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


def _resampled(of: Callable[[Floats], float], n: int, seed: int) -> Floats:
    """The figure over samples drawn with replacement; a sample is how often each row is in it."""
    random = np.random.default_rng(seed)
    counts = (np.bincount(random.integers(0, n, n), minlength=n) for _ in range(RESAMPLES))
    return np.array([of(count.astype(np.float64)) for count in counts])


def bias_corrected(value: float, drawn: Floats) -> Interval:
    """The bootstrap's bias-corrected percentiles (Efron 1987, without acceleration).

    Macro-F1 needs the correction: a sample drawn again holds fewer classes than the rows do, and
    of 77 classes in 300 rows plain percentiles hold the true figure three times in four.

    Parameters
    ----------
    drawn
        The figure of each resample, float64 ``(resamples,)``; NaN is left out.
    """
    from scipy.stats import norm

    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn):
        return Interval(value, float("nan"), float("nan"))
    # Equal ones count half: figures of few rows take few values.
    below = (np.mean(drawn < value) + np.mean(drawn <= value)) / 2
    shift = 2 * float(norm.ppf(np.clip(below, 0.5 / len(drawn), 1 - 0.5 / len(drawn))))
    tail = float(norm.ppf((1 - CONFIDENCE) / 2))
    low, high = (float(np.quantile(drawn, norm.cdf(shift + end))) for end in (tail, -tail))
    return Interval(value, low, high)


def _swapped(
    metric: Metric, truth: Classes, first: Classes, second: Classes, n_classes: int, seed: int
) -> float:
    """Share of swaps that set the two as far apart; the one that was seen counts as one of them."""
    apart = np.flatnonzero(first != second)
    if not len(apart):
        return 1.0
    random = np.random.default_rng(seed)

    def distance(swap: npt.NDArray[np.bool_]) -> float:
        one, other = first.copy(), second.copy()
        rows = apart[swap]
        one[rows], other[rows] = second[rows], first[rows]
        return abs(figure(metric, truth, one, n_classes) - figure(metric, truth, other, n_classes))

    seen = distance(np.zeros(len(apart), bool)) - 1e-12
    as_far = sum(distance(random.random(len(apart)) < 0.5) >= seen for _ in range(RESAMPLES))
    return (as_far + 1) / (RESAMPLES + 1)
