"""Scored response: one answer with what is known of it: where it was made, its label, its cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.contracts.errors import UsageError
from workbench.prompting import prices, scores
from workbench.prompting.prices import Price
from workbench.prompting.prompts.parse import Parsed, Parser
from workbench.prompting.responses import Response


@dataclass(frozen=True)
class ScoredResponse:
    """One answer and what is known of it.

    Attributes
    ----------
    model, destination
        ``provider/model``, and the host that was asked; empty for this machine.
    said
        The label it says; ``None`` where no labels were asked for.
    truth
        The label that is right; empty where it is not known.
    price
        What the model costs; ``None`` where that is not known.
    cost
        US dollars of this answer; ``None`` where the price or the tokens are not known.
    """

    reply: Response
    model: str = ""
    destination: str = ""
    parsed: Parsed | None = None
    truth: str = ""
    price: Price | None = None
    cost: float | None = None

    @property
    def right(self) -> bool | None:
        """Whether it says what is right; ``None`` where nobody knows."""
        if self.parsed is None or not self.truth:
            return None
        return self.parsed.label == self.truth


def tell(
    reply: Response,
    model: str,
    destination: str,
    labels: Sequence[str] = (),
    parser: Parser = "first-label",
    truth: str = "",
) -> ScoredResponse:
    """Read the label of an answer and look its price up.

    A price table that cannot be read is as good as none here.
    """
    said = scores.parsed([reply], labels, parser)[0] if labels else None
    try:
        price = prices.load().find(destination, model.partition("/")[2])
    except UsageError:
        price = None
    cost = price.cost(reply.prompt_tokens, reply.completion_tokens) if price else None
    return ScoredResponse(reply, model, destination, said, truth if labels else "", price, cost)
