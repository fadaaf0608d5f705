"""The widget: a row on the left, as it was read; a model and its answer on the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench import Data, InputKind, Number, WorkbenchError
from workbench.inference import ROWS_OF_KIND, RowModel
from workbench.ui import AnswerPane, Host, ModelBox, NoModel, RowView, RunData, data_split

from .reader import RowAnswers, ask

ASK_MS = 120


class TryRowPlayground(QWidget):
    """Asks the chosen run's model whenever typing rests for a moment, and about files."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._model: RowModel | None = None
        self._source: str | Path = ""
        self._found: RowAnswers | None = None
        self._shown = 0
        self._truth = ""
        self._data: Data | None = None
        self._run_data = RunData(host, "try-row")
        self._random = np.random.default_rng(0)
        self._late = QTimer(self, singleShot=True, interval=ASK_MS)
        self._late.timeout.connect(self._typed)
        plugins = host.plugins
        self.models = ModelBox(
            host, "try-row", (ROWS_OF_KIND,), lambda path: RowModel(path, plugins)
        )
        self.text = QPlainTextEdit()
        self.file = QPushButton(self.tr("Choose a file…"))
        self.example = QPushButton(self.tr("A test row"))
        self.before = QPushButton(self.tr("Previous"))
        self.after = QPushButton(self.tr("Next"))
        self.where = QLabel()
        self.row = RowView(host)
        self.problem = QLabel(wordWrap=True)
        self.pane = AnswerPane(host, self.models)
        self.answer, self.remark, self.bars = self.pane.answer, self.pane.remark, self.pane.bars
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self._empty())
        self._connect()
        self._show(None)
        self.models.refresh()

    def _build(self) -> QWidget:
        page = QWidget()
        self.text.setAccessibleName(self.tr("A row"))
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(96)
        self.problem.setProperty("role", "error")
        self.where.setProperty("role", "muted")
        buttons = QHBoxLayout()
        for widget in (self.file, self.example):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        for widget in (self.where, self.before, self.after):
            buttons.addWidget(widget)
        left = QVBoxLayout()
        left.addWidget(self.text)
        left.addLayout(buttons)
        left.addWidget(self.problem)
        left.addWidget(self.row, 1)
        left.addStretch(0)
        whole = QHBoxLayout(page)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(18)
        whole.addLayout(left, 1)
        whole.addWidget(self.pane, 1)
        return page

    def _empty(self) -> NoModel:
        return NoModel(
            self.tr("No model for rows of a plugin's kind yet"),
            self.tr(
                "Choose such a dataset on the Train page and train on it. Pictures and texts have"
                " playgrounds of their own."
            ),
            [(self.tr("Go to Train"), lambda: self._host.go_to("train"))],
        )

    def _connect(self) -> None:
        self.text.textChanged.connect(self._late.start)
        self.file.clicked.connect(self._choose_file)
        self.example.clicked.connect(self._take_example)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.models.opened.connect(self._opened)
        self.models.offered.connect(lambda n: self._stack.setCurrentIndex(0 if n else 1))
        self._host.theme.changed.connect(lambda: self.row.set_colors(self._host.theme.colors))

    # --- the model

    def _opened(self, model: RowModel | None) -> None:
        self._model = model
        self._data = None
        self.example.setEnabled(model is not None)
        if model is None:
            return
        reads = type(model.inputs).read is not InputKind.read
        one = model.inputs.noun[0]
        self.text.setEnabled(reads)
        self.file.setVisible(reads and bool(model.inputs.files))
        self.file.setToolTip(", ".join(model.inputs.files))
        self.text.setPlaceholderText(
            self.tr("Type a {0}…").format(one)
            if reads
            else self.tr("A {0} cannot be typed: take a test row.").format(one)
        )
        self._ask(self._source)

    # --- what is asked

    def _typed(self) -> None:
        self._truth = ""
        self._ask(self.text.toPlainText())

    def _choose_file(self) -> None:
        if self._model is None:
            return
        dialog = QFileDialog(self, self.tr("A row"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{ending}" for ending in self._model.inputs.files)
        dialog.setNameFilters([f"{self._model.inputs.name} ({endings})", self.tr("All files (*)")])
        dialog.fileSelected.connect(self.open_file)
        dialog.open()

    def open_file(self, path: str) -> None:
        """Ask about the rows of a file."""
        self._truth = ""
        self._forget_typed()
        self._ask(Path(path))

    def _ask(self, source: str | Path) -> None:
        self._source = source
        model = self._model
        if model is None or (isinstance(source, str) and not source.strip()):
            self._show(None)
            return
        self._host.background.start(
            "try-row: ask",
            lambda _: ask(model, source),
            self._answered,
            self._failed,
            title=self.tr("Predicting"),
        )

    def _answered(self, found: RowAnswers) -> None:
        self.problem.hide()
        self._shown = 0
        self._show(found)

    def _failed(self, error: WorkbenchError) -> None:
        self._show(None)
        self.problem.setText(f"{error.message} {error.remedy}")
        self.problem.show()

    # --- a row of the dataset

    def _take_example(self) -> None:
        """One of the run's test rows, drawn at random, with what it is."""
        if self._data is not None:
            self._draw(self._data)
            return
        path = self.models.currentData()
        if path is not None:
            self.example.setEnabled(False)
            self._run_data.request(Path(path).name, self._data_came, self._no_data)

    def _data_came(self, data: Data) -> None:
        self.example.setEnabled(True)
        self._data = data
        self._draw(data)

    def _no_data(self, error: WorkbenchError) -> None:
        self.example.setEnabled(True)
        self._failed(error)

    def _draw(self, data: Data) -> None:
        model, split = self._model, data_split(data, "test")
        if model is None:
            return
        index = int(self._random.integers(len(split)))
        rows = data.inputs.take(split.x, np.array([index]))
        self._truth = model.target.text(split.y[index])

        def answer(_: Any) -> RowAnswers:
            answers = model.predict(rows)
            return RowAnswers(rows, answers, model.target.predictions(answers))

        self._forget_typed()
        self._host.background.start(
            "try-row: ask", answer, self._answered, self._failed, title=self.tr("Predicting")
        )

    def _forget_typed(self) -> None:
        """What was typed is not what is shown."""
        self._late.stop()
        self._source = ""
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)

    # --- what is shown

    def _turn(self, by: int) -> None:
        if self._found is not None:
            self._shown = min(max(self._shown + by, 0), len(self._found) - 1)
            self._show(self._found)

    def _show(self, found: RowAnswers | None) -> None:
        self._found = found
        model = self._model
        several = found is not None and len(found) > 1
        for widget in (self.where, self.before, self.after):
            widget.setVisible(several)
        self.problem.hide()
        if found is None or model is None:
            self.row.clear()
            self.pane.clear(self.tr("Give a row") if model is not None else "")
            return
        index = self._shown
        more = self.tr(" (the first)") if found.cut else ""
        self.where.setText(self.tr("row {0} of {1}").format(index + 1, f"{len(found):,}") + more)
        self.before.setEnabled(index > 0)
        self.after.setEnabled(index < len(found) - 1)
        self.row.show_row(model.inputs, found.rows, index)
        self._show_answer(model, found, index)

    def _show_answer(self, model: RowModel, found: RowAnswers, index: int) -> None:
        target, answer = model.target, found.answers[index]
        sure = float(target.confidence(found.answers[index : index + 1])[0])
        text = target.text(found.predictions[index]) or self.tr("none")
        words = []
        if self._truth:
            words.append(self.tr("The dataset says {0}.").format(self._truth))
        if isinstance(target, Number):
            words.append(
                self.tr("Training rows have {0} on average, standard deviation {1}.").format(
                    target.text(target.mean), target.text(target.scale)
                )
            )
        if model.guarded:
            words.append(self.tr("This file is from elsewhere and is asked in a process apart."))
        self.pane.show_answer(text, sure, target.names, answer, words)
