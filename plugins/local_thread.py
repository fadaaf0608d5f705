"""Launcher: training in a thread of this process."""

from __future__ import annotations

import threading
from collections.abc import Callable

from workbench import Launcher, hookimpl


class LocalThread(Launcher):
    """A plain thread: torch lets go of the interpreter while it computes."""

    id, name = "local-thread", "This computer"
    about = "Trains in a background thread of this process."

    def launch(self, job: Callable[[], None], name: str) -> threading.Thread:
        # Not a daemon: the process must not end in the middle of writing a checkpoint.
        thread = threading.Thread(target=job, name=f"train {name}", daemon=False)
        thread.start()
        return thread


@hookimpl
def register_launchers() -> list[type[Launcher]]:
    return [LocalThread]
