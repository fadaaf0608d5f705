"""View: what a run is most surely wrong about."""

from __future__ import annotations

from workbench import Task, View, hookimpl


class Mistakes(View):
    """The worst mistakes, worst first."""

    id, name = "mistakes", "Mistakes"
    about = "What the network is most surely wrong about, or furthest off."
    widget = f"{__name__}.widget:MistakesWidget"
    place, order = "side", 20

    def supports(self, task: Task) -> bool:
        return not task.target.per_token


@hookimpl
def register_views() -> list[type[View]]:
    return [Mistakes]
