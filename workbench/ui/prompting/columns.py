"""Columns: one input, asked of several models or with several prompts, side by side."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.core.provider_models import ProviderModel
from workbench.prompting.difference import Difference, difference
from workbench.prompting.prompts.rows import Row
from workbench.ui.host import Host
from workbench.ui.prompting.column import AnsweredPrompt, PromptColumn
from workbench.ui.prompting.fields import Remark
from workbench.ui.prompting.input_panel import InputPanel
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.prompt_form import PromptForm
from workbench.ui.prompting.rendered import Rendered
from workbench.ui.prompting.section import Section

MOST = 4
COLOURED = "prompt: coloured"
COMPARING = "prompt: compare"
# What a prompt is shown with while there is no input.
_NOTHING = Row()


class AnswerColumns(QWidget):
    """The input above, one to four columns below; Ctrl+Return runs all, Escape stops all.

    ``asked`` carries an `AnsweredPrompt` for every answer, ``models_changed`` tells that another
    model is chosen in one of the columns.
    """

    asked = Signal(object)
    models_changed = Signal()

    def __init__(
        self, host: Host, form: PromptForm, material: PromptMaterial, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._form = form
        self._material = material
        self.columns: list[PromptColumn] = []
        self.input = InputPanel(host, "prompt: input")
        self.rendered = Rendered(host)
        self.fold = Section(self.tr("Rendered prompt"), self.rendered)
        self.run_button = QPushButton()
        self.stop_button = QPushButton(self.tr("Stop"))
        self.add_button = QPushButton(self.tr("Add column"))
        self.compare = QCheckBox(self.tr("Mark differences"))
        self.pair = QComboBox()
        self.alike = QLabel()
        self.remark = Remark("muted")
        self._row = QHBoxLayout()
        # When what was shown or hidden is laid out.
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fit)
        self._build()
        self._connect()
        self.add_column()
        self._changed_input()

    # How it is laid out

    def _build(self) -> None:
        self.run_button.setProperty("role", "primary")
        self.run_button.setToolTip(self.tr("Ctrl+Return"))
        self.stop_button.setToolTip(self.tr("Escape"))
        self.stop_button.setEnabled(False)
        self.add_button.setToolTip(self.tr("Ask another model, or with another prompt, beside it"))
        self.compare.setToolTip(self.tr("Underline the words that only one of two answers has"))
        self.pair.setAccessibleName(self.tr("Which two answers are compared"))
        self.alike.setProperty("role", "muted")
        self.rendered.setMinimumHeight(150)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._upper())
        splitter.addWidget(self._lower())
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(splitter)
        self._splitter = splitter

    def _upper(self) -> QWidget:
        inside = self._inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        column.addWidget(self.input, 1)
        column.addWidget(self.fold)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(110)
        return scroll

    def _lower(self) -> QWidget:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for button in (self.run_button, self.stop_button, self.add_button):
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self.compare)
        tools.addWidget(self.pair)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(200)
        low = QWidget()
        column = QVBoxLayout(low)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addWidget(self.remark)
        column.addWidget(self.alike)
        column.addWidget(scroll, 1)
        return low

    def _connect(self) -> None:
        self.run_button.clicked.connect(self.run)
        self.stop_button.clicked.connect(self.stop)
        self.add_button.clicked.connect(lambda: self.add_column())
        self.compare.toggled.connect(lambda _: self._compare())
        self.pair.activated.connect(lambda _: self._compare())
        self.input.changed.connect(self._changed_input)
        self.input.kind.activated.connect(lambda _: self._refit.start())
        self.fold.button.toggled.connect(self._fold)
        self.rendered.shots_wanted.connect(self._show_fewer)
        self._form.changed.connect(self._changed_input)
        self._material.changed.connect(self._material_changed)
        run, stop = self.tr("Run the prompt"), self.tr("Stop")
        for sequence, act, words in (
            ("Ctrl+Return", self.run, run),
            ("Ctrl+Enter", self.run, run),
            ("Escape", self.stop, stop),
        ):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(act)

    # Columns

    def add_column(self) -> PromptColumn | None:
        """One more, up to four."""
        if len(self.columns) >= MOST:
            return None
        taken = {column.objectName() for column in self.columns}
        key = next(k for n in range(MOST) if (k := f"prompt {n + 1}") not in taken)
        column = PromptColumn(self._host, self._form.prompt, self._material, key)
        column.setObjectName(key)
        column.view.colour.setChecked(self._host.settings.layout.get(COLOURED) == "yes")
        column.changed.connect(self._changed_column)
        column.asked.connect(self.asked)
        column.unwanted.connect(lambda: self.remove_column(column))
        column.models.chosen.connect(lambda _: self._model_chosen())
        column.view.colour.toggled.connect(self._colour)
        column.show_input(self.input.row(), self.input.dataset)
        self.columns.append(column)
        self._row.addWidget(column, 1)
        column.show()
        self._arrange()
        return column

    def remove_column(self, column: PromptColumn) -> None:
        """Stop it and take it away; one stays."""
        if len(self.columns) > 1 and column in self.columns:
            column.stop()
            self.columns.remove(column)
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
            self._arrange()

    @property
    def models(self) -> list[ProviderModel]:
        """The models that are chosen."""
        return [column.models.model for column in self.columns if column.models.model is not None]

    @property
    def running(self) -> bool:
        """Whether any answer is awaited."""
        return any(column.running for column in self.columns)

    def _arrange(self) -> None:
        several = len(self.columns) > 1
        for column in self.columns:
            column.set_alone(not several)
        self.add_button.setEnabled(len(self.columns) < MOST)
        self.run_button.setText(self.tr("Run all") if several else self.tr("Run"))
        self.compare.setVisible(several)
        self.pair.setVisible(len(self.columns) > 2)
        self.pair.clear()
        for one, other in combinations(range(len(self.columns)), 2):
            self.pair.addItem(self.tr("{n} and {m}").format(n=one + 1, m=other + 1), (one, other))
        self._changed_column()
        self.models_changed.emit()

    def _model_chosen(self) -> None:
        self.models_changed.emit()
        self._render()

    def _colour(self, on: bool) -> None:
        """All columns show the same."""
        layout = self._host.settings.layout
        self._host.settings.layout = {**layout, COLOURED: "yes" if on else ""}
        for column in self.columns:
            column.view.colour.setChecked(on)

    # Input and prompt

    def _changed_input(self) -> None:
        """Input or prompt are others now."""
        row, dataset = self.input.row(), self.input.dataset
        if (prompt := self._form.prompt()) is not None:
            self._material.want(prompt, dataset)
        for column in self.columns:
            column.show_input(row, dataset)
        self.remark.say("")
        self._render()

    def _material_changed(self) -> None:
        self.input.show_material(self._material)
        self._render()

    def _fit(self) -> None:
        """The input has the room it needs, up to a half; the answers have the rest."""
        whole = self._splitter.height()
        wanted = min(self._inside.sizeHint().height() + 4, whole // 2)
        self._splitter.setSizes([wanted, whole - wanted])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refit.start()

    def _fold(self, _: bool) -> None:
        self._refit.start()
        self._render()

    def _render(self) -> None:
        """Only what is in sight: to count tokens a model is loaded."""
        if self.fold.is_open and self.columns:
            row, model = self.input.row(), self.columns[0].models.model
            self.rendered.show_prompt(self._form.prompt(), row or _NOTHING, self._material, model)

    def _show_fewer(self, count: int) -> None:
        if (prompt := self._form.prompt()) is not None:
            self._form.set_prompt(prompt.with_shots(count=count))

    # Asking

    def run(self) -> None:
        """Ask in all columns."""
        if self.input.row() is None:
            self.remark.say(self.input.why_none())
            return
        self.remark.say("")
        for column in self.columns:
            column.run()

    def stop(self) -> None:
        """Stop in all columns."""
        for column in self.columns:
            column.stop()

    def _changed_column(self) -> None:
        running = self.running
        before, after = self.run_button, self.stop_button
        if not running:
            before, after = after, before
        after.setEnabled(True)
        if before.hasFocus():  # or it would go on to whatever stands next
            after.setFocus()
        before.setEnabled(False)
        self._compare()

    # Differences

    def _compare(self) -> None:
        """Mark what two answers do not share, once both are there."""
        for column in self.columns:
            column.view.mark(())
        self.alike.hide()
        self._host.background.cancel(COMPARING)
        chosen = self.pair.currentData()
        if not self.compare.isChecked() or chosen is None or self.compare.isHidden():
            return
        told = [self.columns[place].view.told for place in chosen]
        if None in told:
            return
        left, right = (each.reply.text for each in told if each is not None)
        self._host.background.start(
            COMPARING,
            lambda _: (chosen, difference(left, right)),
            self._show_difference,
            title=self.tr("Comparing answers"),
        )

    def _show_difference(self, result: tuple[tuple[int, int], Difference]) -> None:
        (one, other), apart = result
        self.columns[one].view.mark(apart.only_first)
        self.columns[other].view.mark(apart.only_second)
        self.alike.setText(
            self.tr("{share} of the words are the same at the same place").format(
                share=f"{apart.alike:.0%}"
            )
        )
        self.alike.show()

    # What was asked before

    def restore(self, exchange: AnsweredPrompt) -> None:
        """Take a question up again: its input and its model, and its answer in the first column.

        The prompt is the form's.
        """
        self.stop()
        self.input.set_row(exchange.row)
        first = self.columns[0]
        first.prompts.use_form()
        first.models.choose(exchange.answer.model)
        first.show_answer(exchange.answer)
