"""ShotsForm: which examples a prompt shows, and under which labels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from workbench.core.contracts.dataset import Dataset
from workbench.prompting.prompts.rows import may_be_labelled
from workbench.prompting.prompts.template import Shots
from workbench.ui.forms.spin import SpinBox
from workbench.ui.host import Host
from workbench.ui.prompting.fields import Remark, choice, show_value
from workbench.ui.prompting.given_table import ReadOnlyTable
from workbench.ui.prompting.shot_count import MANY, MOST, ShotCount
from workbench.ui.translation import contributed, inside_sentence


class ShotsForm(QWidget):
    """Edits `Shots`; ``count`` is a widget of its own, which may stand elsewhere."""

    edited = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._base = Shots()
        self.count = ShotCount()
        self.given = ReadOnlyTable()
        self.choose = choice(self.tr("Which examples"), self._ways(), self._edited)
        self.dataset = choice(self.tr("Dataset"), self._datasets(), self._edited)
        self.labels = choice(self.tr("Labels of the shots"), self._label_ways(), self._edited)
        self.encoder = choice(self.tr("Nearness by"), [], self._edited)
        self.seed = SpinBox()
        self.remark = Remark("muted")
        self.data_problem = Remark()
        self.data_note = Remark("muted")
        self._build()
        host.models.changed.connect(self._fill_encoders)
        self.set_shots(Shots())

    def _build(self) -> None:
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setMinimumWidth(90)
        self.seed.setAccessibleName(self.tr("Seed of the shots"))
        self.seed.setToolTip(self.tr("The same seed draws the same examples"))
        self.dataset.setToolTip(self.tr("Examples come from its training split, never its test"))
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Dataset"), self.dataset)
        form.addRow(self.data_problem)
        form.addRow(self.data_note)
        form.addRow(self.tr("Chosen"), self.choose)
        form.addRow(self.tr("Nearness by"), self.encoder)
        form.addRow(self.tr("Seed"), self.seed)
        form.addRow(self.given)
        form.addRow(self.tr("Labels"), self.labels)
        form.addRow(self.remark)
        self.count.edited.connect(self.edited)
        self.given.edited.connect(self._edited)
        self.seed.valueChanged.connect(lambda _: self._edited())

    def _ways(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("random", tr("At random"), tr("Any rows of the training split")),
            ("stratified", tr("Stratified"), tr("Each class in turn")),
            ("nearest", tr("Nearest to the input"), tr("Those most alike, as an encoder sees it")),
            ("given", tr("Given below"), tr("Examples that you write")),
        ]

    def _label_ways(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("true", tr("True"), tr("Each example under its own label")),
            ("flipped", tr("Flipped"), tr("Control: each class under the next one's name")),
            ("random", tr("Random"), tr("Control: labels drawn at random")),
        ]

    def _datasets(self) -> list[tuple[str, str, str]]:
        found = self._host.plugins.of(Dataset).values()
        named = [
            (cls.id, contributed(cls.name), contributed(cls.about))
            for cls in found
            if may_be_labelled(cls)
        ]
        return [("", self.tr("None"), self.tr("Examples and labels are written here")), *named]

    def _fill_encoders(self) -> None:
        wanted = self.encoder.currentData() or self._base.encoder
        self.encoder.clear()
        self.encoder.addItem(self.tr("An encoder on this machine"), "")
        for value, words in self._host.models.encoders:
            self.encoder.addItem(words, value)
        show_value(self.encoder, wanted)

    def table(self) -> dict[str, Any]:
        """What is set, as `Shots` takes it."""
        return {
            "count": self.count.value(),
            "choose": self.choose.currentData(),
            "dataset": self.dataset.currentData(),
            "seed": self.seed.value(),
            "labels": self.labels.currentData(),
            "encoder": self.encoder.currentData(),
            "given": self.given.examples(),
        }

    def set_shots(self, shots: Shots) -> None:
        """Show settings, without telling of it."""
        self._base = shots
        self.blockSignals(True)
        show_value(self.choose, shots.choose)
        show_value(self.dataset, shots.dataset)
        show_value(self.labels, shots.labels)
        self._fill_encoders()
        show_value(self.encoder, shots.encoder)
        self.seed.setValue(shots.seed)
        self.given.set_examples(shots.given)
        self._arrange()
        self.count.set_value(shots.count)
        self.blockSignals(False)

    @property
    def summary(self) -> str:
        """In a line: where they come from and how they are chosen."""
        named = not self.has_own_examples and self.dataset.currentData()
        dataset = self.dataset.currentText() if named else ""
        labels = self.labels.currentData()
        control = self.labels.currentText() if labels != "true" else ""
        said = [inside_sentence(self.choose.currentText()), dataset, inside_sentence(control)]
        return " · ".join(filter(None, said))

    @property
    def has_own_examples(self) -> bool:
        """Whether the examples are the user's own."""
        return bool(self.choose.currentData() == "given")

    def _edited(self) -> None:
        self._arrange()
        self.edited.emit()

    def _arrange(self) -> None:
        """Show what matters for this way of choosing; no more given ones than there are."""
        way, labels = self.choose.currentData(), self.labels.currentData()
        self._form.setRowVisible(self.given, self.has_own_examples)
        self._form.setRowVisible(self.encoder, way == "nearest")
        self._form.setRowVisible(self.seed, way in ("random", "stratified") or labels == "random")
        given = len(self.given.examples())
        self.count.slider.setMaximum(min(MANY, given) if self.has_own_examples else MANY)
        self.count.number.setMaximum(given if self.has_own_examples else MOST)
        none = self.has_own_examples and not given
        self.count.slider.setEnabled(not none)
        self.remark.say(self.tr("Write examples first: press Add.") if none else "")
