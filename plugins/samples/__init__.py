"""View: what a language model writes while it learns."""

from __future__ import annotations

from workbench import LanguageModelling, Task, View, hookimpl


class Samples(View):
    """From noise to sentences, evaluation by evaluation."""

    id, name = "samples", "Samples"
    about = "What the model writes at each evaluation, the newest first."
    widget = f"{__name__}.widget:SamplesWidget"
    place, order = "side", 10

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)


@hookimpl
def register_views() -> list[type[View]]:
    return [Samples]
