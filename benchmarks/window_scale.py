"""What holds the window's thread when a model, a log or a table sends a hundred thousand things."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QTableView, QWidget

from benchmarks.report import Options, Result, Row
from workbench.core.contracts.answer import Piece
from workbench.core.contracts.events import Stepped
from workbench.core.runs.store import RunInfo
from workbench.ui import state as states
from workbench.ui.app import make_application
from workbench.ui.labelling.class_buttons import ClassButtons
from workbench.ui.labelling.labelled_rows import LabelledRows
from workbench.ui.long_text import LongText
from workbench.ui.notice_bar import NoticeBar
from workbench.ui.notices import Notices
from workbench.ui.plots.balance import Balance
from workbench.ui.plots.bars import BarChart
from workbench.ui.plots.chips import Chip, ChipFlow, LazyChips
from workbench.ui.plots.curves import CurvePlot
from workbench.ui.plots.gallery import Gallery, GalleryItem
from workbench.ui.plots.heatmap import Heatmap
from workbench.ui.plots.line_item import PlotLine
from workbench.ui.plots.pointmap import PointMap
from workbench.ui.plots.texts import TextItem, TextList
from workbench.ui.prompting.answer_text import AnswerText
from workbench.ui.prompting.batch_table import BatchTable
from workbench.ui.runs_model import COLUMNS, RunsModel
from workbench.ui.theme import ThemeManager

ITEMS, CLASSES = 100_000, 1000
QUICK_ITEMS, QUICK_CLASSES = 2000, 100
# Two frames of a screen with 60 pictures a second.
MOST_MS = 33.0
SIZE = (900, 600)

HOW = f"""\
The window's real widgets (offscreen, {SIZE[0]}×{SIZE[1]} pixels) are given {{items:,}} items
({{classes:,}} classes) at once, or {{items:,}} in a stream at the pace of a frame. The figure
is the longest time in which the window's thread could not have heard a click, in milliseconds of
its own processor time, so that other programs do not count: giving, laying out and painting, each
turn of the event loop by itself."""


@dataclass
class Thread:
    """The window's thread, and how long it was held at most."""

    app: QApplication
    longest_ms: float = 0.0
    turns: int = 0

    def hold(self, act: Callable[[], object]) -> None:
        """Do one thing that the window does without looking up."""
        began = time.thread_time()
        act()
        self.longest_ms = max(self.longest_ms, 1000 * (time.thread_time() - began))
        self.turns += 1

    def settle(self, most: int = 2000) -> None:
        """Let the event loop turn until nothing is left to do."""
        idle = 0
        for _ in range(most):
            before = time.thread_time()
            self.hold(self.app.processEvents)
            idle = idle + 1 if time.thread_time() - before < 0.0003 else 0
            if idle >= 5:
                return


@dataclass
class Case:
    """A widget, and how it is given what it shows."""

    name: str
    make: Callable[[], QWidget]
    give: Callable[[Thread, Any], None]


def measure(options: Options) -> Result:
    """Give every widget all of it."""
    items = QUICK_ITEMS if options.quick else ITEMS
    classes = QUICK_CLASSES if options.quick else CLASSES
    app = make_application(["workbench"])
    theme = ThemeManager("light")
    rows = []
    for case in cases(theme, items, classes):
        thread = Thread(app)
        widget = case.make()
        widget.resize(*SIZE)
        widget.show()
        thread.settle()
        # What was made for the cases to come is none of this one's garbage.
        gc.collect()
        gc.freeze()
        thread.longest_ms = 0.0
        thread.turns = 0
        case.give(thread, widget)
        thread.settle()
        longest = thread.longest_ms
        figure = f"{longest:.1f} ms in {thread.turns} turns"
        print(f"{case.name}: {figure}", file=sys.stderr, flush=True)
        rows.append(Row(case.name, figure, f"≤ {MOST_MS:g} ms", longest <= MOST_MS))
        widget.close()
        widget.deleteLater()
        thread.settle()
    return Result(HOW.format(items=items, classes=classes), rows)


