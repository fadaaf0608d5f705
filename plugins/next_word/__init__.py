"""Playground: type, and see what a language model expects next; let it write on."""

from __future__ import annotations

from workbench import LanguageModelling, Playground, Task, hookimpl


class NextWord(Playground):
    """A text, the likeliest next tokens, and a button that writes."""

    id, name = "next-word", "Next word"
    about = "Type text, see the likeliest next tokens, and let the model write on."
    widget = "workbench_plugins.next_word.widget:NextWordPlayground"

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [NextWord]
