"""Shuffle: what a text model loses when the order of the tokens before it is thrown away.

A classifier reads each held-out text as it is and with its tokens in random order. A language
model guesses the same next token (or the same hidden one) from the tokens around it as they are
and in random order, as Khandelwal et al. did (*Sharp Nearby, Fuzzy Far Away*, 2018,
https://arxiv.org/abs/1805.04623). Nothing is trained; a model that uses order does worse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.special_tokens import MASK_ID
from workbench.core.statistics import Interval, mean_with_interval, wilson
from workbench.core.tokenizer import Tokenizer
from workbench.inference.textmodel import (
    CLASSES,
    MASKED,
    PICTURES,
    LanguageModel,
    TextClassifier,
    task_of,
)

ROWS = 2000
PIECES = 500
# Tokens around the one to be guessed.
PIECE = 64
AT_ONCE = 32

Ids = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Check = Callable[[], None]
ReportProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class ShuffleTest:
    """What the model does with texts as they are, and shuffled.

    ``measure`` is ``accuracy`` (0…1) or ``loss`` (nats for a token); ``n`` counts texts or
    guesses; ``change`` is shuffled less as it is, row by row.
    """

    measure: str
    n: int
    as_is: Interval
    shuffled: Interval
    change: Interval

    @property
    def uses_order(self) -> bool:
        """Whether it does worse without order, and not by chance."""
        if self.measure == "accuracy":
            return self.change.high < 0
        return self.change.low > 0


def shuffle_test(
    path: Path,
    data: Data,
    *,
    seed: int = 0,
    check: Check = lambda: None,
    report: ReportProgress = lambda done, total: None,
) -> ShuffleTest:
    """Ask a run's model for held-out texts as they are and shuffled; the same seed, the same test.

    Parameters
    ----------
    path
        The run's ``model.onnx``.
    data
        What it was trained on; at most `ROWS` of the test texts are read, or `PIECES` pieces of
        the test part of a running text.
    check
        Raises `Stopped` when nobody wants it any more; called between pieces of work.

    Raises
    ------
    ModelFileError
        When the model file is damaged, or fails.
    UsageError
        When the model is not for such data.
    """
    task = task_of(path)
    generator = np.random.default_rng(seed)
    if isinstance(data, TextClasses) and task == CLASSES:
        right = _classified(TextClassifier(path), data, generator, check, report)
        as_is, shuffled = (_share(column) for column in right.T)
        change = mean_with_interval(right[:, 1] - right[:, 0], seed)
        return ShuffleTest("accuracy", len(right), as_is, shuffled, change)
    if isinstance(data, Corpus) and task not in (CLASSES, PICTURES):
        losses = _guessed(LanguageModel(path), data, generator, check, report)
        as_is, shuffled = (mean_with_interval(column, seed) for column in losses.T)
        change = mean_with_interval(losses[:, 1] - losses[:, 0], seed)
        return ShuffleTest("loss", len(losses), as_is, shuffled, change)
    message = f"{path} is a model for {task}, which these data are not for."
    raise UsageError(message, "Choose a run on text, and the dataset that it was trained on.")


def _classified(
    model: TextClassifier,
    data: TextClasses,
    generator: np.random.Generator,
    check: Check,
    report: ReportProgress,
) -> Values:
    """Whether each text was read rightly, as it is and shuffled: 0 or 1, ``(n, 2)``."""
    unknown = set(data.classes) - set(model.classes)
    if unknown:
        message = f"{model.path} does not know the class {min(unknown)!r}."
        raise UsageError(message, "Choose the dataset that it was trained on.")
    number = np.array([model.classes.index(name) for name in data.classes])
    rows = _some(len(data.test), ROWS, generator)
    found: list[Values] = []
    for start in range(0, len(rows), AT_ONCE):
        check()
        part = rows[start : start + AT_ONCE]
        ids = [model.encode(data.test.texts[row]) for row in part]
        labels = number[data.test.y[part]]
        both = (ids, [generator.permutation(text) for text in ids])
        answers = [model.probabilities(texts).argmax(1) == labels for texts in both]
        found.append(np.stack(answers, 1).astype(np.float64))
        report(start + len(part), len(rows))
    return np.concatenate(found)


def _guessed(
    model: LanguageModel,
    data: Corpus,
    generator: np.random.Generator,
    check: Check,
    report: ReportProgress,
) -> Values:
    """Loss of one token of each piece, from the others as they are and shuffled: ``(n, 2)``."""
    text = _as_model_reads(model, data)
    length = max(1, min(model.context, PIECE, len(text) - 1))
    starts = _some((len(text) - 1) // length, PIECES, generator) * length
    found = np.empty((len(starts), 2))
    for number, start in enumerate(starts):
        check()
        piece = text[start : start + length]
        if model.task == MASKED:
            place, wanted = length // 2, int(piece[length // 2])
            others = np.delete(piece, place)
            both = [np.insert(o, place, MASK_ID) for o in (others, generator.permutation(others))]
        else:
            place, wanted = length - 1, int(text[start + length])
            both = [piece, generator.permutation(piece)]
        found[number] = [_loss(model.logits(ids)[place], wanted) for ids in both]
        if number % AT_ONCE == 0 or number == len(starts) - 1:
            report(number + 1, len(starts))
    return found


def _as_model_reads(model: LanguageModel, data: Corpus) -> Ids:
    if data.tokenizer == model.tokenizer.to_json():
        return data.test.astype(np.int64)
    text = Tokenizer.from_json(data.tokenizer).decode(data.test)
    ids = model.tokenizer.encode(text).astype(np.int64)
    if len(ids) < 2:
        message = f"For {model.path} the text has no two tokens."
        raise UsageError(message, "Choose the dataset that it was trained on.")
    return ids


def _some(n: int, most: int, generator: np.random.Generator) -> Ids:
    """At most so many of ``n`` numbers, in their order."""
    return np.sort(generator.permutation(n)[:most]).astype(np.int64)


def _loss(logits: npt.NDArray[np.float32], target: int) -> float:
    return float(logsumexp(logits.astype(np.float64)) - logits[target])


def _share(right: Values) -> Interval:
    n_right, n = int(right.sum()), len(right)
    return Interval(n_right / n, *wilson(n_right, n))
