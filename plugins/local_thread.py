"""Launcher: training in a thread of this process."""

from __future__ import annotations

import threading
from typing import Any

from workbench import Control, LaunchContext, Launcher, TrainingHandle, WorkOrder, hookimpl


class TrainingThread(Control, TrainingHandle):
    """A training in a thread; what is asked of it is asked of its `Control`, which it is."""

    def __init__(self, context: LaunchContext) -> None:
        super().__init__()
        # Not a daemon: the process must not end in the middle of writing a checkpoint.
        self._thread = threading.Thread(
            target=context.train, args=(self,), name=f"train {context.folder.name}", daemon=False
        )
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def wait(self, timeout: float) -> None:
        self._thread.join(timeout)


class LocalThread(Launcher):
    """A plain thread: torch lets go of the interpreter while it computes."""

    id, name = "local-thread", "This process"
    about = "Trains in a background thread: it ends when the window or the command ends."
    order = 10
    in_process = True

    def launch(self, order: WorkOrder, context: LaunchContext, params: Any) -> TrainingHandle:
        return TrainingThread(context)


@hookimpl
def register_launchers() -> list[type[Launcher]]:
    return [LocalThread]
