"""Class scores: precision, recall and F1 of each class, from a table of counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.core.statistics.scores import Classes, Floats


@dataclass(frozen=True)
class PerClassScores:
    """Figures of each class.

    Attributes
    ----------
    precision, recall, f1
        0…1, float64 ``(n_classes,)``; NaN where nothing says what they are: precision of a class
        that was never predicted, recall of one without rows, F1 of one with neither.
    support
        Rows of each class, int64 ``(n_classes,)``.
    """

    precision: Floats
    recall: Floats
    f1: Floats
    support: Classes

    def macro(self) -> tuple[float, float, float]:
        """Means over the classes for which each is known; NaN where it is for none."""
        values = (self.precision, self.recall, self.f1)
        means = [float(v[~np.isnan(v)].mean()) if not np.isnan(v).all() else np.nan for v in values]
        return means[0], means[1], means[2]


def per_class_scores(confusion: Classes) -> PerClassScores:
    """Scores from counts int64 ``(n_classes, n_classes)``, or with columns more.

    Rows are truth, columns predictions; what further columns count is an answer outside the
    classes, and wrong.
    """
    n_classes = len(confusion)
    hits = confusion.diagonal().astype(np.float64)
    predicted = confusion[:, :n_classes].sum(0).astype(np.float64)
    support = confusion.sum(1)
    return PerClassScores(
        _ratio(hits, predicted),
        _ratio(hits, support.astype(np.float64)),
        _ratio(2 * hits, predicted + support),
        support.astype(np.int64),
    )


def _ratio(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return ratio
