"""One way to start a training: the button, the shortcut, the menu and the palette agree."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from tests.ui.hosts import tiny_experiment
from workbench.core import memory
from workbench.ui.commands import matching
from workbench.ui.host import Host
from workbench.ui.pages.train import TrainPage
from workbench.ui.window import MainWindow

MODIFIER = Qt.KeyboardModifier.ControlModifier


def press_train(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+Return on whatever has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=60_000)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, MODIFIER)


def agree(window: MainWindow, host: Host) -> bool:
    """Whether a training may start, once every way to start one says the same."""
    page = window.pages["train"]
    assert isinstance(page, TrainPage)
    button = page.strip.buttons.train
    run = next(m for m in window.menuBar().actions() if m.text() == "&Run").menu()
    run.aboutToShow.emit()
    answers = {
        "allowed": host.training_start.allowed,
        "button": button.isVisible() and button.isEnabled(),
        "menu": window.actions_by_id["train"].isEnabled(),
        "palette": any(c.id == "train" for c in matching(window.commands, "train")),
    }
    run.aboutToHide.emit()
    assert len(set(answers.values())) == 1, answers
    return answers["allowed"]


def runs(host: Host) -> int:
    return len(host.store.list())


def test_the_shortcut_starts_what_the_button_would(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    window.show_page("data")
    assert host.training_start.allowed
    press_train(window, qtbot)
    assert window.page == "train"
    assert host.run.live
    assert runs(host) == 1
    assert not agree(window, host)
    qtbot.waitUntil(lambda: not host.run.live, timeout=200_000)
    assert agree(window, host)


def test_twice_quickly_starts_one(window: MainWindow, host: Host, qtbot: QtBot) -> None:
    host.set_experiment(tiny_experiment(epochs=10_000))
    press_train(window, qtbot)
    press_train(window, qtbot)
    assert host.run.status == "starting"
    assert runs(host) == 1
    assert not host.notices.shown
    # Nor while it is being started, from any other place.
    host.training_start.start()
    window.actions_by_id["train"].trigger()
    assert runs(host) == 1
    # A key that is held down must not start the next one when this one ends.
    assert not window.actions_by_id["train"].autoRepeat()


def test_what_does_not_fit_into_memory_is_started_by_nothing(
    window: MainWindow, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "available", lambda: 64 << 20)
    host.set_experiment(host.experiment.with_part("architecture", "mlp", {"width": 8192}))
    qtbot.waitUntil(lambda: not host.training_start.allowed, timeout=120_000)
    assert not agree(window, host)
    press_train(window, qtbot)
    assert runs(host) == 0
    assert "does not fit into memory" in host.notices.shown[-1].message
    host.set_experiment(tiny_experiment())
    assert agree(window, host)


def test_a_missing_plugin_is_started_by_nothing(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    host.set_experiment(host.experiment.with_part("architecture", "gone"))
    assert not agree(window, host)
    press_train(window, qtbot)
    assert runs(host) == 0
    assert "gone" in host.notices.shown[-1].message


def test_where_the_keys_mean_something_else_nothing_is_trained(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    window.show_page("play")
    page = window.pages["play"]
    tabs = page.findChild(QTabWidget)
    assert tabs is not None
    prompt = page.playgrounds["prompt"]  # type: ignore[attr-defined]
    tabs.setCurrentWidget(prompt)
    asked: list[bool] = []
    prompt.one.run = lambda: asked.append(True)
    prompt.form.description.box.setFocus()
    press_train(window, qtbot)
    assert runs(host) == 0
    assert asked == [True]


def test_the_palette_looks_again_when_return_is_pressed(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    palette = window.open_palette()
    qtbot.keyClicks(palette.field, "train")
    assert palette.entry is not None
    assert palette.entry.title == "Train"
    host.set_experiment(host.experiment.with_part("architecture", "gone"))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert runs(host) == 0
    assert "gone" in host.notices.shown[-1].message
