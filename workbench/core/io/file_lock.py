"""A file lock that says whether a process is alive: the system drops it when the process dies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def acquire(path: Path) -> IO[bytes] | None:
    """Take the lock; ``None`` when another holder is alive. Close the file to let go."""
    file = path.open("ab")
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return file


def held(path: Path) -> bool:
    """Whether somebody alive holds the lock."""
    if not path.exists():
        return False
    file = acquire(path)
    if file is None:
        return True
    file.close()
    return False
