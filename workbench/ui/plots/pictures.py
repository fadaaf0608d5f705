"""Pictures: from numpy to Qt, and one picture large with its pixels as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.contracts.errors import UsageError
from workbench.ui.plots.plot_table import MOST_ROWS, PlotTable

Picture = npt.NDArray[np.uint8]


def to_image(picture: Picture) -> QImage:
    """Copy a picture ``uint8`` ``(h, w)`` or ``(h, w, c)`` with c of 1, 3 or 4 into a QImage."""
    array = np.ascontiguousarray(picture)
    if array.ndim == 3 and array.shape[2] == 1:
        array = np.ascontiguousarray(array[:, :, 0])
    height, width = array.shape[:2]
    formats = {
        2: QImage.Format.Format_Grayscale8,
        3: QImage.Format.Format_RGB888,
        4: QImage.Format.Format_RGBA8888,
    }
    depth = 2 if array.ndim == 2 else array.shape[2]
    return QImage(array.data, width, height, array.strides[0], formats[depth]).copy()


def to_pixmap(picture: Picture, side: int, ratio: float = 1.0) -> QPixmap:
    """A picture as large as fits into ``side`` pixels, with its pixels sharp."""
    goal = round(side * ratio)
    image = to_image(picture)
    small = max(image.width(), image.height()) <= goal
    scaled = image.scaled(
        goal,
        goal,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.FastTransformation
        if small
        else Qt.TransformationMode.SmoothTransformation,
    )
    pixmap = QPixmap.fromImage(scaled)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixel_table(picture: Picture) -> PlotTable:
    """A row a pixel: where it is, counted from 0, and a column for each of its values.

    Raises
    ------
    UsageError
        When there are more pixels than a table holds.
    """
    height, width = picture.shape[:2]
    if height * width > MOST_ROWS:
        raise UsageError(
            QCoreApplication.translate(
                "PixelView", "This picture has {0} pixels, too many for a table."
            ).format(f"{height * width:,}"),
            QCoreApplication.translate("PixelView", "Save it as a picture instead."),
        )
    rows, columns = np.divmod(np.arange(height * width), width)
    values = picture.reshape(height * width, -1)
    names = [
        QCoreApplication.translate("PixelView", "Red"),
        QCoreApplication.translate("PixelView", "Green"),
        QCoreApplication.translate("PixelView", "Blue"),
        QCoreApplication.translate("PixelView", "Alpha"),
    ]
    if values.shape[1] == 1:
        names = [QCoreApplication.translate("PixelView", "Value")]
    return PlotTable(
        {
            QCoreApplication.translate("PixelView", "Row"): rows,
            QCoreApplication.translate("PixelView", "Column"): columns,
            **dict(zip(names, values.T, strict=False)),
        }
    )


class PixelView(QWidget):
    """One picture large; the pixel under the pointer (or the arrow keys) as a number.

    Where pixels are large enough, each shows its value.
    """

    pixel_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._at: tuple[int, int] | None = None
        self._colors: Any = None
        self._numbers = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(224, 224)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture, pixel by pixel"))

    def sizeHint(self) -> QSize:
        return QSize(560, 560)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self.update()

    def set_numbers(self, on: bool) -> None:
        """Write every pixel's value into it."""
        self._numbers = on
        self.update()

    def set_picture(self, picture: Picture) -> None:
        """Show another picture."""
        self._picture = picture
        self._at = None
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a pixel, see `pixel_table`."""
        return PlotTable({}) if self._picture is None else pixel_table(self._picture)

    def _area(self) -> tuple[QRectF, float]:
        assert self._picture is not None
        height, width = self._picture.shape[:2]
        side = min(self.width() / width, self.height() / height)
        left, top = (self.width() - width * side) / 2, (self.height() - height * side) / 2
        return QRectF(left, top, width * side, height * side), side

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        area, side = self._area()
        painter.drawImage(area, to_image(self._picture))
        if self._numbers and side >= 14 and self._picture.ndim == 2:
            self._paint_numbers(painter, area, side)
        if self._at is not None and self._colors is not None:
            row, column = self._at
            painter.setPen(QPen(QColor(self._colors.accent), 2))
            painter.drawRect(QRectF(area.x() + column * side, area.y() + row * side, side, side))
        painter.end()

    def _paint_numbers(self, painter: QPainter, area: QRectF, side: float) -> None:
        assert self._picture is not None
        font = painter.font()
        font.setPixelSize(max(6, int(side * 0.42)))
        painter.setFont(font)
        for (row, column), value in np.ndenumerate(self._picture):
            # Readable on its own grey; zeros step back so that the figure stands out.
            ink = "#101418" if value > 105 else "#e8ebf2" if value else "#5b6475"
            painter.setPen(QColor(ink))
            cell = QRectF(area.x() + column * side, area.y() + row * side, side, side)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(value))

    def _go(self, row: int, column: int) -> None:
        assert self._picture is not None
        height, width = self._picture.shape[:2]
        self._at = (min(max(row, 0), height - 1), min(max(column, 0), width - 1))
        value = self._picture[self._at]
        shown = ", ".join(str(v) for v in np.atleast_1d(value))
        text = self.tr("row {0}, column {1}: {2}").format(*self._at, shown)
        self.setAccessibleDescription(text)
        self.pixel_changed.emit(text)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._picture is None:
            return
        area, side = self._area()
        position: QPointF = event.position()
        if area.contains(position):
            self._go(int((position.y() - area.y()) / side), int((position.x() - area.x()) / side))

    def leaveEvent(self, event: QEvent) -> None:
        self._at = None
        self.pixel_changed.emit("")
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._picture is None:
            super().keyPressEvent(event)
            return
        row, column = self._at or (0, 0)
        self._go(row + step[0], column + step[1])

    def picture_rect(self) -> QRect:
        """Where the picture is, in this widget's pixels."""
        return self._area()[0].toAlignedRect() if self._picture is not None else QRect()
