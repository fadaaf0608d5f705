"""Verdict view: what a comparison says, on one page that scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.report import sheets
from workbench.comparison.report.charts import charts
from workbench.comparison.report.data import Report
from workbench.ui.comparing.disagreements import Disagreements
from workbench.ui.comparing.picture_view import PictureGrid
from workbench.ui.comparing.sheet_view import SheetView
from workbench.ui.comparing.table_view import TableView
from workbench.ui.theme import ThemeManager


class VerdictView(QScrollArea):
    """The recommendation first, then figures, curves, and the rows that are disputed.

    ``labels_wanted`` carries places of held-out rows that people are to label.
    """

    labels_wanted = Signal(list)

    def __init__(self, theme: ThemeManager, page: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self.page = page
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._verdict())
        given_away = sheets.leaks(page)
        if given_away.rows:
            self._lines(self._column, given_away.title, [str(leak) for leak in page.found.leaks])
        self._heading(self.tr("Figures"))
        self.table = TableView(page)
        self._column.addWidget(self.table)
        found = charts(page)
        self.pictures = PictureGrid(theme, (*found.single, *found.confusion))
        self._column.addWidget(self.pictures)
        self.standings: SheetView | None = None
        against = sheets.standings(page)
        if against.rows:
            self._heading(self.tr("Against the best"))
            self._muted(against.about)
            self.standings = SheetView(against)
            self._column.addWidget(self.standings)
        self.slices: SheetView | None = None
        parts = sheets.parts(page)
        if parts.rows:
            self._heading(self.tr("Parts of the rows"))
            self._muted(parts.about)
            self.slices = SheetView(parts)
            self._column.addWidget(self.slices)
        self.disagreements: Disagreements | None = None
        if page.disagreements:
            words = self.tr("Rows on which they differ ({0})").format(len(page.disagreements))
            self._heading(words)
            self.disagreements = Disagreements(page)
            self.disagreements.wanted.connect(self.labels_wanted)
            self._column.addWidget(self.disagreements)
        self._column.addStretch(1)
        self.setWidget(inside)

    def _verdict(self) -> QFrame:
        verdict, frame = self.page.verdict, QFrame()
        frame.setProperty("role", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 14, 16, 14)
        self.headline = QLabel(verdict.headline, wordWrap=True)
        self.headline.setProperty("role", "title")
        self.headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.headline)
        if self.page.found.plan.question:
            asked = QLabel(self.page.found.plan.question, wordWrap=True)
            asked.setProperty("role", "muted")
            column.insertWidget(0, asked)
        self._lines(column, "", verdict.reasons)
        self._lines(column, self.tr("Not decided"), verdict.undecided)
        self._add_dispute_button(column)
        self._lines(column, self.tr("Conditions"), verdict.conditions)
        self._lines(column, self.tr("Warnings"), verdict.warnings)
        rows = self.tr("{0} rows of the test split, the same for everyone; sha256 {1}…").format(
            f"{len(self.page.found.held_out):,}", self.page.found.held_out.lock[:16]
        )
        foot = QLabel(rows, wordWrap=True)
        foot.setProperty("role", "muted")
        column.addWidget(foot)
        return frame

    def _add_dispute_button(self, column: QVBoxLayout) -> None:
        """Rows of which an undecided question is made: whoever looks at these labels first."""
        self.dispute: QPushButton | None = None
        rows = list(self.page.disputed)
        # Numbers are not labelled with a click.
        if not rows or not self.page.found.held_out.classes:
            return
        self.dispute = QPushButton(self.tr("Label the {0:,} disputed rows…").format(len(rows)))
        self.dispute.setToolTip(
            self.tr(
                "Rows that only one of the undecided models has right. A wrong label among them "
                "changes the result most."
            )
        )
        self.dispute.clicked.connect(lambda: self.labels_wanted.emit(rows))
        row = QHBoxLayout()
        row.addWidget(self.dispute)
        row.addStretch(1)
        column.addLayout(row)

    def _lines(self, column: QVBoxLayout, heading: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        if heading:
            label = QLabel(heading)
            label.setProperty("role", "heading")
            column.addWidget(label)
        for line in lines:
            label = QLabel(f"•  {line}", wordWrap=True)
            # Names and answers of models are in it, and are no markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)

    def _muted(self, text: str) -> None:
        label = QLabel(text, wordWrap=True)
        label.setProperty("role", "muted")
        self._column.addWidget(label)

    def _heading(self, text: str) -> None:
        label = QLabel(text)
        label.setProperty("role", "heading")
        self._column.addWidget(label)
