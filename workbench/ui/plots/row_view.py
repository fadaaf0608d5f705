"""Row view: one row of any kind: its picture, its values, and its text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from workbench.core.contracts.input_kind import InputKind
from workbench.ui.host import Host
from workbench.ui.long_text import LongText
from workbench.ui.plots.pictures import PixelView
from workbench.ui.plots.plot_actions import add_plot_actions

# Letters and lines of a text that needs no more than some pixels; how high any may become.
SHORT, SHORT_LINES, SHORT_PX, MOST_PX = 300, 4, 104, 16_000_000
# Letters that a cell of the table shows.
READ_IN_CELL = 60


class RowView(QWidget):
    """Shows what the kind shows of a row: `picture`, `cells` where there are several, `text`."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PixelView()
        add_plot_actions(host, self.picture)
        self.set_colors(host.theme.colors)
        self.cells = QTableWidget(0, 2)
        self.cells.setHorizontalHeaderLabels([self.tr("Column"), self.tr("Value")])
        self.cells.setAccessibleName(self.tr("Values of the row"))
        self.cells.verticalHeader().hide()
        self.cells.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.cells.setTabKeyNavigation(False)
        self.cells.setAlternatingRowColors(True)
        self.cells.setShowGrid(False)
        header = self.cells.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.text = LongText()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(52)
        self._stretch = QWidget()
        self.text.setAccessibleName(self.tr("The row as text"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.picture, 4), (self.cells, 3), (self.text, 1)):
            column.addWidget(widget, stretch)
        column.addWidget(self._stretch, 1)
        self.clear()

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self.picture.set_colors(colors)

    def show_row(self, kind: InputKind, rows: Any, index: int) -> None:
        """Fill in what there is; what a row does not have is hidden."""
        picture = kind.picture(rows, index)
        cells = kind.cells(rows, index)
        self.picture.setVisible(picture is not None)
        if picture is not None:
            self.picture.set_picture(picture)
        self.cells.setVisible(len(cells) > 1)
        self.cells.setRowCount(len(cells))
        for line, pair in enumerate(cells.items()):
            for column, words in enumerate(pair):
                cell = QTableWidgetItem(words)
                cell.setToolTip(words)
                self.cells.setItem(line, column, cell)
        text = kind.text(rows, index)
        self.text.setPlainText(text)
        # Where every value can be read in the table, the text says nothing more.
        is_told = len(cells) > 1 and max(map(len, cells.values())) <= READ_IN_CELL
        self.text.setVisible(not is_told)
        # A line of text does not fill the whole room.
        is_short = len(text) < SHORT and text.count("\n") < SHORT_LINES
        self.text.setMaximumHeight(SHORT_PX if is_short else MOST_PX)
        alone = picture is None and len(cells) < 2
        self._stretch.setVisible(is_short and alone)

    def clear(self) -> None:
        """Show nothing."""
        for widget in (self.picture, self.cells, self.text):
            widget.hide()
        self._stretch.show()
