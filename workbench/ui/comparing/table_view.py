"""Table view: every answerer's figures, one row each; best first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workbench.comparison.report import digits, overview
from workbench.comparison.report.data import Report
from workbench.comparison.table import APPROACHES, TableEntry
from workbench.core.measure import Measure, measure_of
from workbench.ui.column_header import align_headings
from workbench.ui.translation import contributed

Column = tuple[str, str, Callable[[TableEntry], str]]


class TableView(QTableWidget):
    """Fits its rows, so that the page scrolls, not the table."""

    def __init__(self, page: Report, parent: QWidget | None = None) -> None:
        columns, table, choice = self._columns(page), page.table, page.verdict.choice
        super().__init__(len(table.entries), len(columns), parent)
        align_headings(self)
        self.setAccessibleName(self.tr("Models"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        for number, (name, about, _) in enumerate(columns):
            heading = QTableWidgetItem(name)
            heading.setToolTip(about)
            self.setHorizontalHeaderItem(number, heading)
        for row, entry in enumerate(table.entries):
            self._fill(row, entry, columns, entry.name == choice)
        self.resizeColumnsToContents()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + bar + 4)

    def _fill(self, row: int, entry: TableEntry, columns: list[Column], chosen: bool) -> None:
        for number, (_, _, words) in enumerate(columns):
            item = QTableWidgetItem(words(entry))
            if number > 1:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if chosen:
                font = QFont(item.font())
                font.setBold(True)
                item.setFont(font)
            item.setToolTip(entry.facts.origin or entry.facts.source)
            self.setItem(row, number, item)

    def _columns(self, page: Report) -> list[Column]:
        """All columns; the figure that decides goes before the others."""
        tr, target = self.tr, page.found.held_out.target
        figures: list[Column] = [
            (contributed(measure.title), contributed(measure.about), partial(_figure, measure))
            for measure in (measure_of(target, metric) for metric in page.scoring.metrics)
        ]
        unreadable: Column = (
            tr("Off-label"),
            tr("Answers that are none of the labels"),
            lambda e: f"{e.off_label:.1%}",
        )
        sure: list[Column] = [
            (
                tr("Calibration error"),
                tr("How far its certainty is from how often it is right"),
                lambda e: "" if e.calibration_error is None else f"{e.calibration_error:.3f}",
            )
        ]
        if not target.classes:
            words = tr("Answers that could not be read; each counts as the training rows' typical")
            unreadable, sure = (tr("Unreadable"), words, unreadable[2]), []
        return [
            (tr("Model"), "", lambda e: e.name),
            (tr("Approach"), "", lambda e: contributed(APPROACHES[e.approach])),
            *figures,
            unreadable,
            *sure,
            (
                tr("p50 / p99"),
                tr(
                    "Milliseconds of a single answer, measured here; busy: others had the "
                    "machine, so "
                    "it is too high"
                ),
                _latency,
            ),
            (
                tr("Labels"),
                tr("Labelled rows that it learnt from"),
                lambda e: f"{e.facts.labels:,}",
            ),
            (tr("Size"), tr("On disk"), lambda e: digits.size(e.facts.size)),
            (tr("Memory"), tr("While it answers, without Python and libraries"), overview.memory),
            (
                tr("$ per 1,000"),
                tr("A thousand answers, in US dollars"),
                lambda e: "?" if e.cost.per_1000 is None else f"{e.cost.per_1000:.4f}",
            ),
            (
                tr("$ before"),
                tr("Labels and learning, paid once"),
                lambda e: "?" if e.cost.before is None else f"{e.cost.before:,.2f}",
            ),
            (
                tr("Rows go to"),
                tr("Whether rows leave this machine"),
                lambda e: e.facts.destination or tr("this machine"),
            ),
        ]


def _figure(measure: Measure, entry: TableEntry) -> str:
    figure = entry.figure(measure.metric)
    return f"{measure.figure(figure.value)}  ({measure.interval(figure)})"


def _latency(entry: TableEntry) -> str:
    latency = entry.facts.latency_ms
    if latency is None:
        return ""
    return f"{latency[0]:.1f} / {latency[2]:.1f}" + ("  (busy)" if entry.facts.busy else "")
