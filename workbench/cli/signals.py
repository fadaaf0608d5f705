"""Ctrl-C and SIGTERM ask a job to stop; asked again, it measures no more, then stops at once.

Where no job listens, both end the verb with a line and the customary exit code, 128 and the
signal's number: 130 after Ctrl-C, 143 after SIGTERM.
"""

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
_received: list[int] = []


def exit_code() -> int:
    """What a process that ended because of a signal exits with."""
    return 128 + (_received[-1] if _received else int(signal.SIGINT))


class Terminated(KeyboardInterrupt):
    """SIGTERM came where nobody listens for it: what is open is closed as after Ctrl-C."""


@contextmanager
def terminable() -> Iterator[None]:
    """Inside the block SIGTERM ends a verb in good order: child processes go with it."""

    def end(number: int, _: FrameType | None) -> None:
        _received.append(number)
        raise Terminated

    _received.clear()
    before: Any = None
    with suppress(ValueError, AttributeError):  # not in the main thread, or no such signal
        before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


class Stopper:
    """Counts how often the user asked.

    ``ending`` says what a first time leads to, and ``keep`` whether the job ends in good order.
    """

    def __init__(self, control: Control, ending: str = TRAINING, keep: bool = True) -> None:
        self._control = control
        self._ending = ending
        self._keep = keep
        self.asked = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take a signal."""
        self.asked += 1
        _received.append(number)
        # Only what ends in good order measures anything.
        at_once = 3 if self._keep else 2
        if self.asked == 1:
            self._control.stop(keep=self._keep)
            then = "skip measuring" if self._keep else "stop at once"
            _say(f"\nStopping: {self._ending}. Press again to {then}.\n")
        elif self.asked < at_once:
            self._control.stop(keep=True)
            _say("\nSkipping what is left to be measured. Press again to stop at once.\n")
        elif self.asked == at_once:
            self._control.stop(keep=False)
            _say("\nStopping at once. Again to abort.\n")
        else:
            # What jobs write is written so that it survives this.
            os._exit(exit_code())


@contextmanager
def stoppable(control: Control, ending: str = TRAINING, keep: bool = True) -> Iterator[Stopper]:
    """Let signals stop the job of ``control`` inside the block."""
    stopper = Stopper(control, ending, keep)
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
