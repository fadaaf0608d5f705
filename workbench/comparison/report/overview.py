"""Overview: the table that stands first, one row an answerer, with the floor always among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.comparison.report import digits
from workbench.comparison.report.data import Report
from workbench.comparison.report.sheets import Cell, way
from workbench.comparison.table import TableEntry
from workbench.comparison.verdict import in_points
from workbench.core.statistics import Interval, with_interval

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
    figures = [
        ReportColumn(
            "accuracy", "Accuracy", "Part of the rows that it has right; Wilson's interval"
        ),
        ReportColumn("macro_f1", "Macro-F1", "Mean of the classes' F1; the bootstrap's interval"),
    ]
    if page.table.metric == "macro_f1":
        figures.reverse()
    return [
        ReportColumn("name", "Model", number=False),
        *figures,
        ReportColumn("off_label", "Off-label", "Answers that are no label, refusals among them"),
        ReportColumn(
            "calibration",
            "Calibration error",
            "Expected, over 15 bins; where it tells probabilities",
        ),
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
    if page.table.best("baseline") is None and len(page.found.held_out):
        found.append(_floor(page))
    return found


def status(page: Report) -> str:
    """How sure the verdict is, in a few words."""
    said = page.verdict
    if not said.choice:
        return "Cannot tell"
    if len(page.table.compared) < 2:
        return "Only one model was compared"
    if page.table.standings[said.choice].first:
        return "Shown to be the best"
    return f"Shown to be within {in_points(page.table.margin)} of the best"


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
        "accuracy": _figure(entry.accuracy),
        "macro_f1": _figure(entry.macro_f1),
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
    keys = [column.key for column in columns(page)]
    cells = dict.fromkeys(keys, nothing) | {
        "name": Cell(f"Always “{classes[commonest]}”", "Nobody was asked: the commonest class"),
        "accuracy": _figure(with_interval("accuracy", truth, said, len(classes))),
        "macro_f1": _figure(with_interval("macro_f1", truth, said, len(classes))),
        "off_label": Cell("0 %"),
    }
    return ReportRow(cells, frozenset(["floor"]))


def _figure(interval: Interval) -> Cell:
    return Cell(digits.figure(interval.value), digits.interval(interval))
