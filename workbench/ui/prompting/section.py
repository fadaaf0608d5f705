"""Section: a part of a form that is folded away until it is wanted, and what is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget


class ElidedLine(QLabel):
    """A line that ends in three points where there is no room for all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show another line."""
        self.whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        right = Qt.TextElideMode.ElideRight
        self.setText(metrics.elidedText(self.whole, right, self.contentsRect().width()))


class Section(QWidget):
    """A heading that opens and closes its content; closed, it says what is inside."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._summary = ""
        self.button = QToolButton()
        self.button.setText(title)
        self.button.setProperty("role", "flat")
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.toggled.connect(self._toggled)
        self.summary = ElidedLine()
        self.summary.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.button)
        row.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(content)
        content.setContentsMargins(20, 0, 0, 4)
        content.hide()

    def say(self, summary: str) -> None:
        """Say what is inside."""
        self._summary = summary
        self.summary.say("" if self.is_open else summary)
        self.summary.setToolTip(summary)
        self.button.setAccessibleDescription(summary)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.button.isChecked()

    def open(self, on: bool = True) -> None:
        """Show the content, or fold it away."""
        self.button.setChecked(on)

    def _toggled(self, on: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self.content.setVisible(on)
        self.say(self._summary)
