"""The lesson bar: one step at a time, ticked off as the user goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from workbench.core.contracts.contributions import Lesson
from workbench.core.runs.store import ENDED, RunStore
from workbench.ui.host import Host
from workbench.ui.markup import escaped


class LessonBar(QFrame):
    """Shows a lesson's next step above the page.

    What is done before its turn counts when its turn comes, each time once; and a step that cannot
    be done here, whatever the reason, can be skipped.

    Parameters
    ----------
    n_done
        Steps that were done before.
    ahead
        How often each moment has come before its turn.

    Signals: ``progressed`` when `n_done` or `ahead` has changed; ``closed`` when the user has had
    enough.
    """

    progressed = Signal()
    closed = Signal()

    def __init__(
        self,
        host: Host,
        lesson: type[Lesson],
        n_done: int = 0,
        ahead: Mapping[str, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.lesson = lesson
        self._name = lesson.name
        self._steps = lesson.steps
        # A lesson that has lost steps since is not done for that: its last one is left to do.
        self.n_done = max(0, min(n_done, len(lesson.steps) - 1))
        self.ahead = Counter(ahead or {})
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        # Elided rather than pushing the window wider: the whole step is in the tooltip.
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.next = QPushButton()
        self.next.clicked.connect(self._advance)
        self._close = QPushButton()
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 6, 5)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.next)
        layout.addWidget(self._close)
        self._show()
        host.moment.connect(self.note)
        if any(step.done == "trained" for step in self._steps[self.n_done :]):
            host.background.start(
                "lesson: done before",
                lambda _: _has_trained(host.store),
                self._trained_before,
                title=self.tr("Looking for runs"),
            )

    @property
    def finished(self) -> bool:
        """Whether every step is ticked."""
        return self.n_done >= len(self._steps)

    def note(self, moment: str) -> None:
        """Take that the user has achieved something: it ticks a step off, now or in its turn."""
        # One at a time: what is to be done twice is not done by once.
        left = Counter(step.done for step in self._steps[self.n_done :] if step.done)
        if self.ahead[moment] < left[moment]:
            self.ahead[moment] += 1
            self._catch_up()
            self.progressed.emit()

    def _trained_before(self, trained: bool) -> None:
        if trained and not self.ahead["trained"]:
            self.note("trained")

    def _catch_up(self) -> None:
        """Tick off what has been done, up to the first step that was not."""
        while not self.finished and self.ahead[self._steps[self.n_done].done]:
            self.ahead[self._steps[self.n_done].done] -= 1
            self.n_done += 1
        self._show()

    def _advance(self) -> None:
        self.n_done += 1
        self._catch_up()
        self.progressed.emit()

    def _show(self) -> None:
        if self.finished:
            words = self.tr("You have done it all.")
            self._close.setText(self.tr("Done"))
        else:
            words = self.tr(self._steps[self.n_done].text)
            self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the lesson"))
        # A step that is only read ends when the reader says so; any other may be impossible here.
        self.next.setVisible(not self.finished)
        if not self.finished and self._steps[self.n_done].done:
            self.next.setText(self.tr("Skip"))
            self.next.setAccessibleName(self.tr("Skip this step of the lesson"))
        else:
            self.next.setText(self.tr("Next"))
            self.next.setAccessibleName(self.tr("Next step of the lesson"))
        marks = "●" * self.n_done + "○" * (len(self._steps) - self.n_done)
        self.text.setText(f"<b>{escaped(self._name)}</b>&nbsp; {marks} &nbsp;{escaped(words)}")
        self.text.setToolTip(words)
        self.setAccessibleName(f"{self._name}: {words}")


def _has_trained(store: RunStore) -> bool:
    """Whether a run has left a model."""
    return any(i.status in ENDED and (i.path / "model.onnx").is_file() for i in store.list())
