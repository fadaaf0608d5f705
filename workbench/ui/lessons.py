"""The lesson bar: one step at a time, ticked off as the user goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from workbench.core.contracts.contributions import Lesson
from workbench.ui.host import Host
from workbench.ui.markup import escaped


class LessonBar(QFrame):
    """Shows a lesson's next step above the page.

    Parameters
    ----------
    n_done
        Steps that were done before.

    Signals: ``progressed`` with the number of steps that are done; ``closed`` when the user has had
    enough.
    """

    progressed = Signal(int)
    closed = Signal()

    def __init__(
        self, host: Host, lesson: type[Lesson], n_done: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.lesson = lesson
        self._name = lesson.name
        self._steps = lesson.steps
        # A lesson that has lost steps since is not done for that: its last one is left to do.
        self.n_done = max(0, min(n_done, len(lesson.steps) - 1))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        # Elided rather than pushing the window wider: the whole step is in the tooltip.
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.next = QPushButton(self.tr("Next"))
        self.next.setAccessibleName(self.tr("Next step of the lesson"))
        self.next.clicked.connect(self._advance)
        self._close = QPushButton()
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 6, 5)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.next)
        layout.addWidget(self._close)
        host.moment.connect(self._moment)
        self._show()

    @property
    def finished(self) -> bool:
        """Whether every step is ticked."""
        return self.n_done >= len(self._steps)

    def _moment(self, moment: str) -> None:
        # One at a time: what is to be done twice is not done by once.
        if not self.finished and self._steps[self.n_done].done == moment:
            self._advance()

    def _advance(self) -> None:
        self.n_done += 1
        self._show()
        self.progressed.emit(self.n_done)

    def _show(self) -> None:
        if self.finished:
            words = self.tr("You have done it all.")
            self._close.setText(self.tr("Done"))
        else:
            words = self.tr(self._steps[self.n_done].text)
            self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the lesson"))
        # A step that is only read ends when the reader says so.
        self.next.setVisible(not self.finished and not self._steps[self.n_done].done)
        marks = "●" * self.n_done + "○" * (len(self._steps) - self.n_done)
        self.text.setText(f"<b>{escaped(self._name)}</b>&nbsp; {marks} &nbsp;{escaped(words)}")
        self.text.setToolTip(words)
        self.setAccessibleName(f"{self._name}: {words}")
