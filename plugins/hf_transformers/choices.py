"""Choices: an answer held to a few texts, as a tree of their tokens."""

from __future__ import annotations

from collections.abc import Sequence

import tokenizers

from workbench import UsageError


class AllowedContinuations:
    """Which tokens may come next so that the answer becomes one of the texts.

    Raises
    ------
    UsageError
        When a text is empty, or has no tokens.
    """

    def __init__(self, texts: Sequence[str], library: tokenizers.Tokenizer) -> None:
        self._library = library
        self._texts = {
            tuple(library.encode(text, add_special_tokens=False).ids): text for text in texts
        }
        if () in self._texts:
            message = "A choice has no text."
            raise UsageError(message, "Give each choice a word.")
        self._taken: tuple[int, ...] = ()

    def next(self, ends: Sequence[int]) -> list[int]:
        """The tokens that may come next; ``ends`` among them where a text is whole."""
        n = len(self._taken)
        there = {ids[n] for ids in self._texts if len(ids) > n and ids[:n] == self._taken}
        return sorted(there | (set(ends) if self._taken in self._texts else set()))

    def take(self, token: int, can_end: bool) -> bool:
        """Add a token; whether the answer is over, as it is when nothing else can follow."""
        self._taken += (token,)
        is_whole = self._taken in self._texts
        return is_whole and not (can_end and self.next(()))

    def text(self) -> str:
        """The text so far: one of the choices, or what was cut off of one."""
        found = self._texts.get(self._taken)
        if found is None:
            found = str(self._library.decode(list(self._taken)))
        return found
