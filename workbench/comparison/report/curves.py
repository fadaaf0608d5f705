"""Curves: figures against numbers of labels, with what does not learn as bands across them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.comparison.curve import Crossing, LearningCurve
from workbench.comparison.report import digits
from workbench.comparison.report.axes import Scale, around, frame, short, spread
from workbench.comparison.report.colours import colours
from workbench.comparison.report.data import Report
from workbench.comparison.report.picture import Area, Dot, Mark, Picture, PictureText, Polyline
from workbench.comparison.table import TableEntry

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560.0, 340.0, 56.0, 176.0, 14.0, 46.0


@dataclass(frozen=True)
class _Plot:
    page: Report
    x: Scale
    y: Scale
    roles: dict[str, str]


def curves(page: Report) -> Picture | None:
    """Learning curves with bands; ``None`` when nothing learnt from different numbers of labels."""
    if not page.lines:
        return None
    labels = [n for line in page.lines for n in line.labels]
    bars = [e for e in page.table.entries if e.approach in ("baseline", "prompt")]
    figures = [i for line in page.lines for i in line.figures]
    figures += [entry.figure(page.table.metric) for entry in bars]
    measure = page.table.measure
    ends = around([end for i in figures for end in (i.low, i.high)], *measure.bounds)
    # A learner that knows one number of labels only is no line; so two differ, or the page is odd.
    high = max(labels) if max(labels) > min(labels) else 2 * max(labels)
    plot = _Plot(
        page,
        Scale(min(labels), high, LEFT, WIDTH - RIGHT, log=True),
        Scale(*ends, HEIGHT - BOTTOM, TOP),
        colours(page.table),
    )
    marks = frame(
        plot.x,
        plot.y,
        measure.labels,
        measure.title if measure.unit else measure.name,
        digits.count,
        measure.tick,
    )
    for entry in bars:
        marks += _across(plot, entry)
    for line in page.lines:
        marks += _line(plot, line)
    marks += _crossings(plot)
    marks += _names(plot, bars)
    drawn = [
        (line.name, n, seeds, figure)
        for line in page.lines
        for n, seeds, figure in zip(line.labels, line.seeds, line.figures, strict=True)
    ]
    numbers: dict[str, Sequence[str | float]] = {
        "Model": [name for name, _, _, _ in drawn],
        measure.labels.capitalize(): [n for _, n, _, _ in drawn],
        "Seeds": [seeds for _, _, seeds, _ in drawn],
        measure.title: [figure.value for _, _, _, figure in drawn],
        "Low (95 %)": [figure.low for _, _, _, figure in drawn],
        "High (95 %)": [figure.high for _, _, _, figure in drawn],
    }
    return Picture("Learning curves", _about(page), WIDTH, HEIGHT, tuple(marks), numbers)


def _across(plot: _Plot, entry: TableEntry) -> list[Mark]:
    found, role = entry.figure(plot.page.table.metric), plot.roles[entry.name]
    left, right = plot.x.start, plot.x.end
    low, high, here = plot.y(found.low), plot.y(found.high), plot.y(found.value)
    return [
        Area(((left, low), (right, low), (right, high), (left, high)), role, 0.12),
        Polyline(((left, here), (right, here)), role, 1.4, dashed=True),
    ]


def _line(plot: _Plot, line: LearningCurve) -> list[Mark]:
    role, figures = plot.roles.get(line.name, "text"), line.figures
    measure = plot.page.table.measure
    places = [plot.x(n) for n in line.labels]
    above = [(x, plot.y(f.high)) for x, f in zip(places, figures, strict=True)]
    under = [(x, plot.y(f.low)) for x, f in zip(places, figures, strict=True)]
    middle = tuple((x, plot.y(f.value)) for x, f in zip(places, figures, strict=True))
    dots = [
        Dot(
            x,
            y,
            3,
            role,
            tip=f"{line.name}, {digits.count(n)} {measure.labels}, {s} seeds: "
            f"{measure.figure(f.value)} ({measure.interval(f)})",
        )
        for (x, y), n, s, f in zip(middle, line.labels, line.seeds, figures, strict=True)
    ]
    return [Area((*above, *reversed(under)), role, 0.15), Polyline(middle, role, 2), *dots]


def _crossings(plot: _Plot) -> list[Mark]:
    """A ring where a curve is shown to overtake a band; of the best prompt's its interval too."""
    marks: list[Mark] = []
    best = plot.page.table.best("prompt")
    below = plot.y.start - 5
    for found in plot.page.crossings:
        # At the fewest labels it was better before anything was measured.
        if not plot.x.low < found.labels < math.inf or not found.significant:
            continue
        place, role = plot.x(found.labels), plot.roles.get(found.learner, "text")
        height = plot.y(_height(plot, found))
        if best is not None and found.rival == best.name:
            reach = (plot.x(found.low), below), (plot.x(found.high), below)
            marks.append(Polyline(((place, height), (place, plot.y.start)), role, 1, dashed=True))
            marks.append(Polyline(reach, role, 3))
            below -= 6
        marks.append(Dot(place, height, 6, role, True, found.sentence))
    return marks


def _height(plot: _Plot, crossing: Crossing) -> float:
    entries, metric = plot.page.table.entries, plot.page.table.metric
    return next(e.figure(metric).value for e in entries if e.name == crossing.rival)


def _names(plot: _Plot, bars: list[TableEntry]) -> list[Mark]:
    """Names at the right end, moved apart, each with a thin line to what it names."""
    metric = plot.page.table.metric
    ends = [
        (line.name, plot.x(line.labels[-1]), plot.y(line.figures[-1].value))
        for line in plot.page.lines
    ]
    ends += [(e.name, plot.x.end, plot.y(e.figure(metric).value)) for e in bars]
    moved = spread([y for _, _, y in ends], 13, TOP, plot.y.start)
    marks: list[Mark] = []
    for (name, x, y), here in zip(ends, moved, strict=True):
        role, left = plot.roles.get(name, "text"), plot.x.end + 16
        marks.append(Polyline(((x + 4, y), (left - 3, here)), role, 0.7))
        marks.append(PictureText(left, here + 4, short(name, RIGHT - 18), role))
    return marks


def _about(page: Report) -> str:
    measure = page.table.measure
    said = [
        f"{line.name}: "
        + ", ".join(
            f"{measure.figure(f.value)} with {digits.count(n)} {measure.labels}"
            for n, f in zip(line.labels, line.figures, strict=True)
        )
        for line in page.lines
    ]
    return "; ".join(said + [found.sentence for found in page.crossings])
