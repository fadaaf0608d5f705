"""Words that give a class away, such as a tag or the name of a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.core.leaks import judge, rest
from workbench.core.leaks.leak import Column, Floats, Integers, Leak
from workbench.core.leaks.of_columns import ClassQuestion
from workbench.core.leaks.tables import FOLDS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST_WORDS, MOST_CHARACTERS, MOST_SUSPECTS, MOST_NAMED = 20_000, 2000, 8, 5
# Whatever stands between white space, with and without the marks around it: tags have marks.
_WORD = re.compile(r"\S+")
_MARKS = "".join(map(chr, range(33, 48))) + ":;<=>?@[\\]^_`{|}~“”„‘’«»…"


def words_of(text: str) -> set[str]:
    """The different words at a text's beginning, as they stand and without marks around them."""
    found = {word.lower() for word in _WORD.findall(text[:MOST_CHARACTERS])}
    return found | {word.strip(_MARKS) for word in found} - {""}


@dataclass(frozen=True)
class _WordSuspect:
    word: int
    label: int
    present: bool
    explained: float


def word_leaks(
    texts: Sequence[str],
    question: ClassQuestion,
    folds: Integers,
    place: str = "",
    check: Callable[[], None] = lambda: None,
) -> list[Leak]:
    """Single words that say whether a row is of a class where all other words do not.

    Parameters
    ----------
    place
        Where the texts stand, as in ``in “name”``; empty where rows are texts.
    """
    if not question.known:
        return []
    counts, vocabulary = _presence(texts, check)
    if not vocabulary:
        return []
    suspects = _suspects(counts, question, folds, len(vocabulary))
    leaks, named = [], set[tuple[str, int]]()
    for each in suspects[:MOST_SUSPECTS]:
        check()
        word = vocabulary[each.word]
        if (word.strip(_MARKS), each.label) in named:
            continue
        predicted = _says(counts, each)
        is_label = question.y == each.label
        some = _some(len(is_label))
        alike = _always_with(counts, each.word)
        others = counts[some][:, np.setdiff1d(np.arange(counts.shape[1]), alike)]
        of_rest = rest.words_classes(others, is_label[some].astype(np.int64), folds[some]) == 1
        if judge.beyond_the_rest((predicted == is_label)[some], of_rest == is_label[some]):
            leaks.append(_leak(word, each, predicted, is_label, question, place))
            named.add((word.strip(_MARKS), each.label))
    return leaks[:MOST_NAMED]


def _presence(texts: Sequence[str], check: Callable[[], None]) -> tuple[csr_matrix, list[str]]:
    """Which words are in which texts ``(n, words)``, those of at least ten texts."""
    from scipy.sparse import csr_matrix

    every = []
    for number, text in enumerate(texts):
        if number % 1000 == 0:
            check()
        every.append(words_of(text))
    frequency: dict[str, int] = {}
    for words in every:
        for word in words:
            frequency[word] = frequency.get(word, 0) + 1
    common = [word for word, n in frequency.items() if n >= judge.FEWEST_OF_CLASS]
    # By name where they are as frequent: sets have no order of their own.
    common = sorted(common, key=lambda word: (-frequency[word], word))[:MOST_WORDS]
    number_of = {word: number for number, word in enumerate(common)}
    columns = [sorted(number_of[word] for word in words if word in number_of) for words in every]
    ends = np.cumsum([0, *(len(each) for each in columns)])
    flat = np.fromiter((number for each in columns for number in each), np.int32, int(ends[-1]))
    values = np.ones(len(flat), np.float32)
    return csr_matrix((values, flat, ends), shape=(len(texts), len(common))), common


