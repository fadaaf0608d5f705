"""View: precision, recall and F1 of each class."""

from __future__ import annotations

from workbench import Task, View, hookimpl


class PerClass(View):
    """A row a class, sorted by any of its figures."""

    id, name = "per-class", "Per class"
    about = "Precision, recall, F1 and rows of each class, live; sort by any column, save as CSV."
    widget = f"{__name__}.widget:PerClassWidget"
    place, order = "side", 15

    def supports(self, task: Task) -> bool:
        return bool(task.target.classes)


@hookimpl
def register_views() -> list[type[View]]:
    return [PerClass]
