"""Slices: how good answerers are on parts of the rows: by length, by class, by own columns."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.comparison.held_out import HeldOut
from workbench.comparison.scoring import Scoring
from workbench.comparison.table import TableEntry
from workbench.core.statistics import Interval
from workbench.core.tables import read_table

# A column with more values than these says little about each; one of numbers is cut into quarters.
VALUES = 12
NOTHING = "(empty)"
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Slice:
    """Some of the held-out rows.

    Attributes
    ----------
    kind
        What they are cut by: ``length``, ``class`` or a column's name.
    own
        Whether that is a column of the user's table, which may be called ``class``, too.
    name
        What these have in common.
    rows
        Their places among the held-out rows, int64, rising.
    """

    kind: str
    name: str
    rows: Indices
    own: bool = False


def slices(held_out: HeldOut) -> list[Slice]:
    """Cut rows into thirds by the length of texts, by class, and by their own columns.

    Of a column with many values the commonest are taken, numbers are cut into quarters of about
    as many rows; a class without rows is left out, and a column with one value.
    """
    found = by_length(held_out.texts) if held_out.written else []
    found += [
        Slice("class", name, rows)
        for number, name in enumerate(held_out.classes)
        if len(rows := np.flatnonzero(held_out.truth == number))
    ]
    for name, values in held_out.columns.items():
        found += by_column(name, values)
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


def metric_of(scoring: Scoring) -> str:
    """What parts of the rows are measured by: a part may hold one class, so accuracy of classes."""
    return "accuracy" if scoring.target.classes else scoring.measure.metric


def figure(part: Slice, entry: TableEntry, scoring: Scoring) -> Interval:
    """How good an answerer is on a slice, by `metric_of`."""
    return scoring.interval_of(metric_of(scoring), entry.predictions.predicted, part.rows)


def by_column(name: str, values: Sequence[str]) -> list[Slice]:
    """Rows by what a column says of them; nothing where it says the same of all."""
    numbers = read_table.numbers(values)
    if numbers is not None and len(set(values)) > VALUES:
        return _by_quarter(name, np.array(numbers))
    said = [value.strip() or NOTHING for value in values]
    commonest = Counter(said).most_common(VALUES)
    if len(set(said)) < 2:
        return []
    places = np.array(said, object)
    return [Slice(name, each, np.flatnonzero(places == each), own=True) for each, _ in commonest]


def _by_quarter(name: str, numbers: npt.NDArray[np.float64]) -> list[Slice]:
    there = np.isfinite(numbers)
    quarters = np.quantile(numbers[there], [0.25, 0.5, 0.75], method="lower")
    # Where many rows have the same number, quarters fall together.
    edges = [-np.inf, *np.unique(quarters[quarters < numbers[there].max()]), np.inf]
    found = []
    for low, high in itertools.pairwise(edges):
        words = [f"above {low:.10g}"] if np.isfinite(low) else []
        words += [f"up to {high:.10g}"] if np.isfinite(high) else []
        rows = np.flatnonzero(there & (numbers > low) & (numbers <= high))
        found.append(Slice(name, " ".join(words) or "a number", rows, own=True))
    if not there.all():
        found.append(Slice(name, NOTHING, np.flatnonzero(~there), own=True))
    return found if len(found) > 1 else []
