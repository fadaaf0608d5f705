"""The real window, with a fresh home, and nothing of it left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from workbench.core.contracts.dataset import Dataset, ImageClasses
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.ui.app import make_application, make_host
from workbench.ui.host import Host
from workbench.ui.window import MainWindow


@pytest.fixture
def tiny_plugins(plugins: Plugins, tiny_data: ImageClasses) -> Plugins:
    class Tiny(Dataset):
        id, name, about = "tiny", "Tiny", "Bars at ten heights."

        def load(self, params: object) -> ImageClasses:
            return tiny_data

        def task(self, params: object) -> object:
            return tiny_data.task

    plugins.add(PluginRecord("tiny", "test"), [("dataset", Tiny)])
    return plugins


@pytest.fixture
def host(qtbot: QtBot, tiny_plugins: Plugins) -> Iterator[Host]:
    """The application's parts, with an experiment that trains in a second."""
    before = set(threading.enumerate())
    make_application(["workbench"])
    made = make_host(plugins=tiny_plugins)
    made.set_experiment(tiny_experiment())
    yield made
    made.close()
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def window(qtbot: QtBot, host: Host) -> Iterator[MainWindow]:
    """The main window, shown."""
    made = MainWindow(host)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for run_id in host.jobs.live:
        host.jobs.stop(run_id, keep=False)
    qtbot.waitUntil(lambda: not host.jobs.live, timeout=60_000)
    if isValid(made):  # pytest-qt closes it first, and waiting lets Qt delete it
        made.close()
    QApplication.processEvents()


def tiny_experiment(**trainer: object) -> Experiment:
    return (
        Experiment(name="tiny", device="cpu")
        .with_part("dataset", "tiny")
        .with_part("architecture", "mlp")
        .with_part("trainer", "supervised", {"epochs": 5, "batch_size": 20, **trainer})
    )


def wait_for_end(qtbot: QtBot, host: Host) -> None:
    """Until the selected run is over."""
    qtbot.waitUntil(lambda: bool(host.run.run) and not host.run.live, timeout=60_000)


def settle(qtbot: QtBot) -> None:
    """Until no background job is going, and what they brought has been shown."""
    qtbot.waitUntil(
        lambda: not any(t.name.startswith("task ") for t in threading.enumerate()), timeout=60_000
    )
    QApplication.processEvents()
