"""Budget: whether a prompt and its answer fit into what a model reads, and what to leave out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.core.contracts.errors import ContextOverflow
from workbench.core.contracts.provider import Provider, Request
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt, render

# Most tokenizers make a token of about four bytes of English.
BYTES_PER_TOKEN = 4
# What a chat template adds around a turn: who speaks, and where it ends.
TOKENS_PER_TURN = 5
# What services count for a picture of a few hundred pixels, at most.
TOKENS_PER_IMAGE = 1000


@dataclass(frozen=True)
class Budget:
    """How many tokens a prompt takes.

    Attributes
    ----------
    prompt
        Tokens of the prompt; ``exact`` says whether the model's own tokenizer counted all of it.
    answer
        Tokens that the answer may have at most.
    context
        Tokens that fit into both together; ``None`` when it is not known.
    shots_that_fit
        How many of the prompt's shots fit; ``None`` when all do, or not even none of them.
    """

    prompt: int
    answer: int
    context: int | None
    exact: bool
    shots_that_fit: int | None = None

    @property
    def remaining(self) -> int | None:
        """Tokens that stay free; below 0 when it does not fit, ``None`` when it is not known."""
        return None if self.context is None else self.context - self.prompt - self.answer

    @property
    def fits(self) -> bool:
        """Whether it fits, as far as it is known."""
        return self.remaining is None or self.remaining >= 0

    @property
    def advice(self) -> str:
        """What to leave out; empty when it fits."""
        if self.remaining is None or self.remaining >= 0:
            return ""
        if self.shots_that_fit is not None:
            return f"With {self.shots_that_fit or 'no'} shots it fits."
        if (self.context or 0) <= self.answer:
            return f"The answer alone takes the context: allow fewer than {self.answer} tokens."
        return f"Shorten it by {-self.remaining} tokens."

    def __str__(self) -> str:
        about = "" if self.exact else "about "
        if self.context is None:
            return f"{about}{self.prompt} tokens; the context of the model is not known"
        return f"{about}{self.prompt} + {self.answer} of {self.context} tokens"


def weigh(request: Request, provider: Provider) -> Budget:
    """Count what a request takes; may load the model's tokenizer."""
    texts = _texts(request)
    counts = [provider.count_tokens(request.model, text) for text in texts]
    known = [count for count in counts if count is not None]
    exact = len(known) == len(texts) and request.prompt is not None
    total = sum(known) if len(known) == len(texts) else sum(map(estimate, texts))
    total += TOKENS_PER_TURN * len(request.messages)
    total += TOKENS_PER_IMAGE * sum(len(turn.images) for turn in request.messages)
    context = provider.context(request.model)
    return Budget(total, request.options.max_tokens, context, exact)


def plan(
    prompt: Prompt,
    shots: Sequence[Row],
    row: Row,
    provider: Provider,
    model: str,
    labels: Sequence[str] = (),
) -> Budget:
    """Count a prompt; where it does not fit, find how many shots would, the first left out.

    What does not fit even without shots is counted without them.
    """
    budget = _weigh(prompt, shots, row, provider, model, labels)
    if budget.fits or not shots:
        return budget
    bare = _weigh(prompt, (), row, provider, model, labels)
    if not bare.fits:
        return bare
    # Fewer shots are never longer: look by halves for the most that fit.
    fewest, most = 0, len(shots) - 1
    while fewest < most:
        middle = (fewest + most + 1) // 2
        fits = _weigh(prompt, shots[-middle:], row, provider, model, labels).fits
        fewest, most = (middle, most) if fits else (fewest, middle - 1)
    return replace(budget, shots_that_fit=fewest)


def refuse(budget: Budget) -> None:
    """Refuse what does not fit.

    Raises
    ------
    ContextOverflow
        Saying what to leave out.
    """
    if not budget.fits:
        message = f"The prompt does not fit into what the model reads: {budget}."
        raise ContextOverflow(message, budget.advice)


def estimate(text: str) -> int:
    """About how many tokens a text makes, by its length."""
    return math.ceil(len(text.encode("utf-8", "replace")) / BYTES_PER_TOKEN)


def _weigh(
    prompt: Prompt,
    shots: Sequence[Row],
    row: Row,
    provider: Provider,
    model: str,
    labels: Sequence[str],
) -> Budget:
    return weigh(render(prompt, shots, row, model=model, labels=labels), provider)


def _texts(request: Request) -> list[str]:
    if request.prompt is not None:
        return [request.prompt]
    return [turn.text for turn in request.messages]
