"""Labels: how good predictions are where a row has any number of labels.

Truth and predictions are ``(n, labels)`` of 0 and 1, or ``bool``, over the same rows for everyone.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench.core.statistics import resampling
from workbench.core.statistics.intervals import Interval, bias_corrected, wilson
from workbench.core.statistics.resampling import chunks, drawn_again
from workbench.core.statistics.scores import Floats, mean_f1

LabelMetric = Literal["exact", "jaccard", "micro_f1", "macro_f1", "hamming"]
LABEL_DIRECTIONS: dict[LabelMetric, int] = {
    "exact": 1,
    "jaccard": 1,
    "micro_f1": 1,
    "macro_f1": 1,
    "hamming": -1,
}


def jaccard(truth: npt.NDArray[Any], predicted: npt.NDArray[Any]) -> Floats:
    """Each row's part of labels in both of those in either, float64 ``(n,)``; 1 where none is."""
    truth, predicted = truth.astype(bool), predicted.astype(bool)
    both, either = (truth & predicted).sum(1), (truth | predicted).sum(1)
    return np.where(either > 0, both / np.maximum(either, 1), 1.0)


def label_figure(
    metric: LabelMetric, truth: npt.NDArray[Any], predicted: npt.NDArray[Any]
) -> float:
    """The figure alone; NaN of no rows.

    ``exact`` is the part of rows with all labels right (subset accuracy), ``hamming`` the part of
    single decisions that are wrong, ``jaccard`` the mean of `jaccard`. ``micro_f1`` counts all
    decisions together, ``macro_f1`` is the mean over labels that are there or are named; both
    are 1 where there is none.
    """
    if not len(truth):
        return float("nan")
    columns, exact = _columns(truth, predicted)
    if metric == "exact":
        return float(exact.mean())
    return float(_figures(metric, columns.mean(0)[None], truth.shape[1])[0])


def label_with_interval(
    metric: LabelMetric, truth: npt.NDArray[Any], predicted: npt.NDArray[Any], seed: int = 0
) -> Interval:
    """A figure and where that of all such rows may lie, at 95 %.

    Wilson's score limits for ``exact``, else the bootstrap's of the rows, corrected for bias
    (Efron 1987), as for classes.
    """
    value = label_figure(metric, truth, predicted)
    n = len(truth)
    if not n:
        return Interval(value, 0.0, 1.0)
    columns, exact = _columns(truth, predicted)
    if metric == "exact":
        low, high = wilson(int(exact.sum()), n)
        return Interval(value, low, high)
    random = np.random.default_rng(seed)
    drawn = [
        _figures(metric, drawn_again(n, some, random) @ columns / n, truth.shape[1])
        for some in chunks(resampling.RESAMPLES, n)
    ]
    return bias_corrected(value, np.concatenate(drawn))


def _columns(truth: npt.NDArray[Any], predicted: npt.NDArray[Any]) -> tuple[Floats, Floats]:
    """Of each row and label its hit, and its presence in truth and prediction together; Jaccard."""
    truth, predicted = truth.astype(bool), predicted.astype(bool)
    hits = (truth & predicted).astype(np.float64)
    totals = truth.astype(np.float64) + predicted
    exact = (truth == predicted).all(1).astype(np.float64)
    return np.column_stack([hits, totals, jaccard(truth, predicted)]), exact


def _figures(metric: LabelMetric, means: Floats, n_labels: int) -> Floats:
    """Figures of lines ``(…, 2 · labels + 1)`` of means over rows, as `_columns` has them."""
    hits, totals = means[:, :n_labels], means[:, n_labels : 2 * n_labels]
    if metric == "jaccard":
        row_means: Floats = means[:, -1]
        return row_means
    if metric == "hamming":
        # What only one of the two has.
        wrong: Floats = (totals - 2 * hits).sum(1) / n_labels
        return wrong
    if metric == "micro_f1":
        total = totals.sum(1)
        return np.where(total > 0, 2 * hits.sum(1) / np.where(total > 0, total, 1.0), 1.0)
    any_label = (totals > 0).any(1)
    return np.where(any_label, mean_f1(hits, totals), 1.0)
