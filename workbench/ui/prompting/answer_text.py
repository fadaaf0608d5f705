"""AnswerText: an answer as it grows, its tokens coloured by how likely they were."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QPainter,
    QRegion,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from workbench.core.contracts.answer import Piece
from workbench.core.tokenizer import visible
from workbench.prompting.difference import Span
from workbench.ui import long_text
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.plots.shades import percent
from workbench.ui.prompting.chances import level, shade
from workbench.ui.theme import ThemeManager

# What a text document takes for the end of a paragraph, or cannot hold; each becomes one sign.
_ODD = {0x0D: " ", 0x2029: "\n", 0xFDD0: "�", 0xFDD1: "�", 0: "�"}
# So much is taken into the document at a time: some milliseconds.
PIECES, CHARACTERS = 400, 10_000
_HALF = re.compile("[\ud800-\udfff]")


# A token's text and logprob, and where it begins and ends in the document, in its own units. No
# class: of a hundred thousand objects each full garbage collection would look at every one.
_Token = tuple[str, float, int, int]


class AnswerText(QPlainTextEdit):
    """Text to be read, walked with the keys and selected.

    ``pointed`` carries a sentence on the token at the cursor, empty where there is none.
    """

    pointed = Signal(str)

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._coloured = False
        self._spans = tuple[Span, ...]()
        self._tokens: list[_Token] = []
        self._starts: list[int] = []
        self._said: list[str] = []
        # What has come and is not yet in the document: it takes some at a time.
        self._pending: deque[Piece] = deque()
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._put_in)
        # Where the layout alone breaks a long paragraph, and the length, in the text's units.
        self._cuts: list[int] = []
        self._length = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Answer"))
        self.cursorPositionChanged.connect(self._moved)
        theme.changed.connect(self._recolor)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 3 * self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """Little: it grows into the room that there is, and no further."""
        return QSize(240, 4 * self.fontMetrics().lineSpacing())

    def begin(self) -> None:
        """Start with an empty answer."""
        self._tokens = []
        self._starts = []
        self._said = []
        self._cuts = []
        self._length = 0
        self._pending.clear()
        self._more.stop()
        self.mark(())
        self.clear()
        self.pointed.emit("")

    def add(self, pieces: Sequence[Piece]) -> None:
        """Pieces have come; the end stays in sight if it was."""
        self._said += [piece.text for piece in pieces]
        self._pending.extend(_joined(pieces))
        if not self._more.isActive():
            self._put_in()

    def _put_in(self) -> None:
        """Take some of what has come into the document, and the rest once the window is idle."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        room = CHARACTERS
        for _ in range(min(PIECES, len(self._pending))):
            if room <= 0:
                break
            piece = self._next(room)
            room -= len(piece.text)
            start = self._append(cursor, piece)
            if piece.logprob is not None and piece.text:
                self._starts.append(start)
                self._tokens.append((piece.text, piece.logprob, start, cursor.position()))
        cursor.endEditBlock()
        if at_end:
            bar.setValue(bar.maximum())
        if self._pending:
            self._more.start()
        elif self._spans:
            self.mark(self._spans)

    def _next(self, room: int) -> Piece:
        """The next of what has come; of one without a chance so much as there is room for."""
        piece = self._pending.popleft()
        if piece.logprob is not None or len(piece.text) <= room:
            return piece
        self._pending.appendleft(Piece(piece.text[room:]))
        return Piece(piece.text[:room])

    def _append(self, cursor: QTextCursor, piece: Piece) -> int:
        """Write a piece at the end; where it begins in the document."""
        look, start = self._format(piece.logprob), -1
        for stretch, continues in long_text.stretches(_fit(piece.text)):
            # A line end that is the text's own counts as one sign of it.
            self._length += not continues
            if long_text.insert(cursor, stretch, continues, look):
                self._cuts.append(self._length)
            length = _units(stretch)
            self._length += length
            if start < 0:
                start = cursor.position() - length
        return start

    def _document_position(self, at: int, is_end: bool = False) -> int:
        """Where a character of the text stands in the document."""
        units = _units(self.raw_text[:at])
        cuts = bisect_left(self._cuts, units) if is_end else bisect_right(self._cuts, units)
        return units + cuts

    def createMimeDataFromSelection(self) -> QMimeData:
        return long_text.copied(self)

    def show_answer(self, text: str, tokens: Sequence[tuple[str, float]] = ()) -> None:
        """Show a whole answer."""
        self.begin()
        self.add(_pieces(text, tokens))
        self.verticalScrollBar().setValue(0)

    @property
    def raw_text(self) -> str:
        """The text as it came."""
        if len(self._said) > 1:
            self._said = ["".join(self._said)]
        return self._said[0] if self._said else ""

    @property
    def has_chances(self) -> bool:
        """Whether it is known how likely its tokens were."""
        return bool(self._tokens)

    def plot_table(self) -> PlotTable:
        """A row a token whose probability is known, in the order of the answer."""
        if not self._tokens:
            return PlotTable({})
        tokens, logprobs = zip(
            *((text, logprob) for text, logprob, *_ in self._tokens), strict=True
        )
        return PlotTable(
            {
                self.tr("Token"): list(tokens),
                self.tr("Probability"): np.exp(np.array(logprobs, np.float64)),
                self.tr("Log probability (nats)"): np.array(logprobs, np.float64),
            }
        )

    def paint_plot(self, painter: QPainter) -> None:
        """What is in sight, without the cursor."""
        width = self.cursorWidth()
        self.setCursorWidth(0)
        self.viewport().render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
        self.setCursorWidth(width)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What a text offers, and what was added to it."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addActions(self.actions())
        menu.popup(event.globalPos())

    def set_coloured(self, on: bool) -> None:
        """Show how likely each token was, or not."""
        if on != self._coloured:
            self._coloured = on
            self._recolor()

    def mark(self, spans: Sequence[Span]) -> None:
        """Underline parts of the text, given in characters of it."""
        self._spans = tuple(spans)
        marks = []
        # Marked once all of it is in the document, if it is not yet.
        for span in self._spans if not self._pending else ():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(self._document_position(span.start))
            end = self._document_position(span.end, is_end=True)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format = self._mark()
            marks.append(mark)
        self.setExtraSelections(marks)

    @property
    def marked(self) -> tuple[str, ...]:
        """The parts that are underlined."""
        return tuple(self.raw_text[span.start : span.end] for span in self._spans)

    def _mark(self) -> QTextCharFormat:
        made, colors = QTextCharFormat(), self._theme.colors
        back = QColor(colors.accent)
        back.setAlpha(60)
        made.setBackground(back)
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(QColor(colors.accent))
        return made

    def _format(self, logprob: float | None) -> QTextCharFormat:
        made = QTextCharFormat()
        if self._coloured and logprob is not None and level(logprob):
            made.setBackground(shade(self._theme.colors, level(logprob)))
        return made

    def _recolor(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for _, logprob, start, end in self._tokens:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(logprob))
        cursor.endEditBlock()
        self.mark(self._spans)

    def about(self, position: int) -> str:
        """A sentence on the token at a place of the document; empty where there is none."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return ""
        token, logprob, _, end = self._tokens[index]
        if position >= end:
            return ""
        words = self.tr("“{token}” was {chance} likely")
        return words.format(token=visible(token), chance=percent(math.exp(logprob)))

    def _moved(self) -> None:
        self.pointed.emit(self.about(self.textCursor().position()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(event.pos())
            # The cursor goes between two signs; the one under the pointer may lie before it.
            before = self.cursorRect(cursor).left() > event.pos().x()
            words = self.about(cursor.position() - before)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces, in which those without a chance that follow each other are one."""
    for has_none, group in groupby(pieces, lambda piece: piece.logprob is None):
        if has_none:
            yield Piece("".join(piece.text for piece in group))
        else:
            yield from group


def _fit(text: str) -> str:
    """A text that the document holds sign by sign."""
    return _HALF.sub("�", text.translate(_ODD))


def _units(text: str) -> int:
    """The length of a text in a document: signs beyond the first 65,536 count twice."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def _pieces(text: str, tokens: Sequence[tuple[str, float]]) -> list[Piece]:
    """The text in pieces, those with known chances each by itself."""
    found, place = [], 0
    for token, logprob in tokens:
        start = text.find(token, place)
        if start < 0:
            break
        if start > place:
            found.append(Piece(text[place:start]))
        found.append(Piece(token, logprob))
        place = start + len(token)
    return [*found, Piece(text[place:])]
