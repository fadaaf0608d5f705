"""Contamination: hints that a foundation model may know the test rows; never a proof.

A model that has read a text can often go on with it word for word. It is given the first half of
some test texts; what it adds is laid beside the second half, as in Carlini et al. 2023,
"Quantifying memorization across neural language models", https://arxiv.org/abs/2202.07646, and
Golchin & Surdeanu 2024, "Time travel in LLMs", https://arxiv.org/abs/2308.08493. A model that
cannot do it may still have seen the rows, and a text of set phrases is guessed without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from workbench.core.contracts.provider import Capabilities, Message, Options, Request
from workbench.core.row_identity import normalised

# Fewer words in the second half are guessed too easily.
FEWEST_WORDS, MOST_WORDS = 8, 60
ASKED = 20
# Matching parts of two texts over both lengths; nearly word for word.
CLOSE = 0.8
INSTRUCTION = (
    "The following is the first half of a text. Write its second half, word for word as you "
    "remember it, and nothing else.\n\n{}"
)

# Puts requests to a model and returns its texts in order; None where no answer came.
Ask = Callable[[Sequence[Request]], Sequence[str | None]]


@dataclass(frozen=True)
class Half:
    """A test text in two; ``row`` is its place among the held-out rows."""

    row: int
    first: str
    second: str


@dataclass(frozen=True)
class Verbatim:
    """How many texts a model went on with; of those, ``close`` (rows) nearly word for word."""

    n_texts: int
    close: tuple[int, ...]


def sentence(name: str, n_texts: int, close: int) -> str:
    """What it hints at."""
    tried = f"Given the first half of {n_texts} test texts, {name} goes on with"
    if not close:
        return f"{tried} none of them word for word: no hint that it has read them."
    return f"{tried} {close} of them nearly word for word: a hint that it has read them, no proof."


def halves(texts: Sequence[str], count: int = ASKED) -> list[Half]:
    """The longest-enough texts cut in the middle, in their order, ``count`` at most."""
    found = []
    for row, text in enumerate(texts):
        words = text.split()[:MOST_WORDS]
        if len(words) < 2 * FEWEST_WORDS:
            continue
        middle = len(words) // 2
        found.append(Half(row, " ".join(words[:middle]), " ".join(words[middle:])))
        if len(found) == count:
            break
    return found


def request(half: Half, model: str, can: Capabilities) -> Request:
    """The question: a plain text to go on with where the model takes one."""
    # A word is a token or two.
    options = Options(temperature=0.0, seed=0, max_tokens=2 * len(half.second.split()) + 8)
    if can.completion:
        return Request(model, prompt=half.first, options=options)
    asked = (Message("user", INSTRUCTION.format(half.first)),)
    return Request(model, asked, options=options)


def verbatim(texts: Sequence[str], model: str, can: Capabilities, ask: Ask) -> Verbatim:
    """Let a model go on with test texts.

    Parameters
    ----------
    texts
        Of the held-out rows.
    ask
        Puts the requests; answers that are known should not be paid again.
    """
    tried = halves(texts)
    said = ask([request(half, model, can) for half in tried])
    answered = [(half, text) for half, text in zip(tried, said, strict=True) if text is not None]
    close = tuple(half.row for half, text in answered if closeness(half, text) >= CLOSE)
    return Verbatim(len(answered), close)


def closeness(half: Half, answer: str) -> float:
    """How much of the second half an answer begins with, 0…1, up to white space and case."""
    second, said = normalised(half.second), normalised(answer)
    first = normalised(half.first)
    if said.startswith(first):  # it began from the start
        said = said[len(first) :].lstrip()
    return SequenceMatcher(None, second, said[: len(second)], autojunk=False).ratio()
