"""Comparison with the best: what is shown, what is not, and how often it errs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.comparison import best
from workbench.comparison.curve import Crossing
from workbench.comparison.scoring import scoring_of
from workbench.core.contracts.targets import Classes as OneClass
from workbench.core.contracts.targets import Number
from workbench.core.statistics import (
    Classes,
    Floats,
    Interval,
    Metric,
    paired,
    rows_needed,
    shuffled_p,
    tango,
    with_interval,
    z_of,
)

METRICS: tuple[Metric, ...] = ("accuracy", "macro_f1")


def standings(
    metric: Metric,
    truth: Classes,
    answers: list[Classes],
    n_classes: int,
    margin: float = best.MARGIN,
) -> list[best.Standing]:
    """Of answers in so many classes."""
    target = OneClass(tuple(map(str, range(n_classes))))
    return best.standings(scoring_of(target, metric, truth).field(answers), margin)


def number_standings(
    metric: str, truth: Floats, answers: list[Floats], margin: float = 0.0
) -> list[best.Standing]:
    """Of answers that are numbers."""
    return best.standings(scoring_of(Number(), metric, truth).field(answers), margin)


def drawn(right: list[float], n: int, seed: int) -> tuple[Classes, list[Classes]]:
    """Rows of two classes, and answers that are right so often."""
    random = np.random.default_rng(seed)
    truth = random.integers(0, 2, n)
    return truth, [np.where(random.random(n) < part, truth, 1 - truth) for part in right]


@pytest.mark.parametrize("metric", METRICS)
def test_outcomes_of_a_clear_case(metric: Metric) -> None:
    truth, (good, poor) = drawn([0.95, 0.7], 400, 0)
    first, second = standings(metric, truth, [good, poor], 2)
    assert (first.outcome, second.outcome) == ("best", "worse")
    assert first.rows_needed is None
    assert first.lead.low >= 0 >= second.lead.high


@pytest.mark.parametrize("metric", METRICS)
def test_who_never_differed_on_few_rows_may_differ(metric: Metric) -> None:
    """Two that have all of 20 rows right were equal to the last digit, 0.000 … 0.000."""
    truth = np.array([0] * 12 + [1] * 8)
    few = standings(metric, truth, [truth, truth], 2)
    assert {each.outcome for each in few} == {"open"}
    assert all(each.lead.low < -0.02 and each.rows_needed for each in few)
    many = np.tile(truth, 60)
    assert {each.outcome for each in standings(metric, many, [many, many], 2)} == {"as good"}


def test_one_alone_is_the_best() -> None:
    truth = np.array([0, 1, 1])
    assert [each.outcome for each in standings("accuracy", truth, [truth], 2)] == ["best"]
    assert standings("accuracy", truth, [], 2) == []


@pytest.mark.parametrize("metric", METRICS)
def test_more_poor_ones_make_none_look_better(metric: Metric) -> None:
    truth, answers = drawn([0.92, 0.84, *([0.5] * 10)], 300, 2)
    few, many = (standings(metric, truth, answers[:k], 2)[1] for k in (2, 12))
    assert few.outcome != "as good"
    assert many.outcome != "as good"
    assert many.lead.low <= few.lead.low + 1e-9


def test_a_margin_is_held_to() -> None:
    truth, answers = drawn([0.9, 0.9], 400, 3)
    low = min(each.lead.low for each in standings("accuracy", truth, answers, 2))
    within = [
        all(each.within for each in standings("accuracy", truth, answers, 2, margin))
        for margin in (-low - 1e-6, -low + 1e-6)
    ]
    assert within == [False, True]


def test_rows_that_would_tell_are_those_of_the_tests_power() -> None:
    """5 points, a standard deviation of 0.4: (1.96 + 0.84)² · 0.16 / 0.0025 = 502 rows."""
    reach = z_of(0.025) + z_of(0.2)
    assert rows_needed(-0.05, 0.4, reach, reach, 0.02, 100) == 503
    # Of what is a point behind it is as far to the margin as to nothing.
    assert rows_needed(-0.01, 0.4, 2.8, 2.8, 0.02, 100) == math.ceil((2.8 * 0.4 / 0.01) ** 2)
    assert rows_needed(0.0, 0.4, 2.8, 2.8, 0.02, 100) == math.ceil((2.8 * 0.4 / 0.02) ** 2)
    assert rows_needed(0.0, 0.4, 2.8, 2.8, 0.0, 100) > 10**6


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 200))
def test_tangos_limits_hold_the_difference_and_mirror(first: int, second: int, rest: int) -> None:
    n = first + second + rest
    if not n:
        return
    low, high = tango(first, second, n, 1.96)
    assert -1 <= low <= (first - second) / n <= high <= 1
    assert low < high
    mirrored = tango(second, first, n, 1.96)
    assert mirrored == pytest.approx((-high, -low), abs=1e-5)


@pytest.mark.parametrize("n", [5, 20, 300])
def test_tangos_limits_of_no_difference(n: int) -> None:
    """With no row that tells them apart they are z² / (n + z²), as Wilson's."""
    z = z_of(0.025)
    low, high = tango(0, 0, n, z)
    assert high == pytest.approx(z**2 / (n + z**2), abs=1e-4)
    assert low == pytest.approx(-high, abs=1e-4)


