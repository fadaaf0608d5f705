"""The Compare page: prompt a model, adapt one, or train your own?"""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison import stored
from workbench.comparison.jobs import jobs
from workbench.comparison.plan import Plan
from workbench.comparison.report.data import Report
from workbench.comparison.stored import StoredComparison
from workbench.core.contracts.errors import WorkbenchError
from workbench.ui.comparing.carrying_out import CarryingOut
from workbench.ui.comparing.sending import SendDialog
from workbench.ui.comparing.setup import SetUp
from workbench.ui.comparing.steps_view import StepsView
from workbench.ui.comparing.verdict_view import VerdictView
from workbench.ui.host import Host
from workbench.ui.plots.rowlist import RowList

FOUND = Qt.ItemDataRole.UserRole


class ComparePage(QWidget):
    """At the left the comparisons, at the right one of them: its set-up, progress or verdict."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.work = CarryingOut(host, self)
        self.list = RowList(self.tr("No comparisons yet"))
        self.setup = SetUp(host)
        self.steps = StepsView(host.theme)
        self.view: VerdictView | None = None
        self._pages: dict[str, Report] = {}
        self._to_choose = ""
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        title = QLabel(self.tr("Compare"))
        title.setProperty("role", "title")
        asks = QLabel(self.tr("Prompt a foundation model, adapt one, or train your own?"))
        asks.setProperty("role", "muted")
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._list_panel())
        split.addWidget(self._detail_panel())
        split.setStretchFactor(1, 1)
        split.setSizes([220, 800])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(title)
        column.addWidget(asks)
        column.addWidget(split, 1)

    def _list_panel(self) -> QWidget:
        side = QWidget()
        self.new = QPushButton(self.tr("New comparison"))
        self.delete = QPushButton(self.tr("Delete"))
        self.delete.setEnabled(False)
        self.list.setAccessibleName(self.tr("Comparisons"))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.new)
        column.addWidget(self.list, 1)
        column.addWidget(self.delete)
        side.setMinimumWidth(150)
        return side

    def _detail_panel(self) -> QWidget:
        self._doing = QLabel(wordWrap=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress of the comparison"))
        self._bar.setTextVisible(False)
        self.pause = QPushButton(self.tr("Pause"))
        self.stop = QPushButton(self.tr("Stop"))
        self.again = QPushButton(self.tr("Edit or repeat"))
        self.time_again = QPushButton(self.tr("Measure times again"))
        self.time_again.setToolTip(
            self.tr("They were measured while the machine was busy, and are too high")
        )
        self.html = QPushButton(self.tr("Open as a page"))
        self.pdf = QPushButton(self.tr("Open as PDF"))
        self._progress = QWidget()
        self._actions = QWidget()
        for widget, parts in (
            (self._progress, (self._doing, self._bar, self.pause, self.stop)),
            (self._actions, (self.again, self.time_again, self.html, self.pdf)),
        ):
            row = QHBoxLayout(widget)
            row.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                row.addWidget(part, int(part in (self._doing, self._bar)))
            if widget is self._actions:
                row.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.setup)
        self.stack.addWidget(self.steps)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self._progress)
        column.addWidget(self._actions)
        column.addWidget(self.stack, 1)
        self._progress.hide()
        self._actions.hide()
        return right

    def _connect(self) -> None:
        self.new.clicked.connect(self._begin)
        self.delete.clicked.connect(self._ask_to_delete)
        self.list.currentItemChanged.connect(self._choose)
        self.setup.start.connect(self.start)
        self.pause.clicked.connect(self._pause)
        self.stop.clicked.connect(self.work.stop)
        self.again.clicked.connect(lambda: self.stack.setCurrentWidget(self.setup))
        self.again.clicked.connect(self._actions.hide)
        self.time_again.clicked.connect(self._time_again)
        self.html.clicked.connect(lambda: self._open("html"))
        self.pdf.clicked.connect(lambda: self._open("pdf"))
        self.work.told.connect(self._on_progress)
        self.work.ended.connect(self._ended)
        self.work.failed.connect(self._failed)

    # Which comparison

    def look(self, name: str = "") -> None:
        """Read the list again, in the background; choose one by name."""
        if name:
            self._to_choose = name
        self._host.background.start(
            "compare: list", lambda _: stored.comparisons(), self._listed, self._host.notices.error
        )

    def _listed(self, comparisons: list[StoredComparison]) -> None:
        before = self.chosen.name if self.chosen is not None else ""
        name = self._to_choose or before
        self._to_choose = ""
        self.list.blockSignals(True)
        self.list.clear()
        for comparison in comparisons:
            item = QListWidgetItem(comparison.name)
            item.setData(FOUND, comparison)
            item.setToolTip(comparison.problem or str(comparison.folder))
            self.list.addItem(item)
            if comparison.name == name:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.delete.setEnabled(self.chosen is not None)

    @property
    def chosen(self) -> StoredComparison | None:
        """The comparison that is chosen in the list."""
        item = self.list.currentItem()
        found: StoredComparison | None = item.data(FOUND) if item is not None else None
        return found

    def _begin(self) -> None:
        self.list.setCurrentRow(-1)
        self.setup.name.clear()
        self.stack.setCurrentWidget(self.setup)
        self._actions.hide()
        self.setup.name.setFocus()

    def _choose(self) -> None:
        found = self.chosen
        self.delete.setEnabled(found is not None)
        if found is None:
            return
        if found.plan is None:
            self._host.notices.warn(found.problem)
            return
        if self.work.plan is not None and self.work.plan.name == found.name:
            self._actions.hide()
            self.stack.setCurrentWidget(self.steps)
            return
        self.setup.show_plan(found.plan)
        page = self._pages.get(found.name)
        if page is not None:
            self._show(page)
        elif found.page("json") is not None and not self.work.running:
            # Everything is known: this only works it out again.
            self.start(found.plan)
        else:
            self.stack.setCurrentWidget(self.setup)
            self._actions.hide()

    def _ask_to_delete(self) -> None:
        found = self.chosen
        if found is None or (self.work.plan is not None and self.work.plan.name == found.name):
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("Delete the comparison “{0}”?").format(found.name))
        box.setInformativeText(
            self.tr("Its answers and the models trained for it are deleted, too.")
        )
        yes = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(lambda: self._delete(found))
        box.open()

    def _delete(self, comparison: StoredComparison) -> None:
        self._pages.pop(comparison.name, None)
        self._begin()
        self._host.background.enqueue(
            "compare: delete",
            lambda _: stored.delete(comparison),
            self._on_deleted,
            self._on_delete_failed,
        )

    def _on_deleted(self, _: None) -> None:
        self.look()

    def _on_delete_failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)
        self.look()

    # Carrying out

    def start(self, plan: Plan, again: bool = False) -> None:
        """Make a comparison, or go on with it; ``again`` times again what a busy machine slowed."""
        if self.work.running:
            self._host.notices.warn(self.tr("A comparison is already running."))
            return
        self._on_progress(self.tr("Starting"), -1.0)
        self._progress.show()
        self._actions.hide()
        self.setup.setEnabled(False)
        self.pause.setText(self.tr("Pause"))
        self.steps.begin(
            plan.name, [job.title for job in jobs(plan, self._host.plugins, self._host.store)]
        )
        self.stack.setCurrentWidget(self.steps)
        self.work.start(plan, again)

    def _time_again(self) -> None:
        if self.view is not None:
            self.start(self.view.page.found.plan, again=True)

    def _pause(self) -> None:
        self.work.pause()
        self.pause.setText(self.tr("Resume") if self.work.paused else self.tr("Pause"))

    def _on_progress(self, what: str, part: float) -> None:
        self._doing.setText(what)
        self.steps.show_at(self.work.job)
        self._bar.setRange(0, 0 if part < 0 else 1000)
        if part >= 0:
            self._bar.setValue(round(1000 * part))

    def _rest(self) -> None:
        self._progress.hide()
        self.setup.setEnabled(True)

    def _ended(self, page: Report | None) -> None:
        self._rest()
        if page is None:
            self._host.notices.info(self.tr("Stopped. Compare continues where it left off."))
            self.look()
            self._back()
            return
        self._pages[page.found.plan.name] = page
        self.look(page.found.plan.name)
        self._show(page)
        self._host.moment.emit("compared")

    def _failed(self, error: WorkbenchError) -> None:
        self._rest()
        self._host.notices.error(error)
        self.look()
        self._back()

    def _back(self) -> None:
        """To the set-up, if the work was in sight."""
        if self.stack.currentWidget() is self.steps:
            self.stack.setCurrentWidget(self.setup)

    def _show(self, page: Report) -> None:
        if self.view is not None:
            self.stack.removeWidget(self.view)
            self.view.deleteLater()
        self.view = VerdictView(self._host.theme, page)
        self.view.labels_wanted.connect(lambda rows: self._ask_to_label(page, rows))
        self.stack.addWidget(self.view)
        self.stack.setCurrentWidget(self.view)
        self.time_again.setVisible(any(entry.facts.busy for entry in page.table.entries))
        self._actions.show()

    def _ask_to_label(self, page: Report, rows: list[int]) -> None:
        dialog = SendDialog(self._host, page, rows, self)
        dialog.made.connect(self._host.open_labelling)
        dialog.open()

    def _open(self, kind: str) -> None:
        if self.view is None:
            return
        where = stored.folder(self.view.page.found.plan, self._host.plugins)
        path = stored.verdict_file(where, kind)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
