"""Curves: a few lines against one axis, cheap enough to repaint while training.

What costs time in a plot is its axes and the number of points, so ranges move
seldom, lines are thinned to what can be seen, and only the visible part is sent.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from workbench.ui.markup import escaped
from workbench.ui.plots import thin
from workbench.ui.plots.line_item import LinesItem, PaintedLine, PlotLine
from workbench.ui.plots.number_axis import number_axes
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.thin import Floats

POINTS = 900
# Of the left axis, in pixels: its numbers, and its title beside them.
AXIS_PX, TITLE_PX = 46, 20


class CurvePlot(pg.PlotWidget):  # type: ignore[misc]
    """Lines by key, with a crosshair, a log scale and zoom along x.

    ``ranged`` carries the part of the x axis that the user chose, ``(low, high)``, or ``None`` for
    the whole.

    Parameters
    ----------
    title
        Shown in the corner and read out by a screen reader.
    describe_x
        Turns a place on the x axis into words for the readout.
    """

    pointed = Signal(object)
    zoomed = Signal(bool)
    ranged = Signal(object)

    def __init__(
        self,
        title: str,
        describe_x: Callable[[float], str] = lambda x: f"{x:,.0f}",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, background=None, axisItems=number_axes())
        self._describe_x = describe_x
        self._lines: dict[str, PlotLine] = {}
        self._shown: dict[str, tuple[Floats, PaintedLine]] = {}
        self._log = False
        self._fitting = True
        self._extent: tuple[float, float] = (0.0, 1.0)
        self._limits: tuple[float | None, float | None] = (None, None)
        self._y: tuple[float, float] | None = None
        self._place: float | None = None
        self._titles = ("", "")
        self._x_value: Callable[[Floats], Floats] | None = None
        self.paint_seconds = 0.0
        self.paints = 0
        self._build(title)

    def _build(self, title: str) -> None:
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setMenuEnabled(False)
        # Half of the last number on each axis lies beyond its end.
        plot.setContentsMargins(0, 7, 12, 0)
        box = plot.getViewBox()
        box.disableAutoRange()
        box.setMouseEnabled(x=True, y=False)
        box.setDefaultPadding(0)
        box.sigRangeChangedManually.connect(self._moved)
        self._canvas = LinesItem(plot.getAxis("left"), box)
        plot.addItem(self._canvas, ignoreBounds=True)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setTickDensity(0.6)
            axis.setStyle(maxTickLevel=1)
            axis.enableAutoSIPrefix(False)
        plot.getAxis("left").setWidth(AXIS_PX)
        self._cross = pg.InfiniteLine(angle=90)
        self._cross.hide()
        plot.addItem(self._cross, ignoreBounds=True)
        self._readout = QLabel(self)
        self._readout.setObjectName("readout")
        self._readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._readout.setTextFormat(Qt.TextFormat.RichText)
        self._readout.hide()
        self.setFrameShape(self.Shape.NoFrame)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scene().sigMouseMoved.connect(self._mouse_moved)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours (`workbench.ui.theme.Colors`)."""
        self.setBackground(colors.panel)
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(colors.border))
            axis.setTextPen(pg.mkPen(colors.muted))
        faint = QColor(colors.border)
        faint.setAlpha(120)
        self._canvas.set_grid_color(faint)
        self._cross.setPen(pg.mkPen(colors.muted, width=1))
        self._readout.setStyleSheet(
            f"QLabel#readout {{ background: {colors.window}; color: {colors.text};"
            f" border: 1px solid {colors.border}; border-radius: 4px; padding: 4px 6px; }}"
        )

    def set_axes(
        self,
        x: str,
        y: str,
        x_value: Callable[[Floats], Floats] | None = None,
        x_counts: bool = False,
    ) -> None:
        """Name both axes, with their units; the columns of a saved table are called so, too.

        Parameters
        ----------
        x_value
            Turns places on the x axis, float64 ``(n,)``, into what the axis names: of a
            logarithmic one the numbers themselves. The same if ``None``.
        x_counts
            Whether there is nothing between two whole numbers of the x axis.
        """
        self._x_value = x_value
        self.getPlotItem().getAxis("bottom").counts = x_counts
        if (x, y) == self._titles:
            return
        self._titles = (x, y)
        plot = self.getPlotItem()
        plot.setLabel("bottom", escaped(x))
        plot.setLabel("left", escaped(y))
        plot.getAxis("left").setWidth(AXIS_PX + TITLE_PX)

    @property
    def axes(self) -> tuple[str, str]:
        """The names of both axes."""
        return self._titles

    def set_ticks(self, side: str, ticks: Sequence[tuple[float, str]]) -> None:
        """Name these places on the ``left`` or ``bottom`` axis and no others.

        On a logarithmic left axis a place is the number itself.
        """
        log = self._log and side == "left"
        places = [(float(np.log10(place)) if log else place, name) for place, name in ticks]
        self.getPlotItem().getAxis(side).setTicks([places])

    def set_limits(self, low: float | None, high: float | None) -> None:
        """Values the y axis never goes beyond, such as 1 for an accuracy."""
        self._limits = (low, high)

    def set_log(self, on: bool) -> None:
        """Switch the y axis between linear and logarithmic."""
        if on != self._log:
            self._log = on
            self.getPlotItem().getAxis("left").setLogMode(False, on)
            self._y = None
            self._refresh()

    @property
    def log(self) -> bool:
        """Whether the y axis is logarithmic."""
        return self._log

    @property
    def lines(self) -> Mapping[str, PlotLine]:
        """What is shown, whole, by key."""
        return self._lines

    def show_lines(self, lines: Mapping[str, PlotLine], extent: tuple[float, float]) -> None:
        """Show exactly these lines; ``extent`` is the whole x axis."""
        before = self._lines
        self._lines = dict(lines)
        stays = set(before) == set(lines)
        if extent != self._extent:
            self._extent = extent
            if self._fitting:
                self.getViewBox().setXRange(*extent, padding=0)
                stays = False
        changed = [key for key, line in lines.items() if not line.same(before.get(key))]
        if changed or not stays:
            self._refresh(None if not stays else changed)
            if self._place is not None:
                self.point_at(self._place)

    def plot_table(self) -> PlotTable:
        """Every point of every line: the line's name, x and y."""
        lines = [(line.name or line.label or key, line) for key, line in self._lines.items()]
        x_title, y_title = (title or name for title, name in zip(self._titles, "xy", strict=True))
        names = [name for name, line in lines for _ in range(len(line.x))]
        none: Floats = np.zeros(0)
        x = np.concatenate([none, *(line.x for _, line in lines)])
        y = np.concatenate([none, *(line.y for _, line in lines)])
        if self._x_value is not None:
            x = self._x_value(x)
        return PlotTable({self.tr("Line"): names, x_title: x, y_title: y})

    def plot_legend(self) -> tuple[tuple[str, str], ...]:
        """The lines that are not a backdrop."""
        lines = (line for line in self._lines.values() if not line.faint)
        return tuple(
            (line.color, line.name or line.label) for line in lines if line.name or line.label
        )

    def fit(self) -> None:
        """Show the whole of every line again."""
        self.follow(None)
        self.ranged.emit(None)

    def zoom_to(self, low: float, high: float) -> None:
        """Show this part of the x axis and keep to it."""
        self.getViewBox().setXRange(low, high, padding=0)
        self._moved()

    def follow(self, x_range: tuple[float, float] | None) -> None:
        """Show what another plot shows of the same x axis; ``None`` is the whole."""
        self._fitting = x_range is None
        self._y = None
        self.getViewBox().setXRange(*(x_range or self._extent), padding=0)
        self._refresh()
        self.zoomed.emit(x_range is not None)

    def _moved(self, *_: Any) -> None:
        self._fitting = False
        self._y = None
        self._refresh()
        self.zoomed.emit(True)
        low, high = self.getViewBox().viewRange()[0]
        self.ranged.emit((low, high))

    def _refresh(self, changed: Sequence[str] | None = None) -> None:
        """Thin and hand over the lines that changed, or all of them."""
        low, high = self.getViewBox().viewRange()[0]
        kept = {} if changed is None else self._shown
        self._shown = {}
        for key, line in self._lines.items():
            if changed is not None and key not in changed:
                self._shown[key] = kept[key]
                continue
            x, y = thin.visible(line.x, line.y, low, high)
            x, y = thin.envelope(x, y, POINTS)
            if self._log:
                y = np.log10(np.maximum(y, 1e-12))
            self._shown[key] = (y, PaintedLine.of(line, x, y))
        in_front = sorted(self._lines, key=lambda key: not self._lines[key].faint)
        self._canvas.draw([self._shown[key][1] for key in in_front])
        self._fit_y()

    def _fit_y(self) -> None:
        """Follow the data, but move only when it leaves the axis or fills too little of it."""
        found = [(y, self._lines[key].faint) for key, (y, _) in self._shown.items() if len(y)]
        if not found:
            if self._y is not None:
                # What stood here before has nothing to do with what comes.
                self._y = None
                self.getViewBox().setYRange(0, 1, padding=0)
            return
        low = min(float(y.min()) for y, _ in found)
        # A noisy line's rare spikes may leave the picture; a smooth one's values may not.
        high = max(float(np.quantile(y, 0.985) if noisy else y.max()) for y, noisy in found)
        span = max(high - low, 1e-9, 1e-2 * abs(high))
        if high == low:
            span = max(span, 0.1 * abs(high))  # or its ticks need digits that say nothing
        if self._y is not None:
            bottom, top = self._y
            room = 0.06 * (top - bottom)
            if bottom <= low and high <= top - room and span > 0.45 * (top - bottom):
                return
        floor, ceiling = (_log_limit(v) if self._log else v for v in self._limits)
        bottom, top = low - 0.1 * span, high + 0.15 * span
        bottom = bottom if floor is None else max(bottom, floor)
        # A little above the highest possible value, so that a line along it is seen whole.
        top = top if ceiling is None else min(top, ceiling + 0.02 * span)
        if top <= bottom:
            bottom, top = bottom - 0.05, bottom + 0.05
        self._y = (bottom, top)
        self.getViewBox().setYRange(bottom, top, padding=0)

    def point_at(self, x: float | None) -> None:
        """Put the crosshair at ``place`` and say the values there; ``None`` takes it away."""
        self._place = x
        text = "" if x is None else self._values(x)
        self._cross.setVisible(x is not None)
        self._readout.setVisible(bool(text))
        self.setAccessibleDescription(text)
        if x is None:
            return
        self._cross.setPos(x)
        if not text:
            return
        self._readout.setText(text)
        self._readout.adjustSize()
        at = self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(x, 0))).x()
        room = self.width() - self._readout.width() - 4
        left = at + 12 if at + 12 <= room else at - 12 - self._readout.width()
        self._readout.move(max(2, int(left)), 8)

    def _values(self, x: float) -> str:
        rows = []
        for line in self._lines.values():
            value = thin.at(line.x, line.y, x) if line.label else None
            if value is not None:
                dot = f"<span style='color:{line.color}'>●</span>"
                rows.append(f"{dot} {escaped(line.label)}: <b>{value:.4g}</b>")
        return "<br>".join([escaped(self._describe_x(x)), *rows]) if rows else ""

    def _mouse_moved(self, position: QPointF) -> None:
        box = self.getViewBox()
        inside = box.sceneBoundingRect().contains(position)
        self.pointed.emit(box.mapSceneToView(position).x() if inside else None)

    def leaveEvent(self, event: Any) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: Any) -> None:
        self.fit()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if getattr(self, "_place", None) is not None:
            self.point_at(self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        low, high = self.getViewBox().viewRange()[0]
        place = self._place if self._place is not None else (low + high) / 2
        step = (high - low) / (
            10 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 60
        )
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                sign = -1 if event.key() == Qt.Key.Key_Left else 1
                self.pointed.emit(min(high, max(low, place + sign * step)))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_to(place - (place - low) / 1.5, place + (high - place) / 1.5)
            case Qt.Key.Key_Minus:
                self.zoom_to(place - (place - low) * 1.5, place + (high - place) * 1.5)
            case Qt.Key.Key_Home:
                self.fit()
            case Qt.Key.Key_Escape if self._place is not None:
                self.pointed.emit(None)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        began = time.perf_counter()
        super().paintEvent(event)
        self.paint_seconds += time.perf_counter() - began
        self.paints += 1


def link_x(*plots: CurvePlot) -> None:
    """Have plots of one x axis show the same part of it, whichever is zoomed or reset."""
    for plot in plots:
        for other in plots:
            if other is not plot:
                plot.ranged.connect(other.follow)


def _log_limit(value: float | None) -> float | None:
    return float(np.log10(value)) if value else None
