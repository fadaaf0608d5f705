"""Playground: hide a word of a text, and see what a model puts there."""

from __future__ import annotations

from workbench import LanguageModelling, Playground, Task, hookimpl


class FillBlank(Playground):
    """A text with hidden places, and the likeliest tokens for each."""

    id, name = "fill-blank", "Fill the blank"
    about = "Hide a word of a text and see what a model that reads both ways puts there."
    widget = "workbench_plugins.fill_blank.widget:FillBlankPlayground"

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [FillBlank]
