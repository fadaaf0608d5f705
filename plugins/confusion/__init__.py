"""View: which classes a run takes for which."""

from __future__ import annotations

from workbench import Task, View, hookimpl


class Confusion(View):
    """Truth against prediction, with the examples behind each cell."""

    id, name = "confusion", "Confusion"
    about = "Which classes are taken for which; each cell opens its examples."
    widget = f"{__name__}.widget:ConfusionWidget"
    place, order = "side", 10

    def supports(self, task: Task) -> bool:
        return bool(task.target.classes)


@hookimpl
def register_views() -> list[type[View]]:
    return [Confusion]
