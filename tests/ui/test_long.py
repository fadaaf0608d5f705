"""What is sent in masses: work is counted in what is built and measured, not timed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from workbench.core.contracts.answer import Piece
from workbench.core.runs.store import RunInfo
from workbench.prompting.difference import Span
from workbench.ui.long_text import BATCH, STRETCH, LongText, stretches
from workbench.ui.notice_bar import BURST, NoticeBar
from workbench.ui.notices import Notices
from workbench.ui.plots import chips as chips_module
from workbench.ui.plots.chip_lines import GAP, ChipLines
from workbench.ui.plots.chips import Chip, ChipFlow, LazyChips
from workbench.ui.plots.heatmap import Heatmap
from workbench.ui.prompting import answer_text
from workbench.ui.prompting.answer_text import AnswerText
from workbench.ui.runs_model import COLUMNS, NAME, RunsModel
from workbench.ui.theme import ThemeManager

N = 100_000


class Counted:
    """Makes chips, and notes how many."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, place: int) -> Chip:
        self.made += 1
        return Chip(f"t{place % 50}", "9%", breaks=place % 37 == 36)


def in_area(qtbot: QtBot) -> ChipFlow:
    area, flow = QScrollArea(), ChipFlow()
    flow.set_colors(ThemeManager("light").colors)
    area.setWidgetResizable(True)
    area.setWidget(flow)
    area.resize(500, 300)
    qtbot.addWidget(area)
    area.show()
    flow.area = area  # type: ignore[attr-defined]
    return flow


def test_a_hundred_thousand_chips_cost_a_batch_at_a_time(qtbot: QtBot) -> None:
    flow, counted = in_area(qtbot), Counted()
    flow.set_chips(LazyChips(N, counted))
    assert counted.made <= chips_module.BATCH + chips_module.DESCRIBED
    assert len(flow.items) == N
    assert flow.items[N - 1].text == f"t{(N - 1) % 50}"


def test_following_what_is_written_costs_what_has_come(qtbot: QtBot) -> None:
    flow, counted = in_area(qtbot), Counted()
    flow.set_chips(LazyChips(200, counted))
    qtbot.waitUntil(lambda: len(flow._measured) == 200, timeout=60_000)
    counted.made = 0
    flow.grow(LazyChips(210, counted))
    assert counted.made == 10
    flow.grab(QRect(0, 0, 500, 60))  # two lines of it
    assert counted.made < 60


def one_by_one(widths: list[tuple[int, bool]], width: int, line: int) -> list[QRect]:
    """Where boxes lie, by the plain rule."""
    found, x, y = [], 0, 0
    for wide, breaks in widths:
        shown = min(wide, width)
        if x and x + shown > width:
            x, y = 0, y + line + GAP
        found.append(QRect(x, y, shown, line))
        x += shown + GAP
        if breaks:
            x, y = 0, y + line + GAP
    return found


@given(st.lists(st.tuples(st.integers(1, 130), st.booleans()), max_size=60), st.integers(20, 120))
def test_lines_that_grow_lie_as_if_laid_out_at_once(
    widths: list[tuple[int, bool]], width: int
) -> None:
    lines = ChipLines()
    for place, (wide, breaks) in enumerate(widths):
        lines.add(wide, breaks)
        if place % 3 == 0:
            lines.height(width, 20)
    wanted = one_by_one(widths, width, 20)
    assert [lines.box(place, width, 20) for place in range(len(widths))] == wanted
    for top, bottom in ((0, 19), (24, 60), (30, 1000)):
        seen = list(lines.between(top, bottom, width, 20))
        inside = [i for i, box in enumerate(wanted) if box.top() <= bottom and box.bottom() >= top]
        assert set(inside) <= set(seen)


@given(st.text(st.sampled_from("ab \n"), max_size=60).map(lambda t: t * 40))
def test_stretches_are_the_text(text: str) -> None:
    parts = list(stretches(text))
    assert "".join(("" if on else "\n") + part for part, on in parts) == text
    assert max(len(part) for part, _ in parts) <= STRETCH


