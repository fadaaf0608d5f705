"""Held out: the rows that every answerer is asked, locked by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.answerer import Inputs, TrainingSplit
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.examples import Rows
from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.few_labels import chosen
from workbench.core.row_identity import Identities
from workbench.prompting.prompts.rows import Labelled, LazyRows, Row, sample
from workbench.prompting.prompts.shots import Pool

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class HeldOut:
    """Rows of a test split.

    Attributes
    ----------
    rows
        As a prompt sees them; pictures are coded as files when a row is looked at.
    inputs
        As ``kind`` holds them.
    truth
        As ``target`` has labels, ``(n, …)``: integers int64, others float64.
    indices
        Which rows of the test split, rising.
    digest
        SHA-256 of the whole test split: its rows, labels and class names.
    columns
        What else is known of the rows, or the row's own columns, by name; a value a row.
    total
        How many rows the test split has; 0 where that is not known.
    """

    rows: Sequence[Row]
    inputs: Inputs
    truth: npt.NDArray[Any]
    kind: InputKind
    target: TargetKind
    indices: Indices
    digest: str
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total: int = 0

    @property
    def available(self) -> int:
        """How many rows could be asked."""
        return max(self.total, len(self))

    def __len__(self) -> int:
        return len(self.truth)

    @cached_property
    def identities(self) -> Identities:
        """What each row is known by, ``uint64`` ``(n,)``."""
        return self.kind.identities(self.inputs)

    @property
    def classes(self) -> tuple[str, ...]:
        """Class names where the target is one class; else empty."""
        return self.target.classes

    @property
    def pictures(self) -> bool:
        """Whether rows are looked at."""
        return len(self) > 0 and self.kind.picture(self.inputs, 0) is not None

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What the rows say; empty texts for pictures."""
        if self.pictures:
            return ("",) * len(self)
        return tuple(self.kind.text(self.inputs, index) for index in range(len(self)))

    @property
    def written(self) -> bool:
        """Whether rows are texts that people wrote, not values set as text."""
        return isinstance(self.inputs, tuple | list) and isinstance(self.inputs[0], str)

    @property
    def lock(self) -> str:
        """SHA-256 of the rows that are asked: the test split's hash and which rows of it."""
        return hashlib.sha256(self.digest.encode() + self.indices.tobytes()).hexdigest()


def hold_out(
    data: Labelled,
    limit: int | None,
    seed: int,
    allowed: Indices | None = None,
    digest: str = "",
) -> HeldOut:
    """Rows to ask: all of the test split, or ``limit`` drawn at random.

    Parameters
    ----------
    allowed
        Which rows of the test split may be asked, rising; all where it is not given.
    digest
        `test_digest` of the data where it is computed already.

    Raises
    ------
    UsageError
        When there are none.
    """
    if not len(data.test):
        raise UsageError("The dataset has no test rows.", "Choose another dataset.")
    allowed = np.arange(len(data.test)) if allowed is None else allowed
    asked = allowed[sample(len(allowed), limit, seed)].astype(np.int64)
    part = data.test.at(asked)
    columns = getattr(part, "columns", None)
    if columns is None:
        columns = _columns(data.inputs, part.x)
    truth = part.y.astype(np.float64 if part.y.dtype.kind == "f" else np.int64)
    found = LazyRows(data, "test", asked.tolist())
    return HeldOut(
        found,
        part.x,
        truth,
        data.inputs,
        data.target,
        asked,
        digest or test_digest(data),
        columns,
        len(allowed),
    )


def _columns(kind: InputKind, rows: Any) -> Mapping[str, tuple[str, ...]]:
    """The columns that rows consist of, where they have several."""
    if len(kind.cells(rows, 0)) < 2:
        return {}
    each = [kind.cells(rows, index) for index in range(len(rows))]
    return {name: tuple(cells[name] for cells in each) for name in each[0]}


def test_digest(data: Labelled) -> str:
    """SHA-256 of a test split; how texts are cut into tokens does not matter."""
    rows = data.test.x
    if isinstance(data.test, Rows):
        target = data.target
        sha = hashlib.sha256(f"{data.inputs.id} {target.id} {target.names}".encode())
        sha.update(data.inputs.digest(rows).encode())
        sha.update(str(data.test.y.shape).encode())
        sha.update(np.ascontiguousarray(data.test.y, np.float64).tobytes())
        return sha.hexdigest()
    # As answers of earlier comparisons are known by it.
    sha = hashlib.sha256("\0".join(data.classes).encode())
    if isinstance(rows, np.ndarray):
        sha.update(str(rows.shape).encode() + np.ascontiguousarray(rows).tobytes())
    else:
        for text in rows:
            raw = text.encode("utf-8", "surrogatepass")
            sha.update(len(raw).to_bytes(8, "big") + raw)
    sha.update(np.ascontiguousarray(data.test.y, np.int64).tobytes())
    return sha.hexdigest()


def refuse_other(data: Labelled, held_out: HeldOut, who: str, digest: str = "") -> None:
    """Refuse what was, or would be, tested on other rows.

    Parameters
    ----------
    digest
        `test_digest` of the data where it is computed already.

    Raises
    ------
    UsageError
        When the test splits differ: rows that are asked here may have been learnt there.
    """
    if (digest or test_digest(data)) != held_out.digest:
        message = f"{who} has another test split than this comparison: it may know the answers."
        raise UsageError(message, "Train it on the comparison's dataset, with the same split.")


@dataclass(frozen=True)
class Learnable:
    """Training rows that may be learnt from.

    ``excluded`` training rows say what a test row says (`InputKind.identities`).
    """

    data: Labelled
    indices: Indices
    excluded: int

    @property
    def strata(self) -> Indices:
        """A number for each row, int64 ``(n,)``, of which few rows hold some of each: its class."""
        return self.data.target.strata(self.data.train.y[self.indices])

    @property
    def identities(self) -> Identities:
        """What each row is known by, ``uint64`` ``(n,)``."""
        return self.data.train.identities[self.indices]

    def take(self, positions: Indices) -> TrainingSplit:
        """Some of these rows, by their place among them."""
        where = self.indices[positions]
        return self.data.train.at(where)


def learnable(data: Labelled) -> Learnable:
    """The training split without what the test split holds."""
    pool = Pool(data)
    return Learnable(data, pool.indices, pool.left_out)


def per_class(
    y: Indices, count: int | None, seed: int, identities: Identities | None = None
) -> Indices:
    """Places of ``count`` rows of each class, as `workbench.core.few_labels` draws them."""
    return np.arange(len(y)) if count is None else chosen(y, count, seed, identities)


def names(target: TargetKind, predicted: npt.NDArray[Any]) -> list[str]:
    """Predictions as they are shown; empty for an answer outside the classes."""
    return [target.text(each) for each in predicted]
