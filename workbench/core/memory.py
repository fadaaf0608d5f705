"""Memory of the process: what the C library keeps for itself, and how to have it given back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from typing import Any

# From glibc's malloc.h.
_M_ARENA_MAX = -8
ARENAS = 2


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


def _glibc(name: str, *arguments: Any) -> None:
    if sys.platform.startswith("linux"):
        with contextlib.suppress(AttributeError, OSError):
            getattr(ctypes.CDLL(None), name)(*arguments)