def test_a_long_text_comes_in_batches_and_is_copied_as_it_is(qtbot: QtBot) -> None:
    text = "x" * (3 * BATCH) + "\n" + "word " * 4000 + "\n\nend"
    pane = LongText()
    qtbot.addWidget(pane)
    pane.show()
    pane.show_text(text)
    assert pane.document().characterCount() < 2 * BATCH
    assert pane.toPlainText() == text
    qtbot.waitUntil(lambda: pane.is_whole, timeout=60_000)
    block, longest = pane.document().begin(), 0
    while block.isValid():
        longest = max(longest, block.length())
        block = block.next()
    assert longest <= STRETCH + 1
    pane.selectAll()
    assert pane.createMimeDataFromSelection().text() == text


def test_an_answer_of_many_pieces_goes_in_bounded_steps(qtbot: QtBot) -> None:
    pane = AnswerText(ThemeManager("light"))
    qtbot.addWidget(pane)
    pane.show()
    pane.add([Piece("ab ", -0.5) for _ in range(3000)])
    assert len(pane._tokens) == answer_text.PIECES
    assert pane.raw_text == "ab " * 3000
    qtbot.waitUntil(lambda: len(pane._tokens) == 3000, timeout=60_000)
    pane.mark([Span(2999 * 3, 2999 * 3 + 2)])
    (mark,) = pane.extraSelections()
    assert mark.cursor.selectedText() == "ab"
    pane.selectAll()
    assert pane.createMimeDataFromSelection().text() == pane.raw_text


def test_a_matrix_of_a_thousand_classes_is_one_picture(qtbot: QtBot, monkeypatch: Any) -> None:
    matrix = Heatmap()
    qtbot.addWidget(matrix)
    matrix.set_colors(ThemeManager("light").colors)
    matrix.resize(500, 500)
    singly: list[object] = []
    monkeypatch.setattr("workbench.ui.plots.heatmap.readable_on", singly.append)
    counts = np.zeros((1000, 1000), np.int64)
    counts[np.arange(1000), np.arange(1000)] = 5
    matrix.set_counts(counts, [f"class {k}" for k in range(1000)])
    matrix.show()
    picture = matrix.grab().toImage()
    on, off = matrix.cell_rect(500, 500).center(), matrix.cell_rect(200, 800).center()
    assert matrix.rect().contains(matrix.cell_rect(999, 999))
    assert picture.pixelColor(on) != picture.pixelColor(off)


def test_a_flood_of_notices_shows_the_last(qtbot: QtBot, monkeypatch: Any) -> None:
    notices = Notices()
    bar = NoticeBar(notices)
    qtbot.addWidget(bar)
    shown: list[str] = []
    show: Callable[[Any], None] = bar.show_notice

    def noted(notice: Any) -> None:
        shown.append(notice.message)
        show(notice)

    monkeypatch.setattr(bar, "show_notice", noted)
    for k in range(1000):
        notices.warn(f"message {k}")
    assert shown == [f"message {k}" for k in range(BURST)]
    qtbot.waitUntil(lambda: len(shown) == BURST + 1, timeout=60_000)
    assert shown[-1] == "message 999"
    assert "message 999" in bar._text.text()


def test_runs_are_sorted_with_one_look_at_each(qtbot: QtBot) -> None:
    model = RunsModel()
    infos = [RunInfo(f"{k}", Path("x"), f"run {k % 7}", created=k) for k in range(1000)]
    model.set_infos(infos)
    assert [info.id for info in model.infos[:2]] == ["999", "998"]
    model.sort(NAME, Qt.SortOrder.AscendingOrder)
    assert model.infos[0].name == "run 0"
    model.set_filter("RUN 6")
    assert {info.name for info in model.infos} == {"run 6"}
    assert model.rowCount() == len(model.infos) < 200
    model.set_filter("")
    model.sort(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == 1000
