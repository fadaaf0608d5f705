"""Missing data: buttons that download a dataset's files, or let the user choose them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from workbench.core.contracts.data_file import size_of
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import MissingData
from workbench.core.experiment import Part
from workbench.ui.forms.path_editor import file_dialog
from workbench.ui.host import Host
from workbench.ui.translation import contributed_settings

Change = Callable[[dict[str, Any]], None]


def download_words(parent: QWidget, error: MissingData) -> str:
    """What a button says that downloads the files."""
    size = size_of(error.files)
    return parent.tr("Download ({0})").format(size) if size else parent.tr("Download")


def choose_words(parent: QWidget, error: MissingData) -> str:
    """What a button says that asks for the files."""
    if error.files[0].picks == "folder":
        return parent.tr("Choose a folder…")
    return parent.tr("Choose a file…")


def choose(parent: QWidget, host: Host, part: Part, error: MissingData, change: Change) -> None:
    """Ask for what is missing.

    A file that a setting names is named there, by ``change``; others are copied into the data
    folder.
    """
    first = error.files[0]
    cls = host.plugins.of(Dataset).get(part.id)
    if first.setting and cls is not None:
        setting = next(s for s in contributed_settings(cls.Params) if s.name == first.setting)
        picks = "file" if first.picks == "either" else first.picks
        dialog = file_dialog(parent, setting.title, picks, setting.suffixes)
        dialog.fileSelected.connect(lambda path: change({first.setting: path}))
    else:
        names = ", ".join(Path(file.name).name for file in error.files)
        dialog = file_dialog(parent, parent.tr("Choose {0}").format(names), "file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda paths: host.data.adopt(part, list(map(Path, paths)), host.notices.error)
        )
    dialog.open()


class MissingDataButtons(QWidget):
    """*Download (N MB)* and *Choose a file…* for a page; hidden where nothing is missing."""

    download_wanted = Signal()
    choose_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.download = QPushButton()
        self.choose = QPushButton()
        self.download.clicked.connect(self.download_wanted)
        self.choose.clicked.connect(self.choose_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.download, 0, Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def show_missing(self, error: MissingData | None) -> None:
        """Offer what gets these files."""
        self.setVisible(error is not None)
        if error is not None:
            self.download.setVisible(error.can_be_downloaded)
            self.download.setText(download_words(self, error))
            self.download.setToolTip(
                "\n".join(url for file in error.files for url in file.urls[:1])
            )
            self.choose.setText(choose_words(self, error))
