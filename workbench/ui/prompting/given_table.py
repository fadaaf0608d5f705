"""GivenTable: the examples that the user wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.prompting.prompts.template import Example
from workbench.ui.column_header import align_headings


class ReadOnlyTable(QWidget):
    """A row for each example: its text and its label, in the order in which they are shown."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 2)
        align_headings(self.table)
        self.table.setHorizontalHeaderLabels([self.tr("Text"), self.tr("Label")])
        self.table.setAccessibleName(self.tr("Given examples"))
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(110)
        self.table.setMaximumHeight(170)
        self.add = QPushButton(self.tr("Add"))
        self.remove = QPushButton(self.tr("Remove"))
        self.add.setAccessibleName(self.tr("Add an example"))
        self.remove.setAccessibleName(self.tr("Remove the chosen examples"))
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.table.itemChanged.connect(lambda _: self.edited.emit())
        self.table.itemSelectionChanged.connect(self._enable)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table)
        column.addLayout(row)
        self._enable()

    def examples(self) -> list[dict[str, str]]:
        """Text and label of each row."""
        rows = range(self.table.rowCount())
        return [{"text": self._cell(row, 0), "label": self._cell(row, 1)} for row in rows]

    def set_examples(self, examples: Sequence[Example]) -> None:
        """Show examples, without telling of it."""
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for example in examples:
            self._append(example.text, example.label)
        self.table.blockSignals(False)
        self._enable()

    def _append(self, text: str, label: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, words in enumerate((text, label)):
            self.table.setItem(row, column, QTableWidgetItem(words))

    def _cell(self, row: int, column: int) -> str:
        item: Any = self.table.item(row, column)
        return "" if item is None else str(item.text())

    def _add(self) -> None:
        self.table.blockSignals(True)
        self._append("", "")
        self.table.blockSignals(False)
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(self.table.model().index(row, 0))
        self.edited.emit()

    def _remove(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self.table.removeRow(row)
        self._enable()
        self.edited.emit()

    def _enable(self) -> None:
        self.remove.setEnabled(bool(self.table.selectedIndexes()))
