"""Difference: the words in which two answers differ, as places in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# A run of letters and digits is a word, and so is every other sign.
_WORD = re.compile(r"\w+|[^\w\s]")
# Beyond so many words frequent ones are no longer looked at, or it would take seconds.
_MANY = 2000


@dataclass(frozen=True)
class Span:
    """Characters ``start:end`` of a text."""

    start: int
    end: int


@dataclass(frozen=True)
class Difference:
    """What two texts do not share.

    Attributes
    ----------
    left, right
        Spans of the words that only the one has, or only the other; in order, apart from each
        other.
    alike
        The share of words that both have at the same place, 0…1; 1 for two empty texts.
    """

    only_first: tuple[Span, ...]
    only_second: tuple[Span, ...]
    alike: float


def difference(first_text: str, second_text: str) -> Difference:
    """Compare two texts word by word; white space does not matter, case and signs do.

    The words left over on both sides are the same, in the same order.
    """
    words, others = list(_WORD.finditer(first_text)), list(_WORD.finditer(second_text))
    many = max(len(words), len(others)) > _MANY
    matcher = SequenceMatcher(
        None, [word[0] for word in words], [word[0] for word in others], autojunk=many
    )
    only_left, only_right, shared = [], [], 0
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            shared += last - first
            continue
        only_left += _span(words, first, last)
        only_right += _span(others, begin, end)
    total = len(words) + len(others)
    return Difference(tuple(only_left), tuple(only_right), 2 * shared / total if total else 1.0)


def _span(matches: list[re.Match[str]], first: int, last: int) -> list[Span]:
    return [Span(matches[first].start(), matches[last - 1].end())] if last > first else []
