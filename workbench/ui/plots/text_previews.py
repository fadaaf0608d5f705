"""Text on the Data page: labelled texts as rows, running text as itself, each with its tokens."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.tokenizer import Tokenizer
from workbench.ui.background_jobs import while_alive
from workbench.ui.host import Host
from workbench.ui.plots.data_rows import RowsLike
from workbench.ui.plots.texts import TextItem, TextList
from workbench.ui.plots.tokens import TokenView

# A selection grows with every move of the pointer; its tokens follow at this pace.
FOLLOW_MS = 60


class _WithTokens(QSplitter):
    """Something to read above, the tokens of what is chosen in it below."""

    def __init__(self, host: Host, upper: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._host = host
        self.tokens = TokenView(host.theme)
        self._tokenizer: Tokenizer | None = None
        # The text of a ``tokenizer.json``.
        self._vocabulary = ""
        heading = QLabel(self.tr("What the model sees: tokens"))
        heading.setProperty("role", "heading")
        low = QWidget()
        self._low = low
        column = QVBoxLayout(low)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.tokens, 1)
        self.addWidget(upper)
        self.addWidget(low)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)

    def use_tokenizer(self, kind: InputKind) -> None:
        """Read the vocabulary of a kind that has one, in the background; it comes in a moment."""
        vocabulary = str(getattr(kind, "tokenizer", ""))
        self._low.setVisible(bool(vocabulary))
        if vocabulary == self._vocabulary:
            return
        self._vocabulary = vocabulary
        self.set_tokenizer(None)
        if vocabulary:
            self._host.background.start(
                f"tokenizer of {type(self).__name__}",
                lambda _: Tokenizer.from_json(vocabulary),
                while_alive(self.set_tokenizer),
                title=self.tr("Reading a tokenizer"),
            )

    def set_tokenizer(self, tokenizer: Tokenizer | None) -> None:
        """The tokenizer comes a moment after its data."""
        self._tokenizer = tokenizer
        self._follow()

    def _chosen(self) -> str:
        raise NotImplementedError

    def _follow(self) -> None:
        text = self._chosen()
        if self._tokenizer is None:
            self.tokens.say(self.tr("Reading the vocabulary…") if text else "")
        elif text:
            self.tokens.show_text(text, self._tokenizer)
        else:
            self.tokens.say(self.tr("Choose a text to see its tokens."))


class TextsPreview(_WithTokens):
    """Label and text of each row; below, the current one's tokens where the kind has some."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self.list = TextList("")
        super().__init__(host, self.list, parent)
        self.list.setAccessibleName(self.tr("Texts"))
        self.list.moved.connect(lambda _: self._follow())
        host.theme.changed.connect(self._recolor)
        self._recolor()

    def _recolor(self) -> None:
        self.list.set_colors(self._host.theme.colors)

    def show_rows(
        self, kind: InputKind, target: TargetKind, split: RowsLike, indices: npt.NDArray[np.int64]
    ) -> None:
        """Show rows of a split by their numbers, from the first."""
        self.use_tokenizer(kind)
        self.list.set_items(())
        self.list.set_items(
            [
                TextItem(
                    kind.text(split.x, row),
                    target.text(split.y[row]),
                    self.tr("row {0}").format(f"{row:,}"),
                )
                for row in indices.tolist()
            ]
        )
        self._follow()

    def _chosen(self) -> str:
        row = self.list.currentIndex().row()
        return self.list.items[row].text if 0 <= row < len(self.list.items) else ""


class RunningTextPreview(_WithTokens):
    """A page of running text; the tokens of what is selected in it, or of the line one is on."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        self.text = QPlainTextEdit()
        super().__init__(host, self.text, parent)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The text"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._ids: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._late = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._late.timeout.connect(self._follow)
        self.text.cursorPositionChanged.connect(self._late.start)
        self.text.selectionChanged.connect(self._late.start)

    def show_rows(
        self, kind: InputKind, target: TargetKind, split: RowsLike, indices: npt.NDArray[np.int64]
    ) -> None:
        """Show the tokens at these places as the text they are."""
        self._ids = split.x[indices]
        self.use_tokenizer(kind)
        self._decode()

    def set_tokenizer(self, tokenizer: Tokenizer | None) -> None:
        self._tokenizer = tokenizer
        self._decode()

    def _decode(self) -> None:
        decoded = self._tokenizer.decode(self._ids) if self._tokenizer is not None else ""
        self.text.setPlainText(decoded)
        self._follow()

    def _chosen(self) -> str:
        cursor = self.text.textCursor()
        if not cursor.hasSelection():
            # Qt writes a line end in a selection as U+2029.
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        return cursor.selectedText().replace("\u2029", "\n").strip("\n")
