"""Progress: a bar in a notebook, one line on a terminal, silence anywhere else."""

from __future__ import annotations

import importlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Protocol

from markupsafe import Markup

from workbench.core.contracts.events import Evaluated, Event, Progress, Started, Stepped
from workbench.core.io.plain_text import one_line

# A cell that is drawn again more often than this makes the browser slow, not the bar smooth.
DRAW_S = 0.2
WIDTH = 24


class ProgressDisplay(Protocol):
    """Shows how far something is: what it is, a part 0…1 (``None`` if unknown), and a note."""

    def draw(self, what: str, part: float | None, note: str) -> None:
        """Replace what was drawn before."""

    def close(self) -> None:
        """Nothing more is drawn."""


class ProgressBar:
    """Takes events from any thread, and draws in the thread that made it.

    A kernel routes what is displayed by the cell that its own thread works on, so a training's
    thread must not draw; its owner calls `show` while it waits.
    """

    def __init__(self, display: ProgressDisplay) -> None:
        self._display = display
        self._owner = threading.get_ident()
        self._drawn_at = 0.0
        self._what = ""
        self._part: float | None = None
        self._note = ""
        self._total_steps: int | None = None

    def __call__(self, event: Event) -> None:
        """Take an event."""
        match event:
            case Progress(what=what, done=done, total=total):
                self._what = one_line(what)
                self._part = done / total if total else None
                self._note = ""
            case Started():
                self._what = f"Training on {one_line(event.device)}"
                self._total_steps = event.total_steps
                self._advance(event.step)
            case Stepped():
                left = event.seconds_left
                self._note = f"loss {float(event.loss[-1]):.4g}"
                self._note += "" if left is None else f", {left:.0f} s left"
                self._advance(event.first + len(event.loss))
            case Evaluated():
                figures = [f"{name} {value:.4g}" for name, value in event.metrics.items()]
                self._note = ", ".join(figures)
            case _:
                return
        if threading.get_ident() == self._owner:
            self.show()

    def _advance(self, steps: int) -> None:
        self._part = min(1.0, steps / self._total_steps) if self._total_steps else None

    def show(self, at_once: bool = False) -> None:
        """Draw what is known now, unless that was done a moment ago."""
        now = time.monotonic()
        if self._what and (at_once or now - self._drawn_at >= DRAW_S):
            self._drawn_at = now
            self._display.draw(self._what, self._part, self._note)

    def close(self) -> None:
        """Draw the last that came, and end."""
        self.show(at_once=True)
        self._display.close()


@contextmanager
def bar(visible: bool) -> Iterator[ProgressBar]:
    """A bar that suits where this runs, inside the block."""
    shown = ProgressBar(_display() if visible else NoDisplay())
    try:
        yield shown
    finally:
        shown.close()


def _display() -> ProgressDisplay:
    handle = _notebook_handle()
    if handle is not None:
        return NotebookDisplay(handle)
    return (
        TerminalDisplay(sys.stderr)
        if sys.stderr is not None and sys.stderr.isatty()
        else NoDisplay()
    )


def _notebook_handle() -> Callable[[str], None] | None:
    """What replaces the output of the current cell; ``None`` outside a notebook."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if not hasattr(shell, "kernel"):
        return None
    pages: Any = importlib.import_module("IPython.display")
    handle = pages.display(pages.HTML(""), display_id=True)

    def replace(html: str) -> None:
        handle.update(pages.HTML(html))

    return replace


class NoDisplay:
    """Draws nothing."""

    def draw(self, what: str, part: float | None, note: str) -> None:
        """Draw nothing."""

    def close(self) -> None:
        """Nothing was drawn."""


class TerminalDisplay:
    """One line that is written over; a terminal that is gone ends the drawing alone."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._length = 0

    def draw(self, what: str, part: float | None, note: str) -> None:
        """Write the line again."""
        filled = "" if part is None else "█" * round(WIDTH * part)
        gauge = "" if part is None else f" [{filled:·<{WIDTH}}] {part:4.0%}"
        text = f"{what}{gauge}  {note}".rstrip()
        self._write(f"\r{text:<{self._length}}")
        self._length = len(text)

    def close(self) -> None:
        """End the line, if there is one."""
        if self._length:
            self._write("\n")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()


class NotebookDisplay:
    """A bar in the output of a notebook's cell.

    Parameters
    ----------
    replace
        Takes HTML to be shown instead of what was shown before.
    """

    def __init__(self, replace: Callable[[str], None]) -> None:
        self._replace = replace

    def draw(self, what: str, part: float | None, note: str) -> None:
        """Replace the bar."""
        value = Markup("") if part is None else Markup(' value="{}"').format(f"{part:.3f}")
        html = Markup('<progress max="1"{}></progress> {} <small>{}</small>')
        self._replace(str(html.format(value, what, note)))

    def close(self) -> None:
        """The last that was drawn stays."""
