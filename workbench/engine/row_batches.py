"""Rows of a dataset on the device, and how a batch of them is taken.

`RowBatches` is what `BaseLearner` knows of a kind of data. Pictures and texts in classes have
theirs here, and rows of any other kind; a learner may be given one of its author's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.examples import Examples, Rows
from workbench.core.contracts.network import context_of
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.contracts.trainer import Setup
from workbench.core.memory import refuse_too_large
from workbench.core.special_tokens import PAD_ID
from workbench.core.tokenizer import Tokenizer, padded
from workbench.engine.augment import Augmentation, augment
from workbench.engine.batches import (
    ROWS_AT_ONCE,
    Batch,
    Pixels,
    Resident,
    holdout,
    pixel_statistics,
    resident,
    step_generator,
)
from workbench.engine.network_inputs import as_tensors, as_tuple, prepared
from workbench.engine.transfer import MEAN, SCALE

TEXTS_AT_ONCE = 1000
R = TypeVar("R", bound="DeviceRows")


class DeviceRows(Protocol):
    """Rows of one split on the device; `Resident` where inputs and targets are one tensor each.

    ``rows`` int64 ``(n,)`` says which rows of the dataset's split these are.
    """

    @property
    def rows(self) -> npt.NDArray[np.int64]: ...

    def __len__(self) -> int: ...

    def __getitem__(self: R, part: slice) -> R: ...

    def take(self, index: Tensor | slice) -> Batch:
        """The rows at these positions, int64 ``(batch,)`` or a slice, as a batch."""
        ...


class RowBatches:
    """The training, validation and test rows of a dataset, and what becomes of a batch.

    Attributes
    ----------
    train, val, test
        Rows of each split; ``val`` is kept aside of the dataset's training split and may be empty.
    """

    train: DeviceRows
    val: DeviceRows
    test: DeviceRows

    def augment(self, inputs: Any, step: int) -> Any:
        """A training batch's inputs as the network sees them at ``step``; the same by default.

        Random numbers depend on seed and step alone (`workbench.engine.step_generator`).
        """
        return inputs

    def example(self, row: int) -> tuple[Any, Any]:
        """A row of the dataset's training split as it holds it, with its target."""
        raise NotImplementedError

    def prepare(self, raw: Any) -> Any:
        """Rows as the dataset holds them, stacked, to what the network takes, on the device."""
        raise NotImplementedError

    def preprocessing(self) -> nn.Module:
        """`prepare` as a module, to become the first nodes of an exported graph."""
        raise NotImplementedError

    def state(self) -> Mapping[str, Tensor]:
        """What was fitted on the training rows and another run needs to start from this one."""
        return {}


class PictureBatches(RowBatches):
    """Pictures in classes: float32 ``(n, C, H, W)``, normalised once.

    Synthetic pictures are learnt from and never held out; they stand behind the training rows.

    Parameters
    ----------
    validation
        The part of the training rows that is kept aside.
    augmentation
        How far pictures move at each step.
    statistics
        Mean and scale, each ``(1, C, 1, 1)``, that another network is used to; of the training
        rows when left out.
    """

    train: Resident
    val: Resident
    test: Resident

    def __init__(
        self,
        setup: Setup,
        validation: float,
        augmentation: Augmentation | None = None,
        statistics: tuple[Tensor, Tensor] | None = None,
    ) -> None:
        data: ImageClasses = setup.data  # type: ignore[assignment]
        check = setup.check
        self._data = data
        self._setup = setup
        self.augmentation = augmentation or Augmentation()
        self.pixels = _pixels(data, check, statistics).to(setup.device)
        rows, held_out = holdout(data.train, validation, setup.split_by)
        keep = (self.pixels, setup.device, check)
        whole = data.learnable
        made = np.arange(len(data.train), len(whole), dtype=np.int64)
        self.train = resident(whole.x, whole.y, np.concatenate([rows, made]), *keep)
        self.val = resident(data.train.x, data.train.y, held_out, *keep)
        every = np.arange(len(data.test), dtype=np.int64)
        self.test = resident(data.test.x, data.test.y, every, *keep)

    def augment(self, inputs: Tensor, step: int) -> Tensor:
        """Each picture moved by an amount of its own."""
        if not self.augmentation.active:
            return inputs
        return augment(inputs, self.augmentation, step_generator(self._setup.seed, step))

    def example(self, row: int) -> tuple[npt.NDArray[np.uint8], int]:
        """A row of the training split as the dataset holds it, with its class."""
        split = self._data.learnable
        return split.x[row], int(split.y[row])

    def prepare(self, raw: Any) -> Tensor:
        """Raw pictures ``uint8`` ``(batch, …)`` to normalised float32 on the device."""
        pixels = torch.from_numpy(np.ascontiguousarray(raw)).to(self._setup.device)
        prepared: Tensor = self.pixels(pixels)
        return prepared

    def preprocessing(self) -> nn.Module:
        """`prepare` as a module."""
        return self.pixels

    def state(self) -> Mapping[str, Tensor]:
        """What pictures are normalised with."""
        return {MEAN: self.pixels.mean, SCALE: self.pixels.scale}


