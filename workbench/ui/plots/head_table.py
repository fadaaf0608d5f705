"""Head table: the first rows of a file, what each column is, and what else it can be."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.dataset import FilePreview

ROWS = 3
# Pixels beyond which a long text does not widen its column, and columns that are shown.
WIDEST, MOST_COLUMNS = 180, 200


class HeadTable(QFrame):
    """A column of the table for each of the file; a click on its head offers what it can be.

    ``chosen`` carries settings of the dataset, ``used`` says that it is to be trained on.
    """

    chosen = Signal(dict)
    used = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.preview: FilePreview | None = None
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "muted")
        self.use = QPushButton(self.tr("Use for training"))
        self.use.clicked.connect(self.used)
        self.table = _Cells()
        self.table.setAccessibleName(self.tr("First rows; Enter offers what a column can be"))
        self.table.opened.connect(self.open_menu)
        self.table.horizontalHeader().sectionClicked.connect(self.open_menu)
        self.menu: QMenu | None = None
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(head)
        column.addWidget(self.table)
        self.hide()

    def show_preview(self, preview: FilePreview | None) -> None:
        """Show the first rows, or nothing."""
        self.preview = preview
        self.setVisible(preview is not None)
        if preview is None:
            return
        columns = preview.columns[:MOST_COLUMNS]
        more = len(preview.columns) - len(columns)
        words = self.tr("The first rows.")
        if any(column.choices for column in columns):
            words = self.tr("The first rows. Click a column's name to change what it is.")
        if more > 0:
            words += " " + self.tr("{0} more columns are not shown.").format(f"{more:,}")
        self.words.setText(words)
        n = min(ROWS, max((len(column.values) for column in columns), default=0))
        table = self.table
        table.setUpdatesEnabled(False)
        table.clear()
        table.setColumnCount(len(columns))
        table.setRowCount(n)
        for at, column in enumerate(columns):
            item = QTableWidgetItem(f"{column.name}\n{column.type}")
            item.setToolTip(column.reason)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            table.setHorizontalHeaderItem(at, item)
            for row in range(min(n, len(column.values))):
                cell = QTableWidgetItem(column.values[row])
                cell.setToolTip(column.values[row])
                if not column.is_used:
                    cell.setForeground(self.palette().placeholderText())
                table.setItem(row, at, cell)
        table.resizeColumnsToContents()
        for at in range(len(columns)):
            # A column that is alone may be as wide as the table.
            if table.columnWidth(at) > WIDEST and len(columns) > 1:
                table.setColumnWidth(at, WIDEST)
        table.setUpdatesEnabled(True)
        bar = table.horizontalScrollBar().sizeHint().height()
        rows = sum(table.rowHeight(row) for row in range(n))
        height = table.horizontalHeader().sizeHint().height() + rows + bar
        table.setFixedHeight(height + 2 * table.frameWidth())

    def open_menu(self, at: int) -> None:
        """Offer what a column can be."""
        if self.preview is None or not self.preview.columns[at].choices:
            return
        column = self.preview.columns[at]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in column.choices:
            action = menu.addAction(choice.title.replace("&", "&&"))
            action.triggered.connect(partial(self.chosen.emit, dict(choice.settings)))
        header = self.table.horizontalHeader()
        place = QPoint(header.sectionViewportPosition(at), header.height())
        self.menu = menu
        menu.destroyed.connect(self._menu_gone)
        menu.popup(header.viewport().mapToGlobal(place))

    def _menu_gone(self) -> None:
        self.menu = None


class _Cells(QTableWidget):
    """Cells to look at; Enter and the menu key open their column."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the column of the current cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu):
            self.opened.emit(max(0, self.currentColumn()))
        else:
            super().keyPressEvent(event)
