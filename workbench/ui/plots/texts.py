"""Texts: a list of texts with a caption each; one of them whole, with its tokens, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.ui.plots.data_rows import RowItem
from workbench.ui.plots.itemlist import Index, ItemDelegate, ItemList, ItemModel

# What is painted of a text; two lines hold less than this.
SHOWN = 600
LINES = 2


@dataclass(frozen=True)
class TextItem:
    """One text with a caption, something at its end, and one sentence about it.

    ``row`` is the row that it stands for, where it is one of a dataset's.
    """

    text: str
    title: str
    detail: str = ""
    about: str = ""
    row: RowItem | None = None


class _TextsModel(ItemModel):
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.text[:SHOWN]
            case Qt.ItemDataRole.ToolTipRole if item.about:
                return item.about
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.title} {item.detail}: {item.text[:SHOWN]}"
        return None


class _TextRow(ItemDelegate):
    """The caption in one line, the beginning of the text in two below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, (LINES + 1) * option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _TextsModel) or self.colors is None:
            return
        item, box = model.items[index.row()], option.rect.adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(self.colors.accent if chosen else self.colors.border))
            painter.setBrush(QColor(self.colors.window))
            painter.drawRoundedRect(box, 5, 5)
        inner = box.adjusted(8, 5, -8, -5)
        self._caption(painter, option, item, inner)
        painter.setPen(QColor(self.colors.text))
        inner.setTop(inner.top() + option.fontMetrics.height() + 1)
        _draw_lines(painter, option, " ".join(item.text[:SHOWN].split()), inner)
        painter.restore()

    def _caption(
        self, painter: QPainter, option: QStyleOptionViewItem, item: TextItem, box: Any
    ) -> None:
        metrics = option.fontMetrics
        painter.setPen(QColor(self.colors.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, right, item.detail)
        room = box.width() - metrics.horizontalAdvance(item.detail) - 12
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(self.colors.accent))
        title = metrics.elidedText(item.title, Qt.TextElideMode.ElideRight, int(room * 0.9))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(option.font)


def _draw_lines(painter: QPainter, option: QStyleOptionViewItem, text: str, box: Any) -> None:
    """Wrap into `LINES` lines; the last one says with an ellipsis that there is more."""
    layout = QTextLayout(text, option.font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    height, start = option.fontMetrics.height(), 0
    baseline = box.top() + option.fontMetrics.ascent()
    for number in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        rest = text[start:] if number == LINES - 1 else text[start : start + line.textLength()]
        words = option.fontMetrics.elidedText(rest, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.left(), baseline + number * height, words)
        start += line.textLength()
    layout.endLayout()


class TextList(ItemList):
    """Texts below each other; arrow keys walk, Enter or a click opens one.

    ``moved`` carries the row that is current.
    """

    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _TextsModel, _TextRow, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(110)
        self.selectionModel().currentChanged.connect(lambda now, _: self.moved.emit(now.row()))
