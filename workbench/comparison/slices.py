"""Slices: how good answerers are on parts of the rows: by length, by class, by columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.comparison.held_out import HeldOut
from workbench.comparison.statistics import Interval, with_interval
from workbench.comparison.table import Entry

# A column with more values than these says little about each.
VALUES = 12
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Slice:
    """Some of the held-out rows.

    Attributes
    ----------
    kind
        What they are cut by: ``length``, ``class`` or a column's name.
    name
        What these have in common.
    rows
        Their places among the held-out rows, int64, rising.
    """

    kind: str
    name: str
    rows: Indices


def slices(held_out: HeldOut, columns: Mapping[str, Sequence[str]] | None = None) -> list[Slice]:
    """Cut rows into thirds by length, by class, and by columns of one value a row.

    Of a column with many values the commonest are taken; a class without rows is left out.
    """
    found = by_length([row.text for row in held_out.rows])
    found += [
        Slice("class", name, rows)
        for number, name in enumerate(held_out.classes)
        if len(rows := np.flatnonzero(held_out.truth == number))
    ]
    for kind, values in (columns or {}).items():
        found += _by_value(kind, values)
    return found


def by_length(texts: Sequence[str]) -> list[Slice]:
    """Short, middling and long texts, about as many of each; nothing where they do not differ."""
    lengths = np.array([len(text) for text in texts])
    if not len(lengths):
        return []
    first, second = np.quantile(lengths, [1 / 3, 2 / 3], method="lower").tolist()
    if not lengths.min() <= first < second < lengths.max():
        return []
    cuts = [
        (f"up to {first} characters", lengths <= first),
        (f"{first + 1} to {second} characters", (lengths > first) & (lengths <= second)),
        (f"{second + 1} characters and more", lengths > second),
    ]
    return [Slice("length", name, np.flatnonzero(here)) for name, here in cuts]


def accuracy(part: Slice, entry: Entry, held_out: HeldOut) -> Interval:
    """How often an answerer is right on a slice, with Wilson's interval."""
    truth, said = held_out.truth[part.rows], entry.said.predicted[part.rows]
    return with_interval("accuracy", truth, said, len(held_out.classes))


def _by_value(kind: str, values: Sequence[str]) -> list[Slice]:
    names, places, counts = np.unique(
        np.array(values, object).astype(str), return_inverse=True, return_counts=True
    )
    if len(names) < 2:
        return []
    order = np.argsort(-counts, kind="stable")[:VALUES]
    return [Slice(kind, str(names[k]), np.flatnonzero(places == k)) for k in order]
