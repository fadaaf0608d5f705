"""Leaks of what a dataset loaded, whatever kind it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Data, LabelledData, has_labels
from workbench.core.contracts.errors import Stopped
from workbench.core.leaks.in_both import groups_in_both, rows_in_both
from workbench.core.leaks.leak import Column, Leak, LeakRows
from workbench.core.leaks.search import MOST_ROWS, given_away
from workbench.core.tables.read_table import numbers

# Places of a row of numbers that are columns each; of a longer one, a recording, none is.
MOST_PLACES = 500
# Rows that are all looked up in the other split; of more a sample is.
MOST_KNOWN = 200_000
# Of so many datasets the findings stay in memory, by their digest: each is shown, trained on and
# compared.
MOST_KEPT = 16
_known: dict[str, tuple[Leak, ...]] = {}


def leaks_of(data: Data, check: Callable[[], None] = lambda: None) -> tuple[Leak, ...]:
    """What may give the answers of a dataset away, as `find_leaks` tells it; nothing of a corpus.

    Rows that are texts or pictures are looked at as such, those of other kinds by the arrays that
    their model file takes: each with one value a row is a column. Takes some seconds at most, and
    so belongs into the background of a window.

    Parameters
    ----------
    check
        Called between pieces of work; may raise `Stopped`.
    """
    if not has_labels(data):
        return ()
    key = "\0".join([data.digest(), *sorted(getattr(data.train, "columns", {}))])
    if key not in _known:
        leaks = _searched(data, check)
        _known[key] = leaks
        while len(_known) > MOST_KEPT:
            _known.pop(next(iter(_known)), None)
        return leaks
    return _known[key]


def leaks_or_reason(
    data: Data, check: Callable[[], None] = lambda: None
) -> tuple[tuple[Leak, ...], str]:
    """As `leaks_of`; where the search itself fails nothing, and a sentence that says why.

    For trainings and comparisons, which go on without it.

    Raises
    ------
    Stopped
        When ``check`` does.
    """
    try:
        return leaks_of(data, check), ""
    except Stopped:
        raise
    except Exception as error:  # noqa: BLE001 - a kind of data may be anything
        reason = str(error) or type(error).__name__
        return (), f"Nobody could look for what may give the answer away: {reason}"


def _searched(data: LabelledData, check: Callable[[], None]) -> tuple[Leak, ...]:
    n = len(data.train) + len(data.test)
    some = [_some(split, n) for split in (data.train, data.test)]
    first, second = (_rows(data, split) for split in some)
    check()
    leaks = given_away(first, second, data.target.names, _target(data), check)
    if n <= MOST_KNOWN:
        # All of them: of a sample few would have their twin in it.
        first, second = (
            replace(rows, identities=split.identities, groups=split.groups)
            for rows, split in ((first, data.train), (second, data.test))
        )
    return (*leaks, *groups_in_both(first, second), *rows_in_both(first, second))


def _some(split: Any, n: int) -> Any:
    """As many rows as are looked at, before anything is made of them."""
    if n <= MOST_ROWS:
        return split
    count = max(1, round(MOST_ROWS * len(split) / n))
    return split.at(np.sort(np.random.default_rng(0).permutation(len(split))[:count]))


def _target(data: LabelledData) -> str:
    """What the target is called in sentences."""
    if data.classes:
        return "the class"
    name = getattr(data.target, "quantity", "")
    return f"“{name}”" if name else "the target"


def _rows(data: LabelledData, split: Any) -> LeakRows:
    x, target = split.x, split.y
    if target.ndim == 1 and not data.classes:
        target = target.astype(np.float64)
    elif target.ndim == 2:
        target = target.astype(bool)
    unread = {name: _column(values) for name, values in getattr(split, "columns", {}).items()}
    rows = LeakRows(target, unread=unread, identities=split.identities, groups=split.groups)
    if isinstance(x, tuple) and all(isinstance(text, str) for text in x):
        return replace(rows, texts=x)
    if _is_pictures(x):
        return replace(rows, pictures=x)
    arrays = data.inputs.raw(x)
    pictures = next(filter(_is_pictures, arrays.values()), None)
    return replace(rows, columns=_columns(arrays), pictures=pictures)


def _is_pictures(values: Any) -> bool:
    return isinstance(values, np.ndarray) and values.dtype == np.uint8 and values.ndim in (3, 4)


def _column(values: tuple[str, ...]) -> Column:
    """Values of a table as numbers where all are, or as they stand."""
    found = numbers(values)
    if found is not None:
        return np.asarray(found, np.float64)
    return np.array([value or None for value in values], object)


def _columns(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Column]:
    """Arrays of one value a row, and the places of short rows of numbers."""
    columns: dict[str, Column] = {}
    for name, values in arrays.items():
        if values.ndim > 2 or (values.ndim == 2 and values.shape[1] > MOST_PLACES):
            continue
        table = values.reshape(len(values), -1)
        for place in range(table.shape[1]):
            key = name if table.shape[1] == 1 else f"{name} {place}"
            columns[key] = _as_column(table[:, place])
    return columns


def _as_column(values: npt.NDArray[Any]) -> Column:
    if values.dtype.kind in "fiub":
        return values.astype(np.float64)
    return np.array([None if value in ("", None) else value for value in values.tolist()], object)
