"""The widget: a field for each column on the left, the model and its answer on the right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench import Data, Examples, Number, WorkbenchError
from workbench.inference import ROWS_OF_KIND, RowModel
from workbench.ui import AnswerPane, Host, ModelBox, NoModel, RunData

from .asking import MOST_OFFERED, RowAnswer, ask, of_row, problem, typical, used
from .columns import Column
from .kind import TableRows

ASK_MS = 60


class FillRowPlayground(QWidget):
    """Asks the chosen run's model whenever a field changes."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._model: RowModel | None = None
        self._data: Examples | None = None
        self._run_data = RunData(host, "fill-row")
        self._random = np.random.default_rng(0)
        self._truth = ""
        self._late = QTimer(self, singleShot=True, interval=ASK_MS)
        self._late.timeout.connect(self._ask)
        plugins = host.plugins
        self.models = ModelBox(
            host,
            "fill-row",
            (ROWS_OF_KIND,),
            lambda path: RowModel(path, plugins),
            inputs=TableRows.id,
        )
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        self._columns: dict[str, Column] = {}
        self.usual = QPushButton(self.tr("Typical row"))
        self.example = QPushButton(self.tr("A test row"))
        self.clear = QPushButton(self.tr("Clear"))
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
        self.problem.setProperty("role", "error")
        self.usual.setToolTip(self.tr("Medians and the most frequent values"))
        self.clear.setToolTip(self.tr("Nothing is known of the row"))
        buttons = QHBoxLayout()
        for widget in (self.usual, self.example, self.clear):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.addLayout(buttons)
        left.addWidget(self.problem)
        left.addWidget(self._scroll, 1)
        whole = QHBoxLayout(page)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(18)
        whole.addLayout(left, 1)
        whole.addWidget(self.pane, 1)
        return page

    def _empty(self) -> NoModel:
        return NoModel(
            self.tr("No model of a table yet"),
            self.tr("Choose a table as dataset on the Train page, and train on it."),
            [(self.tr("Go to Train"), lambda: self._host.go_to("train"))],
        )

    def _connect(self) -> None:
        self.usual.clicked.connect(self._fill_typical)
        self.example.clicked.connect(self._take_example)
        self.clear.clicked.connect(lambda: self.fill({}))
        self.models.opened.connect(self._opened)
        self.models.offered.connect(lambda n: self._stack.setCurrentIndex(0 if n else 1))

    # --- the model and its form

    def _opened(self, model: RowModel | None) -> None:
        before = self._model
        self._model = model
        self._data = None
        for button in (self.usual, self.example, self.clear):
            button.setEnabled(model is not None)
        if model is None or not isinstance(model.inputs, TableRows):
            return
        values = self.values() if before is not None or self.fields else {}
        self._make_form(model.inputs)
        usual = typical(model.inputs)
        # Models of the same table are compared on the row that stands there.
        same = set(values) == set(usual)
        self.fill(values if same else usual)

    def _make_form(self, kind: TableRows) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.fields, self._columns = {}, {}
        for row, column in enumerate(used(kind)):
            field = self._combo(column) if column.is_category else self._line(column)
            label = QLabel(column.name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(field)
            label.setMaximumWidth(220)
            label.setToolTip(column.name)
            field.setAccessibleName(column.name)
            unit = QLabel(column.format.unit or column.format.prefix)
            unit.setProperty("role", "muted")
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(unit, row, 2)
            self.fields[column.name], self._columns[column.name] = field, column
        grid.setRowStretch(len(self.fields), 1)
        page.setObjectName("scrolled")
        self._scroll.setWidget(page)

    def _line(self, column: Column) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self.tr("missing"))
        if column.quantiles:
            low, high = column.shown(column.quantiles[0]), column.shown(column.quantiles[-1])
            line.setToolTip(self.tr("Training rows have {0} to {1}.").format(low, high))
        line.textChanged.connect(self._changed)
        return line

    def _combo(self, column: Column) -> QComboBox:
        combo = QComboBox()
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setMinimumContentsLength(6)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.addItem("")
        combo.addItems(list(column.values[:MOST_OFFERED]))
        editor = combo.lineEdit()
        if editor is not None:
            editor.setPlaceholderText(self.tr("missing"))
        combo.currentTextChanged.connect(self._changed)
        return combo

    def values(self) -> dict[str, str]:
        """The texts of all fields, by column."""
        return {
            name: field.currentText() if isinstance(field, QComboBox) else field.text()
            for name, field in self.fields.items()
        }

    def fill(self, values: dict[str, str]) -> None:
        """Put these into the fields; what is not among them is missing."""
        self._truth = ""
        for name, field in self.fields.items():
            field.blockSignals(True)
            text = values.get(name, "")
            if isinstance(field, QComboBox):
                field.setCurrentText(text)
            else:
                field.setText(text)
            field.blockSignals(False)
        self._ask()

    def _fill_typical(self) -> None:
        if self._model is not None and isinstance(self._model.inputs, TableRows):
            self.fill(typical(self._model.inputs))

    # --- a row of the dataset

    def _take_example(self) -> None:
        """One of the run's test rows, drawn at random, with what it is."""
        if self._data is not None:
            self._draw(self._data)
            return
        path = self.models.currentData()
        if path is not None:
            self.example.setEnabled(False)
            self._run_data.request(Path(path).name, self._data_came, self._failed)

    def _data_came(self, data: Data) -> None:
        self.example.setEnabled(True)
        if isinstance(data, Examples):
            self._data = data
            self._draw(data)

    def _draw(self, data: Examples) -> None:
        model = self._model
        if model is None or not isinstance(model.inputs, TableRows):
            return
        index = int(self._random.integers(len(data.test)))
        self.fill(of_row(model.inputs, data.test.x, index))
        self._truth = data.target.text(data.test.y[index])

    # --- the answer

    def _changed(self) -> None:
        self._truth = ""
        self._late.start()

    def _ask(self) -> None:
        model, values = self._model, self.values()
        if model is None or not values:
            return
        wrong = [problem(self._columns[name], text) for name, text in values.items()]
        first = next(filter(None, wrong), "")
        self.problem.setText(first)
        self.problem.setVisible(bool(first))
        if first:
            self._show(None)
            return
        self._host.background.start(
            "fill-row: ask",
            lambda _: ask(model, values),
            self._show,
            self._failed,
            title=self.tr("Predicting"),
        )

    def _failed(self, error: WorkbenchError) -> None:
        self.example.setEnabled(True)
        self._show(None)
        self.problem.setText(f"{error.message} {error.remedy}")
        self.problem.show()

    def _show(self, found: RowAnswer | None) -> None:
        model = self._model
        if found is None or model is None:
            self.pane.clear(self.tr("Fill in the row") if model is not None else "")
            if not self.problem.text():
                self.problem.hide()
            return
        words = []
        if self._truth:
            words.append(self.tr("The dataset says {0}.").format(self._truth))
        if isinstance(model.target, Number):
            average = model.target.text(model.target.mean)
            words.append(self.tr("Training rows have {0} on average.").format(average))
        if found.strangers:
            names = ", ".join(found.strangers)
            words.append(self.tr("New to the model: the value of {0}.").format(names))
        names = model.target.names
        self.pane.show_answer(found.text, found.confidence, names, found.answer, words)
