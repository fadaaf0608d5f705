"""The positions panel: the table of places, how alike places are, and the shuffle test below."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench import Data, Interval, WorkbenchError
from workbench.inference import (
    LEARNED_POSITIONS,
    NO_POSITIONS,
    RECURRENT_POSITIONS,
    ROTARY_POSITIONS,
    SINUSOIDAL_POSITIONS,
    PositionEncoding,
    ShuffleTest,
    position_similarity,
    read_positions,
    rotary_scores,
    shuffle_test,
)
from workbench.ui import (
    BackgroundJob,
    CurvePlot,
    Host,
    IntervalBars,
    IntervalRow,
    NumberMap,
    Panel,
    PlotLine,
    RunData,
    RunState,
    add_plot_actions,
)

READING, SHUFFLING = "positions: read", "positions: shuffle"


class PositionsWidget(QWidget):
    """What a run's model was told of places, and what it makes of them."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data = RunData(host, "positions")
        self._shown = ("", "")
        self.positions: PositionEncoding | None = None
        self.words = QLabel(wordWrap=True)
        self.caption = QLabel()
        self.caption.setProperty("role", "muted")
        self.table = NumberMap(self.tr("Position table"), self._say_number)
        self.alike = NumberMap(self.tr("Similarity of positions"), self._say_similarity)
        self.scores = CurvePlot(self.tr("Score against distance"), self._say_distance)
        add_plot_actions(host, self.table, self.alike, self.scores)
        self.shuffle = _Shuffle(host)
        self.shuffle.button.clicked.connect(self._shuffle_or_cancel)
        self._panel = Panel(self._content())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(420, 420)
        host.theme.changed.connect(self._recolor)
        self._recolor()
        self.show_run(RunState())

    def _content(self) -> QWidget:
        for which in (self.table, self.alike):
            which.pointed.connect(lambda *_, which=which: self.caption.setText(which.description()))
        self.scores.set_limits(-1.0, 1.0)
        self.scores.pointed.connect(self.scores.point_at)
        self._right = QStackedWidget()
        self._right.addWidget(self.alike)
        self._right.addWidget(self.scores)
        self._headings = QLabel(self.tr("Position × number")), QLabel()
        self._pictures = QWidget()
        grid = QGridLayout(self._pictures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        for index, widget in enumerate((self.table, self._right)):
            self._headings[index].setProperty("role", "heading")
            grid.addWidget(self._headings[index], 0, index)
            grid.addWidget(widget, 1, index)
            grid.setColumnStretch(index, 1)
        grid.setRowStretch(1, 1)
        grid.addWidget(self.caption, 2, 0, 1, 2)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self._pictures, 1)
        column.addWidget(self.shuffle)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        return content

    def _recolor(self) -> None:
        colors = self._host.theme.colors
        for plot in (self.table, self.alike, self.scores):
            plot.set_colors(colors)
        if self.positions is not None:
            self._draw(self.positions)

    def show_run(self, state: RunState) -> None:
        """Read the model of a run that has ended; words while there is none."""
        wanted = (state.run, state.model)
        if wanted == self._shown and state.model:
            return
        if wanted != self._shown:
            self._shown = wanted
            self.positions = None
            for key in (READING, SHUFFLING):
                self._host.background.cancel(key)
            self.shuffle.empty()
        if not state.model:
            self._panel.say(*self._nothing(state))
            return
        self._panel.say(self.tr("Reading the model…"))
        store, run = self._host.store, state.run
        self._host.background.start(
            READING,
            lambda _: read_positions(store.get(run).model_file),
            self._show,
            self._failed,
            title=self.tr("Reading position vectors"),
        )

    def _nothing(self, state: RunState) -> tuple[str, str]:
        if not state.status:
            return self.tr("How does it know the order of words?"), self.tr(
                "Press Train. When the run has ended, this shows how its network encodes "
                "positions, and whether it uses them."
            )
        if state.live:
            return self.tr("Still training"), self.tr(
                "The position table is read from the model, which is written at the end."
            )
        return self.tr("This run left no model"), self.tr("Resume it, or train again.")

    def _failed(self, error: WorkbenchError) -> None:
        self._panel.say(error.message, error.remedy)

    def _show(self, positions: PositionEncoding) -> None:
        self.positions = positions
        self._draw(positions)
        self._panel.show_content()

    def _draw(self, positions: PositionEncoding) -> None:
        self.words.setText(self._story(positions))
        has_table = bool(positions.table.size)
        self._pictures.setVisible(has_table)
        self._rest.setVisible(not has_table)
        if not has_table:
            return
        self.table.set_numbers(positions.picture(), self.tr("place"), self._columns_of(positions))
        rotary = positions.kind == ROTARY_POSITIONS
        self._right.setCurrentWidget(self.scores if rotary else self.alike)
        heading = (
            self.tr("Score against distance") if rotary else self.tr("Similarity of positions")
        )
        self._headings[1].setText(heading)
        if rotary:
            y = rotary_scores(positions.table).astype(np.float64)
            x = np.arange(len(y), dtype=np.float64)
            color = self._host.theme.colors.series[0]
            line = PlotLine(x, y, color, self.tr("score"), width=2, fine=True)
            self.scores.set_axes(self.tr("Distance (tokens)"), self.tr("Score (relative)"))
            self.scores.show_lines({"score": line}, (0.0, max(1.0, len(y) - 1.0)))
        else:
            place = self.tr("place")
            self.alike.set_numbers(position_similarity(positions.table), place, place, limit=1.0)
        self.caption.setText(self.tr("Point at the picture, or walk it with the arrow keys."))

    def _columns_of(self, positions: PositionEncoding) -> str:
        return (
            self.tr("cosines │ sines") if positions.kind == ROTARY_POSITIONS else self.tr("number")
        )

    def _story(self, positions: PositionEncoding) -> str:
        told = {
            LEARNED_POSITIONS: self.tr(
                "<b>Learned positions.</b> Each of the {0} positions has a vector of its own, "
                "which is added to the token there. Training began with noise; stripes are what "
                "it has found of use."
            ),
            SINUSOIDAL_POSITIONS: self.tr(
                "<b>Fixed waves.</b> Each of the {0} positions has a vector made of sines and "
                "cosines, fast ones left in each half. It is added to the token and never learns."
            ),
            ROTARY_POSITIONS: self.tr(
                "<b>Rotary positions.</b> Queries and keys are turned by angles that grow with the "
                "position (of {0}), so a score depends on the distance alone. Right: what turning "
                "leaves of the score of two equal vectors."
            ),
            RECURRENT_POSITIONS: self.tr(
                "<b>Order is in the recurrence.</b> This network reads one token after the other "
                "into its memory; it needs no table of places."
            ),
            NO_POSITIONS: self.tr(
                "<b>No positions.</b> Nothing tells this network where a token stands. If it takes "
                "the mean of all tokens, it cannot tell a sentence from its words in any order; "
                "one that only looks back still feels order by what it cannot see yet."
            ),
        }
        story = told[positions.kind].format(f"{positions.n_positions:,}")
        if positions.n_positions > len(positions.picture()) > 0:
            story += " " + self.tr("The first {0} are shown.").format(
                f"{len(positions.picture()):,}"
            )
        return story

    def _say_number(self, row: int, column: int, number: float) -> str:
        words = self.tr("Position {0}, number {1}: {2}")
        return words.format(row + 1, column + 1, f"{number:+.4f}")

    def _say_similarity(self, row: int, column: int, number: float) -> str:
        words = self.tr("Positions {0} and {1}: cosine {2}")
        return words.format(row + 1, column + 1, f"{number:+.3f}")

    def _say_distance(self, distance: float) -> str:
        return self.tr("{0} tokens apart").format(f"{distance:.0f}")

    # The shuffle test

    def _shuffle_or_cancel(self) -> None:
        if self.shuffle.busy:
            self._host.background.cancel(SHUFFLING)
            self.shuffle.say(self.tr("Cancelled."))
            return
        self.shuffle.start()
        self._data.request(self._shown[0], self._shuffle, self.shuffle.failed)

    def _shuffle(self, data: Data) -> None:
        # The data may come after another run was chosen, or after Cancel.
        if not self.shuffle.busy:
            return
        store, run = self._host.store, self._shown[0]

        def work(task: BackgroundJob) -> ShuffleTest:
            return shuffle_test(
                store.get(run).model_file,
                data,
                check=task.check,
                report=lambda done, total: task.report("", done, total),
            )

        shuffle = self.shuffle
        self._host.background.start(
            SHUFFLING,
            work,
            shuffle.show_test,
            shuffle.failed,
            shuffle.show_progress,
            title=self.tr("Shuffling words"),
        )


