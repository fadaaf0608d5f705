"""Item dialog: one of many items, large; beside the lists of `itemlist`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class ItemDialog(QDialog):
    """Page Up, Page Down and two buttons step through the items.

    An item has ``title`` and ``about``. A subclass adds its widgets to ``column`` and ``low`` (the
    row with the buttons), says in `show_item` how one is shown, and calls `show_row` first.
    """

    def __init__(self, items: Sequence[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._items = tuple(items)
        self._row = 0
        self._about = QLabel()
        self._about.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.low = QHBoxLayout()
        self.column.addWidget(self._about)
        self._before = self._button(self.tr("&Previous"), -1)
        self._after = self._button(self.tr("Ne&xt"), 1)

    def _button(self, text: str, step: int) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.show_row(self._row + step))
        return button

    def add_buttons(self) -> None:
        """Put the row with the two buttons below what was added so far."""
        self.low.addWidget(self._before)
        self.low.addWidget(self._after)
        self.column.addLayout(self.low)

    @property
    def row(self) -> int:
        """Which item is shown."""
        return self._row

    def show_row(self, row: int) -> None:
        """Show another of the items; beyond the ends nothing happens."""
        if not 0 <= row < len(self._items):
            return
        self._row = row
        item = self._items[row]
        self.setWindowTitle(item.title)
        self._about.setText(item.about or item.title)
        self._before.setEnabled(row > 0)
        self._after.setEnabled(row < len(self._items) - 1)
        self.show_item(item)

    def show_item(self, item: Any) -> None:
        """Fill the subclass's widgets."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageUp:
                self.show_row(self._row - 1)
            case Qt.Key.Key_PageDown:
                self.show_row(self._row + 1)
            case _:
                super().keyPressEvent(event)
