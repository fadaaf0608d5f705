"""Attention map: how much each token looks at each other, in one head, with the tokens named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots import shades
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.shades import percent

# Names of tokens take no more room than this, nor more than a quarter of the widget.
NAME_PX = 96
Cell = tuple[int, int]


class AttentionMap(QWidget):
    """A map ``(time, time)``: rows are tokens that look, columns those that are looked at.

    The pointer or the arrow keys walk the cells; ``pointed`` carries ``(row, column)``.
    """

    pointed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map: npt.NDArray[Any] = np.zeros((0, 0), np.float32)
        self._tokens: tuple[str, ...] = ()
        self._causal = False
        self._current: Cell = (0, 0)
        self._colors: Any = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Which token looks at which"))

    def sizeHint(self) -> QSize:
        return QSize(380, 380)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        self._colors = colors
        self.update()

    def set_map(self, weights: npt.NDArray[Any], tokens: Sequence[str], causal: bool) -> None:
        """Show a map ``(time, time)`` whose rows sum to 1, of ``time`` tokens."""
        self._map = weights
        self._causal = causal
        if tuple(tokens) != self._tokens:
            self._tokens = tuple(tokens)
            last = max(0, len(tokens) - 1)
            self._current = (min(self._current[0], last), min(self._current[1], last))
        self._describe()
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a pair of tokens."""
        return attention_table(self._map, self._tokens)

    @property
    def current(self) -> Cell:
        """The cell that is pointed at, ``(row, column)``."""
        return self._current

    def set_current(self, row: int, column: int) -> None:
        """Point at a cell."""
        last = len(self._tokens) - 1
        cell = (min(max(row, 0), last), min(max(column, 0), last))
        if self._tokens and cell != self._current:
            self._current = cell
            self._describe()
            self.pointed.emit(*cell)
            self.update()

    def describe(self, row: int, column: int) -> str:
        """One cell in words."""
        if not self._tokens:
            return ""
        one, other = self._tokens[row], self._tokens[column]
        if self._causal and column > row:
            return self.tr("“{0}” must not look at “{1}”: it comes later").format(one, other)
        share = percent(self._map[row, column])
        return self.tr("“{0}” looks at “{1}”: {2}").format(one, other, share)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is, in this widget's pixels."""
        area, side = self._area()
        return QRectF(area.x() + column * side, area.y() + row * side, side, side)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.describe(*self._current))

    def _names_room(self) -> tuple[int, int]:
        """Pixels for names at the left and on top."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(t) for t in self._tokens), default=0) + 4
        most = min(widest, NAME_PX)
        return min(most, self.width() // 4), min(most, self.height() // 4)

    def _area(self) -> tuple[QRectF, float]:
        """The square of cells and one cell's side."""
        caption = self.fontMetrics().height() + 4
        left, top = (room + caption + 6 for room in self._names_room())
        time = max(1, len(self._tokens))
        side = max(0.5, min(self.width() - left - 4, self.height() - top - 4) / time)
        return QRectF(left, top, side * time, side * time), side

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._tokens or self._colors is None:
            return
        painter = QPainter(self)
        area, side = self._area()
        screen = max(1, int(area.width() * self.devicePixelRatioF()))
        indices = shades.of_shares(shades.pooled(shades.bits(self._map), screen))
        painter.drawImage(area, shades.image(indices, shades.table(self._colors.sequential)))
        if self._causal:
            self._hatch(painter, area, side)
        painter.setPen(QPen(QColor(self._colors.border), 1))
        painter.drawRect(area)
        self._draw_captions(painter, area)
        self._draw_names(painter, area, side)
        color = self._colors.accent if self.hasFocus() else self._colors.text
        painter.setPen(QPen(QColor(color), 2))
        cell, least = self.cell_rect(*self._current), max(side, 4.0)
        painter.drawRect(QRectF(cell.x(), cell.y(), least, least))
        painter.end()

    def _hatch(self, painter: QPainter, area: QRectF, side: float) -> None:
        """Cover what no token may look at: the stairs above the diagonal."""
        stairs = QPolygonF()
        for row in range(len(self._tokens)):
            x = area.x() + (row + 1) * side
            stairs.append(QPointF(x, area.y() + row * side))
            stairs.append(QPointF(x, area.y() + (row + 1) * side))
        stairs.append(area.topRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors.raised))
        painter.drawPolygon(stairs)
        painter.setBrush(QBrush(QColor(self._colors.border), Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(stairs)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_captions(self, painter: QPainter, area: QRectF) -> None:
        line, middle = self.fontMetrics().height(), Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(self._colors.muted))
        wide = QRectF(area.x(), 0, max(area.width(), 90.0), line)
        painter.drawText(wide, middle, self.tr("is looked at"))
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line), middle, self.tr("looks"))
        painter.restore()

    def _draw_names(self, painter: QPainter, area: QRectF, side: float) -> None:
        """Every name there is room for; always those of the cell that is pointed at."""
        line = self.fontMetrics().height()
        every = -(-line // max(1, int(side))) if side < line else 1
        row, column = self._current
        room = self._names_room()
        for place, token in enumerate(self._tokens):
            for current, draw, width in (
                (row, self._draw_row_name, room[0]),
                (column, self._name_above, room[1]),
            ):
                near = abs(place - current) * side < line
                if place == current or (place % every == 0 and not near) or side >= line:
                    self._use_ink(painter, place == current)
                    metrics = painter.fontMetrics()
                    text = metrics.elidedText(token, Qt.TextElideMode.ElideRight, width)
                    draw(painter, area, (place + 0.5) * side, text)

    def _use_ink(self, painter: QPainter, strong: bool) -> None:
        font = QFont(self.font())
        font.setBold(strong)
        painter.setFont(font)
        painter.setPen(QColor(self._colors.accent if strong else self._colors.text))

    def _draw_row_name(self, painter: QPainter, area: QRectF, at: float, text: str) -> None:
        line = self.fontMetrics().height()
        box = QRectF(0, area.y() + at - line / 2, area.x() - 5, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _name_above(self, painter: QPainter, area: QRectF, at: float, text: str) -> None:
        line = self.fontMetrics().height()
        painter.save()
        painter.translate(area.x() + at, area.y() - 5)
        painter.rotate(-90)
        box = QRectF(0, -line / 2, area.y(), line)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def _point(self, position: QPointF) -> None:
        area, side = self._area()
        if self._tokens and area.contains(position):
            row, column = (position.y() - area.y()) / side, (position.x() - area.x()) / side
            self.set_current(int(row), int(column))
            self.setToolTip(self.describe(*self._current))
        else:
            self.setToolTip("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._current
        last = len(self._tokens) - 1
        targets = {
            Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column),
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last),
        }
        key = Qt.Key(event.key())
        if self._tokens and key in targets:
            self.set_current(*targets[key])
        else:
            super().keyPressEvent(event)


def attention_table(weights: npt.NDArray[Any], tokens: Sequence[str]) -> PlotTable:
    """How much each token looks at each other: a row a pair, places counted from 1.

    Parameters
    ----------
    weights
        ``(time, time)``: rows are tokens that look.
    """
    time, tr = len(tokens), partial(QCoreApplication.translate, "AttentionMap")
    names = np.array(tokens, object)
    query, key = np.divmod(np.arange(time * time), max(1, time))
    return PlotTable(
        {
            tr("Query place"): query + 1,
            tr("Query"): names[query],
            tr("Key place"): key + 1,
            tr("Key"): names[key],
            tr("Weight"): np.asarray(weights, np.float32).ravel(),
        }
    )
