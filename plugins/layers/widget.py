"""The table of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench import WorkbenchError
from workbench.ui import (
    Host,
    Panel,
    RunState,
    align_headings,
    describe_network,
    request_network_summary,
)

if TYPE_CHECKING:
    from workbench.engine import LayerSummary, NetworkSummary


class LayersWidget(QWidget):
    """What the architecture as it is set now would build."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._asked: Any = None
        self.table = self._make_table()
        self.total = QLabel()
        self.total.setWordWrap(True)
        self.total.setProperty("role", "muted")
        pane = QWidget()
        inner = QVBoxLayout(pane)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.total)
        self._panel = Panel(pane)
        self._panel.say(self.tr("Counting…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(220, 200)
        host.experiment_changed.connect(self._refresh)
        host.data.loaded.connect(self._refresh)

    def _make_table(self) -> QTableWidget:
        titles = (self.tr("Layer"), self.tr("Output"), self.tr("Parameters"), self.tr("FLOP"))
        table = QTableWidget(0, len(titles))
        align_headings(table)
        table.setHorizontalHeaderLabels(titles)
        table.setAccessibleName(self.tr("Layers of the network"))
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        return table

    def show_run(self, state: RunState) -> None:
        """A run changes nothing here: the table is about the experiment in the strip."""
        self._refresh()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._refresh()

    def _refresh(self) -> None:
        experiment = self._host.experiment
        data = self._host.data.peek(experiment.dataset)
        asked = (experiment.dataset, experiment.architecture, data is not None)
        if asked == self._asked or not self.isVisible():
            return
        self._asked = asked
        resolved = self._host.data.resolve(experiment)
        request_network_summary(self._host, "layers", resolved, self._came, self._failed)

    def _came(self, summary: NetworkSummary) -> None:
        self.table.setRowCount(len(summary.layers))
        for row, layer in enumerate(summary.layers):
            for column, text in enumerate(_texts(layer)):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                item.setToolTip(f"{layer.name} ({layer.kind})")
                self.table.setItem(row, column, item)
        text = self.tr("{0} in total for each example.")
        self.total.setText(text.format(describe_network(summary.n_parameters, summary.flops)))
        self._panel.show_content()

    def _failed(self, error: WorkbenchError) -> None:
        self._panel.say(error.message, error.remedy)


def _texts(layer: LayerSummary) -> tuple[str, str, str, str]:
    shape = "×".join(str(side) for side in layer.output_shape)
    parameters = f"{layer.n_parameters:,}" if layer.n_parameters else "–"
    name = layer.kind if layer.name.isdigit() else f"{layer.name} ({layer.kind})"
    return name, shape, parameters, f"{layer.flops:,}" if layer.flops else "–"
