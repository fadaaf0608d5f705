"""The Runs page: every run, what it reached, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.params import Params
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.runs import longer
from workbench.core.runs import pack as run_pack
from workbench.core.runs.store import LIVE, RunInfo
from workbench.engine.exporting import export_run
from workbench.ui.background_jobs import BackgroundJob, while_alive
from workbench.ui.column_header import align_headings
from workbench.ui.deletions import Deletions
from workbench.ui.export_dialog import ExportDialog
from workbench.ui.host import Host
from workbench.ui.plots.placeholder import Placeholder
from workbench.ui.runs.parallel import ParallelCoordinates
from workbench.ui.runs.settings_tab import SettingsTab
from workbench.ui.runs_model import CHECK, COLUMNS, NAME, SPARK, RunsModel
from workbench.ui.sparkline import Sparkline
from workbench.ui.state import RunState
from workbench.ui.tab_order import read_in_order
from workbench.ui.translation import contributed


class RunsPage(QWidget):
    """Lists runs; the list is read from disk in the background."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.deletions = Deletions(host, "run", "runs: change", self)
        kinds = tuple(host.plugins.of(TargetKind).values())
        self.model = RunsModel(self, kinds)
        self.table = self._make_table()
        self.settings = SettingsTab(host)
        self.parallel = ParallelCoordinates(host)
        self.tabs = QTabWidget()
        self.undo = self.deletions.undo_button
        self.trash = self.deletions.deleted_button
        self._buttons: list[tuple[QPushButton, Callable[[RunInfo], bool]]] = []
        self._build()
        # What stands at the top is made last.
        read_in_order(self)
        self.model.renamed.connect(self._rename)
        self.model.tagged.connect(lambda id, tags: self._write(lambda: host.store.tag(id, tags)))
        self.model.compared.connect(host.set_overlay)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._selected())
        self.model.modelReset.connect(self._selected)
        host.jobs.changed.connect(self._run_changed)
        host.jobs.renamed.connect(self._renamed)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self, self.deletions.undo)
        undo.setWhatsThis(self.tr("Bring back the run deleted last"))
        delete = QShortcut(
            QKeySequence.StandardKey.Delete,
            self.table,
            self.delete,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        delete.setWhatsThis(self.tr("Delete the run"))
        self._selected()

    def _make_table(self) -> QTableView:
        table = QTableView()
        align_headings(table)
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(34)
        table.setWordWrap(False)
        table.setItemDelegateForColumn(SPARK, Sparkline(self._host.theme, table))
        table.setAccessibleName(self.tr("Runs"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        widths = {
            CHECK: 34,
            NAME: 148,
            2: 96,
            3: 140,
            4: 136,
            5: 84,
            SPARK: 90,
            7: 92,
            8: 106,
            9: 100,
            10: 80,
            11: 64,
            12: 140,
        }
        for column, width in widths.items():
            table.setColumnWidth(column, width)
        header.setStretchLastSection(True)
        return table

    def _build(self) -> None:
        title = QLabel(self.tr("Runs"))
        title.setProperty("role", "title")
        self.search = QLineEdit(placeholderText=self.tr("Filter"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Filter the runs"))
        self.search.setMaximumWidth(240)
        self.search.textChanged.connect(self.model.set_filter)
        self.search.textChanged.connect(self.settings.set_filter)
        head = self._head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.search)
        self.note = QPlainTextEdit(placeholderText=self.tr("Notes on this run"))
        self.note.setAccessibleName(self.tr("Notes on this run"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(64)
        self.note.focusOutEvent = self._on_note_focus_out  # type: ignore[method-assign]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addLayout(head)
        hint = QLabel(self.tr("Tick runs to compare their curves on the Train page."))
        hint.setProperty("role", "muted")
        layout.addWidget(hint)
        self._stack = QStackedWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.table, self.tr("Runs"))
        self.tabs.addTab(self.settings, self.tr("Settings and figures"))
        self.tabs.addTab(self.parallel, self.tr("Parallel coordinates"))
        self.tabs.setAccessibleName(self.tr("Views of the runs"))
        self.tabs.currentChanged.connect(lambda _: self._tab_changed())
        self.settings.shown.connect(self.parallel.show_table)
        self.settings.chosen.connect(self._show_chosen)
        self._stack.addWidget(self.tabs)
        self._stack.addWidget(self._empty())
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._button_row())
        layout.addWidget(self.note)

    def _empty(self) -> QWidget:
        empty = QWidget()
        words = Placeholder()
        words.say(
            self.tr("No runs yet"),
            self.tr("Each training is kept here, with its model and figures."),
        )
        button = QPushButton(self.tr("Go to Train"))
        button.clicked.connect(lambda: self._host.go_to("train"))
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        return empty

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        over = ("stopped", "failed", "interrupted")
        for label, action, possible in (
            (self.tr("Show"), self.show_run, lambda i: True),
            (self.tr("Resume"), self.resume, lambda i: i.status in over),
            (
                self.tr("Train longer…"),
                self.train_longer,
                lambda i: i.status in ("finished", *over),
            ),
            (self.tr("Duplicate experiment"), self.duplicate, lambda i: True),
            (self.tr("Export…"), self.export, lambda i: i.status in ("finished", "stopped")),
            (self.tr("Pack…"), self.pack, lambda i: i.status not in LIVE),
            (self.tr("Open folder"), self.open_folder, lambda i: True),
            (self.tr("Delete"), self.delete, lambda i: i.status not in ("running", "starting")),
        ):
            button = QPushButton(label)
            button.clicked.connect(lambda _=False, act=action: act())
            row.addWidget(button)
            self._buttons.append((button, possible))
        row.addStretch(1)
        # A word more than elsewhere: it stands among buttons that are about the chosen run.
        self.undo.setText(self.tr("Undo delete"))
        self.deletions.changed.connect(self.refresh)
        unpack = QPushButton(self.tr("Unpack…"))
        unpack.setToolTip(self.tr("Add a run that somebody packed into a file"))
        unpack.clicked.connect(lambda: self.unpack())
        for each in (self.undo, self.trash, unpack):
            self._head.addWidget(each)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again each time the page is shown."""
        super().showEvent(event)
        self.refresh()

    def _renamed(self, run_id: str, name: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the list in the background."""
        self._host.background.start(
            "list runs",
            lambda task: self._host.store.list(),
            self._listed,
            self._host.notices.error,
            title=self.tr("Reading the list of runs"),
        )

    def _listed(self, infos: list[RunInfo]) -> None:
        chosen, row = self.current(), self.table.currentIndex().row()
        self.model.set_infos(infos)
        self.settings.show_infos(infos)
        self._tab_changed()
        self._stack.setCurrentIndex(0 if infos else 1)
        if chosen is not None:
            self._select(chosen.id)
        if self.current() is None and self.model.infos:
            # Whoever deletes by the key goes on from the same place.
            self.table.selectRow(min(max(row, 0), len(self.model.infos) - 1))

    def _tab_changed(self) -> None:
        if self.tabs.currentWidget() is not self.table:
            self.settings.look()

    def _show_chosen(self, run_id: str) -> None:
        self._host.select_run(run_id)
        self._host.go_to("train")

    def _select(self, run_id: str) -> None:
        for row, info in enumerate(self.model.infos):
            if info.id == run_id:
                self.table.selectRow(row)

    def current(self) -> RunInfo | None:
        """The selected run."""
        index = self.table.currentIndex()
        row = index.row()
        return self.model.infos[row] if index.isValid() and row < len(self.model.infos) else None

    def _selected(self) -> None:
        info = self.current()
        for button, possible in self._buttons:
            button.setEnabled(info is not None and possible(info))
        self.note.setEnabled(info is not None)
        if not self.note.hasFocus():
            self.note.setPlainText(info.note if info else "")

    def _run_changed(self, before: RunState, after: RunState) -> None:
        ended = before.live and not after.live
        if self.isVisible() and (ended or before.evaluations is not after.evaluations):
            self.refresh()

    def _rename(self, run_id: str, name: str) -> None:
        host = self._host

        def renamed(_: object) -> None:
            host.jobs.note_name(run_id, name)

        host.background.enqueue(
            "runs: change",
            lambda _: host.store.rename(run_id, name),
            renamed,
            host.notices.error,
            title=self.tr("Renaming a run"),
        )

    def _write(self, change: Callable[[], None]) -> None:
        """Change a run on disk, after the changes before, and read the list again."""

        def failed(error: WorkbenchError) -> None:
            self._host.notices.error(error)
            self.refresh()

        self._host.background.enqueue(
            "runs: change",
            lambda _: change(),
            lambda _: self.refresh(),
            while_alive(failed),
            title=self.tr("Changing a run"),
        )

    def _on_note_focus_out(self, event: object) -> None:
        QPlainTextEdit.focusOutEvent(self.note, event)  # type: ignore[arg-type]
        info = self.current()
        if info and info.note != self.note.toPlainText():
            text = self.note.toPlainText()
            self._write(lambda: self._host.store.note(info.id, text))

    def show_run(self) -> None:
        """Show the run's curves on the Train page."""
        if info := self.current():
            self._host.select_run(info.id)
            self._host.go_to("train")

    def resume(self) -> None:
        """Continue from the last checkpoint."""
        if info := self.current():
            self._host.jobs.resume(info.id)
            self._host.select_run(info.id)
            self._host.go_to("train")

    def train_longer(self) -> None:
        """Ask for more epochs (or steps), and go on from the last checkpoint."""
        if (info := self.current()) is None:
            return
        try:
            run = self._host.store.get(info.id)
            name, now = longer.length_of(run, self._host.plugins)
        except WorkbenchError as error:
            self._host.notices.error(error)
            return
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Train longer"))
        dialog.setLabelText(
            self.tr("Total {0}, with those already trained:").format(contributed(name))
        )
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(now + 1, 10**7)
        dialog.setIntValue(2 * now)
        dialog.intValueSelected.connect(lambda n: self._train_until(info.id, name, n))
        dialog.open()

    def _train_until(self, id: str, name: str, number: int) -> None:
        try:
            run = self._host.store.get(id)
            longer.changed(run, self._host.plugins, {name: number})
        except WorkbenchError as error:
            self._host.notices.error(error)
            return
        self._host.jobs.resume(id, {name: number})
        self._host.select_run(id)
        self._host.go_to("train")

    def duplicate(self) -> None:
        """Put the run's experiment into the strip of the Train page."""
        if info := self.current():
            try:
                self._host.set_experiment(self._host.store.get(info.id).experiment)
            except WorkbenchError as error:
                self._host.notices.error(error)
                return
            self._host.go_to("train")

    def open_folder(self) -> None:
        """Show the run's folder in the system's file manager."""
        if info := self.current():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(info.path)))

    def delete(self) -> None:
        """Delete the run; it can be brought back."""
        if info := self.current():
            id, store = info.id, self._host.store
            self.deletions.delete(
                info.name or id, lambda: store.delete(id), lambda _: store.restore(id)
            )

    def pack(self) -> None:
        """Ask for a file, then write the run into it in the background."""
        if info := self.current():
            name = f"{info.name or info.id}{run_pack.SUFFIX}".replace("/", "-")
            dialog = QFileDialog(self, self.tr("Pack the run"), str(Path.home() / name))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(name)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.fileSelected.connect(lambda path: self.pack_to(info.id, Path(path)))
            dialog.open()

    def pack_to(self, run_id: str, target: Path) -> None:
        """Write a run into one file; a notice tells the end."""
        host = self._host

        def work(task: BackgroundJob) -> int:
            return run_pack.pack(host.store.get(run_id), target, task.check)

        def done(n_bytes: int) -> None:
            words = self.tr("Packed the run into {path} ({size} MB).")
            host.notices.info(words.format(path=target, size=f"{n_bytes / 1e6:.1f}"))

        words = self.tr("Packing a run into {0}").format(target.name)
        host.background.start(f"pack {target}", work, done, host.notices.error, title=words)

    def unpack(self) -> None:
        """Ask for packed runs, then add them in the background."""
        dialog = QFileDialog(self, self.tr("Unpack a run"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Packed runs (*.zip)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.unpack_from(Path(path)))
        dialog.open()

    def unpack_from(self, file: Path) -> None:
        """Add a packed run to the list; a notice names data that is not on this computer."""
        host = self._host

        def work(task: BackgroundJob) -> run_pack.Unpacked:
            return run_pack.unpack(file, host.store, check=task.check)

        def done(unpacked: run_pack.Unpacked) -> None:
            if unpacked.missing:
                words = self.tr("Added {id}. Missing data: {names}.")
                text = words.format(id=unpacked.id, names="; ".join(unpacked.missing))
                host.notices.warn(text, self.tr("Put the data beside the file and unpack again."))
            else:
                host.notices.info(self.tr("Added {id}.").format(id=unpacked.id))
            self.refresh()

        words = self.tr("Unpacking {0}").format(file.name)
        host.background.start(f"unpack {file}", work, done, host.notices.error, title=words)

    def export(self) -> None:
        """Choose how and where, then write the model in the background."""
        info = self.current()
        exporters = list(self._host.plugins.of(Exporter).values())
        if info is None or not exporters:
            return
        dialog = ExportDialog(exporters, self._host.theme, self)
        dialog.chosen.connect(lambda cls, params: self._ask_target(info, cls, params))
        dialog.open()

    def _ask_target(self, info: RunInfo, cls: type[Exporter], params: Params) -> None:
        name = f"{info.name or info.id}{cls.suffix}".replace("/", "-")
        dialog = QFileDialog(self, self.tr("Export the model"), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.export_to(info, cls, params, Path(path)))
        dialog.open()

    def export_to(self, info: RunInfo, cls: type[Exporter], params: Params, target: Path) -> None:
        """Write the model; figures and errors come as notices."""
        host = self._host

        def done(figures: dict[str, float]) -> None:
            host.notices.info(self.tr("Wrote {path}. ").format(path=target) + _worded(figures))
            host.moment.emit("exported")

        host.background.start(
            f"export {target}",
            lambda task: export_run(
                cls, host.store.get(info.id), params, target, host.plugins, lambda _: task.check()
            ),
            done,
            host.notices.error,
            title=self.tr("Exporting {0}").format(target.name),
        )


def _worded(figures: dict[str, float]) -> str:
    parts = []
    for name, value in figures.items():
        if name.startswith("accuracy/"):
            parts.append(f"{name.removeprefix('accuracy/')}: {value:.2%}")
    size = figures.get("bytes")
    if size:
        parts.append(f"{size / 1000:,.0f} kB")
    return " · ".join(parts)
