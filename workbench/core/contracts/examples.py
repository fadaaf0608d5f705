"""Examples: rows of any kind with targets of any kind, in two splits."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.input_kind import Indices, InputKind, refuse
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.task import Task
from workbench.core.row_identity import Identities, problem_of_groups


@dataclass(frozen=True)
class Rows:
    """Rows and their targets.

    Attributes
    ----------
    x
        As the input kind holds them; ``len(x)`` is their number.
    y
        As the target kind takes them, ``(n, …)``.
    groups
        Which rows belong together (one speaker, one patient), ``uint64`` ``(n,)``: those of one
        group never lie in two splits. ``None`` where each row stands alone.
    kind
        The input kind; `examples` puts it in.
    """

    x: Any
    y: npt.NDArray[Any]
    groups: Identities | None = None
    kind: InputKind = field(default_factory=InputKind)

    def __len__(self) -> int:
        return len(self.y)

    @cached_property
    def identities(self) -> Identities:
        """What each row is known by, ``uint64`` ``(n,)``."""
        return self.kind.identities(self.x)

    def at(self, indices: Indices) -> Rows:
        """Some rows, in this order."""
        groups = None if self.groups is None else self.groups[indices]
        return replace(self, x=self.kind.take(self.x, indices), y=self.y[indices], groups=groups)


@dataclass(frozen=True)
class Examples:
    """Rows of one input kind with targets of one target kind.

    `examples` makes it from rows and fits the kinds on the training split.

    Raises
    ------
    DatasetError
        When rows or targets are not what the kinds take; it names row and column.
    """

    backend: ClassVar[str] = "workbench.engine.data_backends:ExampleBackend"

    train: Rows
    test: Rows
    inputs: InputKind
    target: TargetKind
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What became of the rows when they were read, a sentence each."""

    def __post_init__(self) -> None:
        for name, split in (("train", self.train), ("test", self.test)):
            if not len(split):
                refuse("is empty", name)
            refuse(self.inputs.problem(split.x), name)
            refuse(self.target.problem(split.y, len(split.x)), name)
            refuse(problem_of_groups(split.groups, len(split.x)), name)

    @property
    def classes(self) -> tuple[str, ...]:
        """Class names where the target is one class; else empty."""
        return self.target.classes

    @property
    def task(self) -> Task:
        """The task they pose."""
        return Task(inputs=self.inputs, target=self.target)

    def digest(self) -> str:
        """SHA-256 of rows, targets and kinds; computed once."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        sha = hashlib.sha256(f"{self.inputs.id} {self.target.id} {self.target.names}".encode())
        for split in (self.train, self.test):
            sha.update(self.inputs.digest(split.x).encode())
            y = np.ascontiguousarray(split.y)
            sha.update(f"{y.shape}".encode())
            sha.update(y.astype(np.float64).tobytes())
            if split.groups is not None:
                sha.update(np.ascontiguousarray(split.groups).tobytes())
        return sha.hexdigest()

    def with_train(self, indices: Indices) -> Examples:
        """With some of the training rows; what was fitted on all of them stays."""
        return replace(self, train=self.train.at(indices))

    def with_test(self, indices: Indices) -> Examples:
        """With some of the test rows."""
        return replace(self, test=self.test.at(indices))


def examples(
    train: Rows,
    test: Rows,
    inputs: InputKind,
    target: TargetKind,
    notes: tuple[str, ...] = (),
) -> Examples:
    """Examples with kinds that are fitted on the training rows.

    Raises
    ------
    DatasetError
        When rows or targets are not what the kinds take; it names row and column.
    """
    # Before anything is fitted: a mean of what is no number says nothing.
    for name, rows in (("train", train), ("test", test)):
        if not len(rows.y) or not len(rows.x):
            refuse("is empty", name)
        refuse(target.problem(rows.y, len(rows.x)), name)
    fitted = inputs.fit(train.x)
    first, second = (replace(rows, kind=fitted) for rows in (train, test))
    return Examples(first, second, fitted, target.fit(train.y), notes)
