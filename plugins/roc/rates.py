"""ROC and precision-recall curves of one class against the rest.

Fawcett (2006), *An introduction to ROC analysis*, https://doi.org/10.1016/j.patrec.2005.10.010;
Davis & Goadrich (2006), *The relationship between Precision-Recall and ROC curves*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import auc, average_precision_score, precision_recall_curve, roc_curve

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ClassCurves:
    """Both curves of a class.

    Attributes
    ----------
    number
        The class.
    n_rows
        How many rows are of it.
    false_positive_rate, true_positive_rate
        float64 ``(n,)``, ascending from 0 to 1.
    recall, precision
        float64 ``(m,)``, recall ascending from 0 to 1.
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


def class_curves(
    scores: npt.NDArray[np.float32], truth: npt.NDArray[np.int64]
) -> tuple[ClassCurves, ...]:
    """The curves of every class that has rows and does not have them all.

    Parameters
    ----------
    scores
        ``(n, n_classes)``, higher for what is likelier.
    truth
        Class numbers ``(n,)``, or ``(n, n_classes)`` of 0 and 1 where a row may be of several.
    """
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
            ClassCurves(
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
