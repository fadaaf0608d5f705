"""Lesson: the first minute."""

from __future__ import annotations

from workbench import Lesson, LessonStep, hookimpl


class FirstDigitReader(Lesson):
    """From nothing to a network that reads one's own handwriting."""

    id, name = "first-digit-reader", "Your first digit reader"
    about = "Train a network on handwritten digits, then draw one and watch it being read."
    steps = (
        LessonStep(
            "Press Train. While the network learns from 4,000 handwritten digits, "
            "you can already draw on the Play page.",
            "trained",
        ),
        LessonStep("Open Play on the left.", "page:play"),
        LessonStep("Draw a digit with the mouse. The bars say what the network reads.", "drew"),
        LessonStep("Open Runs: what you trained is kept there, with its figures.", "page:runs"),
        LessonStep("Export the model there: it is a file that runs anywhere.", "exported"),
    )


@hookimpl
def register_lessons() -> list[type[Lesson]]:
    return [FirstDigitReader]
