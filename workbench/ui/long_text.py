"""Long texts: reading panes that stay quick with a long log, a long row or one endless paragraph.

Qt lays out a paragraph as a whole, in a time that grows with the square of its longest word: a
hundred thousand letters without a blank hold the window for seconds. So long paragraphs are shown
in stretches, and long texts are put in some at a time. What is copied is the text as it came.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

# Characters of a paragraph that are laid out together, and of a text that are put in at a time.
STRETCH, BATCH = 1000, 20_000
CONTINUES = 1


class LongText(QPlainTextEdit):
    """A text to be read and copied, whatever its length."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._waiting: Iterator[tuple[str, bool]] = iter(())
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._put_in_more)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        if text:
            self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning; of a long one the rest follows while the window idles."""
        self._whole = text
        self._waiting = stretches(text)
        super().setPlainText("")
        self._put_in_more()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def setPlainText(self, text: str) -> None:
        """As `show_text`."""
        self.show_text(text)

    def clear(self) -> None:
        """Show nothing."""
        self.show_text("")

    def toPlainText(self) -> str:
        """The whole text, shown already or not."""
        return self._whole

    @property
    def is_whole(self) -> bool:
        """Whether all of it has been put in."""
        return not self._more.isActive()

    def _put_in_more(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        room = BATCH
        for stretch, continues in self._waiting:
            insert(cursor, stretch, continues)
            room -= len(stretch)
            if room <= 0:
                self._more.start()
                break
        cursor.endEditBlock()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied, without the breaks that are only for the layout."""
        return copied(self)


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into what is laid out together; each says whether it continues its paragraph.

    A cut lies behind a blank where there is one.
    """
    is_first = True
    for line in text.split("\n"):
        # What comes first goes on from what is there already.
        start, continues = 0, is_first
        while len(line) - start > STRETCH:
            blank = line.rfind(" ", start, start + STRETCH)
            end = blank + 1 if blank > start else start + STRETCH
            yield line[start:end], continues
            start, continues = end, True
        yield line[start:], continues
        is_first = False


def insert(
    cursor: QTextCursor, stretch: str, continues: bool, look: QTextCharFormat | None = None
) -> bool:
    """Put a stretch at the end of a document; whether that took a break of the layout alone."""
    block = cursor.block()
    breaks = continues and block.length() > 1 and block.length() + len(stretch) > STRETCH + 1
    if breaks or not continues:
        cursor.insertBlock()
        cursor.block().setUserState(CONTINUES if breaks else -1)
    cursor.insertText(stretch, look or QTextCharFormat())
    return breaks


def copied(edit: QPlainTextEdit) -> QMimeData:
    """The selection as plain text, in which stretches of a paragraph are joined."""
    cursor, data = edit.textCursor(), QMimeData()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    parts: list[str] = []
    block: QTextBlock = edit.document().findBlock(start)
    while block.isValid() and block.position() <= end:
        units = block.text().encode("utf-16-le")
        low, high = max(0, start - block.position()), end - block.position()
        if parts and block.userState() != CONTINUES:
            parts.append("\n")
        parts.append(units[2 * low : 2 * max(low, high)].decode("utf-16-le", "replace"))
        block = block.next()
    data.setText("".join(parts))
    return data
