"""AnswerView: an answer from the first moment to the last: loading, text, figures, or an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.answer import Piece
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.provider_models import ProviderModel
from workbench.prompting.difference import Span
from workbench.prompting.reasoning import Separator
from workbench.prompting.scored_response import ScoredResponse
from workbench.ui.host import Host
from workbench.ui.plots.placeholder import Panel
from workbench.ui.plots.plot_actions import add_plot_actions
from workbench.ui.prompting.answer_text import AnswerText
from workbench.ui.prompting.badge import Badge
from workbench.ui.prompting.chances import Legend
from workbench.ui.prompting.figures import AnswerMark, Figures
from workbench.ui.prompting.reasoning_view import ReasoningView

State = Literal["empty", "loading", "writing", "done", "failed"]


class Trouble(QFrame):
    """What went wrong, what to do about it, and a button that tries again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.message = QLabel(wordWrap=True)
        self.remedy = QLabel(wordWrap=True)
        self.message.setProperty("role", "error")
        self.remedy.setProperty("role", "muted")
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        for label in (self.message, self.remedy):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(selectable)
        self.again = QPushButton(self.tr("Try again"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.message)
        column.addWidget(self.remedy)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def say(self, error: WorkbenchError) -> None:
        """Show an error."""
        self.message.setText(error.message)
        self.remedy.setText(error.remedy)
        self.remedy.setVisible(bool(error.remedy))
        self.setAccessibleName(str(error))
        self.show()


class AnswerView(QWidget):
    """Shows one answer; ``again`` is for its owner to ask once more.

    `begin` when it is asked for, `grow` with each piece, then `end` or `fail`. Between `end` and
    the next `begin`, ``told`` is what was shown.
    """

    again = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.state: State = "empty"
        self.told: ScoredResponse | None = None
        self._offers_chances = False
        self.text = AnswerText(host.theme)
        add_plot_actions(host, self.text)
        # It has a menu of its own, which takes these in.
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.reasoning = ReasoningView()
        self._separator = Separator()
        self.panel = Panel(self.text)
        self.trouble = Trouble()
        self.verdict = AnswerMark()
        self.figures = Figures()
        self.badge = Badge()
        self.pointed = QLabel()
        self.legend = Legend(host.theme)
        self.colour = QCheckBox(self.tr("Colour by probability"))
        self.copy = QToolButton()
        self._build()
        self.clear()

    def _build(self) -> None:
        self.pointed.setProperty("role", "muted")
        self.pointed.setTextFormat(Qt.TextFormat.PlainText)
        self.pointed.setWordWrap(True)
        self.colour.setToolTip(self.tr("Colour each token by how likely it was for the model"))
        self.copy.setText(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the answer"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.colour)
        row.addStretch(1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.reasoning)
        column.addWidget(self.panel, 1)
        column.addWidget(self.trouble)
        column.addWidget(self.verdict)
        column.addWidget(self.figures)
        column.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.pointed)
        column.addWidget(self.legend)
        column.addLayout(row)
        self.text.pointed.connect(self._point)
        self.colour.toggled.connect(self._colour)
        self.copy.clicked.connect(self._copy)
        self.trouble.again.clicked.connect(self.again)

    # What is shown

    def clear(self, title: str = "", message: str = "") -> None:
        """Show no answer, but words on how to get one."""
        self._start("empty")
        self.panel.say(title or self.tr("No answer yet"), message)

    def begin(self, model: ProviderModel) -> None:
        """An answer was asked for."""
        self._start("loading")
        self.badge.show_destination(model.destination)
        if model.destination:
            words = self.tr("Waiting for {host}…").format(host=model.destination)
        else:
            words = self.tr("Loading {model}…").format(model=model.name)
        self.panel.say(words, self.tr("Escape stops."))

    def grow(self, pieces: Sequence[Piece]) -> None:
        """Some of it has come."""
        if self.state == "loading":
            self.state = "writing"
            self.figures.setText(self.tr("Writing…"))
        answer: list[Piece] = []
        for piece in pieces:
            implied = self._separator.implied
            known = self._separator.feed(piece)
            if self._separator.implied > implied:
                # What was taken for the answer was reasoning whose beginning lies in the prompt.
                self.reasoning.add([self.text.raw_text, *(each.text for each in answer)])
                self.text.begin()
                answer = []
            self.reasoning.add(each.text for each in known if each.reasoning)
            answer += [each for each in known if not each.reasoning]
        self.text.add(answer)
        if self.text.raw_text.strip():
            self.panel.show_content()
        else:
            self.panel.say(self.tr("Reasoning…"), self.tr("Escape stops."))
        self._show_tools()

    def end(self, answer: ScoredResponse) -> None:
        """All of it is there: it ended, was stopped, or was known before."""
        if self.state != "writing" or self.text.raw_text != answer.reply.text:
            self.text.show_answer(answer.reply.text, answer.reply.tokens)
        if self.reasoning.reasoning.strip() != answer.reply.reasoning:
            self.reasoning.show_reasoning(answer.reply.reasoning)
        self.state = "done"
        self.told = answer
        if answer.reply.text:
            self.panel.show_content()
        elif answer.reply.is_reasoning_only:
            words = self.tr("Raise the maximum of tokens so that the model can finish.")
            self.panel.say(self.tr("The model only reasoned and gave no answer"), words)
        else:
            self.panel.say(self.tr("An empty answer"))
        self.trouble.hide()
        self.verdict.show_answer(answer if answer.reply.finish else None)
        self.figures.show_answer(answer)
        self.badge.show_destination(answer.destination)
        self._show_tools()

    def fail(self, error: WorkbenchError) -> None:
        """It did not come, or broke off; what was read stays."""
        self.state = "failed"
        if not self.text.raw_text:
            self.panel.say(self.tr("No answer"))
        self.figures.setText("")
        self.trouble.say(error)
        self._show_tools()

    def offer_chances(self, on: bool) -> None:
        """Whether the next answer can be asked for with its tokens' chances."""
        self._offers_chances = on
        self._show_tools()

    def mark(self, spans: Sequence[Span]) -> None:
        """Underline where it differs from another answer."""
        self.text.mark(spans)

    def _start(self, state: State) -> None:
        self.state = state
        self.told = None
        self.text.begin()
        self.reasoning.begin()
        self._separator = Separator()
        self.trouble.hide()
        self.verdict.show_answer(None)
        self.figures.setText("")
        self.figures.setToolTip("")
        self.badge.show_destination(None)
        self._show_tools()

    def _show_tools(self) -> None:
        """Only what there is something to do with."""
        known = self.text.has_chances
        self.copy.setVisible(bool(self.text.raw_text))
        self.colour.setVisible(known or self._offers_chances)
        self.legend.setVisible(known and self.colour.isChecked())
        self.pointed.setVisible(known and bool(self.pointed.text()))
        self.figures.setVisible(bool(self.figures.text()))

    def _point(self, sentence: str) -> None:
        self.pointed.setText(sentence)
        self._show_tools()

    def _colour(self, on: bool) -> None:
        self.text.set_coloured(on)
        self._show_tools()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.raw_text)
