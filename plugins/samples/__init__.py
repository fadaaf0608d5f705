"""View: what a model produces while it learns: texts, pictures, sounds."""

from __future__ import annotations

from typing import Any

from workbench import LanguageModelling, Task, View, hookimpl


class Samples(View):
    """From noise to sentences or pictures, evaluation by evaluation."""

    id, name = "samples", "Samples"
    about = "What the model writes, draws or plays while it learns, the newest first."
    widget = f"{__name__}.widget:SamplesWidget"
    place, order = "side", 10

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)

    def applies(self, state: Any) -> bool:
        return bool(state.samples)


@hookimpl
def register_views() -> list[type[View]]:
    return [Samples]
