"""Playground: ask foundation models, one input of several or a whole dataset."""

from __future__ import annotations

from workbench import Playground, hookimpl


class Prompting(Playground):
    """A prompt at the left; what models answer to it at the right."""

    id, name = "prompt", "Prompt"
    about = "Ask a model that somebody else trained, several side by side, or over a dataset."
    widget = "workbench_plugins.prompt.widget:PromptPlayground"
    order = 110


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [Prompting]
