"""Item lists: many things to walk through, one of them opened; galleries and lists of texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
LAID_OUT = 1000


class ItemModel(QAbstractListModel):
    """Items that change all at once; a subclass says in `data` what is read of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[Any, ...] = ()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def set_items(self, items: tuple[Any, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()


class ItemDelegate(QStyledItemDelegate):
    """Paints one item, in the theme's ``colors``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colors: Any = None


class ItemList(QListView):
    """Arrow keys walk, Enter, Space or a click opens one."""

    opened = Signal(int)

    def __init__(
        self,
        name: str,
        model: type[ItemModel],
        delegate: type[ItemDelegate],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model(self)
        self._delegate = delegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        # Of a long list what comes first is laid out at once, the rest while the window is idle.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(LAID_OUT)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._delegate.colors = colors
        self.viewport().update()

    def set_items(self, items: Sequence[Any]) -> None:
        """Show others; the current place in the list stays."""
        row = self.currentIndex().row()
        self._model.set_items(tuple(items))
        if items:
            self.setCurrentIndex(self._model.index(min(max(row, 0), len(items) - 1), 0))

    @property
    def items(self) -> tuple[Any, ...]:
        """What is shown."""
        return self._model.items

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
