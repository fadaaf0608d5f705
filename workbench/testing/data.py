"""The contract of datasets, and data for checking the rest."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench.core.dataset import Card, Dataset, ImageClasses, Loading, Split
from workbench.core.task import ImageClassification, Task
from workbench.testing.conventions import advise, check_contribution, expect

DIGITS = ImageClassification(28, 28, 1, tuple("0123456789"))

# Part of the test pictures that may be in the training split, too: real collections hold a few.
ALLOWED_TWINS = 0.01


def example_data(n: int = 200, task: Task = DIGITS, seed: int = 0) -> ImageClasses:
    """``n`` training pictures that anything learns at once: a bar whose height is the class."""
    assert isinstance(task, ImageClassification)
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


def check_dataset(cls: type[Dataset], params: Any = None) -> ImageClasses:
    """It loads the same each time, says its task rightly, and keeps test rows out of training.

    Parameters
    ----------
    params
        Settings to load with, such as a small limit; the defaults if ``None``.
    """
    check_contribution(cls)
    chosen = cls.Params() if params is None else params
    told: list[tuple[Any, ...]] = []
    data = cls(Loading(report=lambda *progress: told.append(progress))).load(chosen)
    expect(isinstance(data, ImageClasses), f"{cls.id}: load() returns {type(data).__name__}")
    for what, done, total in told:
        fine = isinstance(what, str) and done >= 0 and (total is None or total >= 0)
        expect(fine, f"{cls.id}: report({what!r}, {done!r}, {total!r}) is no progress")
    said = cls().task(chosen)
    expect(said in (None, data.task), f"{cls.id}: task() says {said}, but it is {data.task}")
    expect(cls().supports(data.task), f"{cls.id}: supports() refuses its own task")
    again = cls().load(chosen).digest()
    expect(again == data.digest(), f"{cls.id}: it loads differently each time")
    _check_rows(cls, data)
    advise(
        cls.card != Card(), f"{cls.id}: it has no card: what it is, licence, source", _owner(cls)
    )
    return data


def _check_rows(cls: type[Dataset], data: ImageClasses) -> None:
    train = {picture.tobytes() for picture in data.train.x}
    twins = sum(picture.tobytes() in train for picture in data.test.x)
    message = f"{cls.id}: {twins} of {len(data.test)} test pictures are in the training split, too"
    expect(twins <= ALLOWED_TWINS * len(data.test), message)
    missing = sorted(set(range(len(data.classes))) - set(np.unique(data.train.y).tolist()))
    names = ", ".join(data.classes[index] for index in missing)
    expect(not missing, f"{cls.id}: no training picture shows {names}")
    expect(len(set(data.classes)) == len(data.classes), f"{cls.id}: two classes share a name")


def _owner(cls: type) -> str:
    return cls.__module__
