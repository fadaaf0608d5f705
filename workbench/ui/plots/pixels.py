"""One small picture, large: its pixels as squares and, where there is room, as numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.ui.theme import ThemeManager

NUMBERS_FROM = 21  # pixels a square needs to hold three digits


class Pixels(QWidget):
    """Shows uint8 ``(height, width)`` or ``(height, width, 3)``; hovering tells a pixel's value."""

    def __init__(
        self, theme: ThemeManager, numbers: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._numbers = theme, numbers
        self._picture: npt.NDArray[np.uint8] | None = None
        self._image: QImage | None = None
        self.setMinimumSize(84, 84)
        if numbers:
            self.setMinimumSize(28 * NUMBERS_FROM, 28 * NUMBERS_FROM)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Five pixels a pixel, or room for numbers."""
        return QSize(28 * 24, 28 * 24) if self._numbers else QSize(140, 140)

    def show_picture(self, picture: npt.NDArray[np.uint8] | None) -> None:
        """Show a picture, or nothing."""
        self._picture = None if picture is None else np.ascontiguousarray(picture)
        self._image = None
        if self._picture is not None:
            height, width = self._picture.shape[:2]
            form = (
                QImage.Format.Format_Grayscale8
                if self._picture.ndim == 2
                else QImage.Format.Format_RGB888
            )
            stride = self._picture.strides[0]
            self._image = QImage(self._picture.data, width, height, stride, form)
        self.update()

    def _square(self) -> QRectF:
        assert self._picture is not None
        height, width = self._picture.shape[:2]
        cell = min(self.width() / width, self.height() / height)
        w, h = cell * width, cell * height
        return QRectF((self.width() - w) / 2, (self.height() - h) / 2, w, h)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Squares, then numbers."""
        painter = QPainter(self)
        if self._picture is None or self._image is None:
            painter.fillRect(self.rect(), QColor(self._theme.colors.raised))
            return
        square = self._square()
        painter.drawImage(square, self._image)
        cell = square.width() / self._picture.shape[1]
        if self._numbers and cell >= NUMBERS_FROM - 1 and self._picture.ndim == 2:
            self._paint_numbers(painter, square, cell)

    def _paint_numbers(self, painter: QPainter, square: QRectF, cell: float) -> None:
        assert self._picture is not None
        font = painter.font()
        font.setPixelSize(max(7, int(cell * 0.44)))
        painter.setFont(font)
        for (row, column), value in np.ndenumerate(self._picture):
            painter.setPen(QColor("#000000" if value > 110 else "#aab3c2" if value else "#3c4454"))
            box = QRectF(square.left() + column * cell, square.top() + row * cell, cell, cell)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(value))

    def value_at(self, position: QPointF) -> str:
        """Row, column and value of the pixel there; empty outside the picture."""
        if self._picture is None:
            return ""
        square = self._square()
        height, width = self._picture.shape[:2]
        column = int((position.x() - square.left()) / square.width() * width)
        row = int((position.y() - square.top()) / square.height() * height)
        if not (0 <= row < height and 0 <= column < width):
            return ""
        return self.tr("row {r}, column {c}: {v}").format(
            r=row, c=column, v=self._picture[row, column]
        )

    def event(self, event: QEvent) -> bool:
        """Answer a hover."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.value_at(QPointF(event.pos())), self)
            return True
        return super().event(event)
