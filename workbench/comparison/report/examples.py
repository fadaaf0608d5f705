"""Examples: rows on which answerers differ, to be read."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import numpy as np

from workbench.comparison.report.data import Report, answers
from workbench.prompting.prompts.ascii_images import drawn

# A page of megabytes is read by nobody.
TEXTS, PICTURES, LETTERS = 200, 60, 2000
KINDS = {
    "label": "",
    "off-label": "no label",
    "refusal": "refused",
    "empty": "empty answer",
    "reasoning": "reasoning only, no answer",
    "failed": "no answer came",
}


@dataclass(frozen=True)
class ExampleAnswer:
    """What one answerer said: its class or what it was instead, and its words."""

    name: str
    said: str
    right: bool
    words: str


@dataclass(frozen=True)
class ExampleRow:
    """A held-out row.

    Attributes
    ----------
    index
        Its place in the test split.
    images
        Data URLs.
    drawn
        Its picture as models that read were shown it; empty where none was.
    """

    index: int
    text: str
    images: tuple[str, ...]
    label: str
    answers: tuple[ExampleAnswer, ...]
    drawn: str = ""

    @property
    def right(self) -> int:
        """How many are right."""
        return sum(answer.right for answer in self.answers)


def examples(page: Report) -> list[ExampleRow]:
    """The first of the rows on which answerers differ."""
    pictures = isinstance(page.found.held_out.inputs, np.ndarray)
    return [example(page, row) for row in page.disagreements[: PICTURES if pictures else TEXTS]]


def example(page: Report, row: int) -> ExampleRow:
    """One held-out row, by its place."""
    held_out = page.found.held_out
    there, truth = held_out.rows[row], held_out.classes[int(held_out.truth[row])]
    kinds = {entry.name: entry.predictions.kinds[row] for entry in page.table.entries}
    said = tuple(
        ExampleAnswer(
            name, label or KINDS.get(kinds[name], kinds[name]), label == truth, cut(words)
        )
        for name, label, words in answers(page, row)
    )
    images = tuple(
        f"data:image/png;base64,{base64.b64encode(image).decode()}" for image in there.images
    )
    prompts = (entry.job.spec.prompt for entry in page.table.entries)
    draws = any(prompt is not None and prompt.draws for prompt in prompts)
    drawings = "\n\n".join(map(drawn, there.images)) if draws else ""
    return ExampleRow(int(held_out.indices[row]), cut(there.text), images, truth, said, drawings)


def cut(text: str) -> str:
    """A text of a length that a page bears."""
    if len(text) <= LETTERS:
        return text
    return f"{text[:LETTERS]} … ({len(text) - LETTERS:,} more characters)"
