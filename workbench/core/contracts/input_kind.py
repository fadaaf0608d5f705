"""InputKind: what goes into a model: how its rows are held, known, made ready, read and shown.

A subclass is registered once; an *instance* belongs to a dataset and holds what is particular to
it, such as the size of its pictures or the columns of its table, and what was fitted on its
training rows. It travels in the model file as JSON, so that a row given to the model later goes
through the same code as in training.
"""

from __future__ import annotations

import dataclasses
import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np
import numpy.typing as npt

from workbench.core import class_path, row_identity
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import DatasetError, UsageError
from workbench.core.row_identity import Identities

if TYPE_CHECKING:
    from typing import Self

    import onnx
    import torch
    from torch import Tensor, nn

# Arrays by name; the first axis of each counts rows.
Arrays = Mapping[str, npt.NDArray[Any]]
Indices = npt.NDArray[np.int64]


class RowAugmentation(Protocol):
    """Changes of a batch in training that leave its targets as they are.

    Every random number comes from ``generator``, which the engine makes of seed and step alone, so
    that a resumed training sees the same. It is on the CPU.

    ``amount`` is what the user asks for: above 0, and 1 for what is usual.
    """

    def rows(
        self, arrays: tuple[Tensor, ...], amount: float, generator: torch.Generator
    ) -> tuple[Tensor, ...]:
        """The arrays of `InputKind.encode`, changed, before `InputKind.preprocessing`."""
        ...

    def inputs(
        self, inputs: tuple[Tensor, ...], amount: float, generator: torch.Generator
    ) -> tuple[Tensor, ...]:
        """The network's inputs, changed, behind `InputKind.preprocessing`."""
        ...


