"""Tokens: a text as its tokens, each a coloured chip with its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench.core.tokenizer import Tokenizer, TokenSpan, visible
from workbench.ui.plots.chips import Chip, ChipFlow

# A text longer than this is shown by its beginning.
CHARACTERS, CHIPS = 4000, 600


class Chips(ChipFlow):
    """Tokens with their numbers; the same token has the same colour everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pieces: tuple[TokenSpan, ...] = ()
        self.setAccessibleName(self.tr("Tokens"))

    def set_pieces(self, pieces: Sequence[TokenSpan]) -> None:
        """Show these tokens."""
        self.pieces = tuple(pieces)
        self.set_chips(
            [
                Chip(visible(piece.text), str(piece.id), piece.id, self.describe(place))
                for place, piece in enumerate(self.pieces)
            ]
        )

    def describe(self, index: int) -> str:
        """One token in words."""
        piece = self.pieces[index]
        text = self.tr("Token {0} of {1}: “{2}”, number {3}, characters {4} to {5}")
        return text.format(
            index + 1, len(self.pieces), visible(piece.text), piece.id, piece.start, piece.end
        )


class TokenView(QWidget):
    """The tokens of one text: how many, the chips, and what is pointed at in words."""

    def __init__(self, theme: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips = Chips()
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside = QWidget()
        inside.setObjectName("scrolled")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(6, 6, 6, 6)
        inner.addWidget(self.chips)
        inner.addStretch(1)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self._scroll, 1)
        self._count = ""
        self.chips.pointed.connect(self._pointed)
        theme.changed.connect(self._recolor)
        self._recolor()
        self.say(self.tr("Choose a text to see its tokens."))

    def _recolor(self) -> None:
        self.chips.set_colors(self._theme.colors)

    def say(self, text: str) -> None:
        """Show no chips, only these words."""
        self._count = text
        self.chips.set_pieces(())
        self.said.setText(text)

    def show_text(self, text: str, tokenizer: Tokenizer) -> None:
        """Show a text's tokens, of a long text the first ones."""
        pieces = tokenizer.pieces(text[:CHARACTERS])
        shown = pieces[:CHIPS]
        if len(shown) < len(pieces) or len(text) > CHARACTERS:
            words = self.tr("The first {0} tokens. Point at one or walk with the arrow keys.")
        elif len(shown) == 1:
            words = self.tr("1 token. Point at it, or reach it with the arrow keys.")
        else:
            words = self.tr("{0} tokens. Point at one or walk with the arrow keys.")
        self._count = words.format(len(shown))
        self.chips.set_pieces(shown)
        self.said.setText(self._count)
        self._scroll.verticalScrollBar().setValue(0)

    def _pointed(self, index: int) -> None:
        self.said.setText(self.chips.describe(index) if index >= 0 else self._count)
        if index >= 0:
            at = self.chips.mapTo(self._inside, self.chips.box(index).center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, 40)
