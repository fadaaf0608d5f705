"""Annotations: who said what a row is, as a log that is only ever added to.

One JSON object a line: ``{"row": 3, "label": "spam", "by": "me", "at": "…", "seconds": 1.8}``. The
last mark of a person on a row holds; ``""`` says that it was looked at and left, ``null`` takes
back what was said. A crash can damage the last line at most, and that line alone is passed over.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from workbench.core.contracts.errors import StorageError, UsageError

SKIPPED = ""
Said = Mapping[int, str]
LONGEST_NAME = 60


@dataclass(frozen=True)
class Mark:
    """What somebody said of a row, or took back (``None``).

    ``seconds`` is how long the row had been in sight, where it is known.
    """

    row: int
    label: str | None
    by: str
    at: str = ""
    seconds: float | None = None


@dataclass(frozen=True)
class Log:
    """All marks in order, and how many lines could not be read."""

    marks: tuple[Mark, ...]
    damaged: int = 0


def me() -> str:
    """Who labels, as long as nobody says otherwise: the name of the system's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"


def person(name: str) -> str:
    """A name as it is kept.

    Raises
    ------
    UsageError
        When it is empty, too long or of several lines.
    """
    found = name.strip()
    if not found or len(found) > LONGEST_NAME or not found.isprintable():
        message = f"{name!r} is no name for a labeller."
        raise UsageError(message, f"Give one of 1 to {LONGEST_NAME} characters, on one line.")
    return found


def add(path: Path, *marks: Mark, durable: bool = True) -> None:
    """Add marks to the log; they are on disk when this returns.

    Parameters
    ----------
    durable
        Whether to wait for the disk. Without it the system has them, so that they outlast the
        program, and `sync` makes them outlast a power cut.

    Raises
    ------
    StorageError
        When they cannot be written; the log is then as it was before.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = "".join(
        json.dumps(asdict(mark) | {"at": mark.at or now, "by": person(mark.by)}) + "\n"
        for mark in marks
    )
    try:
        with path.open("ab+") as file:
            # A line that broke off must not swallow the next one.
            if file.tell():
                file.seek(-1, os.SEEK_END)
                lines = lines if file.read(1) == b"\n" else "\n" + lines
            _write(file, lines.encode(), durable)
    except OSError as error:
        message = f"Cannot keep the label in {path}: {error.strerror or error}."
        raise StorageError(message, "Free some disk space or check permissions.") from error


def _write(file: BinaryIO, lines: bytes, durable: bool) -> None:
    before = file.seek(0, os.SEEK_END)
    try:
        # One write, so that two programs do not mix their lines.
        file.write(lines)
        file.flush()
        if durable:
            os.fsync(file.fileno())
    except OSError:
        # Who is told that it was not kept must not find it later, unless others went on after it.
        with contextlib.suppress(OSError):
            if os.fstat(file.fileno()).st_size <= before + len(lines):
                os.ftruncate(file.fileno(), before)
        raise


def sync(path: Path) -> None:
    """Wait until what was added to the log is on the disk.

    Raises
    ------
    StorageError
        When the disk does not take it.
    """
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        message = f"The last labels in {path} may be lost: {error.strerror or error}."
        raise StorageError(message, "Free some disk space, then look at them again.") from error


def read(path: Path, n_rows: int) -> Log:
    """All marks on rows that there are; no file is an empty log.

    Raises
    ------
    StorageError
        When the file is there and cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n") if path.exists() else []
    except OSError as error:
        message = f"Cannot read the labels in {path}: {error.strerror or error}."
        raise StorageError(message, "Check the file's permissions.") from error
    found = [_mark(line, n_rows) for line in lines if line.strip()]
    marks = tuple(mark for mark in found if mark is not None)
    return Log(marks, len(found) - len(marks))


def _mark(line: bytes, n_rows: int) -> Mark | None:
    try:
        table = json.loads(line)
        mark = Mark(
            table["row"], table["label"], table["by"], table.get("at", ""), table.get("seconds")
        )
        sound = (
            isinstance(mark.row, int)
            and 0 <= mark.row < n_rows
            and isinstance(mark.by, str)
            and (mark.label is None or isinstance(mark.label, str))
            and isinstance(mark.at, str)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return mark if sound else None


def standing(marks: Iterable[Mark]) -> dict[str, dict[int, str]]:
    """What each person says in the end, by row; rows that were skipped say `SKIPPED`."""
    found: dict[str, dict[int, str]] = {}
    for mark in marks:
        said = found.setdefault(mark.by, {})
        # Anew, so that the order is that of the last words.
        said.pop(mark.row, None)
        if mark.label is not None:
            said[mark.row] = mark.label
    return {by: said for by, said in found.items() if said}


def labelled(votes: Mapping[str, Said]) -> int:
    """How many rows somebody gave a label."""
    return len({row for rows in votes.values() for row in named(rows)})


def named(labels: Said) -> dict[int, str]:
    """Rows that were given a label, without those that were skipped."""
    return {row: label for row, label in labels.items() if label != SKIPPED}
