"""View: the network as neurons and connectors, at work on one example."""

from __future__ import annotations

from workbench import ImageClassification, Task, View, hookimpl


class Network(View):
    """Moves while the network trains; shows any picture of the dataset afterwards."""

    id, name = "network", "Network"
    about = "Neurons and connectors lit by one example, while training and after."
    widget = f"{__name__}.widget:NetworkPanel"
    place, order = "main", 20
    looks_inside = True

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)


@hookimpl
def register_views() -> list[type[View]]:
    return [Network]
