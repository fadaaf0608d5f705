"""The fixtures of what the window stands on: one host for all tests, and the window itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.training import hosting
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.ui.app import make_application
from workbench.ui.host import Host
from workbench.ui.window import MainWindow

# The first training of a process imports torch and all that exports a model: ten seconds of a
# processor that others may use as well.
LONG_MS = 200_000


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    """The plugins that the host has beside its tiny dataset; a file of tests may say others."""
    return plugins


@pytest.fixture
def host(qtbot: QtBot, host_plugins: Plugins, tiny_data: ImageClasses) -> Iterator[Host]:
    """The application's parts, with a small network on a tiny dataset as the experiment."""
    before = set(threading.enumerate())
    make_application(["workbench"])
    with hosting(host_plugins, tiny_data) as made:
        yield made
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def window(qtbot: QtBot, host: Host) -> Iterator[MainWindow]:
    """The main window, shown, with an experiment that trains in a second."""
    host.set_experiment(tiny_experiment())
    made = MainWindow(host)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for run_id in host.jobs.live:
        host.jobs.stop(run_id, keep=False)
    qtbot.waitUntil(lambda: not host.jobs.live, timeout=LONG_MS)
    if isValid(made):  # pytest-qt closes it first, and waiting lets Qt delete it
        made.close()
    QApplication.processEvents()


def tiny_experiment(**trainer: object) -> Experiment:
    """A small network that learns the tiny dataset in a second."""
    return (
        Experiment(name="tiny", device="cpu")
        .with_part("dataset", "tiny")
        .with_part("architecture", "mlp")
        .with_part("trainer", "supervised", {"epochs": 5, "batch_size": 20, **trainer})
    )


def wait_for_end(qtbot: QtBot, host: Host) -> None:
    """Until the selected run is over."""
    qtbot.waitUntil(lambda: bool(host.run.run) and not host.run.live, timeout=LONG_MS)


def settle(qtbot: QtBot) -> None:
    """Until no background job is going, and what they brought has been shown."""
    qtbot.waitUntil(
        lambda: not any(t.name.startswith("task ") for t in threading.enumerate()), timeout=LONG_MS
    )
    QApplication.processEvents()
