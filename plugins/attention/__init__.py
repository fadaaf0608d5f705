"""View: where tokens look, in every layer and head, while a network trains and after."""

from __future__ import annotations

from workbench import (
    ImageClassification,
    LanguageModelling,
    Task,
    TextClassification,
    View,
    hookimpl,
)


class AttentionView(View):
    """Maps of all heads, one of them large, as arcs, and step by step with its real numbers."""

    id, name = "attention", "Attention"
    about = "Where each token of a sentence, or patch of a picture, looks in every layer and head."
    widget = f"{__name__}.widget:AttentionPanel"
    place, order = "main", 25
    looks_inside = True

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification | LanguageModelling | ImageClassification)


@hookimpl
def register_views() -> list[type[View]]:
    return [AttentionView]
