"""DemonstrationPart: a demonstration as a page: prompts, answers as they come, what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.prompting.icl.demonstrations import (
    Answered,
    Condition,
    ConditionResult,
    Demonstration,
    DemonstrationPrompt,
    DemonstrationRun,
)
from workbench.prompting.icl.verdicts import sentences
from workbench.prompting.prompts.requests import request_text
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host
from workbench.ui.plots.placeholder import Panel
from workbench.ui.prompting.answers_table import AnswersTable
from workbench.ui.prompting.demonstrating import Demonstrating
from workbench.ui.prompting.prompt_row import PromptRow
from workbench.ui.translation import contributed

Make = Callable[[BackgroundJob], Demonstration]


class DemonstrationPart(QWidget):
    """What every demonstration looks like; subclasses say what is asked, and draw the figures.

    They call `want` when what is to be asked has changed, and implement `draw`.

    Parameters
    ----------
    key
        Unique among the host's tasks.
    about
        A sentence or two on what is seen here.
    """

    def __init__(self, host: Host, key: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = key
        self.demonstration: Demonstration | None = None
        self.shown: DemonstrationRun | None = None
        self._given: dict[tuple[int, int], DemonstrationPrompt] = {}
        self.asking = Demonstrating(host, f"{key}: ask", self)
        self.about = QLabel(about)
        self.said = QLabel()
        self.status = QLabel()
        self.run_button = QPushButton()
        self.progress = QProgressBar()
        self.prompts = PromptRow()
        self.answers = AnswersTable(host.theme)
        self.controls = QHBoxLayout()
        self.figures = QVBoxLayout()
        self._build()
        self._connect()
        self._set_running(False)

    # What subclasses change

    def draw(self) -> None:
        """Draw the figures of `results`."""

    def columns(self) -> list[tuple[int, str]]:
        """Which conditions are shown side by side, by number, and what each is called there."""
        found = self.demonstration.conditions if self.demonstration else ()
        return [(number, contributed(condition.name)) for number, condition in enumerate(found)]

    def headings(self) -> list[str]:
        """What the columns are called in the table, where there is little room."""
        return [name for _, name in self.columns()]

    # What subclasses use

    def want(self, make: Make | None, title: str = "", message: str = "") -> None:
        """Show what ``make`` makes, in a task; without it, why there is nothing."""
        self.asking.drop()
        self._forget()
        self.demonstration = None
        self._host.background.cancel(f"{self._key}: make")
        self._set_running(False)
        if make is None:
            self.panel.say(title, message)
            return
        self.panel.say(self.tr("Making the prompts…"))
        self._host.background.start(
            f"{self._key}: make",
            make,
            self._on_prompts_ready,
            self._cannot,
            title=self.tr("Preparing a demonstration"),
        )

    def results(self) -> list[ConditionResult]:
        """Every condition with the answers so far."""
        found = self.demonstration.conditions if self.demonstration else ()
        return [self._result(number, condition) for number, condition in enumerate(found)]

    def show_columns(self) -> None:
        """Write prompts and table again: other conditions stand side by side."""
        if self.demonstration is None:
            return
        conditions = self.demonstration.conditions
        chosen = [(conditions[number], name) for number, name in self.columns()]
        first = [(name, request_text(c.questions[0].request).strip("\n")) for c, name in chosen]
        self.prompts.show_prompts(first)
        self.answers.show_conditions([c for c, _ in chosen], self.headings())
        self._show_answers(list(self._given))

    # Building

    def _build(self) -> None:
        for label, role in ((self.about, "muted"), (self.status, "muted"), (self.said, "verdict")):
            label.setWordWrap(True)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setAccessibleName(self.tr("What was seen"))
        self.run_button.setProperty("role", "primary")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Answers so far"))
        self.panel = Panel(self._content())
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addLayout(self.controls, 1)
        top.addWidget(self.run_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)  # it may lie beside a scroll bar
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addLayout(top)
        column.addWidget(self.progress)
        column.addWidget(self.panel, 1)

    def _content(self) -> QWidget:
        right = QWidget()
        right.setObjectName("scrolled")
        self.figures.setSpacing(8)
        inside = QVBoxLayout(right)
        inside.setContentsMargins(6, 0, 6, 0)
        inside.setSpacing(10)
        inside.addLayout(self.figures)
        inside.addWidget(self.said)
        inside.addWidget(self.status)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(right)
        scroll.setMinimumWidth(280)
        low = QSplitter(Qt.Orientation.Horizontal)
        low.setChildrenCollapsible(False)
        low.addWidget(self.answers)
        low.addWidget(scroll)
        low.setSizes([560, 400])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setChildrenCollapsible(False)
        whole.addWidget(self.prompts)
        whole.addWidget(low)
        whole.setSizes([150, 300])
        return whole

    def _connect(self) -> None:
        self.run_button.clicked.connect(self.run_or_stop)
        self.asking.answered.connect(self._answered)
        self.asking.moved.connect(self._moved)
        self.asking.ended.connect(self._ended)
        self.asking.failed.connect(self._failed)
        for keys, act, words in (
            ("Ctrl+Return", self._run, self.tr("Run the demonstration")),
            ("Escape", self.asking.stop, self.tr("Stop the demonstration")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(act)

    # Running

    def run_or_stop(self) -> None:
        """Ask everything, or stop that."""
        if self.asking.running:
            self.asking.stop()
        else:
            self._run()

    def _run(self) -> None:
        if self.demonstration is None or self.asking.running:
            return
        self._forget()
        self.show_columns()
        self._set_running(True)
        self.draw()
        self.asking.start(self.demonstration)

    def _on_prompts_ready(self, demonstration: Demonstration) -> None:
        self.demonstration = demonstration
        self.show_columns()
        self.draw()
        self.panel.show_content()
        place = demonstration.model.destination
        words = self.tr("{0} questions in all. Press Run, or Ctrl+Return.")
        if place:
            words = self.tr("{0} questions in all. Press Run to send them to {1}.")
        self.status.setText(words.format(f"{len(demonstration):,}", place))
        self._set_running(False)

    def _cannot(self, error: WorkbenchError) -> None:
        self.panel.say(error.message, error.remedy)
        self._set_running(False)

    def _answered(self, events: list[Answered]) -> None:
        for event in events:
            self._given[event.condition, event.row] = event.answer
        self._show_answers([(event.condition, event.row) for event in events])
        self.draw()

    def _moved(self, done: int, total: int) -> None:
        if self.asking.running:
            self.progress.setRange(0, max(1, total))
            self.progress.setValue(done)
            self.status.setText(self.tr("{0} of {1} answers").format(f"{done:,}", f"{total:,}"))

    def _ended(self, report: DemonstrationRun) -> None:
        self.shown = report
        self._set_running(False)
        self.said.setText("\n\n".join(sentences(report)))
        outcome = report.outcome
        done = sum(result.accuracy.total for result in report.results)
        known = max(0, done - outcome.requested)
        text = self.tr("{0} answers.").format(f"{done:,}")
        if known:
            words = self.tr("{0} answers, {1} of them known from before.")
            text = words.format(f"{done:,}", f"{known:,}")
        self.status.setText(f"{outcome.summary} {outcome.remedy} {text}".strip())
        self.draw()

    def _failed(self, error: WorkbenchError) -> None:
        self._set_running(False)
        self.status.setText(str(error))
        self._host.notices.error(error)

    def _set_running(self, on: bool) -> None:
        self.run_button.setText(self.tr("Stop") if on else self.tr("Run"))
        keys = self.tr("Escape") if on else self.tr("Ctrl+Return")
        self.run_button.setToolTip(keys)
        self.run_button.setEnabled(on or self.demonstration is not None)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.setVisible(on)

    # What is shown

    def _forget(self) -> None:
        self._given = {}
        self.shown = None
        self.said.clear()
        self.status.clear()
        self.progress.setValue(0)

    def _result(self, number: int, condition: Condition) -> ConditionResult:
        rows = range(len(condition.questions))
        return ConditionResult(condition, tuple(self._given.get((number, row)) for row in rows))

    def _show_answers(self, cells: Sequence[tuple[int, int]]) -> None:
        column_of = {number: column for column, (number, _) in enumerate(self.columns())}
        for number, row in cells:
            if number in column_of:
                self.answers.show_answer(row, column_of[number], self._given[number, row])
