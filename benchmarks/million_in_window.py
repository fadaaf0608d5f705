"""Choose a large CSV on the Data page by events, train on it, watch the loop; prints a JSON line.

Each phase has the gaps of a 10 ms timer in the window's thread, in milliseconds past its due time,
and the most processor time that this thread used within one gap: what the window itself did there,
not what it waited for.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from benchmarks.window import Bench, click
from workbench.core.experiment import Experiment
from workbench.ui.app import warm_up
from workbench.ui.own_data import OwnDataDialog
from workbench.ui.pages.data import DataPage

TICK_MS = 10
IDLE_S = 8.0
MOST_S = 1200.0
MIB = 1 << 20


class Gaps(QObject):
    """The times in which the window's event loop did not come round, and its own part in them."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self.own_ms: list[float] = []
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @contextmanager
    def phase(self, name: str, found: dict[str, Any]) -> Iterator[None]:
        """Measure one part of the work."""
        self.late_ms, self.own_ms = [], []
        began = self._last = time.perf_counter()
        self._cpu = time.thread_time()
        self._timer.start()
        try:
            yield
        finally:
            self._tick()
            self._timer.stop()
        found[name] = {
            "p50": float(np.percentile(self.late_ms, 50)),
            "p99": float(np.percentile(self.late_ms, 99)),
            "max": max(self.late_ms),
            "own": max(self.own_ms),
            "seconds": time.perf_counter() - began,
            "over_50": sum(late > 50 for late in self.late_ms),
        }
        print(name, found[name], file=sys.stderr, flush=True)

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.late_ms.append(max(0.0, 1000 * (now - self._last) - TICK_MS))
        self.own_ms.append(1000 * (cpu - self._cpu))
        self._last, self._cpu = now, cpu


class Memory(threading.Thread):
    """The most that this process held at once, looked at ten times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._process = psutil.Process()

    def run(self) -> None:
        """Look until the process ends."""
        while True:
            self.peak = max(self.peak, self.now())
            time.sleep(0.1)

    def now(self) -> int:
        """Bytes at this moment."""
        return int(self._process.memory_info().rss)


def main() -> None:
    """Choose, wait, train, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    options = parser.parse_args()
    bench, memory = Bench(), Memory()
    warm_up().join()
    page = bench.page("data")
    assert isinstance(page, DataPage)
    bench.settle()
    memory.start()
    gaps = Gaps()
    found: dict[str, Any] = {"idle_mib": memory.now() / MIB}
    with gaps.phase("idle", found):
        bench.spin(IDLE_S)
    with gaps.phase("preview", found):
        began = _choose(bench, page, options.path)
        bench.wait(lambda: page.head.isVisible() and page.head.table.rowCount() > 0, MOST_S)
        bench.app.processEvents()
        found["preview_s"] = time.perf_counter() - began
    with gaps.phase("load", found):
        bench.wait(lambda: page.filter.isVisible(), MOST_S)
        found["load_s"] = time.perf_counter() - began
    found["loaded_mib"], found["load_peak_mib"] = memory.now() / MIB, memory.peak / MIB
    with gaps.phase("hash and leaks", found):
        bench.wait(lambda: not _jobs(), MOST_S)
    with gaps.phase("train", found):
        click(page.head.use if page.head.use.isVisible() else page.use)
        # The window itself chooses a trainer that suits the target, once it knows that.
        bench.page("train")
        bench.settle()
        bench.host.set_experiment(_one_epoch(bench.host.experiment))
        bench.settle()
        bench.wait(lambda: bench.host.training_start.allowed)
        bench.window.actions_by_id["train"].trigger()
        bench.wait(lambda: bool(bench.host.run.run) and not bench.host.run.live, MOST_S)
    with gaps.phase("afterwards", found):
        bench.wait(lambda: not _jobs(), MOST_S)
        bench.spin(1.0)
    state = bench.host.run
    found |= {
        "status": state.status,
        "error": state.error.message if state.error else "",
        "steps": state.step,
        "train_s": state.seconds,
        "peak_mib": memory.peak / MIB,
    }
    bench.close()
    print(json.dumps(found))


def _one_epoch(experiment: Experiment) -> Experiment:
    chosen = experiment.with_part("architecture", "table-mlp")
    settings = {"epochs": 1, "batch_size": 1024, "schedule": "constant"}
    return chosen.with_part("trainer", chosen.trainer.id, settings)


def _jobs() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("task ")]


def _choose(bench: Bench, page: DataPage, path: Path) -> float:
    """Choose a file by keys and clicks; returns when the last key was pressed."""
    page.choice.setFocus()
    QTest.keyClick(page.choice, Qt.Key.Key_Space)
    bench.wait(page.choice.view().isVisible)
    QTest.keyClick(page.choice.view(), Qt.Key.Key_Home)  # "Your own…" is the first of the list
    QTest.keyClick(page.choice.view(), Qt.Key.Key_Return)
    bench.wait(lambda: bool(_visible(OwnDataDialog)))
    click(_visible(OwnDataDialog)[0].file)
    bench.wait(lambda: bool(_visible(QFileDialog)))
    bench.spin(0.3)
    (dialog,) = _visible(QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    for letter in str(path):
        QTest.keyClicks(name, letter)
        bench.spin(0.005)
    began = time.perf_counter()
    QTest.keyClick(name, Qt.Key.Key_Return)
    return began


def _visible(cls: type[Any]) -> list[Any]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, cls) and w.isVisible()]


if __name__ == "__main__":
    main()
