"""A curve the size of a word, painted into a table's cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui.runs_model import SPARK_ROLE
from workbench.ui.theme import ThemeManager


class Sparkline(QStyledItemDelegate):
    """Paints `RunInfo.spark`."""

    def __init__(self, theme: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The background as usual, then the line."""
        super().paint(painter, option, index)
        values = index.data(SPARK_ROLE)
        if not values or len(values) < 2:
            return
        box = QRectF(option.rect).adjusted(6, 6, -6, -6)
        low, high = min(values), max(values)
        span = (high - low) or 1.0
        points = [
            QPointF(
                box.left() + box.width() * i / (len(values) - 1),
                box.bottom() - box.height() * (v - low) / span,
            )
            for i, v in enumerate(values)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.setPen(QPen(QColor(colors.accent_text if chosen else colors.series[0]), 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.restore()
