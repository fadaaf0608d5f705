"""The widget: the text and the buttons on the left, the bars of what comes next on the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunInfo
from workbench.inference.generate import generate
from workbench.inference.textmodel import LanguageModel
from workbench.ui.host import Host
from workbench.ui.plots.bars import Bars
from workbench.ui.state import RunState

from .writer import Expected, expected, writers

# The model is asked when typing rests for so long.
ASK_MS = 80
WRITING, ASKING = "next-word: write", "next-word: ask"


class NextWordPlayground(QWidget):
    """Asks the chosen run's model at every change of the text; Generate lets it write."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._model: LanguageModel | None = None
        self._writing = False
        self._late = QTimer(self, singleShot=True, interval=ASK_MS)
        self._late.timeout.connect(self._ask)
        self.text, self.models, self.bars = QPlainTextEdit(), QComboBox(), Bars(host.theme)
        self.temperature, self.length = QDoubleSpinBox(), QSpinBox()
        self.write_button = QPushButton(self.tr("Generate"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self._empty())
        self._connect()
        self.refresh()

    def _build(self) -> QWidget:
        page = QWidget()
        self.text.setPlaceholderText(self.tr("Type the beginning of a text…"))
        self.text.setAccessibleName(self.tr("Text to go on from"))
        self.text.setTabChangesFocus(True)
        self.models.setAccessibleName(self.tr("Model that writes"))
        self.models.setMinimumContentsLength(14)
        self.bars.setAccessibleName(self.tr("The likeliest next tokens"))
        self._said = QLabel(self.tr("What comes next"))
        self._said.setProperty("role", "muted")
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.text, 1)
        left.addLayout(self._buttons())
        right.addWidget(self.models)
        right.addWidget(self._said)
        right.addWidget(self.bars, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(18)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        return page

    def _buttons(self) -> QHBoxLayout:
        self.write_button.setProperty("role", "primary")
        self.temperature.setRange(0.0, 2.0)
        self.temperature.setSingleStep(0.1)
        self.temperature.setValue(0.8)
        self.temperature.setToolTip(self.tr("0 takes the likeliest token always; 1 as learnt"))
        self.length.setRange(1, 2000)
        self.length.setValue(200)
        row = QHBoxLayout()
        for name, box in (
            (self.tr("Temperature"), self.temperature),
            (self.tr("Tokens"), self.length),
        ):
            label = QLabel(name)
            label.setProperty("role", "muted")
            box.setAccessibleName(name)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch(1)
        row.addWidget(self.write_button)
        return row

    def _empty(self) -> QWidget:
        words = QLabel(
            self.tr(
                "No model that writes yet.\n"
                "Choose a running text as dataset on the Train page and train a language model."
            )
        )
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        button = QPushButton(self.tr("Go to Train"))
        button.setProperty("role", "primary")
        button.clicked.connect(lambda: self._host.go_to("train"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        return page

    def _connect(self) -> None:
        self.text.textChanged.connect(self._changed)
        self.models.currentIndexChanged.connect(lambda _: self._open())
        self.write_button.clicked.connect(self._write_or_stop)
        self._host.jobs.changed.connect(self._run_changed)

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if before.live and not after.live and after.model:
            self.refresh()

    def refresh(self) -> None:
        """Look for models that write, in the background."""
        store = self._host.store
        self._host.tasks.start(
            "next-word: runs", lambda _: writers(store), self._offer, self._host.notices.error
        )

    def _offer(self, infos: list[RunInfo]) -> None:
        known = [self.models.itemData(i) for i in range(self.models.count())]
        if known != [info.path for info in infos]:
            self.models.blockSignals(True)
            self.models.clear()
            for info in infos:
                self.models.addItem(f"{info.name} · {info.architecture}", info.path)
            self.models.blockSignals(False)
            self._open()
        self._stack.setCurrentIndex(0 if infos else 1)

    def _open(self) -> None:
        self._stop()
        self._model = None
        path = self.models.currentData()
        if path is not None:
            self._host.tasks.start(
                "next-word: open",
                lambda _: LanguageModel(path / "model.onnx"),
                self._opened,
                self._host.notices.error,
            )

    def _opened(self, model: LanguageModel) -> None:
        self._model = model
        self._ask()

    def _changed(self) -> None:
        if not self._writing:
            self._late.start()

    def _ask(self) -> None:
        model, text = self._model, self.text.toPlainText()
        if model is not None:
            self._host.tasks.start(
                ASKING, lambda _: expected(model, text), self._show, self._host.notices.error
            )

    def _show(self, found: Expected) -> None:
        self.bars.show_answers(found.tokens, [(self.models.currentText(), found.probabilities)])

    def _write_or_stop(self) -> None:
        if self._writing:
            self._stop()
            self._ask()
        elif self._model is not None:
            self._write(self._model)

    def _write(self, model: LanguageModel) -> None:
        prompt, tokens = self.text.toPlainText(), self.length.value()
        temperature, seed = self.temperature.value(), len(prompt)

        def work(task: Any) -> None:
            for piece in generate(
                model, prompt, max_tokens=tokens, temperature=temperature, seed=seed
            ):
                task.check()
                task.post(lambda text=piece.text: self._append(text))

        self._set_writing(True)
        self._host.tasks.start(WRITING, work, lambda _: self._ended(), self._failed)

    def _append(self, text: str) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.insertPlainText(text)
        self.text.ensureCursorVisible()

    def _ended(self) -> None:
        self._set_writing(False)
        self._ask()

    def _failed(self, error: WorkbenchError) -> None:
        self._set_writing(False)
        self._host.notices.error(error)

    def _stop(self) -> None:
        self._host.tasks.cancel(WRITING)
        self._set_writing(False)

    def _set_writing(self, on: bool) -> None:
        self._writing = on
        self.text.setReadOnly(on)
        self.write_button.setText(self.tr("Stop") if on else self.tr("Generate"))
