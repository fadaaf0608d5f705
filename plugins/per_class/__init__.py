"""Views: precision, recall and F1 of each class, or of each label where a row may have several."""

from __future__ import annotations

from workbench import Labels, Task, View, hookimpl

WIDGET = f"{__name__}.widget:PerClassWidget"


class PerClass(View):
    """A row a class, sorted by any of its figures."""

    id, name = "per-class", "Per class"
    about = "Precision, recall, F1 and rows of each class, live; sort by any column, save as CSV."
    widget = WIDGET
    place, order = "side", 15

    def supports(self, task: Task) -> bool:
        return bool(task.target.classes)


class PerLabel(View):
    """A row a label, which is counted from the answers: no matrix says it."""

    id, name = "per-label", "Per label"
    about = (
        "Precision, recall, F1 and rows of each label against the rest; macro and micro average."
    )
    widget = WIDGET
    place, order, wants_scores = "side", 15, True

    def supports(self, task: Task) -> bool:
        return isinstance(task.target, Labels)


@hookimpl
def register_views() -> list[type[View]]:
    return [PerClass, PerLabel]
