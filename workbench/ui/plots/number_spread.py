"""Number spread: how the numbers that are to be predicted lie, in training and test."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.contracts.targets import Number
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

BINS, HEIGHT = 30, 150


@dataclass(frozen=True)
class Spread:
    """Numbers of one split: how many, their mean and median, and counts int64 ``(BINS,)``."""

    n: int
    mean: float
    median: float
    counts: npt.NDArray[np.int64]


class NumberSpread(QWidget):
    """Stacked bars, test on training; below, mean and median of each in the target's unit.

    A full line marks the mean of all rows, a dotted one their median.
    """

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._target = Number()
        self._edges: npt.NDArray[np.float64] = np.zeros(0)
        self._spreads: tuple[Spread, ...] = ()
        self._marks = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Distribution"))
        theme.changed.connect(self.update)

    def show_numbers(
        self, target: Number, train: npt.NDArray[np.generic], test: npt.NDArray[np.generic]
    ) -> None:
        """Show numbers of both splits, any real dtype, ``(n,)`` each."""
        both = [np.asarray(values, np.float64) for values in (train, test)]
        every = np.concatenate(both)
        self._target = target
        self._edges = np.histogram_bin_edges(every, BINS)
        self._marks = (float(every.mean()), float(np.median(every)))
        self._spreads = tuple(
            Spread(
                len(values),
                float(values.mean()),
                float(np.median(values)),
                np.histogram(values, self._edges)[0].astype(np.int64),
            )
            for values in both
        )
        self.setAccessibleDescription("; ".join(self.lines))
        self.setToolTip("\n".join(self.lines))
        self.updateGeometry()
        self.update()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said of each split."""
        words = self.tr("{0}: {1} rows, mean {2}, median {3}")
        names = (self.tr("Training"), self.tr("Test"))
        return tuple(
            words.format(name, f"{s.n:,}", self._target.text(s.mean), self._target.text(s.median))
            for name, s in zip(names, self._spreads, strict=True)
        )

    def sizeHint(self) -> QSize:
        """The bars, and five lines below them."""
        return QSize(220, HEIGHT + 5 * (self.fontMetrics().height() + 3))

    def minimumSizeHint(self) -> QSize:
        """All of it, always."""
        return self.sizeHint()

    def plot_table(self) -> PlotTable:
        """A row a bin; its edges are in the target's unit."""
        if not self._spreads:
            return PlotTable({})
        train, test = (spread.counts for spread in self._spreads)
        unit = f" ({self._target.unit})" if self._target.unit else ""
        return PlotTable(
            {
                self.tr("From") + unit: self._edges[:-1],
                self.tr("To") + unit: self._edges[1:],
                self.tr("Training rows"): train,
                self.tr("Test rows"): test,
            }
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, marks, the ends of the axis, and both splits' figures."""
        if not self._spreads:
            return
        painter = QPainter(self)
        area = QRectF(1, 4, self.width() - 2, HEIGHT - 8)
        self._paint_bars(painter, area)
        self._paint_below(painter, area)
        painter.end()

    def _x(self, value: float, area: QRectF) -> float:
        low, high = float(self._edges[0]), float(self._edges[-1])
        return area.x() + (value - low) / max(high - low, 1e-300) * area.width()

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        colors = self._theme.colors
        train, test = (spread.counts for spread in self._spreads)
        most = max(1, int((train + test).max()))
        for index, (first, second) in enumerate(zip(train.tolist(), test.tolist(), strict=True)):
            left, right = (self._x(float(edge), area) for edge in self._edges[index : index + 2])
            bottom = area.bottom()
            for count, color in ((first, colors.series[0]), (second, colors.series[1])):
                height = area.height() * count / most
                bar = QRectF(left, bottom - height, max(1.0, right - left - 1), height)
                painter.fillRect(bar, QColor(color))
                bottom -= height
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for value, style in zip(
            self._marks, (Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine), strict=True
        ):
            x = self._x(value, area)
            painter.setPen(QPen(QColor(colors.text), 1.5, style))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _paint_below(self, painter: QPainter, area: QRectF) -> None:
        colors, metrics = self._theme.colors, painter.fontMetrics()
        line, y = metrics.height() + 3, area.bottom() + 3
        painter.setPen(QColor(colors.muted))
        for edge, side in (
            (self._edges[0], Qt.AlignmentFlag.AlignLeft),
            (self._edges[-1], Qt.AlignmentFlag.AlignRight),
        ):
            text = self._target.text(float(edge))
            painter.drawText(QRectF(area.x(), y, area.width(), line), side, text)
        y += line
        for index, words in enumerate(self.lines):
            head, _, tail = words.partition(", ")
            square = QRectF(area.x(), y + 4, 9, 9)
            painter.fillRect(square, QColor(colors.series[index]))
            for text, color in ((head, colors.text), (tail, colors.muted)):
                painter.setPen(QColor(color))
                box = QRectF(area.x() + 15, y, area.width() - 15, line)
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, shown)
                y += line
