"""Asking about one row that was filled in, field by field. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench import DatasetError
from workbench.inference import RowModel

from .columns import Column
from .kind import TableRows

# Of a category with more values the most frequent are offered; others can be typed.
MOST_OFFERED = 200


@dataclass(frozen=True)
class RowAnswer:
    """What a model answers to a row.

    Attributes
    ----------
    text
        The prediction, with its unit.
    confidence
        0…1; NaN where the model does not say.
    answer
        float32 ``(n_outputs,)``.
    strangers
        Categories that have a value which the model does not know.
    """

    text: str
    confidence: float
    answer: npt.NDArray[np.float32] = field(repr=False)
    strangers: tuple[str, ...] = ()


def ask(model: RowModel, values: Mapping[str, str]) -> RowAnswer:
    """Have a model answer a row, given by the texts of its fields; empty ones are missing.

    Raises
    ------
    DatasetError
        When a field has no number or date where one is needed.
    ModelFileError
        When the model fails.
    """
    kind = model.inputs
    assert isinstance(kind, TableRows)
    rows = kind.frame({name: [value] for name, value in values.items()})
    answers = model.predict(rows)
    target = model.target
    strangers = [
        column.name
        for column in kind.categories
        if (value := column.parse(values[column.name])) is not None and value not in column.values
    ]
    return RowAnswer(
        target.text(target.predictions(answers)[0]),
        float(target.confidence(answers)[0]),
        answers[0],
        tuple(strangers),
    )


def problem(column: Column, text: str) -> str:
    """What is wrong with a field's text; empty where nothing is."""
    try:
        column.parse(text)
    except DatasetError as error:
        return error.message
    return ""


def typical(kind: TableRows) -> dict[str, str]:
    """A row of medians and of the most frequent values, as texts of fields."""
    return {column.name: _typical(column) for column in used(kind)}


def _typical(column: Column) -> str:
    if column.is_number:
        return plain(column, column.median)
    return column.values[0] if column.values else ""


def of_row(kind: TableRows, rows: Any, index: int) -> dict[str, str]:
    """A dataset's row as texts of fields."""
    found = {}
    for column in used(kind):
        value = rows[column.name].iloc[index]
        missing = value is None or value != value
        if column.is_number:
            found[column.name] = "" if missing else plain(column, float(value))
        else:
            found[column.name] = "" if missing else str(value)
    return found


def used(kind: TableRows) -> tuple[Column, ...]:
    """The columns that the model takes, in the order of the file."""
    return tuple(column for column in kind.columns if column.type != "text")


def plain(column: Column, value: float) -> str:
    """A number as it is typed into a field: without its unit; a date as the file writes it."""
    if column.type == "date":
        return column.shown(value)
    digits = f"{value:.7g}" if abs(value) < 1e7 else f"{value:.0f}"
    if "e" in digits:
        return digits
    return digits.replace(".", column.format.decimal)
