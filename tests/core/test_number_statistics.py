"""Figures of numbers and of several labels: against scikit-learn, and simulations of intervals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.contracts.targets import Labels, Number
from workbench.core.statistics import (
    LABEL_DIRECTIONS,
    NUMBER_DIRECTIONS,
    answered,
    jaccard,
    label_figure,
    label_with_interval,
    number_figure,
    number_with_interval,
    paired_losses,
    resampled_figures,
)

numbers = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40)


def seen(n: int, seed: int, spread: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    truth = random.normal(100, 20, n)
    return truth, truth + spread * random.standard_t(4, n)


# --- numbers


@given(numbers, st.integers(0, 1000))
def test_figures_are_scikit_learns(values: list[float], seed: int) -> None:
    from sklearn import metrics

    truth = np.array(values)
    predicted = truth + np.random.default_rng(seed).normal(0, 10, len(truth))
    for metric, theirs in (
        ("mae", metrics.mean_absolute_error),
        ("rmse", metrics.root_mean_squared_error),
        ("median_ae", metrics.median_absolute_error),
    ):
        assert number_figure(metric, truth, predicted) == pytest.approx(theirs(truth, predicted))
    if np.ptp(truth) > 1e-3:
        r2 = metrics.r2_score(truth, predicted)
        assert number_figure("r2", truth, predicted) == pytest.approx(r2, rel=1e-6, abs=1e-6)
    assert Number().metrics(predicted, truth)["mae"] == number_figure("mae", truth, predicted)


@pytest.mark.parametrize("metric", NUMBER_DIRECTIONS)
def test_an_interval_holds_its_figure_and_has_the_units_of_the_truth(metric: str) -> None:
    truth, predicted = seen(60, 0)
    interval = number_with_interval(metric, truth, predicted)
    assert interval.low < interval.value < interval.high
    assert interval.value == number_figure(metric, truth, predicted)
    thousand = number_with_interval(metric, 1000 * truth, 1000 * predicted)
    factor = 1 if metric == "r2" else 1000
    assert thousand.low == pytest.approx(factor * interval.low)
    assert thousand.high == pytest.approx(factor * interval.high)
    again = number_with_interval(metric, truth, predicted)
    assert again == interval


@pytest.mark.parametrize("metric", NUMBER_DIRECTIONS)
def test_few_rows_and_no_errors(metric: str) -> None:
    nothing = np.zeros(0)
    assert math.isnan(number_figure(metric, nothing, nothing))
    assert number_with_interval(metric, np.ones(1), np.zeros(1)).high in (1.0, math.inf)
    truth = np.arange(8.0)
    perfect = number_with_interval(metric, truth, truth)
    assert perfect.low == perfect.value == perfect.high == (1.0 if metric == "r2" else 0.0)
    off = number_with_interval(metric, truth, truth + 1)
    assert off.low <= off.value <= off.high < math.inf


def test_the_median_has_the_limits_of_order_statistics() -> None:
    """Published: for n = 10 at 95 % the 2nd and the 9th value (Conover 1999, example 3.2)."""
    errors = np.arange(1.0, 11)
    interval = number_with_interval("median_ae", np.zeros(10), errors)
    assert (interval.low, interval.high) == (2.0, 9.0)
    short = number_with_interval("median_ae", np.zeros(5), np.arange(1.0, 6))
    assert (short.low, short.high) == (1.0, 5.0)


DRAWN = {
    "normal": (lambda random, n: random.normal(size=n), math.sqrt(2 / math.pi), 1.0),
    # Of Student's t with three degrees of freedom the fourth moment is infinite.
    "t3": (lambda random, n: random.standard_t(3, n), 2 * math.sqrt(3) / math.pi, math.sqrt(3)),
    "lognormal": (
        lambda random, n: random.lognormal(0, 1, n) * random.choice([-1, 1], n),
        math.exp(0.5),
        math.e,
    ),
}


def covered(metric: str, name: str, n: int, runs: int) -> float:
    draw, mae, rmse = DRAWN[name]
    true = mae if metric == "mae" else rmse
    hits = 0
    for seed in range(runs):
        errors = draw(np.random.default_rng((seed, n)), n)
        interval = number_with_interval(metric, np.zeros(n), errors, seed)
        hits += interval.low <= true <= interval.high
    return hits / runs


@pytest.mark.slow
@pytest.mark.parametrize("n", [20, 60, 200])
@pytest.mark.parametrize("name", DRAWN)
def test_intervals_of_the_mean_error_hold_it(name: str, n: int) -> None:
    """At 95 %; of 1,000 draws 93 % are the least, with two standard errors of the simulation."""
    assert covered("mae", name, n, 1000) >= 0.93 - 0.014


@pytest.mark.slow
@pytest.mark.parametrize("n", [20, 200])
def test_intervals_of_the_root_of_squares_hold_it_where_errors_are_normal(n: int) -> None:
    assert covered("rmse", "normal", n, 1000) >= 0.93 - 0.014


def test_intervals_hold_the_true_figure_about_so_often() -> None:
    assert covered("mae", "t3", 30, 150) >= 0.88
    assert covered("median_ae", "normal", 9, 1) in (0.0, 1.0)


@pytest.mark.slow
@pytest.mark.parametrize("n", [30, 100])
def test_intervals_of_r2_hold_it(n: int) -> None:
    """Truth of variance 4 and errors of 1: 0.75 of all such rows."""
    hits = 0
    for seed in range(600):
        random = np.random.default_rng((seed, n, 5))
        truth = 2 * random.normal(size=n)
        interval = number_with_interval("r2", truth, truth + random.normal(size=n), seed)
        hits += interval.low <= 0.75 <= interval.high
    assert hits / 600 >= 0.93 - 0.02


def test_resamples_are_the_same_for_everyone() -> None:
    truth, predicted = seen(50, 1)
    for metric in NUMBER_DIRECTIONS:
        drawn = resampled_figures(metric, truth, [predicted, predicted, truth])
        assert drawn.shape == (3, 2000)
        assert (drawn[0] == drawn[1]).all()
        assert np.allclose(drawn[2], 1.0 if metric == "r2" else 0.0)
        value = number_figure(metric, truth, predicted)
        assert np.quantile(drawn[0], 0.01) < value < np.quantile(drawn[0], 0.99)


# --- pairs


def test_the_better_one_is_named_and_the_order_turns_signs() -> None:
    random = np.random.default_rng(2)
    first, second = random.gamma(2, 1, 200), random.gamma(2, 2, 200)
    pair, turned = paired_losses(first, second), paired_losses(second, first)
    assert (pair.better, turned.better) == ("first", "second")
    assert pair.difference.value == -turned.difference.value
    assert pair.difference.high < 0 < turned.difference.low
    assert (pair.rows_needed, pair.equivalent) == (None, None)
    assert pair.sentence("Ridge", "Mean", "km").startswith("Ridge is better than Mean: ")


def test_what_would_tell_is_about_what_tells() -> None:
    random = np.random.default_rng(3)
    apart = random.normal(0.1, 1, 100)
    pair = paired_losses(apart + 5, np.full(100, 5.0))
    assert pair.better == ""
    assert pair.rows_needed is not None
    assert "Cannot tell A from B" in pair.sentence("A", "B")
    assert "more rows would tell" in pair.sentence("A", "B")
    value, sigma = float(apart.mean()), float(apart.std(ddof=1))
    told = 0
    for seed in range(20):
        drawn = np.random.default_rng((seed, 4)).normal(value, sigma, pair.rows_needed)
        told += bool(paired_losses(drawn, np.zeros(len(drawn))).better)
    assert told >= 11  # four in five


def test_equivalence_needs_a_margin_and_rows() -> None:
    random = np.random.default_rng(5)
    base = random.gamma(2, 1, 400)
    first, second = base + random.normal(0, 0.1, 400), base + random.normal(0, 0.1, 400)
    assert paired_losses(first, second).equivalent is None
    assert paired_losses(first, second, margin=0.1).equivalent is True
    assert paired_losses(first[:5], second[:5], margin=1e-4).equivalent is False
    alike = paired_losses(base, base, margin=0.01)
    assert (alike.p, alike.better, alike.equivalent) == (1.0, "", True)
    assert "as good" in paired_losses(first, second, margin=0.1).sentence("A", "B")


def test_one_row_tells_nothing() -> None:
    pair = paired_losses(np.ones(1), np.zeros(1), margin=1.0)
    assert (pair.better, pair.equivalent, pair.rows_needed) == ("", False, None)


def test_the_test_errs_about_as_often_as_it_says() -> None:
    """Equals of heavy tails, told apart in 5 of 100 draws."""
    told = 0
    for seed in range(200):
        random = np.random.default_rng((seed, 6))
        told += bool(paired_losses(*np.abs(random.standard_t(3, (2, 40)))).better)
    assert told / 200 <= 0.05 + 0.035


def test_who_keeps_silent_is_measured_by_the_usual() -> None:
    predicted, there = answered(np.array([1.0, np.nan, np.inf]), 5.0)
    assert predicted.tolist() == [1.0, 5.0, 5.0]
    assert there.tolist() == [True, False, False]


# --- several labels


@given(st.integers(1, 30), st.integers(1, 5), st.integers(0, 100), st.floats(0.05, 0.9))
@settings(max_examples=60)
def test_figures_of_labels_are_scikit_learns(n: int, labels: int, seed: int, part: float) -> None:
    from sklearn import metrics

    random = np.random.default_rng(seed)
    truth = (random.random((n, labels)) < part).astype(np.int64)
    predicted = np.where(random.random((n, labels)) < 0.3, 1 - truth, truth)
    assert label_figure("exact", truth, predicted) == pytest.approx(
        (truth == predicted).all(1).mean()
    )
    assert label_figure("hamming", truth, predicted) == pytest.approx((truth != predicted).mean())
    micro = metrics.f1_score(truth.ravel(), predicted.ravel(), zero_division=1.0)
    assert label_figure("micro_f1", truth, predicted) == pytest.approx(micro)
    present = (truth.sum(0) + predicted.sum(0)) > 0
    if present.any():
        each = [
            metrics.f1_score(truth[:, k], predicted[:, k], zero_division=0.0)
            for k in np.flatnonzero(present)
        ]
        assert label_figure("macro_f1", truth, predicted) == pytest.approx(np.mean(each))
    rows = [
        metrics.jaccard_score(t, p, zero_division=1.0)
        for t, p in zip(truth, predicted, strict=True)
    ]
    assert jaccard(truth, predicted) == pytest.approx(rows)
    assert label_figure("jaccard", truth, predicted) == pytest.approx(np.mean(rows))
    kind = Labels(labels=tuple(map(str, range(labels))))
    assert kind.metrics(predicted, truth)["exact"] == label_figure("exact", truth, predicted)
    assert kind.row_scores(predicted, truth) == pytest.approx(rows)


@pytest.mark.parametrize("metric", LABEL_DIRECTIONS)
def test_intervals_of_labels_hold_their_figure(metric: str) -> None:
    random = np.random.default_rng(7)
    truth = random.integers(0, 2, (150, 4))
    predicted = np.where(random.random((150, 4)) < 0.2, 1 - truth, truth)
    interval = label_with_interval(metric, truth, predicted)
    assert 0 <= interval.low < interval.value < interval.high <= 1
    assert interval.high - interval.low < 0.25
    assert math.isnan(label_figure(metric, truth[:0], predicted[:0]))
    none = np.zeros((20, 3), bool)
    assert label_figure(metric, none, none) == (0.0 if metric == "hamming" else 1.0)
