"""Rows preview: rows of any kind as a table, a column for each of a row's values."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.target_kind import TargetKind
from workbench.ui.host import Host
from workbench.ui.plots.data_rows import RowItem, RowsLike
from workbench.ui.plots.pictures import to_pixmap
from workbench.ui.plots.placeholder import Panel
from workbench.ui.plots.row_dialog import RowDialog

Index = QModelIndex | QPersistentModelIndex
# Pixels of a column, and of a picture in a cell; letters of a cell that are painted.
NARROWEST, WIDEST, SIDE, SHOWN = 64, 300, 44, 300
# Rows whose cells are measured for the width of a column.
MEASURED = 60


class PreviewTable(QAbstractTableModel):
    """The rows of a page: the target first, then a row's own values."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[RowItem, ...] = ()
        self.columns: tuple[str, ...] = ()
        self.cells: list[tuple[str, ...]] = []
        self._pixmaps: dict[int, QPixmap] = {}
        self.has_pictures = False

    def show_rows(
        self, kind: InputKind, target: TargetKind, split: RowsLike, indices: npt.NDArray[np.int64]
    ) -> None:
        """Take other rows."""
        values = [kind.cells(split.x, index) for index in indices.tolist()]
        columns = tuple(dict.fromkeys(name for row in values for name in row))
        labels = [target.text(label) for label in split.y[indices]]
        self.beginResetModel()
        heading = target.names[0] if len(target.names) == 1 else self._heading(target)
        self.columns = (heading, *columns)
        self.cells = [
            (label, *(row.get(name, "") for name in columns))
            for label, row in zip(labels, values, strict=True)
        ]
        self.items = tuple(
            RowItem(kind, split, index, label, f"{heading}: {label}")
            for index, label in zip(indices.tolist(), labels, strict=True)
        )
        self._pixmaps = {}
        first = indices[:1].tolist()
        self.has_pictures = bool(first) and kind.picture(split.x, first[0]) is not None
        self.endResetModel()

    def _heading(self, target: TargetKind) -> str:
        return self.tr("Class") if target.classes else self.tr("Labels")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows of the page."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The target and the row's values."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text in a line, whole as a tooltip; its picture where rows have one."""
        text = self.cells[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text[:SHOWN].split())
            case Qt.ItemDataRole.ToolTipRole:
                return text
            case Qt.ItemDataRole.DecorationRole if self.has_pictures and index.column() == 1:
                return self._pixmap(index.row())
            case Qt.ItemDataRole.TextAlignmentRole if is_number(text):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _pixmap(self, row: int) -> QPixmap | None:
        if row not in self._pixmaps:
            item = self.items[row]
            picture = item.kind.picture(item.split.x, item.index)
            if picture is None:
                return None
            self._pixmaps[row] = to_pixmap(picture, SIDE)
        return self._pixmaps[row]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of columns, and numbers of rows."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section]
        return f"{self.items[section].index:,}"


class _Table(QTableView):
    """Enter, Space or a double click opens a row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class RowsPreview(QWidget):
    """Rows of any kind that has no preview of its own; a row opens large."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.model = PreviewTable(self)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Rows"))
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.doubleClicked.connect(lambda index: self.open_row(index.row()))
        self.panel = Panel(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)

    def show_rows(
        self, kind: InputKind, target: TargetKind, split: RowsLike, indices: npt.NDArray[np.int64]
    ) -> None:
        """Show rows of a split by their numbers."""
        self.model.show_rows(kind, target, split, indices)
        if not len(indices):
            self.panel.say(
                self.tr("No {0} here").format(kind.noun[1]),
                self.tr("Choose another split or a wider filter above."),
            )
            return
        self.panel.show_content()
        side = SIDE + 6 if self.model.has_pictures else self.table.fontMetrics().height() + 10
        self.table.setIconSize(QSize(SIDE, SIDE))
        self.table.verticalHeader().setDefaultSectionSize(side)
        self._fit_columns()
        self.table.scrollToTop()
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _fit_columns(self) -> None:
        """As wide as what is in it, within bounds; measured on the first rows."""
        metrics = self.table.fontMetrics()
        for column, name in enumerate(self.model.columns):
            texts = (cells[column][:SHOWN] for cells in self.model.cells[:MEASURED])
            width = max(map(metrics.horizontalAdvance, (name + "  ", *texts)))
            width += SIDE if self.model.has_pictures and column == 1 else 0
            self.table.setColumnWidth(column, min(max(width + 18, NARROWEST), WIDEST))
        # Text takes what room there is; a number at its right end would stand far from the others.
        last = [cells[-1] for cells in self.model.cells[:MEASURED]]
        self.table.horizontalHeader().setStretchLastSection(not all(map(is_number, last)))

    def open_row(self, row: int) -> None:
        """Show one row large; its neighbours are a key away."""
        RowDialog(self.model.items, row, self._host, self).open()


def is_number(text: str) -> bool:
    """Whether a cell is shown as a number, which stands at the right."""
    try:
        float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return False
    return True
