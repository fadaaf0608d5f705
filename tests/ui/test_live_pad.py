"""The pad asks the network that is learning, and what a run's network answered before."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle, tiny_experiment, wait_for_end
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine import loop
from workbench.engine.snapshot_network import SnapshotNetwork
from workbench.ui.host import Host
from workbench.ui.window import MainWindow

LONG = 60_000


@pytest.fixture
def pad_page(qtbot: QtBot, window: MainWindow) -> Any:
    window.resize(1024, 700)
    return shown(window)


def shown(window: MainWindow) -> Any:
    window.show_page("play")
    page: Any = window.pages["play"]
    page.show_playground("draw")
    return page.playgrounds["draw"]


def draw_line(qtbot: QtBot, pad: Any) -> None:
    square = pad.square
    places = [
        QPoint(int(square.left() + x * square.width()), int(square.top() + y * square.height()))
        for x, y in ((0.3, 0.2), (0.7, 0.2), (0.5, 0.8))
    ]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(pad, place)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


@pytest.mark.parametrize(
    "launcher", ["local-thread", pytest.param("local-process", marks=pytest.mark.slow)]
)
def test_the_network_that_is_learning_is_asked(
    qtbot: QtBot,
    window: MainWindow,
    host: Host,
    pad_page: Any,
    launcher: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "CAPTURE_SHARE", 1.0)
    threads: set[int] = set()
    read = SnapshotNetwork.read

    def noted(self: SnapshotNetwork, picture: np.ndarray) -> object:
        threads.add(threading.get_ident())
        return read(self, picture)

    monkeypatch.setattr(SnapshotNetwork, "read", noted)
    settle(qtbot)
    assert pad_page._stack.currentIndex() == 1  # there is nothing to ask
    host.set_launcher(launcher)
    # The worker has no dataset of the tests: it trains on the built-in digits.
    dataset = "tiny" if launcher == "local-thread" else "digits"
    experiment = tiny_experiment(epochs=10_000).with_part("dataset", dataset)
    host.select_run(host.jobs.train(experiment))
    qtbot.waitUntil(lambda: pad_page._stack.currentIndex() == 0, timeout=LONG)
    qtbot.waitUntil(lambda: bool(pad_page._models), timeout=LONG)
    assert "learning" in pad_page.models.item(0).text()
    draw_line(qtbot, pad_page.pad)
    qtbot.waitUntil(lambda: pad_page.answer.text() in tuple("0123456789"), timeout=LONG)
    first = pad_page._reading.first.step
    assert pad_page.moment.text().startswith("and reads at epoch")
    # It is asked again as it learns, without a stroke, and with the weights of then.
    qtbot.waitUntil(lambda: (pad_page._reading.first.step or 0) > first, timeout=LONG)
    assert threads
    assert threading.get_ident() not in threads
    # Out of sight nobody asks.
    window.show_page("train")
    assert not pad_page._following.isActive()
    shown(window)
    assert pad_page._following.isActive()
    host.jobs.stop(host.run.run)
    wait_for_end(qtbot, host)
    qtbot.waitUntil(lambda: "learning" not in pad_page.models.item(0).text(), timeout=LONG)
    settle(qtbot)
    assert not pad_page._following.isActive()
    assert not host.store.get(host.run.run).live_weights.exists()
    # The same drawing is now read by the model that the run has left.
    assert pad_page._reading.first.step is None
    assert pad_page.moment.text() == "and reads"


def test_the_slider_goes_back_through_a_finished_run(
    qtbot: QtBot, window: MainWindow, host: Host, pad_page: Any, plugins: Plugins
) -> None:
    run_id = host.jobs.train(tiny_experiment())
    host.select_run(run_id)
    wait_for_end(qtbot, host)
    qtbot.waitUntil(lambda: bool(pad_page._models), timeout=LONG)
    settle(qtbot)
    moments = pad_page.moments
    assert moments.isVisible()
    assert moments.words.text() == "as trained"
    draw_line(qtbot, pad_page.pad)
    ended = pad_page._reading.first.probabilities
    # By the keyboard, from where the Tab key comes to it.
    moments.slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(moments.slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: pad_page._reading.first.step == 0, timeout=LONG)
    assert (moments.words.text(), pad_page.moment.text()) == ("epoch 0", "and reads at epoch 0")
    steps = [int(path.stem) for path in RunStore().get(run_id).snapshots]
    assert moments.steps == tuple(steps[:-1])
    network = SnapshotNetwork(RunStore().get(run_id), host.plugins)
    network.load(0)
    wanted = network.read(pad_page._reading.picture).probabilities
    np.testing.assert_allclose(pad_page._reading.first.probabilities, wanted, atol=1e-5)
    assert np.abs(ended - wanted).max() > 0.05
    # A stroke more is read at that moment, too; several keys in a row end at the last.
    draw_line(qtbot, pad_page.pad)
    for _ in range(2):
        qtbot.keyClick(moments.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: pad_page._reading.first.step == steps[2], timeout=LONG)
    assert pad_page.moment.text() == "and reads at epoch 2"
    qtbot.keyClick(moments.slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: pad_page._reading.first.step is None, timeout=LONG)
    # The network view shows what was asked last.
    qtbot.waitUntil(lambda: not pad_page._film.isActive(), timeout=LONG)
    assert pad_page.network._columns


def test_a_run_whose_network_cannot_be_built_has_no_past(
    qtbot: QtBot, window: MainWindow, host: Host, pad_page: Any
) -> None:
    host.select_run(host.jobs.train(tiny_experiment()))
    wait_for_end(qtbot, host)
    for path in host.store.get(host.run.run).snapshots:
        path.write_bytes(b"torn")
    qtbot.waitUntil(lambda: bool(pad_page._models), timeout=LONG)
    settle(qtbot)
    draw_line(qtbot, pad_page.pad)
    pad_page.moments.slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(pad_page.moments.slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: bool(host.notices.shown), timeout=LONG)
    assert "damaged" in host.notices.shown[-1].message
    assert pad_page.moments.steps == ()
    assert pad_page.answer.text() in tuple("0123456789")


def test_a_new_name_is_seen_at_once_where_the_run_is_offered(
    qtbot: QtBot, window: MainWindow, host: Host, pad_page: Any
) -> None:
    host.select_run(host.jobs.train(tiny_experiment()))
    wait_for_end(qtbot, host)
    host.set_overlay((host.run.run,))
    window.show_page("runs")
    page: Any = window.pages["runs"]
    qtbot.waitUntil(lambda: page.current() is not None, timeout=LONG)
    model = page.table.model()
    model.setData(model.index(0, 1), "seven reader", Qt.ItemDataRole.EditRole)
    qtbot.waitUntil(lambda: host.run.name == "seven reader", timeout=LONG)
    assert host.overlay[0].name == "seven reader"
    shown(window)
    qtbot.waitUntil(lambda: pad_page.models.item(0).text().startswith("seven"), timeout=LONG)


def test_runs_are_called_by_what_they_train(
    qtbot: QtBot, window: MainWindow, host: Host, pad_page: Any
) -> None:
    pad_page._train_on_own()
    assert host.experiment.run_name == "own-drawings-mlp"
    # What is drawn with a pen is read best by a network that has seen such.
    assert host.experiment.dataset.params["pen_digits"] > 0
    host.set_experiment(host.experiment.model_copy(update={"name": "mine"}))
    assert host.experiment.run_name == "mine"
    # Another network, chosen in the strip, has not got that name.
    page: Any = window.pages["train"]
    page.strip.choose("architecture", "cnn")
    assert host.experiment.run_name == "own-drawings-cnn"


def test_torch_is_not_loaded_by_a_look_at_the_pad() -> None:
    """Reading with a run that has ended, and the list of its moments, need none."""
    code = (
        "import sys, workbench_plugins.draw.widget; "
        "assert 'torch' not in sys.modules, 'torch'; print('light')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "light"


def test_a_paused_run_is_shown_in_the_network_view(
    qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    """Also where nobody had looked at it before it was paused."""
    window.show_page("train")
    host.select_run(host.jobs.train(tiny_experiment(epochs=10_000)))
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=LONG)
    host.jobs.pause(host.run.run)
    assert host.run.captured is None
    page: Any = window.pages["train"]
    qtbot.waitUntil(lambda: page._ready, timeout=LONG)
    page.main.setCurrentWidget(page.main.frame("network"))
    panel = page.main.frame("network").view_widget
    qtbot.waitUntil(lambda: bool(panel.view._columns), timeout=LONG)
    assert host.run.status == "paused"
    assert panel.words.text().startswith("Test picture 0")
    qtbot.mouseClick(panel.after, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.words.text().startswith("Test picture 1"), timeout=LONG)
