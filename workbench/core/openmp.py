"""OpenMP: how long a thread that waits for others keeps its core busy."""

from __future__ import annotations

import os

# Turns that a waiting thread looks before it sleeps, about 0.1 ms. GNU's own choice is some
# milliseconds, in which it takes the core from the very thread that it waits for.
SPINS = 3000


def wait_briefly() -> None:
    """Let OpenMP's threads sleep instead of spin when there is nothing to do for them.

    The libraries read it when they are loaded, so call it before torch is imported. What the user
    has set stays.
    """
    if "OMP_WAIT_POLICY" in os.environ:
        return
    os.environ.setdefault("GOMP_SPINCOUNT", str(SPINS))  # GNU's, in torch for Linux
    os.environ.setdefault("KMP_BLOCKTIME", "1")  # LLVM's and Intel's: milliseconds, for 200
