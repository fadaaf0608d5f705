"""The widget: a text, its words to click on, and what the model would put into a blank."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench import MASK, WorkbenchError, visible_token
from workbench.inference import MASKED_TOKENS, LanguageModel
from workbench.ui import (
    Chip,
    ChipFlow,
    Host,
    ModelBox,
    NoModel,
    RowChooser,
    UnknownTokens,
    add_plot_actions,
)

from .blanks import Filling, Unit, ask, hide, put_in, units

ASK_MS = 80
# Of a longer text the first words are shown.
CHIPS = 400
# What trains such a model, whatever text it is trained on.
NETWORK, TRAINER, TEXT = "gpt", "language-model", "text-files"


class FillBlankPlayground(QWidget):
    """Hides words of a text on a click, and asks the model for each that is hidden."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._model: LanguageModel | None = None
        self._filling = Filling()
        self._which = 0
        self._late = QTimer(self, singleShot=True, interval=ASK_MS)
        self.text = QPlainTextEdit()
        self.chips = ChipFlow()
        self.strangers = UnknownTokens()
        self.models = ModelBox(host, "fill-blank", (MASKED_TOKENS,), LanguageModel)
        self.bars = RowChooser(host.theme)
        add_plot_actions(host, self.bars)
        self.hide_button = QPushButton(self.tr("Hide word"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._empty = self._no_model()
        self._stack.addWidget(self._empty)
        self._connect()
        self.models.refresh()

    def _build(self) -> QWidget:
        page = QWidget()
        self.models.setAccessibleName(self.tr("Model that fills in"))
        self.bars.setAccessibleName(self.tr("The likeliest tokens for the blank"))
        self._said = QLabel()
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.models)
        right.addWidget(self._said)
        right.addWidget(self.bars, 1)
        left = QVBoxLayout()
        left.addWidget(self._texts(), 1)
        left.addWidget(self.strangers)
        left.addLayout(self._buttons())
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(18)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        return page

    def _texts(self) -> QSplitter:
        self.text.setPlaceholderText(self.tr("Type a sentence…"))
        self.text.setAccessibleName(self.tr("Text with blanks"))
        self.text.setTabChangesFocus(True)
        self.chips.setAccessibleName(self.tr("Words to hide"))
        hint = QLabel(self.tr("Click a word to hide it; click a blank to ask about it."))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addWidget(self.chips)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        low = QWidget()
        column = QVBoxLayout(low)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(hint)
        column.addWidget(scroll, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.text)
        splitter.addWidget(low)
        splitter.setSizes([1000, 1000])
        return splitter

    def _buttons(self) -> QHBoxLayout:
        words = QLabel(self.tr("{0} in the text is a blank, too.").format(MASK))
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        self.hide_button.setToolTip(self.tr("Hide what the cursor in the text stands on"))
        row = QHBoxLayout()
        row.addWidget(words, 1)
        row.addWidget(self.hide_button)
        return row

    def _no_model(self) -> NoModel:
        words = self.tr(
            "Such a model learns from plain text by guessing hidden tokens from both sides: "
            "a transformer with Causal off, and the trainer's Objective masked."
        )
        return NoModel(
            self.tr("No model that fills blanks yet"),
            words,
            [(self.tr("Set it up"), self.set_up)],
        )

    def _connect(self) -> None:
        self._late.timeout.connect(self._ask)
        self.text.textChanged.connect(self._changed)
        self.models.opened.connect(self._opened)
        self.models.offered.connect(lambda n: self._stack.setCurrentIndex(0 if n else 1))
        self.hide_button.clicked.connect(self._hide_at_cursor)
        self.chips.chosen.connect(self._choose)
        self.bars.chosen.connect(self._put_in)
        self._host.theme.changed.connect(self._recolor)
        self._recolor()
        self._show(Filling())

    def _recolor(self) -> None:
        self.chips.set_colors(self._host.theme.colors)

    def set_up(self) -> None:
        """Put an experiment into the strip that trains such a model, on the text that is there."""
        experiment = self._host.experiment
        trains_text = experiment.trainer.id == TRAINER
        if not trains_text:
            experiment = experiment.on_dataset(TEXT)
        settings = dict(experiment.trainer.params) if trains_text else {}
        network = dict(experiment.architecture.params)
        if experiment.architecture.id != NETWORK:
            network = {}
        experiment = experiment.with_part("architecture", NETWORK, network | {"causal": False})
        settings["objective"] = "masked"
        self._host.set_experiment(experiment.with_part("trainer", TRAINER, settings))
        self._host.go_to("train")

    @property
    def _kind(self) -> str:
        return self._model.tokenizer.kind if self._model is not None else ""

    def _opened(self, model: LanguageModel | None) -> None:
        self._model = model
        is_char = self._kind == "char"
        self.hide_button.setText(self.tr("Hide letter") if is_char else self.tr("Hide word"))
        self._changed()

    def _changed(self) -> None:
        blanks = self.text.toPlainText().count(MASK)
        self._which = min(self._which, max(0, blanks - 1))
        self._show_chips()
        self._late.start()

    def _units(self) -> list[Unit]:
        return units(self.text.toPlainText(), self._kind)[:CHIPS]

    def _show_chips(self) -> None:
        blanks, chips, current = 0, [], self.chips.current
        for unit in self._units():
            asked = unit.is_hidden and blanks == self._which
            number = str(blanks + 1) if unit.is_hidden else ""
            about = self.tr("Ask about this blank") if unit.is_hidden else self.tr("Hide this")
            tint = (0 if asked else 1) if unit.is_hidden else None
            text = "▁▁▁" if unit.is_hidden else visible_token(unit.text)
            chips.append(Chip(text, number, tint, about, unit.text == "\n"))
            blanks += unit.is_hidden
        self.chips.set_chips(chips, current if current < len(chips) else -1)

    def _choose(self, index: int) -> None:
        """Hide a word; of a blank, ask about it."""
        found = self._units()
        unit = found[index]
        self._which = sum(other.is_hidden for other in found[:index])
        if unit.is_hidden:
            self._changed()
        else:
            self._set_text(hide(self.text.toPlainText(), unit), unit.start + len(MASK))

    def _hide_at_cursor(self) -> None:
        at, found = self.text.textCursor().position(), self._units()
        near = [place for place, unit in enumerate(found) if unit.start <= at <= unit.end]
        shown = [place for place in near if not found[place].is_hidden]
        if shown:
            # Between two signs the one before the cursor, which was just typed.
            self._choose(shown[0])
        else:
            self._host.notices.info(self.tr("Put the cursor on a word first, or click one below."))

    def _set_text(self, text: str, cursor: int) -> None:
        # Through a cursor, so that it can be undone.
        edit = QTextCursor(self.text.document())
        edit.select(QTextCursor.SelectionType.Document)
        edit.insertText(text)
        edit.setPosition(cursor)
        self.text.setTextCursor(edit)

    def _ask(self) -> None:
        model, text, which = self._model, self.text.toPlainText(), self._which
        if model is not None:
            self._host.background.start(
                "fill-blank: ask",
                lambda _: ask(model, text, which),
                self._show,
                self._failed,
                title=self.tr("Filling the blank"),
            )

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)

    def _show(self, filling: Filling) -> None:
        self._filling = filling
        answers = []
        if filling.probabilities is not None:
            answers = [(self.models.currentText(), filling.probabilities)]
        self.bars.show_answers(filling.visible_tokens, answers)
        self.strangers.show_unknown(filling.strangers)
        if answers:
            n = self.text.toPlainText().count(MASK)
            words = self.tr("For blank {0} of {1}: click one to put it in")
            self._said.setText(words.format(self._which + 1, n))
        else:
            self._said.setText(self.tr("Nothing is hidden yet."))

    def _put_in(self, row: int) -> None:
        if row < len(self._filling.tokens) and MASK in self.text.toPlainText():
            token = self._filling.tokens[row]
            text = put_in(self.text.toPlainText(), self._which, token, self._kind)
            self._set_text(text, len(text))
