"""View: loss, accuracy and learning rate of a run, and of others to compare it with."""

from __future__ import annotations

from workbench import View, hookimpl


class Curves(View):
    """How training goes, step by step."""

    id, name = "curves", "Curves"
    about = "Loss, a metric and learning rate, live, of one run or several."
    widget = f"{__name__}.widget:CurvesWidget"
    place, order = "main", 10


@hookimpl
def register_views() -> list[type[View]]:
    return [Curves]
