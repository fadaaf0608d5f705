"""Numbers: how far predictions are from the truth, and whether one answerer comes closer.

Truth and predictions are float64 ``(n,)`` over the same rows for everyone, all of them finite.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from workbench.core.statistics import resampling
from workbench.core.statistics.intervals import CONFIDENCE, Interval, z_of
from workbench.core.statistics.resampling import chunks, drawn_again
from workbench.core.statistics.scores import Floats
from workbench.core.statistics.tests import POWER, rows_needed

NumberMetric = Literal["mae", "rmse", "r2", "median_ae"]
# Whether more is better, or less.
NUMBER_DIRECTIONS: dict[NumberMetric, int] = {"mae": -1, "rmse": -1, "r2": 1, "median_ae": -1}
# A row more that was not seen may have so many times the largest error there is.
UNSEEN = 1.5
TAIL = (1 - CONFIDENCE) / 2
LEVEL = 1 - CONFIDENCE


def number_figure(metric: NumberMetric, truth: Floats, predicted: Floats) -> float:
    """The figure alone; NaN of no rows, and R² where all rows have the same truth.

    ``mae`` is the mean and ``median_ae`` the median absolute error, ``rmse`` the root of the mean
    squared one, each in the truth's unit; ``r2`` is 0 for whoever always says the rows' mean.
    """
    if not len(truth):
        return float("nan")
    error = np.abs(predicted - truth)
    if metric == "mae":
        return float(error.mean())
    if metric == "median_ae":
        return float(np.median(error))
    if metric == "rmse":
        return float(np.sqrt((error**2).mean()))
    spread = float(((truth - truth.mean()) ** 2).sum())
    return 1 - float((error**2).sum()) / spread if spread > 0 else float("nan")


def number_with_interval(
    metric: NumberMetric, truth: Floats, predicted: Floats, seed: int = 0
) -> Interval:
    """A figure and where that of all such rows may lie, at 95 %.

    Mean errors have the studentised bootstrap's limits (Efron & Tibshirani 1993, "An introduction
    to the bootstrap", chapter 12; Hall 1988, "Theoretical comparison of bootstrap confidence
    intervals", Annals of Statistics 16, 927-953), R² those of the logarithm of its ratio of sums;
    on the safe side of the plain percentiles, and as far up as the resamples with one row more, of
    an exponential weight of mean 1, whose error is half as large again as the largest. Percentiles
    alone, corrected for bias and acceleration or not, hold the mean of 30 lognormal errors 87
    times in 100. The median has the limits of order statistics (Thompson 1936, "On confidence
    ranges for the median", Annals of Mathematical Statistics 7, 122-128), which hold for every
    distribution; of five rows or fewer they are the smallest and the largest error.
    ``python -m benchmarks numbers`` checks by simulation how often each holds.
    """
    value = number_figure(metric, truth, predicted)
    if len(truth) < 2 or not math.isfinite(value):
        return Interval(value, float("-inf") if metric == "r2" else 0.0, _most(metric))
    error = np.abs(predicted - truth)
    if metric == "median_ae":
        low, high = _median_limits(error)
    elif metric == "mae":
        low, high = _mean_limits(error, seed)
    elif metric == "rmse":
        low, high = map(math.sqrt, _mean_limits(error**2, seed))
    else:
        low, high = _ratio_limits(error**2, truth, seed)
    return Interval(value, min(low, value), max(high, value))


def _most(metric: NumberMetric) -> float:
    return 1.0 if metric == "r2" else float("inf")


def _median_limits(values: Floats) -> tuple[float, float]:
    from scipy.stats import binom

    ordered, n = np.sort(values), len(values)
    # So many values may lie below the median, but for the tail, as coins show heads.
    place = max(int(binom.ppf(TAIL, n, 0.5)) - 1, 0)
    return float(ordered[place]), float(ordered[n - 1 - place])


def _moments(columns: Floats, seed: int) -> Floats:
    """Means of each column over resamples of the rows, float64 ``(resamples, columns)``."""
    n, random = len(columns), np.random.default_rng(seed)
    return np.concatenate(
        [drawn_again(n, some, random) @ columns / n for some in chunks(resampling.RESAMPLES, n)]
    )


def _mean_limits(values: Floats, seed: int, tail: float = TAIL) -> tuple[float, float]:
    """Limits of the mean of values that are not negative."""
    n = len(values)
    moments = _moments(np.stack([values, values**2], 1), seed)
    low, high = _studentised(values, moments, tail)
    drawn = moments[:, 0]
    weight = np.random.default_rng((seed, 2)).exponential(1.0, len(drawn))
    worse = (n * drawn + weight * UNSEEN * values.max()) / (n + weight)
    low = min(low, float(np.quantile(drawn, tail)))
    high = max(high, *(float(np.quantile(each, 1 - tail)) for each in (drawn, worse)))
    return max(low, 0.0), high


def _studentised(values: Floats, moments: Floats, tail: float) -> tuple[float, float]:
    """The bootstrap-t limits of a mean; ``moments`` are those of the values and their squares."""
    mean, n = float(values.mean()), len(values)
    scale = n / (n - 1) / n
    error = math.sqrt(max(float((values**2).mean()) - mean**2, 0.0) * scale)
    errors = np.sqrt(np.maximum(moments[:, 1] - moments[:, 0] ** 2, 0.0) * scale)
    # Below the rounding of sums there is no deviation to divide by.
    there = errors > 1e-9 * max(error, 1e-300)
    if not error or not there.any():
        return mean, mean
    t = (moments[there, 0] - mean) / errors[there]
    return (
        mean - float(np.quantile(t, 1 - tail)) * error,
        mean - float(np.quantile(t, tail)) * error,
    )


def _ratio_limits(squares: Floats, truth: Floats, seed: int) -> tuple[float, float]:
    """Limits of R² = 1 - Σ squares / Σ (truth - mean)², by the ratio's logarithm."""
    n, centred = len(truth), truth - truth.mean()
    if not squares.any():
        return 1.0, 1.0
    # Scaled, for the fourth powers that follow.
    s, d = squares / squares.mean(), centred / centred.std()
    columns = np.stack([s, d, d**2, s**2, s * d, s * d**2, d**3, d**4], 1)
    m = _moments(columns, seed)
    spread = m[:, 2] - m[:, 1] ** 2
    there = (spread > 1e-12) & (m[:, 0] > 0)
    m, spread = m[there], spread[there]
    ratio = m[:, 0] / spread
    # The deviation of a row's influence on the logarithm: its square over their mean, less its
    # distance from the resample's mean, squared, over the resample's variance.
    mean = m[:, 1]
    cross = m[:, 5] - 2 * mean * m[:, 4] + mean**2 * m[:, 0]
    fourth = m[:, 7] - 4 * mean * m[:, 6] + 6 * mean**2 * m[:, 2] - 3 * mean**4
    variance = m[:, 3] / m[:, 0] ** 2 - 2 * cross / (m[:, 0] * spread) + fourth / spread**2
    errors = np.sqrt(np.maximum(variance, 0.0) / (n - 1))
    error = math.sqrt(float(((s - d**2) ** 2).mean()) / (n - 1))
    known = errors > 1e-9
    low, high = (float(np.quantile(ratio, part)) for part in (TAIL, 1 - TAIL))
    if known.any() and error > 0:
        t = np.log(ratio[known]) / errors[known]
        low = min(low, math.exp(min(-float(np.quantile(t, 1 - TAIL)) * error, 50.0)))
        high = max(high, math.exp(min(-float(np.quantile(t, TAIL)) * error, 50.0)))
    weight = np.random.default_rng((seed, 2)).exponential(1.0, len(ratio))
    worse = (n * m[:, 0] + weight * UNSEEN * s.max()) / (n * spread + weight)
    high = max(high, float(np.quantile(worse, 1 - TAIL)))
    now = float(squares.mean() / centred.var())
    return 1 - high * now, 1 - low * now


def resampled_figures(
    metric: NumberMetric,
    truth: Floats,
    predicted: Sequence[Floats],
    seed: int = 0,
) -> Floats:
    """Each answerer's figure over resamples that are the same for all, ``(answerers, resamples)``.

    For the median of the absolute errors the resamples are drawn one by one.
    """
    errors = np.stack([np.abs(each - truth) for each in predicted], 1)
    if metric == "median_ae":
        return _resampled_medians(errors, seed)
    if metric == "mae":
        return _moments(errors, seed).T
    if metric == "rmse":
        return np.sqrt(_moments(errors**2, seed)).T
    centred = truth - truth.mean()
    means = _moments(np.column_stack([errors**2, centred, centred**2]), seed)
    spread = means[:, -1] - means[:, -2] ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        figures: Floats = 1 - means[:, :-2].T / spread
    return figures


def _resampled_medians(errors: Floats, seed: int) -> Floats:
    n, random = len(errors), np.random.default_rng(seed)
    medians = [
        np.median(errors[random.integers(0, n, n)], axis=0) for _ in range(resampling.RESAMPLES)
    ]
    return np.stack(medians, 1)


# --- pairs


@dataclass(frozen=True)
class LossPair:
    """Two answerers' losses on the same rows.

    Attributes
    ----------
    difference
        The first's mean loss minus the second's, at 95 %; below 0 the first is the better one.
    p
        How often chance alone would set two equals so far apart.
    better
        Which one is shown to be better; empty where it cannot be told.
    equivalent
        Whether they are shown to differ by less than a margin that was set beforehand; None where
        none was set.
    detectable
        The smallest difference that so many rows show four times in five.
    rows_needed
        With how many rows in all it could be told four times in five, were the difference as it
        was seen; None where it is told.
    rows
        How many there are.
    """

    difference: Interval
    p: float
    better: Literal["first", "second", ""]
    equivalent: bool | None
    detectable: float
    rows_needed: int | None
    rows: int

    def sentence(self, first: str, second: str, unit: str = "") -> str:
        """What is shown, and what would tell where nothing is."""
        gap = self.difference
        unit = f" {unit}" if unit else ""
        size = (
            f"{_short(gap.value)}{unit} ({_short(gap.low)} … {_short(gap.high)}), p = {self.p:.3f}"
        )
        if self.better:
            name, other = (first, second) if self.better == "first" else (second, first)
            return f"{name} is better than {other}: difference in mean loss {size}."
        if self.equivalent:
            return f"{first} and {second} are shown to be as good, within the margin: {size}."
        more = "" if self.rows_needed is None else _more(self.rows_needed - self.rows)
        return (
            f"Cannot tell {first} from {second}: {size}. {self.rows:,} rows show differences of "
            f"{_short(self.detectable)}{unit} and more{more}."
        )


def _short(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def _more(count: int) -> str:
    if count > 1_000_000:
        return "; more than a million rows would be needed to tell"
    return f"; about {count:,} more rows would tell"


def paired_losses(
    first: Floats, second: Floats, margin: float | None = None, seed: int = 0
) -> LossPair:
    """Compare two answerers by what each row costs them: its absolute or squared error.

    The interval is the paired bootstrap's: studentised, and on the safe side of the percentiles
    (Efron & Tibshirani 1993, chapters 12 and 16). The test swaps the two answers of random rows
    (Fisher 1935; a permutation test, exact up to the number drawn). Equivalence is shown by two
    one-sided tests, each at 5 % (Schuirmann 1987, Journal of Pharmacokinetics and
    Biopharmaceutics 15, 657-680), and only against a margin that was set beforehand.

    Parameters
    ----------
    first, second
        Losses of the same rows, float64 ``(n,)``, less is better.
    margin
        The largest difference of mean losses that does not matter; None says nothing of it.
    """
    apart = np.asarray(first, np.float64) - np.asarray(second, np.float64)
    n = len(apart)
    value = float(apart.mean()) if n else float("nan")
    if n < 2:
        nothing = Interval(value, float("-inf"), float("inf"))
        return LossPair(nothing, 1.0, "", None if margin is None else False, math.inf, None, n)
    low, high = _difference_limits(apart, seed, TAIL)
    p = _swapped_p(apart, seed)
    better: Literal["first", "second", ""] = ""
    if p < LEVEL:
        better = "first" if value < 0 else "second"
    equivalent = None
    if margin is not None:
        below, above = _difference_limits(apart, seed, LEVEL)
        equivalent = -margin < below and above < margin
    sigma = float(apart.std(ddof=1))
    reach = z_of(TAIL) + z_of(1 - POWER)
    needed = None
    if not better and not equivalent and sigma > 0:
        near = z_of(LEVEL) + z_of(1 - POWER)
        needed = rows_needed(-abs(value), sigma, reach, near, margin or 0.0, n)
    interval = Interval(value, min(low, value), max(high, value))
    detectable = reach * sigma / math.sqrt(n)
    return LossPair(interval, p, better, equivalent, detectable, needed, n)


def _difference_limits(apart: Floats, seed: int, tail: float) -> tuple[float, float]:
    moments = _moments(np.stack([apart, apart**2], 1), seed)
    low, high = _studentised(apart, moments, tail)
    drawn = moments[:, 0]
    return (
        min(low, float(np.quantile(drawn, tail))),
        max(high, float(np.quantile(drawn, 1 - tail))),
    )


def _swapped_p(apart: Floats, seed: int) -> float:
    """Share of swaps that set the two as far apart; the one that was seen counts as one of them."""
    apart = apart[apart != 0]
    if not len(apart):
        return 1.0
    seen = abs(float(apart.sum())) * (1 - 1e-12)
    random, as_far = np.random.default_rng((seed, 1)), 0
    for some in chunks(resampling.RESAMPLES, len(apart)):
        signs = 1.0 - 2.0 * random.integers(0, 2, (some, len(apart)))
        as_far += int(np.sum(np.abs(signs @ apart) >= seen))
    return (as_far + 1) / (resampling.RESAMPLES + 1)


def answered(
    predicted: npt.NDArray[np.floating], otherwise: float
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Predictions with ``otherwise`` for those that are no number, and which were one.

    Whoever gave no number is measured as if it had said what the training rows say most: its
    median. So it gains nothing by keeping silent where rows are hard.
    """
    there = np.isfinite(predicted)
    return np.where(there, predicted, otherwise).astype(np.float64), there
