"""Chips: small coloured boxes with a word and a caption, which flow like text and can be walked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, ClassVar, overload

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.ui.plots.chip_lines import ChipLines

PAD = 6
SMALL_PX = 10
# So many chips are measured before the window is asked what else there is to do: some milliseconds.
BATCH = 300
# How many chips a screen reader reads out.
DESCRIBED = 100


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


class LazyChips(Sequence[Chip]):
    """So many chips, each made by ``make(place)`` when it is looked at."""

    def __init__(self, count: int, make: Callable[[int], Chip]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Chip: ...
    @overload
    def __getitem__(self, index: slice) -> list[Chip]: ...
    def __getitem__(self, index: int | slice) -> Chip | list[Chip]:
        if isinstance(index, slice):
            return [self._make(at) for at in range(*index.indices(self._count))]
        return self._make(range(self._count)[index])


class ChipFlow(QWidget):
    """Chips that flow like words, walked with arrow keys or a click.

    ``pointed`` carries the place of the current one, -1 for none; ``chosen`` the place of one
    that was clicked, or on which Enter or Space was pressed.

    ``items`` may be any sequence, also one that makes its chips when they are asked for. They are
    measured `BATCH` at a time while the window is idle, and only those in sight are painted.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    # Whether the caption is as large as the text, because it is read as much.
    caption_is_large: ClassVar[bool] = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors: Any = None
        self._measured = ChipLines()
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._lay_out_more)
        self.items: Sequence[Chip] = ()
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
        self.items = items
        self.current = current
        self._measured = ChipLines()
        self._describe()
        self._lay_out_more()

    def grow(self, items: Sequence[Chip]) -> None:
        """Show more chips: ``items`` begins with those that are shown."""
        described = len(self.items) >= DESCRIBED
        self.items = items
        if not described:
            self._describe()
        self._lay_out_more()

    def _describe(self) -> None:
        words = (f"{chip.text} {chip.caption}".strip() for chip in islice(self.items, DESCRIBED))
        self.setAccessibleDescription(" ".join(words))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._measured.height(width, self._line_height())

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measured = ChipLines()
            self._lay_out_more()

    def _caption_font(self) -> QFont:
        font = QFont(self.font())
        if not self.caption_is_large:
            font.setPixelSize(SMALL_PX)
        return font

    def _line_height(self) -> int:
        return self.fontMetrics().height() + QFontMetrics(self._caption_font()).height() + 4

    def _lay_out_more(self) -> None:
        """Measure the next batch, and come back for the rest once the window has done its work."""
        self._lay_out(min(len(self.items), len(self._measured) + BATCH))
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()
        if len(self._measured) < len(self.items):
            self._more.start()

    def _lay_out(self, end: int) -> None:
        """Measure all chips before ``end``."""
        large, small = self.font().toString(), self._caption_font().toString()
        for place in range(len(self._measured), end):
            chip = self.items[place]
            words = max(_width(large, chip.text), _width(small, chip.caption))
            self._measured.add(words + 2 * PAD, chip.breaks)

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
        seen = self._in_sight(event.rect())
        shown = [(self.items[place], self.box(place)) for place in seen]
        painter.setPen(Qt.PenStyle.NoPen)
        for place, (chip, box) in zip(seen, shown, strict=True):
            painter.setBrush(self._color(chip))
            if place == self.current:
                painter.setPen(QColor(self._colors.accent))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
        self._write(painter, shown)
        if self.hasFocus() and self.current < 0:
            # With the keyboard here and no chip to show it.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._colors.accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def _write(self, painter: QPainter, chips: Sequence[tuple[Chip, QRect]]) -> None:
        """Write all texts and then all captions: to change the font takes longer than to write."""
        line, middle = self.fontMetrics().height(), Qt.AlignmentFlag.AlignHCenter
        painter.setFont(self.font())
        painter.setPen(QColor(self._colors.text))
        for chip, box in chips:
            if chip.caption or self.caption_is_large:
                painter.drawText(box.adjusted(2, 2, -2, 0), middle, chip.text)
            else:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip.text)
        painter.setFont(self._caption_font())
        painter.setPen(QColor(self._colors.muted))
        for chip, box in chips:
            painter.drawText(box.adjusted(2, line + 2, -2, 0), middle, chip.caption)

    def _in_sight(self, area: QRect) -> range:
        """The places of all chips on lines that an area touches."""
        return self._measured.between(area.top(), area.bottom(), self.width(), self._line_height())

    def _at(self, position: QPoint) -> int:
        line = self._in_sight(QRect(position, QSize(1, 1)))
        return next((i for i in line if self.box(i).contains(position)), -1)

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

    def go(self, index: int) -> None:
        """Point at a chip, -1 for none."""
        self.current = index
        self.pointed.emit(index)
        self.update()

    def box(self, index: int) -> QRect:
        """Where a chip lies."""
        if index >= len(self._measured):
            self._lay_out(index + 1)
        return self._measured.box(index, self.width(), self._line_height())


# Text is measured again with every token that comes.
@lru_cache(1 << 16)
def _width(font: str, text: str) -> int:
    return _metrics(font).horizontalAdvance(text)


@lru_cache(16)
def _metrics(font: str) -> QFontMetrics:
    made = QFont()
    made.fromString(font)
    return QFontMetrics(made)
