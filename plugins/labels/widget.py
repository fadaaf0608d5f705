"""The widget: rows of pairs, a box for the batch, and what the colours mean."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench import Data, Experiment, WorkbenchError
from workbench.ui import (
    Chip,
    ChipFlow,
    Host,
    Panel,
    RunData,
    RunState,
    SpinBox,
    escaped,
    while_alive,
)

from .rows import HIDDEN, KEPT, NEXT, ROWS, SEEN, SWAPPED, BatchRows, TokenTarget, rows_of

# An experiment that is being changed is asked about when it rests.
ASK_MS = 150
TINTS = {HIDDEN: 0, SWAPPED: 1, KEPT: 2, NEXT: None, SEEN: None}


class _TargetLine(ChipFlow):
    """One row: what is given above, what is wanted below it."""

    caption_is_large: ClassVar[bool] = True


class LabelsWidget(QWidget):
    """Shows the batches of the run in sight, or of the experiment that would be trained."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run = ""
        self._experiment: Experiment = host.experiment
        self._data: Data | None = None
        self._shown: object = None
        self._is_masked = False
        self._rundata = RunData(host, "labels")
        self._late = QTimer(self, singleShot=True, interval=ASK_MS)
        self._late.timeout.connect(self._ask)
        self.batch = SpinBox()
        self.rows = [_TargetLine() for _ in range(ROWS)]
        self.said = QLabel()
        self.legend = QLabel()
        self._panel = Panel(self._build())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(220, 200)
        self.batch.valueChanged.connect(lambda _: self._late.start())
        host.experiment_changed.connect(self._experiment_changed)
        host.theme.changed.connect(self._recolor)
        self._recolor()
        self._panel.say(self.tr("Labels from text"), self.tr("Reading the text…"))

    def _build(self) -> QWidget:
        self.batch.setRange(1, 10**6)
        self.batch.setAccessibleName(self.tr("Batch"))
        self.batch.setToolTip(self.tr("Each step of the training sees another batch"))
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        for label in (self.said, self.legend):
            label.setWordWrap(True)
            label.setProperty("role", "muted")
        top = QHBoxLayout()
        words = QLabel(self.tr("Batch"))
        words.setBuddy(self.batch)
        top.addWidget(words)
        top.addWidget(self.batch)
        top.addStretch(1)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(14)
        for number, row in enumerate(self.rows, 1):
            row.setAccessibleName(self.tr("Row {0}: input and target").format(number))
            row.pointed.connect(lambda place, row=row: self._pointed(row, place))
            inner.addWidget(row)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(10, 10, 4, 10)
        column.addLayout(top)
        column.addWidget(self.legend)
        column.addWidget(scroll, 1)
        column.addWidget(self.said)
        return content

    def _recolor(self) -> None:
        for row in self.rows:
            row.set_colors(self._host.theme.colors)
        self._show_legend()

    # Whose labels

    def show_run(self, state: RunState) -> None:
        """Show another run's batches; without a run, those that would be."""
        if self._shown == state.run:
            return
        self._shown = self._run = state.run
        self._data = None
        if state.run:
            self._host.background.start(
                "labels: run",
                lambda _, run=state.run: self._host.store.get(run).experiment,
                self._follow_experiment,
                self._failed,
                title=self.tr("Reading a run"),
            )
        else:
            self._follow_experiment(self._host.experiment)

    def _follow_experiment(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self._data = None
        if self._run:
            self._rundata.request(self._run, self._loaded, self._failed)
        elif (data := self._host.data.peek(experiment.dataset)) is not None:
            self._loaded(data)
        else:
            came, failed = while_alive(self._came), while_alive(self._failed)
            self._host.data.request(experiment.dataset, came, failed)

    def _came(self, data: Data) -> None:
        # Another dataset may have been chosen while this one was loaded.
        if not self._run and self._host.data.peek(self._experiment.dataset) is data:
            self._loaded(data)

    def _experiment_changed(self, experiment: Experiment) -> None:
        if not self._run and self._shown is not None:
            same = experiment.dataset == self._experiment.dataset
            self._experiment = experiment
            if same and self._data is not None:
                self._late.start()
            elif self.isVisible():
                self._follow_experiment(experiment)
            else:
                self._shown = None

    def _loaded(self, data: Data) -> None:
        self._data = data
        self._ask()

    def _ask(self) -> None:
        if self._data is None:
            return
        plugins, experiment, data = self._host.plugins, self._experiment, self._data
        number = self.batch.value() - 1
        self._host.background.start(
            "labels: rows",
            lambda _: rows_of(plugins, experiment, data, number),
            self._show,
            self._failed,
            title=self.tr("Reading a row"),
        )

    def _failed(self, error: WorkbenchError) -> None:
        self._panel.say(self.tr("No labels to show"), f"{error.message} {error.remedy}".strip())

    # What is shown

    def _show(self, rows: BatchRows | None) -> None:
        if rows is None:
            self._panel.say(
                self.tr("The labels come with the data"),
                self.tr("Only language modelling makes its own."),
            )
            return
        self._is_masked = rows.is_masked
        self._show_legend()
        for index, row in enumerate(self.rows):
            there = index < len(rows.rows)
            row.set_chips([self._chip(pair) for pair in rows.rows[index]] if there else [])
            row.setVisible(there)
        self.said.setText(self.tr("Point at a token or walk with the arrow keys."))
        self._panel.show_content()

    def _show_legend(self) -> None:
        if not self._is_masked:
            self.legend.setText(
                self.tr("Above: the input. Below: the target, which is the next token.")
            )
            return
        series = self._host.theme.colors.series
        kinds = (
            (HIDDEN, self.tr("hidden")),
            (SWAPPED, self.tr("swapped for another")),
            (KEPT, self.tr("left as it is")),
        )
        marks = " &nbsp;".join(
            f"<span style='color:{series[TINTS[kind] or 0]}'>■</span> {escaped(words)}"
            for kind, words in kinds
        )
        words = self.tr("Above: the input. Below: what is to be guessed there:")
        self.legend.setText(f"{escaped(words)} {marks}")

    def _chip(self, pair: TokenTarget) -> Chip:
        return Chip(pair.input_token, pair.target_token, TINTS[pair.kind], self._about(pair))

    def _about(self, pair: TokenTarget) -> str:
        words = {
            SEEN: self.tr("“{0}” is input; there is no target here."),
            NEXT: self.tr("After “{0}” comes “{1}”."),
            HIDDEN: self.tr("“{1}” is hidden behind {0} and is to be guessed."),
            SWAPPED: self.tr("“{1}” was swapped for “{0}” and is to be guessed."),
            KEPT: self.tr("“{1}” was left as it is, and is still to be said."),
        }
        return words[pair.kind].format(pair.input_token, pair.target_token)

    def _pointed(self, row: _TargetLine, index: int) -> None:
        for other in self.rows:
            if other is not row and other.current >= 0:
                other.current = -1
                other.update()
        if index >= 0:
            self.said.setText(row.items[index].about)
