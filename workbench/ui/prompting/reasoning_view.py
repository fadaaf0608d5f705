"""ReasoningView: what a model thinks before it answers, folded away above the answer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workbench.ui.prompting.section import Section

# A folded text is not laid out; an open one shows so many characters and says what it leaves out.
MOST_SHOWN = 200_000


class ReasoningView(Section):
    """A heading with the length of the reasoning; open, the text itself. Gone where there is none.

    The text is written out only while it is open: a model that thinks for 100,000 tokens costs
    the window nothing while nobody looks.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        text = QPlainTextEdit()
        super().__init__("", text, parent)
        self.text = text
        self.button.setText(self.tr("Reasoning"))
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "muted")
        self.text.setAccessibleName(self.tr("Reasoning"))
        self.text.setMinimumHeight(5 * self.text.fontMetrics().lineSpacing())
        self._parts: list[str] = []
        self._length = 0
        self.button.toggled.connect(self._write_out)
        self.begin()

    @property
    def reasoning(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def begin(self) -> None:
        """Start with none."""
        self._parts = []
        self._length = 0
        self.text.clear()
        self.hide()

    def add(self, texts: Iterable[str]) -> None:
        """More of it has come."""
        added = [text for text in texts if text]
        if not added:
            return
        shown = self._length
        self._parts += added
        self._length += sum(map(len, added))
        self.say(self.tr("{n} characters").format(n=f"{self._length:,}"))
        self.show()
        if self.button.isChecked() and shown < MOST_SHOWN:
            cursor = QTextCursor(self.text.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("".join(added)[: MOST_SHOWN - shown])

    def show_reasoning(self, text: str) -> None:
        """Show a whole one."""
        self.begin()
        self.add([text])
        if self.button.isChecked():
            self._write_out(True)

    def _write_out(self, is_open: bool) -> None:
        self.text.setPlainText(self.reasoning[:MOST_SHOWN] if is_open else "")
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus)
