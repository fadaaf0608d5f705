"""Playground: type a text and see which class models put it in."""

from __future__ import annotations

from workbench import Playground, Task, TextClassification, hookimpl


class ReadText(Playground):
    """A text, and the probabilities of its classes."""

    id, name = "read-text", "Classify text"
    about = "Type a text and watch one or several models decide what it is."
    widget = "workbench_plugins.read_text.widget:ReadTextPlayground"

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification)


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [ReadText]
