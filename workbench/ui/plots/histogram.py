"""Histograms: one small shape a row, painted directly because there are many of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots.plot_table import PlotTable

Numbers = npt.NDArray[np.generic]


def spread(counts: Numbers, edges: Numbers) -> tuple[float, float]:
    """Mean and standard deviation of what a histogram counted, from its bin centres."""
    weights = np.asarray(counts, np.float64)
    centres = (np.asarray(edges[:-1], np.float64) + np.asarray(edges[1:], np.float64)) / 2
    total = max(float(weights.sum()), 1e-12)
    mean = float((weights * centres).sum() / total)
    return mean, float(np.sqrt((weights * (centres - mean) ** 2).sum() / total))


class Histogram(QWidget):
    """One distribution: ``counts`` ``(n,)`` over ``edges`` ``(n + 1,)``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: npt.NDArray[np.float64] = np.zeros(0)
        self._edges: npt.NDArray[np.float64] = np.zeros(0)
        self._color = "#888888"
        self._colors: Any = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(160, 64)

    def set_colors(self, colors: Any, color: str) -> None:
        """Take over the theme's colours and this shape's own."""
        self._colors = colors
        self._color = color
        self.update()

    def set_data(self, counts: Numbers, edges: Numbers) -> None:
        """Show another distribution."""
        self._counts = np.asarray(counts, np.float64)
        self._edges = np.asarray(edges, np.float64)
        mean, deviation = spread(counts, edges)
        text = self.tr("{0} to {1}, mean {2}, standard deviation {3}").format(
            *(f"{v:.3g}" for v in (edges[0], edges[-1], mean, deviation))
        )
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a bin."""
        edges = self._edges
        return PlotTable(
            {self.tr("From"): edges[:-1], self.tr("To"): edges[1:], self.tr("Count"): self._counts}
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._counts) or self._colors is None:
            return
        painter = QPainter(self)
        line = painter.fontMetrics().height()
        area = QRectF(2, 2, self.width() - 4, self.height() - line - 4)
        self._paint_shape(painter, area)
        self._paint_axis(painter, area, line)
        painter.end()

    def _x(self, value: float, area: QRectF) -> float:
        low, high = float(self._edges[0]), float(self._edges[-1])
        return area.x() + (value - low) / max(high - low, 1e-12) * area.width()

    def _paint_shape(self, painter: QPainter, area: QRectF) -> None:
        # Square root: the tails tell whether gradients vanish or explode, and they are thin.
        heights = np.sqrt(self._counts / max(float(self._counts.max()), 1.0)) * area.height()
        points = [QPointF(area.left(), area.bottom())]
        for index, height in enumerate(heights):
            top = area.bottom() - float(height)
            points.append(QPointF(self._x(float(self._edges[index]), area), top))
            points.append(QPointF(self._x(float(self._edges[index + 1]), area), top))
        points.append(QPointF(area.right(), area.bottom()))
        fill = QColor(self._color)
        fill.setAlpha(90)
        painter.setPen(QPen(QColor(self._color), 1))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(points))

    def _paint_axis(self, painter: QPainter, area: QRectF, line: int) -> None:
        low, high = float(self._edges[0]), float(self._edges[-1])
        painter.setPen(QPen(QColor(self._colors.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if low < 0 < high:
            zero = self._x(0.0, area)
            painter.setPen(QPen(QColor(self._colors.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))
        painter.setPen(QColor(self._colors.muted))
        below = QRectF(area.x(), area.bottom() + 1, area.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{low:.2g}")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"{high:.2g}")
