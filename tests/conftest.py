"""Fixtures for every test: an own home, only our plugins, no screen, nothing left behind."""

from __future__ import annotations

import contextlib
import copy
import functools
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from workbench.core import memory
from workbench.core.contracts.dataset import ImageClasses, Split
from workbench.core.io import local_only
from workbench.core.plugins import Plugins, discover
from workbench.core.work.last_words import worker_log

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

# Several processes share the cores: one thread each. (With `-n 0` there is one process.)
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
# What a shell starts in the background ignores Ctrl+C, and so would whatever a test starts.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# What `timeout` or a CI sends when it gives up ends the fixtures as well, as Ctrl+C does.
signal.signal(signal.SIGTERM, signal.default_int_handler)

# The same examples every time, so that what fails was changed; `--hypothesis-profile=explore`
# looks for others. A busy machine is no fault, so there are no deadlines.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=500)
hypothesis.settings.load_profile("steady")

WORKER_LOG = worker_log(Path()).name
SHARED = Path(os.environ.get("WORKBENCH_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that hold tests of longer patience than others have.

    At the end one process would be busy with such a test alone.
    """
    long = {item.path for item in items if item.get_closest_marker("timeout")}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Spare from garbage collection what stays to the end: tests, and the modules they import.

    Each collection would go through all of it, half a second at the end of every training and
    whenever a window collects.
    """
    memory.give_back()
    memory.set_aside()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep settings, runs and downloads of a test to itself, and end the workers it leaves."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WORKBENCH_HOME", str(folder))
    for name in ("WORKBENCH_DATA", "WORKBENCH_PLUGINS", "WORKBENCH_TRACE_PLUGINS"):
        monkeypatch.delenv(name, raising=False)
    # No power cut comes between two tests, and the disk is slow.
    monkeypatch.setattr(os, "fsync", os.fstat)
    local_only.clear()
    yield folder
    end_workers(folder)


def end_workers(folder: Path) -> None:
    """Kill what trains runs below a folder in processes of their own; they would outlive the tests.

    A worker goes on without its window, so one that an interrupted test left trains for hours.
    """
    runs = [log.parent for log in folder.rglob(WORKER_LOG)] if folder.is_dir() else []
    if not runs:
        return
    import psutil

    for process in psutil.process_iter(["cmdline"]):
        if any(str(run) in (process.info["cmdline"] or ()) for run in runs):
            with contextlib.suppress(psutil.Error):
                process.kill()
                process.wait(10)


@pytest.fixture(autouse=True)
def widgets_deleted() -> Iterator[None]:
    """Delete what a test has closed: Qt waits for an event loop, and would style it until then."""
    yield
    if qt := sys.modules.get("PySide6.QtCore"):
        qt.QCoreApplication.sendPostedEvents(None, qt.QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def modules_set_aside() -> Iterator[None]:
    """Spare imported modules from garbage collection, as the application does after its start."""
    n = len(sys.modules)
    yield
    if len(sys.modules) > n + 200:
        memory.give_back()
        memory.set_aside()


@functools.cache
def built_in() -> Plugins:
    """The built-in plugins; nobody changes this one."""
    return discover(installed=False)


@pytest.fixture
def plugins(home: Path) -> Plugins:
    """Only the built-in plugins; a test may add to them."""
    return copy.deepcopy(built_in())


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data that is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the real data folder {SHARED}; WORKBENCH_TEST_DATA names another")
    return SHARED


@pytest.fixture(scope="session")
def tiny_data() -> ImageClasses:
    """200 + 60 pictures that a network learns in a second: class k is a bar at row 2k + 4."""
    rng = np.random.default_rng(0)

    def split(n: int) -> Split:
        y = np.arange(n) % 10
        x = rng.integers(0, 60, (n, 28, 28))
        for row, label in enumerate(y):
            x[row, 4 + 2 * label : 6 + 2 * label, 4:24] += 180
        return Split(x.astype(np.uint8), y.astype(np.int64))

    return ImageClasses(split(200), split(60), tuple("0123456789"))