@dataclass(frozen=True)
class InputKind(Contribution):
    """What goes into a model.

    A subclass is a frozen dataclass whose fields are plain (numbers, texts, tuples of them), or it
    implements `spec` and `from_spec`. It must implement `encode` and should implement `read`; rows
    that are arrays need nothing else. `ArrayInputs` does most of it for rows of numbers.

    Rows are whatever the kind says: an array, a tuple, or an object with a length. The network's
    inputs come about in two stages: `encode` turns rows into arrays of numbers, in numpy;
    `preprocessing` turns these into what the network takes, in torch, and becomes the first part
    of the exported graph.

    Attributes
    ----------
    noun
        What one row and several are called, such as ``("picture", "pictures")``.
    files
        Endings of files that `read` takes, such as ``(".wav", ".flac")``.
    preview
        The widget that shows rows on the Data page, as ``"package.module:Class"``; it is called
        with the window's ``Host`` and has ``show_rows(kind, target, split, indices)``. Without one
        rows are a table of `cells`.
    columnar
        Whether `raw` gives named columns, ``(n,)`` each, so that one can be changed and the others
        be left: views then ask what each column means to a model.
    module
        What `preprocessing` is, as ``"package.module:Class"``, so that torch is imported only when
        it is needed; it is called with the kind's instance.
    augmentation
        What changes batches in training, an `RowAugmentation`, as ``"package.module:Class"``; it is
        called with the kind's instance. Empty where rows are only ever taken as they are.
    """

    id: ClassVar[str] = "unknown"
    name: ClassVar[str] = "Unknown rows"
    about: ClassVar[str] = "Rows of no particular kind."
    noun: ClassVar[tuple[str, str]] = ("row", "rows")
    files: ClassVar[tuple[str, ...]] = ()
    preview: ClassVar[str] = ""
    columnar: ClassVar[bool] = False
    module: ClassVar[str] = "workbench.engine.input_modules:PassOn"
    augmentation: ClassVar[str] = ""

    def __str__(self) -> str:
        """What rows are in a sentence, such as ``28×28 pictures``."""
        return self.noun[1]

    # --- rows

    def take(self, rows: Any, indices: Indices) -> Any:
        """Some rows, in this order."""
        if isinstance(rows, np.ndarray):
            return rows[indices]
        if isinstance(rows, list | tuple):
            return type(rows)(rows[index] for index in indices.tolist())
        return rows.take(indices)

    def problem(self, rows: Any) -> str:
        """What is wrong with rows, behind "the train split", naming row and column; or nothing.

        The default refuses numbers that are not finite in what `encode` gives.
        """
        for name, values in self.encode(rows).items():
            if len(values) != len(rows):
                return f"has {len(rows)} {self.noun[1]} but {len(values)} values of {name!r}"
            if problem := problem_of_numbers(values, name):
                return problem
        return ""

    def identities(self, rows: Any) -> Identities:
        """What each row is known by, ``uint64`` ``(n,)``: rows that say the same share it.

        The default hashes what `raw` gives.
        """
        arrays = self.raw(rows)
        return row_identity.of_bytes(
            [_row_bytes(arrays, index) for index in range(len(rows))], self.id
        )

    def digest(self, rows: Any) -> str:
        """SHA-256 of all rows in their order."""
        sha = hashlib.sha256()
        for name, values in sorted(self.raw(rows).items()):
            sha.update(f"{name} {values.dtype.kind} {values.shape}".encode())
            sha.update(_bytes_of(values))
        return sha.hexdigest()

    # --- made ready for a network

    def fit(self, rows: Any) -> Self:
        """The kind with what is learnt from training rows alone: means, scales, vocabularies."""
        return self

    def encode(self, rows: Any) -> Arrays:
        """Rows as arrays of numbers, ``(n, …)`` each, that `preprocessing` takes in this order.

        It depends on each row alone, and on what was fitted.
        """
        raise NotImplementedError

    def preprocessing(self) -> nn.Module:
        """From the arrays of `encode`, as tensors, to the network's inputs.

        ``forward`` takes a tensor for each array and returns a tensor, or a tuple of them where
        the network takes several. The default is the class that `module` names.
        """
        module: nn.Module = class_path.load(self.module)(self)
        return module

    def augmenter(self) -> RowAugmentation | None:
        """What changes batches in training: the class of `augmentation`, if there is one."""
        if not self.augmentation:
            return None
        made: RowAugmentation = class_path.load(self.augmentation)(self)
        return made

    def example(self, n: int, length: int) -> Arrays:
        """What `encode` gives for ``n`` rows, empty but of the right shapes: networks are sized so.

        Parameters
        ----------
        length
            Of the `axes` that may have any length.

        Raises
        ------
        NotImplementedError
            Where the kind does not say; its networks cannot be described before training then.
        """
        raise NotImplementedError

    def axes(self) -> Mapping[str, Mapping[int, str]]:
        """Axes of `encode`'s arrays, beside the rows', that may have any length, each with a name.

        Such as ``{"samples": {1: "time"}}``.
        """
        return {}

    def longest(self, rows: Any) -> int | None:
        """How long the `axes` of any length are at most; ``None`` where there are none."""
        return None

    # --- the model file

    def raw(self, rows: Any) -> Arrays:
        """What the model file takes: what `encode` gives, unless `add_front` does that part."""
        return self.encode(rows)

    def add_front(self, graph: onnx.ModelProto) -> onnx.ModelProto:
        """The exported graph with what turns `raw` into `encode`'s arrays put before it."""
        return graph

    def spec(self) -> Mapping[str, Any]:
        """The instance as JSON-able values."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}

    @classmethod
    def from_spec(cls, spec: Mapping[str, Any]) -> Self:
        """What `spec` gave, back from JSON.

        Raises
        ------
        TypeError, ValueError, KeyError
            When it is damaged; whoever reads a model file says so.
        """
        return cls(**{name: _frozen(value) for name, value in spec.items()})

    # --- a user's own rows

    def read(self, source: Any) -> Any:
        """Rows from what a user has: a path, a text, a mapping of values, an array, or several.

        Raises
        ------
        DatasetError
            When it cannot be read.
        UsageError
            When it is nothing of this kind.
        """
        message = f"{self.name} cannot be read from {type(source).__name__}."
        raise UsageError(message, "Use rows of a dataset.")

    # --- shown

    def tokens(self, rows: Any, index: int) -> tuple[str, ...]:
        """Names of the places of a row that attention is between, such as columns or words."""
        return ()

    def text(self, rows: Any, index: int) -> str:
        """A row as text, for a prompt, a screen reader and a table's cell."""
        values = self.raw(self.take(rows, np.array([index])))
        return ", ".join(f"{name}: {_short(value[0])}" for name, value in values.items())

    def cells(self, rows: Any, index: int) -> Mapping[str, str]:
        """A row's values by column, for a table."""
        return {self.noun[0]: self.text(rows, index)}

    def picture(self, rows: Any, index: int) -> npt.NDArray[np.uint8] | None:
        """A row as a picture uint8 ``(height, width[, 3])``; ``None`` where it has no look."""
        return None


