"""Sheet view: a table of the verdict's page, as its HTML has it, in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workbench.comparison.report.sheets import Cell, Sheet
from workbench.ui.column_header import align_headings

# Rows that are seen at once; of more the table scrolls by itself. Pixels between them.
MOST, AIR = 14, 6


class SheetView(QTableWidget):
    """As high as its rows, up to `MOST` of them; what stands below in a cell is its second line."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(len(sheet.rows), len(sheet.head), parent)
        align_headings(self)
        self.setAccessibleName(sheet.title)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setHorizontalHeaderLabels(list(sheet.head))
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                self.setItem(row, column, _item(cell, column in sheet.numbers))
        self.resizeColumnsToContents()
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + AIR)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        seen = sum(self.rowHeight(row) for row in range(min(MOST, self.rowCount())))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(seen + self.horizontalHeader().sizeHint().height() + bar + 4)


def _item(cell: Cell, is_number: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(f"{cell.text}\n{cell.below}" if cell.below else cell.text)
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item
