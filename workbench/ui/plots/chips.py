"""Chips: small coloured boxes with a word and a caption, which flow like text and can be walked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

GAP, PAD = 4, 6
SMALL_PX = 10


@dataclass(frozen=True)
class Chip:
    """What one chip shows.

    ``tint`` is the number of its colour in the theme's series, ``None`` for none; ``about`` says
    it in a sentence. Behind a chip that ``breaks`` a new line begins.
    """

    text: str
    caption: str = ""
    tint: int | None = None
    about: str = ""
    breaks: bool = False


class ChipFlow(QWidget):
    """Chips that flow like words, walked with arrow keys or a click.

    ``pointed`` carries the place of the current one, -1 for none; ``chosen`` the place of one
    that was clicked, or on which Enter or Space was pressed.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    # Whether the caption is as large as the text, because it is read as much.
    caption_is_large: ClassVar[bool] = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors: Any = None
        self._boxes: list[QRect] = []
        self.items: tuple[Chip, ...] = ()
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self.update()

    def set_chips(self, items: Sequence[Chip], current: int = -1) -> None:
        """Show these chips."""
        self.items, self.current = tuple(items), current
        words = (f"{chip.text} {chip.caption}".strip() for chip in self.items[:100])
        self.setAccessibleDescription(" ".join(words))
        self._place(self.width())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(240, self._flow(max(self.width(), 240))[1])

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._place(self.width())

    def _caption_font(self) -> QFont:
        font = QFont(self.font())
        if not self.caption_is_large:
            font.setPixelSize(SMALL_PX)
        return font

    def _place(self, width: int) -> None:
        self._boxes, height = self._flow(width)
        self.setMinimumHeight(height)

    def _flow(self, width: int) -> tuple[list[QRect], int]:
        caption = self._caption_font()
        large, small = self.font().toString(), caption.toString()
        height = self.fontMetrics().height() + QFontMetrics(caption).height() + 4
        boxes, x, y = [], 0, 0
        for chip in self.items:
            words = max(_width(large, chip.text), _width(small, chip.caption))
            wide = min(words + 2 * PAD, width)
            if x and x + wide > width:
                x, y = 0, y + height + GAP
            boxes.append(QRect(x, y, wide, height))
            x += wide + GAP
            if chip.breaks:
                x, y = 0, y + height + GAP
        return boxes, (boxes[-1].bottom() + 1 if boxes else height)

    def _color(self, chip: Chip) -> QColor:
        if chip.tint is None:
            return QColor(self._colors.raised)
        color = QColor(self._colors.series[chip.tint % len(self._colors.series)])
        color.setAlpha(60 if self._colors.dark else 45)
        return color

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colors is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (chip, box) in enumerate(zip(self.items, self._boxes, strict=True)):
            if not box.intersects(event.rect()):
                continue
            current = place == self.current
            painter.setPen(QColor(self._colors.accent) if current else Qt.PenStyle.NoPen)
            painter.setBrush(self._color(chip))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            self._write(painter, chip, box)
        if self.hasFocus() and self.current < 0:
            # With the keyboard here and no chip to show it.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._colors.accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def _write(self, painter: QPainter, chip: Chip, box: QRect) -> None:
        line, middle = self.fontMetrics().height(), Qt.AlignmentFlag.AlignHCenter
        painter.setFont(self.font())
        painter.setPen(QColor(self._colors.text))
        if not chip.caption and not self.caption_is_large:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip.text)
            return
        painter.drawText(box.adjusted(2, 2, -2, 0), middle, chip.text)
        painter.setFont(self._caption_font())
        painter.setPen(QColor(self._colors.muted))
        painter.drawText(box.adjusted(2, line + 2, -2, 0), middle, chip.caption)

    def _at(self, place: QPoint) -> int:
        return next((i for i, box in enumerate(self._boxes) if box.contains(place)), -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos())  # type: ignore[attr-defined]
            text = self.items[place].about if place >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().toPoint())
        self.go(place)
        if place >= 0:
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.items) - 1
        targets = {
            Qt.Key.Key_Right: min(self.current + 1, last),
            Qt.Key.Key_Left: max(self.current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self.items and event.key() in targets:
            self.go(targets[Qt.Key(event.key())])
        elif self.current >= 0 and event.key() in keys:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def go(self, place: int) -> None:
        """Point at a chip, -1 for none."""
        self.current = place
        self.pointed.emit(place)
        self.update()

    def box(self, place: int) -> QRect:
        """Where a chip lies."""
        return self._boxes[place]


# Text is measured again with every token that comes.
@lru_cache(4096)
def _width(font: str, text: str) -> int:
    made = QFont()
    made.fromString(font)
    return QFontMetrics(made).horizontalAdvance(text)
