"""A run's log: one JSON line an event, written by a thread so that training never waits."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from workbench.core.contracts.errors import StorageError
from workbench.core.contracts.events import (
    Activations,
    AttentionMaps,
    Custom,
    Evaluated,
    Event,
    Progress,
    Sampled,
    Stepped,
    WeightHistograms,
)
from workbench.core.io import atomic, read_file
from workbench.core.runs import event_json

FLUSH_S = 0.2
# No event of ours is longer; a longer line is somebody else's and is not read into memory.
LONGEST_LINE = 64 << 20
# Numbers of an evaluation's scores that are kept; a run's log is read whole when it is opened.
SCORES_LOGGED = 100_000


def is_logged(event: Event) -> bool:
    """Whether an event is kept; the others are only for whoever watches."""
    if isinstance(event, Custom):
        return event.keep
    return not isinstance(event, Activations | WeightHistograms | AttentionMaps | Progress)


class RunLog:
    """Appends events to a file.

    `write` only puts the event into memory; a thread writes what has come every
    `FLUSH_S` seconds and hands it to the system, so that ``kill -9`` loses no more
    than that. ``problem`` holds the error when the disk refuses; what was written
    before stays. ``count`` is how many events it has written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: StorageError | None = None
        self._waiting: list[Event] = []
        self.count = 0
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._wake = threading.Event()
        self._closing = False
        self._dropped = self._begun = False
        self._thread: threading.Thread | None = None

    def write(self, event: Event) -> None:
        """Take an event; looks inside and progress are for watching, not for keeping."""
        if not is_logged(event):
            return
        with self._lock:
            self._waiting.append(event)
            if self._thread is None:
                self._closing = False
                self._thread = threading.Thread(target=self._run, name="run log", daemon=True)
                self._thread.start()

    def drop(self) -> None:
        """Forget what waits and write nothing any more: the file's folder is gone."""
        with self._lock:
            self._waiting.clear()
            self._dropped = True

    def flush(self) -> tuple[int, int]:
        """Write what waits; returns the file's size in bytes, and `count`."""
        with self._writing:
            self._flush()
            try:
                return self.path.stat().st_size, self.count
            except OSError:
                return 0, self.count

    def close(self) -> None:
        """Write what is left and end the thread."""
        thread = self._thread
        if thread is None:
            return
        self._closing = True
        self._wake.set()
        thread.join()
        self._thread = None
        self._wake.clear()

    def _run(self) -> None:
        while not self._closing:
            self._wake.wait(FLUSH_S)
            with self._writing:
                self._flush()
        with self._writing:
            self._flush()

    def _flush(self) -> None:
        with self._lock:
            events = self._waiting
            self._waiting = []
        if not events or self._dropped:
            return
        text = "".join(event_json.dump(_shortened(event)) + "\n" for event in events)
        try:
            # Once begun the file is not made again: that would bring back a folder being deleted.
            with self.path.open("r+" if self._begun else "a", encoding="utf-8") as file:
                file.seek(0, os.SEEK_END)
                file.write(text)
            self.problem = None
            self._begun = True
            self.count += len(events)
        except OSError as error:
            message = f"Cannot write the log {self.path}: {error.strerror or error}."
            remedy = "Free some disk space; what was logged before is kept."
            self.problem = StorageError(message, remedy)
            with self._lock:
                self._waiting = events + self._waiting


def _shortened(event: Event) -> Event:
    """An evaluation without scores that only a view in sight wanted, or of very many rows."""
    if not isinstance(event, Evaluated) or event.scores is None:
        return event
    if event.split == "test" and event.scores.size <= SCORES_LOGGED:
        return event
    return replace(event, scores=None, truth=None)


def read(path: Path, end: int | None = None) -> Iterator[Event]:
    """Yield a log's events, those before byte ``end`` if it is given.

    A torn, foreign or endless line is skipped.
    """
    try:
        read_file.refuse_special(path)
        with path.open("rb") as file:
            for line in _lines(file):
                if end is not None and file.tell() > end:
                    return
                event = event_json.parse(line.decode("utf-8", "replace"))
                if event is not None:
                    yield event
    except OSError:
        return  # a run without a log that can be read still has its facts


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            continue
        yield line


def truncate(path: Path, step: int, due: bool = False) -> None:
    """Drop what was logged at or after ``step``, before a run goes on from there.

    The evaluation that belongs to this step stays, unless it is still ``due``.
    """
    kept = [
        shortened for event in read(path) if (shortened := _before(event, step, due)) is not None
    ]
    atomic.write_text(path, "".join(event_json.dump(event) + "\n" for event in kept))


def _before(event: Event, step: int, due: bool) -> Event | None:
    if isinstance(event, Stepped):
        n = step - event.first
        if n <= 0:
            return None
        return (
            event if n >= len(event.loss) else replace(event, loss=event.loss[:n], lr=event.lr[:n])
        )
    if isinstance(event, Evaluated):
        return event if event.step <= step - due and event.split != "test" else None
    if isinstance(event, Custom | Sampled):
        return event if event.step <= step else None
    kind = type(event).__name__
    return None if kind in ("Finished", "Failed", "Started") and step == 0 else event
