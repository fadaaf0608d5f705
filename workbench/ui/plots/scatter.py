"""Scatter plot: many points on two axes with a line to compare them with; one is current."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from workbench.ui.markup import escaped
from workbench.ui.plots.number_axis import number_axes
from workbench.ui.plots.plot_table import PlotTable

Floats: TypeAlias = npt.NDArray[np.floating[Any]]
# What the points are compared with: y = x, y = 0, or nothing.
Reference: TypeAlias = Literal["diagonal", "zero", "none"]

# Room for numbers of six digits, and for what stands beside them.
NUMBERS_PX, TITLE_PX = 58, 20
REACH_PX = 12.0
MANY = 1000
# What a plot of one point, or of equal ones, shows around it.
ROOM = 0.06


class ScatterPlot(pg.PlotWidget):  # type: ignore[misc]
    """Hover or the arrow keys choose a point and say what it is; a click or Enter opens it.

    ``opened`` carries the number of the point. Arrow keys go to the next point along x, Home and
    End to the ends.

    Parameters
    ----------
    name
        Read out by a screen reader.
    reference
        The line that is drawn through the points.
    """

    opened = Signal(int)

    def __init__(
        self, name: str, reference: Reference = "none", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, background=None, axisItems=number_axes())
        self._reference = reference
        self._x: Floats = np.zeros(0)
        self._y: Floats = np.zeros(0)
        self._order: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._describe: Callable[[int], str] = str
        self._current: int | None = None
        self._color = "#888888"
        self._titles = ("", "")
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        # Half of the last number on each axis lies beyond its end.
        plot.setContentsMargins(0, 7, 12, 0)
        self._box = plot.getViewBox()
        self._box.disableAutoRange()
        self._box.setMouseEnabled(x=False, y=False)
        plot.getAxis("left").setWidth(NUMBERS_PX)
        for side in ("left", "bottom"):
            plot.getAxis(side).setTickDensity(0.6)
            plot.getAxis(side).setStyle(maxTickLevel=1)
            plot.getAxis(side).enableAutoSIPrefix(False)
        self._line = pg.InfiniteLine(angle=45 if reference == "diagonal" else 0)
        self._line.setVisible(reference != "none")
        plot.addItem(self._line, ignoreBounds=True)
        self._dots = pg.ScatterPlotItem(pen=None, pxMode=True)
        self._mark = pg.ScatterPlotItem(pxMode=True, size=13, brush=None)
        plot.addItem(self._dots)
        plot.addItem(self._mark)
        self._readout = QLabel(self)
        self._readout.setObjectName("readout")
        self._readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._readout.setTextFormat(Qt.TextFormat.RichText)
        self._readout.hide()
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setMinimumSize(160, 120)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self.setBackground(colors.panel)
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(colors.border))
            axis.setTextPen(pg.mkPen(colors.muted))
        self._line.setPen(pg.mkPen(colors.muted, width=1, style=Qt.PenStyle.DashLine))
        self._mark.setPen(pg.mkPen(colors.text, width=2))
        self._color = colors.series[0]
        self._readout.setStyleSheet(
            f"QLabel#readout {{ background: {colors.window}; color: {colors.text};"
            f" border: 1px solid {colors.border}; border-radius: 4px; padding: 4px 6px; }}"
        )
        self._draw()

    def set_axes(self, x: str, y: str) -> None:
        """Name both axes, with their units."""
        self._titles = (x, y)
        self.getPlotItem().setLabel("bottom", escaped(x))
        self.getPlotItem().setLabel("left", escaped(y))
        self.getPlotItem().getAxis("left").setWidth(NUMBERS_PX + TITLE_PX)

    def show_points(self, x: Floats, y: Floats, describe: Callable[[int], str] = str) -> None:
        """Show others: ``(n,)`` each, finite; ``describe`` says what a point is, by its number."""
        self._x, self._y = np.asarray(x, np.float64), np.asarray(y, np.float64)
        self._order = np.argsort(self._x, kind="stable").astype(np.int64)
        self._describe = describe
        self._fit()
        self._draw()
        self.choose(None)

    def plot_table(self) -> PlotTable:
        """Every point, in the order in which they came."""
        x, y = (title or name for title, name in zip(self._titles, "xy", strict=True))
        return PlotTable({x: self._x, y: self._y})

    @property
    def current(self) -> int | None:
        """The number of the chosen point."""
        return self._current

    def __len__(self) -> int:
        return len(self._x)

    def _fit(self) -> None:
        if not len(self._x):
            return
        lows, highs = [], []
        for values in (self._x, self._y):
            lows.append(float(values.min()))
            highs.append(float(values.max()))
        if self._reference == "diagonal":
            # Both axes alike, or the line would not be where the eye expects it.
            lows, highs = [min(lows)] * 2, [max(highs)] * 2
        elif self._reference == "zero":
            lows[1], highs[1] = min(lows[1], 0.0), max(highs[1], 0.0)
        spans = [(high - low) or max(1.0, abs(high)) for low, high in zip(lows, highs, strict=True)]
        ranges = [
            (low - ROOM * span, high + ROOM * span)
            for low, high, span in zip(lows, highs, spans, strict=True)
        ]
        self._box.setRange(xRange=ranges[0], yRange=ranges[1], padding=0)

    def _draw(self) -> None:
        shade = QColor(self._color)
        shade.setAlphaF(0.55)
        size = 5 if len(self._x) > MANY else 7
        self._dots.setData(x=self._x, y=self._y, size=size, brush=pg.mkBrush(shade))

    def choose(self, index: int | None) -> None:
        """Mark a point and say what it is."""
        self._current = index
        words = "" if index is None else self._describe(index)
        self.setAccessibleDescription(words)
        self._readout.setVisible(bool(words))
        if index is None:
            self._mark.setData(x=[], y=[])
            return
        self._mark.setData(x=[self._x[index]], y=[self._y[index]])
        self._readout.setText(escaped(words).replace("\n", "<br>"))
        self._readout.adjustSize()
        at = self.position_of(index)
        room = self.width() - self._readout.width() - 4
        left = at.x() + 14 if at.x() + 14 <= room else at.x() - 14 - self._readout.width()
        low = self.height() - self._readout.height() - 4
        self._readout.move(max(2, int(left)), int(min(max(2, at.y() - 12), max(2, low))))

    def position_of(self, index: int) -> QPointF:
        """Where a point is, in this widget's pixels."""
        scene = self._box.mapViewToScene(QPointF(self._x[index], self._y[index]))
        return QPointF(self.mapFromScene(scene))

    def _nearest(self, position: QPointF) -> int | None:
        if not len(self._x):
            return None
        (x0, x1), (y0, y1) = self._box.viewRange()
        area = self._box.sceneBoundingRect()
        at = self.mapToScene(position.toPoint())
        across = (self._x - x0) / (x1 - x0) * area.width() + area.left() - at.x()
        down = area.bottom() - (self._y - y0) / (y1 - y0) * area.height() - at.y()
        distance = across**2 + down**2
        index = int(distance.argmin())
        return index if distance[index] <= REACH_PX**2 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.choose(self._nearest(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            index = self._nearest(event.position())
            self.choose(index)
            if index is not None:
                self.opened.emit(index)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.choose(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.choose(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._x) - 1
        rank = -1 if self._current is None else int(np.flatnonzero(self._order == self._current)[0])
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Up if last >= 0:
                self.choose(int(self._order[min(rank + 1, last)]))
            case Qt.Key.Key_Left | Qt.Key.Key_Down if last >= 0:
                self.choose(int(self._order[max(rank - 1, 0)]))
            case Qt.Key.Key_Home if last >= 0:
                self.choose(int(self._order[0]))
            case Qt.Key.Key_End if last >= 0:
                self.choose(int(self._order[last]))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._current is not None:
                self.opened.emit(self._current)
            case Qt.Key.Key_Escape if self._current is not None:
                self.choose(None)
            case _:
                super().keyPressEvent(event)
