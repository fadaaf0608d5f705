"""Row view: the row to label, large: a text that wraps, or a picture as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from workbench.labelling.items import Items
from workbench.ui.host import Host
from workbench.ui.long_text import LongText
from workbench.ui.plots.pictures import Picture, pixel_table, to_image
from workbench.ui.plots.placeholder import Placeholder
from workbench.ui.plots.plot_actions import add_plot_actions
from workbench.ui.plots.plot_table import PlotTable

# No line is easily read that is wider, in pixels.
WIDEST = 780
# Characters; who labels a whole book looks at its beginning.
LONGEST = 50_000


class RowText(LongText):
    """A text in the middle of its place; one that does not fit scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty("role", "row")
        self.setAccessibleName(self.tr("Row to label"))
        self.setTabChangesFocus(True)
        self.setCursorWidth(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def minimumSizeHint(self) -> QSize:
        """Some lines."""
        return QSize(200, 90)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        super().show_text(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
        self._centre()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep it in the middle."""
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        room = self.contentsRect()
        side = max(14, (room.width() - WIDEST) // 2)
        before = self.viewportMargins()
        if before.left() != side:
            self.setViewportMargins(side, before.top(), side, 0)
        # A plain text's height is counted in lines.
        lines = self.document().size().height()
        need = lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        top = max(8, round((room.height() - need) / 2))
        if self.viewportMargins().top() != top:
            self.setViewportMargins(side, top, side, 0)


class RowPicture(QWidget):
    """A small picture enlarged by a whole number; a photograph fills the room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._image = QImage()
        self._is_photo = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 90)
        self.setAccessibleName(self.tr("Picture to label"))

    def show_picture(self, picture: Picture, photo: bool = False) -> None:
        """Show another one; a ``photo`` is smoothed, whose pixels are of no interest."""
        self._picture = picture
        self._image = to_image(picture)
        self._is_photo = photo
        self.update()

    def plot_table(self) -> PlotTable:
        """A row a pixel, see `pixel_table`."""
        return PlotTable({}) if self._picture is None else pixel_table(self._picture)

    def area(self) -> QRectF:
        """Where the picture is."""
        if self._image.isNull():
            return QRectF()
        width, height = self._image.width(), self._image.height()
        scale = min((self.width() - 16) / width, (self.height() - 16) / height)
        # Whole multiples, or some pixels would be wider than others.
        if not self._is_photo:
            scale = float(int(scale)) if scale > 1 else max(scale, 0.05)
        wide, high = width * scale, height * scale
        left, top = (self.width() - wide) // 2, (self.height() - high) // 2
        return QRectF(left, top, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and a frame while it has the keyboard."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        self.paint_plot(painter)
        if self.hasFocus():
            # As the field of a text has it.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def paint_plot(self, painter: QPainter) -> None:
        """Enlarged pixels stay sharp; what is made smaller is smoothed."""
        area = self.area()
        smooth = self._is_photo or area.width() < self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(area, self._image)


class RowToLabel(QStackedWidget):
    """One row, or words when there is none."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = RowText()
        self.picture = RowPicture()
        add_plot_actions(host, self.picture)
        self.words = Placeholder()
        # Keys are for taking labels back there, too.
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget in (self.text, self.picture, self.words):
            self.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_row(self, items: Items, row: int) -> None:
        """Show a row."""
        if items.pictures is not None:
            self.picture.show_picture(items.pictures[row], photo=bool(items.files))
            self._bring(self.picture)
        else:
            self.text.show_text(items.texts[row])
            self._bring(self.text)

    def say(self, title: str, text: str) -> None:
        """Show words instead."""
        self.words.say(title, text)
        self._bring(self.words)

    def take_focus(self) -> None:
        """Have the keys go here."""
        for widget in (self.text, self.picture, self.words):
            if widget is self.currentWidget():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, widget: QWidget) -> None:
        if self.currentWidget() is not widget:
            had = any(each.hasFocus() for each in (self.text, self.picture, self.words))
            self.setCurrentWidget(widget)
            if had:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
