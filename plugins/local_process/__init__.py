"""Launcher: training in a process of its own, which may crash without taking anything along."""

from __future__ import annotations

from workbench import LaunchContext, Launcher, Params, TrainingHandle, WorkOrder, hookimpl, param


class LocalProcessParams(Params):
    """Settings of the process."""

    memory: float | None = param(
        None,
        "Memory limit",
        "End the training when it takes more than this beside torch; blank for no limit. "
        "Works on Linux.",
        unit="GiB",
        ge=0.1,
        le=4096,
    )


class LocalProcess(Launcher):
    """Starts ``workbench work`` and stays connected to it."""

    id, name = "local-process", "A process of its own"
    about = "Goes on when the window is closed, and a crash in it harms nothing else."
    Params = LocalProcessParams
    order = 20

    def launch(
        self, order: WorkOrder, context: LaunchContext, params: LocalProcessParams
    ) -> TrainingHandle:
        from .process import start

        return start(order, context, params.memory)

    def attach(self, context: LaunchContext) -> TrainingHandle | None:
        from .process import attach

        return attach(context)


@hookimpl
def register_launchers() -> list[type[Launcher]]:
    return [LocalProcess]
