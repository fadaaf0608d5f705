"""Fuzzy: which titles a few typed letters mean, and how well; no widgets.

Every word of what was typed must be somewhere in a title or its keywords. A word counts most where
a word of the title begins with it, then where the initials of the title do, then anywhere; letters
that only follow one another in the title count least.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SEPARATORS = re.compile(r"[^\w]+")
_EXACT, _START, _WORD, _INITIALS, _INSIDE, _KEYWORD, _SCATTERED = 6.0, 4.0, 3.5, 3.0, 2.0, 1.5, 0.5
# Letters that only follow one another say little when they are few.
_LEAST_SCATTERED = 3
_LENGTHS = 24


@dataclass(frozen=True)
class Searchable:
    """A title as it is searched; made once, since a list is searched at every key press.

    Parameters
    ----------
    title
        What is shown.
    keywords
        What else it may be searched by, such as an id or a group.
    """

    title: str
    keywords: str = ""
    low: str = field(init=False, repr=False)
    spaced: str = field(init=False, repr=False)
    initials: str = field(init=False, repr=False)
    rest: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        low = self.title.casefold()
        words = [word for word in _SEPARATORS.split(low) if word]
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "spaced", " " + " ".join(words))
        object.__setattr__(self, "initials", "".join(word[0] for word in words))
        object.__setattr__(self, "rest", self.keywords.casefold())


class Query:
    """What was typed, ready to be asked of many titles."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.casefold().split())
        self._words = self.text.split()
        letters = self.text.replace(" ", "")
        enough = len(letters) >= _LEAST_SCATTERED
        self._scattered = re.compile(".*?".join(map(re.escape, letters))) if enough else None

    def score(self, target: Searchable) -> float:
        """How well a title is meant: 0 where it is not, more is better; 1 for an empty query."""
        if not self._words:
            return 1.0
        # In steps: among titles of about one length the order that they came in holds.
        length = len(target.low) // _LENGTHS / 100
        if target.low == self.text:
            return _EXACT
        total = 0.0
        for word in self._words:
            found = self._word(word, target)
            if not found:
                total = 0.0
                break
            total += found
        if total:
            begins = target.low.startswith(self.text)
            return total / len(self._words) + begins - length
        if self._scattered is not None and self._scattered.search(target.low):
            return _SCATTERED - length / 10
        return 0.0

    @staticmethod
    def _word(word: str, target: Searchable) -> float:
        if target.low.startswith(word):
            return _START
        if f" {word}" in target.spaced:
            return _WORD
        if len(word) > 1 and target.initials.startswith(word):
            return _INITIALS
        if word in target.low:
            return _INSIDE
        return _KEYWORD if word in target.rest else 0.0
