"""Ctrl-C and SIGTERM ask a job to stop; asked again, it stops at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from workbench.core.control import Control

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM") if hasattr(signal, name)]


TRAINING = "measuring and exporting what was learnt"


class Stopper:
    """Counts how often the user asked; ``ending`` says what a first time leads to."""

    def __init__(self, control: Control, ending: str = TRAINING) -> None:
        self._control = control
        self._ending = ending
        self.asked = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take a signal."""
        self.asked += 1
        if self.asked == 1:
            self._control.stop(keep=True)
            _say(f"\nStopping: {self._ending}. Again to stop at once.\n")
        elif self.asked == 2:
            self._control.stop(keep=False)
            _say("\nStopping at once. Again to abort.\n")
        else:
            # What jobs write is written so that it survives this.
            os._exit(1)


@contextmanager
def stoppable(control: Control, ending: str = TRAINING) -> Iterator[Stopper]:
    """Let signals stop the job of ``control`` inside the block."""
    stopper = Stopper(control, ending)
    before: dict[int, Any] = {}
    for number in SIGNALS:
        with suppress(ValueError):  # not in the main thread: somebody else handles signals
            before[number] = signal.signal(number, stopper)
    try:
        yield stopper
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
