"""Control: what the user wants of a running job, asked from any thread."""

from __future__ import annotations

import threading
from typing import Any

from workbench.core.contracts.errors import Stopped


class Control:
    """Pause, resume and stop for one job.

    The window (or a signal handler) calls `pause`, `resume` and `stop`; the job
    calls `check` between steps, which costs one attribute read while nothing is
    asked of it.

    ``asked`` says whether there is anything to obey: a pause, or a stop. ``skipping`` says that a
    stop was asked for again: what was learnt is kept, and what is only measured is skipped.
    """

    def __init__(self) -> None:
        self._go = threading.Event()
        self._go.set()
        self.asked = False
        self.stopping = False
        self.skipping = False
        self.keep = True
        self.watched = False
        self.scores_watched = False
        self.pinned: Any = None
        self.weights_requested = False

    @property
    def paused(self) -> bool:
        """Whether the job is asked to wait."""
        return not self._go.is_set()

    def pause(self) -> None:
        """Ask the job to wait at its next safe point."""
        self.asked = True
        self._go.clear()

    def resume(self) -> None:
        """Let a waiting job go on."""
        self.asked = self.stopping
        self._go.set()

    def stop(self, keep: bool = True) -> None:
        """Ask the job to end.

        Parameters
        ----------
        keep
            Finish in good order and keep what was learnt (evaluate, export);
            otherwise end at once with the last checkpoint. Asked for twice, the evaluation is
            skipped.
        """
        self.skipping = self.stopping and keep
        self.keep = keep
        self.stopping = True
        self.asked = True
        self._go.set()

    def check(self) -> None:
        """Wait while paused.

        Raises
        ------
        Stopped
            When the job is asked to end.
        """
        if not self.asked:
            return
        self._go.wait()
        if self.stopping:
            raise Stopped

    def watch(self, watched: bool, scores: bool = False) -> None:
        """Say what is in sight.

        Parameters
        ----------
        watched
            Whether anybody looks inside (activations, histograms, attention).
        scores
            Whether anybody looks at the scores of every row that is measured.
        """
        self.watched = watched
        self.scores_watched = scores

    def pin(self, example: Any) -> None:
        """Choose the example that is looked at: a picture, a text, or ``None`` for the default."""
        self.pinned = example

    def request_weights(self) -> None:
        """Ask for the weights as they are now, to be written beside the checkpoints, once."""
        self.weights_requested = True
