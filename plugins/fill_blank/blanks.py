"""Blanks: the parts of a text that can be hidden, and a token put in their place. No Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench import MASK, SPECIAL_TOKENS, text_without_token, visible_token
from workbench.inference import LanguageModel

TOP = 10
# A hidden place, a word, or one other sign.
_WORD = re.compile(rf"{re.escape(MASK)}|\w+|[^\w\s]")
_SIGN = re.compile(rf"{re.escape(MASK)}|.", re.DOTALL)


@dataclass(frozen=True)
class Unit:
    """What is hidden at once: the characters ``start:end`` of a text."""

    text: str
    start: int
    end: int

    @property
    def is_hidden(self) -> bool:
        """Whether it is a blank already."""
        return self.text == MASK


@dataclass(frozen=True)
class Filling:
    """The likeliest tokens for one blank, and what of the text the model does not know."""

    tokens: tuple[str, ...] = ()
    probabilities: npt.NDArray[np.float32] | None = None
    strangers: tuple[str, ...] = ()

    @property
    def visible_tokens(self) -> tuple[str, ...]:
        """The tokens as they are to be seen."""
        return tuple(map(visible_token, self.tokens))


def units(text: str, kind: str) -> list[Unit]:
    """The words of a text; its characters where each is a token (``kind`` is ``char``)."""
    found = (_SIGN if kind == "char" else _WORD).finditer(text)
    return [Unit(match.group(), match.start(), match.end()) for match in found]


def hide(text: str, unit: Unit) -> str:
    """The text with a blank for this unit."""
    return text[: unit.start] + MASK + text[unit.end :]


def blank_at(text: str, which: int) -> Unit:
    """Blank number ``which``, from 0."""
    match = list(re.finditer(re.escape(MASK), text))[which]
    return Unit(MASK, match.start(), match.end())


def put_in(text: str, which: int, token: str, kind: str) -> str:
    """The text with a token in place of blank number ``which``."""
    blank = blank_at(text, which)
    before, after = text[: blank.start], text[blank.end :]
    if kind == "bpe" and token.startswith(" "):
        # A word's token begins with the space that was hidden with it.
        token = token[1:] if not before or before.endswith(" ") else token
    if kind == "wordpiece" and token.startswith("##"):
        token, before = token.removeprefix("##"), before.rstrip(" ")
    return before + token + after


def ask(model: LanguageModel, text: str, which: int) -> Filling:
    """The `TOP` likeliest tokens for blank number ``which``; without a blank, only strangers."""
    plain = text.replace(MASK, "")
    strangers = text_without_token(model.tokenizer, plain)
    if text.count(MASK) <= which:
        return Filling(strangers=strangers)
    # Special tokens are no answer.
    found = model.fill(text, TOP + len(SPECIAL_TOKENS), which)
    kept = [(token, p) for token, p in found if token not in SPECIAL_TOKENS][:TOP]
    return Filling(
        tuple(token for token, _ in kept), np.array([p for _, p in kept], np.float32), strangers
    )
