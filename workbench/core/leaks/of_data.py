"""Leaks of what a dataset loaded, whatever kind it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Data, ImageClasses
from workbench.core.contracts.examples import Examples, Rows
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.leaks.in_both import groups_in_both, rows_in_both
from workbench.core.leaks.leak import Column, Leak, LeakRows
from workbench.core.leaks.search import MOST_ROWS, find_leaks, given_away
from workbench.core.tables.read_table import numbers

# Places of a row of numbers that are columns each; of a longer one, a recording, none is.
MOST_PLACES = 500
# Rows that are all looked up in the other split; of more a sample is.
MOST_KNOWN = 200_000


def leaks_of(data: Data, check: Callable[[], None] = lambda: None) -> tuple[Leak, ...]:
    """What may give the answers of a dataset away, as `find_leaks` tells it; nothing of a corpus.

    Takes some seconds at most, and so belongs into the background of a window.

    Parameters
    ----------
    check
        Called between pieces of work; may raise `Stopped`.
    """
    if isinstance(data, ImageClasses):
        first, second = (
            LeakRows(split.y, pictures=split.x, identities=split.identities, groups=split.groups)
            for split in (data.train, data.test)
        )
        return find_leaks(first, second, data.classes, "the class", check)
    if isinstance(data, TextClasses):
        first, second = _texts(data.train), _texts(data.test)
        return find_leaks(first, second, data.classes, "the label", check)
    if not isinstance(data, Examples) or data.target.per_token:
        return ()
    some = [_some(split, len(data.train) + len(data.test)) for split in (data.train, data.test)]
    first, second = (_rows(data, split) for split in some)
    check()
    name = "" if data.classes else getattr(data.target, "quantity", "")
    target = f"“{name}”" if name else "the class" if data.classes else "the target"
    leaks = given_away(first, second, data.target.names, target, check)
    if len(data.train) + len(data.test) <= MOST_KNOWN:
        # All of them: of a sample few would have their twin in it.
        first, second = (
            replace(rows, identities=split.identities, groups=split.groups)
            for rows, split in ((first, data.train), (second, data.test))
        )
    return (*leaks, *groups_in_both(first, second), *rows_in_both(first, second))


def _some(split: Rows, n: int) -> Rows:
    """As many rows as are looked at, before anything is made of them."""
    if n <= MOST_ROWS:
        return split
    count = max(1, round(MOST_ROWS * len(split) / n))
    return split.at(np.sort(np.random.default_rng(0).permutation(len(split))[:count]))


def _texts(split: TextRows) -> LeakRows:
    unread = {name: _column(values) for name, values in split.columns.items()}
    return LeakRows(
        split.y,
        texts=split.texts,
        unread=unread,
        identities=split.identities,
        groups=split.groups,
    )


def _column(values: tuple[str, ...]) -> Column:
    """Values of a table as numbers where all are, or as they stand."""
    found = numbers(values)
    if found is not None and len(found) == len(values):
        return np.asarray(found, np.float64)
    return np.array([value or None for value in values], object)


def _rows(data: Examples, split: Rows) -> LeakRows:
    target = split.y
    if target.ndim == 1 and not data.classes:
        target = target.astype(np.float64)
    elif target.ndim == 2:
        target = target.astype(bool)
    if target.ndim > 2:
        target = np.zeros(len(split), np.int64)
    x: Any = split.x
    if isinstance(x, tuple) and all(isinstance(text, str) for text in x):
        return LeakRows(target, texts=x, identities=split.identities, groups=split.groups)
    arrays = data.inputs.raw(x)
    return LeakRows(
        target,
        _columns(arrays),
        pictures=_pictures(arrays),
        identities=split.identities,
        groups=split.groups,
    )


def _columns(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Column]:
    """Arrays of one value a row, and the places of short rows of numbers."""
    columns: dict[str, Column] = {}
    for name, values in arrays.items():
        flat = values.reshape(len(values), -1) if values.ndim > 1 else values[:, None]
        if values.ndim > 2 or flat.shape[1] > MOST_PLACES:
            continue
        for place in range(flat.shape[1]):
            key = name if flat.shape[1] == 1 else f"{name} {place}"
            columns[key] = _as_column(flat[:, place])
    return columns


def _as_column(values: npt.NDArray[Any]) -> Column:
    if values.dtype.kind in "fiu":
        return values.astype(np.float64)
    if values.dtype.kind == "b":
        return values.astype(np.float64)
    return np.array([None if value in ("", None) else value for value in values.tolist()], object)


def _pictures(arrays: Mapping[str, npt.NDArray[Any]]) -> npt.NDArray[np.uint8] | None:
    for values in arrays.values():
        if values.dtype == np.uint8 and values.ndim in (3, 4):
            return values
    return None
