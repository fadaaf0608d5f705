"""AnswersTable: a row for each question, a column for each condition, right answers marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workbench.prompting.icl.demonstrations import OR, Condition, DemonstrationPrompt
from workbench.ui.column_header import align_headings

RIGHT, WRONG = "✓ ", "✗ "
# What is shown of an answer; the tooltip has it whole.
SHOWN = 60
# Of a column of answers; the user may widen it.
WIDTH = 96
GIVEN = Qt.ItemDataRole.UserRole


class AnswersTable(QTableWidget):
    """Filled while answers come; a mark and a colour say which are right."""

    def __init__(self, theme: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        align_headings(self)
        self._theme = theme
        self._names: list[str] = []
        self.setAccessibleName(self.tr("Answers"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme.changed.connect(self._recolor)

    def show_conditions(self, conditions: Sequence[Condition], names: Sequence[str]) -> None:
        """Begin again with these conditions, under these names."""
        self._names = list(names)
        questions = conditions[0].questions if conditions else ()
        self.clear()
        self.setColumnCount(2 + len(names))
        self.setHorizontalHeaderLabels([self.tr("Asked"), self.tr("Right"), *names])
        self.setRowCount(len(questions))
        for place, question in enumerate(questions):
            for column, text in enumerate((question.row.text, question.row.label)):
                shown = text.replace(OR, ", ") if column else text
                item = QTableWidgetItem(" ".join(shown.split()))
                item.setToolTip(shown)
                self.setItem(place, column, item)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(70)
        # Answers are short; what is asked may be long and takes the rest.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self.columnCount()):
            self.setColumnWidth(column, WIDTH)

    def show_answer(self, row: int, column: int, answer: DemonstrationPrompt) -> None:
        """Show an answer in the column of a condition (from 0)."""
        said = " ".join(answer.answer.split()) or self.tr("(nothing)")
        item = QTableWidgetItem((RIGHT if answer.right else WRONG) + said[:SHOWN])
        item.setData(GIVEN, answer.right)
        item.setToolTip(answer.reply.text)
        verdict = self.tr("right") if answer.right else self.tr("wrong")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said}, {verdict}")
        self._color(item)
        self.setItem(row, 2 + column, item)

    def _color(self, item: QTableWidgetItem) -> None:
        colors = self._theme.colors
        item.setForeground(QColor(colors.good if item.data(GIVEN) else colors.bad))

    def _recolor(self) -> None:
        for row in range(self.rowCount()):
            for column in range(2, self.columnCount()):
                if (item := self.item(row, column)) is not None:
                    self._color(item)
