"""Tokenizer settings: what a dataset of text asks about its tokens, the same in each of them."""

from __future__ import annotations

from typing import Any, Literal

from workbench.core.contracts.params import Params, param

Kind = Literal["char", "bpe", "wordpiece"]


def kind_param(default: Kind) -> Any:
    """Declare the setting ``tokenizer`` with another default."""
    return param(
        default,
        "Tokenizer",
        "What one token is: a character, some bytes, or a piece of a word.",
    )


def size_param(default: int) -> Any:
    """Declare the setting ``vocab_size`` with another default."""
    return param(
        default,
        "Vocabulary",
        "Maximum size of the vocabulary; with characters, each one is a token.",
        unit="tokens",
        ge=300,
        le=100_000,
        log=True,
    )


class TokenizerParams(Params):
    """Which tokenizer is trained, as `workbench.core.tokenizer.train` takes it.

    A dataset's settings are a subclass, which may declare them again with `kind_param` and
    `size_param` where other defaults suit it.
    """

    tokenizer: Kind = kind_param("char")
    vocab_size: int = size_param(512)
