"""Gallery: many small pictures with a caption each; one of them large on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.ui.host import Host
from workbench.ui.plots.itemdialog import ItemDialog
from workbench.ui.plots.itemlist import Index, ItemDelegate, ItemList, ItemModel
from workbench.ui.plots.pictures import Picture, PixelView, to_pixmap
from workbench.ui.plots.plot_actions import add_plot_actions

SIDE = 68


@dataclass(frozen=True)
class GalleryItem:
    """One picture with two lines of caption and one sentence for a tooltip and large view."""

    picture: Picture = field(repr=False)
    title: str
    detail: str = ""
    about: str = ""


class _GalleryModel(ItemModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmaps: dict[int, QPixmap] = {}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{item.title}\n{item.detail}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return item.about or item.title
        return None

    def pixmap(self, row: int, ratio: float) -> QPixmap:
        """The picture small; made when first shown."""
        if row not in self._pixmaps:
            self._pixmaps[row] = to_pixmap(self.items[row].picture, SIDE, ratio)
        return self._pixmaps[row]

    def set_items(self, items: tuple[GalleryItem, ...]) -> None:
        self._pixmaps = {}
        super().set_items(items)


class _Tile(ItemDelegate):
    """Picture above, two centred lines below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(SIDE + 20, SIDE + 2 * option.fontMetrics.height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _GalleryModel) or self.colors is None:
            return
        item, box = model.items[index.row()], option.rect.adjusted(2, 2, -2, -2)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen or hovered:
            painter.setPen(QColor(self.colors.accent if chosen else self.colors.border))
            painter.setBrush(QColor(self.colors.window))
            painter.drawRoundedRect(box, 5, 5)
        pixmap = model.pixmap(index.row(), painter.device().devicePixelRatioF())
        width = round(pixmap.width() / pixmap.devicePixelRatio())
        painter.drawPixmap(box.center().x() - width // 2, box.y() + 5, pixmap)
        line = option.fontMetrics.height()
        text = box.adjusted(1, SIDE + 8, -1, 0)
        text.setHeight(line)
        painter.setPen(QColor(self.colors.text))
        painter.drawText(
            text, Qt.AlignmentFlag.AlignCenter, self._fit(option, item.title, text.width())
        )
        painter.setPen(QColor(self.colors.muted))
        text.translate(0, line)
        painter.drawText(
            text, Qt.AlignmentFlag.AlignCenter, self._fit(option, item.detail, text.width())
        )
        painter.restore()

    @staticmethod
    def _fit(option: QStyleOptionViewItem, text: str, width: int) -> str:
        return option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class Gallery(ItemList):
    """Pictures in a grid that wraps; arrow keys walk, Enter or a click opens one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _GalleryModel, _Tile, parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(130)


class PictureDialog(ItemDialog):
    """One picture of several, large."""

    def __init__(
        self, items: Sequence[GalleryItem], row: int, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(items, parent)
        self.view = PixelView()
        self.view.set_colors(host.theme.colors)
        add_plot_actions(host, self.view)
        self._pixel = QLabel(" ")
        self.view.pixel_changed.connect(lambda text: self._pixel.setText(text or " "))
        self._numbers = QCheckBox(self.tr("Show &numbers"))
        self._numbers.toggled.connect(self.view.set_numbers)
        self.column.addWidget(self.view, 1)
        self.low.addWidget(self._numbers)
        self.low.addWidget(self._pixel, 1)
        self.add_buttons()
        self.show_row(row)
        self.view.setFocus()

    def show_item(self, item: GalleryItem) -> None:
        self.view.set_picture(item.picture)
