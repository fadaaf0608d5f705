"""Number map: signed numbers as a picture with a scale, which can be read cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots import shades
from workbench.ui.plots.plot_table import PlotTable

Cell = tuple[int, int]
SCALE_PX = 10
_NONE: npt.NDArray[np.float32] = np.zeros((0, 0), np.float32)


class NumberMap(QWidget):
    """Numbers ``(rows, columns)``, blue above nothing and orange below, by the theme.

    The pointer or the arrow keys (with Control ten at a time) choose a cell; ``pointed`` carries
    ``(row, column)``.

    Parameters
    ----------
    title
        Read out by a screen reader.
    describe
        Says a cell in words: row, column, number.
    """

    pointed = Signal(int, int)

    def __init__(
        self, title: str, describe: Callable[[int, int, float], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._say = describe
        self._numbers = _NONE
        self._rows_name = self._columns_name = ""
        self._limit = 1.0
        self._current: Cell = (0, 0)
        self._indices: shades.Indices = np.zeros((0, 0), np.uint8)
        self._scaled: tuple[QSize, QImage] | None = None
        self._colors: Any = None
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(180, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 280)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self._scaled = None
        self.update()

    def set_numbers(
        self,
        numbers: npt.NDArray[np.float32],
        rows: str,
        columns: str,
        limit: float | None = None,
    ) -> None:
        """Show another table.

        Parameters
        ----------
        numbers
            float32 ``(rows, columns)``.
        rows, columns
            What the two axes count.
        limit
            The number that has the fullest colour; the largest there is if ``None``.
        """
        self._numbers = numbers
        self._rows_name = rows
        self._columns_name = columns
        largest = float(np.abs(numbers).max()) if numbers.size else 1.0
        self._limit = limit or largest or 1.0
        self._indices = shades.of_signed(numbers, self._limit)
        self._scaled = None
        self._current = self._inside(*self._current)
        self._describe()
        self.update()

    @property
    def numbers(self) -> npt.NDArray[np.float32]:
        """What is shown."""
        return self._numbers

    def plot_table(self) -> PlotTable:
        """A row a number; rows and columns count from 1, as on the axes."""
        height, width = self._numbers.shape
        row, column = np.divmod(np.arange(height * width), max(1, width))
        return PlotTable(
            {
                self._rows_name or self.tr("Row"): row + 1,
                self._columns_name or self.tr("Column"): column + 1,
                self.tr("Value"): self._numbers.ravel(),
            }
        )

    @property
    def current(self) -> Cell:
        """The cell that is pointed at, ``(row, column)``."""
        return self._current

    def description(self) -> str:
        """The cell that is pointed at, in words."""
        row, column = self._current
        if not self._numbers.size:
            return ""
        return self._say(row, column, float(self._numbers[row, column]))

    def set_current(self, row: int, column: int) -> None:
        """Point at a cell."""
        cell = self._inside(row, column)
        if self._numbers.size and cell != self._current:
            self._current = cell
            self._describe()
            self.pointed.emit(*cell)
            self.update()

    def _inside(self, row: int, column: int) -> Cell:
        height, width = self._numbers.shape
        return min(max(row, 0), max(height - 1, 0)), min(max(column, 0), max(width - 1, 0))

    def _describe(self) -> None:
        self.setAccessibleDescription(self.description())

    def picture_rect(self) -> QRect:
        """Where the picture is, in this widget's pixels."""
        metrics = QFontMetrics(self.font())
        line = metrics.height()
        side = max(metrics.horizontalAdvance(str(n)) for n in (1, self._numbers.shape[0]))
        left, below = side + line + 10, 2 * line + SCALE_PX + 16
        return QRect(left, 4, max(20, self.width() - left - 6), max(20, self.height() - below - 4))

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        area = QRectF(self.picture_rect())
        height, width = (max(1, n) for n in self._numbers.shape)
        size = (area.width() / width, area.height() / height)
        return QRectF(area.x() + column * size[0], area.y() + row * size[1], *size)

    def _cell_at(self, position: QPointF) -> Cell | None:
        area = QRectF(self.picture_rect())
        if not self._numbers.size or not area.contains(position):
            return None
        height, width = self._numbers.shape
        row = int((position.y() - area.y()) / area.height() * height)
        return self._inside(row, int((position.x() - area.x()) / area.width() * width))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colors is None or not self._numbers.size:
            return
        painter = QPainter(self)
        area = self.picture_rect()
        painter.drawImage(area, self._image(area.size()))
        painter.setPen(QColor(self._colors.border))
        painter.drawRect(area.adjusted(-1, -1, 0, 0))
        self._draw_axes(painter, area)
        self._draw_scale(painter, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colors.accent), 2))
            cell = self.cell_rect(*self._current)
            least = cell.adjusted(-1, -1, 1, 1)
            painter.drawRect(least if min(cell.width(), cell.height()) < 6 else cell)
        painter.end()

    def _table(self) -> list[int]:
        colors = self._colors
        return shades.table((colors.negative, colors.panel, colors.positive))

    def _image(self, size: QSize) -> QImage:
        """The picture; of more numbers than pixels each pixel is a mean of its own."""
        if self._scaled is None or self._scaled[0] != size:
            picture = shades.image(self._indices, self._table())
            many = picture.width() > size.width() or picture.height() > size.height()
            ignore = Qt.AspectRatioMode.IgnoreAspectRatio
            if many:
                smooth = Qt.TransformationMode.SmoothTransformation
                picture = picture.convertToFormat(QImage.Format.Format_RGB32)
                picture = picture.scaled(size, ignore, smooth)
            else:
                picture = picture.copy()
            self._scaled = (size, picture)
        return self._scaled[1]

    def _draw_axes(self, painter: QPainter, area: QRect) -> None:
        line = painter.fontMetrics().height()
        centre, right = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignRight
        painter.setPen(QColor(self._colors.muted))
        height, width = self._numbers.shape
        left = area.left() - 4
        top = QRectF(0, area.top(), left, line)
        bottom = QRectF(0, area.bottom() - line, left, line)
        painter.drawText(top, right, "1")
        painter.drawText(bottom, right, str(height))
        below = QRectF(area.left(), area.bottom() + 3, area.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "1")
        painter.drawText(below, right, str(width))
        painter.drawText(below, centre, self._columns_name)
        painter.save()
        painter.translate(line / 2 + 1, area.center().y())
        painter.rotate(-90)
        box = QRectF(-area.height() / 2, -line / 2, area.height(), line)
        painter.drawText(box, centre, self._rows_name)
        painter.restore()

    def _draw_scale(self, painter: QPainter, area: QRect) -> None:
        line = painter.fontMetrics().height()
        strip = np.linspace(-1, 1, 255, dtype=np.float32)[None]
        indices = shades.of_signed(strip, 1.0)
        width = min(area.width(), 220)
        left = area.left() + (area.width() - width) // 2
        box = QRect(left, area.bottom() + line + 9, width, SCALE_PX)
        painter.drawImage(box, shades.image(indices, self._table()))
        painter.setPen(QColor(self._colors.border))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.setPen(QColor(self._colors.muted))
        words = QRectF(box.left(), box.bottom() + 3, box.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, f"−{self._limit:.3g}")
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "0")
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, f"+{self._limit:.3g}")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (cell := self._cell_at(event.position())) is not None:
            self.set_current(*cell)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if self._numbers.size:
            self.pointed.emit(*self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._current
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
        match event.key():
            case Qt.Key.Key_Up:
                self.set_current(row - far, column)
            case Qt.Key.Key_Down:
                self.set_current(row + far, column)
            case Qt.Key.Key_Left:
                self.set_current(row, column - far)
            case Qt.Key.Key_Right:
                self.set_current(row, column + far)
            case _:
                super().keyPressEvent(event)
