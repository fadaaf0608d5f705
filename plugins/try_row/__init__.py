"""Playground: a row of any kind is given, and a model answers."""

from __future__ import annotations

from workbench import InputKind, Playground, Task, hookimpl


class TryRow(Playground):
    """A file or what is typed, read by the model's own kind of data."""

    id, name = "try-row", "Try a row"
    about = "Type a row or choose a file, and a model of any kind of data answers."
    widget = "workbench_plugins.try_row.widget:TryRowPlayground"

    def supports(self, task: Task) -> bool:
        return not task.target.per_token and type(task.inputs).read is not InputKind.read


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [TryRow]
