"""One answer in the real window: a child process of ``prompt_start``."""

from __future__ import annotations

import argparse
import json
import time

import psutil
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from benchmarks.window import Bench, click
from workbench.ui.prompting.columns import AnswerColumns
from workbench_plugins.llama import loaded
from workbench_plugins.prompt.widget import PromptPlayground

QUESTION = "Tell a very long story about a ship, its crew, and every island they came to."
# A process that computes uses all of such a moment; one that has stopped, nothing of it.
MOMENT_S, REST = 0.05, 0.25


class Painted(QObject):
    """When a widget painted text of the answer for the first time."""

    def __init__(self, columns: AnswerColumns) -> None:
        super().__init__()
        self._view = columns.columns[0].view
        self.at = 0.0
        self._seen = False
        self._view.text.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when a paint with text in it is over."""
        if event.type() == QEvent.Type.Paint and self._view.text.raw_text and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._over)
        return False

    def _over(self) -> None:
        self.at = time.perf_counter()


def main() -> None:
    """Open the window, press Run, press Stop, and print what it took as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--look", type=float, default=3.0, help="seconds before Run is pressed")
    options = parser.parse_args()
    bench = Bench()
    page = _open(bench)
    bench.spin(options.look)
    columns = page.one
    columns.input.set_text(QUESTION)
    bench.spin(0.2)
    first = _run(bench, columns)
    shown, silent = _stop(bench, columns)
    again = _run(bench, columns)
    _stop(bench, columns)
    loaded.unload()
    bench.close()
    print(json.dumps({"first": first, "again": again, "shown_ms": shown, "silent_ms": silent}))


def _open(bench: Bench) -> PromptPlayground:
    bench.page("play")
    found: list[PromptPlayground] = []

    def there() -> bool:
        _choose_tab(bench.window)
        found[:] = bench.window.findChildren(PromptPlayground)
        return bool(found) and found[0].one.columns[0].models.model is not None

    bench.wait(there)
    return found[0]


def _choose_tab(window: QWidget) -> None:
    for tabs in window.findChildren(QTabWidget):
        for index in range(tabs.count()):
            if tabs.tabText(index) == "Prompt":
                tabs.setCurrentIndex(index)


def _run(bench: Bench, columns: AnswerColumns) -> float:
    """Seconds from the click on Run until the first text is painted."""
    painted = Painted(columns)
    began = time.perf_counter()
    click(columns.run_button)
    while not painted.at:
        if columns.columns[0].view.state == "failed":
            raise SystemExit(columns.columns[0].view.trouble.message.text())
        bench.spin(0.002)
    return painted.at - began


def _stop(bench: Bench, columns: AnswerColumns) -> tuple[float, float]:
    """Milliseconds from the click on Stop until the window says so, and until nothing computes."""
    bench.spin(0.5)
    (host,) = [host for host in loaded._hosts.values() if host.is_alive]
    model = psutil.Process(host.pid)
    began = time.perf_counter()
    click(columns.stop_button)
    while columns.running:
        bench.spin(0.001)
    shown = time.perf_counter() - began
    while True:
        before, at = sum(model.cpu_times()[:2]), time.perf_counter()
        bench.spin(MOMENT_S)
        if sum(model.cpu_times()[:2]) - before < REST * MOMENT_S:
            return 1000 * shown, 1000 * (at - began)


if __name__ == "__main__":
    main()
