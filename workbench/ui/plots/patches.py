"""Patches: a picture, and how much one of its patches looks at each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots.attention_map import attention_table
from workbench.ui.plots.pictures import Picture, to_image
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.shades import percent


def grid_of(names: Sequence[str]) -> tuple[int, int]:
    """Rows and columns of patches named ``row,column`` from 1; nothing for other names."""
    row, comma, column = names[-1].partition(",") if names else ("", "", "")
    fine = comma and row.isascii() and row.isdigit() and column.isascii() and column.isdigit()
    rows, columns = (int(row), int(column)) if fine else (0, 0)
    return (rows, columns) if rows * columns == len(names) else (0, 0)


class Patches(QWidget):
    """A picture whose patches are tinted by how much the chosen one looks at them.

    The pointer or the arrow keys choose a patch; ``pointed`` carries its number, counted
    row by row from 0.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map: npt.NDArray[Any] = np.zeros((0, 0), np.float32)
        self._names: tuple[str, ...] = ()
        self._picture: Picture | None = None
        self._colors: Any = None
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(140, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture with what a patch looks at"))

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def plot_table(self) -> PlotTable:
        """What every patch looks at, not the current one alone."""
        return attention_table(self._map, self._names)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self.update()

    def set_picture(self, picture: Picture | None) -> None:
        """Show a picture under the patches; ``None`` while it is not known."""
        self._picture = picture
        self.update()

    def set_map(self, weights: npt.NDArray[Any], names: Sequence[str]) -> None:
        """Show how much each patch looks at each other, ``(time, time)``."""
        self._map = weights
        self._names = tuple(names)
        self.current = min(self.current, max(0, len(names) - 1))
        self.update()

    def set_current(self, index: int) -> None:
        """Choose a patch."""
        index = min(max(index, 0), len(self._names) - 1)
        if self._names and index != self.current:
            self.current = index
            self.pointed.emit(index)
            self.update()

    def patch_rect(self, index: int) -> QRectF:
        """Where a patch is, in this widget's pixels."""
        area, (rows, columns) = self._area(), grid_of(self._names)
        wide, high = area.width() / columns, area.height() / rows
        row, column = divmod(index, columns)
        return QRectF(area.x() + column * wide, area.y() + row * high, wide, high)

    def _area(self) -> QRectF:
        rows, columns = grid_of(self._names)
        if self._picture is not None:
            rows, columns = self._picture.shape[:2]
        side = min(self.width() / max(1, columns), self.height() / max(1, rows))
        wide, high = side * columns, side * rows
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colors is None or not all(grid_of(self._names)):
            return
        painter = QPainter(self)
        if self._picture is not None:
            painter.drawImage(self._area(), to_image(self._picture))
        weights = self._map[self.current].astype(np.float32)
        strongest = float(weights.max()) or 1.0
        writes = painter.fontMetrics().horizontalAdvance("100 %") + 4
        for place, weight in enumerate(weights.tolist()):
            box, tint = self.patch_rect(place), QColor(self._colors.accent)
            tint.setAlphaF(0.75 * max(0.0, weight / strongest))
            painter.fillRect(box, tint)
            painter.setPen(QPen(QColor(self._colors.border), 1))
            painter.drawRect(box)
            if box.width() >= writes and box.height() >= painter.fontMetrics().height():
                self._write(painter, box, percent(weight))
        color = self._colors.accent if self.hasFocus() else self._colors.warn
        painter.setPen(QPen(QColor(color), 3))
        painter.drawRect(self.patch_rect(self.current).adjusted(1, 1, -1, -1))
        painter.end()

    def _write(self, painter: QPainter, box: QRectF, text: str) -> None:
        """On a plate of its own: the picture below may be of any colour."""
        metrics = painter.fontMetrics()
        wide, high = metrics.horizontalAdvance(text) + 4, metrics.height()
        plate = QRectF(box.right() - wide - 1, box.bottom() - high - 1, wide, high)
        back = QColor(self._colors.panel)
        back.setAlphaF(0.8)
        painter.fillRect(plate, back)
        painter.setPen(QColor(self._colors.text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _at(self, position: QPointF) -> int:
        area, (rows, columns) = self._area(), grid_of(self._names)
        if not columns or not area.contains(position):
            return -1
        column = min(columns - 1, int((position.x() - area.x()) / area.width() * columns))
        row = min(rows - 1, int((position.y() - area.y()) / area.height() * rows))
        return row * columns + column

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (place := self._at(event.position())) >= 0:
            self.set_current(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = grid_of(self._names)[1]
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not columns:
            super().keyPressEvent(event)
        elif 0 <= self.current + step < len(self._names):
            self.set_current(self.current + step)
