"""Playground: in-context learning, seen: what a model takes from the examples in its prompt."""

from __future__ import annotations

from workbench import LanguageModelling, Playground, Task, hookimpl


class InContext(Playground):
    """Three demonstrations: words with shots, spoilt labels, a transformer of one's own."""

    id, name = "in-context", "In-context learning"
    about = "See what a model learns from examples in its prompt, and from their labels."
    widget = "workbench_plugins.in_context.widget:InContextPlayground"

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [InContext]
