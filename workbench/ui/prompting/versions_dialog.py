"""VersionsDialog: every version of a prompt that was saved, to look at and take up again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.prompting.prompts import files
from workbench.prompting.prompts.template import Prompt
from workbench.ui.long_text import LongText

FILE = Qt.ItemDataRole.UserRole


class VersionsDialog(QDialog):
    """Versions by time, latest first; ``restored`` carries the one to go on with."""

    restored = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Versions of {name}").format(name=name))
        self._prompt: Prompt | None = None
        self.list = QListWidget()
        self.text = LongText()
        self.list.setAccessibleName(self.tr("Versions"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("This version as a file"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.text)
        splitter.setSizes([260, 420])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.restore = buttons.addButton(self.tr("Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._restore)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(splitter, 1)
        column.addWidget(buttons)
        self.resize(700, 420)
        self.list.currentItemChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _: self._restore())
        for path in files.versions(name):
            self.list.addItem(_item(path))
        self.restore.setEnabled(False)
        self.list.setCurrentRow(0)

    def _show(self, item: QListWidgetItem | None) -> None:
        self._prompt = None
        if item is not None:
            try:
                self._prompt = files.load(item.data(FILE))
                self.text.setPlainText(files.dumps(self._prompt))
            except WorkbenchError as error:
                self.text.setPlainText(str(error))
        self.restore.setEnabled(self._prompt is not None)

    def _restore(self) -> None:
        if self._prompt is not None:
            self.restored.emit(self._prompt)
            self.accept()


def _item(path: Path) -> QListWidgetItem:
    when = QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime))
    words = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    item = QListWidgetItem(f"{words} · {path.stem}")
    item.setData(FILE, path)
    return item
