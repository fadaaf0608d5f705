"""RowInput: a row of a dataset to ask about, by its number, the next one or any."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.dataset import Dataset
from workbench.prompting.prompts.rows import Labelled, Row, may_be_labelled, row
from workbench.ui.forms.spin import SpinBox
from workbench.ui.host import Host
from workbench.ui.long_text import LongText
from workbench.ui.prompting.fields import Remark, choice, show_value
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.picture_input import PicturePreview
from workbench.ui.translation import contributed

SIDE = 112


class RowInput(QWidget):
    """Shows the row and its true label; ``dataset`` is the one that is wanted."""

    changed = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Labelled | None = None
        self.row: Row | None = None
        self.dataset = choice(self.tr("Dataset of the input"), _datasets(host), self.changed.emit)
        self.split = choice(self.tr("Split"), self._splits(), self._pick)
        self.number = SpinBox()
        self.truth = QLabel()
        self.remark = Remark("muted")
        self.next = QPushButton(self.tr("Next"))
        self.any = QPushButton(self.tr("Random"))
        self.text = LongText()
        self.preview = PicturePreview(SIDE)
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.number.setAccessibleName(self.tr("Number of the row"))
        self.number.setPrefix(self.tr("row "))
        self.number.setMinimumWidth(96)
        self.next.setAccessibleName(self.tr("Next row"))
        self.any.setAccessibleName(self.tr("Random row"))
        self.text.setAccessibleName(self.tr("Text of the row"))
        self.text.setTabChangesFocus(True)
        self.truth.setAccessibleName(self.tr("True label"))
        self.truth.setWordWrap(True)
        self.truth.setTextFormat(Qt.TextFormat.PlainText)
        self.dataset.setMinimumContentsLength(8)
        self.split.setMinimumContentsLength(6)
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.preview)
        head, low = QHBoxLayout(), QHBoxLayout()
        for widget in (self.dataset, self.split):
            head.addWidget(widget, 1)
        for button in (self.number, self.next, self.any):
            low.addWidget(button)
        low.addWidget(self.truth, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(low)
        column.addWidget(self.stack, 1)
        column.addWidget(self.remark)
        self.number.valueChanged.connect(lambda _: self._pick())
        self.next.clicked.connect(lambda: self.number.setValue((self.number.value() + 1) % self._n))
        self.any.clicked.connect(lambda: self.number.setValue(random.randrange(self._n)))

    def _splits(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("test", tr("Test split"), tr("Rows that are never shots")),
            ("train", tr("Training split"), tr("Rows that may serve as shots")),
        ]

    @property
    def _n(self) -> int:
        if self._data is None:
            return 0
        is_test = self.split.currentData() == "test"
        return len(self._data.test if is_test else self._data.train)

    def show_material(self, material: PromptMaterial) -> None:
        """Show a row of the dataset that has come, or why there is none."""
        if material.dataset:
            show_value(self.dataset, material.dataset)
        if material.loading and material.data is None:
            self._say(self.tr("Loading the dataset…"))
        elif material.data is None:
            words = self.tr("Choose a dataset.")
            self._say(str(material.problem) if material.problem else words)
        elif material.data is not self._data:
            self._data = material.data
            self.number.blockSignals(True)
            self.number.setValue(0)
            self.number.blockSignals(False)
            self._pick()

    def _say(self, message: str) -> None:
        self._data = None
        self._pick()
        self.remark.say(message)

    def _pick(self) -> None:
        n, before = self._n, self.row
        for widget in (self.number, self.next, self.any):
            widget.setEnabled(n > 0)
        self.stack.setVisible(n > 0)
        self.remark.say("")
        self.number.blockSignals(True)
        self.number.setRange(0, max(0, n - 1))
        self.number.blockSignals(False)
        self.row = None
        if self._data is not None and n:
            self.row = row(self._data, self.split.currentData(), self.number.value())
        self._show(self.row)
        if self.row != before:
            self.changed.emit()

    def _show(self, picked: Row | None) -> None:
        self.truth.setText(
            self.tr("True label: {label}").format(label=picked.label) if picked else ""
        )
        self.truth.setVisible(picked is not None)
        if picked is None:
            return
        if picked.images:
            self.preview.show_png(picked.images[0])
            self.stack.setCurrentWidget(self.preview)
        else:
            self.text.setPlainText(picked.text)
            self.stack.setCurrentWidget(self.text)


def _datasets(host: Host) -> list[tuple[str, str, str]]:
    found = host.plugins.of(Dataset).values()
    return [
        (cls.id, contributed(cls.name), contributed(cls.about))
        for cls in found
        if may_be_labelled(cls)
    ]
