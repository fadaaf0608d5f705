"""The widget: predicted against true above, residuals below, and a row behind each point."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from workbench import Data, Examples, Number, WorkbenchError
from workbench.ui import (
    Host,
    Panel,
    RowDialog,
    RowItem,
    RunData,
    RunState,
    ScatterPlot,
    add_plot_actions,
)

from .predictions import NumberPredictions, of_mistakes, of_model, of_scores


class ResidualsWidget(QWidget):
    """Validation rows while a run trains; all test rows, from its model, once it is over."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run_data = RunData(host, "residuals")
        self._state = RunState()
        self._data: Examples | None = None
        self._asked: tuple[str, str] | None = None
        self._found: NumberPredictions | None = None
        self._shown: object = None
        self.against = ScatterPlot(self.tr("Predicted against true"), "diagonal")
        self.residuals = ScatterPlot(self.tr("Residuals"), "zero")
        add_plot_actions(host, self.against, self.residuals)
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "muted")
        self._panel = Panel(self._pane())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(220, 320)
        for plot in (self.against, self.residuals):
            plot.opened.connect(self.open_row)
        host.theme.changed.connect(self._recolor)
        self._recolor()
        self.show_run(RunState())

    def _pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.words)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.against)
        splitter.addWidget(self.residuals)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        column.addWidget(splitter, 1)
        return pane

    def _recolor(self) -> None:
        for plot in (self.against, self.residuals):
            plot.set_colors(self._host.theme.colors)

    def show_run(self, state: RunState) -> None:
        """Show a run's predictions as they are now."""
        if state.run != self._state.run:
            self._data = self._asked = self._found = self._shown = None
            if state.run:
                self._run_data.request(state.run, self._data_came, self._failed)
        self._state = state
        self._refresh()

    def _data_came(self, data: Data) -> None:
        fits = isinstance(data, Examples) and isinstance(data.target, Number)
        self._data = data if fits and isinstance(data, Examples) else None
        self._refresh()

    def _failed(self, error: WorkbenchError) -> None:
        self._panel.say(error.message, error.remedy)

    def _refresh(self) -> None:
        state, data = self._state, self._data
        if data is None:
            self._panel.say(*self._nothing())
        elif not state.live and state.model:
            self._ask(data)
        else:
            self._show_latest(data)

    def _ask(self, data: Examples) -> None:
        """Have the exported model answer the test rows, once for each run."""
        key = (self._state.run, self._state.model)
        if key == self._asked:
            return
        self._asked = key
        model, plugins = Path(self._state.model), self._host.plugins
        if self._found is None:
            self._panel.say(self.tr("Predicting the test rows…"))
        self._host.background.start(
            "residuals: ask",
            lambda _: of_model(model, plugins, data),
            self._answered,
            self._failed,
            title=self.tr("Computing residuals"),
        )

    def _answered(self, found: NumberPredictions) -> None:
        if self._data is None:
            return
        where = self.tr("{0} test rows").format(f"{found.total:,}")
        if len(found) < found.total:
            where = self.tr("{0} of {1} test rows").format(f"{len(found):,}", f"{found.total:,}")
        assert isinstance(self._data.target, Number)
        self._show(found, f"{where}: {found.summary(self._data.target)}.")

    def _show_latest(self, data: Examples) -> None:
        evaluations = self._state.evaluations
        name = next((split for split in ("test", "val") if split in evaluations), "")
        if not name:
            self._panel.say(*self._nothing())
            return
        evaluated = evaluations[name]
        if evaluated is self._shown:
            return
        self._shown = evaluated
        split = self.tr("test") if name == "test" else self.tr("validation")
        assert isinstance(data.target, Number)
        scored = of_scores(evaluated, data.target)
        if scored is not None and len(scored):
            words = self.tr("{0} {1} rows, epoch {2}: {3}.").format(
                f"{scored.total:,}",
                split,
                f"{evaluated.epoch:.1f}",
                scored.summary(data.target),
            )
            self._show(scored, words)
            return
        found = of_mistakes(evaluated, data)
        if found is None or not len(found):
            self._panel.say(self.tr("No errors"), self.tr("Every row was predicted exactly."))
            return
        words = self.tr("The {0} largest errors on the {1} split, epoch {2}.")
        self._show(found, words.format(f"{len(found):,}", split, f"{evaluated.epoch:.1f}"))

    def _show(self, found: NumberPredictions, words: str) -> None:
        assert self._data is not None
        target = self._data.target
        assert isinstance(target, Number)
        self._found = found
        unit = f" ({target.unit})" if target.unit else ""
        self.against.set_axes(self.tr("True") + unit, self.tr("Predicted") + unit)
        self.residuals.set_axes(self.tr("Predicted") + unit, self.tr("Error") + unit)

        def describe(index: int) -> str:
            return found.describe(index, target)

        self.against.show_points(found.truth, found.predicted, describe)
        self.residuals.show_points(found.predicted, found.residuals, describe)
        self.words.setText(words)
        self._panel.show_content()

    def open_row(self, index: int) -> None:
        """Show the row behind a point; those with smaller errors follow."""
        data, found = self._data, self._found
        if data is None or found is None or found.rows[index] < 0:
            return
        assert isinstance(data.target, Number)
        split = data.test if found.split == "test" else data.train
        order = abs(found.residuals).argsort(kind="stable")[::-1].tolist()
        items = []
        for each in order:
            words = found.describe(each, data.target).replace("\n", ", ")
            title = words.partition(", off")[0]
            items.append(RowItem(data.inputs, split, int(found.rows[each]), title, words))
        RowDialog(items, order.index(index), self._host, self).open()

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("How far off will it be?"), self.tr(
                "Train, and predicted and true numbers appear here."
            )
        if self._state.live:
            return self.tr("Not measured yet"), self.tr(
                "Shown after the first evaluation (one per epoch)."
            )
        if self._data is None and self._state.model:
            return self.tr("Loading the rows…"), ""
        return self.tr("This run was not evaluated"), self.tr("It ended before an evaluation.")
