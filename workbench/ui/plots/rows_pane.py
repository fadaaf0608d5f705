"""Rows pane: rows of any kind as a table, a column for each of a row's values."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from workbench.core.contracts.examples import Examples

Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractTableModel):
    """The rows of a page: the target first, then a row's own values."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._cells: list[tuple[str, ...]] = []
        self._numbers: list[int] = []

    def show_rows(self, data: Examples, split: str, rows: npt.NDArray[np.int64]) -> None:
        """Take other rows."""
        part = data.test if split == "test" else data.train
        chosen = data.inputs.take(part.x, rows)
        cells = [data.inputs.cells(chosen, index) for index in range(len(rows))]
        columns = tuple(dict.fromkeys(name for row in cells for name in row))
        targets = [data.target.text(label) for label in part.y[rows]]
        self.beginResetModel()
        heading = data.target.names[0] if len(data.target.names) == 1 else self.tr("Label")
        self._columns = (heading, *columns)
        self._cells = [
            (target, *(row.get(name, "") for name in columns))
            for target, row in zip(targets, cells, strict=True)
        ]
        self._numbers = rows.tolist()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows of the page."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The target and the row's values."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, and the same as a tooltip where it may be cut."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of columns, and numbers of rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._columns[section]
        return str(self._numbers[section])


class RowsPane(QWidget):
    """Rows of any kind that has no preview of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = _Rows(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Rows"))
        self.table.setAlternatingRowColors(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def show_rows(self, data: Examples, split: str, rows: npt.NDArray[np.int64]) -> None:
        """Show rows of a split by their numbers."""
        self.model.show_rows(data, split, rows)
