"""What a plot paints: a line's data and look, and one scene item for all lines of a plot.

pyqtgraph's own curve and scatter items ask the view for its pixel sizes at every repaint,
and its axis grid redraws all labels; while a training is watched that is most of the cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from workbench.ui.plots.thin import Floats

DOT = 6
# A dot for each evaluation, until they would run into each other.
MOST_DOTS = 60
_NONE: Floats = np.zeros(0)


def _nothing() -> Floats:
    return _NONE


@dataclass(frozen=True)
class PlotLine:
    """One line: float64 ``x`` (ascending) and ``y`` of equal length.

    ``label`` is what the readout calls it, empty to leave it out there; ``name`` is
    what it is called in a file, where that is something else; ``alpha`` is 0…255;
    ``dots`` marks each point; ``fine`` draws it smoothly, which is slow for many points.
    """

    x: Floats = field(default_factory=_nothing, repr=False)
    y: Floats = field(default_factory=_nothing, repr=False)
    color: str = "#888888"
    label: str = ""
    alpha: int = 255
    width: int = 1
    dots: bool = False
    dashed: bool = False
    fine: bool = False
    name: str = ""

    @property
    def faint(self) -> bool:
        """Whether it is a backdrop to another line."""
        return self.alpha < 255

    def pen(self) -> QPen:
        """The pen, with its width in pixels."""
        color = QColor(self.color)
        color.setAlpha(self.alpha)
        pen = QPen(color, self.width)
        pen.setCosmetic(True)
        if self.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def same(self, other: PlotLine | None) -> bool:
        """Whether it would look just like ``other``; arrays are compared by identity."""
        if other is None or self.x is not other.x or self.y is not other.y:
            return False
        return self._look() == other._look()

    def _look(self) -> tuple[Any, ...]:
        return (self.color, self.alpha, self.width, self.dots, self.dashed, self.fine)


@dataclass(frozen=True)
class PaintedLine:
    """A line ready to be painted, in the plot's coordinates."""

    path: QPainterPath
    pen: QPen
    fine: bool
    dots: QPolygonF | None = None
    dot_pen: QPen | None = None

    @staticmethod
    def of(line: PlotLine, x: Floats, y: Floats) -> PaintedLine:
        """Turn thinned points into a path and, if wanted, dots."""
        path = pg.arrayToQPath(x, y, connect="all", finiteCheck=False)
        if not line.dots or len(x) > MOST_DOTS:
            return PaintedLine(path, line.pen(), line.fine)
        dots = QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])
        pen = QPen(QColor(line.color), DOT)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return PaintedLine(path, line.pen(), line.fine, dots, pen)


class LinesItem(pg.GraphicsObject):  # type: ignore[misc]
    """Paints lines, and behind them the levels of the left axis."""

    def __init__(self, axis: pg.AxisItem, box: pg.ViewBox) -> None:
        super().__init__()
        self._axis = axis
        self._box = box
        self._levels: list[float] = []
        self._grid = QPen(QColor("#888888"))
        self._drawn: Sequence[PaintedLine] = ()
        box.sigRangeChanged.connect(self._range_changed)

    def set_grid_color(self, color: QColor) -> None:
        """Colour of the level lines."""
        self._grid = QPen(color, 1)
        self._grid.setCosmetic(True)
        self.update()

    def draw(self, drawn: Sequence[PaintedLine]) -> None:
        """Paint these from now on, first to last."""
        self._drawn = drawn
        self.update()

    def _range_changed(self) -> None:
        low, high = self._box.viewRange()[1]
        ticks = self._axis.tickValues(low, high, max(1.0, self._box.height()))
        self._levels = [float(y) for _, values in ticks[:1] for y in values]
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self._box.viewRect())

    def dataBounds(self, *_: Any, **__: Any) -> None:
        return None

    def paint(self, painter: QPainter, *_: Any) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.setPen(self._grid)
        left, right = self._box.viewRange()[0]
        for y in self._levels:
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        for drawn in self._drawn:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, drawn.fine)
            painter.setPen(_scaled(drawn.pen, ratio))
            painter.drawPath(drawn.path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for drawn in self._drawn:
            if drawn.dots is not None and drawn.dot_pen is not None:
                painter.save()
                # Qt draws a point as a short line, which is not short on an axis from 0 to 1.
                dots = painter.transform().map(drawn.dots)
                painter.resetTransform()
                painter.setPen(_scaled(drawn.dot_pen, ratio))
                painter.drawPoints(dots)
                painter.restore()


def _scaled(pen: QPen, ratio: float) -> QPen:
    """A pen in the device's own pixels, which is what Qt takes a cosmetic pen's width for."""
    if ratio == 1.0:
        return pen
    wider = QPen(pen)
    wider.setWidthF(pen.widthF() * ratio)
    return wider
