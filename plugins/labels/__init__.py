"""View: the labels that a language model's training makes of the text itself."""

from __future__ import annotations

from workbench import LanguageModelling, Task, View, hookimpl


class LabelsFromText(View):
    """What the network sees, and below each token what it is to say there."""

    id, name = "labels", "Labels"
    about = "Batches of a language model's training: the input, and below it the target."
    widget = f"{__name__}.widget:LabelsWidget"
    place, order = "side", 20

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)


@hookimpl
def register_views() -> list[type[View]]:
    return [LabelsFromText]