@dataclass(frozen=True)
class ArrayInputs(InputKind):
    """Rows of numbers of one shape, float32 ``(n, *shape)``; its values are standardised.

    Attributes
    ----------
    shape
        Of a row.
    mean, scale
        Of the training rows, float; one for each place of the last axis once fitted.
    """

    id: ClassVar[str] = "array"
    name: ClassVar[str] = "Numbers"
    about: ClassVar[str] = "Rows of numbers of one shape."
    module: ClassVar[str] = "workbench.engine.input_modules:Standardise"

    shape: tuple[int, ...] = (1,)
    mean: tuple[float, ...] = ()
    scale: tuple[float, ...] = ()

    def __str__(self) -> str:
        return f"{self.noun[1]} of {'×'.join(map(str, self.shape))} numbers"

    def fit(self, rows: npt.NDArray[np.generic]) -> Self:
        """With mean and standard deviation of training rows."""
        flat = np.asarray(rows, np.float64).reshape(-1, self.shape[-1])
        deviation = flat.std(0)
        scale = np.where(deviation > 1e-12, deviation, 1.0)
        return dataclasses.replace(
            self, mean=tuple(flat.mean(0).tolist()), scale=tuple(scale.tolist())
        )

    def encode(self, rows: npt.NDArray[np.generic]) -> Arrays:
        """Float32 ``(n, *shape)``."""
        return {"values": np.ascontiguousarray(rows, np.float32)}

    def problem(self, rows: Any) -> str:
        """A wrong type or shape, or a number that is not finite."""
        if not isinstance(rows, np.ndarray) or rows.dtype.kind not in "fiub":
            return f"has rows that are no array of numbers but {type(rows).__name__}"
        if rows.shape[1:] != self.shape:
            return f"has rows of shape {rows.shape[1:]}, not {self.shape}"
        return problem_of_numbers(rows, "values")

    def example(self, n: int, length: int) -> Arrays:
        """Zeros."""
        return {"values": np.zeros((n, *self.shape), np.float32)}

    def read(self, source: Any) -> npt.NDArray[np.float32]:
        """One row, or several: numbers, a text of them, or a file with a row a line.

        Raises
        ------
        UsageError
            When these are no numbers of the shape.
        """
        try:
            if isinstance(source, Path):
                lines = source.read_text("utf-8").splitlines()
                source = [_numbers_in(line) for line in lines if line.strip()]
            elif isinstance(source, str):
                source = _numbers_in(source)
            rows = np.asarray(source, np.float32)
        except (TypeError, ValueError, OSError) as error:
            message = f"{str(source)[:80]!r} are no numbers."
            raise UsageError(message, f"Give {math.prod(self.shape)} numbers a row.") from error
        if rows.ndim <= 2 and rows.shape[-1:] == (math.prod(self.shape),):
            rows = rows.reshape(-1, *self.shape)
        rows = rows[None] if rows.shape == self.shape else rows
        if rows.shape[1:] != self.shape or not np.isfinite(rows).all():
            message = f"Numbers of shape {rows.shape} are no row of shape {self.shape}."
            raise UsageError(message, "Give finite numbers of this shape.")
        return rows


def _numbers_in(line: str) -> list[float]:
    return [float(word) for word in line.replace(",", " ").replace(";", " ").split()]


def problem_of_numbers(values: npt.NDArray[Any], name: str) -> str:
    """The first number that is not finite, behind "the split"; empty where there is none."""
    if values.dtype.kind != "f" or np.isfinite(values).all():
        return ""
    where = np.argwhere(~np.isfinite(values))[0].tolist()
    value = "NaN" if np.isnan(values[tuple(where)]) else "an infinite value"
    column = f", column {', '.join(map(str, where[1:]))}" if len(where) > 1 else ""
    return f"has {value} in {name!r}, row {where[0]}{column}"


def refuse(problem: str, split: str) -> None:
    """Raise `DatasetError` for what is wrong with a split, if anything is."""
    if problem:
        raise DatasetError(f"The {split} split {problem}.", "Check the dataset's files.")


def _row_bytes(arrays: Arrays, index: int) -> bytes:
    return b"".join(
        name.encode() + b"\0" + _bytes_of(values[index : index + 1])
        for name, values in sorted(arrays.items())
    )


def _bytes_of(values: npt.NDArray[Any]) -> bytes:
    if values.dtype.kind not in "OUST":
        return np.ascontiguousarray(values).tobytes()
    return b"".join(row_identity.framed(str(value)) for value in values.ravel().tolist())


def _frozen(value: Any) -> Any:
    """Lists of JSON as the tuples that they were."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _short(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.ndim:
        some = [_short(each) for each in value.ravel()[:8]]
        return f"({', '.join(some)}{', …' if value.size > len(some) else ''})"
    return f"{value:.4g}" if isinstance(value, float | np.floating) else str(value)