def cases(theme: ThemeManager, n: int, classes: int) -> list[Case]:
    """Every widget whose work could grow with what it is sent."""
    names = tuple(f"class {k} with a name" for k in range(classes))
    texts, pictures = _text_items(n), _pictures(n)
    answers: Any = _Answers(n)
    runs = [RunInfo(f"{k:08}", Path("runs"), f"run {k}", "finished", created=k) for k in range(n)]
    ended = [*runs[:-1], replace(runs[-1], status="stopped")]
    rng = np.random.default_rng(0)
    counts = rng.integers(0, 50, (classes, classes))

    def once(act: Callable[[Any], object]) -> Callable[[Thread, Any], None]:
        return lambda thread, widget: thread.hold(lambda: act(widget))

    return [
        Case("tokens of a text, at once", lambda: _chips(theme), once(lambda area: _all(area, n))),
        Case("tokens of a text, written", lambda: _chips(theme), lambda t, a: _grow(t, a, n)),
        Case(
            "an answer, streamed by words", lambda: AnswerText(theme), lambda t, w: _stream(t, w, n)
        ),
        Case(
            "an answer without a blank, streamed",
            lambda: AnswerText(theme),
            lambda t, w: _stream(t, w, n // 10, "xxxxxxxxxx", False),
        ),
        Case(
            "an answer of a history, whole",
            lambda: AnswerText(theme),
            once(lambda w: w.show_answer("word " * n)),
        ),
        Case("a log, in lines", LongText, once(lambda w: w.show_text("a line of a log\n" * n))),
        Case("a text without a blank", LongText, once(lambda w: w.show_text("x" * n))),
        Case("a text of one paragraph", LongText, once(lambda w: w.show_text("word " * n))),
        Case(
            "rows of a batch: shown",
            lambda: BatchTable(theme),
            once(lambda w: w.rows.show_results(answers)),
        ),
        Case("rows of a batch: answers come", lambda: _batch(theme, answers), _came),
        Case(
            "rows of a batch: sorted by answer",
            lambda: _batch(theme, answers),
            once(lambda w: w.sortByColumn(3, Qt.SortOrder.AscendingOrder)),
        ),
        Case("runs in the list", _runs_table, once(lambda w: _runs(w, runs))),
        Case(
            "one run of the list ends",
            lambda: _runs(_runs_table(), runs),
            once(lambda w: _runs(w, ended)),
        ),
        Case("events of a training", QWidget, lambda t, w: _events(t, n)),
        Case("points of a curve", lambda: _plot(theme), once(lambda w: _curve(w, n))),
        Case("points of a map", lambda: PointMap(theme), once(lambda w: _points(w, n))),
        Case("texts in a list", lambda: _texts(theme), once(lambda w: w.set_items(texts))),
        Case(
            "pictures in a gallery", lambda: _gallery(theme), once(lambda w: w.set_items(pictures))
        ),
        Case("labelled rows", LabelledRows, once(lambda w: _labelled(w, n))),
        Case(
            "confusion of all classes",
            lambda: _heat(theme),
            once(lambda w: w.set_counts(counts, names)),
        ),
        Case(
            "walking through that confusion",
            lambda: _heat(theme, counts, names),
            once(lambda w: w.set_current(5, 7)),
        ),
        Case(
            "balance of all classes",
            lambda: _scrolled(Balance(theme)),
            once(lambda w: w.widget().show_counts(names, counts[0], counts[1])),
        ),
        Case(
            "probabilities of all classes",
            lambda: BarChart(theme),
            once(lambda w: w.show_answers(names, [("model", _probabilities(classes))])),
        ),
        Case("buttons of all classes", ClassButtons, once(lambda w: w.set_classes(names))),
        Case("notices", QWidget, lambda t, w: _notices(t, w, n)),
    ]


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(widget)
    return area


def _chips(theme: ThemeManager) -> QScrollArea:
    flow = ChipFlow()
    flow.set_colors(theme.colors)
    return _scrolled(flow)


def _chip(place: int) -> Chip:
    return Chip(f"tok{place % 997}", f"{place % 100}%", place % 3, "about it", place % 40 == 39)


def _all(area: QScrollArea, n: int) -> None:
    flow = area.widget()
    assert isinstance(flow, ChipFlow)
    flow.set_chips(LazyChips(n, _chip))


def _grow(thread: Thread, area: QScrollArea, n: int) -> None:
    flow = area.widget()
    assert isinstance(flow, ChipFlow)
    for end in range(500, n + 1, 500):
        thread.hold(lambda end=end: flow.grow(LazyChips(end, _chip)))  # type: ignore[misc]
        thread.hold(thread.app.processEvents)


def _stream(
    thread: Thread, text: AnswerText, n: int, word: str = "word ", logprobs: bool = True
) -> None:
    text.begin()
    text.set_coloured(True)
    pieces = [Piece(word, -float(k % 5) if logprobs else None) for k in range(n)]
    for start in range(0, n, 200):
        thread.hold(lambda start=start: text.add(pieces[start : start + 200]))  # type: ignore[misc]
        thread.hold(thread.app.processEvents)


class _Answers:
    """Answers of a batch, as its table reads them."""

    def __init__(self, n: int) -> None:
        row = [
            SimpleNamespace(index=k, text=f"row {k} says something", label="spam", images=())
            for k in range(n)
        ]
        self.asked = [SimpleNamespace(row=one) for one in row]
        self.replies = [SimpleNamespace(text=f"answer {k % 1013}", seconds=0.1) for k in range(n)]
        said = SimpleNamespace(label="spam", kind="label")
        self.said = [said] * n
        self.failures: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self.asked)

    def right(self, index: int) -> bool:
        return True


