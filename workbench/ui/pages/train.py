"""The Train page: the experiment strip on top, the run below it, and every view of the run."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from workbench.core.contracts.contributions import Playground
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.task import Task
from workbench.core.contracts.task_contribution import supports
from workbench.ui.host import Host
from workbench.ui.rundata import RunData
from workbench.ui.state import RunState
from workbench.ui.strip.drawer import Drawer
from workbench.ui.strip.pace import LONGEST_S, FrameTimer
from workbench.ui.strip.run_bar import RunBar
from workbench.ui.strip.settings_drawer import SettingsDrawer
from workbench.ui.strip.strip import ExperimentStrip
from workbench.ui.strip.view_tabs import ViewTabs

LAYOUT_KEY = "train-splitter"
# The views load a plotting library; the page is painted before that.
VIEWS_AFTER_MS = 30


class TrainPage(QWidget):
    """One glance shows the whole story of an experiment and its run."""

    name, title, icon = "train", "Train", "train"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.host = host
        self.strip = ExperimentStrip(host)
        self.bar = RunBar(host.theme)
        self.main = ViewTabs(host, "main")
        self.side = ViewTabs(host, "side")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._shown = RunState()
        self._run_data = RunData(host, "train")
        self._run_task: Task | None = None
        # A state that was left out for the sake of speed is shown by then at the latest.
        self._late = QTimer(self, singleShot=True, interval=round(1000 * LONGEST_S))
        self._pace = FrameTimer()
        self._ready = False
        self._arrange()
        self.drawer = SettingsDrawer(host, Drawer(host.theme, self, self.strip))
        self._connect()
        self._show_task()

    def _arrange(self) -> None:
        self.main.setAccessibleName(self.tr("Views of the run"))
        self.side.setAccessibleName(self.tr("More views of the run"))
        self.splitter.addWidget(self.main)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setHandleWidth(10)
        self.splitter.setChildrenCollapsible(False)
        self.main.setMinimumWidth(320)
        self.side.setMinimumWidth(260)
        self.splitter.setSizes([620, 380])
        if saved := self.host.settings.layout.get(LAYOUT_KEY):
            self.splitter.restoreState(QByteArray.fromBase64(saved.encode()))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(self.bar)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        host, buttons = self.host, self.strip.buttons
        self.strip.settings_wanted.connect(self.drawer.toggle)
        self.strip.settings_wanted.connect(lambda _: self._mark_settings())
        self.drawer.drawer.closed.connect(self._mark_settings)
        buttons.train_wanted.connect(host.training_start.start)
        host.training_start.started.connect(self.drawer.drawer.close_drawer)
        buttons.pause_wanted.connect(lambda: host.jobs.pause(host.run.run))
        buttons.unpause_wanted.connect(lambda: host.jobs.unpause(host.run.run))
        buttons.stop_wanted.connect(lambda keep: host.jobs.stop(host.run.run, keep=keep))
        self.bar.resume_wanted.connect(self._resume)
        self.bar.trial_wanted.connect(self._try)
        self.splitter.splitterMoved.connect(self._remember)
        self.main.currentChanged.connect(lambda _: self._watch())
        self.side.currentChanged.connect(lambda _: self._watch())
        self._late.timeout.connect(lambda: self._show(self.host.run))
        host.run_changed.connect(self._run_changed)
        host.experiment_changed.connect(self._show_task)
        self.strip.task_known.connect(self._show_task)

    def _resume(self) -> None:
        try:
            self.host.jobs.resume(self.host.run.run)
        except WorkbenchError as error:
            self.host.notices.error(error)

    def _try(self) -> None:
        if (playground := self._playground()) is not None:
            self.host.open_playground(playground)

    def _playground(self) -> str | None:
        """The first playground that works on the task of the run that is shown."""
        task = self._run_task
        classes = sorted(self.host.plugins.of(Playground).items(), key=lambda item: item[1].order)
        return next((id for id, cls in classes if task is not None and supports(cls, task)), None)

    def _run_changed(self, state: RunState) -> None:
        """Show it now where it matters, else when the window's thread has time to spare."""
        same = state.run == self._shown.run and state.status == self._shown.status
        if not same or not state.live or self._pace.due():
            self._show(state)
        elif not self._late.isActive():
            self._late.start()

    def _show(self, state: RunState) -> None:
        self._late.stop()
        before = self._shown
        self._shown = state
        if state.live and not before.live:
            self._watch()
        if before.run != state.run:
            self._ask_task(state.run)
        if before.run == state.run and before.live and not state.live:
            self.strip.refresh()
        self.strip.buttons.show_run(state)
        self.bar.show_run(state)
        if self._ready:
            self.main.show_run(state)
            self.side.show_run(state)

    def _ask_task(self, run: str) -> None:
        self._run_task = None
        self.bar.set_target(None)
        self.bar.set_playground(None)
        if run:
            self._run_data.request_task(run, self._task_came)
        self._show_task()

    def _task_came(self, task: Task) -> None:
        self._run_task = task
        self.bar.set_target(task.target)
        playground = self._playground()
        classes = self.host.plugins.of(Playground)
        self.bar.set_playground(classes[playground] if playground is not None else None)
        self._show_task()

    def _show_task(self) -> None:
        """Offer the views of the run that is shown; without one, of what would be trained."""
        task = self._run_task or self.strip.resolved.task
        # While data is loaded to know its task, the tabs stay as they are.
        if task is not None:
            self.main.offer(task)
            self.side.offer(task)
        self._mark_settings()

    def _mark_settings(self) -> None:
        showing = self.drawer.showing
        for kind, card in self.strip.cards.items():
            card.settings.setChecked(showing == kind)
        self.strip.buttons.options.setChecked(showing == "run")

    def _watch(self) -> None:
        """Captures and scores cost a little, so they are asked for only while seen."""
        views = [view for tabs in (self.main, self.side) if (view := tabs.current) is not None]
        inside = self.isVisible() and any(view.looks_inside for view in views)
        scores = self.isVisible() and any(view.wants_scores for view in views)
        if (control := self.host.control) is not None:
            control.watch(inside, scores)

    def _remember(self) -> None:
        saved = bytes(self.splitter.saveState().toBase64().data()).decode()
        self.host.settings.layout = {**self.host.settings.layout, LAYOUT_KEY: saved}

    def _make_views(self) -> None:
        self._ready = True
        self._show(self.host.run)
        self.main.prepare()
        self.side.prepare()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()
        if self._ready:
            self._show(self.host.run)
        else:
            QTimer.singleShot(VIEWS_AFTER_MS, self, self._make_views)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()
