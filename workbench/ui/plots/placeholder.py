"""Placeholder: what an empty panel says, and the switch between it and the real content."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget


class Placeholder(QWidget):
    """One line of what is not here yet, one of what to do about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.text = QLabel()
        self.title.setProperty("role", "heading")
        self.text.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(3)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(6)

    def say(self, title: str, text: str = "") -> None:
        """Change both lines."""
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title}. {text}".strip())


class Panel(QStackedWidget):
    """Either a placeholder or the content."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.placeholder = Placeholder()
        self.content = content
        self.addWidget(self.placeholder)
        self.addWidget(content)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What is shown; content that is not takes no room from what stands above."""
        return self._shown().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """As what is shown; a stack asks all that lie in it."""
        return self._shown().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """The height, in pixels, of what is shown."""
        return self._shown().heightForWidth(width)

    def _shown(self) -> QWidget:
        return self.placeholder if self.empty else self.content

    @property
    def empty(self) -> bool:
        """Whether the placeholder is shown."""
        return self.currentWidget() is self.placeholder

    def say(self, title: str, text: str = "") -> None:
        """Show the placeholder with these words."""
        self.placeholder.say(title, text)
        self.setCurrentWidget(self.placeholder)

    def show_content(self) -> None:
        """Show the content."""
        self.setCurrentWidget(self.content)