def _batch(theme: ThemeManager, answers: Any) -> BatchTable:
    table = BatchTable(theme)
    table.rows.show_results(answers)
    return table


def _came(thread: Thread, table: BatchTable) -> None:
    for _ in range(20):
        thread.hold(table.rows.came)
        thread.hold(thread.app.processEvents)


def _runs_table() -> QTableView:
    table, model = QTableView(), RunsModel()
    model.setParent(table)
    table.setModel(model)
    table.setSortingEnabled(True)
    table.sortByColumn(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)
    return table


def _runs(table: QTableView, runs: list[RunInfo]) -> QTableView:
    model = table.model()
    assert isinstance(model, RunsModel)
    model.set_infos(list(runs))
    return table


def _events(thread: Thread, n: int) -> None:
    state = states.RunState()
    loss = np.ones(10)
    for step in range(0, n, 10):
        event = Stepped(
            first=step,
            loss=loss,
            lr=loss,
            seconds=float(step),
            samples_per_s=1.0,
            seconds_left=None,
        )

        def act(event: Stepped = event) -> None:
            nonlocal state
            state = states.apply(state, event)

        thread.hold(act)


def _plot(theme: ThemeManager) -> CurvePlot:
    plot = CurvePlot("Loss")
    plot.set_colors(theme.colors)
    return plot


def _curve(plot: CurvePlot, n: int) -> None:
    x = np.arange(n, dtype=np.float64)
    plot.show_lines({"loss": PlotLine(x, np.sin(x / 100), "#3366cc", "loss")}, (0.0, float(n)))


def _points(plot: PointMap, n: int) -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(n, 2)).astype(np.float32)
    plot.show_points(points, [f"token {k}" for k in range(n)])


def _texts(theme: ThemeManager) -> TextList:
    made = TextList("Texts")
    made.set_colors(theme.colors)
    return made


def _text_items(n: int) -> tuple[TextItem, ...]:
    return tuple(TextItem(f"text {k} " * 20, "title", "detail", "about") for k in range(n))


def _gallery(theme: ThemeManager) -> Gallery:
    made = Gallery("Pictures")
    made.set_colors(theme.colors)
    return made


def _pictures(n: int) -> tuple[GalleryItem, ...]:
    picture = np.zeros((28, 28), np.uint8)
    return tuple(GalleryItem(picture, "7", str(k), "about") for k in range(n))


def _labelled(rows: LabelledRows, n: int) -> None:
    items: Any = SimpleNamespace(texts=[f"text {k}" for k in range(n)], pictures=None)
    rows.show_rows(items, [(k, "spam") for k in range(n)])


def _heat(theme: ThemeManager, counts: Any = None, names: tuple[str, ...] = ()) -> Heatmap:
    made = Heatmap()
    made.set_colors(theme.colors)
    if counts is not None:
        made.set_counts(counts, names)
    return made


def _probabilities(classes: int) -> Any:
    return np.full(classes, 1 / classes, np.float32)


def _notices(thread: Thread, parent: QWidget, n: int) -> None:
    notices = Notices(parent)
    bar = NoticeBar(notices, parent)
    bar.show()
    for k in range(n):
        notices.warn(f"message {k}", "a remedy")
        if k % 100 == 99:
            thread.hold(thread.app.processEvents)
