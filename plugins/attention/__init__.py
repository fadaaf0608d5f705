"""View: where tokens look, in every layer and head, while a network trains and after."""

from __future__ import annotations

from workbench import (
    ImageClassification,
    InputKind,
    LanguageModelling,
    Task,
    TextClassification,
    View,
    hookimpl,
)


class AttentionView(View):
    """Maps of all heads, one of them large, as arcs, and step by step with its real numbers."""

    id, name = "attention", "Attention"
    about = "Where each token, patch or column looks in every layer and head."
    widget = f"{__name__}.widget:AttentionPanel"
    place, order = "main", 25
    looks_inside = True

    def supports(self, task: Task) -> bool:
        built_in = isinstance(task, TextClassification | LanguageModelling | ImageClassification)
        # Of another kind there is something to name the places with, or there is nothing to see.
        return built_in or type(task.inputs).tokens is not InputKind.tokens


@hookimpl
def register_views() -> list[type[View]]:
    return [AttentionView]
