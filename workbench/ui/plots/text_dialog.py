"""TextDialog: one text of several, whole, and its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.tokenizer import Tokenizer
from workbench.ui.plots.texts import TextItem
from workbench.ui.plots.tokens import TokenView


class TextDialog(QDialog):
    """Page Up and Page Down step through the texts."""

    def __init__(
        self,
        items: Sequence[TextItem],
        row: int,
        tokenizer: Tokenizer,
        theme: Any,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._items, self._row, self._tokenizer = tuple(items), row, tokenizer
        self._about = QLabel()
        self._about.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The text"))
        self.tokens = TokenView(theme)
        self._before = self._button(self.tr("&Previous"), -1)
        self._after = self._button(self.tr("Ne&xt"), 1)
        self._arrange()
        self.resize(620, 480)
        self.show_row(row)

    def _arrange(self) -> None:
        low = QHBoxLayout()
        low.addStretch(1)
        low.addWidget(self._before)
        low.addWidget(self._after)
        column = QVBoxLayout(self)
        column.addWidget(self._about)
        column.addWidget(self.text, 2)
        column.addWidget(self.tokens, 3)
        column.addLayout(low)

    def _button(self, text: str, step: int) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.show_row(self._row + step))
        return button

    @property
    def row(self) -> int:
        """Which text is shown."""
        return self._row

    def show_row(self, row: int) -> None:
        """Show another of the texts."""
        if not 0 <= row < len(self._items):
            return
        self._row, item = row, self._items[row]
        self.setWindowTitle(item.title)
        self._about.setText(item.about or item.title)
        self.text.setPlainText(item.text)
        self.tokens.show_text(item.text, self._tokenizer)
        self._before.setEnabled(row > 0)
        self._after.setEnabled(row < len(self._items) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageUp:
                self.show_row(self._row - 1)
            case Qt.Key.Key_PageDown:
                self.show_row(self._row + 1)
            case _:
                super().keyPressEvent(event)
