"""The experiment strip: dataset → architecture → trainer → Train."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from shiboken6 import isValid

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import OutOfMemory, WorkbenchError
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.launcher import Launcher
from workbench.core.contracts.problem import Problem
from workbench.core.experiment import PARTS, Experiment, Part
from workbench.core.resolve import Resolved
from workbench.ui.background_jobs import while_alive
from workbench.ui.host import Host
from workbench.ui.strip import meaning, run_options, summaries
from workbench.ui.strip.dataset_files import DatasetFiles
from workbench.ui.strip.fitting import Fitting, supports
from workbench.ui.strip.part_card import PartCard
from workbench.ui.strip.run_buttons import RunButtons
from workbench.ui.translation import contributed
from workbench.ui.window_wording import in_window, problem_text

if TYPE_CHECKING:
    from workbench.engine.summary import NetworkSummary

# The first summary imports torch; the window is painted and answers before that.
FIRST_SUMMARY_MS = 600


class ExperimentStrip(QWidget):
    """Shows the host's experiment and changes it.

    ``settings_wanted`` carries ``dataset``, ``architecture``, ``trainer`` or ``run``;
    ``task_known`` says that data was loaded and with it what can be done with it.
    """

    settings_wanted = Signal(str)
    task_known = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._shown_once = False
        self._fitting = Fitting(host.plugins)
        # The dataset that had to be loaded to know its task, and why it could not be.
        self._asked: Part | None = None
        self._fault: WorkbenchError | None = None
        self.resolved: Resolved = host.data.resolve(host.experiment)
        titles = (self.tr("Dataset"), self.tr("Architecture"), self.tr("Trainer"))
        self.cards = {
            kind: PartCard(title, host.theme) for kind, title in zip(PARTS, titles, strict=True)
        }
        self.buttons = RunButtons(host.theme)
        self._arrange()
        for kind, card in self.cards.items():
            card.chosen.connect(lambda id, kind=kind: self.choose(kind, id))
            card.settings_wanted.connect(lambda kind=kind: self.settings_wanted.emit(kind))
            card.fix_wanted.connect(self._fix)
        self._files = DatasetFiles(host, self.cards["dataset"])
        self._files.changed.connect(self._files_changed)
        self.buttons.options_wanted.connect(lambda: self.settings_wanted.emit("run"))
        host.experiment_changed.connect(self._show)
        host.data.loaded.connect(self._loaded)
        host.training_start.changed.connect(self._show_start)
        host.launcher_changed.connect(self._show_options)
        self._show(host.experiment)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for index, card in enumerate(self.cards.values()):
            if index:
                arrow = QLabel("→")
                arrow.setProperty("role", "muted")
                row.addWidget(arrow)
            row.addWidget(card, 1)
        row.addSpacing(6)
        row.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            QTimer.singleShot(FIRST_SUMMARY_MS, self, self._ask)
        elif self._fault is not None:
            self._asked = None  # the file may have come by now
            self._host.data.retry(self._host.experiment.dataset)
            self.refresh()

    def choose(self, kind: str, id: str) -> None:
        """Put a part into the experiment, with others that fit where those there do not."""
        experiment = self._host.experiment
        if id == experiment.part(kind).id:
            return
        if kind == "dataset":
            cls = self._host.plugins.of(Dataset).get(id)
            wanted = experiment.on_dataset(id, cls.recommended if cls is not None else None)
        else:
            wanted = experiment.with_part(kind, id)
        resolved = self._host.data.resolve(wanted)
        self._host.set_experiment(self._fitting.fitted(resolved, chosen=kind))

    def refresh(self) -> None:
        """Look again, because data was loaded or plugins changed."""
        self._show(self._host.experiment)

    def _show(self, experiment: Experiment) -> None:
        self.resolved = self._host.data.resolve(experiment)
        if self._fitting.fitted(self.resolved) != experiment:
            # Not at once: the others who hear of this experiment would hear of the next one first.
            QTimer.singleShot(0, self, self._fit)
        for kind, card in self.cards.items():
            if kind == "dataset":
                self._files.offer(experiment.part(kind).id)
            else:
                notes = self._fitting.notes(kind, self.resolved)
                card.offer(self._choices(kind), experiment.part(kind).id, notes)
            card.say(self._meaning(kind))
        for problem in reversed(self.resolved.problems):
            card = self.cards[problem.where.partition(".")[0]]
            card.say(self._text_of(problem), problem=True)
            if problem.fix:
                card.offer_fix(problem)
        self._files.show_missing()
        self._show_start()
        self._show_options()
        if self._shown_once:
            self._ask()

    def _fit(self) -> None:
        self._host.set_experiment(self._fitting.fitted(self.resolved))

    def _fix(self, problem: Problem) -> None:
        """Do what a problem's remedy says."""
        try:
            self._host.set_experiment(self._host.experiment.with_settings(problem.fix))
        except WorkbenchError as error:
            self._host.notices.error(error)

    def _choices(self, kind: str) -> dict[str, type[Contribution]]:
        """What supports the task, in order; a part that cannot is not offered."""
        classes: dict[str, Any] = self._host.plugins.of(KINDS[kind][1])
        task = self.resolved.task
        if task is None or kind == "dataset":
            return classes
        in_order = sorted(classes.items(), key=lambda item: item[1].order)
        return {id: cls for id, cls in in_order if supports(cls, task)}

    def _meaning(self, kind: str) -> str:
        found = self.resolved
        if kind == "dataset" and found.dataset is not None:
            data = self._host.data.peek(found.experiment.dataset)
            return meaning.of_dataset(found.dataset, found.task, data)
        if kind == "trainer" and found.trainer is not None and found.trainer_params is not None:
            return meaning.of_trainer(found.trainer_params) or contributed(found.trainer.about)
        if kind == "architecture" and found.architecture is not None:
            return contributed(found.architecture.about)
        return ""

    def _ask(self) -> None:
        """Fetch what takes longer: the data where its task is not known without, the summary."""
        part = self.resolved.experiment.dataset
        if self._asked not in (None, part):
            # Passed over: once loaded it would push out of the cache what is wanted.
            self._host.data.cancel(self._asked, _nothing)
            self._asked = None
        if self.resolved.dataset_params is not None:
            self._files.look()
        if self.resolved.task is None and self.resolved.dataset_params is not None:
            self._ask_data(part)
        elif not self.resolved.problems:
            self._ask_summary()

    def _ask_data(self, part: Part) -> None:
        if part != self._asked:
            self._asked = part
            self._fault = None
            self._host.data.request(
                part,
                _nothing,
                while_alive(self._data_failed),
                lambda what, done, total: self._loading(part, what),
            )
        if self._fault is not None:
            self._data_failed(self._fault)
        elif part == self._asked and self._host.data.peek(part) is None:
            self._loading(part, self.tr("Loading…"))

    def _loading(self, part: Part, what: str) -> None:
        if isValid(self) and part == self._host.experiment.dataset:
            self.cards["dataset"].say(what)

    def _loaded(self, part: Part) -> None:
        if part == self._asked:
            self._asked = None  # asked for again once the cache has let go of it
        if part == self._host.experiment.dataset:
            self.refresh()
            self.task_known.emit()

    def _data_failed(self, error: WorkbenchError) -> None:
        if self._asked == self._host.experiment.dataset:
            self._fault = error
            text = " ".join(filter(None, (error.message, error.remedy)))
            self.cards["dataset"].say(in_window(text), problem=True)
            self._files.show_missing()

    def _files_changed(self) -> None:
        """Files came, or turned out to be missing."""
        if self._host.data.fault(self._host.experiment.dataset) is None:
            self._asked = None
        self.refresh()

    def _ask_summary(self) -> None:
        summaries.request(
            self._host, "strip", self.resolved, self._summary_came, self._summary_failed
        )

    def _summary_came(self, summary: NetworkSummary) -> None:
        if self.resolved.problems:
            return
        needed = summary.memory.total if summary.memory else None
        text = meaning.of_architecture(summary.n_parameters, summary.flops, needed)
        self.cards["architecture"].say(text)
        self._refuse(summary.problem)

    def _summary_failed(self, error: WorkbenchError) -> None:
        self.cards["architecture"].say(str(error), problem=True)
        too_large = isinstance(error, OutOfMemory)
        self._refuse(Problem("architecture", error.message, error.remedy) if too_large else None)

    def _refuse(self, problem: Problem | None) -> None:
        """Do not let it be trained when it does not fit into memory, and show that."""
        self._host.training_start.refuse(self.resolved.experiment, problem)
        if problem is None:
            return
        card = self.cards[problem.where.partition(".")[0]]
        card.say(self._text_of(problem), problem=True)
        if problem.fix:
            card.offer_fix(problem)

    def _text_of(self, problem: Problem) -> str:
        return problem_text(problem, self._host.plugins, self._host.experiment)

    def _show_options(self) -> None:
        launcher = self._host.jobs.launcher
        is_usual = launcher is self._host.plugins.first(Launcher)
        self.buttons.show_options(
            run_options.summary(self._host.experiment),
            "" if is_usual else contributed(launcher.name),
        )

    def _show_start(self) -> None:
        self.buttons.show_problem(self._host.training_start.problem)


def _nothing(_: Data) -> None:
    """The cache tells everybody that data came; here it is only made to fetch it."""
