"""Intervals: a few measured values as bars, each with the interval that holds the true one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.ui.markup import escaped
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

ROW = 24
# Of the room that the values leave, what names may take from the bars at most.
NAMES = 0.6


@dataclass(frozen=True)
class IntervalRow:
    """A row: its name, the value with its interval, and the value in words."""

    name: str
    value: float
    low: float
    high: float
    text: str


class IntervalBars(QWidget):
    """One row a value; all begin at the left end."""

    def __init__(self, theme: ThemeManager, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[IntervalRow] = ()
        self._least = 0.0
        self._most = 1.0
        self._quantity = ""
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A row for each value."""
        return QSize(300, ROW * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """All rows, always."""
        return QSize(200, self.sizeHint().height())

    def show_values(
        self,
        rows: Sequence[IntervalRow],
        most: float | None = None,
        least: float = 0.0,
        quantity: str = "",
    ) -> None:
        """Show other rows.

        Parameters
        ----------
        most, least
            The values at the right and at the left end; the right one is otherwise the largest
            there is. What lies beyond is drawn at the end.
        quantity
            What is measured, with its unit: a saved table calls its column so.
        """
        self._rows = rows
        self._least = least
        self._most = max((row.high for row in rows), default=1.0) if most is None else most
        if self._most <= least:
            self._most = least + 1.0
        self._quantity = quantity
        self.setAccessibleDescription("; ".join(f"{row.name}: {row.text}" for row in rows))
        self.updateGeometry()
        self.update()

    def plot_table(self) -> PlotTable:
        """The rows, exactly: beyond the ends, too."""
        return PlotTable(
            {
                self.tr("Name"): [row.name for row in self._rows],
                self._quantity or self.tr("Value"): [row.value for row in self._rows],
                self.tr("Low"): [row.low for row in self._rows],
                self.tr("High"): [row.high for row in self._rows],
            }
        )

    def event(self, event: QEvent) -> bool:
        """A tip with the whole of a row: its name may be too long for its place."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = event.pos().y() // ROW
            if 0 <= index < len(self._rows):
                row = self._rows[index]
                QToolTip.showText(event.globalPos(), escaped(f"{row.name}: {row.text}"), self)
                return True
        return super().event(event)

    def _share(self, value: float) -> float:
        """Where a value lies between the ends, 0…1."""
        return min(1.0, max(0.0, (value - self._least) / (self._most - self._least)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, bars with whiskers, values."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, metrics = self._theme.colors, painter.fontMetrics()
        values = max(metrics.horizontalAdvance(row.text) for row in self._rows) + 12
        names = max(metrics.horizontalAdvance(row.name) for row in self._rows) + 10
        names = min(names, max(0, round(NAMES * (self.width() - values))))
        room = max(1, self.width() - names - values)
        for index, row in enumerate(self._rows):
            top = index * ROW
            box = QRectF(0, top, names, ROW)
            painter.setPen(QColor(colors.text))
            name = metrics.elidedText(row.name, Qt.TextElideMode.ElideMiddle, names - 8)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            painter.fillRect(QRectF(names, top + 5, room, ROW - 10), QColor(colors.raised))
            width = room * self._share(row.value)
            color = QColor(colors.series[index % len(colors.series)])
            painter.fillRect(QRectF(names, top + 5, width, ROW - 10), color)
            painter.setPen(QPen(QColor(colors.text), 1.5))
            low, high = (names + room * self._share(x) for x in (row.low, row.high))
            middle = top + ROW / 2
            painter.drawLine(QLineF(low, middle, high, middle))
            for end in (low, high):
                painter.drawLine(QLineF(end, middle - 5, end, middle + 5))
            painter.drawText(
                QRectF(names + room + 8, top, values - 8, ROW),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                row.text,
            )
        painter.end()
