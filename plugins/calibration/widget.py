"""The reliability diagram and the calibration error in words.

Guo et al. (2017), *On calibration of modern neural networks*, https://arxiv.org/abs/1706.04599.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench import (
    RELIABILITY_BINS,
    Binning,
    Evaluated,
    ReliabilityBin,
    WorkbenchError,
    calibration_error,
    reliability,
)
from workbench.ui import (
    CurvePlot,
    Host,
    Panel,
    PlotLine,
    PlotTable,
    RunState,
    SplitBox,
    add_plot_actions,
)

# Less than this between mean confidence and accuracy is not spoken of.
LEAN = 0.005
# From here on a label is more probable than not.
EVEN = 0.5

_FIGURES = ("confidence", "accuracy")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """What the confidence of an evaluation's answers is worth, by one binning."""

    evaluated: Evaluated
    bins: tuple[ReliabilityBin, ...]
    error: float
    confidence: float
    accuracy: float
    n_answers: int


def calibrated(evaluated: Evaluated, binning: Binning) -> Calibration:
    """Compare how sure each answer was with whether it is right.

    Where a row may have several labels, whether it has one is an answer by itself.
    """
    scores, truth = np.asarray(evaluated.scores), np.asarray(evaluated.truth)
    if truth.ndim == 2:
        sure = np.maximum(scores, 1 - scores).ravel().astype(np.float64).clip(0, 1)
        right = ((scores >= EVEN) == truth.astype(bool)).ravel()
    else:
        sure = scores.max(1).astype(np.float64).clip(0, 1)
        right = scores.argmax(1) == truth
    return Calibration(
        evaluated,
        tuple(reliability(sure, right, binning=binning)),
        calibration_error(sure, right, binning=binning),
        float(sure.mean()),
        float(right.mean()),
        len(right),
    )


class ReliabilityPlot(CurvePlot):
    """A point a bin, and the line on which it would lie if confidence were right."""

    bins: tuple[ReliabilityBin, ...] = ()

    def plot_table(self) -> PlotTable:
        """A row a bin, with how many answers fell into it."""
        x, y = self.axes
        confidence, accuracy = (np.array([getattr(b, k) for b in self.bins]) for k in _FIGURES)
        return PlotTable(
            {
                x: confidence,
                y: accuracy,
                self.tr("Gap (accuracy − confidence)"): accuracy - confidence,
                self.tr("Rows"): np.array([b.count for b in self.bins], np.int64),
            }
        )


class ReliabilityWidget(QWidget):
    """Follows the evaluations of a run that have scores; computes in the background."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._state = RunState()
        self._asked: tuple[Evaluated, Binning] | None = None
        self.calibration: Calibration | None = None
        self.plot = ReliabilityPlot(self.tr("Reliability diagram"), self._describe)
        self.split = SplitBox()
        self.binning = QComboBox()
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._panel = Panel(self._pane())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._panel)
        self.setMinimumSize(240, 300)
        self.split.chosen.connect(self._refresh)
        self.binning.currentIndexChanged.connect(self._refresh)
        self.plot.pointed.connect(self.plot.point_at)
        add_plot_actions(host, self.plot)
        host.theme.changed.connect(self._recolor)
        self._recolor()
        self.show_run(RunState())

    def _pane(self) -> QWidget:
        self.binning.addItem(self.tr("Bins of equal width"), "width")
        self.binning.addItem(self.tr("Bins of equal size"), "mass")
        self.binning.setAccessibleName(self.tr("Bins"))
        self.binning.setToolTip(
            self.tr("Divide confidence evenly, or so that each bin has about as many rows")
        )
        self.binning.setMinimumContentsLength(8)
        self.plot.set_axes(self.tr("Confidence"), self.tr("Accuracy"))
        self.plot.set_limits(0.0, 1.0)
        self.plot.setMinimumHeight(150)
        top = QHBoxLayout()
        top.addWidget(self.split)
        top.addWidget(self.binning, 1)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(top)
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
            self.calibration = self._asked = None
        if not same or self._panel.empty:
            self._refresh()

    def _refresh(self) -> None:
        scored = {k: e for k, e in self._state.evaluations.items() if e.scores is not None}
        evaluated = self.split.choose_from(scored)
        if evaluated is None or not len(np.asarray(evaluated.truth)):
            self._panel.say(*self._nothing())
            return
        binning: Binning = self.binning.currentData()
        if self._asked is not None and self._asked[0] is evaluated and self._asked[1] == binning:
            return
        self._asked = (evaluated, binning)

        self._host.background.start(
            "calibration: bins",
            lambda _: calibrated(evaluated, binning),
            self._take_calibration,
            self._failed,
            title=self.tr("Computing calibration"),
        )

    def _take_calibration(self, calibration: Calibration) -> None:
        self.calibration = calibration
        self._draw()
        self._panel.show_content()

    def _failed(self, error: WorkbenchError) -> None:
        self._asked = None
        self._panel.say(error.message, error.remedy)

    def _draw(self) -> None:
        calibration = self.calibration
        if calibration is None:
            return
        colors = self._host.theme.colors
        self.plot.bins = calibration.bins
        x, y = (np.array([getattr(b, k) for b in calibration.bins], np.float64) for k in _FIGURES)
        ends: Floats = np.array([0.0, 1.0])
        perfect = PlotLine(
            ends, ends, colors.muted, dashed=True, alpha=160, name=self.tr("calibrated")
        )
        accuracy = self.tr("accuracy")
        line = PlotLine(x, y, colors.series[0], accuracy, width=2, dots=True, fine=True)
        self.plot.show_lines({"calibrated": perfect, "accuracy": line}, (0.0, 1.0))
        self.plot.fit()
        kind = self.tr("bins of equal width")
        if self.binning.currentData() == "mass":
            kind = self.tr("bins of equal size")
        gap = calibration.accuracy - calibration.confidence
        lean = self.tr("neither over- nor underconfident")
        if abs(gap) >= LEAN:
            lean = self.tr("underconfident") if gap > 0 else self.tr("overconfident")
        words = self.tr(
            "ECE {0} % in {1} {2} (Guo et al. 2017). Mean confidence {3} %, accuracy {4} %: "
            "{5} on the whole. {6} rows, epoch {7}."
        )
        if np.ndim(calibration.evaluated.truth) == 2:
            words = self.tr(
                "ECE {0} % in {1} {2} (Guo et al. 2017). Mean confidence {3} %, accuracy {4} %: "
                "{5} on the whole. {6} decisions, one per row and label, epoch {7}."
            )
        self.words.setText(
            words.format(
                f"{100 * calibration.error:.2f}",
                RELIABILITY_BINS,
                kind,
                f"{100 * calibration.confidence:.2f}",
                f"{100 * calibration.accuracy:.2f}",
                lean,
                f"{calibration.n_answers:,}",
                f"{calibration.evaluated.epoch:.1f}",
            )
        )

    def _describe(self, x: float) -> str:
        if self.calibration is None or not self.calibration.bins:
            return ""
        nearest = min(self.calibration.bins, key=lambda each: abs(each.confidence - x))
        return self.tr("confidence {0} ({1} rows)").format(
            f"{nearest.confidence:.3f}", f"{nearest.count:,}"
        )

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("Can its confidence be trusted?"), self.tr(
                "Train, and at each evaluation confidence is compared with accuracy here."
            )
        if self._state.live:
            return self.tr("No scores yet"), self.tr("Shown at the next evaluation.")
        return self.tr("No scores from this run"), self.tr(
            "Scores are kept of the test split unless it is very large."
        )
