"""The positions view: a finished run's table of places, and the shuffle test, by mouse and keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.inference.test_positions import model
from tests.wordorder import experiment
from workbench.core.contracts.task import ImageClassification, LanguageModelling, TextClassification
from workbench.core.statistics import Interval
from workbench.inference import positions, shuffle
from workbench.ui.host import Host
from workbench.ui.plots.intervals import IntervalBars, IntervalRow
from workbench.ui.plots.number_map import NumberMap
from workbench.ui.state import RunState
from workbench_plugins.positions import Positions
from workbench_plugins.positions.widget import PositionsWidget


@pytest.fixture
def runs(host: Host) -> dict[str, Path]:
    """Folders of runs with a model of each kind: its table, and no other weight."""
    turns = positions.angles(16, 32)
    waves = np.concatenate([np.sin(turns), np.cos(turns)], 1)
    tables = {
        "learned": np.random.default_rng(0).normal(0, 0.02, (16, 32)),
        "sinusoidal": 0.02 * waves,
        "rotary": np.stack([np.cos(turns[:, :8]), np.sin(turns[:, :8])]),
        "none": None,
        "lstm": None,
    }
    found = {}
    for kind, table in tables.items():
        run = host.store.create(host.experiment)
        run.close()
        numbers = None if table is None else table.astype(np.float32)
        model(run.model_file, numbers, "LSTM" if kind == "lstm" else "Identity")
        found[kind] = run.path
    # This one answers, and by counting alone.
    names = json.dumps(["cat", "dog"])
    tinytext.classifier(found["none"] / "model.onnx", tinytext.tokenizer(), classes=names)
    return found


@pytest.fixture
def host(host: Host) -> Host:
    host.set_experiment(experiment("text-transformer"))
    return host


@pytest.fixture
def view(host: Host, qtbot: QtBot) -> PositionsWidget:
    widget = PositionsWidget(host)
    qtbot.addWidget(widget)
    widget.resize(900, 620)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def finished(path: Path) -> RunState:
    return RunState(run=path.name, status="finished", model=str(path / "model.onnx"))


def shown(view: PositionsWidget, path: Path, qtbot: QtBot) -> positions.PositionEncoding:
    view.show_run(finished(path))
    qtbot.waitUntil(lambda: not view._panel.empty, timeout=60_000)
    assert view.positions is not None
    return view.positions


def test_it_is_for_text() -> None:
    tasks = (
        TextClassification(("a", "b"), 9),
        LanguageModelling(9),
        ImageClassification(8, 8, 1, ("a", "b")),
    )
    assert [Positions().supports(task) for task in tasks] == [True, True, False]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RunState(), "How does it know the order of words?"),
        (RunState(run="r", status="running"), "Still training"),
        (RunState(run="r", status="failed"), "This run left no model"),
        (RunState(run="r", status="finished"), "This run left no model"),
    ],
)
def test_without_a_model_it_says_so(view: PositionsWidget, state: RunState, words: str) -> None:
    view.show_run(state)
    assert view._panel.empty
    assert view._panel.placeholder.title.text() == words
    assert view._panel.placeholder.text.text()


def test_a_run_that_is_gone(view: PositionsWidget, tmp_path: Path, qtbot: QtBot) -> None:
    view.show_run(RunState(run="gone", status="finished", model="gone/model.onnx"))
    qtbot.waitUntil(lambda: "gone" in view._panel.placeholder.title.text(), timeout=60_000)


def test_the_tables_of_transformers(
    view: PositionsWidget, runs: dict[str, Path], qtbot: QtBot
) -> None:
    for kind, words in (("learned", "Learned positions"), ("sinusoidal", "Fixed waves")):
        found = shown(view, runs[kind], qtbot)
        assert found.kind == kind
        assert words in view.words.text()
        assert view.table.isVisible()
        assert view.alike.isVisible()
        assert view.table.numbers.shape == (16, 32)
        np.testing.assert_allclose(np.diag(view.alike.numbers), 1, atol=1e-5)
    found = shown(view, runs["rotary"], qtbot)
    assert found.kind == "rotary"
    assert view.table.numbers.shape == (16, 16)
    assert view.scores.isVisible()
    assert not view.alike.isVisible()
    (line,) = view.scores.lines.values()
    assert line.y[0] == pytest.approx(1)


@pytest.mark.parametrize(("kind", "words"), [("none", "No positions"), ("lstm", "recurrence")])
def test_networks_without_a_table(
    view: PositionsWidget, runs: dict[str, Path], qtbot: QtBot, kind: str, words: str
) -> None:
    shown(view, runs[kind], qtbot)
    assert words in view.words.text()
    assert not view.table.isVisible()
    assert view.shuffle.button.isVisible()


def test_the_picture_is_read_by_pointer_and_keys(
    view: PositionsWidget, runs: dict[str, Path], qtbot: QtBot
) -> None:
    shown(view, runs["learned"], qtbot)
    table = view.table
    qtbot.mouseMove(table, table.cell_rect(3, 17).center().toPoint())
    number = table.numbers[3, 17]
    assert view.caption.text() == f"Position 4, number 18: {number:+.4f}"
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current == (4, 17)
    qtbot.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert table.current == (4, 31)
    assert table.accessibleDescription() == view.caption.text()
    qtbot.keyClick(view.alike, Qt.Key.Key_Right)
    cosine = view.alike.numbers[0, 1]
    assert view.caption.text() == f"Positions 1 and 2: cosine {cosine:+.3f}"


def test_the_shuffle_test_by_mouse(
    view: PositionsWidget, runs: dict[str, Path], qtbot: QtBot
) -> None:
    shown(view, runs["none"], qtbot)
    qtbot.mouseClick(view.shuffle.button, Qt.MouseButton.LeftButton)
    assert view.shuffle.button.text() == "Cancel"
    qtbot.waitUntil(lambda: not view.shuffle.busy, timeout=60_000)
    assert "the words count" in view.shuffle.verdict.text()
    assert "160 texts" in view.shuffle.verdict.text()
    assert view.shuffle.bars.isVisible()
    told = view.shuffle.bars.accessibleDescription()
    assert told.count("%") == 2
    # Another run: what was found for this one goes.
    shown(view, runs["lstm"], qtbot)
    assert not view.shuffle.bars.isVisible()
    assert "the words count" not in view.shuffle.verdict.text()


def test_the_shuffle_test_is_cancelled_by_keyboard(
    view: PositionsWidget, runs: dict[str, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(view, runs["none"], qtbot)
    ended: list[Any] = []

    def endless(path: Path, data: Any, *, check: Any, report: Any) -> Any:
        report(1, 2)
        try:
            while True:
                check()
        finally:
            ended.append(path)

    monkeypatch.setattr("workbench_plugins.positions.widget.shuffle_test", endless)
    view.shuffle.button.setFocus()
    qtbot.keyClick(view.shuffle.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.shuffle.progress.value() == 1, timeout=60_000)
    qtbot.keyClick(view.shuffle.button, Qt.Key.Key_Space)
    assert view.shuffle.button.text() == "Shuffle test"
    assert view.shuffle.verdict.text() == "Cancelled."
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)


def test_a_model_that_uses_order_and_one_that_writes(view: PositionsWidget) -> None:
    def estimate(value: float) -> Interval:
        return Interval(value, value - 0.01, value + 0.01)

    view.shuffle.show_test(
        shuffle.ShuffleTest("accuracy", 800, estimate(0.98), estimate(0.5), estimate(-0.48))
    )
    words = view.shuffle.verdict.text()
    assert "this model uses order" in words
    assert "−48.0 points (−49.0 … −47.0)" in words
    view.shuffle.show_test(
        shuffle.ShuffleTest("loss", 300, estimate(1.5), estimate(2.5), estimate(1.0))
    )
    words = view.shuffle.verdict.text()
    assert "+1.00 nats (+0.99 … +1.01)" in words
    assert "300 guesses" in words


def test_a_model_that_does_not_fit_is_told(
    view: PositionsWidget, runs: dict[str, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(view, runs["none"], qtbot)
    from workbench.core.contracts.errors import UsageError

    def refuse(*_: Any, **__: Any) -> Any:
        raise UsageError("It does not fit.", "Take another.")

    monkeypatch.setattr("workbench_plugins.positions.widget.shuffle_test", refuse)
    qtbot.mouseClick(view.shuffle.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.shuffle.busy, timeout=60_000)
    assert view.shuffle.verdict.text() == "It does not fit. Take another."


# The widgets it is made of


def test_a_map_of_many_numbers_is_painted_in_its_colours(host: Host, qtbot: QtBot) -> None:
    painted = NumberMap("Numbers", lambda row, column, number: f"{number}")
    qtbot.addWidget(painted)
    painted.set_colors(host.theme.colors)
    painted.resize(400, 300)
    numbers = np.ones((2000, 1000), np.float32)
    numbers[:, :500] = -1
    painted.set_numbers(numbers, "row", "column")
    picture = painted.grab().toImage()
    area = painted.picture_rect()
    middle = area.center().y()
    for x, name in ((area.left() + 20, "negative"), (area.right() - 20, "positive")):
        color = picture.pixelColor(QPoint(x, middle))
        assert color.name() == getattr(host.theme.colors, name)
    painted.set_numbers(np.zeros((0, 0), np.float32), "row", "column")
    assert painted.description() == ""
    assert not painted.grab().isNull()


def test_intervals_are_told_to_a_screen_reader(host: Host, qtbot: QtBot) -> None:
    bars = IntervalBars(host.theme, "Values")
    qtbot.addWidget(bars)
    bars.show_values([IntervalRow("a", 0.5, 0.4, 0.6, "50 %"), IntervalRow("b", 0, 0, 0, "0 %")])
    assert bars.accessibleDescription() == "a: 50 %; b: 0 %"
    assert not bars.grab().isNull()
    bars.show_values([])
    assert not bars.grab().isNull()
