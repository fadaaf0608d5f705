"""ShotCount: how many examples a prompt shows, from none to many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from workbench.ui.forms.spin import SpinBox
from workbench.ui.prompting.fields import Remark

# The slider's end, and the box's, which is the prompt's own.
MANY, MOST = 32, 1000
NUMBER = 76


class ShotCount(QWidget):
    """A slider with a number box, and the field's word for it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.number = SpinBox()
        self.word = QLabel()
        self.problem = Remark()
        self.slider.setRange(0, MANY)
        self.slider.setPageStep(4)
        self.slider.setAccessibleName(self.tr("Shots"))
        self.slider.setToolTip(self.tr("Examples before the input"))
        self.number.setRange(0, MOST)
        self.number.setFixedWidth(NUMBER)
        self.number.setAccessibleName(self.tr("Number of shots"))
        self.word.setProperty("role", "muted")
        label = QLabel(self.tr("Shots"))
        label.setBuddy(self.slider)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.word, 0, 1)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        grid.addWidget(self.number, 0, 2, 2, 1)
        grid.addWidget(self.problem, 2, 0, 1, 3)
        self.slider.valueChanged.connect(self._slid)
        self.number.valueChanged.connect(self._typed)
        self._say()

    def value(self) -> int:
        """How many."""
        return self.number.value()

    def set_value(self, count: int) -> None:
        """Show how many, without telling of it."""
        for widget in (self.slider, self.number):
            widget.blockSignals(True)
            widget.setValue(count)
            widget.blockSignals(False)
        self._say()

    def _slid(self, count: int) -> None:
        # At its end the slider stands for everything above, too.
        if not (count == MANY and self.number.value() > MANY):
            self.number.setValue(count)

    def _typed(self, count: int) -> None:
        self.slider.setValue(min(count, MANY))
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        words = {0: self.tr("zero-shot"), 1: self.tr("one-shot")}
        self.word.setText(words.get(self.value(), self.tr("few-shot")))
