"""Leak card on the Data page: what may give the answer away, before anything is trained."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from workbench.core.leaks import Leak

# Findings that are shown; of more the others are in the tooltip.
SHOWN = 3


class LeakCard(QFrame):
    """How many findings there are, and each with what to do; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.count, self.findings = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.count.setProperty("role", "heading")
        for line in (self.count, self.findings):
            # Names of columns and words are shown as they are, never as markup.
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.count)
        column.addWidget(self.findings)
        self.hide()

    def show_leaks(self, leaks: Sequence[Leak]) -> None:
        """Show other findings, or none."""
        self.count.setText(self.tr("May give the answer away: {0}").format(len(leaks)))
        lines = [f"•  {leak}" for leak in leaks[:SHOWN]]
        if len(leaks) > SHOWN:
            lines.append(self.tr("and {0} more").format(len(leaks) - SHOWN))
        self.findings.setText("\n".join(lines))
        self.findings.setToolTip("\n\n".join(map(str, leaks)) if len(leaks) > SHOWN else "")
        self.setVisible(bool(leaks))
