"""Columns of a table: which one holds texts and which one labels, by name and by content."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from workbench.core.contracts.errors import Choice, DataQuestion, DatasetError
from workbench.core.tables import read_table
from workbench.core.tables.load_report import shortened
from workbench.core.tables.read_table import Table

LABEL_NAMES = ("label", "labels", "category", "class", "target", "intent", "sentiment")
MOST_CLASSES = 1000
SeveralLabels = Literal["ask", "first", "drop", "keep", "each"]
# Stands before each label of a row that may have several: no white space, and in no label.
BEFORE_LABEL = "\u2063"
_SEPARATOR = ", "

_Columns = Mapping[str, tuple[str, ...]]
# Numbers of more different values measure something, rather than naming kinds of rows.
_MOST_NUMBERS = 20
_LONGEST_LABEL = 80
_MOST_NAMED = 12
# So much longer than any other column, one is that of the texts.
_CLEARLY = 3.0
_WORDS_OF_TEXT = 3
_CODE = re.compile(r"\S*\d\S*")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?")
_PARTS = re.compile(r"\s*[;|,/]\s*")


@dataclass(frozen=True)
class Chosen:
    """Names of the columns of texts and labels, and why these."""

    text: str
    label: str
    text_reason: str
    label_reason: str


def choose(table: Table, text: str, label: str, path: Path) -> Chosen:
    """Choose the columns of texts and of labels; names that are given are taken.

    Raises
    ------
    DataQuestion
        When several columns may be meant.
    DatasetError
        When a column is missing, or none holds texts or labels.
    """
    there = f"The table has the columns {_listed_names(table.columns)}."
    for name in filter(None, (text, label)):
        if name not in table.columns:
            raise DatasetError(f"{path} has no column {name!r}.", there)
    if not text:
        _refuse_without_texts(table.columns, path)
    reasons = ["as set", "as set"]
    if not label:
        label, reasons[1] = _label(table, text, path)
    if label and not text:
        text, reasons[0] = text_column(
            {name: values for name, values in table.columns.items() if name != label}, path
        )
    if not text or not label or text == label:
        message = f"It cannot be told which columns of {path} hold texts and labels."
        raise DatasetError(message, f"Name text_column and label_column. {there}")
    return Chosen(text, label, *reasons)


# --- labels


def _label(table: Table, text: str, path: Path) -> tuple[str, str]:
    others = {
        name: values
        for name, values in table.columns.items()
        if name != text and any(map(str.strip, values))
    }
    named = [name for usual in LABEL_NAMES for name in others if name.lower() == usual]
    named += [name for name, same in table.same_name.items() if same in named and name in others]
    first = named[0] if named else ""
    sure = len(named) == 1 or (first.lower() == "label" != named[-1].lower())
    if first and sure and first not in table.same_name.values():
        return first, "by its name"
    fit = named or [name for name, values in others.items() if _is_label(values)]
    if not text and len(fit) > 1:
        # A column with the name of texts is none of labels, though few values come again in it.
        fit = [name for name in fit if name.lower() not in read_table.TEXT_NAMES] or fit
    if len(fit) > _MOST_NAMED:
        return "", ""
    if len(fit) > 1:
        values = {name: _values(others[name]) for name in fit}
        listed = ", ".join(f"{name} ({', '.join(values[name])})" for name in fit)
        message = f"Several columns of {path} may hold the labels: {listed}."
        choices = tuple(Choice(f"Learn {name}", {"label_column": name}) for name in fit)
        raise DataQuestion(message, f"Choose one: label_column = {' | '.join(fit)}.", choices)
    return (fit[0], "the only column with few values") if fit else ("", "")


def _listed_names(names: Iterable[str]) -> str:
    first = [shortened(name, 40) for name in names]
    more = len(first) - _MOST_NAMED
    return ", ".join(first[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _values(values: Sequence[str]) -> list[str]:
    """The first values of a column, and how many more there are."""
    found = [value for value in dict.fromkeys(map(str.strip, values)) if value]
    shown = [shortened(value, 20) for value in found[:3]]
    return [*shown, f"{len(found) - 3} more"] if len(found) > 3 else shown


def _is_label(values: Sequence[str]) -> bool:
    filled = [value.strip() for value in values if value.strip()]
    kinds = set(filled)
    few = min(MOST_CLASSES, max(len(filled) // 2, 2))
    if not 2 <= len(kinds) <= few or max(map(len, kinds)) > _LONGEST_LABEL:
        return False
    if all(map(_DATE.fullmatch, kinds)):
        return False
    return len(kinds) <= _MOST_NUMBERS or read_table.numbers(filled) is None


# --- texts


def text_column(columns: _Columns, path: Path) -> tuple[str, str]:
    """The column of texts among these, and why it is taken; empty where none is.

    Raises
    ------
    DataQuestion
        When several columns may be meant.
    """
    lengths = {name: _length(values) for name, values in columns.items() if _is_text(values)}
    named = [name for usual in read_table.TEXT_NAMES for name in columns if name.lower() == usual]
    named = [name for name in named if name in lengths] or named
    if named and (len(named) == 1 or named[0].lower() == "text"):
        return named[0], "by its name"
    fit = [name for name in lengths if not named or name in named]
    ranked = sorted(fit, key=lambda name: -lengths[name])
    if len(ranked) > 1 and lengths[ranked[0]] < _CLEARLY * lengths[ranked[1]]:
        message = f"Several columns of {path} may hold the texts: {', '.join(fit)}."
        choices = tuple(Choice(f"Read {name}", {"text_column": name}) for name in fit)
        raise DataQuestion(message, f"Choose one: text_column = {' | '.join(fit)}.", choices)
    if ranked:
        return ranked[0], "its texts are the longest" if len(fit) > 1 else "the only column of text"
    words = [name for name, values in columns.items() if _is_non_numeric(values)]
    return (words[0], "the only column of words") if len(words) == 1 else ("", "")


def _refuse_without_texts(columns: _Columns, path: Path) -> None:
    """Refuse a table of numbers, beside which there may be one column of few values."""
    words = [name for name, values in columns.items() if _is_non_numeric(values)]
    named = any(name.lower() in read_table.TEXT_NAMES for name in words)
    if named or len(words) > 1 or any(map(_is_text, columns.values())):
        return
    numbers = [name for name in columns if name not in words]
    message = f"{path} is a table of numbers ({_listed_names(numbers)}), without a column of texts."
    remedy = (
        "Choose a dataset for tables of numbers. "
        "To read a column as text all the same, set text_column."
    )
    raise DatasetError(message, remedy)


def _is_non_numeric(values: Sequence[str]) -> bool:
    """Whether a column holds anything but numbers."""
    filled = [value for value in values if value.strip()]
    return bool(filled) and read_table.numbers(filled) is None


def _is_text(values: Sequence[str]) -> bool:
    """Whether a column holds words, rather than numbers, dates, codes or a few values."""
    filled = [value.strip() for value in values if value.strip()]
    if not filled or read_table.numbers(filled) is not None:
        return False
    if all(map(_CODE.fullmatch, filled)) or all(map(_DATE.fullmatch, filled)):
        return False
    return _length(filled) > 0 and (_is_prose(filled) or 2 * len(set(filled)) > len(filled))


def _is_prose(filled: Sequence[str]) -> bool:
    words = sum(len(value.split()) for value in filled) / len(filled)
    return words >= _WORDS_OF_TEXT


def _length(values: Sequence[str]) -> float:
    return sum(map(len, values)) / max(len(values), 1)


# --- several labels in a cell


@dataclass(frozen=True)
class LabelColumn:
    """One label a row; ``several`` are rows that had more than one, ``lists`` says that any had."""

    labels: tuple[str, ...]
    several: tuple[int, ...] = ()
    lists: bool = False


def single(table: Table, label: str, several: SeveralLabels, path: Path) -> LabelColumn:
    """Labels of a column whose cells may hold lists.

    ``several`` is what becomes of rows with more than one: ``first`` takes the first, ``drop``
    leaves the label empty, ``keep`` makes a label of all of them together, and ``each`` writes all
    of them, each behind a `BEFORE_LABEL`, for `labels_of`; a row may have none then.

    Raises
    ------
    DataQuestion
        When there are such rows and it is to be asked.
    """
    values = table.columns[label]
    lists = [_listed(value) for value in values] if _has_lists(table, label) else []
    if not lists:
        lists = _joined_by_marks(values)
    if not lists:
        return LabelColumn(values)
    if any(isinstance(each, _Compound) for labels in lists for each in labels):
        raise DatasetError(
            f"The column {label!r} of {path} holds objects, not labels.",
            "Choose another label_column, or write the label itself into a field of the row.",
        )
    rows = tuple(row for row, labels in enumerate(lists) if len(labels) > 1)
    if rows and several == "ask":
        message = (
            f"{len(rows):,} of {len(values):,} rows of {path} have several labels, "
            f"such as {' and '.join(lists[rows[0]][:3])}."
        )
        choices = (
            Choice("Learn each label by itself", {"several_labels": "each"}),
            Choice("Take the first label", {"several_labels": "first"}),
            Choice("Leave these rows out", {"several_labels": "drop"}),
            Choice("Keep them together as one label", {"several_labels": "keep"}),
        )
        raise DataQuestion(
            message, "Choose one: several_labels = each | first | drop | keep.", choices
        )
    if several == "each":
        written = (_SEPARATOR.join(BEFORE_LABEL + s for s in sorted(set(row))) for row in lists)
        return LabelColumn(tuple(text or BEFORE_LABEL for text in written), rows, lists=True)
    if several == "keep":
        return LabelColumn(tuple(map(", ".join, lists)), rows, lists=True)
    dropped = set(rows) if several == "drop" else set()
    found = ("" if n in dropped or not each else each[0] for n, each in enumerate(lists))
    return LabelColumn(tuple(found), rows, lists=True)


def labels_of(written: str) -> list[str]:
    """The labels that `single` wrote for ``each``, sorted."""
    parts = written.split(BEFORE_LABEL)
    return [label for part in parts if (label := part.removesuffix(_SEPARATOR))]


def listed_labels(text: str) -> list[str]:
    """The labels of a cell such as ``["ham", "other"]`` or ``ham; other``; none of an empty one."""
    if is_list(text):
        return [str(label) for label in _listed(text)]
    return [part for part in _PARTS.split(text.strip()) if part]


def is_list(text: str) -> bool:
    """Whether a cell holds a list."""
    text = text.strip()
    return text[:1] == "[" and text[-1:] == "]"


def _has_lists(table: Table, label: str) -> bool:
    filled = [value.strip() for value in table.columns[label] if value.strip()]
    return label in table.lists or (bool(filled) and all(map(is_list, filled)))


def _listed(value: str) -> list[str]:
    """Labels of a cell such as ``["ham", "other"]`` or, as Python writes it, ``['ham']``."""
    text = value.strip()
    for parse in (json.loads, ast.literal_eval):
        try:
            found: Any = parse(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(found, list | tuple | set):
            return [_name(each) for each in found if each not in (None, "")]
        break
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    return [part for part in (each.strip(" '\"") for each in bare.split(",")) if part]


class _Compound(str):
    """What stands for an object or a list in a list of labels, and is no label."""

    __slots__ = ()


def _name(value: Any) -> str:
    """A label of a list; one that is alone in an object or a list counts as itself."""
    while isinstance(value, dict | list | tuple) and len(value) == 1:
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    text = str(value).strip()
    return _Compound(text) if isinstance(value, dict | list | tuple) else text


def _joined_by_marks(values: Sequence[str]) -> list[list[str]]:
    """Labels of cells such as ``ham;other``, where each of them comes alone as well."""
    kinds = {value.strip() for value in values if value.strip()}
    parts = {kind: _PARTS.split(kind) for kind in kinds}
    joined = {kind for kind, each in parts.items() if len(each) > 1}
    alone = kinds - joined
    if not joined or not all(set(parts[kind]) <= alone for kind in joined):
        return []
    return [parts[value.strip()] if value.strip() else [] for value in values]
