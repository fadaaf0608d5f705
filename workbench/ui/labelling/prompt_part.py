"""Prompt part: the model a prompt is put to, what that takes, and the asking itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.labelling import prompt_votes
from workbench.labelling.functions import Function, Votes
from workbench.prompting import prices
from workbench.prompting.forecast import Forecast
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.forms.spin import DoubleSpinBox
from workbench.ui.host import Host
from workbench.ui.labelling.asking import PromptLabelling, loader
from workbench.ui.labelling.work import LabellingState
from workbench.ui.prompting.fields import Remark
from workbench.ui.prompting.model_choice import ModelChoice

KEY = "label: forecast"


class PromptPart(QWidget):
    """``changed`` tells of another model, ``wanted`` that the function is to be asked.

    Rows are asked about on a button only: it may cost money.
    """

    changed = Signal()
    wanted = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._work: LabellingState | None = None
        self._function: Function | None = None
        self.models = ModelChoice(host, "label")
        self.asking = PromptLabelling(host, self)
        self.forecast = QLabel(wordWrap=True)
        self.problem = Remark("error")
        self.ceiling = DoubleSpinBox()
        self.bar = QProgressBar()
        self.apply = QPushButton(self.tr("Ask about all rows"))
        self.pause = QPushButton(self.tr("Pause"))
        self.stop = QPushButton(self.tr("Stop"))
        self._build()
        self._connect()

    def _build(self) -> None:
        tr = self.tr
        self.forecast.setProperty("role", "muted")
        self.ceiling.setRange(0, 1_000_000)
        self.ceiling.setDecimals(2)
        self.ceiling.setSingleStep(0.1)
        self.ceiling.setPrefix("$ ")
        self.ceiling.setSpecialValueText(tr("no limit"))
        self.ceiling.setAccessibleName(tr("Cost limit"))
        self.bar.setAccessibleName(tr("Rows asked about"))
        self.bar.setTextVisible(False)
        buttons = QHBoxLayout()
        for widget in (self.ceiling, self.apply, self.pause, self.stop):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.models)
        column.addWidget(self.forecast)
        column.addLayout(buttons)
        column.addWidget(self.bar)
        column.addWidget(self.problem)
        for while_asking in (self.bar, self.pause, self.stop):
            while_asking.hide()

    def _connect(self) -> None:
        self.models.chosen.connect(lambda _: self.changed.emit())
        self.apply.clicked.connect(self.wanted)
        self.pause.clicked.connect(self._pause)
        self.stop.clicked.connect(self.asking.stop)
        self.asking.told.connect(self._on_progress)
        self.asking.ended.connect(self._ended)
        self.asking.failed.connect(self._failed)

    def show_work(self, work: LabellingState) -> None:
        """Ask about this labelling's rows."""
        if self.asking.running:
            self.asking.stop()
        self._work = work

    def show_function(self, function: Function | None, saved: Function | None) -> None:
        """Say what asking takes; a prompt that was asked as it is now need not be asked again."""
        self._function = function
        model, work = self.models.model, self._work
        self.apply.setEnabled(function is not None and model is not None)
        if work is None or function is None or model is None:
            self.forecast.setText("")
            return
        price = prices.load().find(model.destination, model.name)
        free = price is not None and not price.date
        self.ceiling.setVisible(price is not None and not free)
        same = saved is not None and saved.version == function.version
        project, host = work.project, self._host
        settings = host.settings.model_copy(deep=True)
        self.forecast.setText(self.tr("Counting tokens…"))

        def work_out(task: BackgroundJob) -> Forecast | None:
            if same and project.saved_votes(function) is not None:
                return None
            return prompt_votes.foreseen(
                function,
                project.items,
                project.classes,
                host.plugins,
                settings,
                loader(host.plugins, task),
                task.check,
            )

        host.background.start(
            KEY,
            work_out,
            self._foreseen,
            lambda error: self.forecast.setText(f"{error.message} {error.remedy}"),
            title=self.tr("Estimating the cost"),
        )

    def _foreseen(self, estimate: Forecast | None) -> None:
        if estimate is None:
            self.forecast.setText(self.tr("Done; its answers are kept."))
            return
        words = self.tr("{0:,} rows, about {1:,} tokens").format(
            estimate.questions, estimate.prompt_tokens
        )
        if estimate.cost is None:
            words += " · " + self.tr("the price is not known")
        elif estimate.cost:
            words += " · " + self.tr("at most $ {0:.2f}").format(estimate.cost)
        else:
            words += " · " + self.tr("costs nothing")
        self.forecast.setText(words)

    # Asking

    def ask(self, function: Function) -> None:
        """Put the prompt to its model for every row."""
        if self._work is None or self.asking.running:
            return
        self.problem.say("")
        ceiling = self.ceiling.value() if self.ceiling.isVisibleTo(self) else 0.0
        self.asking.start(self._work, function, ceiling or None)
        self.apply.setEnabled(False)
        self.pause.setText(self.tr("Pause"))
        self.bar.setRange(0, 0)
        for widget in (self.bar, self.pause, self.stop):
            widget.show()

    def _pause(self) -> None:
        self.asking.pause()
        self.pause.setText(self.tr("Resume") if self.asking.paused else self.tr("Pause"))

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.forecast.setText(self.tr("{0:,} of {1:,} rows answered").format(done, total))

    def _rest(self) -> None:
        for widget in (self.bar, self.pause, self.stop):
            widget.hide()
        self.apply.setEnabled(self._function is not None)

    def _ended(self, votes: Votes | None) -> None:
        self._rest()
        stopped = self.tr("Stopped. Its answers are kept; ask again to continue.")
        said = int((votes >= 0).sum()) if votes is not None else 0
        words = self.tr("It labelled {0:,} rows.").format(said)
        self.forecast.setText(stopped if votes is None else words)

    def _failed(self, error: WorkbenchError) -> None:
        self._rest()
        self.problem.say(f"{error.message} {error.remedy}")
