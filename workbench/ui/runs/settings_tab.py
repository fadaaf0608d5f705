"""Settings tab of the Runs page: what runs were trained with, beside what they reached."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.runs import settings_table
from workbench.core.runs.settings_table import SettingsTable
from workbench.core.runs.store import RunInfo
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.column_header import align_headings
from workbench.ui.host import Host
from workbench.ui.runs.table_model import SettingsModel

KEY = "runs: settings"
Index = QModelIndex | QPersistentModelIndex


class _Sorted(QSortFilterProxyModel):
    """Sorts numbers as numbers, and filters by all that a row says."""

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        """By what the cells hold, not by how it is written."""
        model = self.sourceModel()
        assert isinstance(model, SettingsModel)
        left = model.sort_key(source_left.row(), source_left.column())
        return left < model.sort_key(source_right.row(), source_right.column())


class SettingsTab(QWidget):
    """A table of runs; ``chosen`` carries the id of the run that is double-clicked."""

    chosen = Signal(str)
    shown = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._infos: Sequence[RunInfo] = ()
        self._read: Sequence[RunInfo] | None = None
        self.model = SettingsModel(self)
        self.sorted = _Sorted(self)
        self.sorted.setSourceModel(self.model)
        self.sorted.setFilterKeyColumn(-1)
        self.sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTableView()
        align_headings(self.table)
        self.only_differing = QCheckBox(self.tr("Only what differs"))
        self.export = QPushButton(self.tr("Export as CSV…"))
        self.words = QLabel()
        self._build()
        self.only_differing.toggled.connect(self._set_only_differing)
        self.export.clicked.connect(self._ask_target)
        self.table.doubleClicked.connect(self._choose)

    def _build(self) -> None:
        table = self.table
        table.setModel(self.sorted)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        table.setAccessibleName(self.tr("Settings and figures of runs"))
        self.only_differing.setChecked(True)
        self.only_differing.setToolTip(self.tr("Hide settings that are the same in all runs"))
        self.export.setToolTip(self.tr("The rows and columns that are shown, with all figures"))
        self.words.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(self.only_differing)
        row.addWidget(self.words, 1)
        row.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(row)
        column.addWidget(table, 1)

    def show_infos(self, infos: Sequence[RunInfo]) -> None:
        """Show these runs; their experiments are read when the tab is seen."""
        self._infos = infos
        if self.isVisible():
            self.look()

    def set_filter(self, text: str) -> None:
        """Show only runs in which one of the cells has these words."""
        self.sorted.setFilterFixedString(text)
        self._describe()

    def look(self) -> None:
        """Read the experiments again, in the background, if the runs are others."""
        if self._infos == self._read:
            return
        infos, plugins = self._infos, self._host.plugins

        def work(job: BackgroundJob) -> SettingsTable:
            return settings_table.settings_table(infos, plugins, job.check)

        self._read = infos
        self._host.background.start(
            KEY,
            work,
            self._came,
            self._host.notices.error,
            title=self.tr("Reading the settings of runs"),
        )

    def _came(self, table: SettingsTable) -> None:
        self.model.show_table(table)
        self._widen()

    def _set_only_differing(self, on: bool) -> None:
        self.model.show_only_differing(on)
        self._widen()

    def _widen(self) -> None:
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            width = self.table.columnWidth(column)
            self.table.setColumnWidth(column, min(max(width + 12, 60), 220))
        self._describe()

    def _describe(self) -> None:
        n, n_all = self.sorted.rowCount(), self.model.rowCount()
        count = self.tr("1 run") if n_all == 1 else self.tr("{0} runs").format(n_all)
        if n != n_all:
            count = self.tr("{0} of {1} runs").format(n, n_all)
        settings = len(self.model.settings)
        words = self.tr("{0}, {1} of {2} settings, {3} figures")
        table = self.model.table
        self.words.setText(words.format(count, settings, len(table.settings), len(table.figures)))
        self.export.setEnabled(n > 0)
        self.shown.emit(self.visible_table)

    @property
    def visible_table(self) -> SettingsTable:
        """What is shown, in its order."""
        rows = self.model.table.rows
        order = [
            self.sorted.mapToSource(self.sorted.index(row, 0)).row()
            for row in range(self.sorted.rowCount())
        ]
        return self.model.table.of([rows[row][0].id for row in order])

    def _choose(self, index: QModelIndex) -> None:
        row = self.sorted.mapToSource(index).row()
        self.chosen.emit(self.model.table.rows[row][0].id)

    def _ask_target(self) -> None:
        dialog = QFileDialog(self, self.tr("Export as CSV"), str(Path.home() / "runs.csv"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("runs.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write what is shown into a CSV file, in the background."""
        table, settings, host = self.visible_table, self.model.settings, self._host
        words = self.tr("Wrote {0}.").format(path)
        host.background.start(
            f"export {path}",
            lambda _: settings_table.write_csv(table, settings, path),
            lambda _: host.notices.info(words),
            host.notices.error,
            title=self.tr("Writing {0}").format(path.name),
        )
