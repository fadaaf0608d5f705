"""Forest: accuracy and macro-F1 of every answerer with their intervals."""

from __future__ import annotations

from workbench.comparison.report import digits
from workbench.comparison.report.axes import Scale, around, below, named
from workbench.comparison.report.colours import colours
from workbench.comparison.report.picture import Dot, Mark, Picture, PictureText, Polyline
from workbench.comparison.table import ResultTable, TableEntry
from workbench.comparison.verdict import METRICS
from workbench.core.statistics import Interval

WIDTH, ROW, LEFT = 560.0, 36.0, 190.0


def forest(table: ResultTable) -> Picture:
    """The figure that decides is a full dot, the other one hollow below it."""
    intervals = [i for e in table.entries for i in (e.accuracy, e.macro_f1)]
    ends = [end for i in intervals for end in (i.low, i.high, i.value)]
    x = Scale(*around(ends, 0.0, 1.0), LEFT, WIDTH - 16)
    bottom = 30 + ROW * len(table.entries)
    marks = _legend(table) + below(x, bottom, 26, lambda v: f"{v:.2f}")
    roles = colours(table)
    for number, entry in enumerate(table.entries):
        y = 30 + ROW * (number + 0.5)
        marks += named(entry.name, LEFT - 12, y, LEFT - 14)
        first, second = entry.accuracy, entry.macro_f1
        if table.metric == "macro_f1":
            first, second = second, first
        marks += _whisker(first, x, y - 5, roles[entry.name], False, entry)
        marks += _whisker(second, x, y + 6, roles[entry.name], True, entry)
    about = "; ".join(
        f"{e.name}: accuracy {digits.figure(e.accuracy.value)} ({digits.interval(e.accuracy)}), "
        f"macro-F1 {digits.figure(e.macro_f1.value)} ({digits.interval(e.macro_f1)})"
        for e in table.entries
    )
    return Picture(
        "Accuracy and macro-F1 with 95 % intervals", about, WIDTH, bottom + 26, tuple(marks)
    )


def _whisker(
    interval: Interval, x: Scale, y: float, role: str, hollow: bool, entry: TableEntry
) -> list[Mark]:
    tip = f"{entry.name}: {digits.figure(interval.value)} ({digits.interval(interval)})"
    return [
        Polyline(((x(interval.low), y), (x(interval.high), y)), role, 1.2 if hollow else 2.2),
        Dot(x(interval.value), y, 3.5 if hollow else 4.5, role, hollow, tip),
    ]


def _legend(table: ResultTable) -> list[Mark]:
    other = "accuracy" if table.metric == "macro_f1" else "macro-F1"
    first = f"{METRICS[table.metric]} (decides)"
    return [
        Dot(LEFT + 6, 12, 4.5, "text"),
        PictureText(LEFT + 16, 16, first, "muted"),
        Dot(LEFT + 146, 12, 3.5, "text", True),
        PictureText(LEFT + 156, 16, other, "muted"),
    ]
