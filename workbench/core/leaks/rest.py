"""The rest: what everything but a suspect predicts, by a plain forest or words' weights.

A strong feature is not a leak. What tells the two apart is whether the rest comes near: of a
flower's species the length of a petal says nearly all, and so do its other measures; that somebody
survived only a column knows that says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from workbench.core.leaks.leak import Column, Floats, Integers
from workbench.core.leaks.tables import codes_of, is_numeric

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TREES = 60
# Rows and columns that a forest sees: enough to tell much from little.
MOST_ROWS, MOST_COLUMNS = 4000, 200
PARTS = 3


def as_numbers(columns: Mapping[str, Column]) -> Floats:
    """Columns as one table of numbers ``(n, columns)``: names by frequency, missing ones apart."""
    every = []
    for column in columns.values():
        if is_numeric(column):
            values = column.astype(np.float64)
            there = np.isfinite(values)
            low = float(values[there].min()) if there.any() else 0.0
            spread = float(np.ptp(values[there])) if there.any() else 0.0
            every.append(np.where(there, values, low - spread - 1))
            continue
        codes = codes_of(column)
        rank = np.empty(int(codes.max()) + 1 if len(codes) else 1, np.int64)
        rank[np.argsort(-np.bincount(codes, minlength=len(rank)), kind="stable")] = np.arange(
            len(rank)
        )
        every.append(rank[codes].astype(np.float64))
    return np.stack(every, 1)


def forest_classes(table: npt.NDArray[np.floating], y: Integers, folds: Integers) -> Integers:
    """Classes that a forest predicts for rows kept aside, int64 ``(n,)``."""
    from sklearn.ensemble import ExtraTreesClassifier

    predicted = np.zeros(len(y), np.int64)
    for rows, aside in _parts(folds):
        forest = ExtraTreesClassifier(TREES, min_samples_leaf=1, random_state=0)
        predicted[aside] = forest.fit(table[rows], y[rows]).predict(table[aside])
    return predicted


def forest_numbers(table: npt.NDArray[np.floating], y: Floats, folds: Integers) -> Floats:
    """Numbers that a forest predicts for rows kept aside, float64 ``(n,)``."""
    from sklearn.ensemble import ExtraTreesRegressor

    predicted = np.zeros(len(y))
    for rows, aside in _parts(folds):
        forest = ExtraTreesRegressor(TREES, min_samples_leaf=2, random_state=0)
        predicted[aside] = forest.fit(table[rows], y[rows]).predict(table[aside])
    return predicted


def words_classes(counts: csr_matrix, y: Integers, folds: Integers) -> Integers:
    """Classes that a linear model of words predicts for rows kept aside, int64 ``(n,)``."""
    from sklearn.linear_model import LogisticRegression

    predicted = np.zeros(len(y), np.int64)
    for rows, aside in _parts(folds):
        if len(np.unique(y[rows])) < 2:
            predicted[aside] = y[rows][0]
            continue
        model = LogisticRegression(C=10.0, max_iter=200)
        predicted[aside] = model.fit(counts[rows], y[rows]).predict(counts[aside])
    return predicted


def _parts(folds: Integers) -> Sequence[tuple[Integers, Integers]]:
    """Rows to fit on and rows kept aside, ``PARTS`` times."""
    part = folds % PARTS
    return [
        (np.flatnonzero(part != number), np.flatnonzero(part == number))
        for number in np.unique(part)
    ]
