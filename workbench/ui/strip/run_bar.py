"""Run bar: how far the selected run is, how fast it goes, how it ended and what to do then."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core import metric_text
from workbench.core.contracts.contributions import Playground
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.time_left import TimeLeft
from workbench.ui import time_words
from workbench.ui.state import RunState
from workbench.ui.translation import contributed
from workbench.ui.window_wording import in_window

RESUMABLE = ("stopped", "interrupted", "failed")
_STEPS = 1000


def duration(seconds: float) -> str:
    """Seconds in words or as a clock: ``0.4 s``, ``0:42``, ``12:34``, ``1:02:03``."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


class RunBar(QFrame):
    """Progress of a run in one line, and its end in words."""

    resume_wanted = Signal()
    trial_wanted = Signal()

    def __init__(self, theme: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._target: TargetKind | None = None
        self._state = RunState()
        self._time_left = TimeLeft()
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Progress of the run"))
        self._status = QLabel()
        self._facts = QLabel()
        self._status.setProperty("role", "heading")
        self._facts.setProperty("role", "muted")
        self._message = QLabel()
        self._remedy = QLabel()
        self._message.setProperty("role", "error")
        for label in (self._message, self._remedy):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        self.progress.setAccessibleName(self.tr("Progress of the training"))
        self.resume = QPushButton(self.tr("Resume"))
        self.resume.setToolTip(self.tr("Continue from the last checkpoint"))
        self.resume.clicked.connect(self.resume_wanted)
        self.trial = QPushButton(self.tr("Try it"))
        self.trial.clicked.connect(self.trial_wanted)
        self._playground: type[Playground] | None = None
        self._arrange()
        self.show_run(RunState())

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._status)
        top.addWidget(self._facts, 1)
        top.addWidget(self.resume)
        top.addWidget(self.trial)
        # What lies below is drawn on and clicked: it must not move when a run begins or ends.
        for still in (self, self.progress, self.resume, self.trial):
            policy = still.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            still.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 10, 8)
        column.setSpacing(4)
        column.addLayout(top)
        for widget in (self.progress, self._message, self._remedy):
            column.addWidget(widget)

    @property
    def text(self) -> str:
        """Everything it says, for a test and for a screen reader."""
        labels = (self._status, self._facts, self._message, self._remedy)
        return " ".join(label.text() for label in labels if label.text())

    def set_target(self, target: TargetKind | None) -> None:
        """What the run is to answer, once it is known: it says which metric counts, in what."""
        if target != self._target:
            self._target = target
            self.show_run(self._state)

    def set_playground(self, playground: type[Playground] | None) -> None:
        """Where the run's model can be tried; ``None`` for nowhere."""
        self._playground = playground
        if playground is not None:
            name = contributed(playground.name)
            self.trial.setToolTip(f"{name}: {contributed(playground.about)}")
            self.trial.setAccessibleName(self.tr("Try it: {0}").format(name))
        self._show_trial()

    def _show_trial(self) -> None:
        ended = bool(self._state.model) and not self._state.live
        self.trial.setVisible(ended and self._playground is not None)

    def show_run(self, state: RunState) -> None:
        """Show a run as it is now."""
        self._state = state
        _set(self._status, self._headline(state))
        _set(self._facts, " · ".join(self._summary_parts(state)))
        self.progress.setVisible(state.live)
        if state.live:
            self._show_progress(state)
        self._show_end(state)
        resumable = state.status in RESUMABLE
        self.resume.setVisible(resumable)
        self._show_trial()
        self.setAccessibleDescription(self.text)

    def _headline(self, state: RunState) -> str:
        return {
            "": self.tr("Reading the run…") if state.run else self.tr("No run yet"),
            "starting": self.tr("Getting ready"),
            "running": self.tr("Training"),
            "paused": self.tr("Paused"),
            "stopping": self.tr("Stopping"),
            "finished": self.tr("Finished"),
            "stopped": self.tr("Stopped"),
            "failed": self.tr("Failed"),
            "interrupted": self.tr("Interrupted"),
        }.get(state.status, state.status)

    def _summary_parts(self, state: RunState) -> list[str]:
        if not state.run:
            return [self.tr("Press Train to start one.")]
        said = [state.name] if state.name else []
        if state.status == "starting" or (state.progress and state.live):
            return [*said, *self._preparing(state)]
        if state.live:
            return said + self._pace(state)
        if state.reason:
            said.append(contributed(state.reason))
        said += self._results(state)
        if state.seconds:
            said.append(duration(state.seconds))
        if state.device:
            said.append(state.device)
        return said

    def _preparing(self, state: RunState) -> list[str]:
        """What is done before or after the training, and how long it will still take."""
        progress = state.progress
        if progress is None:
            return []
        seconds = self._time_left.update(progress.what, progress.done, progress.total)
        said = [] if seconds is None else [time_words.left(seconds)]
        return [progress.what, *said]

    def _pace(self, state: RunState) -> list[str]:
        said = []
        if state.steps_per_epoch:
            epochs = (state.total_steps or 0) / state.steps_per_epoch
            epoch = f"{state.epoch:.1f}"
            said.append(
                self.tr("epoch {0} of {1}").format(epoch, f"{epochs:,.6g}")
                if epochs
                else self.tr("epoch {0}").format(epoch)
            )
        if state.samples_per_s and state.status == "running":
            said.append(self.tr("{0} examples/s").format(f"{state.samples_per_s:,.0f}"))
        if state.seconds_remaining is not None and state.status == "running":
            said.append(self.tr("{0} left").format(duration(state.seconds_remaining)))
        if not metric_text.is_share(self._deciding(state)):
            said += self._results(state)
        if state.device:
            said.append(state.device)
        return said

    def _deciding(self, state: RunState) -> str:
        """The metric that says how good the run is."""
        target = self._target
        measured = {name.rpartition("/")[2] for name in state.metrics if "/" in name}
        if target is not None and target.decides in measured:
            return target.decides
        return metric_text.deciding(measured)

    def _results(self, state: RunState) -> list[str]:
        name, target = self._deciding(state), self._target
        for split, text in (("test", self.tr("test")), ("val", self.tr("validation"))):
            value = state.metrics.get(f"{split}/{name}")
            if value is None:
                continue
            figure = metric_text.text(name, value, target)
            if name == "loss":
                figure = f"{value:.3f} {state.loss_unit}".rstrip()
            said = [f"{text} {contributed(metric_text.title(name))} {figure}"]
            for other in ("perplexity", "r2"):
                if (beside := state.metrics.get(f"{split}/{other}")) is not None:
                    words = metric_text.text(other, beside, target)
                    said.append(f"{contributed(metric_text.title(other))} {words}")
            return said
        return []

    def _show_progress(self, state: RunState) -> None:
        done = state.fraction
        waiting = state.progress
        if waiting is not None:
            done = waiting.done / waiting.total if waiting.total else None
        elif state.status == "starting":
            done = None
        maximum = 0 if done is None else _STEPS
        if self.progress.maximum() != maximum:
            self.progress.setMaximum(maximum)
        if done is not None:
            self.progress.setValue(round(done * _STEPS))

    def _show_end(self, state: RunState) -> None:
        message = remedy = ""
        if state.status == "failed" and state.error:
            message, remedy = state.error.message, state.error.remedy
        elif state.status == "interrupted":
            remedy = self.tr("The program ended before the run did; nothing logged is lost.")
        for label, text in ((self._message, message), (self._remedy, in_window(remedy))):
            _set(label, text)
            label.setVisible(bool(text))


def _set(label: QLabel, text: str) -> None:
    # A label that is set again lays its page out again.
    if label.text() != text:
        label.setText(text)
