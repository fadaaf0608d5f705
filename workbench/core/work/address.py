"""Address: where the worker of a run listens, known from the run's folder and nothing in it.

A folder that somebody was sent can so name no socket. What is there is the user's own: the sockets
lie in a folder that nobody else may open, and whoever connects shows a key that is kept there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import socket
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from workbench.core import paths
from workbench.core.io import file_lock

_KEY_BYTES = 32
_KEY_WAIT_S, _KEY_LOOK_S = 2.0, 0.01
_KNOCK_S = 1.0


def folder() -> Path:
    """Where sockets, their locks and the key are; it is made.

    Raises
    ------
    OSError
        When it cannot be made, or belongs to somebody else.
    """
    if sys.platform == "win32":
        path = paths.cache() / "workers"
        path.mkdir(parents=True, exist_ok=True)
        return path
    # A socket's path may have a hundred letters, which a home's may have itself; and a window that
    # was started otherwise, with another TMPDIR, must find it as well.
    top = Path("/tmp")
    path = (top if top.is_dir() else Path(tempfile.gettempdir())) / f"workbench-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    facts = path.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.getuid() or facts.st_mode & 0o077:
        message = f"{path} is not a folder of this user alone"
        raise PermissionError(message)
    return path


def of(run: Path) -> str:
    """The address of the worker of the run in this folder.

    Raises
    ------
    OSError
        As `folder`.
    """
    name = hashlib.sha256(os.fsencode(run.resolve())).hexdigest()[:24]
    if sys.platform == "win32":
        return rf"\\.\pipe\workbench-{name}"
    return str(folder() / f"{name}.sock")


def claim(run: Path) -> IO[bytes] | None:
    """Take the address for this process; ``None`` when a living worker has it.

    Raises
    ------
    OSError
        As `folder`.
    """
    lock = file_lock.acquire(_lock_file(run))
    if lock is not None and sys.platform != "win32":
        Path(of(run)).unlink(missing_ok=True)  # of a worker that was killed
    return lock


def knock(run: Path) -> None:
    """Connect to the address and leave at once, whether or not anybody answers; not on Windows."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as visitor:
            visitor.settimeout(_KNOCK_S)
            visitor.connect(of(run))


def give_up(run: Path) -> None:
    """Leave nothing behind of the address that this process has."""
    with contextlib.suppress(OSError):
        _lock_file(run).unlink()


def _lock_file(run: Path) -> Path:
    return folder() / f"{Path(of(run)).name}.lock"


def key() -> bytes:
    """What both ends must know; it is made once.

    Raises
    ------
    OSError
        When it can be neither read nor written.
    """
    path = folder() / "key"
    until = time.monotonic() + _KEY_WAIT_S
    while time.monotonic() < until:
        with contextlib.suppress(FileExistsError):
            number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
        content = path.read_bytes()
        if len(content) == _KEY_BYTES:
            return content
        time.sleep(_KEY_LOOK_S)  # another process is writing it
    path.unlink(missing_ok=True)  # one that was killed had begun it
    message = f"{path} was torn"
    raise OSError(message)
