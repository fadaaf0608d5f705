"""Prompt dialog: which prompt, which model, how many examples."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.plan import Spec
from workbench.core.contracts.inputs import Pictures
from workbench.core.contracts.task import Task
from workbench.core.provider_models import ProviderModel
from workbench.prompting.prompts.template import Prompt
from workbench.ui.comparing import adding
from workbench.ui.host import Host
from workbench.ui.prompting.model_choice import ModelChoice


class PromptDialog(QDialog):
    """``given`` carries an answerer and its name, once for each number of shots."""

    given = Signal(object, str)

    def __init__(
        self,
        host: Host,
        dataset: str,
        task: Task,
        classes: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Prompt a foundation model"))
        self.setMinimumWidth(460)
        self._host = host
        self._dataset = dataset
        self._task = task
        self._classes = classes
        self.prompts = QComboBox()
        self.shots = QLineEdit("0, 4")
        self.models = ModelChoice(host, "compare")
        self._fill()
        self.shots.setToolTip(
            self.tr("Numbers of examples, separated by commas: one model for each")
        )
        form = QFormLayout()
        for label, widget in (
            (self.tr("Prompt"), self.prompts),
            (self.tr("Model"), self.models),
            (self.tr("Examples"), self.shots),
        ):
            widget.setAccessibleName(label)
            form.addRow(label, widget)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.shots.textChanged.connect(lambda _: self._check(self.models.model))
        self.models.chosen.connect(self._check)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self._check(self.models.model)

    def _fill(self) -> None:
        pictures = isinstance(self._task.inputs, Pictures)
        plain = adding.plain_prompt(self._classes, self._dataset, pictures)
        self.prompts.addItem(self.tr("Plain: name the labels"), plain)
        self._host.background.start(
            "compare: prompts",
            lambda _: adding.prompts(),
            self._offer,
            title=self.tr("Reading your prompts"),
        )

    def _offer(self, prompts: list[Prompt]) -> None:
        for prompt in prompts:
            self.prompts.addItem(prompt.name, prompt)
            if prompt.shots.dataset == self._dataset:
                self.prompts.setCurrentIndex(self.prompts.count() - 1)

    def _counts(self) -> list[int]:
        words = self.shots.text().replace(",", " ").split()
        return [int(word) for word in words if word.isdecimal() and int(word) <= 1000]

    def _check(self, model: ProviderModel | None) -> None:
        self.ok.setEnabled(model is not None and bool(self._counts()))

    def _accept(self) -> None:
        model = self.models.model
        if model is None:
            return
        for count in dict.fromkeys(self._counts()):
            prompt = adding.prompt_for(
                self.prompts.currentData(), self._dataset, self._classes, count
            )
            shots = self.tr("1 example") if count == 1 else self.tr("{0} examples").format(count)
            self.given.emit(Spec(prompt=prompt, model=str(model)), f"{model.name}, {shots}")
        self.accept()
