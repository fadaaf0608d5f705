"""Deletions: what a page deletes is brought back by *Undo*, one after the other, or in a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.io import trash
from workbench.core.io.trash import DeletedItem
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.deleted_dialog import DeletedDialog
from workbench.ui.host import Host


@dataclass(eq=False)
class _Deletion:
    """One of them: what to call it, what `restore` needs, and how it is restored."""

    name: str
    restore: Callable[[Any], object]
    # Written by the job that deletes, read by the one that restores, which comes after it.
    result: object = None


class Deletions(QObject):
    """Deletes in the background, in order; ``changed`` says that the list on disk is another.

    ``restored`` carries the name of what came back and what ``restore`` returned. `undo_button` and
    `deleted_button` are for the page to place.

    Parameters
    ----------
    kind
        What is deleted, of `workbench.core.deleted.KINDS`.
    key
        Of the page's changes on disk, which are made in order.
    parent
        The page.
    """

    changed = Signal()
    restored = Signal(str, object)

    def __init__(self, host: Host, kind: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host
        self._kind = kind
        self._key = key
        self._page = parent
        self._deletions: list[_Deletion] = []
        self.undo_button = QPushButton(self.tr("Undo"))
        self.undo_button.setAccessibleName(self.tr("Undo delete"))
        self.undo_button.setToolTip(self.tr("Bring back what was deleted last (Ctrl+Z)"))
        self.undo_button.clicked.connect(self.undo)
        self.deleted_button = QPushButton(self.tr("Deleted…"))
        self.deleted_button.setToolTip(
            self.tr("What was deleted: restore it, or delete it permanently")
        )
        self.deleted_button.clicked.connect(self._show_deleted)
        self._enable()

    def __bool__(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._deletions)

    def delete(
        self,
        name: str,
        delete: Callable[[], Any],
        restore: Callable[[Any], object] = trash.restore,
    ) -> None:
        """Delete something.

        Parameters
        ----------
        name
            What people call it.
        delete, restore
            Run in the background; the second gets what the first returned.
        """
        deletion = _Deletion(name, restore)
        self._deletions.append(deletion)
        self._enable()

        def work(_: BackgroundJob) -> _Deletion:
            deletion.result = delete()
            return deletion

        def failed(error: WorkbenchError) -> None:
            if not isValid(self):
                return
            if deletion in self._deletions:
                self._deletions.remove(deletion)
            self._failed(error)

        title = self.tr("Deleting {0}").format(name)
        self._host.background.enqueue(self._key, work, self._deleted, failed, title=title)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._deletions:
            return
        deletion = self._deletions.pop()
        self._enable()

        def work(_: BackgroundJob) -> tuple[str, object]:
            return deletion.name, deletion.restore(deletion.result)

        title = self.tr("Restoring {0}").format(deletion.name)
        self._host.background.enqueue(self._key, work, self._came_back, self._failed, title=title)

    def _deleted(self, deletion: _Deletion) -> None:
        words = self.tr("{0} was deleted.").format(deletion.name)
        if deletion in self._deletions:
            self._host.notices.info(words, (self.tr("Undo"), self.undo))
        self.changed.emit()

    def _came_back(self, what: tuple[str, object]) -> None:
        self.changed.emit()
        self.restored.emit(*what)

    def _failed(self, error: WorkbenchError) -> None:
        self._enable()
        self._host.notices.error(error)
        self.changed.emit()

    def _enable(self) -> None:
        self.undo_button.setEnabled(bool(self._deletions))

    def _show_deleted(self) -> None:
        dialog = DeletedDialog(self._host, self._kind, self._page)
        dialog.changed.connect(self._forget_restored)
        dialog.open()

    def _forget_restored(self) -> None:
        """What was restored or is gone can no more be undone; what can still is in the dialog."""
        self._deletions = [
            deletion
            for deletion in self._deletions
            if isinstance(deletion.result, DeletedItem) and deletion.result.content.exists()
        ]
        self._enable()
        self.changed.emit()