def _suspects(
    counts: csr_matrix, question: ClassQuestion, folds: Integers, n_words: int
) -> list[_WordSuspect]:
    """Words that stand in nearly all rows of a class and in nearly no other, or the reverse.

    Chosen on four folds of five, so that the last one is not what chose them.
    """
    y, n_classes = question.y, len(question.classes)
    learnt = folds < FOLDS - 1
    rows = np.flatnonzero(learnt)
    onehot = np.zeros((len(rows), n_classes), np.float32)
    onehot[np.arange(len(rows)), y[rows]] = 1
    both: Floats = np.asarray(counts[rows].T @ onehot, np.float64)
    frequency, truths = both.sum(1, keepdims=True), onehot.sum(0).astype(np.float64)[None]
    errors = frequency + truths - 2 * both
    usual = np.minimum(truths, len(rows) - truths)
    usual[usual < judge.FEWEST_OF_CLASS] = np.nan
    suspects = []
    for present, wrong in ((True, errors), (False, len(rows) - errors)):
        parts = np.nan_to_num(1 - wrong / usual, nan=-np.inf)
        for word, label in np.argwhere(parts >= judge.NEARLY):
            suspects.append(_WordSuspect(int(word), int(label), present, float(parts[word, label])))
    if n_classes == 2:
        # The same word says both of two classes.
        suspects = [each for each in suspects if each.present]
    confirmed = [each for each in suspects if _holds(counts, each, y, ~learnt, n_words * n_classes)]
    return sorted(confirmed, key=lambda each: (-each.explained, each.word, each.label))


def _holds(
    counts: csr_matrix, suspect: _WordSuspect, y: Integers, aside: Column, looks: int
) -> bool:
    """Whether it is so on the rows kept aside as well, and beyond chance on all."""
    says, is_label = _says(counts, suspect), y == suspect.label
    usual = min(int(is_label[aside].sum()), int((~is_label)[aside].sum()))
    if usual and 1 - int(np.sum((says != is_label)[aside])) / usual < judge.NEARLY - 0.1:
        return False
    told = int(says.sum())
    return judge.beyond_chance(int((says & is_label).sum()), told, float(is_label.mean()), looks)


def _says(counts: csr_matrix, suspect: _WordSuspect) -> Column:
    present = np.asarray(counts[:, [suspect.word]].todense()).ravel() > 0
    return present if suspect.present else ~present


def _always_with(counts: csr_matrix, word: int) -> Integers:
    """Words that nearly always stand with this one: the same tag, with its marks and without."""
    with_word = np.asarray((counts.T @ counts[:, [word]]).todense()).ravel()
    frequency = np.asarray(counts.sum(0)).ravel()
    alike = (with_word >= 0.98 * frequency) & (with_word >= 0.98 * frequency[word])
    return np.flatnonzero(alike)


def _some(n: int) -> Integers:
    if n <= rest.MOST_ROWS:
        return np.arange(n)
    return np.sort(np.random.default_rng(1).permutation(n)[: rest.MOST_ROWS])


def _leak(
    word: str,
    suspect: _WordSuspect,
    predicted: Column,
    is_label: Column,
    question: ClassQuestion,
    place: str,
) -> Leak:
    n, label = len(is_label), question.classes[suspect.label]
    score = float(np.mean(predicted == is_label))
    base = max(float(is_label.mean()), float(1 - is_label.mean()))
    told, hits = int(predicted.sum()), int((predicted & is_label).sum())
    held = "with" if suspect.present else "without"
    sentence = (
        f"The word “{word}”{place} alone gives “{label}” away: of {told:,} rows {held} it, "
        f"{hits:,} are “{label}”, out of {int(is_label.sum()):,}. Other words come nowhere near."
    )
    remedy = f"Take “{word}” out of the texts, unless it is what the model should go by."
    return Leak("word", f"the word “{word}”{place}", (), score, base, n, sentence, remedy)


def lengths_of(texts: Sequence[str]) -> dict[str, Column]:
    """How long each text is, by letters and by words."""
    return {
        "the length in characters": np.array([len(text) for text in texts], np.float64),
        "the number of words": np.array([len(text.split()) for text in texts], np.float64),
    }
