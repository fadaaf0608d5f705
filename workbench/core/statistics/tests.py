"""Tests: whether one is better than another on the same rows, or chance would do it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.statistics import resampling
from workbench.core.statistics.intervals import CONFIDENCE, Gap, Interval, tango, z_of
from workbench.core.statistics.resampling import ResampledCounts, chunks, resampled_counts
from workbench.core.statistics.scores import Classes, Floats, Metric, figure, mean_f1

# How surely more rows are to tell.
POWER = 0.8


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


def p_value(
    metric: Metric, truth: Classes, first: Classes, second: Classes, n_classes: int, seed: int = 0
) -> float:
    """How often chance alone would set two equals so far apart; see `paired`."""
    if metric != "accuracy":
        return _swapped(truth, first, second, n_classes, seed)
    one, other = truth == first, truth == second
    return mcnemar(int(np.sum(one & ~other)), int(np.sum(other & ~one)))


def mcnemar(only_first: int, only_second: int) -> float:
    """The two-sided p of McNemar's test in its exact form (McNemar 1947); 1 where none differ.

    Parameters
    ----------
    only_first, only_second
        Rows that only the one, or only the other, had right.
    """
    apart = only_first + only_second
    if not apart:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(only_first, apart).pvalue)


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
    for some in chunks(resampling.RESAMPLES, len(truth)):
        shuffled = random.permuted(np.tile(truth, (some, 1)), axis=1)
        for place, (weight, each) in enumerate(zip(weights, predicted, strict=True)):
            as_good[place] += int(np.sum((shuffled == each) @ weight >= seen[place] - 1e-12))
    return [float(p) for p in (as_good + 1) / (resampling.RESAMPLES + 1)]


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


def rows_needed(
    value: float, sigma: float, apart: float, near: float, margin: float, n: int
) -> int:
    """How many rows in all would settle a difference of ``value``; more than ``n``.

    The power of the paired test by the normal approximation (Connor 1987, Biometrics 43,
    207-211): either the difference from 0 is shown, or that from the margin.

    Parameters
    ----------
    sigma
        The standard deviation of a row's difference.
    apart, near
        Standard errors that it must be away from 0, and from the margin: the quantile of the test
        and that of its power.
    """
    ways = [apart / abs(value)] if abs(value) > 1e-9 else []
    if value > -margin:
        ways.append(near / (margin + value))
    wanted = min(((sigma * way) ** 2 for way in ways), default=math.inf)
    return max(n + 1, math.ceil(min(wanted, 1e9)))


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
    seen = abs(float(mean_f1(hits_1, totals_1) - mean_f1(hits_2, totals_2))) - 1e-12
    as_far = 0
    for some in chunks(resampling.RESAMPLES, len(apart)):
        swap = (random.random((some, len(apart))) < 0.5).astype(float)
        right, named = swap @ (right_2 - right_1), swap @ (named_2 - named_1)
        one = mean_f1(hits_1 + right, totals_1 + named)
        other = mean_f1(hits_2 - right, totals_2 - named)
        as_far += int(np.sum(np.abs(one - other) >= seen))
    return (as_far + 1) / (resampling.RESAMPLES + 1)
