"""The first minute: press Train, watch, draw a digit with the mouse, see it read, export it."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.hosts import tiny_experiment, wait_for_end
from workbench.core.contracts.exporter import Exporter
from workbench.core.control import Control
from workbench.core.io import drawings
from workbench.core.runs.store import RunStore
from workbench.ui.host import Host
from workbench.ui.window import MainWindow


def press(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Click the visible button that says ``words``."""
    found = [
        b
        for b in window.findChildren(QPushButton)
        if b.isVisible() and b.text().replace("&", "").strip() == words
    ]
    assert found, words
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def draw_line(qtbot: QtBot, pad: object, points: list[tuple[float, float]]) -> None:
    square = pad.square  # type: ignore[attr-defined]
    places = [
        QPoint(int(square.left() + x * square.width()), int(square.top() + y * square.height()))
        for x, y in points
    ]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(pad, place)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def test_train_draw_correct_export(
    qtbot: QtBot, window: MainWindow, host: Host, tmp_path: Path
) -> None:
    press(qtbot, window, "Train")
    assert host.run.status == "starting"
    wait_for_end(qtbot, host)
    assert host.run.status == "finished", host.run.error
    assert len(host.run.curves["loss"]) == host.run.total_steps
    assert host.run.curves["val/accuracy"].y[-1] > 0.5

    bar = window.pages["train"].bar  # type: ignore[attr-defined]
    qtbot.waitUntil(bar.trial.isVisible, timeout=60_000)
    assert bar.trial.accessibleName() == "Try it: Draw a digit"
    press(qtbot, window, "Try it")
    assert window.page == "play"
    play = window.pages["play"]
    playground = play.playgrounds["draw"]  # type: ignore[attr-defined]
    assert play.tabs.currentWidget() is playground  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(playground._models), timeout=60_000)
    painted = []
    playground.bars.painted.connect(lambda number, at: painted.append(number))
    draw_line(qtbot, playground.pad, [(0.3, 0.2), (0.7, 0.2), (0.5, 0.8)])
    assert playground.answer.text() in "0123456789"
    assert playground.answer.text()
    assert playground.answer.accessibleDescription() == playground.answer.text()
    qtbot.waitUntil(lambda: playground.pad.strokes.number in painted, timeout=60_000)
    expected = playground._models[0].predictor.predict(playground._reading.picture[None])[0]
    np.testing.assert_allclose(playground._reading.answers[0][1], expected, atol=1e-6)

    qtbot.keyClick(playground, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: playground.pad.strokes.empty, timeout=60_000)
    assert drawings.count() == {"7": 1}

    window.show_page("runs")
    page = window.pages["runs"]
    qtbot.waitUntil(lambda: page.current() is not None, timeout=60_000)  # type: ignore[attr-defined]
    cls = host.plugins.get(Exporter, "onnx")
    target = tmp_path / "out.onnx"
    page.export_to(page.current(), cls, cls.Params(precision="fp16"), target)  # type: ignore[attr-defined]
    qtbot.waitUntil(target.exists, timeout=60_000)
    answers = onnxruntime.InferenceSession(target).run(
        None, {"pixels": np.zeros((2, 28, 28), np.uint8)}
    )
    assert answers[0].shape == (2, 10)


def noting_waits(control: Control) -> threading.Event:
    """Set while the training's thread waits to be told to go on."""
    standing, wait = threading.Event(), control._go.wait

    def noted(timeout: float | None = None) -> bool:
        standing.set()
        try:
            return wait(timeout)
        finally:
            standing.clear()

    control._go.wait = noted  # type: ignore[method-assign]
    return standing


@pytest.mark.slow
def test_pause_resume_stop_by_keyboard_and_the_run_survives(
    qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    host.set_experiment(tiny_experiment(epochs=10_000))
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=200_000)
    assert host.control is not None
    standing = noting_waits(host.control)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert host.run.status == "paused"
    # The training's thread stands still, until it is told to go on.
    qtbot.waitUntil(standing.is_set, timeout=60_000)
    step = host.jobs.state(host.run.run).step
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    # Enough steps that the stopped run has learnt something, however fast the machine is.
    qtbot.waitUntil(lambda: host.run.step > step + 100, timeout=200_000)
    qtbot.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert not standing.is_set()
    wait_for_end(qtbot, host)
    assert host.run.status == "stopped"
    info = RunStore().get(host.run.run).info()
    assert info.status == "stopped"
    assert info.metrics["test/accuracy"] > 0.5


@pytest.mark.slow
def test_a_second_run_waits_for_the_first(qtbot: QtBot, window: MainWindow, host: Host) -> None:
    first = host.jobs.train(tiny_experiment(epochs=10_000))
    second = host.jobs.train(tiny_experiment())
    assert host.jobs.state(second).status == "starting"
    qtbot.waitUntil(lambda: host.jobs.state(first).status == "running", timeout=200_000)
    assert host.jobs.state(second).step == 0
    host.jobs.stop(first, keep=False)
    qtbot.waitUntil(lambda: host.jobs.state(second).status == "finished", timeout=200_000)


@pytest.mark.slow
def test_closing_while_training_asks_and_keeps(
    qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    host.select_run(host.jobs.train(tiny_experiment(epochs=10_000)))
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=200_000)
    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    assert box is not None
    keep = next(b for b in box.buttons() if "save" in b.text())
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert RunStore().get(host.run.run).model_file.is_file()


def test_a_failed_run_says_why_and_what_to_do(qtbot: QtBot, window: MainWindow, host: Host) -> None:
    host.set_experiment(tiny_experiment(epochs=500, optimizer="sgd", lr=100.0, schedule="constant"))
    press(qtbot, window, "Train")
    wait_for_end(qtbot, host)
    assert host.run.status == "failed"
    assert host.run.error is not None
    assert "learning rate" in host.run.error.remedy
