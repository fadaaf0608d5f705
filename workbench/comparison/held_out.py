"""Held out: the rows that every answerer is asked, locked by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.answerer import Inputs
from workbench.core.contracts.dataset import ImageClasses, Split
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.text import TextClasses, TextRows
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
    indices
        Which rows of the test split, rising.
    truth
        Class indices, int64 ``(n,)``.
    digest
        SHA-256 of the whole test split: its texts or pixels, labels and class names.
    columns
        What else is known of the rows, by name; a value a row.
    total
        How many rows the test split has; 0 where that is not known.
    """

    rows: Sequence[Row]
    inputs: Inputs
    truth: Indices
    classes: tuple[str, ...]
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
        return row_identity.of_inputs(self.inputs)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows say; empty texts for pictures."""
        return ("",) * len(self) if isinstance(self.inputs, np.ndarray) else tuple(self.inputs)

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
    inputs: Inputs
    columns: Mapping[str, tuple[str, ...]] = {}
    if isinstance(data, TextClasses):
        part = data.test.at(asked)
        inputs, columns = part.texts, part.columns
    else:
        inputs = data.test.x[asked]
    truth = data.test.y[asked].astype(np.int64)
    digest = digest or test_digest(data)
    found = LazyRows(data, "test", asked.tolist())
    return HeldOut(found, inputs, truth, data.classes, asked, digest, columns, len(allowed))


def test_digest(data: Labelled) -> str:
    """SHA-256 of a test split; how texts are cut into tokens does not matter."""
    sha = hashlib.sha256("\0".join(data.classes).encode())
    if isinstance(data, TextClasses):
        for text in data.test.texts:
            raw = text.encode("utf-8", "surrogatepass")
            sha.update(len(raw).to_bytes(8, "big") + raw)
    else:
        sha.update(str(data.test.x.shape).encode() + np.ascontiguousarray(data.test.x).tobytes())
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

    ``left_out`` training rows say what a test row says (`workbench.core.row_identity`).
    """

    data: Labelled
    indices: Indices
    excluded: int

    @property
    def y(self) -> Indices:
        """Class indices, int64 ``(n,)``."""
        return self.data.train.y[self.indices].astype(np.int64)

    @property
    def identities(self) -> Identities:
        """What each row is known by, ``uint64`` ``(n,)``."""
        return self.data.train.identities[self.indices]

    def take(self, positions: Indices) -> TextRows | Split:
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


def names(classes: Sequence[str], predicted: Indices) -> list[str]:
    """Class names of predictions; empty for an answer outside the classes."""
    return [classes[index] if index >= 0 else "" for index in predicted.tolist()]


def is_pictures(data: Labelled) -> bool:
    """Whether rows are pictures."""
    return isinstance(data, ImageClasses)
