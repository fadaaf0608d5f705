"""Splits of rows: by what a row is, never by its place, so that it stays where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.errors import DatasetError
from workbench.core.row_identity import Identities, normalised, text_key
from workbench.core.runs.learnt import SplitBy

__all__ = [
    "Duplicates",
    "Leakage",
    "about_groups",
    "divide",
    "duplicates",
    "keep_aside",
    "leakage",
    "normalised",
    "split",
    "stratified",
]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Duplicates:
    """Which rows remain when each text is kept once.

    ``kept`` are row numbers, rising, ``int64`` ``(k,)``; ``dropped`` rows said a text again,
    ``conflicting`` of them under another label.
    """

    retained: Rows
    dropped: int
    conflicting: int


@dataclass(frozen=True)
class Leakage:
    """Rows of the test split whose text is in the training split, too."""

    rows: tuple[int, ...]
    n_test: int

    @property
    def count(self) -> int:
        """Number of such rows."""
        return len(self.rows)

    def __str__(self) -> str:
        return f"{self.count} of {self.n_test} test texts are in the training split, too"


def duplicates(
    texts: Sequence[str], labels: Sequence[object], split_by: SplitBy = "content"
) -> Duplicates:
    """Keep the first row of each text.

    Texts are one that differ in Unicode form, invisible characters, case or white space. So are
    texts of one label that differ in punctuation; under two labels it means something, as in
    ``great :)`` and ``great :(``, and both stay. Split by place, those are one that differ in case
    or white space.
    """
    if split_by == "place":
        return _alike_in_space(texts, labels)
    alike: dict[str, int] = {}
    roughly: dict[tuple[str, object], int] = {}
    kept: list[int] = []
    conflicting = 0
    for row, (text, label) in enumerate(zip(texts, labels, strict=True)):
        form, key = normalised(text), (text_key(text), label)
        if form in alike or key in roughly:
            first = alike.setdefault(form, roughly.get(key, row))
            conflicting += labels[first] != label
            continue
        alike[form] = roughly[key] = row
        kept.append(row)
    return Duplicates(np.array(kept, np.int64), len(texts) - len(kept), conflicting)


def _alike_in_space(texts: Sequence[str], labels: Sequence[object]) -> Duplicates:
    first: dict[str, int] = {}
    conflicting = 0
    for row, (text, label) in enumerate(zip(texts, labels, strict=True)):
        earlier = first.setdefault(" ".join(text.split()).casefold(), row)
        conflicting += labels[earlier] != label
    kept = np.fromiter(first.values(), np.int64, len(first))
    return Duplicates(kept, len(texts) - len(first), conflicting)


def leakage(train_texts: Sequence[str], test_texts: Sequence[str]) -> Leakage:
    """Find test texts that training has seen, up to what `row_identity.text_key` passes over."""
    seen = set(map(text_key, train_texts))
    rows = tuple(row for row, text in enumerate(test_texts) if text_key(text) in seen)
    return Leakage(rows, len(test_texts))


def divide(
    identities: Identities, test_part: float, seed: int, groups: Identities | None = None
) -> tuple[Rows, Rows]:
    """Split row numbers by what the rows are: each row's side depends on it and the seed alone.

    A row that comes or goes moves no other, so what is labelled later never brings a row that was
    learnt into the test. The price is that a split's size, and each class's part of it, varies as
    the heads of so many thrown coins do, and that a class of few rows may have none in a split.
    Only where a split would have no row at all, those of the identity that is nearest to it are
    put there. With groups the coins are thrown for groups; `about_groups` says what became of it.

    Parameters
    ----------
    identities
        As `workbench.core.row_identity` gives them; rows of one identity lie in one split.
    test_part
        Between 0 and 1; the test rows of a smaller part are among those of a larger one.
    seed
        The same seed gives the same rows.
    groups
        Which rows belong together, ``uint64`` ``(n,)`` as `workbench.core.row_identity.of_groups`
        gives them: rows of one group lie in one split.

    Returns
    -------
    train, test
        Row numbers, ``int64``, each in an order that is as random, and as steady.

    Raises
    ------
    DatasetError
        When there are groups, and all rows belong together.
    """
    units = row_identity.together(identities, groups)
    ranks = row_identity.ranks(units, seed, "test")
    is_test = row_identity.chosen(units, test_part, seed, "test")
    if len(ranks) and ranks.min() < ranks.max():
        is_test |= ranks == ranks.min()
        is_test &= ranks < ranks.max()
    elif groups is not None and len(ranks) > 1:
        message = f"All {len(ranks):,} rows belong together, so none can be kept for the test."
        raise DatasetError(
            message, "Take a column or pattern that tells at least two groups apart."
        )
    # By the rows' own ranks, else those of a group would follow each other.
    own = ranks if groups is None else row_identity.ranks(identities, seed, "test")
    order = np.argsort(own, kind="stable").astype(np.int64)
    return order[~is_test[order]], order[is_test[order]]


def keep_aside(
    identities: Identities,
    y: npt.NDArray[Any] | None,
    part: float,
    groups: Identities | None = None,
) -> tuple[Rows, Rows]:
    """Split training rows into ``(training, validation)``, rising, each row by what it is.

    No seed has a say: all runs are measured on the same rows. Every class keeps the training row
    that is the furthest from being kept aside, so that a single label is learnt from; and where
    none would be aside of so many that one should be, the nearest to it is. Rows of one group
    stay together; of a single group none is kept aside.

    Parameters
    ----------
    y
        Class indices ``(n,)``, or whether a row has each of several labels ``(n, labels)``; None
        or numbers to be predicted, as floats, are no classes.
    groups
        As in `divide`.
    """
    units = row_identity.together(identities, groups)
    ranks = row_identity.ranks(units, 0, "validation")
    aside = row_identity.chosen(units, part, 0, "validation")
    if not aside.any() and round(part * len(ranks)):
        aside |= ranks == ranks.min()
    if len(ranks) and aside.all():
        aside &= ranks < ranks.max()
    for members in _classes(y, aside):
        furthest = ranks == ranks[members].max()
        # Rows of one identity under two labels are not parted where groups say what belongs
        # together; without, runs from before have them on both sides.
        aside[furthest if groups is not None else members[furthest[members]]] = False
    return np.flatnonzero(~aside), np.flatnonzero(aside)


def _classes(y: npt.NDArray[Any] | None, aside: npt.NDArray[np.bool_]) -> Iterator[Rows]:
    """The rows of each class of which some are aside."""
    if y is None or np.issubdtype(y.dtype, np.inexact):
        return
    if y.ndim == 1:
        for label in np.unique(y[aside]):
            yield np.flatnonzero(y == label)
        return
    for has in y.T:
        if has[aside].any():
            yield np.flatnonzero(has)


def split(
    identities: Identities,
    y: npt.NDArray[np.integer],
    test_part: float,
    seed: int,
    split_by: SplitBy,
    groups: Identities | None = None,
) -> tuple[Rows, Rows]:
    """Row numbers for training and test as `divide` gives them, or as `stratified` once did.

    Raises
    ------
    DatasetError
        As `divide`, and when rows of groups are to be split by their places.
    """
    if split_by == "content":
        return divide(identities, test_part, seed, groups)
    if groups is not None:
        message = "Rows that are split by their places cannot be kept together by groups."
        raise DatasetError(message, "Leave the group blank, or make a new comparison or run.")
    return stratified(y, test_part, seed)


# Figures of fewer groups than these say little about the next one.
FEW_GROUPS = 5


def about_groups(
    train: Identities, test: Identities, name: str, test_part: float | None = None
) -> tuple[str, ...]:
    """What is to be known of a split by groups, a sentence each; the first says how many there are.

    Parameters
    ----------
    train, test
        The groups of the rows of each split, ``uint64``.
    name
        What the groups are called: the column's name.
    test_part
        The part that was set, 0 to 1; None for a split that came as it is.
    """
    learnt, held_out = np.unique(train), np.unique(test)
    n = len(train) + len(test)
    notes = [
        f"Rows of one {name} stay in one split: {len(learnt):,} to learn from, "
        f"{len(held_out):,} for the test."
    ]
    if shared := len(np.intersect1d(learnt, held_out)):
        notes[0] = (
            f"{shared:,} of {len(held_out):,} in {name} are in both splits: test figures say "
            "nothing about a new one."
        )
    elif len(held_out) < FEW_GROUPS:
        many = "one" if len(held_out) == 1 else f"{len(held_out)}"
        notes.append(
            f"The test rows are of only {many} in {name}; with others the figures may be quite "
            "different."
        )
    largest = int(np.unique(np.concatenate([train, test]), return_counts=True)[1].max()) if n else 0
    if largest > n / 2:
        notes.append(f"One in {name} has {largest:,} of all {n:,} rows.")
    seen = len(test) / max(1, n)
    if test_part is not None and not test_part / 2 <= seen <= 2 * test_part:
        notes.append(
            f"The test split has {seen:.0%} of the rows instead of {test_part:.0%}, because rows "
            "that belong together are not parted. Another seed divides them otherwise."
        )
    if len(learnt) == 1:
        notes.append(
            f"All training rows are of one in {name}, so none can be held out for validation."
        )
    return tuple(notes)


def stratified(y: npt.NDArray[np.integer], test_part: float, seed: int) -> tuple[Rows, Rows]:
    """Split row numbers by their places, as runs from before `divide` recorded it.

    Each class has the same part in the test split. A row more or less moves others across.

    Parameters
    ----------
    y
        Class indices, ``(n,)``.
    test_part
        Between 0 and 1. A class of two rows or more has at least one in each split; the
        only row of a class is for training.
    seed
        The same seed gives the same rows.

    Returns
    -------
    train, test
        Row numbers, ``int64``, each in random order.
    """
    generator = np.random.default_rng(seed)
    train: list[Rows] = []
    test: list[Rows] = []
    for label in np.unique(y):
        rows = generator.permutation(np.flatnonzero(y == label)).astype(np.int64)
        wanted = max(round(test_part * len(rows)), 1)
        n_test = min(wanted, len(rows) - 1)
        test.append(rows[:n_test])
        train.append(rows[n_test:])
    nothing = [np.empty(0, np.int64)]
    return (
        generator.permutation(np.concatenate(train or nothing)),
        generator.permutation(np.concatenate(test or nothing)),
    )
