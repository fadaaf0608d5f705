"""The lesson bar: one step at a time, ticked off as the user goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from workbench.core.contracts.contributions import Lesson
from workbench.ui.host import Host
from workbench.ui.markup import escaped


class LessonBar(QFrame):
    """Shows a lesson's next step above the page; ``closed`` when the user has had enough."""

    closed = Signal()

    def __init__(self, host: Host, lesson: type[Lesson], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._name = lesson.name
        self._steps = lesson.steps
        self._done = [False] * len(lesson.steps)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        # Elided rather than pushing the window wider: the whole step is in the tooltip.
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._close = QPushButton()
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 6, 5)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._close)
        host.moment.connect(self._moment)
        self._show()

    @property
    def finished(self) -> bool:
        """Whether every step is ticked."""
        return all(self._done)

    def _moment(self, moment: str) -> None:
        for index, step in enumerate(self._steps):
            if step.done == moment and all(self._done[:index]):
                self._done[index] = True
        self._show()

    def _show(self) -> None:
        if self.finished:
            words = self.tr("You have done it all.")
            self._close.setText(self.tr("Done"))
        else:
            words = self.tr(self._steps[self._done.index(False)].text)
            self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the lesson"))
        marks = "●" * sum(self._done) + "○" * (len(self._done) - sum(self._done))
        self.text.setText(f"<b>{escaped(self._name)}</b>&nbsp; {marks} &nbsp;{escaped(words)}")
        self.text.setToolTip(words)
        self.setAccessibleName(f"{self._name}: {words}")
