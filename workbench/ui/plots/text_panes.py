"""Text on the Data page: labelled texts as rows, running text as itself, each with its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.tokenizer import Tokenizer
from workbench.ui.plots.texts import TextItem, TextList
from workbench.ui.plots.tokens import TokenView

# A selection grows with every move of the pointer; its tokens follow at this pace.
FOLLOW_MS = 60


class _WithTokens(QSplitter):
    """Something to read above, the tokens of what is chosen in it below."""

    def __init__(self, theme: Any, upper: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.tokens = TokenView(theme)
        self._tokenizer: Tokenizer | None = None
        heading = QLabel(self.tr("What the model sees: tokens"))
        heading.setProperty("role", "heading")
        low = QWidget()
        column = QVBoxLayout(low)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.tokens, 1)
        self.addWidget(upper)
        self.addWidget(low)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)

    def set_tokenizer(self, tokenizer: Tokenizer | None) -> None:
        """The tokenizer comes a moment after its data."""
        self._tokenizer = tokenizer
        self._follow()

    def _chosen(self) -> str:
        raise NotImplementedError

    def _follow(self) -> None:
        text = self._chosen()
        if self._tokenizer is None:
            self.tokens.say(self.tr("Reading the vocabulary…") if text else "")
        elif text:
            self.tokens.show_text(text, self._tokenizer)
        else:
            self.tokens.say(self.tr("Choose a text to see its tokens."))


class TextRowsPane(_WithTokens):
    """Label and text of each row; the current one's tokens below."""

    def __init__(self, theme: Any, parent: QWidget | None = None) -> None:
        self.list = TextList("")
        super().__init__(theme, self.list, parent)
        self.list.setAccessibleName(self.tr("Texts"))
        self.list.moved.connect(lambda _: self._follow())
        theme.changed.connect(lambda: self.list.set_colors(theme.colors))
        self.list.set_colors(theme.colors)

    def show_rows(self, data: TextClasses, split: str, rows: Sequence[int]) -> None:
        """Show these rows of a split, from the first."""
        part = data.test if split == "test" else data.train
        self.list.set_items(())
        self.list.set_items(
            [
                TextItem(
                    part.texts[row],
                    data.classes[int(part.y[row])],
                    self.tr("row {0}").format(f"{row:,}"),
                )
                for row in rows
            ]
        )
        self._follow()

    def _chosen(self) -> str:
        row = self.list.currentIndex().row()
        return self.list.items[row].text if 0 <= row < len(self.list.items) else ""


class CorpusPane(_WithTokens):
    """A page of running text; the tokens of what is selected in it, or of the line one is on."""

    def __init__(self, theme: Any, parent: QWidget | None = None) -> None:
        self.text = QPlainTextEdit()
        super().__init__(theme, self.text, parent)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The text"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._ids: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._late = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._late.timeout.connect(self._follow)
        self.text.cursorPositionChanged.connect(self._late.start)
        self.text.selectionChanged.connect(self._late.start)

    def show_rows(self, data: Corpus, split: str, rows: npt.NDArray[np.int64]) -> None:
        """Show the tokens at these places as the text they are."""
        self._ids = (data.test if split == "test" else data.train)[rows]
        self._decode()

    def set_tokenizer(self, tokenizer: Tokenizer | None) -> None:
        self._tokenizer = tokenizer
        self._decode()

    def _decode(self) -> None:
        decoded = self._tokenizer.decode(self._ids) if self._tokenizer is not None else ""
        self.text.setPlainText(decoded)
        self._follow()

    def _chosen(self) -> str:
        cursor = self.text.textCursor()
        if not cursor.hasSelection():
            # Qt writes a line end in a selection as U+2029.
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        return cursor.selectedText().replace("\u2029", "\n").strip("\n")
