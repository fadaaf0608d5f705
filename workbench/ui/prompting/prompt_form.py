"""PromptForm: a prompt as it is made: a task, an example, shots; everything else is folded away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydantic
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.params import problems_of
from workbench.core.provider_models import ProviderModel
from workbench.prompting.prompts.template import VARIABLES, Prompt
from workbench.ui.host import Host
from workbench.ui.prompting.escapes import escaped, unescaped
from workbench.ui.prompting.fields import LinesBox, Remark, TemplateBox, choice, show_value
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.options_form import OptionsForm
from workbench.ui.prompting.section import Section
from workbench.ui.prompting.shots_form import ShotsForm


class PromptForm(QScrollArea):
    """Edits a `Prompt`; what is wrong stands beside its field, and `prompt` is ``None`` then."""

    changed = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = Prompt()
        self._models = tuple[ProviderModel, ...]()
        self._prompt: Prompt | None = Prompt()
        self.description = TemplateBox(self.tr("Task description"), ("labels",), host.theme, 3)
        self.example = TemplateBox(self.tr("Example"), VARIABLES, host.theme, 2)
        self.shots = ShotsForm(host)
        self.options = OptionsForm()
        self.system = TemplateBox(self.tr("System text"), ("labels",), host.theme, 2)
        self.between = QLineEdit()
        self.form = choice(self.tr("Form"), self._forms(), self._edited)
        self.labels = LinesBox(self.tr("Labels"), 2)
        self.constrained = QCheckBox(self.tr("Hold answers to the labels"))
        self.parser = choice(self.tr("Reading an answer"), self._parsers(), self._edited)
        self.form_note = Remark("muted")
        self.held_note = Remark("muted")
        self.label_problem = Remark()
        self.problem = Remark()
        self.sections = self._sections()
        self._build()
        self.set_prompt(Prompt())

    def _build(self) -> None:
        body = QWidget()
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.description)
        column.addWidget(self.example)
        column.addWidget(self.shots.count)
        for section in self.sections.values():
            column.addWidget(section)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._explain()
        self._connect()

    def _sections(self) -> dict[str, Section]:
        speech, answer = QWidget(), QWidget()
        form = QFormLayout(speech)
        form.addRow(self.tr("Form"), self.form)
        form.addRow(self.form_note)
        form.addRow(self.system)
        form.addRow(self.tr("Between examples"), self.between)
        read = QFormLayout(answer)
        read.addRow(self.tr("Labels"), self.labels)
        read.addRow(self.label_problem)
        read.addRow(self.constrained)
        read.addRow(self.held_note)
        read.addRow(self.tr("Read by"), self.parser)
        for layout in (form, read):
            layout.setVerticalSpacing(6)
            layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            layout.setContentsMargins(0, 0, 0, 0)
        return {
            "shots": Section(self.tr("Examples shown"), self.shots),
            "answer": Section(self.tr("Answer"), answer),
            "form": Section(self.tr("Form"), speech),
            "options": Section(self.tr("Options"), self.options),
        }

    def _explain(self) -> None:
        tr = self.tr
        self.description.box.setPlaceholderText(tr("The instruction; it comes first."))
        self.example.box.setPlaceholderText("{text}")
        self.example.box.setToolTip(
            tr("One example with its answer; the input has the same form, up to {label}")
        )
        self.example.buttons["picture"].setToolTip(
            tr(
                "Insert {picture}: it is drawn in characters, so that a model which only reads "
                "can be asked; without it the picture itself is sent"
            )
        )
        self.between.setAccessibleName(tr("Text between two examples"))
        self.between.setToolTip(tr(r"\n is a line end"))
        self.labels.setPlaceholderText(tr("One per line; blank uses the dataset's classes"))
        self.constrained.setToolTip(tr("The model can then answer with nothing but a label"))

    def _connect(self) -> None:
        for part in (self.description, self.example, self.system, self.labels):
            part.edited.connect(self._edited)
        self.shots.edited.connect(self._edited)
        self.options.edited.connect(self._edited)
        self.between.textEdited.connect(lambda _: self._edited())
        self.constrained.toggled.connect(lambda _: self._edited())

    def _forms(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("chat", tr("Chat"), tr("Each example is a question and an answer in a conversation")),
            ("completion", tr("Completion"), tr("One text that the model continues")),
        ]

    def _parsers(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("first-label", tr("First label mentioned"), tr("As a word of its own")),
            ("exact", tr("Exactly a label"), tr("Up to white space around it")),
            ("normalised", tr("A label, roughly"), tr("Ignoring case, quotes and full stops")),
            ("json", tr("Label in JSON"), tr("Alone, or in an object")),
        ]

    # What is edited

    def prompt(self) -> Prompt | None:
        """The prompt as it stands; ``None`` while something in it is impossible."""
        return self._prompt

    def set_prompt(self, prompt: Prompt) -> None:
        """Show a prompt, and tell of it."""
        self.blockSignals(True)
        self._base = prompt
        self.description.set_text(prompt.description)
        self.example.set_text(prompt.example)
        self.system.set_text(prompt.system)
        self.between.setText(escaped(prompt.between))
        show_value(self.form, prompt.form)
        self.labels.set_texts(prompt.labels)
        self.constrained.setChecked(prompt.constrained)
        show_value(self.parser, prompt.parser)
        self.shots.set_shots(prompt.shots)
        self.options.set_options(prompt.options)
        self.blockSignals(False)
        self._edited()

    @property
    def name(self) -> str:
        """What the prompt is called; empty without a name."""
        return self._base.name

    def rename(self, name: str) -> None:
        """Give the prompt another name."""
        self._base = self._base.model_copy(update={"name": name})
        self._edited()

    def _table(self) -> dict[str, Any]:
        return {
            "name": self._base.name,
            "models": self._base.models,
            "description": self.description.text(),
            "example": self.example.text(),
            "system": self.system.text(),
            "between": unescaped(self.between.text()),
            "form": self.form.currentData(),
            "labels": self.labels.texts(),
            "constrained": self.constrained.isChecked(),
            "parser": self.parser.currentData(),
            "shots": self.shots.table(),
            "options": self.options.table(),
        }

    def _edited(self) -> None:
        problems: dict[str, str] = {}
        try:
            self._prompt = Prompt.model_validate(self._table())
        except pydantic.ValidationError as error:
            self._prompt = None
            for path, words in problems_of(error):
                field = path.partition(".")[0]
                problems.setdefault(field, words.removeprefix("value error, "))
        if self.options.schema_fault:
            self._prompt = None
        self._show_problems(problems)
        self._summarise()
        self._note()
        self.changed.emit()

    def _show_problems(self, problems: dict[str, str]) -> None:
        remarks = {
            "description": self.description.problem,
            "example": self.example.problem,
            "system": self.system.problem,
            "shots": self.shots.count.problem,
            "options": self.options.problem,
        }
        for field, remark in remarks.items():
            remark.say(_sentence(problems.pop(field, "")))
        self.problem.say(" ".join(_sentence(f"{f}: {words}") for f, words in problems.items()))
        for field, section in (("system", "form"), ("options", "options")):
            if remarks[field].text():
                self.sections[section].open()

    def _summarise(self) -> None:
        labels = self.labels.texts()
        said = ", ".join(labels) if labels else self.tr("the dataset's classes")
        self.sections["answer"].say(said)
        self.sections["shots"].say(self.shots.summary)
        self.sections["options"].say(self.options.summary)
        system = self.tr("system text") if self.system.text() else ""
        self.sections["form"].say(" · ".join(filter(None, (self.form.currentText(), system))))

    # What the model and the dataset say about it

    def show_models(self, models: Sequence[ProviderModel]) -> None:
        """Say beside the fields what these models cannot do."""
        self._models = tuple(models)
        self._note()

    def show_material(self, material: PromptMaterial) -> None:
        """Follow what the prompt's dataset is, and what is wrong with it."""
        material.changed.connect(lambda: self._show_material(material))
        self._show_material(material)

    def _show_material(self, material: PromptMaterial) -> None:
        fault = str(material.problem) if material.problem else ""
        self.shots.data_problem.say(fault)
        loading = self.tr("Loading the dataset…") if material.loading else ""
        self.shots.data_note.say(loading or " ".join(material.notes))
        if fault:
            self.sections["shots"].open()

    def _note(self) -> None:
        self.options.show_models(self._models)
        chat = self.form.currentData() == "chat"
        cannot = [m.name for m in self._models if not (m.can.chat if chat else m.can.completion)]
        words = self.tr("{models} only goes on with a text: choose Completion.")
        if not chat:
            words = self.tr("{models} only answers in a conversation: choose Chat.")
        self.form_note.say(words.format(models=", ".join(cannot)) if cannot else "")
        if cannot:
            self.sections["form"].open()
        loose = [model.name for model in self._models if not model.can.choices]
        words = self.tr("{models} cannot be held to the labels: it may answer anything.")
        held = self.constrained.isChecked()
        self.held_note.say(words.format(models=", ".join(loose)) if loose and held else "")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "." if text else ""
