"""What a search for leaks takes, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from workbench.core.row_identity import Identities

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
# Numbers, NaN where there is none, or objects (text, truth values), None where there is none.
Column: TypeAlias = npt.NDArray[Any]
LeakKind: TypeAlias = Literal[
    "copy", "column", "sum", "word", "pixel", "circumstance", "rows", "groups", "unread"
]


@dataclass(frozen=True)
class Leak:
    """Something that may give the answer away.

    Attributes
    ----------
    kind
        ``copy``: a column that is the target under another name; ``column``: one that predicts it
        as nothing else does; ``sum``: columns of which the target can be added up; ``word``,
        ``pixel``: one of them alone predicts a class; ``circumstance``: the length, a file's size;
        ``rows``, ``groups``: what is in both splits; ``unread``: a column that would give the
        answer away, and that no model reads.
    where
        The column, word, or pixel (``row 0, column 3``) it is about.
    columns
        Columns whose removal would close the leak; empty where no column can be left out.
    score, baseline
        What it alone predicts of ``rows`` rows that were kept aside while it was fitted, and what
        the most frequent class, or the median, does: the part of right answers for classes; the
        part of the absolute error that is explained (D²) for numbers. For ``rows`` and ``groups``
        the part of the test rows concerned, and 0.
    rows
        How many rows were looked at.
    sentence
        What was found.
    remedy
        What to do about it.
    """

    kind: LeakKind
    where: str
    columns: tuple[str, ...]
    score: float
    baseline: float
    rows: int
    sentence: str
    remedy: str

    @property
    def read(self) -> bool:
        """Whether models read it, so that figures may be too good."""
        return self.kind != "unread"

    def __str__(self) -> str:
        """What was found, and what to do."""
        return f"{self.sentence} {self.remedy}"


@dataclass(frozen=True)
class LeakRows:
    """One split of a dataset, as far as a search for leaks looks at it.

    Attributes
    ----------
    target
        Class indices, integers ``(n,)``; whether a row has each of several labels, ``bool``
        ``(n, labels)``; or numbers, floats ``(n,)``.
    columns
        What models see of each row, ``(n,)`` each: float64 with NaN, or objects with None.
    texts, pictures
        What else they see: a text a row, or ``uint8`` ``(n, height, width[, channels])``.
    circumstances
        What comes along with a row and is not meant to be learnt from, but may show in what models
        see: a file's size, its position. Columns like ``columns``.
    unread
        Columns that no model reads.
    identities, groups
        What each row is known by, and which belong together, ``uint64`` ``(n,)``; identities are
        worked out where they are missing.
    """

    target: npt.NDArray[Any]
    columns: Mapping[str, Column] = field(default_factory=dict)
    texts: Sequence[str] | None = None
    pictures: npt.NDArray[np.uint8] | None = None
    circumstances: Mapping[str, Column] = field(default_factory=dict)
    unread: Mapping[str, Column] = field(default_factory=dict)
    identities: Identities | None = None
    groups: Identities | None = None

    def __len__(self) -> int:
        return len(self.target)
