"""Provider: a source of foundation models that answer prompts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.core.contribution import Contribution


@dataclass(frozen=True)
class Piece:
    """A part of a streamed answer.

    ``logprob`` is the natural logarithm of the token's probability where the
    provider tells it. The last piece carries the token counts.
    """

    text: str
    logprob: float | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Provider(Contribution):
    """A source of foundation models.

    ``remote`` says whether prompts leave the machine.
    """

    remote: bool = True

    def models(self) -> list[str]:
        """Names of the models that can be asked now; empty when none is set up."""
        raise NotImplementedError

    def complete(self, model: str, prompt: str, params: Any) -> Iterator[Piece]:
        """Stream the answer to ``prompt``; closing the iterator stops the model."""
        raise NotImplementedError
