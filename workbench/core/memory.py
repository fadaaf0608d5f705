"""Memory of processes: what one holds, what is free, and how to have some given back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
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


def resident(process: int) -> int | None:
    """Bytes of memory that a process holds now, mapped files among them.

    ``None`` when there is no such process, or it cannot be told here.
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    with contextlib.suppress(ImportError):
        import psutil

        with contextlib.suppress(psutil.Error):
            return int(psutil.Process(process).memory_info().rss)
    return None


def peak() -> int | None:
    """The most bytes of memory that this process has held, since `forget_peak` where that works.

    ``None`` where it cannot be told: on Windows without psutil, say.
    """
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/self/status").read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(ImportError, AttributeError):
        import psutil

        return int(psutil.Process().memory_info().peak_wset)  # Windows alone knows it
    return None


def forget_peak() -> None:
    """Let `peak` begin anew with what is held now; does nothing where that cannot be."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


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
