"""The search: everything that may give the answer away, in one call, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.leaks import in_both, of_columns, pixels, sums, tables, words
from workbench.core.leaks.leak import Column, Integers, Leak, LeakRows
from workbench.core.leaks.of_columns import ClassQuestion

# Rows that are looked at, and values of all their columns together.
MOST_ROWS, MOST_VALUES, FEWEST_ROWS = 20_000, 4_000_000, 2000
# Of several labels a row those of most rows.
MOST_LABELS = 20
# A column of names is text where they mostly differ and have a space in them.
DIFFERENT, SPACED = 0.5, 0.5


def find_leaks(
    train: LeakRows,
    test: LeakRows,
    classes: Sequence[str] = (),
    target: str = "the class",
    check: Callable[[], None] = lambda: None,
) -> tuple[Leak, ...]:
    """What may give the answer away, the surest first of each kind.

    Named is what alone predicts nearly all that can be predicted while everything else together
    does not come near (`workbench.core.leaks.judge`), so that a strong feature beside others as
    strong is no leak; sums that contain the target or are it; and what is in both splits. At most
    20,000 rows of both splits together are looked at, each predicted by what was fitted without
    it; rows of one identity or group are never on both sides of that. Nothing is random: the same
    rows give the same findings.

    Parameters
    ----------
    train, test
        Both splits.
    classes
        The classes' names, or the labels' of rows with several.
    target
        What it is called in sentences, such as ``the class`` or ``“price”``.
    check
        Called between pieces of work; may raise `Stopped`.
    """
    found = given_away(train, test, classes, target, check)
    return (*found, *in_both.groups_in_both(train, test), *in_both.rows_in_both(train, test))


def given_away(
    train: LeakRows,
    test: LeakRows,
    classes: Sequence[str] = (),
    target: str = "the class",
    check: Callable[[], None] = lambda: None,
) -> list[Leak]:
    """The part of `find_leaks` that looks at what rows say, not at whether both splits say it."""
    if not len(train) or not len(test):
        return []
    every = _joined(train, test)
    check()
    folds = tables.folds_of(_units(every))
    if every.target.ndim == 2:
        return _of_labels(every, folds, classes, check)
    if np.issubdtype(every.target.dtype, np.inexact):
        return _of_numbers(every, folds, target, check)
    names = _names(classes, every.target)
    question = ClassQuestion(every.target.astype(np.int64), names, target)
    return _of_classes(every, folds, question, check)


def _of_classes(
    rows: LeakRows, folds: Integers, question: ClassQuestion, check: Callable[[], None]
) -> list[Leak]:
    columns, texts = _apart(rows.columns)
    leaks = of_columns.class_leaks(columns, question, folds, check)
    for name, column in texts.items():
        said = ["" if value is None else str(value) for value in column.tolist()]
        leaks += words.word_leaks(said, question, folds, f" in “{name}”", check)
    if rows.texts is not None:
        leaks += words.word_leaks(rows.texts, question, folds, "", check)
    if rows.pictures is not None:
        leaks += pixels.pixel_leaks(rows.pictures, question, folds, check)
    leaks += of_columns.circumstance_leaks(rows.circumstances, question, folds)
    lengths = {} if rows.texts is None else words.lengths_of(rows.texts)
    # Letters and words grow with each other.
    long = of_columns.circumstance_leaks(lengths, question, folds)
    leaks += sorted(long, key=lambda leak: -leak.score)[:1]
    for leak in of_columns.class_leaks(rows.unread, question, folds, check):
        sentence = f"{leak.sentence} No model reads it here."
        remedy = f"Keep “{leak.where}” out of what models read."
        leaks.append(replace(leak, kind="unread", columns=(), sentence=sentence, remedy=remedy))
    return leaks


def _of_labels(
    rows: LeakRows,
    folds: Integers,
    classes: Sequence[str],
    check: Callable[[], None],
) -> list[Leak]:
    """Each label as a question of its own: has a row it, or not?"""
    leaks: list[Leak] = []
    frequent = np.argsort(-rows.target.sum(0), kind="stable")[:MOST_LABELS]
    for label in frequent.tolist():
        check()
        name = classes[label] if label < len(classes) else str(label)
        has = rows.target[:, label].astype(np.int64)
        question = ClassQuestion(has, (f"not {name}", name), f"the label “{name}”")
        leaks += _of_classes(rows, folds, question, check)
    return leaks


def _of_numbers(
    rows: LeakRows, folds: Integers, target: str, check: Callable[[], None]
) -> list[Leak]:
    y = rows.target.astype(np.float64)
    there = np.flatnonzero(np.isfinite(y))
    columns = {name: column[there] for name, column in rows.columns.items()}
    leaks = sums.sum_leaks(columns, y[there], target, check)
    named = [name for leak in leaks for name in leak.columns]
    leaks += of_columns.number_leaks(columns, y[there], target, folds[there], named, check)
    return leaks


def _joined(train: LeakRows, test: LeakRows) -> LeakRows:
    """Rows of both splits, some of them where they are many: of each split its part."""
    n = len(train) + len(test)
    n_columns = len(train.columns) + len(train.circumstances) + len(train.unread)
    most = max(FEWEST_ROWS, min(MOST_ROWS, MOST_VALUES // max(1, n_columns)))
    parts = []
    for number, split in enumerate((train, test)):
        count = len(split) if n <= most else max(1, round(most * len(split) / n))
        order = np.random.default_rng(number).permutation(len(split))[:count]
        parts.append(_at(split, np.sort(order)))
    first, second = parts

    def stacked(one: Mapping[str, Column], other: Mapping[str, Column]) -> dict[str, Column]:
        return {name: _stacked(one[name], other[name]) for name in one if name in other}

    groups = None
    if first.groups is not None and second.groups is not None:
        groups = np.concatenate([first.groups, second.groups])
    identities = [in_both.identities_of(each) for each in parts]
    pictures = None
    if first.pictures is not None and second.pictures is not None:
        pictures = np.concatenate([first.pictures, second.pictures])
    return LeakRows(
        np.concatenate([first.target, second.target]),
        stacked(first.columns, second.columns),
        in_both.joined(first.texts, second.texts),
        pictures,
        stacked(first.circumstances, second.circumstances),
        stacked(first.unread, second.unread),
        np.concatenate(identities),
        groups,
    )


def _stacked(first: Column, second: Column) -> Column:
    if tables.is_numeric(first) and tables.is_numeric(second):
        return np.concatenate([first.astype(np.float64), second.astype(np.float64)])
    return np.concatenate([first.astype(object), second.astype(object)])


def _at(rows: LeakRows, places: npt.NDArray[np.int64]) -> LeakRows:
    def of(values: Mapping[str, Column]) -> dict[str, Column]:
        return {name: np.asarray(column)[places] for name, column in values.items()}

    texts = None if rows.texts is None else [rows.texts[row] for row in places.tolist()]
    return LeakRows(
        np.asarray(rows.target)[places],
        of(rows.columns),
        texts,
        None if rows.pictures is None else rows.pictures[places],
        of(rows.circumstances),
        of(rows.unread),
        None if rows.identities is None else rows.identities[places],
        None if rows.groups is None else rows.groups[places],
    )


def _units(rows: LeakRows) -> row_identity.Identities:
    assert rows.identities is not None
    return row_identity.together(rows.identities, rows.groups)


def _apart(columns: Mapping[str, Column]) -> tuple[dict[str, Column], dict[str, Column]]:
    """Columns of numbers and names, and those of texts."""
    plain, texts = {}, {}
    for name, column in columns.items():
        if not tables.is_numeric(column):
            said = [str(value) for value in column.tolist() if value not in (None, "")]
            spaced = sum(" " in value for value in said)
            if len(set(said)) > DIFFERENT * len(said) and spaced > SPACED * len(said):
                texts[name] = column
        plain[name] = column
    return plain, texts


def _names(classes: Sequence[str], y: Integers) -> tuple[str, ...]:
    count = max(len(classes), int(y.max()) + 1)
    return (*classes, *map(str, range(len(classes), count)))
