"""The widget: the prompt at the left; one input, a dataset and the history at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.ui import (
    AnswerColumns,
    AnsweredPrompt,
    BatchPanel,
    HistoryPanel,
    Host,
    LocalOnlySwitch,
    PricesDialog,
    PromptForm,
    PromptMaterial,
    PromptMenu,
)

# Something to ask with the prompts that ship, so that Run says something at once.
INPUTS = {
    "question": "Why is the sky blue?",
    "translate": "Katze",
    "spam": "You have won a prize! Call now to claim it.",
}


class PromptPlayground(QWidget):
    """The form says what is asked; the tabs ask it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.form = PromptForm(host)
        self.material = PromptMaterial(host, self)
        self._name = ""
        self.one = AnswerColumns(host, self.form, self.material)
        self.history = HistoryPanel(host)
        self.batch = BatchPanel(host, self.form)
        self.menu = PromptMenu(host, self.form)
        self.local_only = LocalOnlySwitch(host)
        self.prices = QPushButton(self.tr("Prices…"))
        self.tabs = QTabWidget()
        self._build()
        self._connect()
        self._suggest()

    def _build(self) -> None:
        self.prices.setToolTip(self.tr("What services charge for a million tokens"))
        low = QHBoxLayout()
        low.setContentsMargins(0, 0, 8, 0)  # as far as the form above
        low.addWidget(self.local_only)
        low.addStretch(1)
        low.addWidget(self.prices)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self.menu)
        column.addWidget(self.form, 1)
        column.addLayout(low)
        left.setMinimumWidth(250)
        self.tabs.addTab(self.one, self.tr("One input"))
        self.tabs.addTab(self.batch, self.tr("A dataset"))
        self.tabs.addTab(self.history, self.tr("History"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(10)
        splitter.addWidget(left)
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([320, 700])
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 10, 8)
        row.addWidget(splitter)

    def _connect(self) -> None:
        self.form.show_material(self.material)
        self.form.changed.connect(self._suggest)
        self.one.asked.connect(self.history.add)
        self.one.models_changed.connect(self._models_changed)
        self.batch.model_changed.connect(self._models_changed)
        self.tabs.currentChanged.connect(self._models_changed)
        self.history.restored.connect(self._restore)
        self.prices.clicked.connect(self._show_prices)
        keys = (("Ctrl+Return", self._run), ("Ctrl+Enter", self._run), ("Escape", self._stop))
        for sequence, act in keys:
            # In the form they mean the tab in sight, which has its own.
            shortcut = QShortcut(QKeySequence(sequence), self.form)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._models_changed()

    def _run(self) -> None:
        if self.tabs.currentWidget() is self.one:
            self.one.run()
        elif self.tabs.currentWidget() is self.batch:
            self.batch.start()

    def _stop(self) -> None:
        if self.tabs.currentWidget() is self.one:
            self.one.stop()
        elif self.tabs.currentWidget() is self.batch:
            self.batch.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """The history is read when it may be looked at for the first time."""
        super().showEvent(event)
        self.history.refresh()

    def _models_changed(self, *_: object) -> None:
        """The form says what the models of the tab in sight can do."""
        one = self.batch.models.model
        batch = [one] if one is not None else []
        in_batch = self.tabs.currentWidget() is self.batch
        self.form.show_models(batch if in_batch else self.one.models)

    def _suggest(self) -> None:
        """With another example prompt comes its input, unless one's own stands there."""
        prompt = self.form.prompt()
        if prompt is None or prompt.name == self._name:
            return
        before = INPUTS.get(self._name, "")
        self._name = prompt.name
        row = self.one.input.row()
        mine = row is not None and (row.text != before or bool(row.images or row.split))
        if not mine and prompt.name in INPUTS:
            self.one.input.set_text(INPUTS[prompt.name])

    def _restore(self, question: AnsweredPrompt) -> None:
        """Take a question of the history up again."""
        self._name = question.prompt.name
        self.menu.open_prompt(question.prompt)
        self.one.restore(question)
        self.tabs.setCurrentWidget(self.one)

    def _show_prices(self) -> None:
        PricesDialog(self._host, self).open()