class _Shuffle(QWidget):
    """A button, and two bars: with the words in their order, and shuffled."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.busy = False
        self.button = QPushButton()
        self.button.setAccessibleName(self.tr("Shuffle test"))
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(self.tr("Progress of the shuffle test"))
        self.bars = IntervalBars(host.theme, self.tr("As it is and shuffled"))
        add_plot_actions(host, self.bars)
        self.verdict = QLabel(wordWrap=True)
        self.verdict.setProperty("role", "muted")
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.progress, 1)
        row.addWidget(self.verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.bars)
        self.empty()

    def empty(self) -> None:
        """Before any test."""
        self.bars.hide()
        self.say(
            self.tr("Asks the model for the held-out texts as they are, and with words shuffled.")
        )

    def say(self, text: str) -> None:
        """Nothing runs; words beside the button."""
        self._set_busy(False)
        self.verdict.setText(text)

    def start(self) -> None:
        """A test begins."""
        self._set_busy(True)
        self.progress.setRange(0, 0)

    def _set_busy(self, on: bool) -> None:
        self.busy = on
        self.button.setText(self.tr("Cancel") if on else self.tr("Shuffle test"))
        self.progress.setVisible(on)
        self.verdict.setVisible(not on)

    def show_progress(self, what: str, done: float, total: float | None) -> None:
        """How far it is."""
        self.progress.setRange(0, int(total or 0))
        self.progress.setValue(int(done))

    def failed(self, error: WorkbenchError) -> None:
        """Say why there is no answer."""
        self.say(f"{error.message} {error.remedy}")

    def show_test(self, result: ShuffleTest) -> None:
        """Show what the test found."""
        accuracy = result.measure == "accuracy"
        names = (self.tr("As it is"), self.tr("Shuffled"))
        both = zip(names, (result.as_is, result.shuffled), strict=True)
        rows = [
            IntervalRow(n, e.value, e.low, e.high, self._format_estimate(e, accuracy))
            for n, e in both
        ]
        self.bars.show_values(rows, 1.0 if accuracy else None)
        self.bars.show()
        change = self._format_estimate(result.change, accuracy, signed=True)
        what = self.tr("accuracy") if accuracy else self.tr("the loss")
        if result.uses_order:
            words = self.tr("Without order {0} changes by {1}: this model uses order.")
        else:
            words = self.tr("Without order {0} changes by {1}: the words count, not their order.")
        n = self.tr("{0} texts") if accuracy else self.tr("{0} guesses")
        tail = self.tr("{0}; intervals of 95 %.").format(n.format(f"{result.n:,}"))
        self.say(f"{words.format(what, change)} {tail}")

    def _format_estimate(self, estimate: Interval, share: bool, signed: bool = False) -> str:
        """A value with its interval: per cents (points of them where signed), or nats."""
        sign, digits, factor = "+" if signed else "", 1 if share else 2, 100 if share else 1
        unit = self.tr("points") if signed else "%"
        value, low, high = (
            f"{factor * x:{sign}.{digits}f}".replace("-", "−")
            for x in (estimate.value, estimate.low, estimate.high)
        )
        return f"{value} {unit if share else self.tr('nats')} ({low} … {high})"
