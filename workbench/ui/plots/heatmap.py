"""Heatmap: a square table of counts as coloured cells that can be walked and opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots.plot_table import PlotTable

Cell = tuple[int, int]
# What a count is divided by: the sum of its row, of its column, or nothing.
Normalisation: TypeAlias = Literal["none", "row", "column"]
SHADES = 128
# Smaller cells have room for no number; they are painted together, without gaps.
SMALL = 14.0


def blend(stops: Sequence[str], share: float) -> QColor:
    """The colour at ``share`` (0…1) of evenly spaced stops."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    low = min(int(place), len(stops) - 2)
    a, b, t = QColor(stops[low]), QColor(stops[low + 1]), place - low
    mix = [x + (y - x) * t for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*(round(v) for v in mix))


def readable_on(color: QColor) -> QColor:
    """Black or white, whichever can be read on ``color``."""
    light = 0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue()
    return QColor("#101418" if light > 140 else "#ffffff")


def _shares(counts: npt.NDArray[np.int64], of: Normalisation) -> npt.NDArray[np.float64]:
    """Counts as parts of their row or column, or of the largest count; 0 where there is none."""
    if of == "none":
        totals = np.full((1, 1), counts.max(initial=0))
    else:
        totals = counts.sum(1 if of == "row" else 0, keepdims=True)
    shares: npt.NDArray[np.float64] = counts / np.maximum(totals, 1)
    return shares


