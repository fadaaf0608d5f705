"""The curves of every class, one of them in front, and the areas under them in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench import Data, Evaluated, WorkbenchError
from workbench.ui import CurvePlot, Host, Panel, PlotLine, RunData, RunState, SplitBox

from .rates import ClassCurves, class_curves

ROC, PRECISION = "roc", "precision"
# More lines than these are a grey carpet: the classes with the smallest areas are drawn.
MOST_LINES = 20


class RocWidget(QWidget):
    """Computes the curves in the background, at each evaluation that has scores."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run_data = RunData(host, "roc")
        self._state = RunState()
        self._classes: tuple[str, ...] = ()
        self._names_of = ""
        self._computed: Evaluated | None = None
        self._wanted: Evaluated | None = None
        self.curves: tuple[ClassCurves, ...] = ()
        self.plot = CurvePlot(self.tr("ROC curve"), self._describe)
        self.kind = QComboBox()
        self.chosen_class = QComboBox()
        self.split = SplitBox()
        self.words = QLabel(wordWrap=True)
        self.y_label = QLabel()
        self._panel = Panel(self._pane())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(240, 300)
        self.kind.currentIndexChanged.connect(lambda _: self._draw())
        self.chosen_class.currentIndexChanged.connect(lambda _: self._draw())
        self.split.chosen.connect(self._refresh)
        self.plot.pointed.connect(self.plot.point_at)
        host.theme.changed.connect(self._recolor)
        self._recolor()
        self.show_run(RunState())

    def _pane(self) -> QWidget:
        self.kind.addItem(self.tr("ROC"), ROC)
        self.kind.addItem(self.tr("Precision–recall"), PRECISION)
        self.kind.setAccessibleName(self.tr("Which curve"))
        self.chosen_class.setAccessibleName(self.tr("Class in front"))
        # A long name must not widen the column.
        self.chosen_class.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.chosen_class.setMinimumContentsLength(8)
        self.plot.set_limits(0.0, 1.0)
        self.plot.setMinimumHeight(150)
        for label in (self.words, self.y_label):
            label.setProperty("role", "muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        top = QHBoxLayout()
        top.addWidget(self.split)
        top.addWidget(self.kind, 1)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(top)
        column.addWidget(self.chosen_class)
        column.addWidget(self.y_label)
        column.addWidget(self.plot, 1)
        column.addWidget(self.words)
        return pane

    def _recolor(self) -> None:
        self.plot.set_colors(self._host.theme.colors)
        self._draw()

    def show_run(self, state: RunState) -> None:
        """Show a run's latest evaluation that has scores."""
        other = state.run != self._state.run
        same = not other and state.evaluations is self._state.evaluations
        self._state = state
        if other:
            self.split.forget()
            self.curves = ()
            self._computed = None
        if other or not same or self._panel.empty:
            self._refresh()

    def _refresh(self) -> None:
        scored = {k: e for k, e in self._state.evaluations.items() if e.scores is not None}
        self.split.offer(tuple(split for split in ("test", "val", "train") if split in scored))
        evaluated = scored.get(self.split.split)
        if evaluated is None:
            self._panel.say(*self._nothing())
            return
        if self._names_of != self._state.run:
            self._names_of = self._state.run
            self._classes = ()
            self._run_data.request(self._state.run, self._take_data, self._warn)
        if evaluated is self._computed:
            self._panel.show_content()
        elif evaluated is not self._wanted:
            self._compute(evaluated)

    def _compute(self, evaluated: Evaluated) -> None:
        self._wanted = evaluated
        scores, truth = np.asarray(evaluated.scores), np.asarray(evaluated.truth)

        def done(curves: tuple[ClassCurves, ...]) -> None:
            self._wanted = None
            self._computed = evaluated
            self.curves = curves
            self._offer_classes()
            self._draw()
            self._panel.show_content()

        work = lambda job: class_curves(scores, truth)  # noqa: E731 - a name says no more
        self._host.background.start("roc: curves", work, done, self._failed)

    def _failed(self, error: WorkbenchError) -> None:
        self._wanted = None
        self._panel.say(error.message, error.remedy)

    def _warn(self, error: WorkbenchError) -> None:
        self._host.notices.warn(error.message, error.remedy)

    def _take_data(self, data: Data) -> None:
        self._classes = data.target.names
        self._offer_classes()
        self._draw()

    def _name(self, number: int) -> str:
        return self._classes[number] if number < len(self._classes) else str(number)

    def _offer_classes(self) -> None:
        """All classes, then each; with two, one curve says everything about both."""
        numbers = [each.number for each in self.curves]
        if len(numbers) == 2:
            numbers = numbers[1:]
        entries = [(self._name(number), number) for number in numbers]
        if len(entries) != 1:
            entries.insert(0, (self.tr("All classes"), -1))
        current = self.chosen_class.currentData()
        self.chosen_class.blockSignals(True)
        self.chosen_class.clear()
        for name, number in entries:
            self.chosen_class.addItem(name, number)
        self.chosen_class.setCurrentIndex(max(0, self.chosen_class.findData(current)))
        self.chosen_class.blockSignals(False)

    def _describe(self, x: float) -> str:
        if self.kind.currentData() == ROC:
            return self.tr("false positive rate {0}").format(f"{x:.3f}")
        return self.tr("recall {0}").format(f"{x:.3f}")

    def _area(self, curves: ClassCurves) -> float:
        return curves.auc if self.kind.currentData() == ROC else curves.average_precision

    def _draw(self) -> None:
        is_roc = self.kind.currentData() == ROC
        self.plot.set_x_label(self.tr("false positive rate") if is_roc else self.tr("recall"))
        self.y_label.setText(self.tr("true positive rate") if is_roc else self.tr("precision"))
        self.plot.setAccessibleName(
            self.tr("ROC curve") if is_roc else self.tr("Precision-recall curve")
        )
        if not self.curves:
            return
        colors, front = self._host.theme.colors, self.chosen_class.currentData()
        single = next((each for each in self.curves if each.number == front), None)
        weakest = sorted(self.curves, key=self._area)[:MOST_LINES]
        lines: dict[str, PlotLine] = {}
        if is_roc:
            chance = np.array([0.0, 1.0])
            lines["chance"] = PlotLine(chance, chance, colors.muted, dashed=True, alpha=160)
        for index, each in enumerate(weakest if single is None else [single]):
            x, y = each.recall, each.precision
            if is_roc:
                x, y = each.false_positive_rate, each.true_positive_rate
            color = colors.series[index % len(colors.series)]
            # A readout of twenty classes would cover the plot.
            label = self._name(each.number) if single or len(weakest) <= 5 else ""
            line = PlotLine(x, y, color, label, fine=True)
            lines[str(each.number)] = line if single is None else replace(line, width=2)
        self.plot.show_lines(lines, (0.0, 1.0))
        self.words.setText(self._summary(single))

    def _summary(self, single: ClassCurves | None) -> str:
        epoch = f"{self._computed.epoch:.1f}" if self._computed is not None else ""
        area = self.tr("AUC") if self.kind.currentData() == ROC else self.tr("Average precision")
        if single is not None:
            text = self.tr("{0} {1} for {2} ({3} rows), epoch {4}")
            name = self._name(single.number)
            return text.format(area, f"{self._area(single):.4f}", name, f"{single.n_rows:,}", epoch)
        mean = float(np.mean([self._area(each) for each in self.curves]))
        lowest = min(self.curves, key=self._area)
        text = self.tr("{0}: mean {1} over {2} classes, lowest {3} ({4}), epoch {5}")
        drawn = ""
        if len(self.curves) > MOST_LINES:
            drawn = " " + self.tr("The {0} lowest are drawn.").format(MOST_LINES)
        return (
            text.format(
                area,
                f"{mean:.4f}",
                len(self.curves),
                f"{self._area(lowest):.4f}",
                self._name(lowest.number),
                epoch,
            )
            + drawn
        )

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("How well are classes told apart?"), self.tr(
                "Press Train: at each evaluation the curves of every class appear here."
            )
        if self._state.live:
            return self.tr("No scores yet"), self.tr("Shown at the next evaluation.")
        return self.tr("No scores from this run"), self.tr(
            "Scores are kept of the test split, unless it is very large, and only since this view "
            "exists."
        )
