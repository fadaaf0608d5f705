"""Calibration, costs, curves and crossings by examples whose answers are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.comparison.costs import Cost, break_even, cost
from workbench.comparison.curve import Runs, crossing, line, overtakes
from workbench.comparison.plan import Costs
from workbench.comparison.predictions import Facts
from workbench.comparison.scoring import scoring_of
from workbench.core.contracts.targets import Classes
from workbench.core.statistics import abstention, calibration_error, reliability


def test_calibration_of_two_bins() -> None:
    confidence = np.array([0.95, 0.95, 0.55, 0.55])
    right = np.array([True, True, True, False])
    assert calibration_error(confidence, right, 10) == pytest.approx((2 * 0.05 + 2 * 0.05) / 4)
    assert [found.count for found in reliability(confidence, right, 10)] == [2, 2]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50))
def test_all_answers_lie_in_some_bin(rows: list[tuple[float, bool]]) -> None:
    confidence = np.array([row[0] for row in rows])
    right = np.array([row[1] for row in rows])
    assert sum(found.count for found in reliability(confidence, right)) == len(rows)
    assert 0 <= calibration_error(confidence, right) <= 1
    coverage, accuracy = abstention(confidence, right)
    assert coverage[-1] == 1
    assert accuracy[-1] == pytest.approx(right.mean())


def test_only_the_surest_are_answered() -> None:
    coverage, accuracy = abstention(np.array([0.6, 0.9, 0.6, 0.8]), np.array([0, 1, 1, 1], bool))
    assert coverage.tolist() == [0.25, 0.5, 1.0]
    assert accuracy.tolist() == [1.0, 1.0, 0.75]


def test_what_a_thousand_answers_cost() -> None:
    prices = Costs(machine_hour=3.6, label=0.5)
    here = cost(Facts(labels=10, fit_s=100, rows_per_s=2.0), 50, prices)
    assert here.per_1000 == pytest.approx(0.5)  # 500 s at 0.001 $ each
    assert here.before == pytest.approx(10 * 0.5 + 0.1)
    away = cost(Facts(destination="api", price=0.2, rows_per_s=9.0), 50, prices)
    assert away.per_1000 == pytest.approx(4.0)
    assert away.before == 0
    assert cost(Facts(destination="api", rows_per_s=9.0), 50, prices).per_1000 is None


def test_where_two_cost_the_same() -> None:
    own, prompt = Cost(1.0, 30.0, 0.0, ""), Cost(4.0, 0.0, 0.0, "")
    at = break_even(own, prompt)
    assert at == pytest.approx(10_000)
    assert own.at(at) == pytest.approx(prompt.at(at))
    assert break_even(own, Cost(0.5, 0.0, 0.0, "")) is None
    assert break_even(own, Cost(None, 0.0, 0.0, "")) is None


@pytest.mark.parametrize(
    ("figures", "at"),
    [
        ([0.5, 0.6, 0.9], 100 ** (0.5 + 1 / 6)),
        ([0.8, 0.9, 0.9], 1),
        ([0.1, 0.2, 0.3], math.inf),
        ([0.8, 0.6, 0.9], 100 ** (0.5 + 1 / 6)),
        ([0.8, 0.9, 0.6], math.inf),
    ],
)
def test_overtaking_is_for_good(figures: list[float], at: float) -> None:
    """Labels 1, 10 and 100, and a bar at 0.7: a third of the way from 0.6 to 0.9, in logarithms."""
    assert overtakes([1, 10, 100], np.array(figures), 0.7) == pytest.approx(at)


def scored(truth: np.ndarray, right: int, seed: int) -> np.ndarray:
    """Predictions of which so many are right."""
    said = 1 - truth
    rows = np.random.default_rng(seed).permutation(len(truth))[:right]
    said[rows] = truth[rows]
    return said


def test_a_curve_and_its_crossing() -> None:
    truth = np.random.default_rng(0).integers(0, 2, 400)
    runs = [
        Runs(labels, tuple(scored(truth, right, 10 * place + k) for k in range(3)))
        for place, (labels, right) in enumerate([(5.0, 220), (50.0, 300), (500.0, 380)])
    ]
    scoring = scoring_of(Classes(("a", "b")), "accuracy", truth)
    found = line("net", runs, scoring)
    assert [figure.value for figure in found.figures] == pytest.approx([0.55, 0.75, 0.95])
    assert all(figure.low < figure.value < figure.high for figure in found.figures)
    met = crossing(("net", runs), ("prompt", scored(truth, 340, 99)), scoring)
    assert met.labels == pytest.approx(50 * 10**0.5)
    assert 50 < met.low < met.labels < met.high < 500
    assert met.sure == 1
    assert "From about 158 labels per class" in met.sentence
    never = crossing(("net", runs), ("prompt", truth), scoring)
    assert "not overtake prompt within the data" in never.sentence
