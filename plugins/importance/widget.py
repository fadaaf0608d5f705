"""The widget: columns by importance on the left, how the answer follows one on the right."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench import Data, Examples, Number, WorkbenchError, metric_heading, metric_text
from workbench.ui import (
    CurvePlot,
    Host,
    IntervalBars,
    IntervalRow,
    Panel,
    PlotLine,
    RunData,
    RunState,
    add_plot_actions,
)

from .measure import REPEATS, Dependence, Importances, Measurement

# Classes whose probabilities are drawn at the same time.
MOST_LINES = 6


class ImportanceWidget(QWidget):
    """Measures a finished run's model in the background."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run_data = RunData(host, "importance")
        self._state = RunState()
        self._data: Examples | None = None
        self._asked: tuple[str, str] | None = None
        self.measurement: Measurement | None = None
        self.importances: Importances | None = None
        self.dependence: Dependence | None = None
        self.bars = IntervalBars(host.theme, self.tr("Importance of columns"))
        self.words = QLabel(wordWrap=True)
        self.column = QComboBox()
        self.output = QComboBox()
        self.curve = CurvePlot(self.tr("Partial dependence"), self._describe)
        self.values = IntervalBars(host.theme, self.tr("Mean answer by value"))
        self.follow = QLabel(wordWrap=True)
        add_plot_actions(host, self.bars, self.curve, self.values)
        self._panel = Panel(self._pane())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panel)
        self.setMinimumSize(460, 300)
        host.theme.changed.connect(self._recolor)
        self._recolor()
        self.show_run(RunState())

    def _pane(self) -> QWidget:
        for label in (self.words, self.follow):
            label.setProperty("role", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.column.setAccessibleName(self.tr("Column"))
        self.output.setAccessibleName(self.tr("Class"))
        for box in (self.column, self.output):
            box.setMinimumContentsLength(10)
        self.column.currentIndexChanged.connect(lambda _: self._ask_dependence())
        self.output.currentIndexChanged.connect(lambda _: self._draw())
        self.curve.pointed.connect(self.curve.point_at)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.curve)
        self._stack.addWidget(_scrolled(self.values))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        choices = QHBoxLayout()
        choices.addWidget(self.column, 1)
        choices.addWidget(self.output, 1)
        splitter.addWidget(_side(self.tr("Importance"), self.words, None, _scrolled(self.bars)))
        splitter.addWidget(_side(self.tr("Partial dependence"), self.follow, choices, self._stack))
        return splitter

    def _recolor(self) -> None:
        self.curve.set_colors(self._host.theme.colors)
        self._draw()

    # --- what is measured

    def show_run(self, state: RunState) -> None:
        """Measure a run once it has left its model."""
        if state.run != self._state.run:
            self._data = self._asked = None
            self.measurement = self.importances = self.dependence = None
            if state.run:
                self._run_data.request(state.run, self._data_came, self._failed)
        self._state = state
        self._refresh()

    def _data_came(self, data: Data) -> None:
        fits = isinstance(data, Examples) and data.inputs.columnar
        self._data = data if fits and isinstance(data, Examples) else None
        self._refresh()

    def _failed(self, error: WorkbenchError) -> None:
        self._panel.say(error.message, error.remedy)

    def _refresh(self) -> None:
        state, data = self._state, self._data
        if state.live or not state.model:
            self._panel.say(
                self.tr("Columns are measured once the run has left its model."),
                self.tr("Train on a table, and see which columns matter."),
            )
            return
        key = (state.run, state.model)
        if data is None or key == self._asked:
            return
        self._asked = key
        self._panel.say(self.tr("Shuffling columns…"))
        path, plugins = Path(state.model), self._host.plugins
        self._host.background.start(
            "importance: open",
            lambda _: Measurement(path, plugins, data),
            self._opened,
            self._failed,
            title=self.tr("Opening a model"),
        )

    def _opened(self, measurement: Measurement) -> None:
        self.measurement = measurement
        self._host.background.start(
            "importance: shuffle",
            lambda job: measurement.importances(
                job.check, lambda done, total: job.report("", done, total)
            ),
            self._measured,
            self._failed,
            title=self.tr("Measuring importance"),
        )

    def _measured(self, found: Importances) -> None:
        measurement = self.measurement
        if measurement is None:
            return
        self.importances = found
        target = measurement.target
        rows = []
        for column in found.columns:
            sign = "" if column.value >= 0 else "−"
            text = sign + metric_text(found.metric, abs(column.value), target)
            rows.append(IntervalRow(column.name, column.value, column.low, column.high, text))
        heading = metric_heading(found.metric, target.unit_of(found.metric))
        self.bars.show_values(rows, quantity=self.tr("Change in {0}").format(heading))
        base = metric_text(found.metric, found.base, target)
        words = self.tr(
            "{0} is {1} on {2} test rows. Bars: how much worse it gets when the column is shuffled"
            " (mean of {3} shuffles with its 95 % interval)."
        )
        rows_measured = f"{found.n_rows:,}"
        self.words.setText(words.format(metric_heading(found.metric), base, rows_measured, REPEATS))
        for box, names in (
            (self.column, [column.name for column in found.columns]),
            (self.output, list(target.names)),
        ):
            box.blockSignals(True)
            box.clear()
            box.addItems(names)
            box.blockSignals(False)
        self.output.setVisible(len(target.names) > 1)
        if len(target.names) == 2:
            self.output.setCurrentIndex(1)
        self._panel.show_content()
        self._ask_dependence()

    def _ask_dependence(self) -> None:
        measurement, name = self.measurement, self.column.currentText()
        if measurement is None or name not in measurement.raw:
            return
        self._host.background.start(
            "importance: dependence",
            lambda job: measurement.dependence(name, job.check),
            self._depends,
            self._failed,
            title=self.tr("Computing dependence"),
        )

    def _depends(self, found: Dependence) -> None:
        self.dependence = found
        self._draw()

    # --- what is drawn

    def _draw(self) -> None:
        found, measurement = self.dependence, self.measurement
        if found is None or measurement is None:
            return
        at = max(0, self.output.currentIndex())
        name = measurement.target.names[at]
        mean, low, high = (each[:, at] for each in (found.answers, found.low, found.high))
        self._stack.setCurrentIndex(0 if found.is_number else 1)
        what = self.tr("probability of {0}").format(name) if self._is_share else name
        self.follow.setText(
            self.tr(
                "Mean {0} with {1} set to each value in every row; between the faint lines"
            ).format(what, found.column)
            + self.tr(" lie eight of ten rows.")
            if found.is_number
            else self.tr("Mean {0} with {1} set to each value in every row; whiskers hold").format(
                what, found.column
            )
            + self.tr(" eight of ten rows.")
        )
        if not found.is_number:
            rows = [
                IntervalRow(str(value) or self.tr("missing"), m, a, b, self._text(m))
                for value, m, a, b in zip(found.values, mean, low, high, strict=True)
            ]
            least = min(0.0, float(low.min()))
            self.values.show_values(
                rows, 1.0 if self._is_share else None, least, self._answer(name)
            )
            return
        x = np.array(found.values, np.float64)
        color = self._host.theme.colors.series[0]
        self.curve.set_axes(found.column, self._answer(name))
        self.curve.set_limits(*((0.0, 1.0) if self._is_share else (None, None)))
        lines = {
            "low": PlotLine(x, low, color, alpha=90, name=self.tr("10 % of rows lie below")),
            "high": PlotLine(x, high, color, alpha=90, name=self.tr("10 % of rows lie above")),
            "mean": PlotLine(x, mean, color, label=name, width=2, dots=True, fine=True),
        }
        extent = float(x[0]), float(x[-1])
        self.curve.show_lines(lines, extent if extent[0] < extent[1] else (x[0] - 1, x[0] + 1))
        self.curve.fit()

    def _answer(self, name: str) -> str:
        """What the answer of one output is, with its unit."""
        if self._is_share:
            return self.tr("Probability of {0}").format(name)
        target = self.measurement.target if self.measurement is not None else None
        unit = target.unit if isinstance(target, Number) else ""
        return f"{name} ({unit})" if unit else name

    @property
    def _is_share(self) -> bool:
        """Whether answers are probabilities."""
        return self.measurement is not None and len(self.measurement.target.names) > 1

    def _text(self, value: float) -> str:
        if self._is_share or self.measurement is None:
            return f"{value:.1%}"
        return self.measurement.target.text(value)

    def _describe(self, x: float) -> str:
        if self.dependence is None or not math.isfinite(x):
            return ""
        return f"{self.dependence.column} {x:.6g}"


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner = QWidget(objectName="scrolled")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 6, 0)
    column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(inner)
    # It scrolls down alone: what is narrower would hide the values at the right.
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(inner.minimumSizeHint().width() + bar)
    return area


def _side(title: str, words: QLabel, choices: QHBoxLayout | None, content: QWidget) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(10, 8, 10, 8)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    column.addWidget(heading)
    if choices is not None:
        column.addLayout(choices)
    column.addWidget(words)
    column.addWidget(content, 1)
    return side
