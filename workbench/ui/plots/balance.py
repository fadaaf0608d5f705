"""How many examples each class has, in training and test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

ROW = 20
# Names of classes take at most this part of the width.
NAMES = 0.5


class Balance(QWidget):
    """One row a class: the training bar, and the test bar after it."""

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._classes: Sequence[str] = ()
        self._widest_px = -1
        self._counts: list[npt.NDArray[np.int64]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Class balance"))
        theme.changed.connect(self.update)

    def show_counts(
        self, classes: Sequence[str], train: npt.NDArray[np.int64], test: npt.NDArray[np.int64]
    ) -> None:
        """Counts int64 ``(n_classes,)`` of both splits."""
        self._classes = classes
        self._counts = [train, test]
        self._widest_px = -1
        words = [f"{c}: {a} + {b}" for c, a, b in zip(classes, train, test, strict=True)]
        self.setAccessibleDescription(", ".join(words))
        self.updateGeometry()
        self.update()

    def _widest(self, metrics: QFontMetrics) -> int:
        """The width of the longest name, which is measured once."""
        if self._widest_px < 0:
            self._widest_px = max(metrics.horizontalAdvance(c) for c in self._classes)
        return self._widest_px

    def sizeHint(self) -> QSize:
        """A row for each class."""
        return QSize(220, ROW * max(1, len(self._classes)))

    def minimumSizeHint(self) -> QSize:
        """All rows, always."""
        return self.sizeHint()

    def plot_table(self) -> PlotTable:
        """A row a class."""
        if not self._counts:
            return PlotTable({})
        train, test = self._counts
        return PlotTable(
            {
                self.tr("Class"): list(self._classes),
                self.tr("Training rows"): train,
                self.tr("Test rows"): test,
            }
        )

    def plot_legend(self) -> tuple[tuple[str, str], ...]:
        """The colours of both splits."""
        series = self._theme.colors.series
        return (series[0], self.tr("Training")), (series[1], self.tr("Test"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, bars and numbers."""
        if not self._counts:
            return
        painter = QPainter(self)
        colors, metrics = self._theme.colors, painter.fontMetrics()
        most = max(1, int((self._counts[0] + self._counts[1]).max()))
        widest = self._widest(metrics) + 10
        names = min(widest, round(NAMES * self.width()))
        numbers = metrics.horizontalAdvance(f"{most:,} + {most:,}") + 8
        room = max(20, self.width() - names - numbers)
        centre = Qt.AlignmentFlag.AlignVCenter
        start = max(0, event.rect().top() // ROW)
        for row in range(start, min(len(self._classes), event.rect().bottom() // ROW + 1)):
            name, top = self._classes[row], row * ROW
            train, test = int(self._counts[0][row]), int(self._counts[1][row])
            painter.setPen(QColor(colors.text))
            name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, names - 8)
            painter.drawText(QRectF(0, top, names - 8, ROW), centre, name)
            first, second = room * train / most, room * test / most
            painter.fillRect(QRectF(names, top + 4, first, ROW - 8), QColor(colors.series[0]))
            box = QRectF(names + first, top + 4, second, ROW - 8)
            painter.fillRect(box, QColor(colors.series[1]))
            painter.setPen(QColor(colors.muted))
            box = QRectF(self.width() - numbers, top, numbers, ROW)
            painter.drawText(box, centre | Qt.AlignmentFlag.AlignRight, f"{train:,} + {test:,}")
