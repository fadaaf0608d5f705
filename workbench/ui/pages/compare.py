"""The Compare page: prompt a model, adapt one, or train your own?"""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSizePolicy,
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
from workbench.ui import time_words
from workbench.ui.comparing.carrying_out import CarryingOut, Doing
from workbench.ui.comparing.sending import SendDialog
from workbench.ui.comparing.setup import SetUp
from workbench.ui.comparing.steps_view import StepsView
from workbench.ui.comparing.verdict_view import VerdictView
from workbench.ui.deletions import Deletions
from workbench.ui.host import Host
from workbench.ui.plots.plot_actions import add_plot_actions
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
        self.deletions = Deletions(host, "comparison", "compare: delete", self)
        self._began = 0.0
        # What this window carried out since the list was read: it is in no other window.
        self._own: set[str] = set()
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
        self.undo = self.deletions.undo_button
        self.deleted = self.deletions.deleted_button
        self.delete.setEnabled(False)
        self.list.setAccessibleName(self.tr("Comparisons"))
        self.list.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete)
        buttons.addWidget(self.undo)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.new)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addWidget(self.deleted)
        side.setMinimumWidth(150)
        return side

    def _detail_panel(self) -> QWidget:
        self._doing = QLabel()
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress of the comparison"))
        self._bar.setTextVisible(False)
        self.pause = QPushButton(self.tr("Pause"))
        self.stop = QPushButton(self.tr("Stop"))
        self.far = QLabel()
        self.go_on = QPushButton(self.tr("Continue"))
        self.go_on.setToolTip(self.tr("Only what is missing is trained and asked"))
        self.again = QPushButton(self.tr("Edit or repeat"))
        self.time_again = QPushButton(self.tr("Measure times again"))
        self.time_again.setToolTip(
            self.tr("They were measured while the machine was busy, and are too high")
        )
        self.html = QPushButton(self.tr("Open as a page"))
        self.pdf = QPushButton(self.tr("Open as PDF"))
        self._nothing, self._progress = QWidget(), QWidget()
        self._actions, self._unfinished = QWidget(), QWidget()
        # Of these one is shown, in the same place: what is below does not move.
        self.head = QStackedWidget()
        self.head.addWidget(self._nothing)
        for widget, parts in (
            (self._progress, (self._doing, self._bar, self.pause, self.stop)),
            (self._actions, (self.again, self.time_again, self.html, self.pdf)),
            (self._unfinished, (self.far, self.go_on)),
        ):
            row = QHBoxLayout(widget)
            row.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                row.addWidget(
                    part, 2 if part in (self._doing, self.far) else int(part is self._bar)
                )
            if widget is self._actions:
                row.addStretch(1)
            self.head.addWidget(widget)
        self._doing.setMinimumWidth(120)
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.setup)
        self.stack.addWidget(self.steps)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        return right

    def _connect(self) -> None:
        self.new.clicked.connect(self._begin)
        self.delete.clicked.connect(self._delete)
        self.deletions.changed.connect(self.look)
        self.deletions.restored.connect(self._on_restored)
        self.go_on.clicked.connect(self._continue)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.deletions.undo)
        context = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._delete, context=context)
        self.list.currentItemChanged.connect(self._choose)
        self.setup.start.connect(self.start)
        self.pause.clicked.connect(self._pause)
        self.stop.clicked.connect(self._stop)
        self.again.clicked.connect(lambda: self.stack.setCurrentWidget(self.setup))
        self.again.clicked.connect(lambda: self.head.setCurrentWidget(self._nothing))
        self.time_again.clicked.connect(self._time_again)
        self.html.clicked.connect(lambda: self._open("html"))
        self.pdf.clicked.connect(lambda: self._open("pdf"))
        self.work.told.connect(self._on_progress)
        self.work.ended.connect(self._ended)
        self.work.failed.connect(self._failed)
        self.work.settled.connect(self.look)

    # Which comparison

    def showEvent(self, event: QShowEvent) -> None:
        """Comparisons may have come, or gone on in a terminal, meanwhile."""
        super().showEvent(event)
        self.look()

    def look(self, name: str = "") -> None:
        """Read the list again, in the background; choose one by name."""
        if name:
            self._to_choose = name
        self._host.background.start(
            "compare: list",
            lambda _: stored.comparisons(),
            self._listed,
            self._host.notices.error,
            title=self.tr("Reading the list of comparisons"),
        )

    def _listed(self, comparisons: list[StoredComparison]) -> None:
        before = self.chosen.name if self.chosen is not None else ""
        name = self._to_choose or before
        self._to_choose = ""
        self._own = {own for own in self._own if self.work.is_at(own)}
        self.list.blockSignals(True)
        self.list.clear()
        for comparison in comparisons:
            item = QListWidgetItem()
            item.setData(FOUND, comparison)
            item.setToolTip(comparison.problem or str(comparison.folder))
            self._write_item(item)
            self.list.addItem(item)
            if comparison.name == name:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._selected()
        found = self.chosen
        idle = self.head.currentWidget() in (self._nothing, self._unfinished)
        if found is not None and found.plan is not None and idle and not found.finished:
            self._offer_to_go_on(found)

    def _write_item(self, item: QListWidgetItem) -> None:
        """Its name, and below how far it is unless it is finished."""
        comparison: StoredComparison = item.data(FOUND)
        state = self._state(comparison)
        item.setText("\n".join(filter(None, (comparison.name, state))))

    def _state(self, comparison: StoredComparison) -> str:
        doing, name = self.work.doing, comparison.name
        if comparison.problem:
            return self.tr("damaged")
        if self.work.plan is not None and self.work.plan.name == name:
            if self.work.stopping:
                return self.tr("stopping…")
            word = self.tr("paused") if self.work.paused else self.tr("running")
            if not doing.n_jobs:
                return word
            return self.tr("{0}, step {1} of {2}").format(
                word, min(doing.job + 1, doing.n_jobs), doing.n_jobs
            )
        if self.work.is_at(name):
            return self.tr("stopped; the last step still ends")
        if name in self._own:
            return ""  # it has just ended, and the list is being read
        if comparison.running:
            return self.tr("running in another window")
        if comparison.finished:
            return ""
        if not comparison.total:
            return self.tr("not started")
        return self.tr("stopped, {0} of {1} steps done").format(comparison.done, comparison.total)

    def _write_items(self) -> None:
        for row in range(self.list.count()):
            self._write_item(self.list.item(row))

    def _selected(self) -> None:
        found = self.chosen
        self.delete.setEnabled(found is not None and not self.work.is_at(found.name))

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
        self.head.setCurrentWidget(self._progress if self.work.running else self._nothing)
        self.setup.name.setFocus()

    def _choose(self) -> None:
        found = self.chosen
        self._selected()
        if found is None:
            return
        if found.plan is None:
            self._host.notices.warn(found.problem)
            return
        if self.work.plan is not None and self.work.plan.name == found.name:
            self.head.setCurrentWidget(self._progress)
            self.stack.setCurrentWidget(self.steps)
            return
        self.setup.show_plan(found.plan)
        page = self._pages.get(found.name)
        if page is not None:
            self._show(page)
        elif found.finished and not self.work.running:
            # Everything is known: this only works it out again.
            self.start(found.plan)
        else:
            self.stack.setCurrentWidget(self.setup)
            self._offer_to_go_on(found)

    def _offer_to_go_on(self, found: StoredComparison) -> None:
        """Show how far an unfinished comparison is, with a button to go on."""
        if self.work.running:
            self.head.setCurrentWidget(self._progress)
            return
        if found.running or not found.total:
            self.far.setText(self._state(found))
        else:
            words = self.tr(
                "Stopped with {0} of {1} steps done. Nothing is trained or asked twice."
            )
            self.far.setText(words.format(found.done, found.total))
        self.go_on.setEnabled(not found.running)
        self.go_on.setVisible(bool(found.total))
        self.head.setCurrentWidget(self._unfinished)

    def _continue(self) -> None:
        found = self.chosen
        if found is not None and found.plan is not None:
            self.start(found.plan)

    def _delete(self) -> None:
        """Delete the chosen one; it can be brought back."""
        comparison = self.chosen
        if comparison is None or self.work.is_at(comparison.name):
            return
        self._pages.pop(comparison.name, None)
        self._begin()
        self.deletions.delete(comparison.name, lambda: stored.delete(comparison))

    def _on_restored(self, name: str, _: object) -> None:
        self.look(name)

    # Carrying out

    def start(self, plan: Plan, again: bool = False) -> None:
        """Make a comparison, or go on with it; ``again`` times again what a busy machine slowed."""
        if self.work.running:
            self._host.notices.warn(self.tr("A comparison is already running."))
            return
        todo = jobs(plan, self._host.plugins, self._host.store)
        self._began = time.monotonic()
        self._own.add(plan.name)
        self.head.setCurrentWidget(self._progress)
        self.setup.setEnabled(False)
        self.pause.setText(self.tr("Pause"))
        self.pause.setEnabled(True)
        self.stop.setEnabled(True)
        self.steps.begin(plan.name, [job.title for job in todo])
        self.stack.setCurrentWidget(self.steps)
        self.work.start(plan, todo, again)
        self._on_progress(Doing(self.tr("Starting"), n_jobs=len(todo)))
        self._write_items()
        self._selected()
        self.look(plan.name)

    def _time_again(self) -> None:
        if self.view is not None:
            self.start(self.view.page.found.plan, again=True)

    def _pause(self) -> None:
        self.work.pause()
        self.pause.setText(self.tr("Resume") if self.work.paused else self.tr("Pause"))
        self._write_items()

    def _stop(self) -> None:
        """Answer at once; what cannot be stopped midway ends behind."""
        self.stop.setEnabled(False)
        self.pause.setEnabled(False)
        self.work.stop()
        self._write_items()

    def _on_progress(self, doing: Doing) -> None:
        words = self._words(doing)
        self._doing.setText(words)
        self._doing.setToolTip(words)
        if doing.job != self.steps.at:
            self.steps.show_at(doing.job)
            self._write_items()
            if self.chosen is None and self.work.plan is not None:
                self.look(self.work.plan.name)
        self._bar.setRange(0, 1000 if doing.total else 0)
        if doing.total:
            self._bar.setValue(round(1000 * min(1.0, doing.done / doing.total)))

    def _words(self, doing: Doing) -> str:
        """Which step of how many, what it does, how far that is, and how long all still takes."""
        if self.work.stopping:
            return self.tr("Stopping… finishing: {0}").format(doing.what)
        parts = []
        if doing.n_jobs and 0 <= doing.job < doing.n_jobs:
            parts.append(self.tr("Step {0} of {1}").format(doing.job + 1, doing.n_jobs))
        if doing.total and doing.total >= 2:
            far = (doing.what, f"{doing.done:,.0f}", f"{doing.total:,.0f}")
            parts.append(self.tr("{0} {1} of {2}").format(*far))
        else:
            parts.append(doing.what)
        left = doing.remaining
        if left is not None and left.seconds >= 1 and not self.work.paused:
            about = time_words.left(left.seconds)
            parts.append(self.tr("at least {0}").format(about) if left.unknown else about)
        return " · ".join(parts)

    def _rest(self) -> None:
        self.head.setCurrentWidget(self._nothing)
        self.setup.setEnabled(True)
        self._write_items()
        self._selected()

    def _ended(self, page: Report | None) -> None:
        self._rest()
        if page is None:
            self._host.notices.info(self.tr("Stopped. Continue any time."))
            self.look()
            self._back()
            return
        words = self.tr("The comparison {0} has ended.").format(page.found.plan.name)
        self._host.job_ended.emit(words, time.monotonic() - self._began)
        self._pages[page.found.plan.name] = page
        self.look(page.found.plan.name)
        self._show(page)
        self._host.moment.emit("compared")

    def _failed(self, error: WorkbenchError) -> None:
        self._rest()
        self._host.notices.error(error)
        words = self.tr("The comparison failed: {0}").format(error.message)
        self._host.job_ended.emit(words, time.monotonic() - self._began)
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
        add_plot_actions(self._host, *self.view.pictures.views)
        self.view.labels_wanted.connect(lambda rows: self._ask_to_label(page, rows))
        self.stack.addWidget(self.view)
        self.stack.setCurrentWidget(self.view)
        self.time_again.setVisible(any(entry.facts.busy for entry in page.table.entries))
        self.head.setCurrentWidget(self._actions)

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
