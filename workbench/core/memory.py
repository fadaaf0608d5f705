"""Memory of processes: what one holds, what is free, and how to have some given back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.core.contracts.errors import OutOfMemory

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


def give_back_here() -> None:
    """Return what a finished training held: cycles first, then what the C library keeps."""
    gc.collect()
    _glibc("malloc_trim", 0)


_give_back = give_back_here


def give_back() -> None:
    """`give_back_here`, or wherever the process wants it done (`give_back_by`)."""
    _give_back()


def give_back_by(function: Callable[[], None]) -> None:
    """Have `give_back` call ``function``, for a window whose thread takes its widgets apart."""
    global _give_back
    _give_back = function


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
    """Let `peak` begin again with what is held now; does nothing where that cannot be."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def available() -> int | None:
    """Bytes that a program can have now without anything being swapped; ``None``: unknown here.

    The limits of a container and of `ulimit` count, too.
    """
    everything = (_system(), _container(), _address_space())
    return min((free for free in everything if free is not None), default=None)


def limit(n_bytes: int) -> None:
    """Let this process take so many bytes of address space more than now; for Linux alone."""
    with contextlib.suppress(ImportError, OSError, ValueError, IndexError):
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + n_bytes
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def size(n_bytes: float) -> str:
    """Bytes in words, such as ``1.2 GiB`` or ``340 MiB``."""
    for unit, factor in (("TiB", 1 << 40), ("GiB", GIB), ("MiB", 1 << 20)):
        if n_bytes >= factor:
            return f"{n_bytes / factor:,.1f} {unit}"
    return f"{n_bytes / 1024:.0f} KiB"


def too_large(name: str, needed: int, free: int, parts: str, remedy: str) -> OutOfMemory:
    """What is told of a model that would not fit; ``parts`` says what needs the room."""
    message = (
        f"{name} does not fit into memory: it needs about {size(needed)} ({parts}), "
        f"and {size(free)} are free."
    )
    return OutOfMemory(message, remedy)


def refuse_too_large(name: str, needed: int, parts: str, remedy: str) -> None:
    """Refuse what needs more than this machine has free.

    Raises
    ------
    OutOfMemory
        With the sizes, and ``remedy``.
    """
    free = available()
    if free is not None and needed > free:
        raise too_large(name, needed, free, parts, remedy)


def _system() -> int | None:
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text("utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(ImportError):
        import psutil

        return int(psutil.virtual_memory().available)
    return None


_CGROUPS = Path("/sys/fs/cgroup")


def _container() -> int | None:
    """What the limits of this process's control groups leave: of its own and all above it."""
    found = [free for folder in _groups() if (free := _available_in(folder)) is not None]
    return min(found, default=None)


def _groups() -> list[Path]:
    """Folders of the control groups that this process is in, of either version."""
    folders = [_CGROUPS, _CGROUPS / "memory"]
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/self/cgroup").read_text("utf-8").splitlines():
            _, controllers, inside = line.split(":", 2)
            if controllers and "memory" not in controllers.split(","):
                continue
            top = _CGROUPS / "memory" if controllers else _CGROUPS
            path = top / inside.lstrip("/")
            folders += [path, *(p for p in path.parents if top in p.parents)]
    return list(dict.fromkeys(folders))


def _available_in(folder: Path) -> int | None:
    names = (
        ("memory.max", "memory.current", "inactive_file"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
    )
    for limit, usage, reclaimable in names:
        with contextlib.suppress(OSError, ValueError):
            most = int((folder / limit).read_text("utf-8"))  # "max" where there is none
            used = int((folder / usage).read_text("utf-8"))
            # Files that were read once count as used, but are dropped when somebody needs the room.
            lines = (folder / "memory.stat").read_text("utf-8").splitlines()
            used -= int(dict(line.split() for line in lines).get(reclaimable, 0))
            return max(0, most - used)
    return None


def _address_space() -> int | None:
    """What `ulimit -v` leaves of the address space."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        if limit == resource.RLIM_INFINITY:
            return None
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        return max(0, limit - pages * os.sysconf("SC_PAGE_SIZE"))
    return None


def _glibc(name: str, *arguments: Any) -> None:
    if sys.platform.startswith("linux"):
        with contextlib.suppress(AttributeError, OSError):
            getattr(ctypes.CDLL(None), name)(*arguments)
