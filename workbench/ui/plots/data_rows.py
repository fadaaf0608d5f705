"""Data rows: the splits of any dataset as rows with an ``x`` and a ``y``, and rows by number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.examples import Rows
from workbench.core.contracts.input_kind import InputKind


class RowsLike(Protocol):
    """Rows of a split: ``x`` as the input kind holds them, ``y`` as the target kind does."""

    @property
    def x(self) -> Any: ...
    @property
    def y(self) -> npt.NDArray[Any]: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True)
class RowItem:
    """One row in a list of rows: what it says is read when it is shown.

    Attributes
    ----------
    kind, split, index
        Of which rows, and which one.
    title, about
        A caption, and a sentence.
    """

    kind: InputKind = field(repr=False)
    split: RowsLike = field(repr=False)
    index: int
    title: str
    about: str = ""


def is_running(data: Data) -> bool:
    """Whether a dataset is one long row, whose places are looked at instead of rows."""
    return isinstance(data.train, np.ndarray)


def split_of(data: Data, name: str) -> RowsLike:
    """The ``train`` or ``test`` split; of one long row each place counts as a row."""
    part = data.test if name == "test" else data.train
    if isinstance(part, np.ndarray):
        return Rows(part, part, kind=data.inputs)
    return part
