"""Bars of class probabilities for one or several models."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

# Few rows do not grow to fill the room.
TALLEST = 48
# Pixels below which a row cannot be read, and how many rows are shown however low the widget is.
LOWEST, MANY = 13, 10


class BarChart(QWidget):
    """One row a class, one bar a model in it.

    ``painted`` carries the number given to `show_answers`, and the clock, when the picture with
    it has been painted: what a benchmark of drawing waits for.
    """

    painted = Signal(int, float)

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._classes: Sequence[str] = ()
        self._answers: list[tuple[str, npt.NDArray[np.float32]]] = []
        self._number = 0
        self.setMinimumSize(200, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Probabilities"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ten rows."""
        return QSize(320, 300)

    def show_answers(
        self,
        classes: Sequence[str],
        answers: list[tuple[str, npt.NDArray[np.float32]]],
        number: int = 0,
    ) -> None:
        """Show ``(model's name, probabilities)`` pairs; none leaves the rows empty."""
        self._classes = classes
        self._answers = answers
        self._number = number
        words = []
        for name, probabilities in answers:
            best = int(probabilities.argmax())
            words.append(f"{name}: {classes[best]}, {probabilities[best]:.0%}")
        self.setAccessibleDescription("; ".join(words))
        self.update()

    def plot_table(self) -> PlotTable:
        """All classes, with each model's probability."""
        heading = self.tr("Probability, {0}")
        columns = {heading.format(name): values for name, values in self._answers}
        return PlotTable({self.tr("Class"): list(self._classes), **columns} if columns else {})

    def plot_legend(self) -> tuple[tuple[str, str], ...]:
        """A colour for each model, where there are several."""
        series = self._theme.colors.series
        names = [name for name, _ in self._answers]
        return tuple(
            (series[index % len(series)], name)
            for index, name in enumerate(names[: len(names) if len(names) > 1 else 0])
        )

    def row_height(self) -> float:
        """How tall one row is."""
        return min(self.height() / max(1, len(self._rows())), TALLEST)

    def _rows(self) -> Sequence[int]:
        """The classes that are shown: of more than can be read the likeliest ones, in order."""
        fit = max(MANY, int(self.height() / LOWEST))
        if len(self._classes) <= fit or not self._answers:
            return range(min(len(self._classes), fit))
        likeliest = np.max([probabilities for _, probabilities in self._answers], axis=0)
        return sorted(np.argpartition(-likeliest, fit)[:fit].tolist())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, bars, percentages."""
        painter = QPainter(self)
        colors = self._theme.colors
        metrics = painter.fontMetrics()
        height, rows = self.row_height(), self._rows()
        name_width = max([metrics.horizontalAdvance(self._classes[r]) for r in rows] or [0]) + 14
        number_width = metrics.horizontalAdvance("100.0 %") + 10
        left, width = name_width, max(10, self.width() - name_width - number_width)
        centre = Qt.AlignmentFlag.AlignVCenter
        best = [int(probabilities.argmax()) for _, probabilities in self._answers]
        for place, row in enumerate(rows):
            name, top = self._classes[row], place * height
            painter.setPen(QColor(colors.text))
            box = QRectF(0, top, name_width - 8, height)
            painter.drawText(box, centre | Qt.AlignmentFlag.AlignRight, name)
            track = QRectF(left, top + height * 0.18, width, height * 0.64)
            painter.fillRect(track, QColor(colors.raised))
            share = track.height() / max(1, len(self._answers))
            for index, (_, probabilities) in enumerate(self._answers):
                value = float(probabilities[row])
                won = best[index] == row
                color = QColor(colors.series[index % len(colors.series)])
                color.setAlphaF(1.0 if won else 0.45)
                bar = QRectF(left, track.top() + index * share, width * value, share - 1)
                painter.fillRect(bar, color)
            if self._answers:
                value = float(self._answers[0][1][row])
                painter.setPen(QColor(colors.text if value > 0.5 else colors.muted))
                box = QRectF(left + width + 8, top, number_width - 8, height)
                painter.drawText(box, centre | Qt.AlignmentFlag.AlignLeft, f"{value:.1%}")
        painter.end()
        self.painted.emit(self._number, time.perf_counter())
