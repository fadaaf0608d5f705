"""Answerers: the models of a comparison, as a list to which is added and from which is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.jobs import named
from workbench.comparison.plan import Spec
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.task import Task
from workbench.core.experiment import Part
from workbench.core.plural import plural
from workbench.prompting.prompts.template import Prompt
from workbench.ui.comparing import adding
from workbench.ui.comparing.adding import Addition
from workbench.ui.comparing.prompt_dialog import PromptDialog
from workbench.ui.comparing.settings_dialog import SettingsDialog, parts
from workbench.ui.host import Host
from workbench.ui.plots.rowlist import RowList
from workbench.ui.prompting.get_models import GetModels

SPEC = Qt.ItemDataRole.UserRole


class AnswererList(QWidget):
    """A list, and a menu of what can be added; the dataset is loaded to know what fits it."""

    changed = Signal()
    # What the chosen dataset's rows are to be answered with, once it is loaded.
    task_known = Signal(object)

    def __init__(self, host: Host, part: Callable[[], Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._part = part
        self._task: Task | None = None
        self._requested: Part | None = None
        self._classes: tuple[str, ...] = ()
        self._runs: Sequence[Addition] = ()
        self._prompts: Sequence[Prompt] = ()
        # Whether the standard set waits for the model that it prompts to be found.
        self._awaits_model = False
        self.list = RowList(self.tr("No models yet. Add the standard set, or pick your own."))
        self.words = QLabel(wordWrap=True)
        self.add = QPushButton(self.tr("Add"))
        self.remove = QPushButton(self.tr("Remove"))
        self.usual = QPushButton(self.tr("Add the standard set"))
        self.settings = QPushButton(self.tr("Settings…"))
        self.menu = QMenu(self)
        self.get_models = GetModels(host)
        self._build()

    def _build(self) -> None:
        self.list.setAccessibleName(self.tr("Models to compare"))
        self.list.setFixedHeight(170)
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.list.currentRowChanged.connect(self._chosen)
        self.words.setProperty("role", "muted")
        self.add.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self.usual.setToolTip(
            self.tr(
                "Baselines, a frozen encoder, a small network trained from scratch, and a "
                "prompted model of this computer where there is one"
            )
        )
        self.usual.clicked.connect(self._add_usual)
        self._host.models.changed.connect(self._add_prompted)
        self.remove.setEnabled(False)
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        self.settings.setEnabled(False)
        self.settings.setToolTip(self.tr("Settings of the chosen model, such as its encoder"))
        self.settings.clicked.connect(self._ask_settings)
        for button in (self.add, self.usual, self.settings, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.list)
        column.addLayout(row)
        column.addWidget(self.get_models)

    @property
    def specs(self) -> tuple[Spec, ...]:
        """Who answers, under the names that stand in the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            item.data(SPEC).model_copy(update={"name": item.text().strip()}) for item in items
        )

    def show_specs(self, specs: Sequence[Spec]) -> None:
        """Show these instead."""
        self.list.clear()
        for spec in specs:
            self._take(spec, spec.name or named(spec, self._host.plugins, self._host.store))

    def forget(self) -> None:
        """Begin again: the dataset is another one."""
        self._task = None
        self._awaits_model = False
        self.list.clear()
        self.words.setText(self.tr("Loading the rows, to know what can answer…"))
        self._enable(on=False)
        if self._requested is not None:
            # A slow dataset that was chosen before would speak of its own rows afterwards.
            self._host.data.cancel(self._requested, self._loaded)
        self._requested = self._part()
        self._host.data.request(self._requested, self._loaded, self._failed, lambda *_: None)

    def _enable(self, on: bool) -> None:
        self.add.setEnabled(on)
        self.usual.setEnabled(on)

    def _loaded(self, data: Data) -> None:
        task = data.task
        if task.target.per_token:
            self.words.setText(self.tr("This is one long text without labels: choose another."))
            return
        self._task = task
        self._classes = task.target.classes
        self.words.setText(
            self.tr("{0} test rows, {1} training rows, {2}. Double-click renames.").format(
                f"{len(data.test):,}", f"{len(data.train):,}", task
            )
        )
        self._enable(on=True)
        self.task_known.emit(task)
        store, dataset = self._host.store, self._part().id
        self._host.background.start(
            "compare: runs",
            lambda _: adding.runs_on(store, dataset),
            self._on_runs_loaded,
            title=self.tr("Looking for runs"),
        )
        self._host.background.start(
            "compare: own prompts",
            lambda _: adding.prompts(),
            self._on_prompts_loaded,
            title=self.tr("Reading your prompts"),
        )

    def _failed(self, error: WorkbenchError) -> None:
        self.words.setText(f"{error.message} {error.remedy}")

    def _on_runs_loaded(self, runs: Sequence[Addition]) -> None:
        self._runs = runs

    def _on_prompts_loaded(self, prompts: Sequence[Prompt]) -> None:
        self._prompts = prompts

    def _fill(self) -> None:
        self.menu.clear()
        if self._task is None:
            return
        plugins, part = self._host.plugins, self._part()
        groups = (
            (self.tr("Baselines and encoders"), adding.plugins_of(plugins, self._task)),
            (self.tr("Train for this comparison"), adding.experiments(plugins, part, self._task)),
            (self.tr("Existing run"), self._runs),
        )
        for title, choices in groups:
            under = self.menu.addMenu(title)
            under.setEnabled(bool(choices))
            under.setToolTipsVisible(True)
            for choice in choices:
                action = under.addAction(choice.name)
                action.setToolTip(choice.about)
                action.triggered.connect(partial(self._take, choice.spec, choice.name))
        self.menu.addAction(self.tr("Prompt a foundation model…"), self._ask_prompt)

    def _ask_prompt(self) -> None:
        assert self._task is not None
        dialog = PromptDialog(self._host, self._part().id, self._task, self._classes, self)
        dialog.given.connect(self._take)
        dialog.open()

    def _add_usual(self) -> None:
        assert self._task is not None
        usual = adding.usual(self._host.plugins, self._part(), self._task)
        there = {(spec.id, spec.kind) for spec in self.specs}
        for choice in usual:
            if (choice.spec.id, choice.spec.kind) not in there:
                self._take(choice.spec, choice.name)
        self._awaits_model = True
        self._host.models.look()
        self._add_prompted()

    def _add_prompted(self) -> None:
        """Add a prompted model to the standard set, as soon as one is known."""
        task = self._task
        if not self._awaits_model or task is None or not adding.may_be_prompted(task):
            return
        if any(spec.kind == "prompt" for spec in self.specs):
            self._awaits_model = False
            return
        model = adding.local_model(self._host.models.offers)
        if model is None:
            self._awaits_model = bool(self._host.models.pending)
            return
        self._awaits_model = False
        choice = adding.prompted(model, self._prompts, self._part().id, self._classes)
        self._take(choice.spec, choice.name)

    def _take(self, spec: Spec, name: str) -> None:
        taken = {self.list.item(row).text() for row in range(self.list.count())}
        unique, number = name, 2
        while unique in taken:
            unique, number = f"{name} ({number})", number + 1
        item = QListWidgetItem(unique)
        item.setData(SPEC, spec)
        item.setToolTip(_summary(spec))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.addItem(item)
        self.changed.emit()

    def _chosen(self, row: int) -> None:
        self.remove.setEnabled(row >= 0)
        item = self.list.item(row)
        self.settings.setEnabled(
            item is not None and bool(parts(item.data(SPEC), self._host.plugins))
        )

    def _ask_settings(self) -> None:
        item = self.list.currentItem()
        dialog = SettingsDialog(self._host, item.data(SPEC), item.text(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(lambda spec: self._set(item, spec))
        dialog.open()

    def _set(self, item: QListWidgetItem, spec: Spec) -> None:
        item.setData(SPEC, spec)
        item.setToolTip(_summary(spec))

    def _remove(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self.changed.emit()


def _summary(spec: Spec) -> str:
    """What it is, in few words."""
    if spec.experiment is not None:
        return f"{spec.experiment.architecture.id}, {spec.experiment.trainer.id}"
    if spec.prompt is not None:
        count = spec.prompt_with_shots.shots.count
        return f"{spec.prompt.name}, {plural(count, 'shot')}, {spec.model}"
    return spec.run or spec.id
