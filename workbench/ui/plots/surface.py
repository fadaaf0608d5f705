"""A map of the loss with the path on it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from workbench.ui.plots.number_axis import number_axes
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

LEVELS = 9


class LossSurface(pg.PlotWidget):  # type: ignore[misc]
    """Loss as colour (logarithmic) with contour lines; ``told`` names the loss under the mouse."""

    told = Signal(str)

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None, axisItems=number_axes())
        self._theme = theme
        self._loss: npt.NDArray[np.float32] | None = None
        self._box = QRectF()
        self._x = self._y = np.zeros(0, np.float32)
        self._trail = np.zeros((0, 2), np.float32)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._contours = [pg.IsocurveItem() for _ in range(LEVELS)]
        self._path = pg.PlotDataItem(symbol="o", symbolSize=5)
        self._here = pg.ScatterPlotItem(size=13)
        self.addItem(self._image)
        for contour in self._contours:
            contour.setParentItem(self._image)
        self.addItem(self._path)
        self.addItem(self._here)
        # Half of the last number on each axis lies beyond its end.
        self.getPlotItem().setContentsMargins(0, 7, 12, 0)
        self.setMinimumSize(140, 140)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setAccessibleName(self.tr("Loss around the weights"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for side, title in (
            ("bottom", self.tr("First direction")),
            ("left", self.tr("Second direction")),
        ):
            self.getAxis(side).enableAutoSIPrefix(False)
            self.getPlotItem().setLabel(side, title)
        self.scene().sigMouseMoved.connect(self._moved)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        colors = self._theme.colors
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(colors.border)
            axis.setTextPen(colors.muted)
        stops = np.linspace(0, 1, len(colors.sequential))
        # Low is good: the valley gets the strongest colour.
        ramp = [QColor(c) for c in reversed(colors.sequential)]
        self._image.setColorMap(pg.ColorMap(stops, ramp))
        line = QColor(colors.text)
        line.setAlphaF(0.25)
        for contour in self._contours:
            contour.setPen(pg.mkPen(line, width=1))
        self._path.setPen(pg.mkPen(colors.series[1], width=2))
        self._path.setSymbolBrush(colors.series[1])
        self._path.setSymbolPen(None)
        self._here.setBrush(colors.series[1])
        self._here.setPen(pg.mkPen(colors.panel, width=2))

    def show_surface(
        self,
        x: npt.NDArray[np.float32],
        y: npt.NDArray[np.float32],
        loss: npt.NDArray[np.float32],
        path: npt.NDArray[np.float32],
    ) -> None:
        """Show losses ``(n, n)`` (NaN where unknown) and the path ``(k, 2)``."""
        self._loss = loss
        self._x, self._y, self._trail = x, y, path
        step_x, step_y = float(x[1] - x[0]), float(y[1] - y[0])
        self._box = QRectF(
            float(x[0]) - step_x / 2, float(y[0]) - step_y / 2, step_x * len(x), step_y * len(y)
        )
        known = np.isfinite(loss)
        high = float(loss[known].max()) if known.any() else 1.0
        filled = np.log10(np.where(known, loss, high) + 1e-4)
        self._image.setImage(filled, levels=(float(filled.min()), float(filled.max()) + 1e-6))
        self._image.setRect(self._box)
        levels = np.linspace(float(filled.min()), float(filled.max()), LEVELS + 2)[1:-1]
        complete = bool(known.all())
        for contour, level in zip(self._contours, levels, strict=True):
            contour.setVisible(complete)
            if complete:
                contour.setData(filled.T, level)
        self._path.setData(path[:, 0], path[:, 1])
        self._here.setData([float(path[-1, 0])], [float(path[-1, 1])])
        self.fit()

    def fit(self) -> None:
        """Show the whole map."""
        if self._loss is not None:
            self.setRange(self._box, padding=0)

    def plot_table(self) -> PlotTable:
        """The map's cells, then the points of the path, whose loss is not measured."""
        if self._loss is None:
            return PlotTable({})
        x, y = np.meshgrid(self._x, self._y)
        unknown = np.full(len(self._trail), np.nan, np.float32)
        parts = [self.tr("map")] * x.size + [self.tr("path")] * len(self._trail)
        return PlotTable(
            {
                self.tr("Part"): parts,
                self.tr("First direction"): np.concatenate([x.ravel(), self._trail[:, 0]]),
                self.tr("Second direction"): np.concatenate([y.ravel(), self._trail[:, 1]]),
                self.tr("Loss"): np.concatenate([self._loss.ravel(), unknown]),
            }
        )

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole map again."""
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home shows the whole map."""
        if event.key() == Qt.Key.Key_Home:
            self.fit()
        else:
            super().keyPressEvent(event)

    def clear_surface(self) -> None:
        """Show nothing."""
        self._loss = None
        self._image.clear()
        for contour in self._contours:
            contour.setVisible(False)
        self._path.setData([], [])
        self._here.setData([], [])

    def loss_at(self, point: QPointF) -> float | None:
        """The loss of the cell there."""
        if self._loss is None or not self._box.contains(point):
            return None
        n = len(self._loss)
        row = int((point.y() - self._box.top()) / self._box.height() * n)
        column = int((point.x() - self._box.left()) / self._box.width() * n)
        return float(self._loss[row, column])

    def _moved(self, position: QPointF) -> None:
        loss = self.loss_at(self.getPlotItem().vb.mapSceneToView(position))
        self.told.emit("" if loss is None else self.tr("loss {v}").format(v=f"{loss:.4f}"))

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing any more."""
        super().leaveEvent(event)
        self.told.emit("")
