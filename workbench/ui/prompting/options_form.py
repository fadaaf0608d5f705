"""OptionsForm: how an answer is made: temperature, length, where it stops, which form it has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QWidget

from workbench.core.contracts.params import Setting
from workbench.core.contracts.provider import Options
from workbench.core.io import read_file
from workbench.core.provider_models import ProviderModel
from workbench.prompting.prompts.options import ANY_SEED
from workbench.ui.forms.editors import FloatEditor
from workbench.ui.forms.spin import SpinBox
from workbench.ui.prompting.fields import LinesBox, Remark, TextBox

MOST_TOKENS = 1_000_000
# The least width of a number, however large it may become.
NUMBER = 90


class OptionsForm(QWidget):
    """Edits `Options`; ``choices`` are kept as they were, since a prompt's labels make them."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = Options()
        self.temperature = self._number("temperature", 0.0, 10.0)
        self.top_p = self._number("top_p", 0.0, 1.0)
        self.seed = SpinBox()
        self.any_seed = QCheckBox(self.tr("Any"))
        self.max_tokens = SpinBox()
        self.stop = LinesBox(self.tr("Stop before"), 2)
        self.schema = TextBox(self.tr("JSON schema of the answer"), 3)
        self.logprobs = QCheckBox(self.tr("Log-probabilities"))
        self.problem = Remark()
        self.schema_problem = Remark()
        self.schema_note = Remark("muted")
        self.logprobs_note = Remark("muted")
        self._build()
        self.set_options(Options())

    def _number(self, name: str, low: float, high: float) -> FloatEditor:
        setting = Setting(name, "", "", "float", 0.0, low, high, exclusive_minimum=name == "top_p")
        return FloatEditor(setting, self.edited.emit)

    def _build(self) -> None:
        tr = self.tr
        for box in (self.temperature, self.top_p, self.seed, self.max_tokens):
            box.setMinimumWidth(NUMBER)
        self.temperature.setSingleStep(0.1)
        self.seed.setRange(0, 2**31 - 1)
        self.max_tokens.setRange(1, MOST_TOKENS)
        self.max_tokens.setGroupSeparatorShown(True)
        self.stop.setPlaceholderText(tr(r"One per line; \n is a line break"))
        self.schema.setPlaceholderText('{"type": "object", …}')
        seeds = QHBoxLayout()
        seeds.addWidget(self.seed, 1)
        seeds.addWidget(self.any_seed)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("Temperature"), self.temperature)
        form.addRow(tr("Top-p"), self.top_p)
        form.addRow(tr("Seed"), seeds)
        form.addRow(tr("Max tokens"), self.max_tokens)
        form.addRow(self.problem)
        form.addRow(tr("Stop before"), self.stop)
        form.addRow(tr("JSON schema"), self.schema)
        form.addRow(self.schema_problem)
        form.addRow(self.schema_note)
        form.addRow(self.logprobs)
        form.addRow(self.logprobs_note)
        for widget, name, help in self._helps():
            widget.setAccessibleName(name)
            widget.setToolTip(help)
        self.seed.valueChanged.connect(lambda _: self.edited.emit())
        self.max_tokens.valueChanged.connect(lambda _: self.edited.emit())
        self.any_seed.toggled.connect(self._any_toggled)
        self.logprobs.toggled.connect(lambda _: self.edited.emit())
        self.stop.edited.connect(self.edited)
        self.schema.edited.connect(self._schema_edited)

    def _helps(self) -> list[tuple[QWidget, str, str]]:
        tr = self.tr
        return [
            (
                self.temperature,
                tr("Temperature"),
                tr("0 always takes the likeliest token; 1 samples as the model learnt"),
            ),
            (
                self.top_p,
                tr("Top-p"),
                tr("Sample only from the likeliest tokens that together have this probability"),
            ),
            (self.seed, tr("Seed"), tr("The same seed gives the same answer, where the model can")),
            (self.any_seed, tr("Any seed"), tr("Another answer each time")),
            (self.max_tokens, tr("Max tokens"), tr("Maximum length of the answer")),
            (self.stop, tr("Stop before"), tr("The answer ends before any of these texts")),
            (self.schema, tr("JSON schema"), tr("The answer is JSON that fits this schema")),
            (self.logprobs, self.logprobs.text(), tr("Ask how likely each token was")),
        ]

    def table(self) -> dict[str, Any]:
        """What is set, as a prompt takes it."""
        base = self._base
        found: dict[str, Any] = {
            # A number that is the same stays as it was written: 1 is 1.0, but another version.
            "temperature": _same(self.temperature.value(), base.temperature),
            "top_p": _same(self.top_p.value(), base.top_p),
            "seed": ANY_SEED if self.any_seed.isChecked() else self.seed.value(),
            "max_tokens": self.max_tokens.value(),
            "stop": self.stop.texts(),
            "choices": base.choices,
            "logprobs": self.logprobs.isChecked(),
        }
        if self.schema.text().strip() and not self.schema_fault:
            found["json_schema"] = read_file.parse_json(self.schema.text())
        return found

    def set_options(self, options: Options) -> None:
        """Show options, without telling of it."""
        self._base = options
        self.blockSignals(True)
        self.temperature.set_value(options.temperature)
        self.top_p.set_value(options.top_p)
        self.any_seed.setChecked(options.seed is None)
        self.seed.setValue(options.seed or 0)
        self.max_tokens.setValue(options.max_tokens)
        self.stop.set_texts(options.stop)
        schema = options.json_schema
        self.schema.set_text("" if schema is None else json.dumps(schema, indent=2))
        self.logprobs.setChecked(options.logprobs)
        self.blockSignals(False)
        self.schema_problem.say("")

    @property
    def schema_fault(self) -> str:
        """What is wrong with the schema; empty when nothing is."""
        text = self.schema.text().strip()
        if not text:
            return ""
        try:
            value = read_file.parse_json(text)
        except ValueError as error:
            return self.tr("This is not JSON: {why}.").format(why=error)
        return "" if isinstance(value, dict) else self.tr("A schema is an object, in braces.")

    @property
    def summary(self) -> str:
        """In a line: what matters most."""
        warmth = self.temperature.textFromValue(self.temperature.value())
        words = self.tr("temperature {t} · at most {n} tokens")
        return words.format(t=warmth, n=f"{self.max_tokens.value():,}")

    def show_models(self, models: Sequence[ProviderModel]) -> None:
        """Say which options these models do not know."""
        cannot = [model.name for model in models if not model.can.schema]
        wanted = bool(self.schema.text().strip())
        words = self.tr("{models} cannot be held to a schema: the answer may have any form.")
        self.schema_note.say(words.format(models=", ".join(cannot)) if cannot and wanted else "")
        silent = [model.name for model in models if not model.can.logprobs]
        words = self.tr("{models} does not tell.")
        wanted = self.logprobs.isChecked()
        self.logprobs_note.say(words.format(models=", ".join(silent)) if silent and wanted else "")

    def _any_toggled(self, on: bool) -> None:
        self.seed.setEnabled(not on)
        self.edited.emit()

    def _schema_edited(self) -> None:
        self.schema_problem.say(self.schema_fault)
        self.edited.emit()


def _same(now: float, before: float) -> float:
    return before if now == before else now
