"""Rows: examples of a dataset as a prompt sees them, texts or pictures with their labels' names."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np

from workbench.core.contracts.dataset import Data, Dataset, ImageClasses
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.text import TextClasses
from workbench.core.row_identity import text_key
from workbench.prompting.prompts.images import png

Labelled = ImageClasses | TextClasses


@dataclass(frozen=True)
class Row:
    """One example.

    ``images`` are the bytes of PNG files. ``label`` is empty where it is not known. ``split`` is
    ``train`` or ``test`` with the row's ``index`` in it, or empty for what the user wrote.
    """

    text: str = ""
    label: str = ""
    images: tuple[bytes, ...] = ()
    split: str = ""
    index: int = -1

    def with_label(self, label: str) -> Row:
        """Return a copy with another label."""
        return replace(self, label=label)


def labelled(data: Data) -> Labelled:
    """Data in classes, which a prompt can ask about.

    Raises
    ------
    UsageError
        When it is one long text.
    """
    if isinstance(data, ImageClasses | TextClasses):
        return data
    message = "This dataset is one long text; it has no rows with labels."
    raise UsageError(message, "Choose a dataset of texts or pictures in classes.")


def may_be_labelled(dataset: type[Dataset]) -> bool:
    """Whether a dataset can hold rows with labels, as far as its ``load`` says."""
    returned = inspect.get_annotations(dataset.load).get("return", "")
    return getattr(returned, "__name__", str(returned)).rpartition(".")[2] != "Corpus"


def rows(data: Labelled, split: str, indices: Iterable[int] | None = None) -> list[Row]:
    """Rows of ``train`` or ``test``; all of them, or those with these indices."""
    part = data.test if split == "test" else data.train
    chosen = range(len(part)) if indices is None else indices
    return [row(data, split, int(index)) for index in chosen]


def row(data: Labelled, split: str, index: int) -> Row:
    """One row of ``train`` or ``test``."""
    if isinstance(data, TextClasses):
        texts = data.test if split == "test" else data.train
        label = data.classes[int(texts.y[index])]
        return Row(texts.texts[index], label, (), split, index)
    pictures = data.test if split == "test" else data.train
    label = data.classes[int(pictures.y[index])]
    return Row("", label, (png(pictures.x[index]),), split, index)


class LazyRows(Sequence[Row]):
    """Rows of ``train`` or ``test`` with these indices, each made when it is first looked at.

    A thousand pictures take a second to be coded as files, and many of them are never shown.
    """

    def __init__(self, data: Labelled, split: str, indices: Sequence[int]) -> None:
        self._data = data
        self._split = split
        self._indices = indices
        self._rows: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._indices)

    @overload
    def __getitem__(self, position: int) -> Row: ...

    @overload
    def __getitem__(self, position: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, position: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(position, slice):
            return tuple(self[each] for each in range(*position.indices(len(self))))
        index = self._indices[position]
        if index not in self._rows:
            self._rows[index] = row(self._data, self._split, index)
        return self._rows[index]


def sample(n: int, limit: int | None, seed: int) -> list[int]:
    """Indices of ``limit`` of ``n`` rows drawn at random, rising; all when there are no more."""
    if limit is None or limit >= n:
        return list(range(n))
    drawn = np.random.default_rng(seed).choice(n, limit, replace=False)
    return sorted(int(index) for index in drawn)


def same(one: Row, other: Row) -> bool:
    """Whether two rows ask the same, up to white space, case and punctuation."""
    return one.images == other.images and text_key(one.text) == text_key(other.text)
