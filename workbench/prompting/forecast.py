"""Forecast: about how many tokens a batch takes and what it costs, before anything is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.provider_models import ProviderModel
from workbench.prompting.budget import Budget, weigh
from workbench.prompting.prices import Price
from workbench.prompting.prompts.questions import Question

# So many questions are counted; the others are taken to be like them.
SAMPLE = 24


@dataclass(frozen=True)
class Forecast:
    """What a batch would take if nothing were known yet.

    Attributes
    ----------
    prompt_tokens
        Of all questions, about.
    answer_tokens
        Of all answers, at most.
    cost
        US dollars, at most; ``None`` without a price.
    longest
        The longest of the questions that were counted.
    """

    questions: int
    prompt_tokens: int
    answer_tokens: int
    cost: float | None
    longest: Budget


def spread(n: int, most: int = SAMPLE) -> list[int]:
    """Up to ``most`` places in ``n`` things, evenly apart."""
    return sorted({round(place) for place in np.linspace(0, n - 1, min(n, most))}) if n else []


def forecast(
    sample: Sequence[Question],
    questions: int,
    model: ProviderModel,
    price: Price | None,
    check: Callable[[], None] = lambda: None,
) -> Forecast:
    """Count some questions of a batch of ``questions``.

    May load the model's tokenizer. ``check`` is called before each and may raise `Stopped`.
    """
    budgets = []
    for question in sample:
        check()
        budgets.append(weigh(question.request, model.provider))
    prompts = [budget.prompt for budget in budgets]
    prompt = round(questions * float(np.mean(prompts)))
    answer = questions * budgets[0].answer
    cost = price.cost(prompt, answer) if price else None
    return Forecast(questions, prompt, answer, cost, budgets[int(np.argmax(prompts))])
