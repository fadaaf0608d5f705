"""Attention grid: the maps of all layers and heads, small, side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.contracts.errors import UsageError
from workbench.ui.plots import shades
from workbench.ui.plots.plot_table import MOST_ROWS, PlotTable
from workbench.ui.translation import inside_sentence

Head = tuple[int, int]
GAP, LEAST = 4, 14
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class AttentionGrid(QWidget):
    """Maps ``(n_layers, n_heads, time, time)``: rows are layers, columns heads.

    Arrow keys or a click choose a head (``current_changed``), Enter, Space or a double
    click opens it (``chosen``). All maps are one picture, made when it is painted: maps
    that come faster than the screen cost nothing.
    """

    current_changed = Signal(int, int)
    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps: npt.NDArray[Any] = np.zeros((0, 0, 0, 0), np.float16)
        self._column = ""
        self._current: Head = (0, 0)
        self._hover: Head | None = None
        self._colors: Any = None
        self._mosaic: shades.Indices | None = None
        self._image: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Attention in each layer and head"))

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self._redraw()

    def set_maps(self, maps: npt.NDArray[Any], column: str = "") -> None:
        """Show maps ``(n_layers, n_heads, time, time)``.

        ``column`` names the only column where it is something else than a head.
        """
        size_before = self._maps.shape[:2]
        self._maps = maps
        self._column = column
        if maps.shape[:2] != size_before:
            self._hover = None
            self._fit()
        row, head = self._current
        self._current = (min(row, max(0, len(maps) - 1)), min(head, max(0, maps.shape[1] - 1)))
        self.setAccessibleDescription(self.describe(*self._current))
        self._redraw()

    def plot_table(self) -> PlotTable:
        """A row a pair of places in each layer and head, all counted from 1.

        Raises
        ------
        UsageError
            When these are more than a table holds.
        """
        if self._maps.size > MOST_ROWS:
            raise UsageError(
                self.tr("These maps hold {0} numbers, too many for a table.").format(
                    f"{self._maps.size:,}"
                ),
                self.tr("Save one head's map, or take a shorter text."),
            )
        layer, head, query, key = np.unravel_index(np.arange(self._maps.size), self._maps.shape)
        return PlotTable(
            {
                self.tr("Layer"): layer + 1,
                self._column or self.tr("Head"): head + 1,
                self.tr("Query place"): query + 1,
                self.tr("Key place"): key + 1,
                self.tr("Weight"): np.asarray(self._maps, np.float32).ravel(),
            }
        )

    @property
    def current(self) -> Head:
        """The chosen ``(layer, head)``, counted from 0."""
        return self._current

    def set_current(self, layer: int, head: int) -> None:
        """Choose a head."""
        n_layers, n_heads = self._maps.shape[:2]
        place = (min(max(layer, 0), n_layers - 1), min(max(head, 0), n_heads - 1))
        if self._maps.size and place != self._current:
            self._current = place
            self.setAccessibleDescription(self.describe(*place))
            self.current_changed.emit(*place)
            self.update()

    def describe(self, layer: int, head: int) -> str:
        """One head in words."""
        if not self._maps.size:
            return ""
        if self._column:
            return self.tr("Layer {0}, {1}").format(layer + 1, inside_sentence(self._column))
        return self.tr("Layer {0}, head {1}").format(layer + 1, head + 1)

    def cell_rect(self, layer: int, head: int) -> QRect:
        """Where a head's map is, in this widget's pixels."""
        corner, side = self._corner(), self._side()
        step = side + GAP
        return QRect(corner.x() + head * step, corner.y() + layer * step, side, side)

    def sizeHint(self) -> QSize:
        return self.size_for(56)

    def minimumSizeHint(self) -> QSize:
        return self.size_for(LEAST)

    def size_for(self, side: int) -> QSize:
        """How large it is with maps of ``side`` pixels."""
        corner, (n_layers, n_heads) = self._corner(), self._maps.shape[:2]
        across, down = max(1, n_heads) * (side + GAP), max(1, n_layers) * (side + GAP)
        return QSize(corner.x() + across, corner.y() + down)

    def _fit(self) -> None:
        self.setMinimumSize(self.minimumSizeHint())
        self.updateGeometry()

    def _corner(self) -> QPoint:
        metrics = self.fontMetrics()
        widest = self.tr("Layer {0}").format(max(1, len(self._maps)))
        return QPoint(metrics.horizontalAdvance(widest) + 10, metrics.height() + 6)

    def _side(self) -> int:
        corner, n_layers, n_heads = self._corner(), len(self._maps), self._maps.shape[1]
        across: int = (self.width() - corner.x()) // max(1, n_heads) - GAP
        down: int = (self.height() - corner.y()) // max(1, n_layers) - GAP
        return max(LEAST, min(across, down))

    def _redraw(self) -> None:
        self._image = None
        self.update()

    def resizeEvent(self, event: Any) -> None:
        self._redraw()
        super().resizeEvent(event)

    def _drawn(self) -> QImage:
        """All maps as one picture in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        side, gap = round(self._side() * ratio), round(GAP * ratio)
        n_layers, n_heads = self._maps.shape[:2]
        small = shades.of_shares(shades.pooled(shades.bits(self._maps), side))
        nearest = np.arange(side) * small.shape[-1] // side
        large = small[:, :, nearest][..., nearest]  # (L, H, side, side)
        step = side + gap
        mosaic = np.full((n_layers, step, n_heads, step), shades.NOTHING, np.uint8)
        mosaic[:, :side, :, :side] = large.transpose(0, 2, 1, 3)
        self._mosaic = mosaic.reshape(n_layers * step, n_heads * step)
        image = shades.image(self._mosaic, shades.table(self._colors.sequential))
        image.setDevicePixelRatio(ratio)
        return image

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._maps.size or self._colors is None:
            return
        if self._image is None:
            self._image = self._drawn()
        painter = QPainter(self)
        painter.drawImage(self._corner(), self._image)
        self._draw_names(painter)
        painter.setPen(QPen(QColor(self._colors.border), 1))
        n_layers, n_heads = self._maps.shape[:2]
        if self._side() > LEAST:
            for layer in range(n_layers):
                for head in range(n_heads):
                    painter.drawRect(self.cell_rect(layer, head).adjusted(-1, -1, 0, 0))
        if self._hover is not None:
            painter.setPen(QPen(QColor(self._colors.text), 1))
            painter.drawRect(self.cell_rect(*self._hover).adjusted(-1, -1, 0, 0))
        painter.setPen(QPen(QColor(self._colors.accent), 3 if self.hasFocus() else 2))
        painter.drawRect(self.cell_rect(*self._current).adjusted(-2, -2, 1, 1))
        painter.end()

    def _draw_names(self, painter: QPainter) -> None:
        metrics, corner = self.fontMetrics(), self._corner()
        n_layers, n_heads = self._maps.shape[:2]
        step, line = self._side() + GAP, metrics.height()
        painter.setPen(QColor(self._colors.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if self._column:
            box = QRectF(corner.x(), 0, self.width() - corner.x(), line)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self._column)
        else:
            painter.drawText(QRectF(0, 0, corner.x() - 8, line), right, self.tr("Head"))
            every = -(-metrics.horizontalAdvance(f"{n_heads} ") // step)
            for head in range(0, n_heads, every):
                wide = QRectF(corner.x() + head * step - step, 0, 3 * step - GAP, line)
                painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, str(head + 1))
        every = -(-line // step)
        for layer in range(0, n_layers, every):
            box = QRectF(0, corner.y() + layer * step, corner.x() - 8, step - GAP)
            tall = box.adjusted(0, -line / 2, 0, line / 2)
            painter.drawText(tall, right, self.tr("Layer {0}").format(layer + 1))

    def _head_at(self, position: QPoint) -> Head | None:
        corner, step = self._corner(), self._side() + GAP
        x, y = position.x() - corner.x(), position.y() - corner.y()
        layer, head = y // step, x // step
        n_layers, n_heads = self._maps.shape[:2]
        return (layer, head) if 0 <= layer < n_layers and 0 <= head < n_heads else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._head_at(event.position().toPoint())
        if hover != self._hover:
            self._hover = hover
            shape = Qt.CursorShape.PointingHandCursor if hover else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.setToolTip(self.describe(*hover) if hover else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._head_at(event.position().toPoint())
        if place and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._head_at(event.position().toPoint()) == self._current:
            self.chosen.emit(*self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        layer, head = self._current
        key = Qt.Key(event.key())
        if key in _STEPS:
            down, right = _STEPS[key]
            self.set_current(layer + down, head + right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._maps.size:
            self.chosen.emit(layer, head)
        else:
            super().keyPressEvent(event)
