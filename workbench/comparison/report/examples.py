"""Examples: rows on which answerers differ, to be read."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from workbench.comparison.report.data import Report, answers
from workbench.comparison.table import TableEntry
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


# What is called ``off-label`` where there are no classes.
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class ExampleAnswer:
    """What one answerer said: its answer or what it was instead, and its words.

    ``mark`` is ``right`` or ``wrong``, or how far a number is off.
    """

    name: str
    said: str
    right: bool
    words: str
    mark: str


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
    pictures = page.found.held_out.pictures
    return [example(page, row) for row in page.disagreements[: PICTURES if pictures else TEXTS]]


def example(page: Report, row: int) -> ExampleRow:
    """One held-out row, by its place."""
    held_out = page.found.held_out
    there, truth = held_out.rows[row], held_out.target.text(held_out.truth[row])
    entries = {entry.name: entry for entry in page.table.entries}
    said = tuple(
        _answer(page, entries[name], row, label, words) for name, label, words in answers(page, row)
    )
    images = tuple(
        f"data:image/png;base64,{base64.b64encode(image).decode()}" for image in there.images
    )
    prompts = (entry.job.spec.prompt for entry in page.table.entries)
    draws = any(prompt is not None and prompt.draws for prompt in prompts)
    drawings = "\n\n".join(map(drawn, there.images)) if draws else ""
    return ExampleRow(int(held_out.indices[row]), cut(there.text), images, truth, said, drawings)


def _answer(page: Report, entry: TableEntry, row: int, label: str, words: str) -> ExampleAnswer:
    target, truth = page.found.held_out.target, page.found.held_out.truth[row : row + 1]
    predicted, kind = entry.predictions.predicted[row : row + 1], entry.predictions.kinds[row]
    answered = kind == "label"
    score = float(target.row_scores(predicted, truth)[0])
    # Of classes and labels 1 is right; of numbers the score is minus the error.
    measured = not target.classes and target.n_outputs == 1
    right = answered and score >= (0.0 if measured else 1.0)
    mark = "right" if right else "wrong"
    if measured and not right:
        mark = f"off by {target.text(-score)}"
    instead = UNREADABLE if kind == "off-label" and not target.classes else KINDS.get(kind, kind)
    return ExampleAnswer(entry.name, label if answered else instead, right, cut(words), mark)


def cut(text: str) -> str:
    """A text of a length that a page bears."""
    if len(text) <= LETTERS:
        return text
    return f"{text[:LETTERS]} … ({len(text) - LETTERS:,} more characters)"
