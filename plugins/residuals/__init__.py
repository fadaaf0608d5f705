"""View: how far predicted numbers are from the true ones."""

from __future__ import annotations

from workbench import Number, Task, View, hookimpl


class Residuals(View):
    """Predicted against true, and what is left between them."""

    id, name = "residuals", "Residuals"
    about = "Predicted against true numbers, and the errors; each point opens its row."
    widget = f"{__name__}.widget:ResidualsWidget"
    place, order, wants_scores = "side", 10, True

    def supports(self, task: Task) -> bool:
        return isinstance(task.target, Number)


@hookimpl
def register_views() -> list[type[View]]:
    return [Residuals]
