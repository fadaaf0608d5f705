"""Measured: what a batch over labelled rows came to, in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.prompting import scores
from workbench.prompting.batch import Outcome
from workbench.prompting.parse import Parsed
from workbench.prompting.prepare import Prepared
from workbench.prompting.prices import Price
from workbench.prompting.questions import Question
from workbench.prompting.scores import Costs, Scores


@dataclass(frozen=True)
class Measured:
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
    said: tuple[Parsed, ...]
    scores: Scores
    costs: Costs
    price: Price | None
    held: bool | None = None

    @property
    def known(self) -> int:
        """How many answers were known already, or came from the same question."""
        return self.scores.answered - self.outcome.asked


def measure(
    ready: Prepared, asked: Sequence[Question], outcome: Outcome, price: Price | None
) -> Measured:
    """Read the answers as labels, and compare them with those of the rows."""
    said = scores.parsed(outcome.replies, ready.labels, ready.prompt.parser)
    rows = [question.row for question in asked]
    figures = scores.score(rows, outcome, said, ready.labels)
    costs = scores.costs(outcome.replies, price)
    return Measured(outcome, tuple(said), figures, costs, price, ready.held)
