"""Progress of a training: a bar on a terminal, plain lines in a pipe, or silence.

Reporters are called with events from the training's thread. A reader who leaves
(``| head``) ends the reporting, never the training.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import IO, Any

from workbench.cli.output import duration, figure, figures
from workbench.cli.terminal import beneath
from workbench.core.contracts.events import DataLoaded, Evaluated, Event, Progress, Started, Stepped
from workbench.core.io.plain_text import lines, one_line
from workbench.core.plural import plural

# Seconds between lines about steps when nothing else is worth a line.
LINE_S = 10.0


class Silence:
    """Reports nothing."""

    def __call__(self, event: Event) -> None:
        """Take an event."""

    def close(self) -> None:
        """End the report."""


class ProgressLines:
    """One line for each thing worth knowing."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._evaluations = Evaluations(self._say)
        self._doing = ""
        self._said_at = time.monotonic()
        self._total: int | None = None

    def __call__(self, event: Event) -> None:
        """Take an event."""
        self._evaluations(event)
        match event:
            case Progress(what=what) if what != self._doing:
                self._doing = what
                self._say(f"{one_line(what)} …")
            case DataLoaded(sentences=sentences):
                self._say("\n".join(map(one_line, sentences)))
            case Started():
                self._total = event.total_steps
                self._say(started(event))
            case Stepped() if time.monotonic() - self._said_at > LINE_S:
                self._say(f"step {event.first + len(event.loss):,}{self._of()}  {pace(event)}")

    def _of(self) -> str:
        return f" of {self._total:,}" if self._total else ""

    def _say(self, text: str) -> None:
        self._said_at = time.monotonic()
        try:
            self._stream.write(lines(text) + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._say = _nothing  # type: ignore[method-assign]
            self._evaluations.say = _nothing

    def close(self) -> None:
        """End the report."""
        self._evaluations.flush()


class Bar:
    """A progress bar, with a line above it for each evaluation."""

    def __init__(self, stream: IO[str]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bars

        console = Console(file=beneath(stream), highlight=False)
        self._bars = Bars(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[text]}", markup=False),
            console=console,
            transient=True,
        )
        self._evaluations = Evaluations(lambda text: console.print(lines(text), markup=False))
        self._doing = "Starting"
        self._total: float | None = None
        self._task = self._bars.add_task(self._doing, total=None, text="")
        self._bars.start()

    def __call__(self, event: Event) -> None:
        """Take an event."""
        self._evaluations(event)
        match event:
            case Progress(what=what, done=done, total=total):
                self._update(
                    what, done if total else 0, total, f"{done / total:.0%}" if total else ""
                )
            case DataLoaded(sentences=sentences):
                self._bars.console.print("\n".join(map(one_line, sentences)), markup=False)
            case Started():
                self._bars.console.print(lines(started(event)), markup=False)
                self._update("Training", event.step, event.total_steps, "")
            case Stepped():
                self._update("Training", event.first + len(event.loss), self._total, pace(event))

    def _update(self, what: str, done: float, total: float | None, text: str) -> None:
        what, text = one_line(what), one_line(text)
        if (what, total) != (self._doing, self._total):
            # A bar that once knew its end cannot forget it, so other work gets another one.
            self._bars.remove_task(self._task)
            self._task = self._bars.add_task(what, total=total, text=text)
            self._doing = what
            self._total = total
        self._bars.update(self._task, completed=done, text=text)

    def close(self) -> None:
        """Take the bar away; the lines stay."""
        self._evaluations.flush()
        self._bars.stop()


class Evaluations:
    """Puts the splits measured at one step into one line."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self._step = -1
        self._epoch = 0.0
        self._metrics: dict[str, float] = {}

    def __call__(self, event: Event) -> None:
        """Take an event."""
        if not isinstance(event, Evaluated) or event.step != self._step or event.split == "test":
            self.flush()
        if isinstance(event, Evaluated):
            self._step = event.step
            self._epoch = event.epoch
            self._metrics |= event.metrics

    def flush(self) -> None:
        """Say what has been gathered."""
        if self._metrics:
            where = f"epoch {self._epoch:.3g}  step {self._step:,}"
            self.say(f"{where}  {figures(self._metrics)}")
            self._metrics = {}


def started(event: Started) -> str:
    """What begins, in one line."""
    steps = "" if event.total_steps is None else f", {plural(event.total_steps, 'step')}"
    since = f", going on after step {event.step:,}" if event.step else ""
    return f"Training {event.n_parameters:,} parameters on {event.device}{steps}{since}"


def pace(event: Stepped) -> str:
    """Loss, speed and time left."""
    text = f"loss {figure('loss', float(event.loss[-1]))}  {event.samples_per_s:,.0f} examples/s"
    left = event.seconds_left
    return text if left is None else f"{text}  {duration(left)} left"


def reporter(stream: IO[str], quiet: bool) -> Any:
    """The reporter that suits ``stream``."""
    if quiet:
        return Silence()
    return Bar(stream) if stream.isatty() else ProgressLines(stream)


def _nothing(text: str) -> None:
    """Say nothing: the reader has left."""
