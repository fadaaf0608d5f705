"""The drawing pad: mouse, touch, pen and keyboard; paste and drop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.io.picture_file import bounded
from workbench.inference import images
from workbench.ui.background_jobs import BackgroundJobs
from workbench.ui.drawing.strokes import SIDE, Strokes
from workbench.ui.notices import Notices
from workbench.ui.theme import ThemeManager

STEP = 1 / 28
_MOVES = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}


class DrawingPad(QWidget):
    """A square to draw on; ``changed`` after every change of the drawing.

    Keyboard: arrows move the pen, Space puts it down and lifts it, Delete clears.
    """

    changed = Signal()

    def __init__(
        self,
        theme: ThemeManager,
        notices: Notices,
        background: BackgroundJobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notices = notices
        self._background = background
        self.strokes = Strokes()
        self.pen_width = 0.075
        self._drawing = self._pen_down = False
        self._cursor = [0.5, 0.3]
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self.setAccessibleName(self.tr("Drawing pad"))
        self.setAccessibleDescription(
            self.tr("Arrow keys move the pen, Space puts it down or lifts it, Delete clears.")
        )
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A hand's breadth."""
        return QSize(340, 340)

    @property
    def square(self) -> QRectF:
        """Where the canvas lies in the widget."""
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _normalized(self, position: QPointF) -> tuple[float, float]:
        square = self.square
        x = (position.x() - square.left()) / square.width()
        return x, (position.y() - square.top()) / square.height()

    def _begin(self, position: QPointF, pressure: float = 1.0) -> None:
        self._drawing = True
        self.strokes.begin(*self._normalized(position), self.pen_width, pressure)
        self._announce()

    def _go(self, position: QPointF, pressure: float = 1.0) -> None:
        if self._drawing:
            self.strokes.go(*self._normalized(position), pressure)
            self._announce()

    def _announce(self) -> None:
        self.update()
        self.changed.emit()

    def undo(self) -> None:
        """Take the last stroke back."""
        self.strokes.undo()
        self._announce()

    def redo(self) -> None:
        """Draw it again."""
        self.strokes.redo()
        self._announce()

    def clear(self) -> None:
        """Start again."""
        self.strokes.clear()
        self._announce()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left draws; right takes the last stroke back."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())
        elif event.button() == Qt.MouseButton.RightButton:
            self.undo()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on drawing."""
        self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen with pressure; half pressure is the chosen width."""
        pressure = 0.5 + event.pressure()
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position(), pressure)
        elif event.type() == QEvent.Type.TabletMove:
            self._go(event.position(), pressure)
        else:
            self._drawing = False
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Take touches of a screen; a touch pad goes on being a mouse."""
        if isinstance(event, QTouchEvent) and (
            event.device().type() == QPointingDevice.DeviceType.TouchScreen
        ):
            if event.type() == QEvent.Type.TouchBegin:
                self._begin(event.points()[0].position())
            elif event.type() == QEvent.Type.TouchUpdate:
                self._go(event.points()[0].position())
            else:
                self._drawing = False
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw and edit without a mouse."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() == Qt.Key.Key_Space:
            self._toggle_pen()
        elif event.key() in _MOVES:
            self._move(*_MOVES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _toggle_pen(self) -> None:
        self._pen_down = not self._pen_down
        if self._pen_down:
            x, y = self._cursor
            self.strokes.begin(x, y, self.pen_width)
        self._announce()

    def _move(self, dx: float, dy: float) -> None:
        x, y = self._cursor
        self._cursor = [min(1.0, max(0.0, x + dx)), min(1.0, max(0.0, y + dy))]
        if self._pen_down:
            self.strokes.go(*self._cursor)
        self._announce()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the keyboard's pen."""
        self._pen_down = False
        super().focusOutEvent(event)
        self.update()

    def paste(self) -> None:
        """Take the picture on the clipboard."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._notices.warn(self.tr("There is no picture on the clipboard."))

    def load(self, path: Path) -> None:
        """Show a picture file, which is read in a task."""
        self._background.start(
            f"pad: {id(self)}",
            lambda _: _with_ink(images.read(path)),
            self._loaded,
            self._notices.error,
            title=self.tr("Reading a picture"),
        )

    def _loaded(self, pictures: tuple[images.Pixels, images.Pixels]) -> None:
        self._show(*pictures)

    def show_picture(self, original: images.Pixels) -> None:
        """Put a picture uint8 ``(height, width, 4)`` of any size onto the canvas."""
        self._show(*_with_ink(original))

    def _show(self, original: images.Pixels, picture: images.Pixels) -> None:
        height, width = picture.shape
        side = max(height, width)
        square = np.zeros((side, side), np.uint8)
        top, left = (side - height) // 2, (side - width) // 2
        square[top : top + height, left : left + width] = picture
        rows = (np.arange(SIDE) * side) // SIDE
        self.strokes.paste(np.ascontiguousarray(square[rows][:, rows]), original)
        self._announce()

    def _take(self, mime: QMimeData | None) -> bool:
        """Show what was dropped or pasted, a file rather than its preview; whether it is one."""
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()] if mime else []
        if files:
            self.load(Path(files[0]))
            return True
        image = QImage(mime.imageData()) if mime is not None and mime.hasImage() else QImage()
        if image.isNull():
            return False
        self.show_picture(bounded(_pixels(image)))
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show a dropped picture."""
        if not self._take(event.mimeData()):
            self._notices.warn(self.tr("Only pictures and picture files can be dropped here."))
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The canvas, an invitation while it is empty, and the keyboard's pen."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = self.square.adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colors.accent if self.hasFocus() else colors.border), 2))
        painter.setBrush(QColor("#0d1017"))
        painter.drawRoundedRect(square, 8, 8)
        if self.strokes.empty:
            painter.setPen(QColor("#8f99ab"))
            words = self.tr("Draw a digit here")
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, words)
        else:
            picture = self.strokes.picture
            image = QImage(picture.data, SIDE, SIDE, SIDE, QImage.Format.Format_Grayscale8)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Lighten)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(square.adjusted(3, 3, -3, -3), image)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self.hasFocus() and not self._drawing:
            x = square.left() + self._cursor[0] * square.width()
            y = square.top() + self._cursor[1] * square.height()
            painter.setPen(QPen(QColor(colors.good if self._pen_down else colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, y), 6, 6)


def _with_ink(original: images.Pixels) -> tuple[images.Pixels, images.Pixels]:
    """A picture, and what of it is shown on the canvas: light ink on dark."""
    return original, images.ink(original)


def _pixels(image: QImage) -> images.Pixels:
    """A QImage as uint8 ``(height, width, 4)`` RGBA."""
    converted = image.convertToFormat(QImage.Format.Format_RGBA8888)
    raw = np.frombuffer(converted.constBits(), np.uint8)
    rows = raw.reshape(converted.height(), converted.bytesPerLine())
    return rows[:, : converted.width() * 4].reshape(converted.height(), -1, 4).copy()
