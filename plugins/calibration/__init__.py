"""View: whether answers of 80 % are right four times in five."""

from __future__ import annotations

from workbench import Classes, Labels, Task, View, hookimpl


class Reliability(View):
    """Confidence against how often it is right."""

    id, name = "reliability-diagram", "Reliability"
    about = "Whether confidence can be trusted: reliability diagram and calibration error (ECE)."
    widget = f"{__name__}.widget:ReliabilityWidget"
    place, order, wants_scores = "side", 27, True

    def supports(self, task: Task) -> bool:
        return isinstance(task.target, Classes | Labels)


@hookimpl
def register_views() -> list[type[View]]:
    return [Reliability]
