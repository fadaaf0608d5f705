from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.training import add, started, state_of, stepped
from workbench import Task, View
from workbench.core.plugins import Plugins
from workbench.ui.host import Host
from workbench.ui.pages.train import LAYOUT_KEY, TrainPage
from workbench.ui.state import RunState


class Plain(QWidget):
    """A view that remembers what it was shown."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.states: list[RunState] = []

    def show_run(self, state: RunState) -> None:
        if state.status == "failed":
            raise ValueError("this view cannot bear it")
        self.states.append(state)


class Foreign(View):
    id, name, place, order = "plain", "Plain", "side", 1
    widget = f"{__name__}:Plain"


class Lost(View):
    id, name, place, order = "lost", "Lost", "side", 2
    widget = "no_such_module:Widget"


class Elsewhere(View):
    id, name, place, order = "elsewhere", "Elsewhere", "side", 3
    widget = f"{__name__}:Plain"

    def supports(self, task: Task) -> bool:
        return False


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    for view in (Foreign, Lost, Elsewhere):
        add(plugins, "view", view)
    return plugins


@pytest.fixture
def page(qtbot: QtBot, host: Host) -> TrainPage:
    widget = TrainPage(host)
    qtbot.addWidget(widget)
    widget.resize(1300, 800)
    widget.show()
    assert widget.main.frame("curves").view_widget is None, (
        "views are made after the page is painted"
    )
    qtbot.waitUntil(lambda: widget._ready, timeout=60_000)
    return widget


def show(page: TrainPage, state: RunState) -> None:
    page.host.run = state
    page.host.run_changed.emit(state)


def test_views_come_from_plugins_in_order(page: TrainPage) -> None:
    titles = [page.side.tabText(i) for i in range(page.side.count())]
    assert titles[:3] == ["Plain", "Lost", "Elsewhere"]
    assert titles.index("Confusion") < titles.index("Mistakes") < titles.index("Histograms")
    assert page.main.tabText(0) == "Curves"
    assert not page.side.is_offered(2)


def test_only_the_tab_in_sight_is_told(page: TrainPage) -> None:
    plain = page.side.frame("plain").view_widget
    state = state_of(started(), stepped(0))
    show(page, state)
    assert plain.states[-1] is state
    page.side.setCurrentWidget(page.side.frame("confusion"))
    told = len(plain.states)
    show(page, state_of(started(), stepped(0), stepped(10)))
    assert len(plain.states) == told
    page.side.setCurrentWidget(page.side.frame("plain"))
    assert plain.states[-1].step == 20


def test_views_out_of_sight_are_made_in_idle_time(page: TrainPage, qtbot: QtBot) -> None:
    # Opening one while a network trains must not wait for imports and layout.
    tabs = [(t, i) for t in (page.main, page.side) for i in range(t.count()) if t.is_offered(i)]
    frames = [tab.widget(index) for tab, index in tabs]
    offered = [f for f in frames if f.view not in (Lost, Elsewhere)]
    qtbot.waitUntil(lambda: all(f.view_widget is not None for f in offered), timeout=60_000)
    assert page.side.frame("elsewhere").view_widget is None
    lost = page.side.frame("lost")
    assert lost.view_widget is None
    assert not lost.fault, "it is told when it is opened, not before"
    page.side.setCurrentWidget(lost)
    assert "no_such_module" in lost.fault
    assert page.side.frame("plain").view_widget is not None


def test_a_broken_view_keeps_its_fault_to_its_tab(page: TrainPage) -> None:
    page.side.setCurrentWidget(page.side.frame("lost"))
    assert "no_such_module" in page.side.frame("lost").fault
    page.side.setCurrentWidget(page.side.frame("plain"))
    show(page, RunState(run="r", status="failed"))
    assert "cannot bear it" in page.side.frame("plain").fault
    assert not page.main.frame("curves").fault
    show(page, state_of(started()))


def test_states_left_out_for_speed_are_shown_in_the_end(page: TrainPage, qtbot: QtBot) -> None:
    class Never:
        def due(self) -> bool:
            return False

    page._pace = Never()  # type: ignore[assignment]
    show(page, state_of(started(), stepped(0)))
    last = state_of(started(), stepped(0), stepped(10))
    show(page, last)
    assert page.bar.text.count("epoch 1.0")
    qtbot.waitUntil(lambda: page._shown is last, timeout=60_000)
    assert "epoch 2.0" in page.bar.text


def test_the_drawer_edits_the_experiment_and_leaves_with_escape(
    page: TrainPage, host: Host, qtbot: QtBot
) -> None:
    button = page.strip.cards["trainer"].settings
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    drawer = page.drawer.drawer
    assert drawer.isVisible()
    assert button.isChecked()
    editor = page.drawer.form.editor("epochs")
    editor.set_value(7)
    assert host.experiment.trainer.params == {"epochs": 7}
    assert "7 epochs" in page.strip.cards["trainer"].meaning.text()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert not button.isChecked()


def test_the_drawer_follows_another_choice_and_closes_on_a_second_click(
    page: TrainPage, host: Host, qtbot: QtBot
) -> None:
    button = page.strip.cards["architecture"].settings
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    host.set_experiment(host.experiment.with_part("architecture", "cnn"))
    assert page.drawer.form.editor("kernels")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not page.drawer.drawer.isVisible()


def test_run_options(page: TrainPage, host: Host, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.strip.buttons.options, Qt.MouseButton.LeftButton)
    page.drawer.form.editor("seed").set_value(5)
    assert host.experiment.seed == 5
    assert "seed 5" in page.strip.buttons.options.text()


def test_the_splitter_is_remembered(page: TrainPage, host: Host, qtbot: QtBot) -> None:
    page.splitter.moveSplitter(700, 1)
    sizes = page.splitter.sizes()
    assert LAYOUT_KEY in host.settings.layout
    again = TrainPage(host)
    qtbot.addWidget(again)
    again.resize(1300, 800)
    again.show()
    qtbot.waitUntil(lambda: again._ready, timeout=60_000)
    assert again.splitter.sizes() == pytest.approx(sizes, abs=2)


def test_buttons_follow_the_run(page: TrainPage, host: Host, qtbot: QtBot) -> None:
    from dataclasses import replace

    buttons = page.strip.buttons
    assert buttons.train.isVisible()
    buttons.train.setFocus()
    running = state_of(started(), stepped(0))
    show(page, running)
    assert not buttons.train.isVisible()
    assert buttons.pause.text() == "Pause"
    assert buttons.pause.hasFocus()
    show(page, replace(running, status="paused"))
    assert buttons.pause.text() == "Resume"
    show(page, replace(running, status="stopping"))
    assert not buttons.pause.isEnabled()
    show(page, replace(running, status="stopped"))
    assert buttons.train.isVisible()


def test_the_page_fits_a_small_window(page: TrainPage, qtbot: QtBot) -> None:
    page.resize(920, 560)
    show(page, state_of(started(), stepped(0)))
    assert page.width() == 920
    assert page.height() == 560
    curves = page.main.frame("curves")
    page.resize(920, 420)
    qtbot.waitUntil(lambda: curves.verticalScrollBar().maximum() > 0, timeout=60_000)
    assert curves.view_widget.loss.height() > 100


def test_train_pause_and_stop_by_clicking(page: TrainPage, host: Host, qtbot: QtBot) -> None:
    """The real engine on the tiny data, through the real buttons."""
    host.set_experiment(host.experiment.with_part("trainer", "supervised", {"epochs": 10_000}))
    buttons = page.strip.buttons
    qtbot.mouseClick(buttons.train, Qt.MouseButton.LeftButton)
    assert host.run.status == "starting"
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=200_000)
    assert host.control is not None
    assert not host.control.watched
    page.main.setCurrentWidget(page.main.frame("network"))
    assert host.control.watched
    page.main.setCurrentWidget(page.main.frame("curves"))
    assert not host.control.watched
    assert not host.control.scores_watched
    page.side.setCurrentWidget(page.side.frame("roc"))
    assert host.control.scores_watched
    assert not host.control.watched
    qtbot.mouseClick(buttons.pause, Qt.MouseButton.LeftButton)
    assert host.run.status == "paused"
    assert host.control.paused
    qtbot.mouseClick(buttons.pause, Qt.MouseButton.LeftButton)
    step = host.run.step
    qtbot.waitUntil(lambda: host.run.step > step, timeout=200_000)
    page.side.setCurrentWidget(page.side.frame("confusion"))
    qtbot.waitUntil(
        lambda: page.side.frame("confusion").view_widget._data is not None, timeout=60_000
    )
    buttons.discard.trigger()
    qtbot.waitUntil(lambda: not host.run.live, timeout=200_000)
    assert host.run.status == "stopped"
    assert page.bar.resume.isVisible()
    assert buttons.train.isVisible()
    assert len(page.main.frame("curves").view_widget.loss.lines) >= 3
