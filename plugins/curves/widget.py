"""The curves: plots, their legend and the controls above them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from workbench import (
    Number,
    TargetKind,
    Task,
    WorkbenchError,
    deciding_metric,
    is_share,
    metric_heading,
)
from workbench.ui import (
    TIME_AXES,
    CurvePlot,
    CurveStyle,
    Host,
    Panel,
    PlotLine,
    RunData,
    RunState,
    Trace,
    add_plot_actions,
    contributed,
    curve_end,
    escaped,
    learning_rate_traces,
    link_x,
    loss_traces,
    measured_metrics,
    metric_traces,
)

from .comparable import MeasuredRun, same_axes

SMOOTHEST = 500.0
SLIDER_STEPS = 100
ROOMY = 680
_SPLIT_COLOR = {"train": 0, "val": 1, "test": 2}


class CurvesWidget(QWidget):
    """Loss, a metric, and learning rate of the selected run and those beside it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._state = RunState()
        # The second plot shows the metric that decides, until another is chosen.
        self.loss, self.accuracy, self.rate = self._plots()
        self._metric = "accuracy"
        self._by_user = ""
        self._tasks: dict[str, _RunTask] = {}
        self._legend = QLabel()
        self._long_legend = QLabel()
        for label in (self._legend, self._long_legend):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setAccessibleName(self.tr("Legend"))
            label.setMinimumWidth(60)
        self._long_legend.setWordWrap(True)
        self.left_out = QLabel(wordWrap=True)
        self.left_out.setTextFormat(Qt.TextFormat.PlainText)
        self.left_out.setProperty("role", "muted")
        self.left_out.hide()
        self._panel = Panel(self._layout_content())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(440, 330)
        host.theme.changed.connect(self._recolor)
        host.overlay_changed.connect(self._overlay_changed)
        self._recolor()
        self.show_run(RunState())

    def _plots(self) -> tuple[CurvePlot, CurvePlot, CurvePlot]:
        loss = CurvePlot(self.tr("Loss"), self._describe)
        accuracy = CurvePlot(self.tr("Accuracy"), self._describe)
        rate = CurvePlot(self.tr("Learning rate"), self._describe)
        loss.set_limits(0.0, None)
        accuracy.set_limits(0.0, 1.0)
        rate.set_limits(0.0, None)
        rate.setFixedHeight(116)
        for plot in (loss, accuracy, rate):
            plot.setMinimumWidth(200)
            plot.pointed.connect(self._point)
            plot.zoomed.connect(lambda on: self._fit.setVisible(on))
        link_x(loss, accuracy, rate)
        add_plot_actions(self._host, loss, accuracy, rate)
        return loss, accuracy, rate

    def _layout_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(4)
        column.addLayout(self._controls())
        column.addWidget(self._long_legend)
        column.addWidget(self.left_out)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for index, plot in enumerate((self.loss, self.accuracy)):
            grid.addWidget(heading := self._heading(plot), 0, index)
            grid.addWidget(plot, 1, index)
            grid.setColumnStretch(index, 1)
        self._second_heading = heading
        self.metric_box = QComboBox()
        self.metric_box.setAccessibleName(self.tr("Metric"))
        self.metric_box.setToolTip(self.tr("Which metric the plot below shows"))
        self.metric_box.activated.connect(self._pick_metric)
        self.metric_box.hide()
        grid.addWidget(self.metric_box, 0, 1)
        grid.addWidget(self._heading(self.rate), 2, 0, 1, 2)
        grid.addWidget(self.rate, 3, 0, 1, 2)
        grid.setRowStretch(1, 1)
        column.addLayout(grid, 1)
        return content

    def _heading(self, plot: CurvePlot) -> QLabel:
        label = QLabel(plot.accessibleName())
        label.setProperty("role", "heading")
        return label

    def _controls(self) -> QHBoxLayout:
        self._axis = QComboBox()
        for axis, text in zip(
            TIME_AXES, (self.tr("Steps"), self.tr("Epochs"), self.tr("Seconds")), strict=True
        ):
            self._axis.addItem(text, axis)
        self._axis.setAccessibleName(self.tr("Horizontal axis"))
        self._axis.setToolTip(self.tr("What the horizontal axis counts"))
        self._axis.currentIndexChanged.connect(self._axis_changed)
        self._log = QCheckBox(self.tr("Log scale"))
        self._log.setToolTip(self.tr("Show the loss on a logarithmic axis"))
        self._log.toggled.connect(self.loss.set_log)
        self._smoothing = QSlider(Qt.Orientation.Horizontal)
        self._smoothing.setRange(0, SLIDER_STEPS)
        self._smoothing.setValue(52)
        self._smoothing.setFixedWidth(90)
        self._smoothing.setAccessibleName(self.tr("Smoothing"))
        self._smoothing.valueChanged.connect(self._redraw)
        self._fit = QPushButton(self.tr("Reset view"))
        self._fit.setToolTip(self.tr("Show the whole run again (Home, or double click in a plot)"))
        self._fit.hide()
        self._fit.clicked.connect(self._fit_all)
        self._smoothing_label = QLabel(self.tr("Smoothing"))
        self._smoothing_label.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._legend, 1)
        for widget in (self._smoothing_label, self._smoothing, self._log, self._axis, self._fit):
            row.addWidget(widget)
        return row

    def _recolor(self) -> None:
        for plot in (self.loss, self.accuracy, self.rate):
            plot.set_colors(self._host.theme.colors)
        self._redraw()

    def _overlay_changed(self, _: object) -> None:
        self._redraw()

    def _axis_changed(self) -> None:
        for plot in (self.loss, self.accuracy, self.rate):
            plot.point_at(None)
        self._fit_all()
        self._redraw()

    def _fit_all(self) -> None:
        for plot in (self.loss, self.accuracy, self.rate):
            plot.fit()

    def _look(self) -> CurveStyle:
        share = self._smoothing.value() / SLIDER_STEPS
        window = SMOOTHEST**share
        steps = round(window)
        text = self.tr("No smoothing")
        if steps > 1:
            text = self.tr("Smoothing: mean of the last {0} steps").format(steps)
        self._smoothing.setToolTip(text)
        return CurveStyle(str(self._axis.currentData()), window)

    def show_run(self, state: RunState) -> None:
        """Show a run as it is now."""
        if state.run != self._state.run:
            self._by_user = ""
        self._state = state
        self._redraw()

    def _runs(self) -> tuple[list[RunState], list[RunState]]:
        """The runs to draw, the selected one first, and those of another task."""
        beside = [s for s in self._host.overlay if s.run != self._state.run and s.curves]
        runs = [self._state, *beside] if self._state.curves else beside
        drawn = {state.run for state in runs}
        for run in [run for run in self._tasks if run not in drawn]:
            self._tasks.pop(run).deleteLater()
        for state in runs:
            if state.run not in self._tasks:
                self._tasks[state.run] = asked = _RunTask(self._host, state.run, self)
                asked.known.connect(self._redraw)
        if not runs:
            return [], []
        first, *others = runs
        # Until it is known what both are about, nothing is drawn beside the other.
        known = [
            s for s in others if self._tasks[s.run].is_known and self._tasks[first.run].is_known
        ]
        alike = [
            state for state in known if same_axes(self._measured(first), self._measured(state))
        ]
        return [first, *alike], [state for state in known if state not in alike]

    def _measured(self, state: RunState) -> MeasuredRun:
        task = self._tasks[state.run].task
        return MeasuredRun(state.loss_unit, frozenset(measured_metrics(state)), task)

    def _redraw(self) -> None:
        runs, others = self._runs()
        if not runs:
            self._panel.say(*self._nothing())
            return
        self._panel.show_content()
        if not self.isVisible():
            return
        self._choose_metric(runs)
        look = self._look()
        self._name_axes(runs[0])
        self._say_left_out(others)
        # A little more than the whole, so that the last point is not cut in two.
        extent = (0.0, 1.015 * max(curve_end(state, look.axis) for state in runs))
        for plot, traces_of in (
            (self.loss, loss_traces),
            (self.accuracy, self._metric_traces),
            (self.rate, learning_rate_traces),
        ):
            plot.show_lines(self._lines(runs, traces_of, look), extent)
        legend = self._legend_text(runs)
        for label, text in (
            (self._legend, "" if len(runs) > 1 else legend),
            (self._long_legend, legend if len(runs) > 1 else ""),
        ):
            if label.text() != text:
                label.setText(text)
        self._long_legend.setVisible(len(runs) > 1)

    def _name_axes(self, state: RunState) -> None:
        x = {
            "steps": self.tr("Step"),
            "epochs": self.tr("Epoch"),
            "seconds": self.tr("Time (s)"),
        }[str(self._axis.currentData())]
        loss = self.tr("Loss")
        if state.loss_unit:
            loss = self.tr("Loss ({0})").format(state.loss_unit)
        counts = self._axis.currentData() == "steps"
        self.loss.set_axes(x, loss, x_counts=counts)
        self.accuracy.set_axes(x, self._metric_heading(self._metric), x_counts=counts)
        self.rate.set_axes(x, self.tr("Rate"), x_counts=counts)

    def _say_left_out(self, others: list[RunState]) -> None:
        """Name the runs that are not drawn, because their figures mean something else."""
        names = ", ".join(state.name or state.run for state in others)
        text = self.tr("Not shown, their task differs: {0}").format(names) if others else ""
        if self.left_out.text() != text:
            self.left_out.setText(text)
        self.left_out.setVisible(bool(text))

    def _metric_traces(self, state: RunState, look: CurveStyle) -> list[Trace]:
        return metric_traces(state, self._metric, look)

    def _pick_metric(self, index: int) -> None:
        self._by_user = str(self.metric_box.itemData(index))
        self._redraw()

    def _choose_metric(self, runs: list[RunState]) -> None:
        """What the selected run was measured by; only without any measure, what the others were."""
        kinds = tuple(self._host.plugins.of(TargetKind).values())
        names: tuple[str, ...] = ()
        for state in runs:
            measured = measured_metrics(state)
            deciding = deciding_metric((*measured, "loss"), kinds)
            first = (deciding,) if deciding in measured else ()
            names = tuple(dict.fromkeys((*names, *first, *measured)))
        names = names or ("accuracy",)
        metric = self._by_user if self._by_user in names else names[0]
        self._offer_metrics(names, metric)
        if metric == self._metric:
            return
        self._metric = metric
        low, high = 0.0, 1.0
        if not is_share(metric, kinds):
            low, high = {"r2": (None, 1.0), "perplexity": (1.0, None)}.get(metric, (0.0, None))
        self.accuracy.set_limits(low, high)
        self.accuracy.show_lines({}, (0.0, 1.0))
        self.accuracy.fit()

    def _offer_metrics(self, names: tuple[str, ...], metric: str) -> None:
        """A heading where there is one metric, a choice where there are several."""
        headings = {name: self._metric_heading(name) for name in names}
        self._second_heading.setText(headings[metric])
        self.accuracy.setAccessibleName(headings[metric])
        self._second_heading.setVisible(len(names) < 2)
        self.metric_box.setVisible(len(names) > 1)
        box = self.metric_box
        shown = {box.itemData(i): box.itemText(i) for i in range(box.count())}
        if shown != headings:
            self.metric_box.clear()
            for name, text in headings.items():
                self.metric_box.addItem(text, name)
        self.metric_box.setCurrentIndex(self.metric_box.findData(metric))

    def _metric_heading(self, metric: str) -> str:
        heading, unit = contributed(metric_heading(metric)), self._unit(metric)
        return f"{heading} ({unit})" if unit else heading

    def _unit(self, metric: str) -> str:
        first = self._runs()[0][0]
        task = self._tasks[first.run].task
        target = task.target if task is not None else None
        return target.unit if isinstance(target, Number) and metric in ("mae", "rmse") else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The legend needs the room more than the slider's name, which its tooltip says too.
        self._smoothing_label.setVisible(self.width() >= ROOMY)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._redraw()

    def _nothing(self) -> tuple[str, str]:
        match self._state.status:
            case "starting" | "running":
                what = self._state.progress.what if self._state.progress else ""
                return self.tr("Getting ready…"), what
            case "failed":
                return self.tr("Nothing to draw"), self.tr(
                    "The run failed before it could report a loss; its message is above."
                )
            case "":
                return self.tr("No curves yet"), self.tr("Press Train to watch the loss fall.")
        return self.tr("This run has no curves"), self.tr("It ended before its first step.")

    def _lines(
        self,
        runs: list[RunState],
        traces_of: Callable[[RunState, CurveStyle], list[Trace]],
        look: CurveStyle,
    ) -> dict[str, PlotLine]:
        found, names = {}, _names(runs)
        for index, state in enumerate(runs):
            for trace in traces_of(state, look):
                key = f"{state.run}/{trace.split}/{trace.raw}"
                found[key] = self._line(trace, index, names)
                if traces_of is learning_rate_traces:
                    found[key] = replace(found[key], label=names[state.run], name="")
        return found

    def _line(self, trace: Trace, index: int, names: dict[str, str]) -> PlotLine:
        series = self._host.theme.colors.series
        several = len(names) > 1
        color = series[(index if several else _SPLIT_COLOR[trace.split]) % len(series)]
        name = {
            "train": self.tr("training"),
            "val": self.tr("validation"),
            "test": self.tr("test"),
        }[trace.split]
        label = f"{names[trace.run.run]}, {name}" if several else name
        # Wide smooth pens are for lines that move no more: drawing them takes long.
        still = not trace.run.live and not trace.raw
        return PlotLine(
            trace.x,
            trace.y,
            color,
            "" if trace.raw else label,
            name=self.tr("{0}, each step").format(label) if trace.raw else label,
            alpha=70 if trace.raw else 255,
            width=2 if trace.dots or still else 1,
            dots=trace.dots,
            fine=trace.dots or still,
            dashed=several and trace.split == "train" and not trace.raw,
        )

    def _legend_text(self, runs: list[RunState]) -> str:
        series = self._host.theme.colors.series
        if len(runs) > 1:
            names_of = _names(runs)
            parts = [(series[i % len(series)], names_of[s.run]) for i, s in enumerate(runs)]
            tail = self.tr("dashed: training; with points: validation and test")
        else:
            names = [("train", self.tr("training")), ("val", self.tr("validation"))]
            if "test/loss" in runs[0].curves:
                names.append(("test", self.tr("test")))
            parts = [(series[_SPLIT_COLOR[split]], name) for split, name in names]
            tail = ""
        text = " &nbsp; ".join(
            f"<span style='color:{c}'>●</span> {escaped(name)}" for c, name in parts
        )
        return text + (f" &nbsp; <small>({escaped(tail)})</small>" if tail else "")

    def _describe(self, position: float) -> str:
        match self._axis.currentData():
            case "epochs":
                return self.tr("epoch {0}").format(f"{position:.2f}")
            case "seconds":
                return self.tr("{0} s").format(f"{position:.1f}")
        return self.tr("step {0}").format(f"{math.floor(position):,}")

    def _point(self, position: float | None) -> None:
        for plot in (self.loss, self.accuracy, self.rate):
            plot.point_at(position)


class _RunTask(QObject):
    """What a run was about, asked once: ``known`` says that it came, or that its data is gone."""

    known = Signal()

    def __init__(self, host: Host, run: str, parent: QObject) -> None:
        super().__init__(parent)
        self.is_known = False
        self.task: Task | None = None
        self._data = RunData(host, f"curves {run}")
        self._data.request_task(run, self._came, self._failed)

    def _came(self, task: Task) -> None:
        self.task = task
        self.is_known = True
        self.known.emit()

    def _failed(self, _: WorkbenchError) -> None:
        self.is_known = True
        self.known.emit()


def _names(runs: list[RunState]) -> dict[str, str]:
    """What to call each run, by id; those of one name get the end of their id behind it."""
    names = [state.name or state.run for state in runs]
    return {
        state.run: name if names.count(name) == 1 else f"{name} {state.run[-4:]}"
        for state, name in zip(runs, names, strict=True)
    }
