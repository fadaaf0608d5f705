"""Deleted dialog: what was deleted, to be restored or deleted permanently."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import deleted
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.deleted import Deleted
from workbench.ui.host import Host

KEY = "deleted"
DELETED = Qt.ItemDataRole.UserRole


class DeletedDialog(QDialog):
    """A table of what was deleted; ``changed`` says that something was restored, or is gone.

    Parameters
    ----------
    kind
        What is shown at first, of `workbench.core.deleted.KINDS`; empty for everything.
    """

    changed = Signal()

    def __init__(self, host: Host, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Deleted"))
        self.resize(720, 420)
        self._host = host
        self._every: list[Deleted] = []
        self.kinds = QComboBox()
        self.table = QTableWidget(0, 4)
        self.total = QLabel()
        self.restore = QPushButton(self.tr("Restore"))
        self.purge = QPushButton(self.tr("Delete permanently…"))
        self._build()
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))
        self.kinds.currentIndexChanged.connect(self._fill)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.itemDoubleClicked.connect(lambda _: self._restore())
        self.restore.clicked.connect(self._restore)
        self.purge.clicked.connect(self._ask_to_purge)
        self.look()

    def _build(self) -> None:
        tr = self.tr
        self._names = {
            "run": tr("Run"),
            "comparison": tr("Comparison"),
            "labelling": tr("Labelling"),
            "drawing": tr("Drawing"),
        }
        for id, name in (
            ("", tr("Everything")),
            ("run", tr("Runs")),
            ("comparison", tr("Comparisons")),
            ("labelling", tr("Labellings")),
            ("drawing", tr("Drawings")),
        ):
            self.kinds.addItem(name, id)
        self.kinds.setAccessibleName(tr("Kind of what was deleted"))
        self.table.setAccessibleName(tr("What was deleted"))
        self.table.setHorizontalHeaderLabels([tr("Kind"), tr("Name"), tr("Deleted"), tr("Size")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.total.setProperty("role", "muted")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.kinds)
        top.addWidget(self.total, 1)
        below.addWidget(self.restore)
        below.addWidget(self.purge)
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(below)

    def look(self) -> None:
        """Read again what there is, in the background."""
        self.total.setText(self.tr("Reading…"))
        store = self._host.store
        self._host.background.start(
            KEY,
            lambda job: deleted.deleted(store, job.check),
            self._came,
            self._failed,
            title=self.tr("Reading what was deleted"),
            widget=self,
        )

    def _came(self, every: list[Deleted]) -> None:
        self._every = every
        self._fill()

    def _fill(self) -> None:
        kind = self.kinds.currentData()
        shown = [each for each in self._every if kind in ("", each.kind)]
        self.table.setRowCount(len(shown))
        for row, each in enumerate(shown):
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(each.deleted))
            texts = (self._names[each.kind], each.name, when, _size(each.n_bytes))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == 3:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                item.setData(DELETED, each)
                self.table.setItem(row, column, item)
        total = _size(sum(each.n_bytes for each in shown))
        words = self.tr("{0} deleted, {1}").format(len(shown), total)
        self.total.setText(words if shown else self.tr("Nothing was deleted."))
        if shown:
            self.table.selectRow(0)
        self._selected()

    @property
    def chosen(self) -> list[Deleted]:
        """What is selected, from the top."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        items = [self.table.item(row, 0) for row in rows]
        return [item.data(DELETED) for item in items if item is not None]

    def _selected(self) -> None:
        some = bool(self.chosen)
        self.restore.setEnabled(some)
        self.purge.setEnabled(some)

    def _restore(self) -> None:
        self._change(deleted.restore, self.tr("Restoring"))

    def _ask_to_purge(self) -> None:
        chosen = self.chosen
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = ", ".join(each.name for each in chosen[:3])
        if len(chosen) > 3:
            names = self.tr("{0} and {1} more").format(names, len(chosen) - 3)
        box.setText(self.tr("Delete {0} permanently?").format(names))
        total = _size(sum(each.n_bytes for each in chosen))
        box.setInformativeText(self.tr("This frees {0} and cannot be undone.").format(total))
        yes = box.addButton(self.tr("Delete permanently"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        yes.clicked.connect(lambda: self._change(deleted.purge, self.tr("Deleting permanently")))
        box.open()

    def _change(self, change: Callable[..., None], title: str) -> None:
        chosen, store = self.chosen, self._host.store

        def work(_: object) -> None:
            for each in chosen:
                change(each, store)

        self._host.background.enqueue(KEY, work, self._done, self._failed, title=title)

    def _done(self, _: None) -> None:
        self.changed.emit()
        self.look()

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)
        self.changed.emit()
        self.total.setText(error.message)


def _size(n_bytes: int) -> str:
    """Bytes in the unit that fits."""
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if n_bytes >= size:
            return f"{n_bytes / size:.1f} {unit}"
    return f"{n_bytes} B"
