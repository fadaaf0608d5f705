"""View: what each column means to a trained model, and how its answer follows a column."""

from __future__ import annotations

from workbench import Task, View, hookimpl


class Importance(View):
    """Permutation importance and partial dependence, from the run's own model file."""

    id, name = "importance", "Columns"
    about = "How much worse the model gets without each column, and how its answer follows one."
    widget = f"{__name__}.widget:ImportanceWidget"
    place = "main"
    order = 45

    def supports(self, task: Task) -> bool:
        return task.inputs.columnar and not task.target.per_token


@hookimpl
def register_views() -> list[type[View]]:
    return [Importance]
