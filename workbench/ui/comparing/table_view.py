"""Table view: every answerer's figures, one row each; best first."""

from __future__ import annotations

from collections.abc import Callable

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
from workbench.comparison.table import APPROACHES, ResultTable, TableEntry
from workbench.core.statistics import Interval

Column = tuple[str, str, Callable[[TableEntry], str]]


class TableView(QTableWidget):
    """Fits its rows, so that the page scrolls, not the table."""

    def __init__(self, table: ResultTable, choice: str, parent: QWidget | None = None) -> None:
        columns = self._columns(table.metric)
        super().__init__(len(table.entries), len(columns), parent)
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

    def _columns(self, metric: str) -> list[Column]:
        """All columns; the figure that decides, ``metric``, goes before the other."""
        tr = self.tr
        figures: list[Column] = [
            (
                tr("Macro-F1"),
                tr("Mean of the classes' F1 scores, with its 95 % interval"),
                lambda e: _interval(e.macro_f1),
            ),
            (
                tr("Accuracy"),
                tr("Part of the rows that is right, with its 95 % interval"),
                lambda e: _interval(e.accuracy),
            ),
        ]
        if metric == "accuracy":
            figures.reverse()
        return [
            (tr("Model"), "", lambda e: e.name),
            (tr("Approach"), "", lambda e: APPROACHES[e.approach]),
            *figures,
            (
                tr("Off-label"),
                tr("Answers that are none of the labels"),
                lambda e: f"{e.off_label:.1%}",
            ),
            (
                tr("Calibration error"),
                tr("How far its certainty is from how often it is right"),
                lambda e: "" if e.calibration_error is None else f"{e.calibration_error:.3f}",
            ),
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


def _interval(figure: Interval) -> str:
    return f"{figure.value:.3f}  ({figure.low:.3f} … {figure.high:.3f})"


def _latency(entry: TableEntry) -> str:
    latency = entry.facts.latency_ms
    if latency is None:
        return ""
    return f"{latency[0]:.1f} / {latency[2]:.1f}" + ("  (busy)" if entry.facts.busy else "")
