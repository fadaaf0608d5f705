"""Row dialog: one row of any kind, large: its picture, its values, its text, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from workbench.ui.long_text import LongText
from workbench.ui.plots.data_rows import RowItem
from workbench.ui.plots.itemdialog import ItemDialog
from workbench.ui.plots.pictures import PixelView


class RowDialog(ItemDialog):
    """Shows what the kind shows of a row: `picture`, `cells` where there are several, `text`."""

    def __init__(
        self, items: Sequence[RowItem], row: int, colors: Any, parent: QWidget | None = None
    ) -> None:
        super().__init__(items, parent)
        self.picture = PixelView()
        self.picture.set_colors(colors)
        self.cells = QTableWidget(0, 2)
        self.cells.setHorizontalHeaderLabels([self.tr("Column"), self.tr("Value")])
        self.cells.setAccessibleName(self.tr("Values of the row"))
        self.cells.verticalHeader().hide()
        self.cells.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.cells.setTabKeyNavigation(False)
        self.cells.setAlternatingRowColors(True)
        header = self.cells.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.text = LongText()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The row as text"))
        for widget, stretch in ((self.picture, 4), (self.cells, 3), (self.text, 1)):
            self.column.addWidget(widget, stretch)
        self.low.addStretch(1)
        self.add_buttons()
        self.resize(620, 560)
        self.show_row(row)

    def show_item(self, item: RowItem) -> None:
        """Fill in what there is; what a row does not have is hidden."""
        picture = item.kind.picture(item.split.x, item.index)
        cells = item.kind.cells(item.split.x, item.index)
        text = item.kind.text(item.split.x, item.index)
        self.picture.setVisible(picture is not None)
        if picture is not None:
            self.picture.set_picture(picture)
        self.cells.setVisible(len(cells) > 1)
        self.cells.setRowCount(len(cells))
        for line, (name, value) in enumerate(cells.items()):
            for column, words in enumerate((name, value)):
                cell = QTableWidgetItem(words)
                cell.setToolTip(words)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignVCenter)
                self.cells.setItem(line, column, cell)
        self.text.setPlainText(text)
