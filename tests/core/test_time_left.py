"""Time left: nothing too early, no fast start from a cache, and again for another piece of work."""

from __future__ import annotations

import pytest

from workbench.core.time_left import TimeLeft


class At:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_it_is_told_once_enough_was_seen() -> None:
    at = At()
    left = TimeLeft(at)
    assert left.update("Reading", 0, 100) is None
    at.seconds = 0.5
    assert left.update("Reading", 50, 100) is None
    at.seconds = 2.0
    assert left.update("Reading", 0.5, 100) is None
    assert left.update("Reading", 50, 100) == pytest.approx(2.0)
    assert left.update("Reading", 50, None) is None
    assert left.update("Reading", 120, 100) == 0.0


def test_what_was_there_before_counts_as_no_work() -> None:
    at = At()
    left = TimeLeft(at)
    left.update("Asking", 900, 1000)
    at.seconds = 10.0
    assert left.update("Asking", 910, 1000) == pytest.approx(90.0)


def test_another_piece_of_work_begins_anew() -> None:
    at = At()
    left = TimeLeft(at)
    left.update("Reading", 0, 10)
    at.seconds = 5.0
    assert left.update("Reading", 5, 10) == pytest.approx(5.0)
    assert left.update("Writing", 5, 10) is None
    at.seconds = 7.0
    assert left.update("Writing", 6, 10) == pytest.approx(8.0)
    left.forget()
    assert left.update("Writing", 6, 10) is None
