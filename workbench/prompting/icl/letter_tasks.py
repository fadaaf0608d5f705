"""Letter tasks: small rules over words of letters, for text to learn from and for questions.

In a text they stand in blocks: a few words, each with its answer, all of one task that is never
named, and an empty line. So the only way to know the next answer is to see from the ones before
what is done here. A ``rule`` is the same in every block. A ``cipher`` is not: each block has a
table of its own, which letter stands for which, and nobody can know it but from the block.

The two are what Pan et al. 2023, https://arxiv.org/abs/2305.09731, call recognising a task and
learning one. That transformers come to copy what followed the same thing before, "induction", is
Olsson et al. 2022, https://arxiv.org/abs/2209.11895; that they can be trained on nothing but
in-context tasks, Garg et al. 2022, https://arxiv.org/abs/2208.01066.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import permutations

from workbench.core.contracts.errors import UsageError
from workbench.core.experiment import Experiment, shipped

# Few letters are learnt in fewer steps.
LETTERS = "abcdefghijkl"
WORD = 3
# Words in a block, each with its answer: the last is asked after so many shots and one less.
PAIRS = 6
# Letters of a cipher's block: few, so that its shots say what most of them stand for.
CIPHER_LETTERS = 4
# One word in so many is kept for questions and stands in no training text.
KEPT_ASIDE = 10


def _next(word: str) -> str:
    return "".join(LETTERS[(LETTERS.index(letter) + 1) % len(LETTERS)] for letter in word)


RULES: Mapping[str, Callable[[str], str]] = {
    "copy": lambda word: word,
    "next": _next,
    "rotate": lambda word: word[1:] + word[:1],
    "reverse": lambda word: word[::-1],
}
CIPHER = "cipher"
TASKS = (*RULES, CIPHER)
# What a training text leaves out unless it is told otherwise.
ABSENT = "reverse"
NOTHING = "nothing"


@dataclass(frozen=True)
class WordPair:
    """A word and what the task makes of it."""

    word: str
    answer: str


def is_held_out(word: str) -> bool:
    """Whether a word is for questions alone; the same for every seed."""
    return zlib.crc32(word.encode()) % KEPT_ASIDE == 0


def block(task: str, draw: random.Random, count: int = PAIRS, asks: bool = False) -> list[WordPair]:
    """Draw different words of different letters, with their answers.

    Parameters
    ----------
    asks
        The last word is kept aside, for a question; otherwise none is.
    """
    table = dict(
        zip(draw.sample(LETTERS, CIPHER_LETTERS), draw.sample(LETTERS, CIPHER_LETTERS), strict=True)
    )
    letters = "".join(table) if task == CIPHER else LETTERS
    words = _draw_train(draw, letters, count - asks)
    if asks:
        asked = _draw_test(draw, letters)
        if asked is None:  # none of so few letters' words is kept aside
            return block(task, draw, count, asks)
        words.append(asked)
    if task == CIPHER:
        return [WordPair(word, "".join(table[letter] for letter in word)) for word in words]
    return [WordPair(word, RULES[task](word)) for word in words]


def text_of(pairs: list[WordPair]) -> str:
    """A block as it stands in a text."""
    return "".join(f"{pair.word}>{pair.answer}\n" for pair in pairs) + "\n"


def knowable(pairs: list[WordPair]) -> bool:
    """Whether the last word's letters all stand in the words before: what a cipher can know."""
    return set(pairs[-1].word) <= set("".join(pair.word for pair in pairs[:-1]))


def absent_in(experiment: Experiment) -> str:
    """The task that a run's text left out; `NOTHING` when it has all.

    Raises
    ------
    UsageError
        When the run learnt from another text.
    """
    part = experiment.dataset
    if part.id != shipped("in_context").dataset.id:
        message = f"This run learnt from {part.id!r}, in which there are no letter tasks."
        raise UsageError(message, "Train one: `workbench run examples/in-context.toml`.")
    return str(part.params.get("absent", ABSENT))


def _draw_train(draw: random.Random, letters: str, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(draw.sample(letters, WORD))
        if not is_held_out(word):
            found[word] = None
    return list(found)


def _draw_test(draw: random.Random, letters: str) -> str | None:
    if len(letters) == len(LETTERS):
        while not is_held_out(word := "".join(draw.sample(letters, WORD))):
            pass
        return word
    there = [word for word in map("".join, permutations(letters, WORD)) if is_held_out(word)]
    return draw.choice(there) if there else None
