"""Playground: draw a digit and watch it being read."""

from __future__ import annotations

from workbench import ImageClassification, Playground, Task, hookimpl


class Draw(Playground):
    """A pad, what the network sees, and what it makes of it."""

    id, name = "draw", "Draw a digit"
    about = "Draw with mouse, finger, pen or keys; every stroke is read at once."
    widget = "workbench_plugins.draw.widget:DrawPlayground"

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [Draw]
