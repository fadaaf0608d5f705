"""View: the loss of one example, and the surface that gradient descent walks down."""

from __future__ import annotations

from workbench import ImageClassification, Task, View, hookimpl


class CostView(View):
    """Loss and gradient descent, visible."""

    id, name = "cost", "Loss surface"
    about = (
        "The loss of one example, and a slice of the loss around the weights with the path taken."
    )
    widget = f"{__name__}.widget:CostPanel"
    place, order = "main", 30
    looks_inside = True

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)


@hookimpl
def register_views() -> list[type[View]]:
    return [CostView]
