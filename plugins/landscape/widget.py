"""The cost view's panel."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench import Activations, WorkbenchError
from workbench.ui import BackgroundJob, CostBars, Host, LossSurface, RunState, add_plot_actions

SIDE = 21
KEY = "landscape"


class CostPanel(QWidget):
    """Left: the cost of the example that is looked at. Right: the loss surface, on demand."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run = ""
        self._seen: Activations | None = None
        self.bars = CostBars(host.theme)
        self.surface = LossSurface(host.theme)
        add_plot_actions(host, self.bars, self.surface)
        self._story = QLabel(wordWrap=True)
        self._story.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words = QLabel(wordWrap=True)
        self._words = ""
        self.words.setProperty("role", "muted")
        self.progress = QProgressBar(maximum=SIDE, textVisible=False)
        self.progress.setAccessibleName(self.tr("Progress of the surface"))
        self.progress.hide()
        row = QHBoxLayout(self)
        row.addWidget(self._cost_column(), 2)
        row.addLayout(self._right(), 3)
        self._show_cost(None)

    def _cost_column(self) -> QScrollArea:
        body = QWidget(objectName="scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 6, 0)
        heading = QLabel(self.tr("Cost of one example"))
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        column.addWidget(self.bars)
        column.addWidget(self._story)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(170)
        scroll.setWidget(body)
        scroll.setAccessibleName(self.tr("Options of the loss surface"))
        return scroll

    def _right(self) -> QVBoxLayout:
        heading = QLabel(self.tr("Loss around the weights"))
        heading.setProperty("role", "heading")
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("Directions"))
        self.method.addItem(self.tr("Along the path"), "path")
        self.method.addItem(self.tr("Random directions"), "random")
        self.go = QPushButton(self.tr("Compute"))
        self.go.clicked.connect(self._start_or_cancel)
        row = QHBoxLayout()
        row.addWidget(self.method, 1)
        row.addWidget(self.go)
        self.surface.told.connect(self._show_reading)
        column = QVBoxLayout()
        column.addWidget(heading)
        column.addLayout(row)
        column.addWidget(self.surface, 1)
        column.addWidget(self.progress)
        column.addWidget(self.words)
        return column

    def show_run(self, state: RunState) -> None:
        """Follow the example; a new run empties the surface."""
        if state.run != self._run:
            self._run = state.run
            self._cancel()
            self.surface.clear_surface()
            self._say(self.tr("Compute the loss surface to see the path training took."))
        self.go.setEnabled(bool(state.run) and state.checkpoint + state.step > 0)
        if state.captured is not self._seen:
            self._show_cost(state.captured)

    def _show_cost(self, captured: Activations | None) -> None:
        self._seen = captured
        if captured is None or captured.label is None or captured.cost is None:
            self._story.setText(
                self.tr(
                    "While a network trains, its cost on the example of the Network tab is here."
                )
            )
            return
        p, label = np.asarray(captured.probabilities, np.float32), captured.label
        names = [str(i) for i in range(len(p))]
        self.bars.show_cost(names, p, label)
        squared = float(((p - np.eye(len(p))[label]) ** 2).sum())
        words = self.tr(
            "The right class has probability {p}, so the cost is −log {p} = <b>{cost}</b> "
            "(squared error {squared}). The numbers on the right are how hard the gradient pushes "
            "each class up (+) or down (−). The loss is the mean of this cost over many examples."
        )
        text = words.format(
            p=f"{p[label]:.3f}", cost=f"{captured.cost:.3f}", squared=f"{squared:.3f}"
        )
        self._story.setText(text)

    def _start_or_cancel(self) -> None:
        if self.progress.isVisible():
            self._cancel()
            self._say(self.tr("Cancelled."))
            return
        host, run_id, method = self._host, self._run, self.method.currentData()
        self.progress.setValue(0)
        self.progress.show()
        self.go.setText(self.tr("Cancel"))
        self._say(self.tr("Computing {n} losses in the background.").format(n=SIDE * SIDE))

        def work(task: BackgroundJob) -> object:
            from workbench.engine import compute_landscape

            def show(landscape: object) -> None:
                rows = np.isfinite(landscape.loss).all(1).sum()  # type: ignore[attr-defined]
                task.report("", float(rows), SIDE)
                task.post(lambda: self._show(landscape))

            run = host.store.get(run_id)
            return compute_landscape(
                run,
                host.plugins,
                n=SIDE,
                method=method,
                check=task.check,
                emit=show,
            )

        host.background.start(
            KEY, work, self._done, self._failed, title=self.tr("Computing the loss surface")
        )

    def _show(self, landscape: object) -> None:
        rows = int(np.isfinite(landscape.loss).all(1).sum())  # type: ignore[attr-defined]
        self.progress.setValue(rows)
        self.surface.show_surface(landscape.x, landscape.y, landscape.loss, landscape.path)  # type: ignore[attr-defined]

    def _done(self, landscape: object) -> None:
        self._show(landscape)
        self._finish()
        if landscape.method == "path":  # type: ignore[attr-defined]
            words = self.tr("The map holds {p} of the path; the dot is where training is now.")
            self._say(words.format(p=f"{landscape.explained:.0%}"))  # type: ignore[attr-defined]
        else:
            self._say(self.tr("Two random directions, as long as the network's own filters."))

    def _failed(self, error: WorkbenchError) -> None:
        self._finish()
        self._say(f"{error.message} {error.remedy}")

    def _finish(self) -> None:
        self.progress.hide()
        self.go.setText(self.tr("Compute"))

    def _cancel(self) -> None:
        self._host.background.cancel(KEY)
        self._finish()

    def _say(self, text: str) -> None:
        self._words = text
        self.words.setText(text)

    def _show_reading(self, text: str) -> None:
        self.words.setText(text or self._words)