def _pixels(
    data: ImageClasses, check: Callable[[], None], statistics: tuple[Tensor, Tensor] | None
) -> Pixels:
    """Normalised as another network is used to (its mean and scale), or by the training split."""
    if statistics is None:
        return Pixels(*pixel_statistics(data.train.x, check))
    return Pixels.of(*statistics)


class TextBatches(RowBatches):
    """Texts in classes: token ids int64 ``(n, time)`` padded with 0, cut once.

    Parameters
    ----------
    validation
        The part of the training rows that is kept aside.
    length
        How many tokens of a text are read, from its start; never more than the network looks at.
    """

    train: Resident
    val: Resident
    test: Resident

    def __init__(self, setup: Setup, validation: float, length: int = 128) -> None:
        data: TextClasses = setup.data  # type: ignore[assignment]
        self._data = data
        self._setup = setup
        self._length = min(length, context_of(setup.model, length))
        self._tokenizer = Tokenizer.from_json(data.tokenizer)
        rows, held_out = holdout(data.train, validation, setup.split_by)
        self.train = self._resident(data.train, rows)
        self.val = self._resident(data.train, held_out)
        self.test = self._resident(data.test, np.arange(len(data.test), dtype=np.int64))

    def _resident(self, split: TextRows, rows: npt.NDArray[np.int64]) -> Resident:
        ids = self._ids([split.texts[row] for row in rows])
        labels = torch.from_numpy(split.y[rows].astype(np.int64)).to(self._setup.device)
        return Resident(ids, labels, rows)

    def _ids(self, texts: list[str]) -> Tensor:
        coded = []
        for number, text in enumerate(texts):
            if number % TEXTS_AT_ONCE == 0:
                self._setup.check()
            coded.append(self._tokenizer.encode(text)[: self._length])
        time = max([1, *(len(ids) for ids in coded)])
        parts = f"{len(texts):,} texts, each as long as the longest, {time:,} tokens"
        remedy = "Set a smaller Length (trainer.length), or take fewer texts."
        # Twice: once as a table and once as a tensor on the device.
        refuse_too_large("The data", 2 * 8 * len(texts) * time, parts, remedy)
        return torch.from_numpy(padded(coded)).to(self._setup.device)

    def augment(self, inputs: Tensor, step: int) -> Tensor:
        """A batch as short as its longest text."""
        return trim_padding(inputs)

    def example(self, row: int) -> tuple[str, int]:
        """A text of the training split, with its class."""
        return self._data.train.texts[row], int(self._data.train.y[row])

    def prepare(self, raw: Any) -> Tensor:
        """Texts to token ids int64 ``(batch, time)`` on the device."""
        return self._ids(list(raw))


@dataclass(frozen=True)
class EncodedRows:
    """Rows of any kind on the device.

    ``x`` are the network's inputs, a tensor ``(n, …)`` each; ``y`` the labels ``(n, …)``;
    ``rows`` int64 ``(n,)`` says which rows of the dataset's split these are.
    """

    x: tuple[Tensor, ...]
    y: Tensor
    rows: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.y)

    def __getitem__(self, part: slice) -> EncodedRows:
        return EncodedRows(tuple(each[part] for each in self.x), self.y[part], self.rows[part])

    def take(self, index: Tensor | slice) -> Batch:
        """The rows at these positions, int64 ``(batch,)``, their inputs as a tuple."""
        if isinstance(index, slice):
            return Batch(tuple(each[index] for each in self.x), self.y[index])
        inputs = tuple(each.index_select(0, index) for each in self.x)
        return Batch(inputs, self.y.index_select(0, index))


@dataclass(frozen=True)
class ChangedRows(EncodedRows):
    """Training rows that each batch sees otherwise: ``arrays`` are they before preprocessing."""

    arrays: tuple[Tensor, ...] = ()

    def take(self, index: Tensor | slice) -> Batch:
        """By positions the arrays, for `ExampleBatches.augment`; a slice as it is measured."""
        if isinstance(index, slice):
            return super().take(index)
        arrays = tuple(tensor.index_select(0, index) for tensor in self.arrays)
        return Batch(arrays, self.y.index_select(0, index))


