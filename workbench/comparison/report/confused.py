"""Confused: which classes are taken for which, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.comparison.report.axes import short
from workbench.comparison.report.data import Report
from workbench.comparison.report.picture import Box, Mark, Picture, PictureText
from workbench.comparison.table import TableEntry
from workbench.core.statistics import confusion_matrix

# More classes than these are no matrix that can be read.
READABLE, PAIRS = 12, 20
OFF_LABEL = "no label"


def matrix(page: Report, entry: TableEntry) -> npt.NDArray[np.int64]:
    """Counts ``(n_classes, n_classes + 1)``: truth by answer, off-label answers last."""
    held_out = page.found.held_out
    return confusion_matrix(held_out.truth, entry.predictions.predicted, len(held_out.classes))


def matrices(page: Report) -> list[Picture]:
    """A heat map for every answerer but baselines; none when there are too many classes."""
    if not 0 < len(page.found.held_out.classes) <= READABLE:
        return []
    entries = [entry for entry in page.table.entries if entry.approach != "baseline"]
    spoken = any((entry.predictions.predicted < 0).any() for entry in entries)
    return [_matrix(page, entry, spoken) for entry in entries]


def _matrix(page: Report, entry: TableEntry, spoken: bool) -> Picture:
    counts = matrix(page, entry)
    names = [*page.found.held_out.classes, OFF_LABEL]
    columns = len(names) if spoken else len(names) - 1
    cell = min(52.0, 230.0 / columns)
    left, top = 78.0, 72.0
    marks: list[Mark] = []
    for row in range(len(counts)):
        total = max(1, int(counts[row].sum()))
        y = top + cell * row
        marks.append(
            PictureText(left - 6, y + cell / 2 + 4, short(names[row], left - 8), anchor="end")
        )
        for column in range(columns):
            value = int(counts[row, column])
            tip = f"{names[row]} taken for {names[column]}: {value} of {total}"
            x = left + cell * column
            marks += _cell(value, value / total, row == column, x, y, cell, tip)
    for column in range(columns):
        x = left + cell * (column + 0.5) + 4
        marks.append(PictureText(x, top - 6, short(names[column], top - 10), up=True))
    wrong = Counter(
        {
            (names[r], names[c]): int(counts[r, c])
            for r in range(len(counts))
            for c in range(columns)
            if r != c and counts[r, c]
        }
    )
    worst = ", ".join(f"{a} for {b} {n} times" for (a, b), n in wrong.most_common(5))
    mistakes = f"Most often it takes {worst}." if worst else "No mistakes."
    return Picture(
        entry.name,
        f"Confusion matrix. {mistakes}",
        left + max(230.0, cell * columns) + 4,
        top + cell * len(counts) + 6,
        tuple(marks),
        {
            "True class": [name for name in names[: len(counts)] for _ in range(columns)],
            "Predicted class": [*names[:columns]] * len(counts),
            "Rows": counts[:, :columns].ravel().tolist(),
        },
    )


def _cell(
    value: int, part: float, right: bool, x: float, y: float, cell: float, tip: str
) -> list[Mark]:
    role = "good" if right else "bad"
    marks: list[Mark] = [Box(x + 1, y + 1, cell - 2, cell - 2, "raised", 1.0)]
    if value:
        marks.append(Box(x + 1, y + 1, cell - 2, cell - 2, role, 0.1 + 0.6 * part, tip))
        size = min(11.0, cell / (0.62 * len(str(value)) + 0.3))
        marks.append(
            PictureText(x + cell / 2, y + cell / 2 + size / 3, str(value), "text", "middle", size)
        )
    return marks


@dataclass(frozen=True)
class ConfusedRows:
    """Rows of ``truth`` that were taken for ``said``; by answerer, in the table's order."""

    truth: str
    predicted: str
    total: int
    counts: tuple[int, ...]


def pairs(page: Report, entries: list[TableEntry]) -> list[ConfusedRows]:
    """The most confused pairs of classes; each answerer brings its own worst, commonest first."""
    classes = page.found.held_out.classes
    n = len(classes)
    if not n:
        return []
    wrong = [matrix(page, entry)[:, :n] * (1 - np.eye(n, dtype=np.int64)) for entry in entries]
    each = -(-PAIRS // max(1, len(entries)))
    worst = [np.argsort(-counts, axis=None, kind="stable")[:each] for counts in wrong]
    places = sorted({int(place) for some in worst for place in some})
    places.sort(key=lambda place: -sum(int(counts.flat[place]) for counts in wrong))
    totals = np.bincount(page.found.held_out.truth, minlength=n)
    found = [
        ConfusedRows(
            classes[place // n],
            classes[place % n],
            int(totals[place // n]),
            tuple(int(counts.flat[place]) for counts in wrong),
        )
        for place in places
    ]
    return [pair for pair in found if any(pair.counts)]