def test_tangos_limits_are_mcnemars_test_at_nothing() -> None:
    """The score at a difference of 0 is McNemar's (b - c) / √(b + c)."""
    z = (30 - 12) / math.sqrt(30 + 12)
    assert tango(30, 12, 200, z)[0] == pytest.approx(0.0, abs=1e-5)


def test_an_interval_at_the_edge_has_width() -> None:
    """Macro-F1 of 20 right rows was 1.000 … 1.000, and of 20 wrong ones 0.000 … 0.000."""
    truth = np.array([0] * 17 + [1] * 3)
    right, wrong = (with_interval("macro_f1", truth, each, 2) for each in (truth, 1 - truth))
    assert (right.value, right.high) == (1.0, 1.0)
    assert right.low < 0.85
    assert (wrong.value, wrong.low) == (0.0, 0.0)
    assert wrong.high > 0.1
    gap = paired("macro_f1", truth, truth, truth, 2).difference
    assert gap.low < -0.05 < 0.05 < gap.high
    # Of one class it is nearly Wilson's.
    many = np.repeat(np.arange(4), 25)
    assert with_interval("macro_f1", many, many, 4).low == pytest.approx(0.963, abs=0.012)


@settings(max_examples=20)
@given(st.integers(0, 2**31 - 1), st.integers(2, 5), st.integers(5, 60))
def test_intervals_hold_their_figure(seed: int, n_classes: int, n: int) -> None:
    random = np.random.default_rng(seed)
    truth, said = random.integers(0, n_classes, n), random.integers(-1, n_classes, n)
    for metric in METRICS:
        found = with_interval(metric, truth, said, n_classes)
        assert found.low <= found.value <= found.high
        assert found.low < found.high


def test_answers_that_have_nothing_to_do_with_the_rows_are_told_from_others() -> None:
    truth, (good,) = drawn([0.8], 200, 4)
    guess = np.random.default_rng(9).integers(0, 2, 200)
    for metric in METRICS:
        p = shuffled_p(metric, truth, [good, guess, np.zeros_like(truth), -np.ones_like(truth)], 2)
        assert p[0] < 0.01
        assert min(p[1:]) > 0.05


@pytest.mark.parametrize(
    ("gap", "p", "sure", "shown"),
    [
        (0.005, 1.0, 0.99, False),
        (0.1, 0.001, 0.99, True),
        (0.1, 0.001, 0.6, False),
        (-0.1, 0.001, 0.99, False),
    ],
)
def test_a_crossing_looks_at_itself_and_at_its_pair(
    gap: float, p: float, sure: float, shown: bool
) -> None:
    """It said 'from about 1,077 labels … is better' of a pair with +0.005 and p = 1.0."""
    crossing = Crossing("A", "B", 1077, 500, 2000, sure, Interval(gap, gap - 0.05, gap + 0.05), p)
    assert crossing.significant is shown
    assert ("is better than" in crossing.sentence) is shown
    if not shown:
        assert crossing.sentence.startswith("It is not shown that A overtakes B: ")


@pytest.mark.slow
@pytest.mark.parametrize("metric", METRICS)
def test_it_seldom_errs(metric: Metric) -> None:
    """Of 120 comparisons each: equals called worse, or one 5 points worse called as good."""
    alarms = wrong = 0
    for trial in range(120):
        truth, equals = drawn([0.8] * 4, 150, trial)
        alarms += any(each.behind for each in standings(metric, truth, equals, 2))
        truth, answers = drawn([0.8, 0.8, 0.75], 150, 1000 + trial)
        wrong += standings(metric, truth, answers, 2)[2].within
    # 5 % of 120 are 6; above 13 lies less than 1 % of all such counts.
    assert alarms <= 13
    assert wrong <= 13


# --- numbers


@pytest.mark.parametrize("metric", ["mae", "rmse", "r2"])
def test_who_comes_closest_to_a_number(metric: str) -> None:
    random = np.random.default_rng(0)
    truth = random.normal(0, 10, 400)
    near = truth + random.normal(0, 1, 400)
    alike = truth + random.normal(0, 1.02, 400)
    far = truth + random.normal(0, 4, 400)
    first, second, last = number_standings(metric, truth, [near, alike, far], margin=0.0)
    assert not first.behind
    assert first.outcome in ("best", "open")
    assert second.outcome == "open"
    assert second.rows_needed is not None
    assert second.rows_needed > 400
    assert last.outcome == "worse"
    assert last.lead.high <= 0
    within = number_standings(metric, truth, [near, alike, far], margin=5.0)[1]
    assert within.within


def test_equals_are_seldom_told_apart_by_their_errors() -> None:
    """All of three equals stay among the best nineteen times in twenty, about."""
    told = 0
    for seed in range(60):
        random = np.random.default_rng((seed, 9))
        truth = np.zeros(120)
        predicted = [random.standard_t(4, 120) for _ in range(3)]
        told += any(each.behind for each in number_standings("mae", truth, predicted))
    assert told <= 8


def test_one_alone_is_the_best_of_numbers() -> None:
    (alone,) = number_standings("mae", np.zeros(9), [np.ones(9)])
    assert alone.first
