"""BatchFailures: why questions of a batch got no answer, and the button that asks them again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from workbench.prompting.results import Results

# Reasons that are named; the others are only counted.
NAMED = 3


class BatchFailures(QFrame):
    """Groups failures by their reason; gone without any.

    ``again`` carries the questions (their indices) that are to be asked again.
    """

    again = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._indices: list[int] = []
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAccessibleName(self.tr("Why questions got no answer"))
        self.button = QPushButton(self.tr("Ask these again"))
        self.button.clicked.connect(lambda: self.again.emit(list(self._indices)))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_results(self, results: Results | None, running: bool) -> None:
        """Show what failed so far."""
        groups = results.grouped() if results is not None else []
        self._indices = sorted(index for group in groups for index in group.indices)
        lines = [
            self._line(len(group.indices), f"{group.message} {group.remedy}".strip())
            for group in groups[:NAMED]
        ]
        if len(groups) > NAMED:
            rest = sum(len(group.indices) for group in groups[NAMED:])
            lines.append(self.tr("{n:,} for other reasons").format(n=rest))
        self.words.setText("\n".join(lines))
        self.button.setEnabled(not running)
        self.setVisible(bool(groups))

    def _line(self, count: int, why: str) -> str:
        words = self.tr("1 question: {why}") if count == 1 else self.tr("{n:,} questions: {why}")
        return words.format(n=count, why=why)
