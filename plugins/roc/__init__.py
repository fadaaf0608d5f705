"""View: how well each class is separated from the rest, whatever the threshold."""

from __future__ import annotations

from workbench import Classes, Labels, Task, View, hookimpl


class RocCurves(View):
    """ROC and precision–recall curves, one class against all others."""

    id, name = "roc", "ROC / PR"
    about = "ROC and precision–recall curves of each class, live and afterwards."
    widget = f"{__name__}.widget:RocWidget"
    place, order, wants_scores = "side", 25, True

    def supports(self, task: Task) -> bool:
        return isinstance(task.target, Classes | Labels)


@hookimpl
def register_views() -> list[type[View]]:
    return [RocCurves]
