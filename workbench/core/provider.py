"""Provider: a source of foundation models that answer prompts, or encode text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from workbench.core.contribution import Contribution
from workbench.core.errors import UsageError
from workbench.core.params import make

P = TypeVar("P", bound="Provider")
Floats = npt.NDArray[np.float32]


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

    ``remote`` says whether prompts leave the machine. ``params`` are the user's settings of it,
    an instance of ``Params``. Beside `models` and `complete`, everything is optional.
    """

    remote: bool = True

    def __init__(self, params: Any = None) -> None:
        self.params = self.Params() if params is None else params

    def models(self) -> list[str]:
        """Names of the models that can be asked now; empty when none is set up."""
        raise NotImplementedError

    def complete(self, model: str, prompt: str, params: Any) -> Iterator[Piece]:
        """Stream the answer to ``prompt``; closing the iterator stops the model.

        Raises
        ------
        UsageError
            When the model does not write.
        """
        raise NotImplementedError

    def embed(self, model: str, texts: Sequence[str]) -> Floats:
        """Vectors of texts, float32 ``(n, width)``: alike where texts mean alike.

        Raises
        ------
        UsageError
            When the model does not encode text.
        ModelFileError
            When it is not set up, or its files are damaged.
        """
        raise UsageError(f"{self.name} gives no vectors of texts.", "Choose an encoder.")

    def token_vectors(self, model: str) -> tuple[tuple[str, ...], Floats]:
        """Whole words of a model's vocabulary, frequent ones first, and their vectors.

        Returns
        -------
        tuple
            The words, and float32 ``(n, width)``.

        Raises
        ------
        UsageError
            When the model shows none.
        ModelFileError
            When it is not set up, or its files are damaged.
        """
        raise UsageError(f"{self.name} gives no vectors of words.", "Choose an encoder.")

    def attention_sources(self) -> list[tuple[str, Callable[[Callable[[str], None]], Path]]]:
        """Models whose attention can be looked at.

        Returns
        -------
        list
            Name, and a function that returns the path of an ``attention.onnx``
            (`workbench.inference.attention`). If the file must be made first, it is made then,
            which may take a while: call it in a thread, with a function that takes words on how
            it goes.
        """
        return []


def set_up(cls: type[P], settings: Mapping[str, Mapping[str, Any]]) -> P:
    """A provider with the user's settings, which are by provider id.

    Raises
    ------
    ParamsError
        When a setting is impossible.
    """
    return cls(make(cls.Params, settings.get(cls.id, {}), cls.id))
