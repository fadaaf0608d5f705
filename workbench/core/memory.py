"""Memory of the process: what the C library keeps for itself, and how to have it given back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from pathlib import Path
from typing import Any

from workbench.core.errors import OutOfMemory

# From glibc's malloc.h.
_M_ARENA_MAX = -8
ARENAS = 2
GIB = 1 << 30


def keep_heaps_few() -> None:
    """Let threads share two heaps; call it before there are threads. For glibc alone.

    By default every thread gets a heap of its own, up to eight for each core, and each training
    leaves what it did not need any more in the heap of a thread that is gone.
    """
    _glibc("mallopt", _M_ARENA_MAX, ARENAS)


def set_aside() -> None:
    """Spare what is alive now from garbage collection: modules, which stay to the end.

    With torch imported a full collection takes more than a tenth of a second, in which the
    window stands still; without its modules a hundredth.
    """
    gc.freeze()


def give_back() -> None:
    """Return what a finished training held: cycles first, then what the C library keeps."""
    gc.collect()
    _glibc("malloc_trim", 0)


def available() -> int | None:
    """Bytes that a program can have now without anything being swapped; ``None``: unknown here.

    The limit of a container counts, too.
    """
    found = [bytes_free for bytes_free in (_system(), _container()) if bytes_free is not None]
    return min(found, default=None)


def too_large(name: str, needed: int, free: int, parts: str, remedy: str) -> OutOfMemory:
    """What is told of a model that would not fit; ``parts`` says what needs the room."""
    message = (
        f"{name} does not fit into memory: it needs about {needed / GIB:.1f} GiB ({parts}), "
        f"and {free / GIB:.1f} GiB are free."
    )
    return OutOfMemory(message, remedy)


def _system() -> int | None:
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text("utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(ImportError):
        import psutil

        return int(psutil.virtual_memory().available)
    return None


def _container() -> int | None:
    folder = Path("/sys/fs/cgroup")
    with contextlib.suppress(OSError, ValueError):
        most = int((folder / "memory.max").read_text("utf-8"))  # "max" where there is none
        used = int((folder / "memory.current").read_text("utf-8"))
        # Files that were read once count as used, but are dropped when somebody needs the room.
        lines = (folder / "memory.stat").read_text("utf-8").splitlines()
        used -= int(dict(line.split() for line in lines).get("inactive_file", 0))
        return max(0, most - used)
    return None


def _glibc(name: str, *arguments: Any) -> None:
    if sys.platform.startswith("linux"):
        with contextlib.suppress(AttributeError, OSError):
            getattr(ctypes.CDLL(None), name)(*arguments)
