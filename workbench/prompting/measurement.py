"""Measurement: what a batch over labelled rows came to, in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.prompting import scores
from workbench.prompting.batch import Outcome
from workbench.prompting.prepare import Prepared
from workbench.prompting.prices import Price
from workbench.prompting.prompts.parse import Parsed
from workbench.prompting.prompts.questions import Question
from workbench.prompting.scores import Scores, Usage


@dataclass(frozen=True)
class BatchMeasurement:
    """What a batch came to.

    Attributes
    ----------
    said
        What each answer says, in the order of the questions.
    price
        What the model costs; ``None`` when that is not known.
    held
        Whether answers were held to the form that the prompt wants; ``None`` when it wants none.
    """

    outcome: Outcome
    parsed: tuple[Parsed, ...]
    scores: Scores
    costs: Usage
    price: Price | None
    held: bool | None = None

    @property
    def cached(self) -> int:
        """How many answers were known already, or came from the same question."""
        return self.scores.answered - self.outcome.requested


def measure(
    ready: Prepared, questions: Sequence[Question], outcome: Outcome, price: Price | None
) -> BatchMeasurement:
    """Read the answers as labels, and compare them with those of the rows."""
    said = scores.parsed(outcome.replies, ready.labels, ready.prompt.parser, ready.target)
    rows = [question.row for question in questions]
    figures = scores.score(rows, outcome, said, ready.labels, ready.data)
    costs = scores.costs(outcome.replies, price)
    return BatchMeasurement(outcome, tuple(said), figures, costs, price, ready.held)
