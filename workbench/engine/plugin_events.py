"""Events of plugins: what a trainer may report by `Setup.emit`, and within which bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.core.contracts.events import Custom, Event, Progress, Sampled

# Bytes of arrays that a run's log holds of its plugins; one that reports more is still watched.
ARRAYS_LOGGED = 64 << 20


class PluginEvents:
    """Passes a trainer's events on, with the step filled in.

    Attributes
    ----------
    step
        How many steps were made, once the training has begun.
    """

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._logged = 0
        self.step: Callable[[], int] = lambda: 0

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
        if isinstance(event, Custom | Sampled) and event.step < 0:
            event = replace(event, step=self.step())
        if isinstance(event, Custom) and event.keep:
            self._logged += event.nbytes
            if event.arrays and self._logged > ARRAYS_LOGGED:
                event = replace(event, keep=False)
        self._emit(event)
