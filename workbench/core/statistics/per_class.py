"""Class scores: precision, recall and F1 of each class or label, each against the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.statistics.scores import Classes, Floats


@dataclass(frozen=True)
class PerClassScores:
    """Figures of each class.

    Attributes
    ----------
    precision, recall, f1
        0…1, float64 ``(n_classes,)``; NaN where nothing says what they are: precision of a class
        that was never predicted, recall of one without rows, F1 of one with neither.
    support, predicted, hits
        Rows of each class, rows that were taken for it, and those that were so rightly, int64
        ``(n_classes,)``.
    """

    precision: Floats
    recall: Floats
    f1: Floats
    support: Classes
    predicted: Classes
    hits: Classes

    def macro(self) -> tuple[float, float, float]:
        """Means over the classes for which each is known; NaN where it is for none."""
        values = (self.precision, self.recall, self.f1)
        means = [float(v[~np.isnan(v)].mean()) if not np.isnan(v).all() else np.nan for v in values]
        return means[0], means[1], means[2]

    def micro(self) -> tuple[float, float, float]:
        """Figures of all decisions together, so that frequent classes count more.

        NaN where nothing says what they are. Of rows of one class each, all three are the accuracy,
        as long as every answer is one of the classes.
        """
        hits, predicted, support = (
            np.array([each.sum()], np.float64) for each in (self.hits, self.predicted, self.support)
        )
        ratios = ((hits, predicted), (hits, support), (2 * hits, predicted + support))
        precision, recall, f1 = (float(_ratio(part, whole)[0]) for part, whole in ratios)
        return precision, recall, f1


def per_class_scores(confusion: Classes) -> PerClassScores:
    """Scores from counts int64 ``(n_classes, n_classes)``, or with columns more.

    Rows are truth, columns predictions; what further columns count is an answer outside the
    classes, and wrong.
    """
    n_classes = len(confusion)
    return _scores(confusion.diagonal(), confusion[:, :n_classes].sum(0), confusion.sum(1))


def per_label_scores(truth: npt.NDArray[Any], predicted: npt.NDArray[Any]) -> PerClassScores:
    """Scores of labels of which a row may have any number, each label against the rest.

    Parameters
    ----------
    truth, predicted
        ``(n, n_labels)`` of 0 and 1, or ``bool``.
    """
    truth, predicted = truth.astype(bool), predicted.astype(bool)
    return _scores((truth & predicted).sum(0), predicted.sum(0), truth.sum(0))


def _scores(hits: Classes, predicted: Classes, support: Classes) -> PerClassScores:
    parts, named, whole = (each.astype(np.float64) for each in (hits, predicted, support))
    return PerClassScores(
        _ratio(parts, named),
        _ratio(parts, whole),
        _ratio(2 * parts, named + whole),
        support.astype(np.int64),
        predicted.astype(np.int64),
        hits.astype(np.int64),
    )


def _ratio(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return ratio
