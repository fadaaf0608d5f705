"""PromptRow: the same question as each condition asks it, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

LEAST_WIDTH = 110


class _Text(QPlainTextEdit):
    """Shows its end, where the question stands, however small it is."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTabChangesFocus(True)
        self.setMinimumSize(LEAST_WIDTH, 54)

    def show_text(self, text: str) -> None:
        self.setPlainText(text)
        self._to_end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._to_end()

    def _to_end(self) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())


class PromptRow(QWidget):
    """Read-only texts in columns, each under the name of its condition."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._columns: list[tuple[QWidget, QLabel, _Text]] = []
        self.setMinimumHeight(90)

    @property
    def texts(self) -> list[str]:
        """What is shown, from left to right."""
        return [text.toPlainText() for column, _, text in self._columns if not column.isHidden()]

    def show_prompts(self, prompts: Sequence[tuple[str, str]]) -> None:
        """Show these pairs of a name and a text."""
        while len(self._columns) < len(prompts):
            self._columns.append(self._column())
        for place, (column, heading, text) in enumerate(self._columns):
            there = place < len(prompts)
            column.setVisible(there)
            if there:
                name, words = prompts[place]
                heading.setText(name)
                text.show_text(words)
                text.setAccessibleName(self.tr("Prompt with {0}").format(name))

    def _column(self) -> tuple[QWidget, QLabel, _Text]:
        column, heading, text = QWidget(), QLabel(wordWrap=True), _Text()
        heading.setProperty("role", "heading")
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(3)
        inside.addWidget(heading)
        inside.addWidget(text, 1)
        self._row.addWidget(column, 1)
        return column, heading, text
