"""Pace: how often live views are shown, so that watching costs training next to nothing."""

from __future__ import annotations

import time

# Part of one core that the window's thread may use while something trains.
BUDGET = 0.02
# Slower than this a live view no longer looks alive, whatever it costs.
LONGEST_S = 1.0


class FrameTimer:
    """Says when the next picture is due.

    What the window's thread really used since the last one, painting included,
    must be at most `BUDGET` of the time that has passed.
    """

    def __init__(self, budget: float = BUDGET) -> None:
        self._budget = budget
        self._at = 0.0
        self._used = 0.0

    def due(self) -> bool:
        """Whether to show now; a yes starts the next stretch."""
        now, used = time.monotonic(), time.thread_time()
        wait = min(LONGEST_S, (used - self._used) / self._budget)
        if now - self._at < wait:
            return False
        self._at = now
        self._used = used
        return True
