"""Time left: how long a piece of work will still take, from how far it came and how fast."""

from __future__ import annotations

import time
from collections.abc import Callable

# Before that much was seen of it, nothing is said.
LEAST_S, LEAST_SHARE = 1.0, 0.01


class TimeLeft:
    """Watches the progress of one piece of work after another.

    Parameters
    ----------
    now
        The time source, seconds that never run backwards.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._what: str | None = None
        self._began = self._first = 0.0

    def update(self, what: str, done: float, total: float | None) -> float | None:
        """Take how far ``what`` is, in any unit; returns the seconds that it will still take.

        Another ``what``, or one that goes back, begins again. ``None`` as long as there is too
        little to tell by. What was done before the first call, from a cache say, is not counted as
        fast work.
        """
        now = self._now()
        if what != self._what or done < self._first:
            self._what = what
            self._began = now
            self._first = done
        seconds = now - self._began
        if not total or seconds < LEAST_S or done - self._first < LEAST_SHARE * total:
            return None
        return max(0.0, (total - done) * seconds / (done - self._first))

    def forget(self) -> None:
        """Begin again at the next call: there was a pause."""
        self._what = None
