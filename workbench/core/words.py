"""Words of a text in any script, as bags of words count them."""

from __future__ import annotations

import itertools
import unicodedata

import regex

# Marks belong to the letters that they stand on: vowels of Devanagari and Thai are marks.
_RUN = regex.compile(r"[\w\p{M}]+")
# Scripts that put no spaces between words.
WITHOUT_SPACES = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\u30fc\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]+"
)
_CHARACTER = regex.compile(r"\X")


def word_tokens(text: str, shortest: int = 2) -> list[str]:
    """Words of at least so many characters, in their order and as they are written.

    Where a script has no spaces, each two neighbouring characters count as a word.
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFC", text)):
        start = 0
        for match in WITHOUT_SPACES.finditer(run):
            found += _long_enough(run[start : match.start()], shortest)
            found += _pairs(match.group())
            start = match.end()
        found += _long_enough(run[start:], shortest)
    return found


def _long_enough(word: str, shortest: int) -> list[str]:
    return [word] if len(word) >= shortest else []


def _pairs(phrase: str) -> list[str]:
    characters = _CHARACTER.findall(phrase)
    if len(characters) < 2:
        return characters
    return ["".join(pair) for pair in itertools.pairwise(characters)]
