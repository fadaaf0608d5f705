"""Scores: accuracy and macro-F1 of predictions, over the same rows for everyone.

Truth and predictions are int64 ``(n,)`` class indices; an answer outside the classes is
`OFF_LABEL` and always wrong. A class that is neither present nor predicted is left out of
macro-F1, as scikit-learn does; of nothing at all it is NaN.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

OFF_LABEL = -1

Classes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Metric = Literal["accuracy", "macro_f1"]


def figure(metric: Metric, truth: Classes, predicted: Classes, n_classes: int) -> float:
    """The figure alone; NaN of no rows."""
    if not len(truth):
        return float("nan")
    if metric == "accuracy":
        return float(np.mean(truth == predicted))
    return _weighted_f1(truth, predicted, np.ones(len(truth)), n_classes)


def weighted(
    metric: Metric, truth: Classes, predicted: Classes, weights: Floats, n_classes: int
) -> float:
    """The figure of rows that count ``weights`` times each, float64 ``(n,)``."""
    if metric == "accuracy":
        return float(np.average(truth == predicted, weights=weights))
    return _weighted_f1(truth, predicted, weights, n_classes)


def _weighted_f1(truth: Classes, predicted: Classes, weights: Floats, n_classes: int) -> float:
    right = truth == predicted
    hits = np.bincount(truth[right], weights[right], n_classes).astype(np.float64)
    named = predicted >= 0
    totals = np.bincount(truth, weights, n_classes)
    totals = totals + np.bincount(predicted[named], weights[named], n_classes)
    return _f1_of_present(hits, totals.astype(np.float64))


def confusion_matrix(truth: Classes, predicted: Classes, n_classes: int) -> Classes:
    """Counts int64 ``(n_classes, n_classes + 1)``: rows are truth, columns predictions.

    The last column counts what was `OFF_LABEL`.
    """
    columns = n_classes + 1
    named = np.where(predicted == OFF_LABEL, n_classes, predicted)
    flat = np.bincount(truth * columns + named, minlength=n_classes * columns)
    return flat.reshape(n_classes, columns).astype(np.int64)


def macro_f1(confusion: Classes) -> float:
    """Macro-F1 of a table of counts ``(n_classes, n_classes)``, or with a column more.

    Rows are truth, columns predictions; what further columns count is wrong.
    """
    n_classes = len(confusion)
    hits = confusion.diagonal().astype(np.float64)
    totals = confusion[:, :n_classes].sum(0) + confusion.sum(1)
    return _f1_of_present(hits, totals.astype(np.float64))


def _f1_of_present(hits: Floats, totals: Floats) -> float:
    # Zeros between the others would change the order of summing, and with it the last digit.
    present = totals > 0
    return float(mean_f1(hits[present], totals[present])) if present.any() else float("nan")


def mean_f1(hits: Floats, totals: Floats) -> Floats:
    """Macro-F1 of each line ``(…, n_classes)``; classes without a row or an answer are left out.

    Parameters
    ----------
    hits
        Right answers of each class.
    totals
        Rows of each class and answers that name it, together.
    """
    present = totals > 0
    f1 = np.divide(2 * hits, totals, out=np.zeros(hits.shape), where=present)
    means: Floats = f1.sum(-1) / np.maximum(present.sum(-1), 1)
    return means
