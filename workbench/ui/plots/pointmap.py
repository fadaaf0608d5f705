"""Point map: many named points in two or three dimensions, one of which is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from workbench.ui.colors import Colors
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.points import Floats, PointLabels, directed, fitted, nearest, turned
from workbench.ui.theme import ThemeManager

REACH_PX = 14.0
MOST_LABELS, MOST_TRIED = 70, 600
LONGEST_LABEL = 28
# The last of a theme's series is a grey, which here means "any other class".
MOST_COLORS = 7
# Of more points than these each is smaller, so that they can be told apart.
MANY = 1500
TURN = 0.012  # radians a pixel
ALL = QRectF(-1.06, -1.06, 2.12, 2.12)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Equal: 0.8, Qt.Key.Key_Minus: 1.25}


def color_of_class(colors: Colors, classes_by_size: Sequence[int]) -> dict[int, str]:
    """A colour for each of the largest classes; the others have none."""
    return dict(zip(classes_by_size, colors.series[:MOST_COLORS], strict=False))


class PointMap(pg.PlotWidget):  # type: ignore[misc]
    """Click or arrow keys choose a point; the wheel, + and - zoom, Home shows all.

    In two dimensions dragging moves the map, in three it turns it; Shift with arrow keys does the
    same. ``chosen`` carries the row that the user chose.
    """

    chosen = Signal(int)

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._theme = theme
        self._points: Floats = np.zeros((0, 2), np.float32)
        self._flat = self._points
        self._depth = np.zeros(0, np.float32)
        self._turn: Floats = np.eye(3, dtype=np.float32)
        self._names: tuple[str, ...] = ()
        self._groups: npt.NDArray[np.int64] | None = None
        self._labelled = True
        self._row: int | None = None
        self._hover: int | None = None
        self._near: tuple[int, ...] = ()
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragged = False
        self._dots: list[tuple[npt.NDArray[np.int64], pg.ScatterPlotItem]] = []
        self._box = self.getPlotItem().getViewBox()
        self._box.setAspectLocked(True)
        for axis in ("left", "bottom"):
            self.hideAxis(axis)
        self.setMenuEnabled(False)
        self.hideButtons()
        # What lies over the points is painted by the view, which must then be painted as a whole.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 140)
        self.setAccessibleName(self.tr("Map of points"))
        theme.changed.connect(self._recolor)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(480, 400)

    def show_points(
        self,
        points: Floats,
        names: Sequence[str],
        groups: npt.NDArray[np.int64] | None = None,
        labelled: bool = True,
    ) -> None:
        """Show others: places ``(n, 2)`` or ``(n, 3)``, the important ones first.

        ``groups`` int64 ``(n,)`` are classes that share a colour; ``labelled`` writes the names
        beside as many points as there is room for.
        """
        self._names = tuple(names)
        self._groups = groups
        self._labelled = labelled
        self._row = self._hover = None
        self._near = ()
        self.setAccessibleDescription("")
        self.move_points(points)

    def move_points(self, points: Floats) -> None:
        """The same points at other places."""
        self._points = fitted(points)
        self._turn = np.eye(3, dtype=np.float32)
        self._recolor()
        self.fit()

    def plot_table(self) -> PlotTable:
        """A row a point, at its place in the map's own units."""
        places = {
            f"{axis}": self._points[:, i] for i, axis in enumerate("xyz"[: self._points.shape[1]])
        }
        groups = {} if self._groups is None else {self.tr("Group"): self._groups}
        return PlotTable({self.tr("Name"): list(self._names), **groups, **places})

    @property
    def is_deep(self) -> bool:
        """Whether there are three dimensions."""
        return bool(self._points.shape[1] == 3)

    @property
    def current(self) -> int | None:
        """The row of the chosen point."""
        return self._row

    def choose(self, row: int | None, near: Sequence[int] = (), centre: bool = False) -> None:
        """Mark a point and those that are joined to it."""
        self._row = row
        self._near = tuple(near)
        self.setAccessibleDescription("" if row is None else self._names[row])
        if row is not None and centre:
            view = self._box.viewRect()
            view.moveCenter(QPointF(*self._flat[row].tolist()))
            self._box.setRange(view, padding=0)
        self.viewport().update()

    def fit(self) -> None:
        """Show all points."""
        self._box.setRange(ALL, padding=0)

    def turn(self, right: float, up: float) -> None:
        """Turn three dimensions by angles in radians."""
        self._turn = turned(self._turn, right, up)
        self._project()

    def position_of(self, row: int) -> QPointF:
        """Where a point is, in the viewport's pixels."""
        return QPointF(*self._pixels()[row].tolist())

    def _recolor(self) -> None:
        for _, dots in self._dots:
            self.removeItem(dots)
        self._dots = []
        for rows, color in self._colored():
            dots = pg.ScatterPlotItem(pen=None, brush=pg.mkBrush(color), pxMode=True)
            self.addItem(dots)
            self._dots.append((rows, dots))
        self._project()

    def _colored(self) -> list[tuple[npt.NDArray[np.int64], QColor]]:
        colors, rows = self._theme.colors, np.arange(len(self._points))
        if self._groups is None:
            found = [(rows, colors.series[0])]
        else:
            counts = np.bincount(self._groups)
            named = color_of_class(colors, np.argsort(-counts, kind="stable").tolist())
            rest = ~np.isin(self._groups, list(named))
            found = [(rows[rest], colors.muted)]
            found += [(rows[self._groups == label], color) for label, color in named.items()]
        shades = [(chosen, QColor(color)) for chosen, color in found if len(chosen)]
        for _, shade in shades:
            shade.setAlphaF(0.62)
        return shades

    def _project(self) -> None:
        if self.is_deep:
            seen = self._points @ self._turn.T
            self._flat = seen[:, :2]
            self._depth = seen[:, 2]
        else:
            self._flat, self._depth = self._points, np.zeros(len(self._points), np.float32)
        # What is nearer is larger; of few sizes each is drawn once and then copied.
        sizes = (4.5 if len(self._points) > MANY else 6.0) + np.rint(
            2 * np.clip(self._depth, -1, 1)
        ) * (1 if self.is_deep else 0)
        for rows, dots in self._dots:
            dots.setData(x=self._flat[rows, 0], y=self._flat[rows, 1], size=sizes[rows])
        self.viewport().update()

    def _pixels(self) -> npt.NDArray[np.float64]:
        """Places ``(n, 2)`` in the viewport's pixels."""
        area = self._box.sceneBoundingRect()
        (x0, x1), (y0, y1) = self._box.viewRange()
        x = area.left() + (self._flat[:, 0] - x0) / (x1 - x0) * area.width()
        y = area.bottom() - (self._flat[:, 1] - y0) / (y1 - y0) * area.height()
        return np.stack([x, y], 1).astype(np.float64)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Lines to the near points, marks, names, and the frame of the focus."""
        colors = self._theme.colors
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        if len(self._points):
            places = self._pixels()
            self._draw_marks(painter, places)
            self._draw_labels(painter, places)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, 5, 5)

    def _draw_marks(self, painter: QPainter, positions: npt.NDArray[np.float64]) -> None:
        colors = self._theme.colors
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._row is not None:
            here = QPointF(*positions[self._row])
            line = QColor(colors.accent)
            line.setAlphaF(0.45)
            painter.setPen(QPen(line, 1))
            for row in self._near:
                painter.drawLine(here, QPointF(*positions[row]))
            painter.setPen(QPen(QColor(colors.text), 2))
            painter.drawEllipse(here, 6, 6)
        if self._hover is not None:
            painter.setPen(QPen(QColor(colors.text), 1))
            painter.drawEllipse(QPointF(*positions[self._hover]), 6, 6)

    def _draw_labels(self, painter: QPainter, positions: npt.NDArray[np.float64]) -> None:
        colors, metrics = self._theme.colors, QFontMetricsF(self.font())
        first = [row for row in (self._row, self._hover, *self._near) if row is not None]
        area = QRectF(self.viewport().rect())
        inside = (positions > 0).all(1) & (positions < (area.width(), area.height())).all(1)
        others = np.flatnonzero(inside)[:MOST_TRIED].tolist() if self._labelled else []
        taken = PointLabels(area)
        for number, row in enumerate(dict.fromkeys([*first, *others])):
            name = self._label(row)
            place = QPointF(*positions[row])
            box = taken.put(place, metrics.horizontalAdvance(name), metrics.height())
            if box is None:
                continue
            important = number < len(first)
            # A name over others' points is read only on the ground's own colour.
            ground = QColor(colors.window)
            ground.setAlphaF(0.85 if important else 0.55)
            painter.fillRect(box, ground)
            painter.setPen(QColor(colors.text if important else colors.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
            if len(taken) >= MOST_LABELS:
                break

    def _label(self, row: int) -> str:
        name = self._names[row]
        return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"

    def _at(self, position: QPointF) -> int | None:
        if not len(self._points):
            return None
        return nearest(self._pixels(), (position.x(), position.y()), REACH_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag or a click begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._dragged = False
            self._last = event.position()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            if self.is_deep:
                event.accept()
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn three dimensions, or name the point below the pointer."""
        position = event.position()
        if self._pressed is not None and (position - self._pressed).manhattanLength() > 4:
            self._dragged = True
        if self._pressed is not None and self.is_deep:
            moved = position - self._last
            self._last = position
            if self._dragged:
                self.turn(moved.x() * TURN, -moved.y() * TURN)
            event.accept()
            return
        hover = self._at(position) if self._pressed is None else None
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was not dragged was a click."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            row = None if self._dragged else self._at(event.position())
            self._pressed = None
            if row is not None:
                self.chosen.emit(row)
            if self.is_deep:
                event.accept()
                return
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is below the pointer any more."""
        super().leaveEvent(event)
        self._hover = None
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the frame."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from point to point, turn or move with Shift, zoom."""
        key = Qt.Key(event.key())
        if key in _ARROWS and len(self._points):
            x, y = _ARROWS[key]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._push(x, y)
            else:
                self._walk(x, y)
        elif key in _ZOOMS:
            self._box.scaleBy((_ZOOMS[key], _ZOOMS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_0):
            self.fit()
        else:
            event.ignore()
            return
        event.accept()

    def _push(self, x: int, y: int) -> None:
        if self.is_deep:
            self.turn(x * 0.15, y * 0.15)
        else:
            view = self._box.viewRect()
            self._box.translateBy(x=x * 0.1 * view.width(), y=y * 0.1 * view.height())

    def _walk(self, x: int, y: int) -> None:
        row = 0 if self._row is None else directed(self._flat, self._row, (x, y))
        if row is not None:
            self.chosen.emit(row)
