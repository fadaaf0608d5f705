"""The contract of datasets, and data for checking the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np

from workbench.core import pretrained
from workbench.core.contracts.dataset import (
    Card,
    Data,
    Dataset,
    ImageClasses,
    LabelledData,
    Loading,
    Split,
    has_labels,
)
from workbench.core.contracts.examples import Examples, Rows, examples
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.targets import Classes, Labels
from workbench.core.contracts.task import (
    ImageClassification,
    LanguageModelling,
    Task,
    TextClassification,
)
from workbench.core.contracts.text import Corpus, TextClasses, TextRows
from workbench.core.tokenizer import Tokenizer, train
from workbench.testing.conventions import (
    advise,
    authors_code,
    check_contribution,
    expect,
)
from workbench.testing.kinds import check_examples

DIGITS = ImageClassification(28, 28, 1, tuple("0123456789"))

# Part of the test pictures that may be in the training split, too: real collections hold a few.
ALLOWED_TWINS = 0.01


# What made-up text consists of; each word belongs to one class.
WORDS = ("sun", "warm", "beach", "light", "rain", "cold", "storm", "dark")


def example_texts(n: int = 200) -> TextClasses:
    """``n`` training texts that anything learns at once: the words of good and bad weather."""
    generator = np.random.default_rng(0)

    def rows(count: int) -> TextRows:
        y = np.arange(count, dtype=np.int64) % 2
        texts = tuple(
            " ".join([*generator.choice(WORDS[4 * label : 4 * label + 4], 5), str(number)])
            for number, label in enumerate(y)
        )
        return TextRows(texts, y)

    first, second = rows(n), rows(max(20, n // 4))
    return TextClasses(first, second, ("good", "bad"), train(first.texts, "wordpiece", 200))


def example_corpus(n: int = 8000) -> Corpus:
    """``n`` training tokens of a text that says the same again and again, as characters."""
    text = "the cat sat on the mat, and the dog ran after the cat. "
    tokenizer = train([text], "char", 0)
    ids = np.resize(Tokenizer.from_json(tokenizer).encode(text), n + n // 8)
    return Corpus(ids[:n], ids[n:], tokenizer)


def example_for(task: Task) -> Data:
    """Data of the kind of a task; the task itself only says which kind."""
    return _EXAMPLES.get(type(task), example_arrays)(task)


_EXAMPLES: dict[type[Task], Callable[[Task], Data]] = {
    TextClassification: lambda task: example_texts(),
    LanguageModelling: lambda task: example_corpus(),
    ImageClassification: lambda task: example_data(task=cast("ImageClassification", task)),
}


def example_arrays(task: Task, n: int = 200) -> Examples:
    """``n`` training rows of numbers that anything learns at once: their sum decides.

    Parameters
    ----------
    task
        Its inputs are `ArrayInputs`; its target one of `Classes`, `Labels` and `Number`.
    """
    kind, target = task.inputs, task.target
    assert isinstance(kind, ArrayInputs)
    generator = np.random.default_rng(0)

    def rows(count: int) -> Rows:
        x = generator.normal(size=(count, *kind.shape)).astype(np.float32)
        total = x.reshape(count, -1).sum(1).astype(np.float64)
        steps = total[:, None] > np.linspace(-1, 1, target.n_outputs)
        if isinstance(target, Labels):
            return Rows(x, steps.astype(np.int64))
        if isinstance(target, Classes):
            return Rows(x, np.minimum(steps.sum(1), target.n_outputs - 1))
        return Rows(x, total)

    return examples(rows(n), rows(max(20, n // 4)), kind, target)


def example_data(n: int = 200, task: ImageClassification = DIGITS, seed: int = 0) -> ImageClasses:
    """``n`` training pictures that anything learns at once: a bar whose height is the class."""
    generator = np.random.default_rng(seed)
    depth = () if task.channels == 1 else (task.channels,)

    def split(rows: int) -> Split:
        y = np.arange(rows) % task.n_classes
        x = generator.integers(0, 60, (rows, task.height, task.width, *depth)).astype(np.uint8)
        for picture, label in zip(x, y, strict=True):
            top = 1 + label * (task.height - 2) // task.n_classes
            picture[top : top + 2, 2:-2] = 230
        return Split(x, y)

    return ImageClasses(split(n), split(max(2 * task.n_classes, n // 4)), task.classes)


def check_dataset(cls: type[Dataset], params: Any = None) -> Data:
    """It loads the same each time, says its task rightly, and keeps test rows out of training.

    Parameters
    ----------
    params
        Settings to load with, such as a small limit; the defaults if ``None``.
    """
    with authors_code(cls):
        return _check_dataset(cls, params)


def _check_dataset(cls: type[Dataset], params: Any) -> Data:
    check_contribution(cls)
    chosen = cls.Params() if params is None else params
    told: list[tuple[Any, ...]] = []
    data = pretrained.load_class(
        cls, chosen, Loading(report=lambda *progress: told.append(progress))
    )
    for what, done, total in told:
        fine = isinstance(what, str) and done >= 0 and (total is None or total >= 0)
        expect(fine, f"{cls.id}: report({what!r}, {done!r}, {total!r}) is no progress")
    said = cls().task(chosen)
    expect(said in (None, data.task), f"{cls.id}: task() says {said}, but it is {data.task}")
    again = pretrained.load_class(cls, chosen, Loading()).digest()
    expect(again == data.digest(), f"{cls.id}: it loads differently each time")
    if has_labels(data):
        _check_twins(cls, data)
        _check_classes(cls, data)
    if isinstance(data, Examples):
        check_examples(data, cls.id)
    advise(
        cls.card != Card(), f"{cls.id}: it has no card: what it is, licence, source", _owner(cls)
    )
    return data


def _check_twins(cls: type[Dataset], data: LabelledData) -> None:
    twins = int(np.isin(data.test.identities, data.train.identities).sum())
    noun = data.inputs.noun[1]
    message = f"{cls.id}: {twins} of {len(data.test)} test {noun} are in the training split, too"
    expect(twins <= ALLOWED_TWINS * len(data.test), message)


def _check_classes(cls: type[Dataset], data: LabelledData) -> None:
    classes, noun = data.target.classes, data.inputs.noun[0]
    if not classes:
        return
    missing = sorted(set(range(len(classes))) - set(np.unique(data.train.y).tolist()))
    names = ", ".join(classes[index] for index in missing)
    expect(not missing, f"{cls.id}: no training {noun} is of {names}")
    expect(len(set(classes)) == len(classes), f"{cls.id}: two classes share a name")


def _owner(cls: type) -> str:
    return cls.__module__
