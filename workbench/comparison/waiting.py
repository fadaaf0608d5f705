"""Waiting: how long what is timed waited for a core, because others had it.

On a busy machine everything takes longer, and nothing in a latency says so. Linux counts for each
thread how long it ran and how long it was ready to run and did not, in nanoseconds
(``/proc/PID/task/TID/schedstat``); elsewhere that is not known.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

# From this part of the time on a machine is called busy: a tenth more than it would take.
BUSY = 0.1
PROC = Path("/proc")


class Waiting:
    """Begins to count when it is made, for this process and those that it started."""

    def __init__(self) -> None:
        self._before = _spent()

    def share(self) -> float | None:
        """Part of the time in which it could have run that it waited, 0…1; ``None``: not known."""
        ran = waited = 0
        for thread, (running, waiting) in _spent().items():
            before = self._before.get(thread, (0, 0))
            ran += max(0, running - before[0])
            waited += max(0, waiting - before[1])
        return waited / (ran + waited) if ran + waited else None


def busy(share: float | None) -> bool:
    """Whether figures are too high because the machine was busy."""
    return share is not None and share >= BUSY


def _spent() -> dict[str, tuple[int, int]]:
    """Nanoseconds that each thread ran and waited; nothing where the system does not count."""
    found: dict[str, tuple[int, int]] = {}
    waiting = ["self"]
    while waiting:
        for thread in _threads(waiting.pop()):
            # A thread may end while it is looked at.
            with contextlib.suppress(OSError, ValueError, IndexError):
                ran, waited = (thread / "schedstat").read_text("ascii").split()[:2]
                found[thread.name] = int(ran), int(waited)
                waiting += (thread / "children").read_text("ascii").split()
    return found


def _threads(process: str) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (PROC / process / "task").iterdir()
