"""The widget: the text and its tokens on the left, what may come next on the right."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench import Tokenizer, WorkbenchError, visible_token
from workbench.inference import NEXT_TOKEN, Generated, LanguageModel, generate_text
from workbench.ui import (
    Chip,
    ChipFlow,
    DoubleSpinBox,
    Host,
    LazyChips,
    ModelBox,
    NoModel,
    RowChooser,
    SpinBox,
    UnknownTokens,
    add_plot_actions,
)

from .branches import Branch, Branches
from .writer import Expected, expected

# The model is asked when typing rests for so long; text and chips follow the writing at this pace.
ASK_MS, FOLLOW_MS = 80, 60
# At most so many tokens are taken over at a time: a few milliseconds, however fast it writes.
TAKEN = 500
WRITING, ASKING = "next-word: write", "next-word: ask"
# What is shown of a branch in the list, and when it is pointed at, in characters.
SHOWN, TOLD = 40, 2000


class NextWordPlayground(QWidget):
    """Asks the chosen run's model at every change of the text; Generate lets it write.

    What was written is also shown as tokens. Pointing at one shows what else could have stood
    there; taking another leaves the text there and goes on from it.
    """

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._model: LanguageModel | None = None
        # What the bars show, and of which branch and place.
        self._expected: tuple[Expected, Branch, int] | None = None
        self._writing = self._filling = False
        # Whether the model has ended, and only what it wrote is still to be shown.
        self._is_over = False
        self.branches = Branches()
        # What the model has written and the text does not show yet.
        self._pieces: deque[Generated] = deque()
        self._late = QTimer(self, singleShot=True, interval=ASK_MS)
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self.text = QPlainTextEdit()
        self.chips = ChipFlow()
        self.strangers = UnknownTokens()
        self.models = ModelBox(host, "next-word", (NEXT_TOKEN,), LanguageModel)
        self.bars = RowChooser(host.theme)
        add_plot_actions(host, self.bars)
        self.tree = QListWidget()
        self.temperature = DoubleSpinBox()
        self.top_p = DoubleSpinBox()
        self.length = SpinBox()
        self.seed = SpinBox()
        self.write_button = QPushButton(self.tr("Generate"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self._empty())
        self._connect()
        self.models.refresh()

    def _build(self) -> QWidget:
        page = QWidget()
        left = QVBoxLayout()
        left.addWidget(self._texts(), 1)
        left.addWidget(self.strangers)
        left.addLayout(self._controls())
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(18)
        row.addLayout(left, 3)
        row.addLayout(self._answers(), 2)
        return page

    def _texts(self) -> QSplitter:
        self.text.setPlaceholderText(self.tr("Type the beginning of a text…"))
        self.text.setAccessibleName(self.tr("Text to continue"))
        self.text.setTabChangesFocus(True)
        self.chips.setAccessibleName(self.tr("Tokens that were written"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._inside.setObjectName("scrolled")
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addWidget(self.chips)
        inner.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._low = QWidget()
        column = QVBoxLayout(self._low)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._hint)
        column.addWidget(self._scroll, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.text)
        splitter.addWidget(self._low)
        splitter.setSizes([1000, 1000])
        return splitter

    def _controls(self) -> QHBoxLayout:
        self.write_button.setProperty("role", "primary")
        for box, low, high, step, value in (
            (self.temperature, 0.0, 2.0, 0.1, 0.8),
            (self.top_p, 0.01, 1.0, 0.05, 1.0),
        ):
            box.setRange(low, high)
            box.setSingleStep(step)
            box.setValue(value)
        self.length.setRange(1, 20_000)
        self.length.setValue(200)
        self.seed.setRange(0, 2**31 - 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column, (name, box, help) in enumerate(self._boxes()):
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setBuddy(box)
            box.setAccessibleName(name)
            box.setToolTip(help)
            box.setMinimumWidth(78)
            grid.addWidget(label, 0, column)
            grid.addWidget(box, 1, column)
            grid.setColumnStretch(column, 1)
        row = QHBoxLayout()
        row.addLayout(grid, 1)
        row.addWidget(self.write_button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _boxes(self) -> list[tuple[str, QWidget, str]]:
        tr = self.tr
        return [
            (
                tr("Temperature"),
                self.temperature,
                tr("0 always takes the likeliest token; 1 samples as learnt"),
            ),
            (
                tr("Top-p"),
                self.top_p,
                tr("Only the likeliest tokens that together have this probability"),
            ),
            (tr("Tokens"), self.length, tr("Maximum number of tokens to write")),
            (tr("Seed"), self.seed, tr("The same seed writes the same text")),
        ]

    def _answers(self) -> QVBoxLayout:
        self.models.setAccessibleName(self.tr("Model to write with"))
        self.bars.setAccessibleName(self.tr("The likeliest tokens"))
        self._said = QLabel()
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        self.tree.setAccessibleName(self.tr("Branches of the text"))
        self.tree.setMaximumHeight(132)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._branches_label = QLabel(self.tr("Branches"))
        self._branches_label.setProperty("role", "muted")
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.models)
        column.addWidget(self._said)
        column.addWidget(self.bars, 1)
        column.addWidget(self._branches_label)
        column.addWidget(self.tree)
        return column

    def _empty(self) -> NoModel:
        return NoModel(
            self.tr("No language model yet"),
            self.tr("Choose a text as dataset on the Train page and train on it."),
            [(self.tr("Go to Train"), lambda: self._host.go_to("train"))],
        )

    def _connect(self) -> None:
        self._late.timeout.connect(self._ask)
        self._follow.timeout.connect(self._follow_writing)
        self.text.textChanged.connect(self._typed)
        self.models.opened.connect(self._opened)
        self.models.offered.connect(lambda n: self._stack.setCurrentIndex(0 if n else 1))
        self.write_button.clicked.connect(self._write_or_stop)
        self.chips.pointed.connect(self._pointed)
        self.bars.chosen.connect(self._take)
        self.tree.itemActivated.connect(self._go_to_branch)
        self.tree.itemClicked.connect(self._go_to_branch)
        self._host.theme.changed.connect(self._recolor)
        self._recolor()
        self._show_chips()
        self._show_branches()

    def _recolor(self) -> None:
        self.chips.set_colors(self._host.theme.colors)

    def _opened(self, model: LanguageModel | None) -> None:
        """Another model counts in other tokens: what was written becomes plain text."""
        self._stop()
        self._model = model
        self.branches = Branches()
        self.branches.begin(self.text.toPlainText())
        self._show_chips()
        self._show_branches()
        if model is not None:
            self._ask()

    def _typed(self) -> None:
        if self._writing or self._filling:
            return
        self.branches.begin(self.text.toPlainText())
        self._show_chips()
        self._show_branches()
        self._late.start()

    # What the model is asked

    def _position(self) -> int:
        """The written token that is pointed at; behind the last one if there is none."""
        written = len(self.branches.current.ids)
        return self.chips.current if 0 <= self.chips.current < written else written

    def _ask(self) -> None:
        model, branch, place = self._model, self.branches.current, self._position()
        if model is not None:
            self._host.background.start(
                ASKING,
                lambda _: (_expected(model, branch, place), branch, place),
                self._show,
                self._host.notices.error,
                title=self.tr("Computing the next token"),
            )

    def _show(self, answer: tuple[Expected, Branch, int]) -> None:
        self._expected = found, branch, place = answer
        self.bars.show_answers(found.tokens, [(self.models.currentText(), found.probabilities)])
        self.strangers.show_unknown(found.strangers)
        if place < len(branch.ids):
            taken = branch.ids[place]
            self.bars.mark(found.ids.index(taken) if taken in found.ids else -1)
            words = self.tr("Instead of “{0}”, token {1}: click another one to go on from it")
            self._said.setText(words.format(self._token(taken), place + 1))
        else:
            self._said.setText(self.tr("Likely next tokens: click one to write it"))

    def _token(self, id: int) -> str:
        return visible_token(self._model.tokenizer.token(id)) if self._model is not None else ""

    def _pointed(self, index: int) -> None:
        if index >= 0:
            at = self.chips.mapTo(self._inside, self.chips.box(index).center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, 40)
        if not self._writing:
            self._ask()

    def _take(self, row: int) -> None:
        """Write the token of a bar at the end, or leave the text where another one stands."""
        if self._expected is None or self._writing:
            return
        found, branch, place = self._expected
        if branch is not self.branches.current or place != self._position():
            return  # the text has changed, and its bars are on their way
        id, chance = found.ids[row], float(found.probabilities[row])
        if place == len(branch.ids):
            self.branches.add(id, chance)
            self._show_all()
            self._ask()
        elif id != branch.ids[place]:
            self.branches.fork(place, id, chance)
            self._show_all()
            self._write()

    # Writing

    def _write_or_stop(self) -> None:
        if self._writing:
            self._stop()
            self._ended()
        else:
            self._write()

    def _write(self) -> None:
        model, branch = self._model, self.branches.current
        if model is None:
            return
        choices: dict[str, Any] = {
            "max_tokens": self.length.value(),
            "temperature": self.temperature.value(),
            "top_p": self.top_p.value(),
            "seed": self.seed.value(),
        }

        # Of this writing alone: a cancelled one may still append to its own.
        pieces = self._pieces = deque()

        def work(task: Any) -> None:
            before = branch.before(len(branch.ids), model.tokenizer)
            for piece in generate_text(model, before, **choices):
                task.check()
                pieces.append(piece)

        self._is_over = False
        self._set_writing(True)
        self._follow.start()
        self._host.background.start(
            WRITING, work, lambda _: self._over(), self._failed, title=self.tr("Writing")
        )

    def _append(self) -> bool:
        """Take over some of what the model has written since; whether there was anything."""
        pieces = [self._pieces.popleft() for _ in range(min(TAKEN, len(self._pieces)))]
        if pieces:
            self.branches.extend([p.token_id for p in pieces], [p.probability for p in pieces])
            self.text.moveCursor(QTextCursor.MoveOperation.End)
            self.text.insertPlainText("".join(piece.text for piece in pieces))
            self.text.ensureCursorVisible()
        return bool(pieces)

    def _follow_writing(self) -> None:
        if self._append():
            self._follow_chips()
        if self._is_over and not self._pieces:
            self._ended()

    def _over(self) -> None:
        """The model has ended: what it wrote is shown at the pace that the window keeps up with."""
        self._is_over = True
        self._follow.setInterval(0)
        self._follow_writing()

    def _ended(self) -> None:
        self._set_writing(False)
        self._show_all(written=True)
        self._ask()

    def _failed(self, error: WorkbenchError) -> None:
        self._over()
        self._host.notices.error(error)

    def _stop(self) -> None:
        """Stop writing; what the model wrote since the last look is dropped."""
        self._host.background.cancel(WRITING)
        self._pieces = deque()
        self._set_writing(False)

    def _set_writing(self, on: bool) -> None:
        self._writing = on
        self._follow.setInterval(FOLLOW_MS)
        if not on:
            self._follow.stop()
        self.text.setReadOnly(on)
        # As wide with the shorter word: the fields beside it stay where they are.
        button = self.write_button
        button.setMinimumWidth(max(button.minimumWidth(), button.sizeHint().width()))
        button.setText(self.tr("Stop") if on else self.tr("Generate"))

    # What is shown

    def _show_all(self, written: bool = False) -> None:
        """Text, tokens and branches as they are now, and nothing pointed at.

        What was ``written`` has been followed to its end, and stays there.
        """
        if self._model is not None:
            text = self.branches.current.text(self._model.tokenizer)
            if text != self.text.toPlainText():
                self._filling = True
                self.text.setPlainText(text)
                self.text.moveCursor(QTextCursor.MoveOperation.End)
                self._filling = False
        if written:
            self.chips.current = -1
            self._follow_chips()
        else:
            self._show_chips()
        self._show_branches()

    def _show_chips(self) -> None:
        self.chips.set_chips(self._written())
        self._count_chips()

    def _follow_chips(self) -> None:
        """Add what was written to the chips, and keep the last of them in sight."""
        self.chips.grow(self._written())
        self._count_chips()
        self._inside.adjustSize()
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _count_chips(self) -> None:
        count = len(self.chips.items)
        self._low.setVisible(bool(count))
        if count:
            words = self.tr(
                "{0} tokens were written, each with how likely it was. Point at one to see others."
            )
            self._hint.setText(words.format(f"{count:,}"))

    def _written(self) -> Sequence[Chip]:
        """The chips of all written tokens, made when they are looked at."""
        branch, model = self.branches.current, self._model
        if model is None:
            return ()
        return LazyChips(
            len(branch.ids),
            lambda place: self._chip(model.tokenizer, branch.ids[place], branch.chances[place]),
        )

    def _chip(self, tokenizer: Tokenizer, id: int, chance: float) -> Chip:
        token = tokenizer.token(id)
        about = self.tr("“{0}”, which was {1} likely").format(visible_token(token), f"{chance:.1%}")
        breaks = token.endswith("\n")
        return Chip(visible_token(token), f"{chance:.0%}", _tint(chance), about, breaks)

    def _show_branches(self) -> None:
        order = [i for i in self.branches.in_order() if self.branches[i].ids]
        several = len(order) > 1
        self.tree.setVisible(several)
        self._branches_label.setVisible(several)
        self.tree.clear()
        for index in order if several else ():
            item = QListWidgetItem(self._branch_text(index))
            item.setData(Qt.ItemDataRole.UserRole, index)
            item.setToolTip(self._beginning(index))
            self.tree.addItem(item)
            if index == self.branches.index:
                self.tree.setCurrentItem(item)

    def _branch_text(self, index: int) -> str:
        branch = self.branches[index]
        if self._model is None:
            return _on_a_line(branch.prompt)
        tokenizer, start = self._model.tokenizer, branch.at
        if branch.parent < 0:
            return _on_a_line(branch.prompt[: 4 * SHOWN] + branch.written(tokenizer, 0, SHOWN))
        text = branch.written(tokenizer, start, start + SHOWN)
        indent = "   " * (self.branches.depth(index) - 1)
        words = self.tr("at {0}: {1}")
        return f"{indent}↳ " + words.format(branch.at + 1, _on_a_line(text))

    def _beginning(self, index: int) -> str:
        """What a branch reads like, of a long one its beginning."""
        if self._model is None:
            return ""
        branch = self.branches[index]
        return (branch.prompt[:TOLD] + branch.written(self._model.tokenizer, 0, TOLD))[:TOLD]

    def _go_to_branch(self, item: QListWidgetItem) -> None:
        index = int(item.data(Qt.ItemDataRole.UserRole))
        if self._writing or index == self.branches.index:
            return
        self.branches.index = index
        self._show_all()
        self._ask()


def _expected(model: LanguageModel, branch: Branch, position: int) -> Expected:
    return expected(model, branch.before(position, model.tokenizer), branch.prompt)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())[:SHOWN]


def _tint(chance: float) -> int | None:
    """A surprising token is coloured: the first colour below a half, the second below a tenth."""
    return None if chance >= 0.5 else 0 if chance >= 0.1 else 1
