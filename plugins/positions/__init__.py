"""View: how a network knows where a token stands, and whether it makes use of it."""

from __future__ import annotations

from workbench import LanguageModelling, Task, TextClassification, View, hookimpl


class Positions(View):
    """The table of places as a picture, and the test that shuffles the words."""

    id, name = "positions", "Positions"
    about = "How the network knows where a token stands, and what it loses when words are shuffled."
    widget = f"{__name__}.widget:PositionsWidget"
    place, order = "main", 60

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification | LanguageModelling)


@hookimpl
def register_views() -> list[type[View]]:
    return [Positions]
