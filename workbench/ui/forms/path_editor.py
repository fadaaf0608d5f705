"""Path editor: a file or folder that is typed, completed, dropped, or chosen in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QFileSystemModel,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from workbench.core.contracts.params import Setting
from workbench.ui.forms.blank import meaning_of_blank


class PathEditor(QWidget):
    """A field with *Browse…* behind it; blank means that there is no path."""

    def __init__(self, setting: Setting, changed: Callable[[], None]) -> None:
        super().__init__()
        self._setting = setting
        self._changed = changed
        self.field = PathField(setting)
        self.field.setPlaceholderText(meaning_of_blank(setting))
        self.field.editingFinished.connect(changed)
        self.field.dropped.connect(self.take)
        self.browse = QPushButton(self.tr("Browse…"))
        self.browse.setAccessibleName(self.tr("Browse: {0}").format(setting.title))
        if setting.picks == "either":
            menu = QMenu(self.browse)
            menu.addAction(self.tr("File…"), lambda: self.ask("file"))
            menu.addAction(self.tr("Folder…"), lambda: self.ask("folder"))
            self.browse.setMenu(menu)
        else:
            self.browse.clicked.connect(lambda: self.ask(setting.picks))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.field)

    def setAccessibleName(self, name: str) -> None:
        """Name the field."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def value(self) -> str | None:
        """The path as it was written; of a setting that may be missing, ``None`` for none."""
        text = self.field.text().strip()
        return None if self._setting.optional and not text else text

    def set_value(self, value: object) -> None:
        """Show a path."""
        self.field.setText("" if value is None else str(value))

    def take(self, path: str) -> None:
        """Show a path that the user chose or dropped."""
        self.field.setText(path)
        self._changed()

    def ask(self, picks: str) -> None:
        """Open a dialog for a file or a folder, where the present one lies."""
        dialog = file_dialog(self, self._setting.title, picks, self._setting.suffixes)
        parent = Path(self.field.text()).expanduser().parent
        if self.field.text().strip() and parent.is_absolute():
            dialog.setDirectory(str(parent))
        dialog.fileSelected.connect(self.take)
        dialog.open()


def file_dialog(
    parent: QWidget, title: str, picks: str, suffixes: tuple[str, ...] = ()
) -> QFileDialog:
    """A dialog for one file (``picks`` is ``file``) or ``folder``; it deletes itself."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    is_folder = picks == "folder"
    mode = QFileDialog.FileMode.Directory if is_folder else QFileDialog.FileMode.ExistingFile
    dialog.setFileMode(mode)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, is_folder)
    if suffixes and not is_folder:
        fitting = " ".join(f"*{suffix}" for suffix in suffixes)
        dialog.setNameFilters(
            [
                parent.tr("Fitting files ({0})").format(fitting),
                parent.tr("All files (*)"),
            ]
        )
    return dialog


class PathField(QLineEdit):
    """Takes a file or folder that is dropped, and completes what is typed."""

    dropped = Signal(str)

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting
        self.setAcceptDrops(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin to look at folders once somebody may type."""
        if self.completer() is None:
            model = QFileSystemModel(self)
            folders = QDir.Filter.AllDirs | QDir.Filter.NoDotAndDotDot
            is_folder = self._setting.picks == "folder"
            model.setFilter(folders if is_folder else folders | QDir.Filter.Files)
            # Qt reads folders in a thread of its own, and only the one that it is rooted in.
            self.textEdited.connect(lambda text: model.setRootPath(_folder_of(text)))
            model.directoryLoaded.connect(lambda _: self._complete())
            completer = QCompleter(model, self)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            self.setCompleter(completer)
        super().focusInEvent(event)

    def _complete(self) -> None:
        if self.hasFocus() and self.isModified() and (completer := self.completer()):
            completer.setCompletionPrefix(self.text())
            completer.complete()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if lone_path(event.mimeData()) is None:
            super().dragEnterEvent(event)
        else:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if lone_path(event.mimeData()) is None:
            super().dragMoveEvent(event)
        else:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := lone_path(event.mimeData())) is None:
            super().dropEvent(event)
        else:
            event.acceptProposedAction()
            self.dropped.emit(str(path))


def _folder_of(text: str) -> str:
    folder = text[: max(text.rfind("/"), text.rfind("\\")) + 1]
    return folder if folder else str(Path.home())


def lone_path(data: QMimeData) -> Path | None:
    """The file or folder that is dragged, if it is one alone."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
