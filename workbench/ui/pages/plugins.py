"""The Plugins page: what is there, where it comes from, what broke and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import paths
from workbench.core.contracts.errors import StorageError
from workbench.core.plugins import PluginRecord
from workbench.ui.host import Host
from workbench.ui.long_text import LongText


class PluginsPage(QWidget):
    """Lists plugins and switches them on and off."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._records = host.plugins.records
        title = QLabel(self.tr("Plugins"))
        title.setProperty("role", "title")
        words = self.tr(
            "Everything in the workbench is a plugin. A Python file put into {folder} is one, too."
        )
        about = QLabel(words.format(folder=paths.plugins()), wordWrap=True)
        about.setProperty("role", "muted")
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = self._make_table()
        self._switch = QCheckBox(self.tr("Use this plugin (from the next start)"))
        self._switch.toggled.connect(self._switched)
        self.details = LongText()
        self.details.setAccessibleName(self.tr("What the plugin provides, or why it failed"))
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._switch)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.details)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addWidget(splitter, 1)
        self.table.selectRow(self._first_interesting())

    def _make_table(self) -> QTableWidget:
        headings = [
            self.tr(t) for t in ("Plugin", "State", "Provides", "Version", "Origin", "Remark")
        ]
        table = QTableWidget(len(self._records), len(headings))
        table.setHorizontalHeaderLabels(headings)
        table.setAccessibleName(self.tr("Plugins"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        for row, record in enumerate(self._records):
            for column, text in enumerate(_cells(record)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.currentCellChanged.connect(lambda row, *_: self._show(row))
        return table

    def _first_interesting(self) -> int:
        broken = [i for i, record in enumerate(self._records) if record.state == "broken"]
        return broken[0] if broken else 0

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._records):
            return
        record = self._records[row]
        self._switch.blockSignals(True)
        self._switch.setChecked(record.name not in self._host.settings.blocked)
        self._switch.setAccessibleName(self.tr("Use {name}").format(name=record.name))
        self._switch.blockSignals(False)
        lines = [f"{kind}: {id}" for kind, id in record.provides]
        nothing = record.note if record.state == "on" else self.tr("Switched off.")
        self.details.setPlainText(record.fault or "\n".join(lines) or nothing)

    def _switched(self, on: bool) -> None:
        record = self._records[self.table.currentRow()]
        settings = self._host.settings
        others = [name for name in settings.blocked if name != record.name]
        settings.blocked = others if on else [*others, record.name]
        try:
            settings.save()
        except StorageError as error:
            self._host.notices.error(error)
            return
        words = self.tr("{name} will be used") if on else self.tr("{name} will not be used")
        self._host.notices.info(words.format(name=record.name) + self.tr(" from the next start."))


def _cells(record: PluginRecord) -> tuple[str, ...]:
    provides = ", ".join(f"{kind} {id}" for kind, id in record.provides)
    return record.name, record.state, provides, record.version, record.origin, record.note
