"""Tokens: a text as its tokens, each a coloured chip with its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from workbench.core.tokenizer import Piece, Tokenizer, visible

# A text longer than this is shown by its beginning.
CHARACTERS, CHIPS = 4000, 600
GAP, PAD = 4, 6


class Chips(QWidget):
    """Chips that flow like words, walked with arrow keys or a click.

    ``pointed`` carries the place of the current one, -1 for none.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors: Any = None
        self._boxes: list[QRect] = []
        self.pieces: tuple[Piece, ...] = ()
        self.current = -1
        self.setAccessibleName(self.tr("Tokens"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self.update()

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show these tokens."""
        self.pieces, self.current = tuple(pieces), -1
        self.setAccessibleDescription(" ".join(f"{visible(p.text)} {p.id}" for p in pieces[:100]))
        self._place(self.width())
        self.updateGeometry()
        self.update()

    def describe(self, place: int) -> str:
        """One token in words."""
        piece = self.pieces[place]
        text = self.tr("Token {0} of {1}: “{2}”, number {3}, characters {4} to {5}")
        return text.format(
            place + 1, len(self.pieces), visible(piece.text), piece.id, piece.start, piece.end
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(240, self._flow(max(self.width(), 240))[1])

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._place(self.width())

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(10)
        return font

    def _place(self, width: int) -> None:
        self._boxes, height = self._flow(width)
        self.setMinimumHeight(height)

    def _flow(self, width: int) -> tuple[list[QRect], int]:
        large, small = self.fontMetrics(), QFontMetrics(self._small())
        height = large.height() + small.height() + 4
        boxes, x, y = [], 0, 0
        for piece in self.pieces:
            words = large.horizontalAdvance(visible(piece.text))
            wide = min(max(words, small.horizontalAdvance(str(piece.id))) + 2 * PAD, width)
            if x and x + wide > width:
                x, y = 0, y + height + GAP
            boxes.append(QRect(x, y, wide, height))
            x += wide + GAP
        return boxes, y + height

    def _color(self, piece: Piece) -> QColor:
        """The same token has the same colour everywhere."""
        series = self._colors.series
        color = QColor(series[piece.id % len(series)])
        color.setAlpha(60 if self._colors.dark else 45)
        return color

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colors is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (piece, box) in enumerate(zip(self.pieces, self._boxes, strict=True)):
            if not box.intersects(event.rect()):
                continue
            current = place == self.current
            painter.setPen(QColor(self._colors.accent) if current else Qt.PenStyle.NoPen)
            painter.setBrush(self._color(piece))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            self._write(painter, piece, box)

    def _write(self, painter: QPainter, piece: Piece, box: QRect) -> None:
        line, middle = self.fontMetrics().height(), Qt.AlignmentFlag.AlignHCenter
        painter.setFont(self.font())
        painter.setPen(QColor(self._colors.text))
        painter.drawText(box.adjusted(2, 2, -2, 0), middle, visible(piece.text))
        painter.setFont(self._small())
        painter.setPen(QColor(self._colors.muted))
        painter.drawText(box.adjusted(2, line + 2, -2, 0), middle, str(piece.id))

    def _at(self, place: QPoint) -> int:
        return next((i for i, box in enumerate(self._boxes) if box.contains(place)), -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos())  # type: ignore[attr-defined]
            text = self.describe(place) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(self._at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.pieces) - 1
        targets = {
            Qt.Key.Key_Right: min(self.current + 1, last),
            Qt.Key.Key_Left: max(self.current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if self.pieces and event.key() in targets:
            self._go(targets[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self.current = place
        self.pointed.emit(place)
        self.update()

    def box(self, place: int) -> QRect:
        """Where a token's chip lies."""
        return self._boxes[place]


class TokenView(QWidget):
    """The tokens of one text: how many, the chips, and what is pointed at in words."""

    def __init__(self, theme: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips, self.said = Chips(), QLabel()
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
        else:
            words = self.tr("{0} tokens. Point at one or walk with the arrow keys.")
        self._count = words.format(len(shown))
        self.chips.set_pieces(shown)
        self.said.setText(self._count)
        self._scroll.verticalScrollBar().setValue(0)

    def _pointed(self, place: int) -> None:
        self.said.setText(self.chips.describe(place) if place >= 0 else self._count)
        if place >= 0:
            at = self.chips.mapTo(self._inside, self.chips.box(place).center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, 40)
