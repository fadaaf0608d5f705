"""Garbage is collected in the window's thread alone.

Python collects cycles in whichever thread happens to allocate. A widget in a cycle would then be
taken apart by a training's thread, while Qt wants that done where the widget lives: the window
hangs or ends. So Python's own collections are off while the window is open, a timer of the window's
thread makes them, by the same thresholds, and a training that has ended asks for one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import memory

INTERVAL_MS = 100


class WindowCollector(QObject):
    """Collects on a timer; make it in the window's thread."""

    _asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._asked.connect(memory.give_back_here)

    def start(self) -> None:
        """From now on no other thread collects."""
        gc.disable()
        memory.give_back_by(self._asked.emit)
        self._timer.start()

    def stop(self) -> None:
        """Every thread collects again."""
        self._timer.stop()
        memory.give_back_by(memory.give_back_here)
        gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation whose count is above Python's threshold, if any is."""
    due = [
        n
        for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > most
    ]
    if due:
        gc.collect(due[-1])


@contextmanager
def collected_by_the_window(parent: QObject | None = None) -> Iterator[None]:
    """No other thread collects meanwhile."""
    collector = WindowCollector(parent)
    collector.start()
    try:
        yield
    finally:
        collector.stop()
