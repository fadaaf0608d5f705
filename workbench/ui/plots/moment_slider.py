"""Moment slider: goes back through the snapshots of a run's training, to its start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from workbench.ui.state import RunState


class MomentSlider(QWidget):
    """Chooses one of a run's snapshots; at its right end is the run as it is now.

    ``changed`` carries the step that was chosen, or ``None`` for the right end.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[int] = []
        self._state = RunState()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 0)
        self.slider.setMinimumWidth(60)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(self.tr("Go back through the training"))
        self.slider.setToolTip(self.tr("Go back through the training"))
        self.slider.valueChanged.connect(self._moved)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        caption = QLabel(self.tr("Training"))
        caption.setProperty("role", "muted")
        row.addWidget(caption)
        row.addWidget(self.slider, 3)
        row.addWidget(self.words, 2)
        self._say()

    @property
    def step(self) -> int | None:
        """The step that is chosen; ``None`` for the run as it is now."""
        at = self.slider.value()
        return self._steps[at] if at < len(self._steps) else None

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps that can be chosen beside the right end."""
        return tuple(self._steps)

    def set_steps(self, steps: list[int]) -> None:
        """Offer these snapshots; what was chosen stays, or the nearest to it."""
        chosen = self.step
        self._steps = steps
        at = len(steps)
        if chosen is not None and steps:
            at = min(range(len(steps)), key=lambda i: abs(steps[i] - chosen))
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(steps))
        self.slider.setValue(at)
        self.slider.blockSignals(False)
        self.slider.setEnabled(bool(steps))
        self._say()
        if chosen != self.step:
            self.changed.emit(self.step)

    def set_run(self, state: RunState) -> None:
        """Count in this run's epochs."""
        if state.run != self._state.run:
            self.slider.blockSignals(True)
            self.slider.setValue(self.slider.maximum())
            self.slider.blockSignals(False)
        self._state = state
        self._say()

    def moment(self, step: int) -> str:
        """A step in words: epochs where they are known."""
        per_epoch = self._state.steps_per_epoch
        if not per_epoch:
            return self.tr("step {step}").format(step=f"{step:,}")
        epoch = step / per_epoch
        return self.tr("epoch {epoch}").format(epoch=f"{epoch:.1f}".removesuffix(".0"))

    def _moved(self) -> None:
        self._say()
        self.changed.emit(self.step)

    def _say(self) -> None:
        step = self.step
        if step is not None:
            text = self.moment(step)
            long = self.tr("{moment}, step {step}").format(moment=text, step=f"{step:,}")
        elif self._state.live:
            text = long = self.tr("now")
        else:
            text = long = self.tr("as trained")
        self.words.setText(text)
        self.words.setToolTip(long)
        # A screen reader tells it with the slider's value whenever that changes.
        self.slider.setAccessibleDescription(long)
