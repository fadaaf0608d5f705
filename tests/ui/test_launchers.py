"""Both launchers in the window, by real clicks: train, pause, look inside, stop; what survives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.launching import CRASHING, PROCESS, THREAD, crashing_plugins, experiment, fresh, until
from tests.ui.hosts import settle, wait_for_end
from tests.ui.training import hosting
from workbench.core import settings
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.work import requests
from workbench.ui.host import Host
from workbench.ui.pages.train import TrainPage
from workbench.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
LONG_MS = 120_000
both = pytest.mark.parametrize("launcher", [THREAD, pytest.param(PROCESS, marks=pytest.mark.slow)])
linux = pytest.mark.skipif(sys.platform != "linux", reason="signals as on Linux")


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    return crashing_plugins()


@pytest.fixture(autouse=True)
def no_lesson_in_the_way(home: Path) -> None:
    chosen = settings.load()
    chosen.lesson_done = ["first"]
    chosen.save()


def page_of(window: MainWindow) -> TrainPage:
    page = window.pages["train"]
    assert isinstance(page, TrainPage)
    return page


def choose_launcher(qtbot: QtBot, window: MainWindow, id: str) -> None:
    """As a person does: open the run options, pick a line of the box with the keyboard."""
    page = page_of(window)
    qtbot.mouseClick(page.strip.buttons.options, LEFT)
    chooser = page.drawer.launchers
    assert chooser is not None
    chooser.combo.setFocus()
    qtbot.keyClick(chooser.combo, Qt.Key.Key_Home)
    for _ in range(chooser.combo.findData(id)):
        qtbot.keyClick(chooser.combo, Qt.Key.Key_Down)
    assert chooser.combo.currentData() == id
    page.drawer.drawer.close_drawer()


def begin(qtbot: QtBot, window: MainWindow, host: Host, launcher: str) -> None:
    """Choose and press Train."""
    host.set_experiment(experiment(10_000, "crashing"))
    choose_launcher(qtbot, window, launcher)
    qtbot.mouseClick(page_of(window).strip.buttons.train, LEFT)
    assert host.run.status == "starting"


def train(qtbot: QtBot, window: MainWindow, host: Host, launcher: str) -> None:
    """Choose and press Train; wait for the first steps."""
    begin(qtbot, window, host, launcher)
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=LONG_MS)


@both
def test_pause_go_on_and_stop(qtbot: QtBot, window: MainWindow, host: Host, launcher: str) -> None:
    train(qtbot, window, host, launcher)
    buttons = page_of(window).strip.buttons
    run = RunStore().get(host.run.run)
    qtbot.mouseClick(buttons.pause, LEFT)
    assert host.run.status == "paused"
    qtbot.waitUntil(lambda: fresh(run).info().status == "paused", timeout=LONG_MS)
    qtbot.waitUntil(lambda: host.run.checkpoint == host.run.step, timeout=LONG_MS)
    step = host.run.step
    qtbot.mouseClick(buttons.pause, LEFT)
    assert host.run.status == "running"
    qtbot.waitUntil(lambda: host.run.step > step, timeout=LONG_MS)
    qtbot.mouseClick(buttons.stop, LEFT)
    assert host.run.status == "stopping"
    wait_for_end(qtbot, host)
    assert host.run.status == "stopped"
    assert fresh(run).info().status == "stopped"
    assert run.model_file.is_file()
    assert len(host.run.curves["loss"]) == host.run.step


@both
def test_live_views_and_the_pinned_example(
    qtbot: QtBot, window: MainWindow, host: Host, launcher: str
) -> None:
    train(qtbot, window, host, launcher)
    tabs = page_of(window).main
    names = [tabs.tabText(index) for index in range(tabs.count())]
    tabs.setCurrentIndex(names.index("Network"))
    qtbot.waitUntil(lambda: host.run.captured is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: host.run.weighed is not None, timeout=LONG_MS)
    view = tabs.currentWidget().view_widget  # type: ignore[union-attr]
    qtbot.waitUntil(view.after.isEnabled, timeout=LONG_MS)
    before = host.run.captured
    assert before is not None
    qtbot.mouseClick(view.after, LEFT)
    pinned = host.data.peek(host.experiment.dataset).test.x[1]  # type: ignore[union-attr]
    qtbot.waitUntil(
        lambda: host.run.captured is not None and np.array_equal(host.run.captured.picture, pinned),
        timeout=LONG_MS,
    )
    assert not np.array_equal(before.picture, pinned)
    host.jobs.stop(host.run.run, keep=False)
    wait_for_end(qtbot, host)


def test_the_choice_is_kept(qtbot: QtBot, window: MainWindow, host: Host) -> None:
    choose_launcher(qtbot, window, PROCESS)
    assert settings.load().launcher == PROCESS
    assert "process of its own" in page_of(window).strip.buttons.options.text()
    page = page_of(window)
    qtbot.mouseClick(page.strip.buttons.options, LEFT)
    assert page.drawer.launchers is not None
    form = page.drawer.launchers.form
    assert form is not None
    form.editor("memory").set_value(2.5)  # type: ignore[attr-defined]
    form._edited()
    assert settings.load().launchers == {PROCESS: {"memory": 2.5}}
    page.drawer.drawer.close_drawer()
    choose_launcher(qtbot, window, THREAD)
    assert settings.load().launcher == THREAD
    assert settings.load().launchers == {PROCESS: {"memory": 2.5}}


def test_a_launcher_that_is_gone_is_replaced_by_the_first(host: Host) -> None:
    host.settings.launcher = "moon"
    assert host.jobs.launcher.id == THREAD


@linux
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_window_lives_when_the_training_dies(
    qtbot: QtBot,
    window: MainWindow,
    host: Host,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = tmp_path / "crash.txt"
    monkeypatch.setenv("WORKBENCH_CRASH", str(order))
    for how, words in (("segfault 99", "SIGSEGV"), ("kill 99", "SIGKILL")):
        order.write_text(how)
        # It dies so soon that the window may never see it running.
        begin(qtbot, window, host, PROCESS)
        qtbot.waitUntil(lambda: not host.run.live, timeout=LONG_MS)
        assert host.run.status == "failed"
        assert host.run.error is not None
        assert words in host.run.error.message
        assert words in page_of(window).bar.text
        assert RunStore().get(host.run.run).info().status == "failed"
    order.unlink()
    qtbot.mouseClick(page_of(window).bar.resume, LEFT)
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 150, timeout=LONG_MS)
    host.jobs.stop(host.run.run, keep=False)
    wait_for_end(qtbot, host)
    assert host.run.status == "stopped"


@pytest.fixture
def second_host(host_plugins: Plugins, tiny_data: ImageClasses) -> Iterator[Host]:
    """What another window stands on."""
    with hosting(crashing_plugins(), tiny_data) as made:
        yield made


@pytest.mark.slow
def test_the_window_is_closed_and_another_takes_it_up(
    qtbot: QtBot, window: MainWindow, host: Host, second_host: Host
) -> None:
    train(qtbot, window, host, PROCESS)
    run = RunStore().get(host.run.run)
    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    assert box is not None
    leave = next(b for b in box.buttons() if "Close" in b.text())
    qtbot.mouseClick(leave, LEFT)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)
    assert fresh(run).info().status == "running"

    other = MainWindow(second_host)
    qtbot.addWidget(other)
    other.show()
    second_host.jobs.adopt()
    qtbot.waitUntil(lambda: second_host.run.run == run.id, timeout=LONG_MS)
    qtbot.waitUntil(lambda: second_host.run.status == "running", timeout=LONG_MS)
    step = second_host.run.step
    qtbot.waitUntil(lambda: second_host.run.step > step, timeout=LONG_MS)
    steps = second_host.run.curves["loss"].x
    assert steps[0] == 0
    buttons = page_of(other).strip.buttons
    qtbot.waitUntil(buttons.pause.isEnabled, timeout=LONG_MS)
    qtbot.mouseClick(buttons.pause, LEFT)
    qtbot.waitUntil(lambda: fresh(run).info().status == "paused", timeout=LONG_MS)
    qtbot.mouseClick(buttons.pause, LEFT)
    qtbot.waitUntil(lambda: fresh(run).info().status == "running", timeout=LONG_MS)
    qtbot.mouseClick(buttons.stop, LEFT)
    wait_for_end(qtbot, second_host)
    assert second_host.run.status == "stopped"
    assert run.model_file.is_file()
    assert len(second_host.run.curves["loss"]) == second_host.run.step
    settle(qtbot)
    other.close()
    QApplication.processEvents()


WITHOUT_TORCH = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from workbench.core import experiment
from workbench.core.plugins import discover
from workbench.ui.app import make_application, make_host
app = make_application(["workbench"])
host = make_host(plugins=discover([Path(sys.argv[2])], installed=False))
host.settings.launcher = "local-process"
run = host.jobs.train(experiment.load(Path(sys.argv[1])))
host.jobs.changed.connect(lambda before, after: after.live or QTimer.singleShot(0, app.quit))
app.exec()
state = host.jobs.state(run)
host.close()
assert state.status == "finished", state.error
assert len(state.curves["loss"]) == state.step > 0
print("torch" in sys.modules)
"""


def test_the_window_trains_in_a_process_without_loading_torch(tmp_path: Path) -> None:
    path = tmp_path / "short.toml"
    path.write_text(experiment(1).to_toml(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, str(path), str(CRASHING)],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False"


@linux
@pytest.mark.slow
def test_a_window_that_is_killed_leaves_its_training_alone(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    path.write_text(experiment(10_000).to_toml(), "utf-8")
    window = subprocess.Popen([sys.executable, "-c", WITHOUT_TORCH, str(path), str(CRASHING)])
    store = RunStore()
    try:
        until(lambda: store.list() and store.list()[0].status == "running")
    finally:
        window.send_signal(signal.SIGKILL)
        window.wait()
    run = store.get(store.list()[0].id)
    seconds = fresh(run).info().seconds
    until(lambda: fresh(run).info().seconds > seconds)
    requests.steer(fresh(run), "discard")
    until(lambda: fresh(run).info().status == "stopped")
