"""TextDialog: one text of several, whole, and its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench.core.tokenizer import Tokenizer
from workbench.ui.long_text import LongText
from workbench.ui.plots.itemdialog import ItemDialog
from workbench.ui.plots.texts import TextItem
from workbench.ui.plots.tokens import TokenView


class TextDialog(ItemDialog):
    """The text above, its tokens below."""

    def __init__(
        self,
        items: Sequence[TextItem],
        row: int,
        tokenizer: Tokenizer,
        theme: Any,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(items, parent)
        self._tokenizer = tokenizer
        self.text = LongText()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The text"))
        self.tokens = TokenView(theme)
        self.column.addWidget(self.text, 2)
        self.column.addWidget(self.tokens, 3)
        self.low.addStretch(1)
        self.add_buttons()
        self.resize(620, 480)
        self.show_row(row)

    def show_item(self, item: TextItem) -> None:
        self.text.setPlainText(item.text)
        self.tokens.show_text(item.text, self._tokenizer)
