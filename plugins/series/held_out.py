"""Which rows are for the test: those of some value of a column, or a part of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench import DatasetError, UsageError

Indices = npt.NDArray[np.int64]
_RANGE = re.compile(r"(-?\d+)\s*-\s*(-?\d+)")
NAMED = 8


@dataclass(frozen=True)
class RowCondition:
    """That a column has one of some values; made by `parse_condition`.

    Attributes
    ----------
    column
        Its name.
    values
        Each as it was written: a value, or a range of whole numbers such as ``0-4``.
    """

    column: str
    values: tuple[str, ...]

    def rows(self, cells: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Where it holds, ``(n,)``; a value that is in the column is never taken for a range.

        Raises
        ------
        DatasetError
            When one of the values is of no row.
        """
        known = set(cells)
        holds = np.zeros(len(cells), bool)
        for value in self.values:
            between = None if value in known else _RANGE.fullmatch(value)
            if between is None:
                here = np.array([cell == value for cell in cells], bool)
            else:
                low, high = (int(end) for end in between.groups())
                here = np.array(
                    [_is_int(cell) and low <= int(cell) <= high for cell in cells], bool
                )
            if not here.any():
                some = ", ".join(sorted(known)[:NAMED]) + (", …" if len(known) > NAMED else "")
                message = f"No row has {value!r} in {self.column!r}."
                raise DatasetError(message, f"There are: {some}.")
            holds |= here
        return holds


def parse_condition(text: str) -> RowCondition:
    """Read ``speaker=george``, ``speaker=george, lucas`` or ``take=0-4``.

    Raises
    ------
    UsageError
        When there is no ``=``, or nothing on one of its sides.
    """
    column, equals, values = text.partition("=")
    parts = tuple(part.strip() for part in values.split(","))
    if not equals or not column.strip() or not all(parts):
        message = f"{text!r} does not say which rows are for the test."
        raise UsageError(message, "Write it as speaker=george, speaker=george, lucas or take=0-4.")
    return RowCondition(column.strip(), parts)


def chosen(text: str, columns: Mapping[str, Sequence[str]]) -> npt.NDArray[np.bool_]:
    """The rows that a condition holds out, ``(n,)``.

    Raises
    ------
    DatasetError
        When there is no such column, none of its rows has the value, or all have.
    UsageError
        As of `parse_condition`.
    """
    condition = parse_condition(text)
    if condition.column not in columns:
        there = ", ".join(columns) or "none"
        message = f"There is no {condition.column!r} to hold rows out by."
        raise DatasetError(message, f"There are: {there}.")
    holds = condition.rows(columns[condition.column])
    if holds.all():
        message = f"All rows are for the test by {text!r}, so none is left to learn from."
        raise DatasetError(message, "Hold out fewer values.")
    return holds


def _is_int(cell: str) -> bool:
    return cell.isascii() and cell.removeprefix("-").isdigit()
