"""The experiment strip: dataset → architecture → trainer → Train."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from workbench.core.contribution import Contribution
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import PARTS, Experiment
from workbench.core.hookspecs import KINDS
from workbench.core.resolve import Resolved
from workbench.core.task import Task
from workbench.ui.strip import meaning, run_options, summaries
from workbench.ui.strip.part_card import PartCard
from workbench.ui.strip.run_buttons import RunButtons

if TYPE_CHECKING:
    from workbench.engine.summary import Summary

# The first summary imports torch; the window is painted and answers before that.
FIRST_SUMMARY_MS = 600


class ExperimentStrip(QWidget):
    """Shows the host's experiment and changes it.

    ``settings_wanted`` carries ``dataset``, ``architecture``, ``trainer`` or ``run``.
    """

    settings_wanted = Signal(str)

    def __init__(self, host: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._shown_once = False
        self.resolved: Resolved = summaries.resolved_of(host, host.experiment)
        titles = (self.tr("Dataset"), self.tr("Architecture"), self.tr("Trainer"))
        self.cards = {
            kind: PartCard(title, host.theme) for kind, title in zip(PARTS, titles, strict=True)
        }
        self.buttons = RunButtons(host.theme)
        self._arrange()
        for kind, card in self.cards.items():
            card.chosen.connect(lambda id, kind=kind: self._choose(kind, id))
            card.settings_wanted.connect(lambda kind=kind: self.settings_wanted.emit(kind))
        self.buttons.options_wanted.connect(lambda: self.settings_wanted.emit("run"))
        host.experiment_changed.connect(self._show)
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
            QTimer.singleShot(FIRST_SUMMARY_MS, self, self._ask_summary)

    def _choose(self, kind: str, id: str) -> None:
        experiment = self._host.experiment
        if id != experiment.part(kind).id:
            self._host.set_experiment(experiment.with_part(kind, id))

    def refresh(self) -> None:
        """Look again, because data was loaded or plugins changed."""
        self._show(self._host.experiment)

    def _show(self, experiment: Experiment) -> None:
        self.resolved = summaries.resolved_of(self._host, experiment)
        for kind, card in self.cards.items():
            card.offer(self._choices(kind), experiment.part(kind).id)
            card.say(self._meaning(kind))
        for problem in reversed(self.resolved.problems):
            card = self.cards[problem.where.partition(".")[0]]
            card.say(" ".join(filter(None, (problem.message, problem.remedy))), problem=True)
        self.buttons.show_problems(self.resolved.problems)
        self.buttons.options.setText(run_options.in_words(experiment))
        if self._shown_once:
            self._ask_summary()

    def _choices(self, kind: str) -> dict[str, type[Contribution]]:
        """What supports the task; a part that cannot is not offered."""
        classes: dict[str, type[Contribution]] = self._host.plugins.of(KINDS[kind][1])
        task = self.resolved.task
        if task is None or kind == "dataset":
            return classes
        return {id: cls for id, cls in classes.items() if _supports(cls, task)}

    def _meaning(self, kind: str) -> str:
        found = self.resolved
        if kind == "dataset" and found.dataset is not None:
            data = self._host.data.peek(found.experiment.dataset)
            return meaning.of_dataset(found.dataset, found.task, data)
        if kind == "trainer" and found.trainer is not None and found.trainer_params is not None:
            return meaning.of_trainer(found.trainer_params) or found.trainer.about
        if kind == "architecture" and found.architecture is not None:
            return found.architecture.about
        return ""

    def _ask_summary(self) -> None:
        if self.resolved.problems or self.resolved.task is None:
            return
        summaries.request(
            self._host, "strip", self.resolved, self._summary_came, self._summary_failed
        )

    def _summary_came(self, summary: Summary) -> None:
        if not self.resolved.problems:
            text = meaning.of_architecture(summary.n_parameters, summary.flops)
            self.cards["architecture"].say(text)

    def _summary_failed(self, error: WorkbenchError) -> None:
        self.cards["architecture"].say(str(error), problem=True)


def _supports(cls: type[Contribution], task: Task) -> bool:
    try:
        return cls().supports(task)
    except Exception:  # noqa: BLE001 - a plugin that cannot say does not take the strip down
        return False
