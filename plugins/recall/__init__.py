"""View: how far back networks remember, and how fast they read, measured on this machine."""

from __future__ import annotations

from workbench import LanguageModelling, Task, TextClassification, View, hookimpl


class Recall(View):
    """Why transformers took over: memory and speed of three networks, side by side."""

    id, name = "recall", "Memory"
    about = "How far back networks remember, and how fast they read, measured on this machine."
    widget = f"{__name__}.widget:RecallWidget"
    place, order = "main", 70

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification | LanguageModelling)


@hookimpl
def register_views() -> list[type[View]]:
    return [Recall]
