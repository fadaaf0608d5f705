"""The memory panel: influence against distance, speed against length, and what they say."""

from __future__ import annotations

import html
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

from workbench.core.dataset import Data
from workbench.core.errors import ExperimentError, UsageError, WorkbenchError
from workbench.core.experiment import Part
from workbench.core.runs import Run, RunStore
from workbench.core.text import Corpus, TextClasses
from workbench.ui.plots.curves import CurvePlot
from workbench.ui.plots.line_item import Line
from workbench.ui.state import RunState
from workbench.ui.tasks import Task

KEY = "recall"
BUILT, TRAINED = "built", "trained"
MOST_RUNS = 6
# Beyond this distance the words say how much is left.
FAR = 16
# A place without influence has no logarithm.
LEAST = 1e-12


class RecallWidget(QWidget):
    """Measures on demand, in the background, and draws each curve as it comes."""

    def __init__(self, host: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run, self._part = "", Part(id="")
        self._busy = False
        # What came, as engine objects, by key.
        self.memories: dict[str, Any] = {}
        self.speeds: list[Any] = []
        self.ends: list[Any] = []
        self.memory = CurvePlot(self.tr("Influence against distance"), self._say_distance)
        self.speed = CurvePlot(self.tr("Tokens per second against length"), self._say_length)
        self.source, self.mode = QComboBox(), QComboBox()
        self.button = QPushButton()
        self.status = QLabel()
        self.legend = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
        self.memory_words, self.speed_words = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._build()
        self.setMinimumSize(460, 360)
        host.theme.changed.connect(self._recolor)
        self._set_busy(False)
        self._recolor()

    def _build(self) -> None:
        self.memory.set_log(True)
        self.speed.set_log(True)
        self.memory.set_x_label(self.tr("tokens back"))
        self.speed.set_x_label(self.tr("tokens in a text"))
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
        column.addLayout(grid, 1)

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
        self.memories, self.speeds, self.ends = {}, [], []
        self._draw()

    def _set_busy(self, on: bool) -> None:
        self._busy = on
        self.button.setText(self.tr("Cancel") if on else self.tr("Measure"))
        self.source.setEnabled(not on)

    def _say(self, words: str) -> None:
        self.status.setText(words)
        self.status.setToolTip(words)

    # Measuring

    def _measure_or_cancel(self) -> None:
        if self._busy:
            self._cancel()
            self._say(self.tr("Cancelled."))
            return
        self._forget()
        self._set_busy(True)
        self._say(self.tr("Loading the text…"))
        host, run = self._host, self._run
        # Read here: what is chosen on the page belongs to the window's thread.
        chosen: Part = host.experiment.dataset

        def find(_: Task) -> Part:
            return host.store.get(run).experiment.dataset if run else chosen

        host.tasks.start(KEY, find, self._found, self._failed)

    def _found(self, part: Part) -> None:
        if self._busy:
            self._part = part
            self._host.data.request(part, self._start, self._failed)

    def _start(self, data: Data) -> None:
        # The data may come after Cancel.
        if not self._busy:
            return
        host, part, trained = self._host, self._part, self.source.currentData() == TRAINED

        def work(task: Task) -> None:
            from workbench.engine import recall, throughput

            if not isinstance(data, Corpus | TextClasses):
                raise UsageError("Memory is measured on text.", "Choose a dataset of text.")
            if trained:
                runs = list(_runs_on(host.store, part))
                found = recall.trained(host.plugins, data, runs, check=task.check)
            else:
                found = recall.as_built(host.plugins, data, check=task.check)
            for memory in found:
                task.post(lambda memory=memory: self._add_memory(memory))
            for point in throughput.measure(host.plugins, check=task.check):
                task.post(lambda point=point: self._add_speed(point))

        self._say(self.tr("Measuring memory…"))
        host.tasks.start(KEY, work, self._done, self._failed)

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
        self._draw_speeds()

    def _done(self, _: None) -> None:
        self._set_busy(False)
        live = self.tr("Measured while a training ran: speeds are too low.")
        self._say(live if self._host.jobs.live else self.tr("Measured on this machine."))
        self._draw()

    def _failed(self, error: WorkbenchError) -> None:
        self._set_busy(False)
        self._say(f"{error.message} {error.remedy}")

    def _cancel(self) -> None:
        self._host.tasks.cancel(KEY)
        self._set_busy(False)
        self._say("")

    # Drawing

    def _draw(self) -> None:
        self._draw_memories()
        self._draw_speeds()
        self.legend.setText(" &nbsp; ".join(self._legend()))

    def _color(self, key: str) -> str:
        series = self._host.theme.colors.series
        known = {"rnn": 1, "lstm": 2, "gpt": 0}
        if key not in known:
            return str(series[(3 + list(self.memories).index(key)) % len(series)])
        return str(series[known[key]])

    def _legend(self) -> Iterator[str]:
        shown = [*self.speeds, *self.memories.values()]
        for key, name in {one.key: one.name for one in shown}.items():
            yield f"<span style='color:{self._color(key)}'>●</span> {html.escape(name)}"

    def _draw_memories(self) -> None:
        lines, farthest = {}, 1.0
        for key, memory in self.memories.items():
            y = np.maximum(memory.relative(), LEAST)
            x = np.arange(len(y), dtype=np.float64)
            name = html.escape(memory.name)
            lines[key] = Line(x, y, self._color(key), name, width=2, fine=True)
            farthest = max(farthest, float(x[-1]))
        self.memory.show_lines(lines, (0.0, farthest))
        self.memory_words.setText(self._memory_words())

    def _memory_words(self) -> str:
        if not self.memories:
            return self.tr(
                "Press Measure: how much an answer changes with the token k places before it."
            )
        parts = [
            f"{html.escape(memory.name)} {memory.beyond(FAR):.1%}"
            for memory in self.memories.values()
            if len(memory.influence) > FAR + 1
        ]
        words = self.tr(
            "How much an answer changes with a token so far back; the newest token's is 1. "
            "More than {0} tokens back lie, of all influence: {1}."
        )
        return words.format(FAR, ", ".join(parts) or self.tr("nothing that was looked at"))

    def _draw_speeds(self) -> None:
        mode = self.mode.currentData()
        points = [point for point in self.speeds if point.mode == mode]
        lines = {}
        for key in dict.fromkeys(point.key for point in points):
            mine = [point for point in points if point.key == key]
            x = np.log2([point.length for point in mine])
            color, name = self._color(key), html.escape(mine[0].name)
            for edge in ("low", "high"):
                y = np.array([getattr(point, edge) for point in mine])
                lines[f"{key} {edge}"] = Line(x, y, color, alpha=80, fine=True)
            y = np.array([point.tokens_per_s for point in mine])
            lines[key] = Line(x, y, color, name, width=2, dots=True, fine=True)
        lengths = sorted({point.length for point in self.speeds}) or [64, 2048]
        low, high = math.log2(lengths[0]), math.log2(lengths[-1])
        self.speed.set_x_ticks([(math.log2(length), f"{length}") for length in lengths])
        self.speed.show_lines(lines, (low - 0.15, high + 0.15))
        self.speed_words.setText(self._speed_words(points, mode))

    def _speed_words(self, points: list[Any], mode: str) -> str:
        if not points:
            return self.tr("And how many tokens a second three networks of one size get through.")
        longest = max(point.length for point in points)
        there = sorted(
            (point for point in points if point.length == longest), key=lambda p: -p.tokens_per_s
        )
        parts = [f"{html.escape(p.name)} {p.tokens_per_s:,.0f}" for p in there]
        words = self.tr("Tokens a second in texts of {0}: {1}; faint lines are quartiles.")
        said = words.format(f"{longest:,}", ", ".join(parts))
        for end in self.ends:
            if end.mode == mode:
                said += f" {html.escape(end.name)}: {end.why}."
        return said

    def _say_distance(self, distance: float) -> str:
        return self.tr("{0} tokens back").format(f"{distance:.0f}")

    def _say_length(self, place: float) -> str:
        return self.tr("texts of about {0} tokens").format(f"{2**place:,.0f}")


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
