"""Both curves of every class side by side, their means, and the areas under them in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench import (
    Evaluated,
    ThresholdCurves,
    WorkbenchError,
    macro_curves,
    threshold_curves,
)
from workbench.ui import (
    CurvePlot,
    Host,
    Panel,
    PlotLine,
    RunState,
    RunTarget,
    SplitBox,
    add_plot_actions,
)

Floats = npt.NDArray[np.float64]
# Narrower than this, one plot is below the other.
WIDE = 520
# More lines than these are a grey carpet: the classes with the smallest areas are drawn.
MOST_LINES = 20


@dataclass(frozen=True)
class _Computed:
    """The curves of an evaluation."""

    evaluated: Evaluated
    curves: tuple[ThresholdCurves, ...]
    macro: ThresholdCurves | None


class RocWidget(QWidget):
    """Computes the curves in the background, at each evaluation that has scores."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run_target = RunTarget(host, "roc", self)
        self._state = RunState()
        self._computed: Evaluated | None = None
        self._wanted: Evaluated | None = None
        self.curves: tuple[ThresholdCurves, ...] = ()
        self.macro: ThresholdCurves | None = None
        self.roc = CurvePlot(self.tr("ROC curve"), self._describe_roc)
        self.precision = CurvePlot(self.tr("Precision–recall curve"), self._describe_recall)
        self._plots = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.chosen_class = QComboBox()
        self.split = SplitBox()
        self.words = QLabel(wordWrap=True)
        self._panel = Panel(self._pane())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(240, 300)
        self.chosen_class.currentIndexChanged.connect(lambda _: self._draw())
        self.split.chosen.connect(self._refresh)
        for plot in (self.roc, self.precision):
            plot.pointed.connect(plot.point_at)
        add_plot_actions(host, self.roc, self.precision)
        self._run_target.changed.connect(self._show_names)
        host.theme.changed.connect(self._recolor)
        self._recolor()
        self.show_run(RunState())

    def _pane(self) -> QWidget:
        self.chosen_class.setAccessibleName(self.tr("Class in front"))
        # A long name must not widen the column.
        self.chosen_class.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.chosen_class.setMinimumContentsLength(8)
        self.roc.set_axes(self.tr("False positive rate"), self.tr("True positive rate"))
        self.precision.set_axes(self.tr("Recall"), self.tr("Precision"))
        for plot in (self.roc, self.precision):
            plot.set_limits(0.0, 1.0)
            plot.setMinimumHeight(130)
            self._plots.addWidget(plot, 1)
        self.words.setProperty("role", "muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        top = QHBoxLayout()
        top.addWidget(self.split)
        top.addWidget(self.chosen_class, 1)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(top)
        column.addLayout(self._plots, 1)
        column.addWidget(self.words)
        return pane

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._plots.setDirection(across if wide else down)

    def _recolor(self) -> None:
        for plot in (self.roc, self.precision):
            plot.set_colors(self._host.theme.colors)
        self._draw()

    def show_run(self, state: RunState) -> None:
        """Show a run's latest evaluation that has scores."""
        other = state.run != self._state.run
        same = not other and state.evaluations is self._state.evaluations
        self._state = state
        if other:
            self.split.forget()
            self.curves = ()
            self.macro = None
            self._computed = None
        if other or not same or self._panel.empty:
            self._refresh()

    def _refresh(self) -> None:
        scored = {k: e for k, e in self._state.evaluations.items() if e.scores is not None}
        evaluated = self.split.choose_from(scored)
        if evaluated is None:
            self._panel.say(*self._nothing())
            return
        self._run_target.follow(self._state.run)
        if evaluated is self._computed and self.curves:
            self._panel.show_content()
        elif evaluated is not self._wanted:
            self._compute(evaluated)

    def _compute(self, evaluated: Evaluated) -> None:
        self._wanted = evaluated
        if self._panel.empty:
            self._panel.say(self.tr("Computing the curves…"))
        scores, truth = np.asarray(evaluated.scores), np.asarray(evaluated.truth)

        def work(_: object) -> _Computed:
            curves = threshold_curves(scores, truth)
            return _Computed(evaluated, curves, macro_curves(curves))

        self._host.background.start(
            "roc: curves",
            work,
            self._take_curves,
            self._failed,
            title=self.tr("Computing the curves"),
        )

    def _take_curves(self, computed: _Computed) -> None:
        self._wanted = None
        self._computed = computed.evaluated
        self.curves, self.macro = computed.curves, computed.macro
        self._offer_classes()
        self._draw()
        if self.curves:
            self._panel.show_content()
        else:
            self._panel.say(
                self.tr("No curves of this split"),
                self.tr("A curve needs rows that are of a class and rows that are not."),
            )

    def _failed(self, error: WorkbenchError) -> None:
        self._wanted = None
        self._panel.say(error.message, error.remedy)

    def _show_names(self) -> None:
        self._offer_classes()
        self._draw()

    def _name(self, number: int) -> str:
        return self._run_target.name(number)

    @property
    def _is_several(self) -> bool:
        """Whether a row may have several labels."""
        return self._computed is not None and np.ndim(self._computed.truth) == 2

    def _offer_classes(self) -> None:
        """All classes, then each; of two that exclude each other, one curve says everything."""
        numbers = [each.number for each in self.curves]
        computed = self._computed
        if computed is not None and np.shape(computed.scores)[1] == 2 and not self._is_several:
            numbers = numbers[1:]
        entries = [(self._name(number), number) for number in numbers]
        if len(entries) != 1:
            every = self.tr("All labels") if self._is_several else self.tr("All classes")
            entries.insert(0, (every, -1))
        current = self.chosen_class.currentData()
        self.chosen_class.blockSignals(True)
        self.chosen_class.clear()
        for name, number in entries:
            self.chosen_class.addItem(name, number)
        self.chosen_class.setCurrentIndex(max(0, self.chosen_class.findData(current)))
        self.chosen_class.blockSignals(False)

    def _describe_roc(self, x: float) -> str:
        return self.tr("false positive rate {0}").format(f"{x:.3f}")

    def _describe_recall(self, x: float) -> str:
        return self.tr("recall {0}").format(f"{x:.3f}")

    def _draw(self) -> None:
        if not self.curves:
            return
        colors, front = self._host.theme.colors, self.chosen_class.currentData()
        single = next((each for each in self.curves if each.number == front), None)
        chance = np.array([0.0, 1.0])
        dashed = PlotLine(
            chance, chance, colors.muted, dashed=True, alpha=160, name=self.tr("chance")
        )
        self.roc.show_lines({"chance": dashed, **self._lines(single, True)}, (0.0, 1.0))
        self.precision.show_lines(self._lines(single, False), (0.0, 1.0))
        self.words.setText(self._summary(single))

    def _lines(self, single: ThresholdCurves | None, is_roc: bool) -> dict[str, PlotLine]:
        """One class alone, or the weakest of all and the mean over all in front of them."""
        theme = self._host.theme.colors
        by_area = sorted(self.curves, key=lambda c: c.auc if is_roc else c.average_precision)
        drawn = by_area[:MOST_LINES] if single is None else [single]
        lines: dict[str, PlotLine] = {}
        for index, each in enumerate(drawn):
            color = theme.series[index % len(theme.series)]
            # A readout of twenty classes would cover the plot.
            label = self._name(each.number) if single or len(drawn) <= 5 else ""
            x, y = _roc(each) if is_roc else _precision(each)
            line = PlotLine(x, y, color, label, fine=True, name=self._name(each.number))
            lines[str(each.number)] = line if single is None else replace(line, width=2)
        if single is None and self.macro is not None:
            x, y = _roc(self.macro) if is_roc else _precision(self.macro)
            name = self.tr("macro average")
            lines["macro"] = PlotLine(x, y, theme.text, name, width=3, fine=True)
        return lines

    def _summary(self, single: ThresholdCurves | None) -> str:
        epoch = f"{self._computed.epoch:.1f}" if self._computed is not None else ""
        if single is not None:
            text = self.tr("{0} ({1} of {2} rows): AUC {3}, average precision {4}, epoch {5}")
            areas = f"{single.auc:.4f}", f"{single.average_precision:.4f}"
            n_rows = len(np.asarray(self._computed.truth)) if self._computed is not None else 0
            rows = f"{single.n_rows:,}", f"{n_rows:,}"
            return text.format(self._name(single.number), *rows, *areas, epoch)
        assert self.macro is not None
        text = self.tr(
            "Macro average over {0} classes: AUC {1} (lowest {2}, {3}), "
            "average precision {4} (lowest {5}, {6}), epoch {7}."
        )
        if self._is_several:
            text = self.tr(
                "Macro average over {0} labels: AUC {1} (lowest {2}, {3}), "
                "average precision {4} (lowest {5}, {6}), epoch {7}."
            )
        by_auc = min(self.curves, key=lambda each: each.auc)
        by_precision = min(self.curves, key=lambda each: each.average_precision)
        drawn = ""
        if len(self.curves) > MOST_LINES:
            drawn = " " + self.tr("The {0} lowest are drawn.").format(MOST_LINES)
        if lacking := self._without_curve():
            words = self.tr("No curve, for all rows or none are of it: {0}.")
            drawn += " " + words.format(", ".join(lacking))
        return (
            text.format(
                len(self.curves),
                f"{self.macro.auc:.4f}",
                f"{by_auc.auc:.4f}",
                self._name(by_auc.number),
                f"{self.macro.average_precision:.4f}",
                f"{by_precision.average_precision:.4f}",
                self._name(by_precision.number),
                epoch,
            )
            + drawn
        )

    def _without_curve(self) -> list[str]:
        """The classes or labels that have no row, or every one."""
        if self._computed is None:
            return []
        drawn = {each.number for each in self.curves}
        count = np.shape(self._computed.scores)[1]
        return [self._name(number) for number in range(count) if number not in drawn]

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("How well are classes separated?"), self.tr(
                "Press Train: at each evaluation the curves of every class appear here."
            )
        if self._state.live:
            return self.tr("No scores yet"), self.tr("Shown at the next evaluation.")
        return self.tr("No scores from this run"), self.tr(
            "Scores are kept of the test split unless it is very large."
        )


def _roc(curves: ThresholdCurves) -> tuple[Floats, Floats]:
    return curves.false_positive_rate, curves.true_positive_rate


def _precision(curves: ThresholdCurves) -> tuple[Floats, Floats]:
    """Steps: between two recalls it is the precision of the higher one, nothing between both."""
    # Once all rows of the class are recalled, precision only falls.
    end = int(np.searchsorted(curves.recall, 1.0)) + 1
    return np.repeat(curves.recall[:end], 2)[:-1], np.repeat(curves.precision[:end], 2)[1:]
