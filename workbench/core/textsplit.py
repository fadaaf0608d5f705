"""Splits of labelled texts: no text twice, each class in both parts, the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Duplicates:
    """Which rows remain when each text is kept once.

    ``kept`` are row numbers, rising, ``int64`` ``(k,)``; ``dropped`` rows said a text again,
    ``conflicting`` of them under another label.
    """

    kept: Rows
    dropped: int
    conflicting: int


@dataclass(frozen=True)
class Leakage:
    """Rows of the test split whose text is in the training split, too."""

    rows: tuple[int, ...]
    n_test: int

    @property
    def count(self) -> int:
        """Number of such rows."""
        return len(self.rows)

    def __str__(self) -> str:
        return f"{self.count} of {self.n_test} test texts are in the training split, too"


def normalised(text: str) -> str:
    """What two texts have in common that differ in white space and case only."""
    return " ".join(text.split()).casefold()


def duplicates(texts: Sequence[str], labels: Sequence[object]) -> Duplicates:
    """Keep the first row of each text."""
    first: dict[str, int] = {}
    conflicting = 0
    for row, (text, label) in enumerate(zip(texts, labels, strict=True)):
        earlier = first.setdefault(normalised(text), row)
        conflicting += labels[earlier] != label
    kept = np.fromiter(first.values(), np.int64, len(first))
    return Duplicates(kept, len(texts) - len(first), conflicting)


def leakage(train_texts: Sequence[str], test_texts: Sequence[str]) -> Leakage:
    """Find test texts that training has seen, up to white space and case."""
    seen = {normalised(text) for text in train_texts}
    rows = tuple(row for row, text in enumerate(test_texts) if normalised(text) in seen)
    return Leakage(rows, len(test_texts))


def stratified(y: npt.NDArray[np.integer], test_part: float, seed: int) -> tuple[Rows, Rows]:
    """Split row numbers so that each class has the same part in the test split.

    Parameters
    ----------
    y
        Class indices, ``(n,)``.
    test_part
        Between 0 and 1. A class of two rows or more has at least one in each split; the
        only row of a class is for training.
    seed
        The same seed gives the same rows.

    Returns
    -------
    train, test
        Row numbers, ``int64``, each in random order.
    """
    generator = np.random.default_rng(seed)
    train: list[Rows] = []
    test: list[Rows] = []
    for label in np.unique(y):
        rows = generator.permutation(np.flatnonzero(y == label)).astype(np.int64)
        wanted = max(round(test_part * len(rows)), 1)
        n_test = min(wanted, len(rows) - 1)
        test.append(rows[:n_test])
        train.append(rows[n_test:])
    nothing = [np.empty(0, np.int64)]
    return (
        generator.permutation(np.concatenate(train or nothing)),
        generator.permutation(np.concatenate(test or nothing)),
    )
