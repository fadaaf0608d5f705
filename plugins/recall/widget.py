"""The memory panel: influence against distance, speed against length, and what they say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench import (
    Corpus,
    Data,
    ExperimentError,
    Part,
    Run,
    RunStore,
    TextClasses,
    UsageError,
    WorkbenchError,
)
from workbench.ui import (
    BackgroundJob,
    CurvePlot,
    Host,
    Panel,
    PlotLine,
    RunState,
    add_plot_actions,
    escaped,
)

KEY = "recall"
BUILT, TRAINED = "built", "trained"
MOST_RUNS = 6
# Beyond this distance the words say how much is left.
FAR = 16
# Less influence than this is not drawn, and has no logarithm where there is none at all.
LEAST = 1e-8
# What the axis of lengths holds from the start, so that it stands still while points come.
LENGTHS = (64, 2048)


class RecallWidget(QWidget):
    """Measures on demand, in the background, and draws each curve as it comes."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run = ""
        self._part = Part(id="")
        self._busy = False
        # What came, as engine objects, by key.
        self.memories: dict[str, Any] = {}
        self.speeds: list[Any] = []
        self.ends: list[Any] = []
        self.memory = CurvePlot(self.tr("Influence against distance"), self._say_distance)
        self.speed = CurvePlot(self.tr("Tokens per second against length"), self._say_length)
        add_plot_actions(host, self.memory, self.speed)
        self.source = QComboBox()
        self.mode = QComboBox()
        self.button = QPushButton()
        self.status = QLabel()
        self.legend = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
        self.memory_words = QLabel(wordWrap=True)
        self.speed_words = QLabel(wordWrap=True)
        self._build()
        self.setMinimumSize(460, 360)
        host.theme.changed.connect(self._recolor)
        self._set_busy(False)
        self._recolor()

    def _build(self) -> None:
        self.memory.set_log(True)
        self.memory.set_limits(LEAST, None)
        self.speed.set_log(True)
        self.memory.set_axes(self.tr("Distance (tokens)"), self.tr("Influence (relative)"))
        self.speed.set_axes(self.tr("Text length (tokens)"), self.tr("Speed (tokens/s)"), np.exp2)
        for plot in (self.memory, self.speed):
            plot.pointed.connect(plot.point_at)
            plot.setMinimumWidth(190)
            plot.setMinimumHeight(150)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        columns = (
            (self.tr("Memory: influence on the answer"), self.memory, self.memory_words),
            (self.tr("Speed: tokens per second"), self.speed, self.speed_words),
        )
        for index, (name, plot, words) in enumerate(columns):
            heading = QLabel(name)
            heading.setProperty("role", "heading")
            words.setProperty("role", "muted")
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(heading, 0, index)
            grid.addWidget(plot, 1, index)
            grid.addWidget(words, 2, index)
            grid.setColumnStretch(index, 1)
        grid.setRowStretch(1, 1)
        self.legend.setAccessibleName(self.tr("Legend"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(self._controls())
        column.addWidget(self.legend)
        content = QWidget()
        grid.setContentsMargins(0, 0, 0, 0)
        content.setLayout(grid)
        self._panel = Panel(content)
        column.addWidget(self._panel, 1)

    def _controls(self) -> QHBoxLayout:
        self.source.addItem(self.tr("As built"), BUILT)
        self.source.addItem(self.tr("Trained runs"), TRAINED)
        self.source.setAccessibleName(self.tr("Whose memory"))
        self.source.setToolTip(
            self.tr("Fresh networks of about equal size, or the runs on this dataset")
        )
        self.mode.addItem(self.tr("Learning"), "training")
        self.mode.addItem(self.tr("Reading"), "reading")
        self.mode.setAccessibleName(self.tr("Which speed"))
        self.mode.setToolTip(self.tr("Forward and backward, or forward alone"))
        self.mode.currentIndexChanged.connect(lambda _: self._draw_speeds())
        self.button.clicked.connect(self._measure_or_cancel)
        self.status.setProperty("role", "muted")
        self.status.setMinimumWidth(40)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.source)
        row.addWidget(self.status, 1)
        row.addWidget(self.mode)
        return row

    def _recolor(self) -> None:
        for plot in (self.memory, self.speed):
            plot.set_colors(self._host.theme.colors)
        self._draw()

    def show_run(self, state: RunState) -> None:
        """Another run may be of another dataset: what was measured before goes."""
        if state.run != self._run:
            self._run = state.run
            self._cancel()
            self._forget()

    def _forget(self) -> None:
        self.memories = {}
        self.speeds = []
        self.ends = []
        self._draw()

    def _set_busy(self, on: bool) -> None:
        self._busy = on
        self.button.setText(self.tr("Cancel") if on else self.tr("Measure"))
        self.source.setEnabled(not on)

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.setToolTip(text)

    # Measuring

    def _measure_or_cancel(self) -> None:
        if self._busy:
            self._cancel()
            self._say(self.tr("Cancelled."))
            return
        self._set_busy(True)
        self._forget()
        self._say(self.tr("Loading the text…"))
        host, run = self._host, self._run
        # Read here: what is chosen on the page belongs to the window's thread.
        chosen: Part = host.experiment.dataset

        def find(_: BackgroundJob) -> Part:
            return host.store.get(run).experiment.dataset if run else chosen

        host.background.start(
            KEY, find, self._load_dataset, self._failed, title=self.tr("Measuring memory")
        )

    def _load_dataset(self, part: Part) -> None:
        if self._busy:
            self._part = part
            self._host.data.request(part, self._start, self._failed)

    def _start(self, data: Data) -> None:
        # The data may come after Cancel.
        if not self._busy:
            return
        host, part, trained = self._host, self._part, self.source.currentData() == TRAINED

        def work(task: BackgroundJob) -> None:
            from workbench.engine import measure_throughput, memory_as_built, memory_of_run

            if not isinstance(data, Corpus | TextClasses):
                raise UsageError("Memory is measured on text.", "Choose a dataset of text.")
            if trained:
                runs = list(_runs_on(host.store, part))
                found = memory_of_run(host.plugins, data, runs, check=task.check)
            else:
                found = memory_as_built(host.plugins, data, check=task.check)
            for memory in found:
                task.post(lambda memory=memory: self._add_memory(memory))
            for point in measure_throughput(host.plugins, check=task.check):
                task.post(lambda point=point: self._add_speed(point))

        self._say(self.tr("Measuring memory…"))
        host.background.start(
            KEY, work, self._done, self._failed, title=self.tr("Measuring memory")
        )

    def _add_memory(self, memory: Any) -> None:
        self.memories[memory.key] = memory
        self._draw()

    def _add_speed(self, point: Any) -> None:
        if hasattr(point, "why"):
            self.ends.append(point)
        else:
            self.speeds.append(point)
            words = self.tr("Measuring speed: texts of {0} tokens…")
            self._say(words.format(f"{point.length:,}"))
        self._draw()

    def _done(self, _: None) -> None:
        self._set_busy(False)
        live = self.tr("Measured while a training ran: speeds are too low.")
        self._say(live if self._host.jobs.live else self.tr("Measured on this machine."))
        self._draw()

    def _failed(self, error: WorkbenchError) -> None:
        self._set_busy(False)
        self._say(f"{error.message} {error.remedy}")
        self._draw()

    def _cancel(self) -> None:
        self._host.background.cancel(KEY)
        self._set_busy(False)
        self._say("")
        self._draw()

    # Drawing

    def _draw(self) -> None:
        if not self.memories and not self.speeds:
            self._panel.say(*self._nothing())
        else:
            self._panel.show_content()
        self._draw_memories()
        self._draw_speeds()
        self.legend.setText(" &nbsp; ".join(self._legend()))

    def _nothing(self) -> tuple[str, str]:
        if self._busy:
            return self.tr("Measuring…"), ""
        return self.tr("Why did transformers take over?"), self.tr(
            "Press Measure: how far back a recurrent network, an LSTM and a transformer of one "
            "size remember, and how fast they are on this machine. It takes less than a minute."
        )

    def _color(self, key: str) -> str:
        series = self._host.theme.colors.series
        known = {"rnn": 1, "lstm": 2, "gpt": 0}
        if key not in known:
            return str(series[(3 + list(self.memories).index(key)) % len(series)])
        return str(series[known[key]])

    def _names(self) -> dict[str, str]:
        """What to call each network, by key; runs of one name get the end of their id behind it."""
        names = {one.key: one.name for one in (*self.speeds, *self.memories.values())}
        shared = list(names.values())
        return {
            key: name if shared.count(name) == 1 else f"{name} {key[-4:]}"
            for key, name in names.items()
        }

    def _legend(self) -> Iterator[str]:
        for key, name in self._names().items():
            yield f"<span style='color:{self._color(key)}'>●</span> {escaped(name)}"

    def _draw_memories(self) -> None:
        lines, farthest, names = {}, 1.0, self._names()
        for key, memory in self.memories.items():
            y = np.maximum(memory.relative(), LEAST / 10)
            x = np.arange(len(y), dtype=np.float64)
            name = names[key]
            lines[key] = PlotLine(x, y, self._color(key), name, width=2, fine=True)
            farthest = max(farthest, float(x[-1]))
        self.memory.show_lines(lines, (0.0, farthest))
        self.memory_words.setText(self._memory_text())

    def _memory_text(self) -> str:
        names = self._names()
        parts = [
            f"{names[key]} {_percent(memory.beyond(FAR))}"
            for key, memory in self.memories.items()
            if len(memory.influence) > FAR + 1
        ]
        words = self.tr(
            "How much an answer changes with a token so far back; the newest token's is 1. "
            "Share of the influence from more than {0} tokens back: {1}."
        )
        return words.format(FAR, ", ".join(parts) or self.tr("nobody was asked"))

    def _draw_speeds(self) -> None:
        mode, names, lines = self.mode.currentData(), self._names(), {}
        points = [point for point in self.speeds if point.mode == mode]
        for key in dict.fromkeys(point.key for point in points):
            mine = [point for point in points if point.key == key]
            x = np.log2([point.length for point in mine])
            for edge in ("low", "high"):
                y = np.array([getattr(point, edge) for point in mine])
                lines[f"{key} {edge}"] = PlotLine(x, y, self._color(key), alpha=80, fine=True)
            y = np.array([point.tokens_per_s for point in mine])
            name = names[key]
            lines[key] = PlotLine(x, y, self._color(key), name, width=2, dots=True, fine=True)
        lengths = sorted({*LENGTHS, *(point.length for point in self.speeds)})
        named = [(math.log2(length), f"{length}") for length in lengths]
        self.speed.set_ticks("bottom", named)
        self.speed.set_ticks("left", _ROUND)
        self.speed.show_lines(lines, (named[0][0] - 0.2, named[-1][0] + 0.45))
        self.speed_words.setText(self._speed_text(points, mode))

    def _speed_text(self, points: list[Any], mode: str) -> str:
        if not points:
            return ""
        names, longest = self._names(), max(point.length for point in points)
        there = sorted(
            (point for point in points if point.length == longest), key=lambda p: -p.tokens_per_s
        )
        parts = [f"{names[p.key]} {p.tokens_per_s:,.0f}" for p in there]
        words = self.tr(
            "In texts of {0} tokens: {1}. Each has about {2} weights; faint lines are quartiles."
        )
        size = f"{round(points[0].n_parameters, -3):,}"
        said = words.format(f"{longest:,}", ", ".join(parts), size)
        for end in self.ends:
            if end.mode == mode:
                said += f" {end.name}: {end.why}."
        return said

    def _say_distance(self, distance: float) -> str:
        return self.tr("{0} tokens back").format(f"{distance:.0f}")

    def _say_length(self, exponent: float) -> str:
        return self.tr("texts of about {0} tokens").format(f"{2**exponent:,.0f}")


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %" if share >= 0.0005 else "< 0.1 %"


# Speeds that the axis names: 100, 200, 500, 1 k, …
_ROUND = [
    (
        digit * 10.0**power,
        f"{digit * 10**power:,}" if power < 3 else f"{digit * 10 ** (power - 3):,} k",
    )
    for power in range(1, 9)
    for digit in (1, 2, 5)
]


def _runs_on(store: RunStore, part: Part) -> Iterator[Run]:
    """The latest runs on a dataset that have kept weights, newest first."""
    n = 0
    for info in store.list():
        if info.dataset != part.id or n == MOST_RUNS:
            continue
        run = store.get(info.id)
        if run.experiment.dataset == part and any(run.checkpoint_folder.glob("*/*.safetensors")):
            n += 1
            yield run
    if not n:
        message = "No run on this dataset has kept weights yet."
        raise ExperimentError(message, "Train one, or measure networks as built.")
