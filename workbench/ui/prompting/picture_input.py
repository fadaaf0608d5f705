"""PictureInput: a picture to ask about, drawn here or from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.prompting.prompts.images import from_file, png
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.host import Host

SIDE = 180


class PicturePreview(QLabel):
    """The bytes of a PNG file as a picture that fits into a square."""

    def __init__(self, side: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent, alignment=Qt.AlignmentFlag.AlignCenter)
        self._side = side
        self.setFixedHeight(side)
        self.setMinimumWidth(side)

    def show_png(self, picture: bytes) -> None:
        """Show a picture; a small one is enlarged with its pixels sharp."""
        pixmap = QPixmap()
        pixmap.loadFromData(picture)
        if not pixmap.isNull():
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(QSize(self._side, self._side), keep, smooth)
        self.setPixmap(pixmap)


class _Drawing(DrawingPad):
    """The pad, from which a dropped file goes to its owner, at its own size and in its colours."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)


class PictureInput(QWidget):
    """A drawing, or a file instead; and a text that goes beside it."""

    changed = Signal()

    def __init__(self, host: Host, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = key
        self._file: bytes | None = None
        self.pad = _Drawing(host.theme, host.notices, host.background)
        self.preview = PicturePreview()
        self.line = QLineEdit()
        self.stack = QStackedWidget()
        self.open = QPushButton(self.tr("Open a picture…"))
        self.clear = QPushButton(self.tr("Clear"))
        self.setAcceptDrops(True)
        self._build()

    def _build(self) -> None:
        self.line.setPlaceholderText(self.tr("Text beside the picture (may be empty)"))
        self.line.setAccessibleName(self.tr("Text beside the picture"))
        self.clear.setAccessibleName(self.tr("Clear the picture"))
        self.pad.setFixedSize(SIDE, SIDE)
        self.stack.addWidget(self.pad)
        self.stack.addWidget(self.preview)
        self.stack.setFixedSize(SIDE, SIDE)
        beside = QVBoxLayout()
        beside.addWidget(self.line)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        beside.addLayout(buttons)
        hint = QLabel(self.tr("Draw at the left, or drop a PNG or JPEG file here."), wordWrap=True)
        hint.setProperty("role", "muted")
        beside.addWidget(hint)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.stack)
        row.addLayout(beside, 1)
        self.pad.changed.connect(self._pad_changed)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.open.clicked.connect(self._ask_file)
        self.clear.clicked.connect(self._clear)

    def picture(self) -> bytes | None:
        """The bytes of a PNG file; ``None`` while nothing is drawn or opened."""
        if self._file is not None:
            return self._file
        return None if self.pad.strokes.empty else png(self.pad.strokes.picture)

    def _pad_changed(self) -> None:
        """A picture pasted or dropped on the pad is taken as it is; the pad would make it ink."""
        pasted = self.pad.strokes.original
        if pasted is None:
            self.changed.emit()
            return
        self.pad.clear()
        self.show_png(png(pasted))

    def show_png(self, picture: bytes) -> None:
        """Take a picture instead of a drawing."""
        self._file = picture
        self.preview.show_png(picture)
        self.stack.setCurrentWidget(self.preview)
        self.changed.emit()

    def load(self, path: Path) -> None:
        """Open a file, in a task."""
        self._host.background.start(
            f"{self._key}: picture",
            lambda _: from_file(path),
            self.show_png,
            self._failed,
            title=self.tr("Reading a picture"),
        )

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)

    def _clear(self) -> None:
        self._file = None
        self.stack.setCurrentWidget(self.pad)
        self.pad.clear()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a picture"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Pictures (*.png *.jpg *.jpeg)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.load(Path(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.load(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()
