"""Threshold curves: ROC and precision–recall of one class against the rest, and their means.

Fawcett (2006), *An introduction to ROC analysis*, https://doi.org/10.1016/j.patrec.2005.10.010;
Davis & Goadrich (2006), *The relationship between Precision-Recall and ROC curves*,
https://doi.org/10.1145/1143844.1143874.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.statistics.scores import Floats

# The number of the mean of all classes.
MACRO_AVERAGE = -1


@dataclass(frozen=True)
class ThresholdCurves:
    """Both curves of a class, or their mean over classes.

    Attributes
    ----------
    number
        The class; `MACRO_AVERAGE` for the mean.
    n_rows
        How many rows are of it; of the mean all of its classes.
    false_positive_rate, true_positive_rate
        float64 ``(n,)``, ascending from 0 to 1; joined by straight lines.
    recall, precision
        float64 ``(m,)``, recall ascending from 0 to 1; of equal recalls the first precision counts,
        and it holds back to the recall before.
    auc
        Area under the ROC curve: how probably a row of the class gets a higher score than one that
        is of another.
    average_precision
        Precision, averaged over the steps in recall.
    """

    number: int
    n_rows: int
    false_positive_rate: Floats
    true_positive_rate: Floats
    recall: Floats
    precision: Floats
    auc: float
    average_precision: float


def threshold_curves(
    scores: npt.NDArray[np.float32], truth: npt.NDArray[np.int64]
) -> tuple[ThresholdCurves, ...]:
    """The curves of every class that has rows and does not have them all.

    Parameters
    ----------
    scores
        ``(n, n_classes)``, higher for what is likelier.
    truth
        Class numbers ``(n,)``, or ``(n, n_classes)`` of 0 and 1 where a row may be of several.
    """
    from sklearn.metrics import auc, average_precision_score, precision_recall_curve, roc_curve

    curves = []
    for number in range(scores.shape[1]):
        positive = truth[:, number] > 0 if truth.ndim == 2 else truth == number
        n_rows = int(positive.sum())
        if not 0 < n_rows < len(positive):
            continue
        score = scores[:, number]
        false_positives, true_positives, _ = roc_curve(positive, score)
        precision, recall, _ = precision_recall_curve(positive, score, drop_intermediate=True)
        curves.append(
            ThresholdCurves(
                number,
                n_rows,
                false_positives,
                true_positives,
                recall[::-1].copy(),
                precision[::-1].copy(),
                float(auc(false_positives, true_positives)),
                float(average_precision_score(positive, score)),
            )
        )
    return tuple(curves)


def macro_curves(curves: Sequence[ThresholdCurves]) -> ThresholdCurves | None:
    """The mean of classes' curves, each class counting the same; ``None`` of no classes.

    The area under the mean curve is the mean of the areas, for both curves.
    """
    if not curves:
        return None
    rates, mean_rates = _mean_roc(curves)
    recall, mean_precision = _mean_precision(curves)
    return ThresholdCurves(
        MACRO_AVERAGE,
        sum(each.n_rows for each in curves),
        rates,
        mean_rates,
        recall,
        mean_precision,
        float(np.mean([each.auc for each in curves])),
        float(np.mean([each.average_precision for each in curves])),
    )


def _mean_roc(curves: Sequence[ThresholdCurves]) -> tuple[Floats, Floats]:
    """Mean true positive rates where any curve bends, below and above each jump."""
    grid = np.unique(np.concatenate([each.false_positive_rate for each in curves]))
    below, above = np.zeros(len(grid)), np.zeros(len(grid))
    for each in curves:
        x, first = np.unique(each.false_positive_rate, return_index=True)
        last = np.append(first[1:], len(each.false_positive_rate)) - 1
        low, high = each.true_positive_rate[first], each.true_positive_rate[last]
        right = np.searchsorted(x, grid, "left")
        left = np.where(x[right] == grid, right, right - 1)
        share = np.divide(
            grid - x[left], x[right] - x[left], out=np.zeros(len(grid)), where=right > left
        )
        between = high[left] + share * (low[right] - high[left])
        at_knot = right == left
        below += np.where(at_knot, low[right], between)
        above += np.where(at_knot, high[right], between)
    means = np.stack([below, above], 1).ravel() / len(curves)
    return np.repeat(grid, 2), means


def _mean_precision(curves: Sequence[ThresholdCurves]) -> tuple[Floats, Floats]:
    """Mean precision at each recall that any class reaches."""
    grid = np.unique(np.concatenate([each.recall for each in curves]))
    total = np.zeros(len(grid))
    for each in curves:
        total += each.precision[np.searchsorted(each.recall, grid, "left")]
    return grid, total / len(curves)
