"""The lesson panel: a guided walk that ticks itself off as the user goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.core.contributions import Lesson
from workbench.ui.host import Host


class LessonPanel(QFrame):
    """Shows one lesson's steps; ``closed`` when the user has had enough."""

    closed = Signal()

    def __init__(self, host: Host, lesson: type[Lesson], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("lesson")
        self.setFixedWidth(250)
        self._steps = lesson.steps
        self._done = [False] * len(lesson.steps)
        title = QLabel(lesson.name, wordWrap=True)
        title.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        self._labels = [QLabel(wordWrap=True) for _ in lesson.steps]
        for label in self._labels:
            layout.addWidget(label)
        layout.addStretch(1)
        row = QHBoxLayout()
        close = QPushButton(self.tr("Close"))
        close.setAccessibleName(self.tr("Close the lesson"))
        close.clicked.connect(self.closed)
        row.addStretch(1)
        row.addWidget(close)
        layout.addLayout(row)
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
        current = self._done.index(False) if False in self._done else len(self._done)
        for index, (label, step) in enumerate(zip(self._labels, self._steps, strict=True)):
            mark = "✓" if self._done[index] else f"{index + 1}."
            text = f"{mark} {self.tr(step.text)}"
            label.setText(f"<b>{text}</b>" if index == current else text)
            label.setProperty("role", "muted" if self._done[index] else "")
            label.style().unpolish(label)
            label.style().polish(label)
