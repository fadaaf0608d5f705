"""Guard around the import of a plugin that may end, crash or hang the program.

Before the import a small file is written and locked, after it the file is
removed. One that is there at the next start while nobody holds its lock belongs
to an import that took the program along: that plugin is a suspect and is left
alone until it is changed or switched on again. An import that hangs is named
after a while and given up after a longer one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any

from workbench.core import paths
from workbench.core.io import file_lock

# An import that takes longer is named on the terminal …
NOTICE_S = 10.0
# … and one that takes longer than this is given up, where the system can interrupt it.
LIMIT_S = 60.0
# Whoever interrupts a shorter import did not do so because it hangs.
HANGS_S = 2.0
# Some code catches what is meant to end it, so it is asked again.
_AGAIN_S = 5.0


class ImportTimeout(BaseException):
    """Raised inside an import that takes too long; no `Exception`, so that few catch it."""


@dataclass
class Guarded:
    """An import in progress.

    ``suspect`` leaves the marker, so that the next start skips it; ``closed`` names the streams
    that it closed, which were opened again.
    """

    name: str
    origin: str
    suspect: bool = False
    closed: tuple[str, ...] = ()
    _began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._began


def folder() -> Path:
    """Where the markers are."""
    return paths.cache() / "importing"


def suspected(name: str, origin: str, stamp: str) -> str:
    """Why this plugin is not to be imported; empty if it is.

    Parameters
    ----------
    stamp
        Changes with the plugin's content; a plugin that was changed is tried again.
    """
    for path in _markers(name, origin):
        if file_lock.held(path):
            continue  # another workbench imports it just now
        table = _read(path)
        if table.get("stamp") != stamp:
            _remove(path)
            continue
        at = table.get("at")
        when = time.strftime(" on %Y-%m-%d %H:%M", time.localtime(at)) if _is_time(at) else ""
        return (
            f"The workbench ended{when} while it imported this plugin, so it is skipped.\n"
            f"`workbench plugins enable {name}` tries it again, `workbench plugins disable {name}` "
            "switches it off for good."
        )
    return ""


def forgive(name: str) -> bool:
    """Try a suspect again from the next start; returns whether it was one."""
    forgiven = False
    for path in _markers():
        if _read(path).get("name") == name and not file_lock.held(path):
            forgiven |= _remove(path)
    return forgiven


@contextlib.contextmanager
def guarding(name: str, origin: str, stamp: str) -> Iterator[Guarded]:
    """Mark an import while it goes on, name it when it hangs, end it when it takes too long.

    Raises
    ------
    ImportTimeout
        After `LIMIT_S` seconds, in the main thread of a Unix system.
    """
    guarded = Guarded(name, origin)
    path, lock = _mark(name, origin, stamp)
    notice = threading.Timer(NOTICE_S, _tell, (name, origin))
    notice.daemon = True
    notice.start()
    try:
        with _alarm(), _streams_and_process(guarded):
            yield guarded
    except ImportTimeout:
        guarded.suspect = True
        raise
    finally:
        notice.cancel()
        if path is not None and not guarded.suspect:
            _remove(path)
        if lock is not None:
            lock.close()


def _mark(name: str, origin: str, stamp: str) -> tuple[Path | None, IO[bytes] | None]:
    table = {"name": name, "origin": origin, "stamp": stamp, "at": time.time()}
    path = folder() / f"{_digest(name, origin)}-{os.getpid()}.json"
    aside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = file_lock.acquire(aside)
        if lock is None:
            return None, None
        lock.truncate(0)
        lock.write(json.dumps(table).encode())
        lock.flush()
        # Locked before it has its name, so that nobody sees it without an owner.
        aside.replace(path)
    except OSError:
        return None, None  # nothing can be written here: plugins are imported all the same
    return path, lock


@contextlib.contextmanager
def _streams_and_process(guarded: Guarded) -> Iterator[None]:
    """Open again what an import closed, and end the copy of the program that it forked."""
    process = os.getpid()
    files = {name: number for name, number in (("stdout", 1), ("stderr", 2)) if _is_open(number)}
    copies = {name: os.dup(number) for name, number in files.items()}
    streams = {name: getattr(sys, name) for name in files}
    try:
        yield
    finally:
        if os.getpid() != process:
            os._exit(0)
        for name, number in files.items():
            stream = streams[name]
            if not _is_open(number):
                os.dup2(copies[name], number)
                guarded.closed += (name,)
            os.close(copies[name])
            if stream is not None and stream.closed:
                setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
                guarded.closed += (name,)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    on_main = threading.current_thread() is threading.main_thread()
    if not on_main or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's signature
        raise ImportTimeout

    before = signal.signal(signal.SIGALRM, ring)
    left, interval = signal.setitimer(signal.ITIMER_REAL, LIMIT_S, _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, left, interval)


def _tell(name: str, origin: str) -> None:
    from workbench.core.io.plain_text import one_line

    text = (
        f"The plugin {one_line(name)} ({one_line(origin)}) is still being imported after "
        f"{NOTICE_S:.0f} s. Ctrl-C ends that; "
        "`workbench --safe` starts without the plugins of others.\n"
    )
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _digest(name: str, origin: str) -> str:
    return hashlib.sha256(f"{name}\0{origin}".encode("utf-8", "replace")).hexdigest()[:16]


def _markers(name: str = "", origin: str = "") -> list[Path]:
    pattern = f"{_digest(name, origin)}-*.json" if name else "*.json"
    try:
        return sorted(folder().glob(pattern))
    except OSError:
        return []


def _read(path: Path) -> dict[str, Any]:
    try:
        table = json.loads(path.read_bytes()[:10_000])
    except (OSError, ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}


def _is_time(value: object) -> bool:
    return isinstance(value, float) and 0 < value < 1e11


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
