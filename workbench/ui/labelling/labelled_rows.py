"""Labelled rows: a list of rows with their labels; one is opened to be looked at again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.labelling.items import Items
from workbench.ui.plots.itemlist import LAID_OUT
from workbench.ui.plots.pictures import to_pixmap

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SHOWN, LABEL, SIDE = 60, 12, 24
# Pixels between a label and its text.
GAP = 10
LABEL_ROLE, TEXT_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class RowsModel(QAbstractListModel):
    """Rows with what is said of each, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: Items | None = None
        self.rows: list[tuple[int, str]] = []
        self._pixmaps: dict[int, QPixmap] = {}

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many are listed."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A label, and the beginning of the row."""
        if not index.isValid() or self.items is None:
            return None
        row, label = self.rows[index.row()]
        if role == LABEL_ROLE:
            return _short(label)
        if role == TEXT_ROLE:
            return self._row_text(row) if self.items.texts else ""
        if role == Qt.ItemDataRole.DisplayRole:
            said = _short(label)
            return f"{said}   {self._row_text(row)}" if self.items.texts else said
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._row_text(row, 400)
        if role == Qt.ItemDataRole.DecorationRole and self.items.pictures is not None:
            if row not in self._pixmaps:
                self._pixmaps[row] = to_pixmap(self.items.pictures[row], SIDE)
            return self._pixmaps[row]
        return None

    def show_rows(self, items: Items, rows: list[tuple[int, str]]) -> None:
        """List others."""
        if items is not self.items:
            self._pixmaps = {}
        self.beginResetModel()
        self.items = items
        self.rows = rows
        self.endResetModel()

    def _row_text(self, row: int, most: int = SHOWN) -> str:
        assert self.items is not None
        if not self.items.texts:
            return self.tr("Picture {0}").format(row)
        return " ".join(self.items.texts[row][: 4 * most].split())[:most]


def _short(label: str) -> str:
    return (label if len(label) <= LABEL else f"{label[: LABEL - 1]}…") or "–"


class _LabelThenText(QStyledItemDelegate):
    """Labels in one column, the beginnings of the rows in another."""

    labels: tuple[str, ...] = ()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Index
    ) -> None:
        text = index.data(TEXT_ROLE)
        super().paint(painter, option, index)
        if not text:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        metrics, room = option.fontMetrics, option.rect.adjusted(8, 0, -6, 0)
        room.setLeft(room.left() + max(map(metrics.horizontalAdvance, self.labels)) + GAP)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(role))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | Index) -> None:
        super().initStyleOption(option, index)
        option.text = index.data(LABEL_ROLE)


class LabelledRows(QListView):
    """Arrow keys walk; Enter or a click opens one. ``opened`` carries its number."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowsModel(self)
        self.setModel(self._rows)
        self._columns = _LabelThenText(self)
        self.setItemDelegate(self._columns)
        self.setProperty("role", "rows")
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(LAID_OUT)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        self._last = -1

    def show_rows(self, items: Items, rows: list[tuple[int, str]]) -> None:
        """List these."""
        self._last = -1
        if rows != self._rows.rows or items is not self._rows.items:
            self._columns.labels = tuple({_short(label) for _, label in rows})
            self._rows.show_rows(items, rows)

    @property
    def rows(self) -> list[tuple[int, str]]:
        """What is listed."""
        return self._rows.rows

    def _open(self, index: QModelIndex) -> None:
        # A double click is a click as well.
        if index.isValid() and index.row() != self._last:
            self._last = index.row()
            self.opened.emit(self._rows.rows[index.row()][0])
