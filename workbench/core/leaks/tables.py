"""Frequency tables: what one column alone predicts of rows that it was not fitted on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from workbench.core.leaks.leak import Column, Floats, Integers

FOLDS = 5
# Numbers of more different values are cut into as many ranges of equally many rows.
BINS = 64
# Entries of a frequency table.
LARGEST = 2_000_000


def folds_of(units: npt.NDArray[np.uint64]) -> Integers:
    """A fold for each row, 0 to ``FOLDS - 1``: rows that belong together share one."""
    _, number = np.unique(units, return_inverse=True)
    count = int(number.max()) + 1 if len(number) else 0
    fold = np.arange(count) % FOLDS
    chosen: Integers = np.random.default_rng(0).permutation(fold)[number].astype(np.int64)
    return chosen


def is_numeric(column: Column) -> bool:
    """Whether a column holds numbers."""
    return bool(np.issubdtype(column.dtype, np.number))


def codes_of(column: Column, bins: int = BINS) -> Integers:
    """A column as whole numbers from 1 on, 0 where it is missing, int64 ``(n,)``."""
    if not is_numeric(column):
        return _coded_names(column)
    values = column.astype(np.float64)
    there = np.isfinite(values)
    codes = np.zeros(len(values), np.int64)
    distinct = np.unique(values[there])
    if len(distinct) > bins:
        distinct = np.unique(np.quantile(values[there], np.linspace(0, 1, bins + 1)[1:-1]))
        codes[there] = 1 + np.searchsorted(distinct, values[there], side="right")
    else:
        codes[there] = 1 + np.searchsorted(distinct, values[there])
    return codes


def _coded_names(column: Column) -> Integers:
    known: dict[str, int] = {"": 0}
    codes = np.empty(len(column), np.int64)
    for row, value in enumerate(column.tolist()):
        name = "" if value is None or value != value else str(value).strip()
        codes[row] = known.setdefault(name, len(known))
    return codes


def predicted_classes(codes: Integers, y: Integers, n_classes: int, folds: Integers) -> Integers:
    """The most frequent class of each code among the other folds; of an unknown code, of all."""
    codes = _frequent(codes, LARGEST // n_classes)
    n_codes = int(codes.max()) + 1
    shape = (FOLDS, n_codes, n_classes)
    flat = (folds * n_codes + codes) * n_classes + y
    each = np.bincount(flat, minlength=FOLDS * n_codes * n_classes).reshape(shape)
    others = each.sum(0) - each
    usual = others.sum(1).argmax(-1)
    best = np.where(others.sum(-1) > 0, others.argmax(-1), usual[:, None])
    predicted: Integers = best[folds, codes]
    return predicted


def _frequent(codes: Integers, most: int) -> Integers:
    """Codes again, those that come once or are one too many as one: no fold knows them."""
    counts = np.bincount(codes)
    common = np.flatnonzero(counts > 1)
    if len(common) > most:
        common = common[np.argsort(-counts[common], kind="stable")[:most]]
    number = np.zeros(len(counts), np.int64)
    number[common] = np.arange(1, len(common) + 1)
    renamed: Integers = number[codes]
    return renamed


def predicted_means(codes: Integers, y: Floats, folds: Integers) -> Floats:
    """The mean of each code among the other folds; of an unknown code, of all."""
    n_codes = int(codes.max()) + 1
    flat, size = folds * n_codes + codes, FOLDS * n_codes
    counts = np.bincount(flat, minlength=size).reshape(FOLDS, n_codes)
    sums = np.bincount(flat, y, size).reshape(FOLDS, n_codes)
    counts, sums = counts.sum(0) - counts, sums.sum(0) - sums
    usual = sums.sum(1) / np.maximum(counts.sum(1), 1)
    means = np.where(counts > 0, sums / np.maximum(counts, 1), usual[:, None])
    predicted: Floats = means[folds, codes]
    return predicted


def explained(errors: float, usual: float) -> float:
    """The part of the usual errors that is not made; 0 where there were none."""
    return 1 - errors / usual if usual > 0 else 0.0
