"""Per-class scores, threshold curves and calibration against scikit-learn and by their meaning."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, precision_recall_fscore_support, roc_auc_score

from workbench.core.statistics import (
    MACRO_AVERAGE,
    Binning,
    calibration_error,
    confusion_matrix,
    label_figure,
    macro_curves,
    macro_f1,
    per_class_scores,
    per_label_scores,
    reliability,
    threshold_curves,
)

SEEDS = st.integers(0, 2**32 - 1)


@given(
    st.integers(1, 6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5)), min_size=1, max_size=60),
)
def test_per_class_scores_are_scikit_learns(n_classes: int, pairs: list[tuple[int, int]]) -> None:
    truth = np.array([t % n_classes for t, _ in pairs], np.int64)
    predicted = np.array([p if p < 0 else p % n_classes for _, p in pairs], np.int64)
    found = per_class_scores(confusion_matrix(truth, predicted, n_classes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = precision_recall_fscore_support(
            truth, predicted, labels=np.arange(n_classes), zero_division=np.nan
        )
    for mine, theirs in zip((found.precision, found.recall, found.f1), expected[:3], strict=True):
        np.testing.assert_allclose(mine, np.broadcast_to(theirs, mine.shape), equal_nan=True)
    assert found.support.tolist() == np.bincount(truth, minlength=n_classes).tolist()


@given(st.integers(1, 5), st.integers(1, 40), SEEDS)
def test_label_scores_and_both_averages_are_scikit_learns(n_labels: int, n: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    truth, predicted = (generator.integers(0, 2, (n, n_labels)) for _ in range(2))
    found = per_label_scores(truth, predicted)
    support = truth.sum(0)
    for number in range(n_labels):
        precision, recall, f1, _ = precision_recall_fscore_support(
            truth[:, number], predicted[:, number], pos_label=1, average="binary", zero_division=0
        )
        mine = [found.precision[number], found.recall[number], found.f1[number]]
        np.testing.assert_allclose(np.nan_to_num(mine), [precision, recall, f1])
        assert np.isnan(found.recall[number]) == (support[number] == 0)
    expected = precision_recall_fscore_support(
        truth.ravel(), predicted.ravel(), pos_label=1, average="binary", zero_division=0
    )
    np.testing.assert_allclose(np.nan_to_num(found.micro()), expected[:3])
    assert found.support.tolist() == support.tolist()
    if (truth | predicted).any():
        assert found.macro()[2] == pytest.approx(label_figure("macro_f1", truth, predicted))
        assert found.micro()[2] == pytest.approx(label_figure("micro_f1", truth, predicted))


def test_of_one_class_a_row_the_micro_average_is_the_accuracy() -> None:
    found = per_class_scores(np.array([[3, 1, 0], [2, 4, 0], [0, 0, 0]]))
    assert found.micro() == pytest.approx((7 / 10, 7 / 10, 7 / 10))


def test_the_macro_average_leaves_out_what_nothing_is_known_of() -> None:
    # Class 2 has no rows and is never predicted.
    found = per_class_scores(np.array([[3, 1, 0], [2, 4, 0], [0, 0, 0]]))
    assert found.macro()[0] == pytest.approx((3 / 5 + 4 / 5) / 2)
    assert found.macro()[1] == pytest.approx((3 / 4 + 4 / 6) / 2)
    assert found.macro()[2] == pytest.approx(macro_f1(np.array([[3, 1, 0], [2, 4, 0], [0, 0, 0]])))
    assert np.isnan(per_class_scores(np.zeros((2, 2), np.int64)).macro()).all()


def scored(seed: int, n: int, n_classes: int, levels: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores with many ties, and a truth that has every class."""
    generator = np.random.default_rng(seed)
    truth = np.arange(n) % n_classes
    scores = generator.integers(0, levels, (n, n_classes)).astype(np.float32)
    scores[np.arange(n), truth] += generator.integers(0, 3, n)
    return scores, truth


@given(SEEDS, st.integers(6, 80), st.integers(2, 5), st.integers(1, 12))
def test_mean_curves_have_the_mean_area_which_is_scikit_learns(
    seed: int, n: int, n_classes: int, levels: int
) -> None:
    scores, truth = scored(seed, n, n_classes, levels)
    mean = macro_curves(threshold_curves(scores, truth))
    assert mean is not None
    assert mean.number == MACRO_AVERAGE
    binary = np.eye(n_classes)[truth]
    assert mean.auc == pytest.approx(roc_auc_score(binary, scores, average="macro"))
    assert mean.average_precision == pytest.approx(
        average_precision_score(binary, scores, average="macro")
    )
    x, y = mean.false_positive_rate, mean.true_positive_rate
    assert np.trapezoid(y, x) == pytest.approx(mean.auc)
    assert (np.diff(x) >= 0).all()
    assert (np.diff(y) >= -1e-12).all()
    assert float(np.diff(mean.recall) @ mean.precision[1:]) == pytest.approx(mean.average_precision)


def test_there_is_no_mean_of_no_curves() -> None:
    assert macro_curves(()) is None


@given(SEEDS, st.integers(1, 300), st.sampled_from(["width", "mass"]))
def test_every_answer_is_in_one_bin_of_its_own_confidence(
    seed: int, n: int, binning: Binning
) -> None:
    generator = np.random.default_rng(seed)
    sure = np.round(generator.random(n), int(generator.integers(1, 8)))
    right = generator.random(n) < sure
    bins = reliability(sure, right, 10, binning)
    assert sum(b.count for b in bins) == n
    assert sum(b.count * b.confidence for b in bins) == pytest.approx(sure.sum())
    assert sum(b.count * b.accuracy for b in bins) == pytest.approx(right.sum())
    assert [b.confidence for b in bins] == sorted(b.confidence for b in bins)
    error = calibration_error(sure, right, 10, binning)
    assert abs(sure.mean() - right.mean()) - 1e-12 <= error <= 1


def test_bins_of_equal_width_are_those_of_the_paper() -> None:
    """Guo et al. 2017: bin m holds confidences of ((m - 1)/M, m/M]."""
    sure = np.array([0.05, 0.1, 0.11, 0.2, 0.95, 1.0, 0.0])
    right = np.array([0, 1, 1, 0, 1, 1, 0], bool)
    bins = reliability(sure, right, 10)
    assert [b.count for b in bins] == [3, 2, 2]
    assert bins[1].confidence == pytest.approx(0.155)
    by_hand = (3 * abs(1 / 3 - 0.05) + 2 * abs(0.5 - 0.155) + 2 * abs(1 - 0.975)) / 7
    assert calibration_error(sure, right, 10) == pytest.approx(by_hand)


def test_bins_of_equal_mass_hold_as_many_each() -> None:
    sure = np.linspace(0.5, 1, 101)[1:] ** 2
    bins = reliability(sure, np.ones(100, bool), 10, "mass")
    assert [b.count for b in bins] == [10] * 10


def test_answers_of_one_confidence_stay_together() -> None:
    sure = np.array([0.9] * 30 + [0.99])
    assert [b.count for b in reliability(sure, np.ones(31, bool), 15, "mass")] == [30, 1]
    assert np.isnan(calibration_error(np.zeros(0), np.zeros(0, bool), 15, "mass"))
