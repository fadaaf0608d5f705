"""Events of plugins: what a trainer may report by `Setup.emit`, and within which bounds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from workbench.core.contracts.events import Custom, Event, MeasuringProgress, Progress, Sampled

# Bytes of arrays that a run's log holds of its plugins; one that reports more is still watched.
ARRAYS_LOGGED = 64 << 20
# How often it is told how far an evaluation has come.
MEASURED_S = 0.25


class PluginEvents:
    """Passes a trainer's events on, with the step filled in.

    Attributes
    ----------
    step
        How many steps were made, once the training has begun.
    measuring
        What is measured at the end of a training; empty before. While it is, a trainer's
        `MeasuringProgress` is passed on as the progress of that; evaluations in the middle of a
        training are short, and theirs is dropped.
    """

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._logged = 0
        self.step: Callable[[], int] = lambda: 0
        self.measuring = ""
        self._measured_at = 0.0

    def __call__(self, event: Event) -> None:
        """Report an event.

        Raises
        ------
        TypeError
            When it is one of the engine's own.
        """
        if not isinstance(event, Custom | Sampled | Progress):
            message = f"A trainer reports Custom, Sampled and Progress, not {type(event).__name__}"
            raise TypeError(message)
        if isinstance(event, MeasuringProgress):
            self._report_measuring(event)
            return
        if isinstance(event, Custom | Sampled) and event.step < 0:
            event = replace(event, step=self.step())
        if isinstance(event, Custom) and event.keep:
            self._logged += event.nbytes
            if event.arrays and self._logged > ARRAYS_LOGGED:
                event = replace(event, keep=False)
        self._emit(event)

    def _report_measuring(self, event: MeasuringProgress) -> None:
        now = time.monotonic()
        if self.measuring and now - self._measured_at >= MEASURED_S:
            self._measured_at = now
            self._emit(Progress(self.measuring, event.done, event.total))
