"""The memory view: curves as they come, cancelled, of fresh networks or of runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.wordorder import experiment, train_run
from workbench.core.contracts.task import ImageClassification, LanguageModelling, TextClassification
from workbench.core.plugins import Plugins
from workbench.engine import memory_reach
from workbench.engine.throughput import Ended, Speed
from workbench.ui.host import Host
from workbench.ui.state import RunState
from workbench_plugins.recall import Recall
from workbench_plugins.recall.widget import RecallWidget


@pytest.fixture
def host(host: Host) -> Host:
    host.set_experiment(experiment("text-transformer"))
    return host


@pytest.fixture
def view(host: Host, qtbot: QtBot) -> RecallWidget:
    widget = RecallWidget(host)
    qtbot.addWidget(widget)
    widget.resize(900, 560)
    widget.show()
    qtbot.waitExposed(widget)
    widget.show_run(RunState())
    return widget


def speed(key: str, length: int, mode: str = "training", rate: float = 1000.0) -> Speed:
    return Speed(key, key.upper(), mode, length, 2, 99, rate, 0.9 * rate, 1.1 * rate, 5)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is really measured, but roughly; speed is made up."""

    def measure(plugins: Plugins, *, check: Any) -> Iterator[Speed | Ended]:
        for length in (64, 128):
            for key, rate in (("rnn", 3000.0), ("gpt", 9000.0)):
                check()
                yield speed(key, length, rate=rate)
                yield speed(key, length, "reading", rate=3 * rate)
        yield Ended("rnn", "RNN", "training", 128, "a step takes 3.0 s")

    monkeypatch.setattr("workbench.engine.measure_throughput", measure)
    monkeypatch.setattr(memory_reach, "OUTPUTS", 2)


def test_it_is_for_text() -> None:
    tasks = (
        TextClassification(("a", "b"), 9),
        LanguageModelling(9),
        ImageClassification(8, 8, 1, ("a", "b")),
    )
    assert [Recall().supports(task) for task in tasks] == [True, True, False]


def test_nothing_is_measured_before_it_is_asked_for(view: RecallWidget) -> None:
    assert not view.memory.lines
    assert not view.speed.lines
    assert view._panel.empty
    assert "Press Measure" in view._panel.placeholder.text.text()


@pytest.mark.usefixtures("quick")
def test_measuring_by_mouse(view: RecallWidget, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert view.button.text() == "Cancel"
    assert not view.source.isEnabled()
    qtbot.waitUntil(lambda: view.button.text() == "Measure", timeout=60_000)
    assert view.status.text() == "Measured on this machine."
    assert list(view.memory.lines) == ["rnn", "lstm", "gpt"]
    for line in view.memory.lines.values():
        assert line.y[0] == 1
        assert len(line.x) == memory_reach.PLACES
    assert "more than 16 tokens back: Recurrent network < 0.1 %" in view.memory_words.text()
    assert "Transformer" in view.legend.text()
    # A line with its quartiles for each network, against the logarithm of the length.
    assert set(view.speed.lines) == {
        f"{k}{e}" for k in ("rnn", "gpt") for e in ("", " low", " high")
    }
    np.testing.assert_allclose(view.speed.lines["gpt"].x, [6, 7])
    assert (
        "texts of 128 tokens: Transformer 9,000, Recurrent network 3,000" in view.speed_words.text()
    )
    assert "RNN: a step takes 3.0 s." in view.speed_words.text()


@pytest.mark.usefixtures("quick")
def test_the_two_speeds_by_keyboard(view: RecallWidget, qtbot: QtBot) -> None:
    qtbot.keyClick(view.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.button.text() == "Measure", timeout=60_000)
    view.mode.setFocus()
    qtbot.keyClick(view.mode, Qt.Key.Key_Down)
    assert view.mode.currentData() == "reading"
    assert "Transformer 27,000" in view.speed_words.text()
    assert "a step takes" not in view.speed_words.text()
    view.memory.setFocus()
    qtbot.keyClick(view.memory, Qt.Key.Key_Right)
    assert "tokens back" in view.memory.accessibleDescription()
    for _ in range(4):
        qtbot.keyClick(view.speed, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert "texts of about" in view.speed.accessibleDescription()


def test_points_come_while_it_measures_and_cancel_ends_it(
    view: RecallWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []

    def measure(plugins: Plugins, *, check: Any) -> Iterator[Speed]:
        yield speed("gpt", 64)
        try:
            while True:
                check()
                time.sleep(0.001)
        finally:
            ended.append(1)

    monkeypatch.setattr("workbench.engine.measure_throughput", measure)
    monkeypatch.setattr(memory_reach, "OUTPUTS", 1)
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "gpt" in view.speed.lines, timeout=60_000)
    assert "texts of 64 tokens" in view.status.text()
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert view.button.text() == "Measure"
    assert view.status.text() == "Cancelled."
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)
    # What came before stays to be seen.
    assert "gpt" in view.speed.lines


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_trained_runs_of_this_dataset(view: RecallWidget, host: Host, qtbot: QtBot) -> None:
    view.source.setCurrentIndex(1)
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No run on this dataset" in view.status.text(), timeout=60_000)
    assert view.button.text() == "Measure"
    run, _ = train_run(host.store, host.plugins, "lstm")
    other = experiment("lstm").with_part("dataset", "word-order", {"sentences": 60})
    host.store.create(other).close()
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.button.text() == "Measure", timeout=60_000)
    assert list(view.memories) == [run.id]
    assert run.info().name in view.legend.text()


@pytest.mark.usefixtures("quick")
def test_the_run_that_is_looked_at_decides_on_the_dataset(
    view: RecallWidget, host: Host, qtbot: QtBot
) -> None:
    run = host.store.create(experiment("lstm"))
    run.close()
    host.set_experiment(host.experiment.with_part("dataset", "tiny"))
    view.show_run(RunState(run=run.id, status="running"))
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.button.text() == "Measure", timeout=60_000)
    assert len(view.memories) == 3
    # Another run: what was measured on the one before goes.
    view.show_run(RunState())
    assert not view.memory.lines
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "measured on text" in view.status.text(), timeout=60_000)


def test_both_themes(view: RecallWidget, host: Host) -> None:
    view._add_speed(speed("gpt", 64))
    for mode in ("light", "dark"):
        host.theme.set_mode(mode)
        assert view.speed.lines["gpt"].color == host.theme.colors.series[0]
