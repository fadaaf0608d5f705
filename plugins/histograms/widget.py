"""Histograms of weights and gradients, one row a layer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench import WeightHistograms
from workbench.ui import Histogram, Host, Panel, RunState, add_plot_actions

KINDS = ("weight", "gradient")


class HistogramsWidget(QWidget):
    """What `WeightHistograms.histograms` holds, drawn as it changes."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._shown: WeightHistograms | None = None
        self._shapes: dict[str, Histogram] = {}
        self._grid_box = QWidget()
        self._grid_box.setObjectName("scrolled")
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._grid_box)
        scroll.setAccessibleName(self.tr("Histograms of the layers"))
        self._panel = Panel(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(220, 200)
        host.theme.changed.connect(self._recolor)
        self.show_run(RunState())

    @property
    def shapes(self) -> dict[str, Histogram]:
        """The small plots by ``weight/NAME`` and ``gradient/NAME``."""
        return self._shapes

    def show_run(self, state: RunState) -> None:
        """Show the newest weights of a run."""
        weighed = state.weighed
        if weighed is None or not weighed.histograms:
            self._shown = None
            self._panel.say(*self._nothing(state))
            return
        if weighed is self._shown:
            return
        self._shown = weighed
        if set(weighed.histograms) != set(self._shapes):
            self._build(tuple(weighed.histograms))
        for name, (counts, edges) in weighed.histograms.items():
            self._shapes[name].set_data(counts, edges)
        self._panel.show_content()

    def _build(self, names: tuple[str, ...]) -> None:
        while (taken := self._grid.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        self._shapes = {}
        titles = {"weight": self.tr("Weights"), "gradient": self.tr("Gradients")}
        for column, kind in enumerate(KINDS):
            self._grid.addWidget(self._label(titles[kind], "heading"), 0, column)
        layers = list(dict.fromkeys(name.partition("/")[2] for name in names))
        for row, layer in enumerate(layers):
            self._grid.addWidget(self._label(layer, "muted"), 2 * row + 1, 0, 1, 2)
            for column, kind in enumerate(KINDS):
                if (name := f"{kind}/{layer}") in names:
                    shape = Histogram(f"{titles[kind]}, {layer}")
                    add_plot_actions(self._host, shape)
                    self._shapes[name] = shape
                    self._grid.addWidget(shape, 2 * row + 2, column)
        self._grid.setRowStretch(2 * len(layers) + 1, 1)
        self._recolor()

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _recolor(self) -> None:
        colors = self._host.theme.colors
        for name, shape in self._shapes.items():
            shape.set_colors(colors, colors.series[KINDS.index(name.partition("/")[0]) % 8])

    def _nothing(self, state: RunState) -> tuple[str, str]:
        if not state.status:
            return self.tr("Weights and gradients"), self.tr(
                "Press Train to watch each layer's numbers spread."
            )
        if state.live:
            return self.tr("Looking inside…"), self.tr("Appears a few seconds into training.")
        return self.tr("Nothing kept"), self.tr(
            "Histograms are shown while a run trains; they are not stored with it. "
            "Resume it or train again with this page open."
        )