class ExampleBatches(RowBatches):
    """Rows of any kind with targets of any kind, as the network takes them.

    Parameters
    ----------
    validation
        The part of the training rows that is kept aside.
    augmentation
        How much batches are changed in training by what the kind offers, 1 for what is usual.
    """

    train: EncodedRows
    val: EncodedRows
    test: EncodedRows

    def __init__(self, setup: Setup, validation: float, augmentation: float = 0.0) -> None:
        assert isinstance(setup.data, Examples)
        self._data = setup.data
        self._setup = setup
        self._amount = augmentation
        self._augmenter = setup.data.inputs.augmenter() if augmentation else None
        self._module = setup.data.inputs.preprocessing().to(setup.device).eval()
        train = setup.data.train
        strata = setup.data.target.strata(train.y)
        rows, held_out = holdout(train, validation, setup.split_by, strata)
        self.train = self._encoded(train, rows)
        if self._augmenter is not None:
            arrays = self._arrays(train, rows)
            self.train = ChangedRows(self.train.x, self.train.y, rows, arrays)
        self.val = self._encoded(train, held_out)
        self.test = self._encoded(setup.data.test, np.arange(len(setup.data.test)))

    def _arrays(self, split: Rows, rows: npt.NDArray[np.int64]) -> tuple[Tensor, ...]:
        kind = self._data.inputs
        one = kind.encode(kind.take(split.x, rows[:1]))
        self._refuse_too_large(as_tensors(one), len(rows))
        return as_tensors(kind.encode(kind.take(split.x, rows)), self._setup.device)

    def augment(self, inputs: Any, step: int) -> Any:
        """A batch as it is, or changed before and behind its preprocessing."""
        if self._augmenter is None:
            return inputs
        generator = step_generator(self._setup.seed, step)
        with torch.no_grad():
            arrays = self._augmenter.rows(inputs, self._amount, generator)
            changed = as_tuple(self._module(*arrays))
            return self._augmenter.inputs(changed, self._amount, generator)

    def _encoded(self, split: Rows, rows: npt.NDArray[np.int64]) -> EncodedRows:
        kind, device = self._data.inputs, self._setup.device
        y = torch.from_numpy(_labels(split.y[rows])).to(device)
        if kind.axes():
            # Rows of any length are padded to the longest: all at once, or each part has its own.
            return EncodedRows(self.prepare(kind.take(split.x, rows)), y, rows)
        wholes: list[Tensor] = []
        for start in range(0, max(1, len(rows)), ROWS_AT_ONCE):
            self._setup.check()
            some = rows[start : start + ROWS_AT_ONCE]
            inputs = self.prepare(kind.take(split.x, some))
            if not start:
                self._refuse_too_large(inputs, len(rows))
                wholes = [tensor.new_empty(len(rows), *tensor.shape[1:]) for tensor in inputs]
            for whole, tensor in zip(wholes, inputs, strict=True):
                whole[start : start + len(some)] = tensor
        return EncodedRows(tuple(wholes), y, rows)

    def _refuse_too_large(self, inputs: tuple[Tensor, ...], n: int) -> None:
        if self._setup.device.type == "cuda" or not n:
            return
        each = sum(t[:1].numel() * t.element_size() for t in inputs)
        parts = f"{n:,} {self._data.inputs.noun[1]}"
        refuse_too_large("The data", n * each, parts, "Take fewer rows in the dataset's settings.")

    def example(self, row: int) -> tuple[Any, Any]:
        """One row of the training split as the kind holds rows, with its target."""
        split = self._data.train
        return self._data.inputs.take(split.x, np.array([row])), split.y[row]

    def prepare(self, raw: Any) -> tuple[Tensor, ...]:
        """Rows as the kind holds them to the network's inputs, on the device."""
        return prepared(self._data.inputs.encode(raw), self._module, self._setup.device)

    def preprocessing(self) -> nn.Module:
        """From what the kind encodes to the network's inputs."""
        return self._module


def _labels(y: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Labels of a type that losses take: integers of 64 bits, or floats of 64."""
    return np.ascontiguousarray(y, np.float64 if y.dtype.kind == "f" else np.int64)


def trim_padding(ids: Tensor) -> Tensor:
    """Texts ``(n, time)`` without the columns that are padding in all of them."""
    longest = int((ids != PAD_ID).sum(1).max())
    return ids[:, : max(1, longest)]


def make_row_batches(setup: Setup, validation: float) -> RowBatches:
    """The rows of a dataset.

    Raises
    ------
    ExperimentError
        When the data is one running text: its learner needs a `RowBatches` of its own.
    """
    make = _BATCHES.get(type(setup.data))
    if make is None:
        message = f"No batches can be made of data for {setup.data.task}."
        raise ExperimentError(message, "Choose another trainer for this dataset.")
    return make(setup, validation)


_BATCHES: dict[type, Callable[[Setup, float], RowBatches]] = {
    ImageClasses: PictureBatches,
    TextClasses: TextBatches,
    Examples: ExampleBatches,
}
