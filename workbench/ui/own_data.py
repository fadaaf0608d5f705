"""Own data: a file or folder of the user's is chosen or dropped, and a dataset that reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.dataset import Dataset
from workbench.core.experiment import Part
from workbench.ui.forms.path_editor import file_dialog, lone_path
from workbench.ui.host import Host
from workbench.ui.openers import best_opener


class OwnDataDialog(QDialog):
    """``picked`` carries the path; which dataset reads it is for `open_own` to find out."""

    picked = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Your own data"))
        self.setAcceptDrops(True)
        self._suffixes = tuple(
            dict.fromkeys(s for cls in host.plugins.of(Dataset).values() for s in cls.opens)
        )
        self.zone = QLabel(self.tr("Drop a file or folder here"))
        self.zone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zone.setProperty("role", "drop")
        self.zone.setMinimumHeight(110)
        about = QLabel(
            self.tr(
                "A table of texts or numbers, a text file, or a folder of recordings or texts. "
                "Nothing is copied or sent anywhere."
            ),
            wordWrap=True,
        )
        about.setProperty("role", "muted")
        endings = QLabel(", ".join(self._suffixes), wordWrap=True)
        endings.setProperty("role", "muted")
        self.file = QPushButton(self.tr("Choose a file…"))
        self.folder = QPushButton(self.tr("Choose a folder…"))
        self.file.setDefault(True)
        self.file.clicked.connect(lambda: self._ask("file"))
        self.folder.clicked.connect(lambda: self._ask("folder"))
        row = QHBoxLayout()
        row.addWidget(self.file)
        row.addWidget(self.folder)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(10)
        for widget in (self.zone, about, endings):
            column.addWidget(widget)
        column.addLayout(row)
        self.resize(480, 260)

    def _ask(self, picks: str) -> None:
        dialog = file_dialog(self, self.windowTitle(), picks, self._suffixes)
        dialog.fileSelected.connect(lambda path: self._take(Path(path)))
        dialog.open()

    def _take(self, path: Path) -> None:
        self.picked.emit(path)
        self.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or folder that is dropped."""
        if lone_path(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it."""
        if (path := lone_path(event.mimeData())) is not None:
            event.acceptProposedAction()
            self._take(path)


def ask_for_own(host: Host, parent: QWidget, opened: Callable[[Part], None]) -> OwnDataDialog:
    """Let the user choose data of their own; ``opened`` gets the dataset that reads them."""
    dialog = OwnDataDialog(host, parent)
    dialog.picked.connect(lambda path: open_own(host, path, opened))
    dialog.open()
    return dialog


def open_own(host: Host, path: Path, opened: Callable[[Part], None]) -> None:
    """Find the dataset that reads a file or folder best, in the background."""

    def take(part: Part | None) -> None:
        if part is None:
            host.notices.warn(
                host.tr("No dataset opens {0}.").format(path.name),
                host.tr("Choose a table, a text, or a folder of recordings or texts."),
            )
        else:
            opened(part)

    host.background.start(
        "data: opener",
        lambda _: best_opener(host.plugins, path),
        take,
        title=host.tr("Looking at {0}").format(path.name),
    )
