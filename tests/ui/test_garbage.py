"""Widgets in cycles are taken apart in the window's thread, whoever makes the garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.core import memory
from workbench.ui.garbage import collected_by_the_window


class _Witness:
    """Says in which thread it was taken apart."""

    def __init__(self, heard: list[int]) -> None:
        self._heard = heard

    def __del__(self) -> None:
        self._heard.append(threading.get_ident())


def _widget_in_a_cycle(heard: list[int]) -> None:
    widget = QWidget()
    widget.witness = _Witness(heard)  # type: ignore[attr-defined]
    widget.itself = widget  # type: ignore[attr-defined]


def _in_a_thread(work: Callable[[], object]) -> int:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return thread.ident or 0


def _litter() -> None:
    for _ in range(200_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_a_thread_that_litters_takes_no_widget_apart(qtbot: QtBot) -> None:
    gc.collect()
    heard: list[int] = []
    with collected_by_the_window():
        _widget_in_a_cycle(heard)
        _in_a_thread(_litter)
        assert heard == []
        qtbot.waitUntil(lambda: heard == [threading.get_ident()], timeout=60_000)


def test_a_training_that_ended_asks_the_window(qtbot: QtBot) -> None:
    heard: list[int] = []
    with collected_by_the_window():
        _widget_in_a_cycle(heard)
        _in_a_thread(memory.give_back)
        assert heard == []
        qtbot.waitUntil(lambda: heard == [threading.get_ident()], timeout=60_000)


def test_afterwards_every_thread_collects_again(qtbot: QtBot) -> None:
    with collected_by_the_window():
        assert not gc.isenabled()
    assert gc.isenabled()
    heard: list[int] = []
    _Cycle(heard)
    other = _in_a_thread(memory.give_back)
    assert heard == [other]


class _Cycle:
    def __init__(self, heard: list[int]) -> None:
        self.itself = self
        self.witness = _Witness(heard)
