"""Overview: the table that stands first, one row an answerer, with the floor always among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from workbench.comparison.report import digits
from workbench.comparison.report.data import Report
from workbench.comparison.report.sheets import Cell, way
from workbench.comparison.table import TableEntry
from workbench.core.measure import measure_of
from workbench.core.statistics import Interval

# Off-label answers from this part of the rows on are marked.
MANY_OFF_LABEL = 0.05


@dataclass(frozen=True)
class ReportColumn:
    """A column; ``on_paper`` says whether there is room for it on one page."""

    key: str
    name: str
    about: str = ""
    number: bool = True
    on_paper: bool = True


@dataclass(frozen=True)
class ReportRow:
    """An answerer's cells by column; ``marks`` are ``chosen``, ``floor`` or ``astray``."""

    cells: dict[str, Cell]
    marks: frozenset[str]


def columns(page: Report) -> list[ReportColumn]:
    """All columns; the figure that decides goes before the other."""
    target = page.found.held_out.target
    figures = [
        ReportColumn(each.metric, each.title, each.about)
        for each in (measure_of(target, metric) for metric in page.scoring.metrics)
    ]
    unreadable = ReportColumn(
        "off_label", "Off-label", "Answers that are no label, refusals among them"
    )
    sure = [
        ReportColumn(
            "calibration",
            "Calibration error",
            "Expected, over 15 bins; where it tells probabilities",
        )
    ]
    if not target.classes:
        about = "Answers that are not one readable answer, refusals among them; each counts as "
        about += "the training rows' typical one (of numbers their median)"
        unreadable, sure = ReportColumn("off_label", "Unreadable", about), []
    return [
        ReportColumn("name", "Model", number=False),
        *figures,
        unreadable,
        *sure,
        ReportColumn(
            "latency",
            "Latency",
            "Median of single answers, and the 99th percentile; "
            "busy: others had the machine, so it is too high",
        ),
        ReportColumn("rate", "Throughput", "Many at once", on_paper=False),
        ReportColumn("size", "Size", "On disk"),
        ReportColumn("memory", "Memory", "While it answers, without Python and libraries"),
        ReportColumn("per_1000", "Per 1,000", "What a thousand answers cost"),
        ReportColumn("before", "Once", "Labels and learning"),
        ReportColumn("goes", "Rows", "Where the rows go", number=False),
    ]


def lines(page: Report) -> list[ReportRow]:
    """All answerers, best first; when none is a baseline, a row of what saying nothing gets."""
    found = [_line(page, entry) for entry in page.table.entries]
    held_out = page.found.held_out
    if page.table.best("baseline") is None and len(held_out) and held_out.classes:
        found.append(_floor(page))
    return found


def asked(page: Report) -> str:
    """What is answered, behind the rows."""
    target = page.found.held_out.target
    return f"{len(target.classes)} classes" if target.classes else str(target)


def status(page: Report) -> str:
    """How sure the verdict is, in a few words."""
    said = page.verdict
    if not said.choice:
        return "Cannot tell"
    if len(page.table.compared) < 2:
        return "Only one model was compared"
    if page.table.standings[said.choice].first:
        return "Shown to be the best"
    return f"Shown to be {page.table.measure.near(page.table.margin)}"


def _line(page: Report, entry: TableEntry) -> ReportRow:
    facts, marks = entry.facts, set()
    if entry.name == page.verdict.choice:
        marks.add("chosen")
    if entry.approach == "baseline":
        marks.add("floor")
    if entry.off_label >= MANY_OFF_LABEL:
        marks.add("astray")
    latency = Cell(digits.NONE)
    if facts.latency_ms is not None:
        latency = Cell(
            digits.milliseconds(facts.latency_ms[0]),
            f"p99 {digits.milliseconds(facts.latency_ms[2])}" + (", busy" if facts.busy else ""),
        )
    apart = (
        (entry.refusals, "refusals"),
        (entry.predictions.share("reasoning"), "reasoning only"),
        (entry.failed, "failed"),
    )
    astray = [f"{digits.share(part)} {what}" for part, what in apart if part]
    cells = {
        "name": Cell(entry.name, way(entry)),
        **_figures(page, entry.figures),
        "off_label": Cell(digits.share(entry.off_label), ", ".join(astray)),
        "calibration": Cell(digits.figure(entry.calibration_error)),
        "latency": latency,
        "rate": Cell(digits.rate(facts.rows_per_s)),
        "size": Cell(digits.size(facts.size)),
        "memory": Cell(memory(entry)),
        "per_1000": Cell(digits.money(entry.cost.per_1000)),
        "before": Cell(digits.money(entry.cost.before)),
        "goes": Cell(facts.destination or "stay here", "sent away" if facts.destination else ""),
    }
    return ReportRow(cells, frozenset(marks))


def memory(entry: TableEntry) -> str:
    """What it takes of this machine's memory; of a service that is not to be seen from here."""
    return "elsewhere" if entry.facts.destination else digits.size(entry.facts.memory)


def _floor(page: Report) -> ReportRow:
    """Always the commonest class of these rows."""
    truth, classes = page.found.held_out.truth, page.found.held_out.classes
    commonest = int(np.bincount(truth, minlength=len(classes)).argmax())
    said = np.full_like(truth, commonest)
    nothing = Cell(digits.NONE)
    figures = {name: page.scoring.interval(name, said) for name in page.scoring.metrics}
    keys = [column.key for column in columns(page)]
    cells = dict.fromkeys(keys, nothing) | {
        "name": Cell(f"Always “{classes[commonest]}”", "Nobody was asked: the commonest class"),
        **_figures(page, figures),
        "off_label": Cell("0 %"),
    }
    return ReportRow(cells, frozenset(["floor"]))


def _figures(page: Report, figures: Mapping[str, Interval]) -> dict[str, Cell]:
    measures = {name: measure_of(page.found.held_out.target, name) for name in figures}
    return {
        name: Cell(measures[name].figure(figure.value), measures[name].interval(figure))
        for name, figure in figures.items()
    }
