"""The network view's panel: the network, and which example it looks at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from workbench import Activations, ImageClasses
from workbench.inference import LayerOutputs, read_weights
from workbench.ui import BackgroundJob, Host, NetworkView, RunData, RunState, add_plot_actions


class NetworkPanel(QWidget):
    """Shows captures while a run is live, and its exported layers when it is over.

    A run that stands still, or ended without a model, is shown with its newest weights.
    """

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._state = RunState()
        self._data: ImageClasses | None = None
        self._rundata = RunData(host, "network")
        self._row = 0
        self._shown: object = None
        self.view = NetworkView(host.theme)
        add_plot_actions(host, self.view)
        self.before = self._button("previous", self.tr("Previous example"))
        self.after = self._button("next", self.tr("Next example"))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.words = QLabel(self.tr("Train a network to see it at work on an example."))
        self.words.setProperty("role", "muted")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self._enable()

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._host.theme.icon(icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        self._host.theme.changed.connect(lambda: button.setIcon(self._host.theme.icon(icon)))
        return button

    def show_run(self, state: RunState) -> None:
        """Take the newest capture, or open the run's layers."""
        if state.run != self._state.run:
            self._data = None
            self._shown = None
            self.view.clear()
            if state.run:
                self._rundata.request(state.run, self._got_data)
        self._state = state
        if state.live:
            if state.captured is not None and state.captured is not self._shown:
                self._shown = state.captured
                self._show_capture(state.captured)
            elif state.status == "paused" and self._shown is None:
                self._show_last()
        elif self._shown != (state.run, self._row):
            if state.model:
                self._show_exported()
            elif state.step:
                self._show_last()
        self._enable()

    def _got_data(self, data: ImageClasses) -> None:
        self._data = data
        self.show_run(self._state)

    def _enable(self) -> None:
        for button in (self.before, self.after):
            button.setEnabled(self._data is not None)

    def _classes(self) -> tuple[str, ...]:
        return self._data.classes if self._data else ()

    def _show_capture(self, captured: Activations) -> None:
        self.view.show_network(
            captured.picture,
            captured.activations,
            captured.weights,
            captured.probabilities,
            self._classes(),
            captured.label,
        )
        truth = self._classes()[captured.label] if captured.label is not None and self._data else ""
        cost = (
            "" if captured.cost is None else self.tr(", cost {c}").format(c=f"{captured.cost:.3f}")
        )
        words = self.tr("Step {step}").format(step=f"{captured.step:,}")
        self.words.setText(f"{words}: {truth}{cost}" if truth else words)

    def _turn(self, by: int) -> None:
        """Choose another example; a live run is told to look at it."""
        if self._data is None:
            return
        self._row = (self._row + by) % len(self._data.test)
        picture, label = self._data.test.x[self._row], int(self._data.test.y[self._row])
        control = self._host.control
        if control is not None:
            control.pin((picture, label))
        if control is None and self._state.model:
            self._show_exported()
        elif control is None or self._state.status == "paused":
            self._show_last()

    def _show_exported(self) -> None:
        if self._data is None:
            return
        run, row, data = self._state.run, self._row, self._data
        self._shown = (run, row)
        folder = Path(self._state.model).parent

        def work(_: object) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
            picture = data.test.x[row]
            file = folder / "layers.onnx"
            return LayerOutputs(file).run(picture), read_weights(file)

        self._host.background.start(
            "network: layers",
            work,
            lambda found: self._show_layers(data, row, *found),
            lambda error: self.words.setText(error.message),
            title=self.tr("Computing layer outputs"),
        )

    def _show_last(self) -> None:
        """Show the newest weights on the disk at work: nobody computes anything else now."""
        if self._data is None:
            return
        run, row, data = self._state.run, self._row, self._data
        self._shown = (run, row)
        store, plugins = self._host.store, self._host.plugins

        def work(job: BackgroundJob) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
            from workbench.engine import SnapshotNetwork

            network = SnapshotNetwork(store.get(run), plugins, check=job.check)
            network.load()
            said = network.read(data.test.x[row])
            layers = {**said.activations, "probabilities": said.probabilities}
            return layers, dict(said.weights)

        self._host.background.start(
            "network: layers",
            work,
            lambda found: self._show_layers(data, row, *found),
            lambda error: self.words.setText(error.message),
            title=self.tr("Computing layer outputs"),
        )

    def _show_layers(
        self,
        data: ImageClasses,
        row: int,
        activations: dict[str, np.ndarray],
        kernels: dict[str, np.ndarray],
    ) -> None:
        label = int(data.test.y[row])
        probabilities = activations["probabilities"]
        self.view.show_network(
            data.test.x[row], activations, kernels, probabilities, data.classes, label
        )
        words = self.tr("Test picture {row}: {name}, cost {cost}")
        cost = -float(np.log(max(float(probabilities[label]), 1e-12)))
        self.words.setText(words.format(row=row, name=data.classes[label], cost=f"{cost:.3f}"))
