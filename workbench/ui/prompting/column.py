"""Column: one model with one prompt, and what it answers to the input that all columns share."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.provider import Request
from workbench.core.provider_models import ProviderModel
from workbench.prompting import budget
from workbench.prompting.prepare import held
from workbench.prompting.prompts.questions import questions
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.prompts.template import Prompt
from workbench.prompting.responses import Response
from workbench.prompting.scored_response import ScoredResponse, tell
from workbench.ui.host import Host
from workbench.ui.prompting.answer_view import AnswerView
from workbench.ui.prompting.asking import PromptRunner
from workbench.ui.prompting.fields import Remark
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.model_choice import ModelChoice
from workbench.ui.prompting.prompt_choice import PromptChoice

LEAST_WIDTH = 230
_numbers = itertools.count()


@dataclass(frozen=True)
class AnsweredPrompt:
    """A question that was answered, or stopped."""

    prompt: Prompt
    row: Row
    answer: ScoredResponse


@dataclass(frozen=True)
class _PromptRequest:
    """What is asked, as it was when Run was pressed."""

    prompt: Prompt
    row: Row
    model: ProviderModel


class PromptColumn(QWidget):
    """``changed`` when it begins, ends or is set otherwise; ``asked`` carries an `AnsweredPrompt`.

    Parameters
    ----------
    prompt
        The prompt in the form; ``None`` while something in it is impossible.
    material
        The dataset that goes with that one.
    key
        The model chosen last is remembered under it.
    """

    changed = Signal()
    asked = Signal(object)
    unwanted = Signal()

    def __init__(
        self,
        host: Host,
        prompt: Callable[[], Prompt | None],
        material: PromptMaterial,
        key: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._form_prompt = prompt
        self._shared = material
        self._own = PromptMaterial(host, self)
        self._row: Row | None = None
        self._dataset: str | None = None
        self._wanted: _PromptRequest | None = None
        self._waiting = False
        self._labels = tuple[str, ...]()
        self.models = ModelChoice(host, key)
        self.prompts = PromptChoice(host.notices)
        self.note = Remark("muted")
        self.view = AnswerView(host)
        self.remove = QToolButton()
        # Not the key alone: a column that was removed may still be on its way out.
        self.asking = PromptRunner(host, f"{key}, asking {next(_numbers)}", self)
        self._build()

    def _build(self) -> None:
        self.remove.setIcon(self._host.theme.icon("close"))
        self.remove.setAccessibleName(self.tr("Remove this column"))
        self.remove.setToolTip(self.remove.accessibleName())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.prompts, 1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.models)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
        self.setMinimumWidth(LEAST_WIDTH)
        self.set_alone(True)
        self._connect()
        self._invite()
        self._say()

    def _connect(self) -> None:
        self.models.chosen.connect(lambda _: self._say())
        self.prompts.chosen.connect(self._prompt_chosen)
        self.remove.clicked.connect(self.unwanted)
        self.view.again.connect(self.run)
        self.asking.grew.connect(self.view.grow)
        self.asking.ended.connect(self._ended)
        self.asking.failed.connect(self._failed)
        self._shared.changed.connect(self._material_changed)
        self._own.changed.connect(self._material_changed)
        self._host.theme.changed.connect(self._recolor)

    def _recolor(self) -> None:
        self.remove.setIcon(self._host.theme.icon("close"))

    def set_alone(self, alone: bool) -> None:
        """The only column has the form's prompt, and stays."""
        self.prompts.setVisible(not alone or self.prompts.other is not None)
        self.remove.setVisible(not alone)

    # What would be asked

    @property
    def prompt(self) -> Prompt | None:
        """The prompt of this column; ``None`` while the form's is impossible."""
        return self.prompts.other or self._form_prompt()

    @property
    def material(self) -> PromptMaterial:
        """The dataset of this column's prompt."""
        return self._shared if self.prompts.other is None else self._own

    @property
    def running(self) -> bool:
        """Whether an answer, or the dataset before it, is awaited."""
        return self.asking.running or self._waiting

    def show_input(self, row: Row | None, dataset: str | None) -> None:
        """What is asked about, and of which dataset it is a row."""
        self._row = row
        self._dataset = dataset
        if self.prompts.other is not None:
            self._own.want(self.prompts.other, dataset)
        self._say()

    def _prompt_chosen(self) -> None:
        if self.prompts.other is not None:
            self._own.want(self.prompts.other, self._dataset)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """What the model cannot do that is wanted of it."""
        model, prompt, words = self.models.model, self.prompt, []
        if (
            model is not None
            and self._row is not None
            and self._row.images
            and not (prompt is not None and prompt.draws)
            and not model.can.images
        ):
            said = self.tr(
                "{model} takes no pictures: choose a model that sees, or draw them for it with "
                "{{picture}} in the example."
            )
            words.append(said.format(model=model.name))
        if model is not None and prompt and held(prompt, model, self.material.labels) is False:
            said = self.tr("{model} cannot be held to the form wanted: it may answer anything.")
            words.append(said.format(model=model.name))
        self.note.say(" ".join(words))
        self.view.offer_chances(model is not None and model.can.logprobs)
        self._invite()

    def _invite(self) -> None:
        if self.view.state == "empty" and self._wanted is None:
            self.view.clear("", self.tr("Run (Ctrl+Return) asks the model."))

    # Asking

    def run(self) -> None:
        """Ask, as soon as the dataset is there."""
        prompt, model, row = self.prompt, self.models.model, self._row
        self.stop()
        if model is None:
            self.view.clear(self.tr("No model yet"), self.tr("Choose one above."))
        elif prompt is None:
            words = self.tr("Correct what stands beside its fields.")
            self.view.clear(self.tr("The prompt cannot be asked"), words)
        elif row is not None:
            self._wanted = _PromptRequest(prompt, row, model)
            self._waiting = True
            self._go_on()
        self.changed.emit()

    def stop(self) -> None:
        """End it at once; what was read is kept."""
        if self._waiting:
            self._waiting = False
            self._stopped_early()
            self.changed.emit()
        self.asking.stop()

    def _stopped_early(self) -> None:
        words = self.tr("Run (Ctrl+Return) asks again.")
        self.view.clear(self.tr("Stopped before it began"), words)

    def _material_changed(self) -> None:
        self._say()
        if self._waiting:
            self._go_on()

    def _go_on(self) -> None:
        wanted, material = self._wanted, self.material
        assert wanted is not None
        if material.problem is not None:
            self._waiting = False
            self._failed(material.problem)
        elif material.loading:
            self.view.clear(self.tr("Loading the dataset…"), self.tr("Escape stops."))
        else:
            self._waiting = False
            self._labels = material.labels
            self.view.begin(wanted.model)
            self.asking.start(wanted.model, self._make(wanted, material.pool))

    def _make(self, pending: _PromptRequest, pool: Pool | None) -> Callable[[], Request]:
        labels = self._labels
        model, prompt = pending.model, pending.prompt
        # Without being asked only on this machine: some services refuse to tell.
        tell_chances = model.can.logprobs and (
            not model.destination or self.view.colour.isChecked()
        )
        if tell_chances:
            options = replace(prompt.options, logprobs=True)
            prompt = prompt.model_copy(update={"options": options})

        def make() -> Request:
            (question,) = questions(prompt, [pending.row], pool, model.name, labels)
            size = budget.plan(
                prompt, question.shots, pending.row, model.provider, model.name, labels
            )
            budget.refuse(size)
            return question.request

        return make

    def _ended(self, reply: Response) -> None:
        wanted = self._wanted
        assert wanted is not None
        if not reply.text and not reply.reasoning and not reply.finish:
            self._stopped_early()
            self.changed.emit()
            return
        told = tell(
            reply,
            str(wanted.model),
            wanted.model.destination,
            self._labels,
            wanted.prompt.parser,
            wanted.row.label,
        )
        self.view.end(told)
        self.changed.emit()
        self.asked.emit(AnsweredPrompt(wanted.prompt, wanted.row, told))

    def _failed(self, error: WorkbenchError) -> None:
        self.view.fail(error)
        self.changed.emit()

    def show_answer(self, answer: ScoredResponse) -> None:
        """Show an answer that was given before."""
        self.stop()
        self.view.clear()
        self.view.end(answer)
        self.changed.emit()
