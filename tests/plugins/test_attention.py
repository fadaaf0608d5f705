"""Attention in the window: the grid, one head's map, arcs and steps; live and after training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.ui.texts import with_texts
from tests.ui.training import (
    add,
    started,
    state_of,
    stepped,
    stored_run,
    weighed,
)
from workbench import Dataset, Encoder, ImageClasses, LanguageModelling, Provider, View
from workbench.core.contracts.events import Activations, AttentionMaps, Failed, Finished
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.inference.attention import ExampleAttention, step_by_step
from workbench.testing.data import example_corpus
from workbench.ui.host import Host
from workbench.ui.plots import shades
from workbench.ui.plots.arcs import Arcs
from workbench.ui.plots.attention_grid import AttentionGrid
from workbench.ui.plots.attention_head import HeadTabs
from workbench.ui.plots.attention_map import AttentionMap
from workbench.ui.plots.patches import Patches, grid_of
from workbench.ui.plots.qkv import StepByStep
from workbench.ui.state import RunState
from workbench.ui.theme import colors_of

WORDS = ("I", "swam", "to", "the", "river", "bank")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    return with_texts(plugins)


def looked(
    tokens: tuple[str, ...] = WORDS, causal: bool = True, layers: int = 2, heads: int = 3
) -> ExampleAttention:
    rng = np.random.default_rng(len(tokens))
    size = (3, layers, heads, len(tokens), 4)
    q, k, v = rng.normal(scale=1.5, size=size).astype(np.float32)
    scores = q @ k.swapaxes(-1, -2) / 2
    if causal:
        scores = np.where(np.tri(len(tokens), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    maps = (weights / weights.sum(-1, keepdims=True)).astype(np.float32)
    return ExampleAttention(tokens, maps, q, k, v, causal)


def attended(step: int = 5, tokens: tuple[str, ...] = WORDS, causal: bool = True) -> AttentionMaps:
    maps = looked(tokens, causal).maps.astype(np.float16)
    return AttentionMaps(step, tokens, maps, causal)


def captured(step: int) -> Activations:
    picture, probabilities = np.arange(784, dtype=np.uint8).reshape(28, 28), np.full(10, 0.1)
    return Activations(step, picture, 3, {}, {}, probabilities.astype(np.float32), 2.3)


def shown(qtbot: QtBot, widget: Any, width: int = 480, height: int = 400) -> Any:
    qtbot.addWidget(widget)
    if hasattr(widget, "set_colors"):
        widget.set_colors(colors_of("dark"))
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def heard(signal: Any) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *what: found.append(what if len(what) > 1 else what[0]))
    return found


# ---------------------------------------------------------------- shades


@given(st.integers(1, 40), st.integers(1, 40))
def test_pooling_keeps_the_strongest_and_fits(time: int, side: int) -> None:
    maps = np.random.default_rng(time).random((2, 3, time, time)).astype(np.float16)
    small = shades.pooled(shades.bits(maps), side)
    assert small.shape[-1] <= max(side, 1)
    step = -(-time // side)
    for row, column in ((0, 0), (time - 1, time - 1), (time - 1, 0), (time // 2, time // 3)):
        top, left = row // step, column // step
        block = maps[..., top * step : (top + 1) * step, left * step : (left + 1) * step]
        strongest = block.max((-1, -2))
        assert (small[..., top, left].view(np.float16) == strongest).all()


def test_more_attention_is_further_up_the_colours() -> None:
    ramp = shades.of_shares(shades.bits(np.linspace(0, 1, 200)))
    assert (np.diff(ramp.astype(int)) >= 0).all()
    assert (ramp[0], ramp[-1]) == (0, shades.LEVELS - 1)
    strange = shades.of_shares(shades.bits(np.array([-0.1, np.nan, np.inf])))
    assert strange.tolist() == [0, 0, shades.LEVELS - 1]
    assert shades.of_signed(np.array([-2.0, 0.0, 2.0]), 2.0).tolist() == [0, 127, 254]


def test_shares_in_words() -> None:
    assert [shades.percent(s) for s in (0, 0.004, 0.34, 1)] == [
        "0\xa0%",
        "0.4\xa0%",
        "34\xa0%",
        "100\xa0%",
    ]


# ---------------------------------------------------------------- the grid


@pytest.fixture
def grid(qtbot: QtBot) -> AttentionGrid:
    widget = AttentionGrid()
    widget.set_maps(looked().maps)
    return shown(qtbot, widget)


def test_arrow_keys_choose_a_head_and_enter_opens_it(grid: AttentionGrid, qtbot: QtBot) -> None:
    moved, opened = heard(grid.current_changed), heard(grid.chosen)
    grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(grid, key)
    assert moved == [(0, 1), (1, 1), (1, 2)]
    assert grid.accessibleDescription() == "Layer 2, head 3"
    assert not opened
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened == [(1, 2)]


def test_a_click_chooses_and_the_pointer_names(grid: AttentionGrid, qtbot: QtBot) -> None:
    moved = heard(grid.current_changed)
    qtbot.mouseClick(grid, LEFT, pos=grid.cell_rect(1, 1).center())
    assert moved == [(1, 1)]
    qtbot.mouseMove(grid, grid.cell_rect(0, 2).center())
    assert grid.toolTip() == "Layer 1, head 3"
    qtbot.mouseClick(grid, LEFT, pos=QPoint(1, 1))
    assert grid.current == (1, 1)


def test_each_map_is_painted_in_its_place(grid: AttentionGrid) -> None:
    maps = np.zeros((2, 3, 4, 4), np.float16)
    maps[1, 2, 3, 0] = 1
    grid.set_maps(maps)
    picture = grid.grab().toImage()
    colors = colors_of("dark")
    for layer, head in np.ndindex(2, 3):
        box = grid.cell_rect(layer, head)
        eighth = box.width() // 8
        corner = box.bottomLeft() + QPoint(eighth, -eighth)
        wanted = colors.sequential[-1 if (layer, head) == (1, 2) else 0]
        assert picture.pixelColor(corner).name() == wanted
        assert picture.pixelColor(box.center()).name() == colors.sequential[0]


def test_a_single_column_is_named(grid: AttentionGrid) -> None:
    grid.set_current(1, 2)
    grid.set_maps(looked().maps[:, :1], "Rollout")
    assert grid.current == (1, 0)
    assert grid.describe(1, 0) == "Layer 2, rollout"


@pytest.mark.parametrize("time", [1, 3, 128, 300])
def test_maps_of_any_size_are_painted(grid: AttentionGrid, time: int) -> None:
    maps = np.full((6, 12, time, time), 1, np.float32)
    grid.set_maps(maps)
    inside = grid.cell_rect(5, 11).center()
    assert grid.grab().toImage().pixelColor(inside).name() == colors_of("dark").sequential[-1]


# ---------------------------------------------------------------- one head's map


@pytest.fixture
def large(qtbot: QtBot) -> AttentionMap:
    widget = AttentionMap()
    found = looked()
    widget.set_map(found.maps[0, 0], found.tokens, causal=True)
    return shown(qtbot, widget)


def test_the_pointer_says_who_looks_at_whom(large: AttentionMap, qtbot: QtBot) -> None:
    weight = looked().maps[0, 0, 5, 4]
    qtbot.mouseMove(large, large.cell_rect(5, 4).center().toPoint())
    assert large.current == (5, 4)
    assert large.toolTip() == f"“bank” looks at “river”: {shades.percent(weight)}"
    qtbot.mouseMove(large, large.cell_rect(1, 4).center().toPoint())
    assert "must not look at “river”" in large.accessibleDescription()


def test_arrow_keys_walk_the_map(large: AttentionMap, qtbot: QtBot) -> None:
    large.setFocus()
    moved = heard(large.pointed)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(large, key)
    assert moved == [(1, 0), (1, 1), (1, 5), (0, 5)]


def test_what_is_forbidden_looks_different(large: AttentionMap) -> None:
    weights = np.zeros((6, 6), np.float32)
    colors = colors_of("dark")
    for causal in (True, False):
        large.set_map(weights, WORDS, causal)
        picture = large.grab().toImage()
        below = picture.pixelColor(large.cell_rect(4, 1).center().toPoint()).name()
        box = large.cell_rect(1, 4).toRect().adjusted(3, 3, -3, -3)
        above = {
            picture.pixelColor(x, y).name()
            for x in range(box.left(), box.right())
            for y in range(box.top(), box.bottom())
        }
        assert below == colors.sequential[0]
        assert above == ({colors.raised, colors.border} if causal else {colors.sequential[0]})


# ---------------------------------------------------------------- arcs


def test_pointing_at_a_word_draws_its_arcs(qtbot: QtBot) -> None:
    arcs, found = Arcs(), looked(causal=False)
    arcs.set_map(found.maps[1, 1], WORDS, causal=False)
    shown(qtbot, arcs)
    pointed = heard(arcs.pointed)
    before = arcs.grab().toImage()
    qtbot.mouseMove(arcs.sentence, arcs.sentence.box(4).center())
    assert pointed == [4]
    assert arcs.grab().toImage() != before
    row = found.maps[1, 1, 4]
    best = [int(j) for j in np.argsort(-row)[:3]]
    for place in best:
        assert f"“{WORDS[place]}” {shades.percent(row[place])}" in arcs.said.text()
    assert arcs.said.text().startswith("“river” looks most at")
    arcs.sentence.setFocus()
    qtbot.keyClick(arcs.sentence, Qt.Key.Key_Right)
    qtbot.keyClick(arcs.sentence, Qt.Key.Key_Right)
    qtbot.keyClick(arcs.sentence, Qt.Key.Key_Home)
    assert pointed == [4, 5, 0]


def test_a_long_sentence_wraps(qtbot: QtBot) -> None:
    tokens = WORDS * 10
    arcs, found = Arcs(), looked(tokens)
    arcs.set_map(found.maps[0, 0], tokens, causal=True)
    shown(qtbot, arcs, width=220)
    rights = [arcs.sentence.box(place).right() for place in range(len(tokens))]
    assert max(rights) <= arcs.sentence.width()
    assert len({arcs.sentence.box(place).y() for place in range(len(tokens))}) > 3
    qtbot.waitUntil(lambda: arcs._scroll.verticalScrollBar().maximum() > 0, timeout=60_000)
    arcs.set_current(59)
    assert arcs._scroll.verticalScrollBar().value() > 0


# ---------------------------------------------------------------- step by step


@pytest.fixture
def steps(qtbot: QtBot) -> StepByStep:
    widget, found = StepByStep(), looked()
    widget.set_steps(step_by_step(found, 1, 2, 3), WORDS, 3, causal=True)
    return shown(qtbot, widget, width=620)


def test_a_row_is_calculated_in_words(steps: StepByStep, qtbot: QtBot) -> None:
    found = looked()
    wanted = step_by_step(found, 1, 2, 3)
    steps.table.setFocus()
    qtbot.keyClick(steps.table, Qt.Key.Key_Home)
    words = steps.said.text()
    assert words.startswith("“the” asks “I”: ")
    score = f"{wanted.scores[0]:.2f}".replace("-", "−")
    scaled = f"{wanted.scores[0] / 2:.2f}".replace("-", "−")
    share = shades.percent(found.maps[1, 2, 3, 0])
    assert words.endswith(f"= {score}; divided by √4: {scaled}; its share: {share}")
    qtbot.keyClick(steps.table, Qt.Key.Key_End)
    assert "must not look at “bank”" in steps.said.text()


def test_a_click_on_a_token_or_enter_lets_it_ask(steps: StepByStep, qtbot: QtBot) -> None:
    chosen, table = heard(steps.word_chosen), steps.table
    place = QPoint(12, table.row_top(1) + 8)
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    assert chosen == [1]
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(300, table.row_top(4) + 8))
    assert (chosen, table.current) == ([1], 4)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen == [1, 4]


def test_strips_tell_their_numbers(steps: StepByStep) -> None:
    left, width = steps.table._spans()["value"]
    y = steps.table.row_top(2) + 8
    words = steps.table.number_at(QPoint(int(left + width * 0.6), y))
    value = f"{looked().values[1, 2, 2, 2]:.2f}".replace("-", "−")
    assert words == f"Value of “to”, number 3 of 4: {value}"


def test_many_rows_scroll_below_the_head(qtbot: QtBot) -> None:
    tokens = WORDS * 20
    widget, found = StepByStep(), looked(tokens, causal=False)
    widget.set_steps(step_by_step(found, 0, 0, 0), tokens, 0, causal=False)
    shown(qtbot, widget, width=300, height=260)
    widget.table.setFocus()
    qtbot.keyClick(widget.table, Qt.Key.Key_End)
    assert widget.table._row_at(widget.table.row_top(119) + 1) == 119
    assert widget.table.horizontalScrollBar().maximum() > 0
    assert not widget.grab().isNull()


# ---------------------------------------------------------------- patches and tabs


def test_patches_are_known_by_their_names() -> None:
    assert grid_of(("1,1", "1,2", "1,3", "2,1", "2,2", "2,3")) == (2, 3)
    assert grid_of(WORDS) == (0, 0)
    assert grid_of(("1,1", "9,9")) == (0, 0)
    assert grid_of((",", "a,b", "²,1")) == (0, 0)


def test_a_patch_is_chosen_and_tinted(qtbot: QtBot) -> None:
    names = tuple(f"{r},{c}" for r in (1, 2, 3) for c in (1, 2))
    widget, weights = Patches(), np.eye(6, dtype=np.float32)[::-1]
    widget.set_map(weights, names)
    widget.set_picture(np.zeros((24, 16), np.uint8))
    shown(qtbot, widget)
    pointed = heard(widget.pointed)
    qtbot.mouseMove(widget, widget.patch_rect(1).center().toPoint())
    tinted = widget.grab().toImage()
    where = [widget.patch_rect(place).center().toPoint() for place in range(6)]
    bright = [tinted.pixelColor(at).blue() for at in where]
    assert int(np.argmax(bright)) == 4
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    qtbot.keyClick(widget, Qt.Key.Key_Left)
    qtbot.keyClick(widget, Qt.Key.Key_Up)
    assert pointed == [1, 3, 2, 0]


def test_a_word_chosen_in_one_tab_is_chosen_in_all(qtbot: QtBot) -> None:
    tabs, found = HeadTabs(), looked()
    tabs.show_map(found.maps[0, 0], WORDS, causal=True)
    tabs.show_steps(found, 0, 0)
    shown(qtbot, tabs, 700, 500)
    assert tabs.word == 5
    changed = heard(tabs.word_changed)
    qtbot.mouseMove(tabs.map, tabs.map.cell_rect(2, 1).center().toPoint())
    assert (tabs.arcs.sentence.current, tabs.steps.table._word) == (2, 2)
    tabs.arcs.sentence.pointed.emit(4)
    assert tabs.map.current == (4, 1)
    tabs.steps.word_chosen.emit(1)
    assert tabs.map.current[0] == tabs.arcs.sentence.current == 1
    assert changed == [2, 4, 1]
    assert tabs.said.text().startswith("“swam” looks at “swam”")


def test_marks_are_not_the_word_that_looks_first(qtbot: QtBot) -> None:
    tabs, tokens = HeadTabs(), ("[CLS]", "river", "bank", "[SEP]")
    qtbot.addWidget(tabs)
    tabs.show_map(looked(tokens, causal=False).maps[0, 0], tokens, causal=False)
    assert tabs.word == 2


# ---------------------------------------------------------------- the panel


@pytest.fixture
def panel(qtbot: QtBot, host: Host) -> Any:
    from workbench_plugins.attention.widget import AttentionPanel

    return shown(qtbot, AttentionPanel(host), 900, 560)


def text_run(host: Host) -> str:
    host.set_experiment(host.experiment.with_part("dataset", "tiny-corpus"))
    return stored_run(host)


def live(host: Host, monkeypatch: pytest.MonkeyPatch, run: str) -> Control:
    """A control as a live run has one."""
    control = Control()
    monkeypatch.setattr(host.jobs, "control", lambda id: control if id == run else None)
    host.run = RunState(run=run, status="running")
    return control


def test_every_state_is_said_in_words(panel: Any) -> None:
    title = panel.panel.placeholder.title
    assert title.text() == "Where does each token look?"
    panel.show_run(RunState(run="gone"))
    assert title.text() == "Reading the run…"
    state = state_of(started(), stepped(0))
    panel.show_run(state)
    assert title.text() == "Nothing to see yet"
    panel.show_run(replace(state, weighed=weighed(5)))
    assert title.text() == "Nothing to see yet"
    panel.show_run(replace(state, weighed=weighed(9)))
    assert title.text() == "This run has no attention to show"
    panel.show_run(replace(state, attended=attended()))
    assert not panel.panel.empty
    panel.show_run(state_of(started("q"), Failed("No.", "Yes."), run="q"))
    assert title.text() == "This run left no model"
    panel.show_run(RunState())
    assert title.text() == "Where does each token look?"


def test_a_live_run_is_told_of_the_sentence(
    panel: Any, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = text_run(host)
    control = live(host, monkeypatch, run)
    panel.show_run(state_of(started(run), stepped(0), run=run))
    qtbot.waitUntil(lambda: control.pinned == panel.text.text(), timeout=60_000)
    panel.text.selectAll()
    qtbot.keyClicks(panel.text, "to be")
    assert control.pinned != "to be"
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert control.pinned == "to be"


def test_live_maps_follow_and_keep_the_chosen_head(panel: Any, qtbot: QtBot) -> None:
    state = state_of(started(), stepped(0), attended(5))
    panel.show_run(state)
    assert panel.words.text() == "Step 5 · Layer 1, head 1"
    panel.grid.setFocus()
    qtbot.keyClick(panel.grid, Qt.Key.Key_Down)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Right)
    panel.head.set_word(2)
    panel.show_run(replace(state, attended=attended(60)))
    assert panel.words.text() == "Step 60 · Layer 2, head 2"
    assert panel.head.word == 2
    assert (panel.head.map._map == attended(60).maps[1, 1]).all()
    assert panel.head.steps_panel.empty
    assert "after training" in panel.head.steps_panel.placeholder.title.text()
    qtbot.keyClick(panel.grid, Qt.Key.Key_Return)
    assert panel.focusWidget() is panel.head.map


def test_steps_get_more_room_and_give_it_back(panel: Any) -> None:
    panel.show_run(state_of(started(), attended()))
    before = panel.splitter.sizes()
    panel.head.setCurrentIndex(3)
    assert panel.splitter.sizes()[1] > before[1]
    panel.head.setCurrentIndex(1)
    assert panel.splitter.sizes() == before


def test_mean_and_rollout_have_one_column(panel: Any, qtbot: QtBot) -> None:
    panel.show_run(state_of(started(), attended()))
    maps = attended().maps.astype(np.float32)
    panel.what.setFocus()
    qtbot.keyClick(panel.what, Qt.Key.Key_Down)
    np.testing.assert_allclose(panel.grid._maps[:, 0], maps.mean(1), atol=1e-3)
    qtbot.keyClick(panel.what, Qt.Key.Key_Down)
    assert panel.grid._maps.shape == (2, 1, 6, 6)
    assert panel.grid.describe(1, 0) == "Layer 2, rollout"
    assert "One head" in panel.head.steps_panel.placeholder.title.text()
    qtbot.keyClick(panel.what, Qt.Key.Key_Home)
    assert panel.grid._maps.shape == (2, 3, 6, 6)


def finished(host: Host, make: Callable[[Path], object] | None = None) -> RunState:
    run = text_run(host)
    model = host.store.folder / run / "model.onnx"
    if make is not None:
        make(model.with_name("attention.onnx"))
    return state_of(started(run), Finished("finished", "done", {}, str(model)), run=run)


def tiny_attention(path: Path) -> Path:
    return tinytext.attention(path, tinytext.tokenizer(), context=40)


def test_a_run_that_is_over_answers_sentences(panel: Any, host: Host, qtbot: QtBot) -> None:
    panel.show_run(finished(host, tiny_attention))
    qtbot.waitUntil(lambda: not panel.panel.empty, timeout=60_000)
    panel.text.selectAll()
    qtbot.keyClicks(panel.text, "abcab")
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel._look.tokens == tuple("abcab"), timeout=60_000)
    assert not panel.head.steps_panel.empty
    np.testing.assert_allclose(
        panel.head.steps.table._steps.weights, panel._look.maps[0, 0, 4], atol=1e-5
    )
    before = panel.head.steps.table._steps
    panel.grid.set_current(1, 2)
    assert panel.head.steps.table._steps is not before
    panel.text.clear()
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "no token" in panel.words.text(), timeout=60_000)
    assert not panel.panel.empty


def test_a_run_without_attention_says_so(panel: Any, host: Host, qtbot: QtBot) -> None:
    panel.show_run(finished(host))
    title = panel.panel.placeholder.title
    qtbot.waitUntil(lambda: title.text() == "This run has no attention to show", timeout=60_000)
    assert "transformer" in panel.panel.placeholder.text.text()
    assert not panel.what.isEnabled()


def test_a_damaged_file_is_told_with_a_remedy(panel: Any, host: Host, qtbot: QtBot) -> None:
    panel.show_run(finished(host, lambda path: path.write_bytes(b"no graph")))
    qtbot.waitUntil(
        lambda: "attention.onnx" in panel.panel.placeholder.title.text(), timeout=60_000
    )
    assert panel.panel.placeholder.text.text()


def test_pictures_are_turned_with_buttons(
    panel: Any, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tiny_data: ImageClasses
) -> None:
    run = stored_run(host)
    control = live(host, monkeypatch, run)
    names = tuple(f"{r},{c}" for r in range(1, 5) for c in range(1, 5))
    look = attended(1, names, causal=False)
    panel.show_run(state_of(started(run), captured(1), look, run=run))
    qtbot.waitUntil(panel.after.isEnabled)
    assert not panel.text.isVisible()
    assert control.pinned is None
    qtbot.mouseClick(panel.after, LEFT)
    picture, label = control.pinned
    assert (picture == tiny_data.test.x[1]).all()
    assert label == tiny_data.test.y[1]
    assert panel.head.isTabVisible(2)
    assert not panel.head.isTabVisible(1)
    assert (panel.head.patches._picture == captured(1).picture).all()


class Looks(Encoder):
    id, name, about = "some-encoder", "Some encoder", "Looks at text."
    folder: Path

    def models(self) -> list[str]:
        return []

    def attention_sources(self) -> list[Any]:
        def make(report: Callable[[str], None]) -> Path:
            report("Making it…")
            return tiny_attention(self.folder / "attention.onnx")

        return [("Some encoder", make)]


class Broken(Provider):
    id, name, about = "broken", "Broken", "Fails."

    def attention_sources(self) -> list[Any]:
        raise RuntimeError("no")


def test_an_encoder_lends_its_attention_without_a_run(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    from workbench_plugins.attention.widget import AttentionPanel

    Looks.folder = tmp_path
    add(host.plugins, "provider", Broken)
    add(host.plugins, "encoder", Looks)
    panel = shown(qtbot, AttentionPanel(host), 900, 560)
    qtbot.waitUntil(panel.source.isVisible)
    panel.source.setFocus()
    qtbot.keyClick(panel.source, Qt.Key.Key_End)
    assert panel.source.currentText() == "Some encoder"
    qtbot.waitUntil(lambda: not panel.panel.empty, timeout=60_000)
    assert panel._look.attention is not None
    panel.show_run(state_of(started(), attended()))
    assert panel._look.attention is not None, "a run must not push the chosen source aside"
    qtbot.keyClick(panel.source, Qt.Key.Key_Home)
    assert panel.words.text() == "Step 5 · Layer 1, head 1"


def test_it_follows_the_theme(panel: Any, host: Host) -> None:
    panel.show_run(state_of(started(), attended()))
    host.theme.set_mode("light")
    bright = panel.grab().toImage()
    host.theme.set_mode("dark")
    assert panel.grab().toImage() != bright
    assert panel.grid._colors is host.theme.colors


def test_it_is_offered_for_text_and_pictures(plugins: Plugins) -> None:
    view = plugins.get(View, "attention")
    assert view().supports(LanguageModelling(10))
    assert view.looks_inside


# ---------------------------------------------------------------- a real run


def with_cat(host: Host) -> None:
    class Cat(Dataset):
        id, name, about = "cat", "Cat", "A sentence again and again."

        def load(self, params: object) -> object:
            return example_corpus()

    add(host.plugins, "dataset", Cat)


def tiny_gpt(steps: int) -> Experiment:
    sizes = {"n_layers": 2, "n_heads": 2, "d_model": 16, "context": 32}
    settings = {"steps": steps, "evaluate_every": steps, "warmup": 5, "sample_length": 3}
    return (
        Experiment(name="cat", device="cpu")
        .with_part("dataset", "cat")
        .with_part("architecture", "gpt", sizes)
        .with_part("trainer", "language-model", settings)
    )


@pytest.mark.slow
def test_a_gpt_is_watched_and_then_asked(panel: Any, host: Host, qtbot: QtBot) -> None:
    with_cat(host)
    run = host.jobs.train(tiny_gpt(1_000_000))
    host.run_changed.connect(panel.show_run)
    host.select_run(run)
    control = host.control
    assert control is not None
    control.watch(True)
    qtbot.waitUntil(lambda: not panel.panel.empty, timeout=60_000)
    panel.text.selectAll()
    qtbot.keyClicks(panel.text, "the mat")
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel._look.tokens == tuple("the␣mat"), timeout=60_000)
    assert panel._look.attention is None
    host.jobs.stop(run, keep=True)
    qtbot.waitUntil(lambda: host.run.status == "stopped", timeout=200_000)
    qtbot.waitUntil(
        lambda: panel._look is not None and panel._look.attention is not None, timeout=60_000
    )
    assert panel._look.tokens == tuple("the␣mat")
    assert (np.triu(panel._look.maps, 1) == 0).all()
    steps = panel.head.steps.table._steps
    np.testing.assert_allclose(steps.weights, panel._look.maps[0, 0, 6], atol=1e-4)


@pytest.mark.slow
def test_a_vision_transformer_shows_its_patches(panel: Any, host: Host, qtbot: QtBot) -> None:
    sizes = {"n_layers": 1, "n_heads": 2, "d_model": 16}
    experiment = host.experiment.with_part("architecture", "vit", sizes)
    run = host.jobs.train(experiment)
    host.run_changed.connect(panel.show_run)
    host.select_run(run)
    qtbot.waitUntil(lambda: host.run.status == "finished", timeout=200_000)
    qtbot.waitUntil(lambda: not panel.panel.empty, timeout=60_000)
    assert panel._look.tokens[:5] == ("1,1", "1,2", "1,3", "1,4", "2,1")
    first = panel.head.patches._picture
    qtbot.mouseClick(panel.before, LEFT)
    qtbot.waitUntil(lambda: panel.head.patches._picture is not first, timeout=60_000)
    assert panel.example.text().startswith("Test picture 60:")


def test_widgets_without_maps_paint_nothing_and_take_keys(qtbot: QtBot) -> None:
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End)
    widgets: list[QWidget] = [AttentionGrid(), AttentionMap(), Arcs(), StepByStep(), Patches()]
    for widget in widgets:
        shown(qtbot, widget)
        target = getattr(widget, "sentence", getattr(widget, "table", widget))
        target.setFocus()
        for key in keys:
            qtbot.keyClick(target, key)
        assert not widget.grab().isNull()
