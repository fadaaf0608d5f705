"""The cost of one example: what the network said, what was right, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

ROW = 19


class CostBars(QWidget):
    """A row a class: the probability, the mark where it should be, and the gradient's push."""

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._p: npt.NDArray[np.float32] | None = None
        self._label = 0
        self._classes: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Loss of one example"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A row for each class."""
        return QSize(260, ROW * max(1, len(self._classes)))

    def minimumSizeHint(self) -> QSize:
        """All rows, always."""
        return QSize(180, self.sizeHint().height())

    def show_cost(
        self, classes: Sequence[str], probabilities: npt.NDArray[np.float32], label: int
    ) -> None:
        """Show an example's probabilities against its true class."""
        self._classes = classes
        self._p = probabilities
        self._label = label
        self.updateGeometry()
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a class."""
        if self._p is None:
            return PlotTable({})
        truth = np.arange(len(self._p)) == self._label
        return PlotTable(
            {
                self.tr("Class"): list(self._classes),
                self.tr("True"): truth.astype(np.int64),
                self.tr("Probability"): self._p,
                self.tr("Push of the gradient"): truth - np.asarray(self._p, np.float64),
            }
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars with an arrow each: up where the gradient wants more, down where less."""
        if self._p is None:
            return
        painter = QPainter(self)
        colors, metrics = self._theme.colors, painter.fontMetrics()
        names = max(metrics.horizontalAdvance(c) for c in self._classes) + 10
        numbers = metrics.horizontalAdvance("− 0.999") + 8
        room = max(20, self.width() - names - numbers)
        centre = Qt.AlignmentFlag.AlignVCenter
        for row, name in enumerate(self._classes):
            top, truth = row * ROW, row == self._label
            p = float(self._p[row])
            painter.setPen(QColor(colors.text if truth else colors.muted))
            painter.drawText(QRectF(0, top, names, ROW), centre, name)
            track = QRectF(names, top + 4, room, ROW - 8)
            painter.fillRect(track, QColor(colors.raised))
            color = QColor(colors.good if truth else colors.negative)
            painter.fillRect(QRectF(names, top + 4, room * p, ROW - 8), color)
            if truth:
                painter.fillRect(QRectF(names + room - 2, top + 1, 3, ROW - 2), color)
            push = (1.0 if truth else 0.0) - p
            sign = "+" if push >= 0 else "−"
            box = QRectF(self.width() - numbers, top, numbers, ROW)
            painter.drawText(box, centre | Qt.AlignmentFlag.AlignRight, f"{sign} {abs(push):.3f}")
