"""Forest: the figures of every answerer with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.comparison.report.axes import Scale, around, below, named
from workbench.comparison.report.colours import colours
from workbench.comparison.report.picture import Dot, Mark, Picture, PictureText, Polyline
from workbench.comparison.table import ResultTable, TableEntry
from workbench.core.measure import Measure

WIDTH, ROW, LEFT = 560.0, 36.0, 190.0


def forest(table: ResultTable) -> Picture:
    """The figure that decides is a full dot, the one beside it on the same scale hollow below."""
    decides, beside = table.measure, _beside(table)
    shown = [decides, *beside]
    intervals = [e.figure(each.metric) for e in table.entries for each in shown]
    ends = [end for i in intervals for end in (i.low, i.high, i.value)]
    x = Scale(*around(ends, *decides.bounds), LEFT, WIDTH - 16)
    bottom = 30 + ROW * len(table.entries)
    marks = _legend(shown) + below(x, bottom, 26, decides.tick)
    roles = colours(table)
    for number, entry in enumerate(table.entries):
        y = 30 + ROW * (number + 0.5)
        marks += named(entry.name, LEFT - 12, y, LEFT - 14)
        for each, lower in zip(shown, (-5, 6), strict=False):
            marks += _whisker(each, x, y + lower * bool(beside), roles[entry.name], entry, decides)
    about = "; ".join(
        f"{e.name}: " + ", ".join(f"{each.name} {_told(each, e)}" for each in shown)
        for e in table.entries
    )
    titles = [each.title for each in sorted(shown, key=lambda each: each.metric)]
    names = " and ".join([titles[0], *(each[:1].lower() + each[1:] for each in titles[1:])])
    told = [(e, each, e.figure(each.metric)) for e in table.entries for each in shown]
    numbers: dict[str, Sequence[str | float]] = {
        "Model": [entry.name for entry, _, _ in told],
        "Metric": [each.title for _, each, _ in told],
        "Value": [interval.value for _, _, interval in told],
        "Low (95 %)": [interval.low for _, _, interval in told],
        "High (95 %)": [interval.high for _, _, interval in told],
    }
    title = f"{names} with 95 % intervals"
    return Picture(title, about, WIDTH, bottom + 26, tuple(marks), numbers)


def _beside(table: ResultTable) -> list[Measure]:
    """The next figure that lies on the same scale."""
    own = table.measure
    if not own.is_share or not table.entries:
        return []
    others = [replace(own, metric=metric) for metric in table.entries[0].figures]
    return [each for each in others if each.is_share and each.metric != own.metric][:1]


def _told(measure: Measure, entry: TableEntry) -> str:
    interval = entry.figure(measure.metric)
    return f"{measure.figure(interval.value)} ({measure.interval(interval)})"


def _whisker(
    measure: Measure, x: Scale, y: float, role: str, entry: TableEntry, decides: Measure
) -> list[Mark]:
    interval, hollow = entry.figure(measure.metric), measure is not decides
    tip = f"{entry.name}: {_told(measure, entry)}"
    return [
        Polyline(((x(interval.low), y), (x(interval.high), y)), role, 1.2 if hollow else 2.2),
        Dot(x(interval.value), y, 3.5 if hollow else 4.5, role, hollow, tip),
    ]


def _legend(shown: Sequence[Measure]) -> list[Mark]:
    decides, *others = shown
    unit = f" in {decides.unit}" if decides.unit else ""
    marks: list[Mark] = [
        Dot(LEFT + 6, 12, 4.5, "text"),
        PictureText(LEFT + 16, 16, f"{decides.name}{unit} (decides)", "muted"),
    ]
    for other in others:
        marks += [
            Dot(LEFT + 146, 12, 3.5, "text", True),
            PictureText(LEFT + 156, 16, other.name, "muted"),
        ]
    return marks
