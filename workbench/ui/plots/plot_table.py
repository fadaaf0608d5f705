"""Plot table: the numbers that a plot shows, as columns with headings, written as CSV. No Qt."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic, plain_text

# A CSV file of more rows opens in no spreadsheet, and takes minutes to write.
MOST_ROWS = 1_100_000


@dataclass(frozen=True)
class PlotTable:
    """What a plot shows.

    Attributes
    ----------
    columns
        Values ``(n,)`` by heading, which names the unit: texts or numbers, all of one length.
    """

    columns: Mapping[str, npt.ArrayLike]

    def __len__(self) -> int:
        return min((len(np.asarray(values)) for values in self.columns.values()), default=0)

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The rows in their order; numbers as Python has them, NaN as an empty text."""
        yield from zip(*(_cells(values) for values in self.columns.values()), strict=True)


def write_csv(table: PlotTable, path: Path) -> None:
    """Write a table in UTF-8, all of it or nothing; floats are read back as the same numbers.

    Raises
    ------
    StorageError
        When the file cannot be written.
    """
    with (
        storage_errors(path),
        atomic.replacing(path) as aside,
        aside.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([plain_text.cell(heading) for heading in table.columns])
        for row in table.rows():
            writer.writerow([plain_text.cell(value) for value in row])


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be written into a `StorageError`."""
    try:
        yield
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        remedy = "Check the folder's permissions and free space."
        raise StorageError(message, remedy) from error


def _cells(values: npt.ArrayLike) -> list[Any]:
    column = np.asarray(values)
    if column.dtype.kind != "f":
        return list(column.tolist())
    # The shortest text that means this number: 0.1 of float32 is not 0.10000000149011612.
    exact = column.tolist() if column.dtype == np.float64 else column.astype(str).tolist()
    return ["" if np.isnan(value) else text for value, text in zip(column, exact, strict=True)]
