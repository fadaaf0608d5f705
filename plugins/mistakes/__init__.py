"""View: the pictures a run is most surely wrong about."""

from __future__ import annotations

from workbench import ImageClassification, Task, View, hookimpl


class Mistakes(View):
    """The worst mistakes, worst first."""

    id, name = "mistakes", "Mistakes"
    about = "The pictures the network is most surely wrong about."
    widget = f"{__name__}.widget:MistakesWidget"
    place, order = "side", 20

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)


@hookimpl
def register_views() -> list[type[View]]:
    return [Mistakes]
