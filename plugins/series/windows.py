"""Windows of tables: stretches of consecutive rows, each a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from workbench import DatasetError, Table, column_numbers, read_table, refuse_too_large

if TYPE_CHECKING:
    from .kinds import Series

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Ordered:
    """A table's rows in the order of time, one group behind the other.

    Attributes
    ----------
    values
        Float32 ``(rows, channels)``.
    order
        Which row of the table each is, int64 ``(rows,)``.
    runs
        ``(begin, end)`` of each group's rows.
    names
        Each group's value; one empty name without groups.
    """

    values: Floats
    order: Indices
    runs: tuple[tuple[int, int], ...]
    names: tuple[str, ...]


def ordered(table: Table, columns: Sequence[str], time: str, group: str, name: str) -> Ordered:
    """Rows as `Ordered`; without a column of times they follow each other as in the file.

    Raises
    ------
    DatasetError
        When a column is missing, or a cell of it is no number or time; its line is named.
    """
    for column in filter(None, (*columns, time, group)):
        if column not in table.columns:
            there = f"There are: {', '.join(table.columns)}."
            raise DatasetError(f"{name} has no column {column!r}.", there)
    values = np.stack([_numbers(table, column, name) for column in columns], 1)
    n = len(table)
    moments = _moments(table, time, name) if time else np.arange(n, dtype=np.float64)
    cells = table.columns[group] if group else ("",) * n
    names, number = np.unique(np.array(cells, dtype=object).astype(str), return_inverse=True)
    order = np.lexsort((moments, number)).astype(np.int64)
    borders = np.searchsorted(number[order], np.arange(len(names) + 1))
    runs = tuple(zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True))
    return Ordered(values[order].astype(np.float32), order, runs, tuple(names.tolist()))


def begins(run: tuple[int, int], span: int, step: int) -> Indices:
    """Where windows of ``span`` rows begin in a stretch of rows, every ``step``."""
    return np.arange(run[0], run[1] - span + 1, step, dtype=np.int64)


def cut(values: Floats, starts: Indices, length: int) -> Floats:
    """Windows float32 ``(n, length, channels)``.

    Raises
    ------
    OutOfMemory
        When they would not fit.
    """
    channels = values.shape[1]
    parts = f"{len(starts):,} windows of {length:,} rows × {channels}"
    remedy = "Take shorter windows, or more rows from one to the next."
    refuse_too_large("The data", 4 * len(starts) * length * channels, parts, remedy)
    return values[starts[:, None] + np.arange(length)]


def of_file(path: Path, kind: Series) -> Floats:
    """Every window of a user's table, as its kind cuts them.

    Raises
    ------
    DatasetError
        When it cannot be read or holds no window.
    """
    path = path.expanduser()
    table = read_table(path)
    group = kind.group if kind.group in table.columns else ""
    rows = ordered(table, kind.channels, kind.time, group, str(path))
    starts = np.concatenate([begins(run, kind.length, kind.step) for run in rows.runs])
    if not len(starts):
        longest = max(end - begin for begin, end in rows.runs)
        message = f"{path} has {longest:,} rows behind each other, fewer than {kind.length:,}."
        raise DatasetError(message, f"Give a table of at least {kind.length:,} rows.")
    return cut(rows.values, starts, kind.length)


def _numbers(table: Table, column: str, name: str) -> npt.NDArray[np.float64]:
    cells = table.columns[column]
    numbers = column_numbers(cells)
    if numbers is None:
        bad = next(row for row, cell in enumerate(cells) if column_numbers([cell, "0"]) is None)
        message = (
            f"{name}, line {_line(table, bad)}: {cells[bad][:40]!r} in {column!r} is no number."
        )
        raise DatasetError(message, "Choose other value columns, or correct the file.")
    values = np.array(numbers, np.float64)
    if not np.isfinite(values).all():
        bad = int(np.flatnonzero(~np.isfinite(values))[0])
        message = f"{name}, line {_line(table, bad)}: {column!r} is empty."
        raise DatasetError(message, "Fill in what is missing: a series has a value at each step.")
    return values


def _moments(table: Table, column: str, name: str) -> npt.NDArray[np.float64]:
    cells = table.columns[column]
    numbers = column_numbers(cells)
    if numbers is not None and np.isfinite(numbers).all():
        return np.array(numbers, np.float64)
    moments = np.empty(len(cells), np.float64)
    for row, cell in enumerate(cells):
        try:
            moments[row] = datetime.fromisoformat(cell.strip()).timestamp()
        except (ValueError, OverflowError, OSError):
            message = f"{name}, line {_line(table, row)}: {cell[:40]!r} in {column!r} is no time."
            remedy = (
                "Write times as numbers or as 2026-01-31 12:00:00; blank keeps the file's order."
            )
            raise DatasetError(message, remedy) from None
    return moments


def _line(table: Table, row: int) -> int:
    return table.lines[row] if table.lines else row + 1
