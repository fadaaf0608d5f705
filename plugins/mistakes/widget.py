"""The gallery or list of mistakes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench import Data, Evaluated, Number, WorkbenchError
from workbench.ui import (
    ExampleGallery,
    Host,
    Panel,
    RunData,
    RunState,
    SplitBox,
    mistake_item,
    mistakes_in,
)


class MistakesWidget(QWidget):
    """The kept mistakes of the latest evaluation, worst first."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run_data = RunData(host, "mistakes")
        self._state = RunState()
        self._data: Data | None = None
        self._data_run = ""
        self._shown: Evaluated | None = None
        self.examples = ExampleGallery(host, self.tr("Worst mistakes"))
        self.gallery = self.examples.gallery
        self.texts = self.examples.texts
        self._split = SplitBox()
        self._said = QLabel()
        self._said.setProperty("role", "muted")
        self._panel = Panel(self._pane())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(220, 240)
        self._split.chosen.connect(self._refresh)
        self.show_run(RunState())

    def _pane(self) -> QWidget:
        pane = QWidget()
        row = QHBoxLayout()
        row.addWidget(self._split)
        row.addWidget(self._said, 1)
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(row)
        column.addWidget(self.examples, 1)
        return pane

    def show_run(self, state: RunState) -> None:
        """Show the mistakes of a run's latest evaluation."""
        other = state.run != self._state.run
        self._state = state
        if other:
            self._split.forget()
        self._refresh()

    def _refresh(self) -> None:
        every = self._state.evaluations.items()
        held_out = {s: e for s, e in every if s != "train" and e.mistakes is not None}
        evaluated = self._split.choose_from(held_out)
        if evaluated is None:
            self._shown = None
            self._panel.say(*self._nothing())
            return
        if self._data_run != self._state.run:
            self._data = None
            self._data_run = self._state.run
            self._shown = None
            self._run_data.request(self._state.run, self._data_came, self._data_failed)
        if self._data is None:
            if self._shown is None:
                self._panel.say(self.tr("Loading the examples…"))
        elif evaluated is not self._shown:
            self._show(evaluated, self._data)

    def _show(self, evaluated: Evaluated, data: Data) -> None:
        self._shown = evaluated
        items = tuple(mistake_item(mistake, data) for mistake in mistakes_in(evaluated, data))
        if not items:
            self._panel.say(
                self.tr("No mistakes"),
                self.tr("Every row that was measured is predicted correctly."),
            )
            return
        self.examples.set_items(items, data)
        self._said.setText(self._heading(len(items), data))
        self._said.setWordWrap(True)
        self._panel.show_content()

    def _heading(self, count: int, data: Data) -> str:
        if isinstance(data.target, Number):
            return self.tr("The {0} largest errors (true → predicted)").format(count)
        if count == 1:
            return self.tr("1 mistake (true → predicted)")
        if data.target.classes:
            words = self.tr("{0} mistakes, most confident first (true → predicted)")
            return words.format(count)
        return self.tr("{0} mistakes, worst first (true → predicted)").format(count)

    def _data_came(self, data: Data) -> None:
        self._data = None if data.target.per_token else data
        self._refresh()

    def _data_failed(self, error: WorkbenchError) -> None:
        self._panel.say(error.message, error.remedy)

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("What will it get wrong?"), self.tr(
                "Train, and its most confident mistakes appear here."
            )
        if self._state.live:
            return self.tr("Not measured yet"), self.tr(
                "Shown after the first evaluation (one per epoch)."
            )
        return self.tr("This run was not evaluated"), self.tr("It ended before an evaluation.")
