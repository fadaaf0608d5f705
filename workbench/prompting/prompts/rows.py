"""Rows: examples of a dataset as a prompt sees them, as text or pictures, with their labels."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, cast, overload

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Data, Dataset, ImageClasses
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.text import TextClasses
from workbench.core.row_identity import text_key
from workbench.prompting.prompts.images import png

# Data with an answer for each row.
Labelled: TypeAlias = ImageClasses | TextClasses | Examples


@dataclass(frozen=True)
class Row:
    """One example.

    ``images`` are the bytes of PNG files. ``label`` is empty where it is not known. ``split`` is
    ``train`` or ``test`` with the row's ``index`` in it, or empty for what the user wrote.
    ``cells`` are names and values of columns, where its kind has several; ``truth`` is the label as
    the dataset's target has it.
    """

    text: str = ""
    label: str = ""
    images: tuple[bytes, ...] = ()
    split: str = ""
    index: int = -1
    cells: tuple[tuple[str, str], ...] = ()
    truth: Any = field(default=None, compare=False, repr=False)

    def with_label(self, label: str) -> Row:
        """Return a copy with another label."""
        return replace(self, label=label)


def labelled(data: Data) -> Labelled:
    """Data with an answer for each row, which a prompt can ask about.

    Raises
    ------
    UsageError
        When it is one long text.
    """
    if not data.target.per_token:
        return cast(Labelled, data)
    message = "This dataset is one long text; it has no rows with labels."
    raise UsageError(message, "Choose a dataset of rows with labels.")


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
    part = data.test if split == "test" else data.train
    kind, label = data.inputs, data.target.text(part.y[index])
    if (picture := kind.picture(part.x, index)) is not None:
        return Row("", label, (png(picture),), split, index, truth=part.y[index])
    cells = tuple(kind.cells(part.x, index).items())
    several = cells if len(cells) > 1 else ()
    return Row(kind.text(part.x, index), label, (), split, index, several, part.y[index])


def typical_label(data: Labelled) -> npt.NDArray[Any]:
    """What an answer counts as that cannot be read, where there is no class to be wrong about.

    The training rows' median: of numbers its error is that of who answers nothing but this one, of
    several labels it holds those that most rows have.
    """
    y = data.train.y
    median: npt.NDArray[Any] = np.asarray(np.median(y, axis=0))
    return median.astype(np.float64 if y.ndim == 1 else np.int64)


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
    """Whether two rows ask the same, up to white space, case and punctuation of texts."""
    if one.cells or other.cells:
        return one.cells == other.cells
    return one.images == other.images and text_key(one.text) == text_key(other.text)
