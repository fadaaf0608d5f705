"""View: what a run is most surely wrong about."""

from __future__ import annotations

from workbench import ImageClassification, Task, TextClassification, View, hookimpl


class Mistakes(View):
    """The worst mistakes, worst first."""

    id, name = "mistakes", "Mistakes"
    about = "What the network is most surely wrong about."
    widget = f"{__name__}.widget:MistakesWidget"
    place, order = "side", 20

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification | TextClassification)


@hookimpl
def register_views() -> list[type[View]]:
    return [Mistakes]