class Heatmap(QWidget):
    """Counts int64 ``(n, n)``: rows are truth, columns predictions.

    Numbers and colours are the counts, or their percentages of a row or a column.

    Arrow keys walk the cells, Enter, Space or a click opens one.
    """

    opened = Signal(int, int)
    current_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: npt.NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._normalisation: Normalisation = "none"
        # Of the names, in pixels; measured when it is asked for.
        self._widest = -1
        self._current: Cell = (0, 0)
        self._hover: Cell | None = None
        self._cells: QPixmap | None = None
        self._colors: Any = None
        self._shades: list[tuple[QColor, QColor]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 220)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def sizeHint(self) -> QSize:
        return QSize(360, 360)

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours (`workbench.ui.theme.Colors`)."""
        self._colors = colors
        shades = [blend(colors.sequential, index / (SHADES - 1)) for index in range(SHADES)]
        self._shades = [(shade, readable_on(shade)) for shade in shades]
        self._redraw()

    def set_counts(self, counts: npt.NDArray[Any] | None, names: Sequence[str]) -> None:
        """Show another table; ``None`` shows none."""
        table = np.zeros((0, 0), np.int64) if counts is None else np.asarray(counts, np.int64)
        n = len(table)
        fitting = tuple(names) if len(names) == n else tuple(str(i) for i in range(n))
        if fitting == self._names and np.array_equal(table, self._counts):
            return
        before = self._counts
        self._counts = table
        if fitting == self._names and self._cells is not None:
            self._describe()
            self._repaint_cells(before)
            return
        self._names = fitting
        self._widest = -1
        self._current = (min(self._current[0], max(0, n - 1)), min(self._current[1], max(0, n - 1)))
        self._describe()
        self._redraw()

    def set_normalisation(self, normalisation: Normalisation) -> None:
        """Show counts, or percentages of a true class (row) or of a predicted one (column)."""
        if normalisation != self._normalisation:
            self._normalisation = normalisation
            self._describe()
            self._redraw()

    @property
    def normalisation(self) -> Normalisation:
        """What counts are divided by."""
        return self._normalisation

    def plot_table(self) -> PlotTable:
        """A row a cell, whatever is shown: its count, and its parts of its row and column."""
        names, n = np.array(self._names, object), len(self._counts)
        return PlotTable(
            {
                self.tr("True class"): np.repeat(names, n),
                self.tr("Predicted class"): np.tile(names, n),
                self.tr("Rows"): self._counts.ravel(),
                self.tr("Share of true class (%)"): 100 * _shares(self._counts, "row").ravel(),
                self.tr("Share of predicted class (%)"): 100
                * _shares(self._counts, "column").ravel(),
            }
        )

    @property
    def current(self) -> Cell:
        """The cell that the keyboard is on, ``(truth, predicted)``."""
        return self._current

    def set_current(self, row: int, column: int) -> None:
        """Move to a cell."""
        n = len(self._counts)
        cell = (min(max(row, 0), max(0, n - 1)), min(max(column, 0), max(0, n - 1)))
        if cell != self._current:
            self._current = cell
            self._describe()
            self.current_changed.emit(*cell)
            self.update()

    def describe(self, row: int, column: int) -> str:
        """One cell in words."""
        if not len(self._counts):
            return ""
        by_column = self._normalisation == "column"
        totals = self._counts[:, column] if by_column else self._counts[row]
        count, total = int(self._counts[row, column]), int(totals.sum())
        share = 100 * count / total if total else 0.0
        truth, guess = self._names[row], self._names[column]
        if by_column:
            return self.tr("Read as {0} and is {1}: {2} of {3} ({4} %)").format(
                guess, truth, f"{count:,}", f"{total:,}", f"{share:.1f}"
            )
        if row == column:
            return self.tr("{0} read correctly: {1} of {2} ({3} %)").format(
                truth, f"{count:,}", f"{total:,}", f"{share:.1f}"
            )
        return self.tr("{0} read as {1}: {2} of {3} ({4} %)").format(
            truth, guess, f"{count:,}", f"{total:,}", f"{share:.1f}"
        )

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell is, in this widget's pixels."""
        area, side = self._area()
        return QRectF(area.x() + column * side, area.y() + row * side, side, side).toAlignedRect()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.describe(*self._current))

    def _area(self) -> tuple[QRectF, float]:
        """The square of cells and one cell's side."""
        metrics = QFontMetrics(self.font())
        if self._widest < 0:
            self._widest = max((metrics.horizontalAdvance(n) for n in self._names), default=0)
        widest = self._widest
        left = min(widest, max(40, self.width() // 4)) + metrics.height() + 12
        top = 2 * metrics.height() + 10
        n = max(1, len(self._counts))
        side = max(0.1, min(self.width() - left - 4, self.height() - top - 4) / n)
        return QRectF(left, top, n * side, n * side), side

    def _cell_at(self, position: QPointF) -> Cell | None:
        area, side = self._area()
        if not len(self._counts) or not area.contains(position):
            return None
        n = len(self._counts)
        row, column = (position.y() - area.y()) / side, (position.x() - area.x()) / side
        return min(int(row), n - 1), min(int(column), n - 1)

    def _repaint_cells(self, before: npt.NDArray[np.int64]) -> None:
        """Bring the picture up to date; while training few cells change at a time."""
        assert self._cells is not None
        shares = (_shares(counts, self._normalisation) for counts in (self._counts, before))
        painter = QPainter(self._cells)
        self._draw_cells(painter, (self._counts != before) | np.not_equal(*shares))
        painter.end()
        self.update()

    def _redraw(self) -> None:
        self._cells = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._redraw()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._counts) or self._colors is None:
            return
        if self._cells is None:
            self._cells = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._cells)
        if self._hover is not None:
            painter.setPen(QPen(QColor(self._colors.text), 1))
            painter.drawRect(self.cell_rect(*self._hover).adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colors.accent), 3))
            painter.drawRect(self.cell_rect(*self._current).adjusted(1, 1, -2, -2))
        painter.end()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setFont(self.font())
        self.paint_plot(painter)
        painter.end()
        return pixmap

    def paint_plot(self, painter: QPainter) -> None:
        """Paint names and all cells."""
        self._draw_names(painter)
        self._draw_cells(painter, np.ones(self._counts.shape, bool))

    def _draw_names(self, painter: QPainter) -> None:
        metrics, (area, side) = QFontMetrics(self.font()), self._area()
        painter.setPen(QColor(self._colors.muted))
        line = metrics.height()
        painter.drawText(
            QRectF(area.x(), 0, area.width(), line),
            Qt.AlignmentFlag.AlignCenter,
            self._caption(),
        )
        painter.save()
        painter.translate(line, area.center().y())
        painter.rotate(-90)
        painter.drawText(
            QRectF(-area.height() / 2, -line, area.height(), line),
            Qt.AlignmentFlag.AlignCenter,
            self.tr("True class"),
        )
        painter.restore()
        painter.setPen(QColor(self._colors.text))
        if side < line * 0.8:
            return
        for index, name in enumerate(self._names):
            across = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(side))
            painter.drawText(
                QRectF(area.x() + index * side, line + 4, side, line),
                Qt.AlignmentFlag.AlignCenter,
                across,
            )
            width = area.x() - line - 10
            down = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(
                QRectF(line + 4, area.y() + index * side, width, side),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                down,
            )

    def _caption(self) -> str:
        return {
            "none": self.tr("Predicted class (rows)"),
            "row": self.tr("Predicted class (% of each true class)"),
            "column": self.tr("Predicted class (% of each predicted class)"),
        }[self._normalisation]

    def _draw_cells(self, painter: QPainter, which: npt.NDArray[np.bool_]) -> None:
        """Paint the cells that are true in ``which``."""
        area, side = self._area()
        if side < SMALL:
            self._draw_picture(painter, area, side)
            return
        font = self.font()
        font.setPixelSize(max(7, min(13, int(side * 0.42))))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        levels, numbers = self._levels(), self._counts
        if self._normalisation != "none":
            percentages = 100 * _shares(self._counts, self._normalisation)
            numbers = np.rint(percentages).astype(np.int64)
        for row, column in np.argwhere(which).tolist():
            rect = QRectF(area.x() + column * side, area.y() + row * side, side, side)
            color, ink = self._shades[levels[row, column]]
            painter.fillRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), color)
            text = f"{int(numbers[row, column])}"
            if text != "0" and metrics.horizontalAdvance(text) < side - 2:
                painter.setPen(ink)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_picture(self, painter: QPainter, area: QRectF, side: float) -> None:
        """Paint all cells as one picture: a million of them are too many to be drawn singly."""
        n = len(self._counts)
        levels = np.ascontiguousarray(self._levels().astype(np.uint8))
        picture = QImage(levels.data, n, n, n, QImage.Format.Format_Indexed8)
        picture.setColorTable([color.rgb() for color, _ in self._shades])
        painter.drawImage(QRectF(area.x(), area.y(), n * side, n * side), picture)

    def _levels(self) -> npt.NDArray[np.int64]:
        """The shade of every cell: its part of its row or column, or of the largest count."""
        shares = _shares(self._counts, self._normalisation)
        # Square root: a few mistakes among thousands must still be seen.
        levels: npt.NDArray[np.int64] = np.rint(np.sqrt(shares) * (SHADES - 1)).astype(np.int64)
        return levels

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._current
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.set_current(row + steps[key][0], column + steps[key][1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and len(self._counts):
            self.opened.emit(row, column)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._cell_at(event.position())
        if hover != self._hover:
            self._hover = hover
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if hover else Qt.CursorShape.ArrowCursor
            )
            self.setToolTip(self.describe(*hover) if hover else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(*cell)
            self.opened.emit(*cell)
