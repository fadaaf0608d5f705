"""Writing a file, or a folder, whole or not at all: aside, to the disk, renamed.

A reader sees the old file or the new one, never half of either, also after a
crash or a power cut: the content is on the disk before the name points to it,
and the folder after that.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

_NUMBERS = itertools.count()
# File systems that cannot sync (some network and overlay ones) say so with these.
_CANNOT_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)


@contextlib.contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[Path]:
    """Lend a file beside ``path`` to write into; it takes ``path``'s name at the end.

    Nothing changes if the block raises, and nothing is left behind. The lent name ends in
    ``.new``, so that no list of files by their ending shows it. A link stays a link: what it
    points to is replaced. A device or a pipe cannot be replaced and is written to directly. The
    folder must exist.

    Parameters
    ----------
    path
        The file to write.
    durable
        Whether to wait for the disk; without it a power cut may bring the old content back.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        yield target
        return
    aside = _aside(target)
    try:
        yield aside
        if mode is not None:
            os.chmod(aside, stat.S_IMODE(mode))
        if durable:
            _sync_file(aside)
        aside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(target.parent)


def write_bytes(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write a file as `replacing` does.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    with replacing(path, durable=durable) as aside:
        aside.write_bytes(content)


def write_text(path: Path, text: str, *, errors: str = "strict", durable: bool = True) -> None:
    r"""Write a file in UTF-8 as `replacing` does; ``\n`` stays ``\n`` on every system.

    Raises
    ------
    OSError
        When the file cannot be written.
    UnicodeEncodeError
        When the text holds half a surrogate pair and ``errors`` is ``strict``.
    """
    write_bytes(path, text.encode("utf-8", errors), durable=durable)


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Lend a folder beside ``path`` to fill; it takes ``path``'s name at the end.

    Nothing is left behind if the block raises. The lent name begins with a dot and ends in
    ``.new``. The folder around it is made.

    Raises
    ------
    OSError
        When it cannot be written, or there is a folder of this name with something in it.
    """
    aside = _aside(path)
    aside.mkdir(parents=True)
    try:
        yield aside
        sync_folder(aside)
        aside.rename(path)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can."""
    if os.name == "nt":  # there a folder cannot be opened, and a rename is kept by the journal
        return
    # The content is safe by now, so a folder that cannot be synced is no failure.
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _aside(path: Path) -> Path:
    """A name that nobody else writes to."""
    number = f"{os.getpid()}-{threading.get_ident()}-{next(_NUMBERS)}"
    return path.with_name(f".{path.name[:100]}.{number}.new")


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:
        return None


def _sync_file(path: Path) -> None:
    # For writing: Windows syncs no file that is open for reading alone.
    number = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(number)
