"""Single: one question of the user's own, asked, priced and kept in the history."""

from __future__ import annotations

from workbench.core.provider_models import ProviderModel
from workbench.prompting import budget, prices
from workbench.prompting.budget import Budget
from workbench.prompting.history import History
from workbench.prompting.prepare import Prepared
from workbench.prompting.prompts.questions import Question, questions
from workbench.prompting.prompts.rows import Row
from workbench.prompting.responses import Response


def question(ready: Prepared, row: Row) -> tuple[Question, Budget]:
    """Put a prompt and an input together; returns also what the question takes of the context.

    Raises
    ------
    UsageError
        When there are no such shots, or the prompt and the input do not go together.
    """
    model, labels = ready.model, ready.labels
    (made,) = questions(ready.prompt, [row], ready.pool, model.name, labels)
    return made, budget.plan(ready.prompt, made.shots, row, model.provider, model.name, labels)


def cost(response: Response, model: ProviderModel) -> float | None:
    """US dollars of an answer; ``None`` where the price or the tokens are not known."""
    price = prices.load().find(model.destination, model.name)
    return price.cost(response.prompt_tokens, response.completion_tokens) if price else None


def keep(ready: Prepared, row: Row, response: Response) -> None:
    """Add a question and its answer to the history.

    Raises
    ------
    StorageError
        When the history cannot be written.
    """
    model = ready.model
    with History() as history:
        history.add(
            ready.prompt, row, str(model), model.destination, response, cost(response, model)
        )
