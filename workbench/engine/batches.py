"""Pictures as tensors that live on the device: normalised once, picked by row number.

A loader that hands out single pictures costs more than a small model; here an
epoch is a permutation and a batch is one indexing operation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench.core import memory
from workbench.core.contracts.dataset import Split
from workbench.core.contracts.examples import Rows
from workbench.core.contracts.text import TextRows
from workbench.core.pixels import channel_statistics
from workbench.core.runs.learnt import SplitBy
from workbench.core.split_rows import keep_aside

ROWS_AT_ONCE = 4096


class Pixels(nn.Module):
    """Raw ``uint8`` pictures to what a network takes.

    ``(batch, H, W)`` or ``(batch, H, W, C)`` → float32 ``(batch, C, H, W)`` with
    the training split's mean and deviation taken out, channel by channel. It
    becomes the first nodes of an exported graph.
    """

    mean: Tensor
    scale: Tensor

    def __init__(self, mean: Tensor, deviation: Tensor) -> None:
        super().__init__()
        # One multiplication instead of two divisions in every exported model.
        self.register_buffer("mean", mean.float().view(1, -1, 1, 1))
        self.register_buffer("scale", (1.0 / (255.0 * deviation.float())).view(1, -1, 1, 1))

    @classmethod
    def of(cls, mean: Tensor, scale: Tensor) -> Pixels:
        """One with the ``mean`` and ``scale`` of another, each ``(1, C, 1, 1)``."""
        pixels = cls(mean, torch.ones_like(mean))
        pixels.scale.copy_(scale)
        return pixels

    def forward(self, pixels: Tensor) -> Tensor:
        """``uint8`` pictures to float32 ``(batch, C, H, W)``."""
        x = pixels.float()
        x = x.unsqueeze(1) if x.dim() == 3 else x.permute(0, 3, 1, 2)
        return (x - 255.0 * self.mean) * self.scale


def pixel_statistics(x: npt.NDArray[np.uint8], check: Callable[[], None]) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation per channel of pictures scaled to 0…1, float32 ``(C,)``."""
    mean, deviation = channel_statistics(x, check)
    return torch.tensor(mean, dtype=torch.float32), torch.tensor(deviation, dtype=torch.float32)


class Batch(NamedTuple):
    """Some rows: what the network takes, and what it is to answer.

    Both begin with the batch's axis. ``targets`` of classes are int64 ``(batch,)``.
    """

    inputs: Any
    targets: Any


@dataclass(frozen=True)
class Resident:
    """A split on the device: ``x`` float32 ``(n, C, H, W)`` normalised, ``y`` int64 ``(n,)``.

    ``rows`` int64 ``(n,)`` says which rows of the dataset's split these are.
    """

    x: Tensor
    y: Tensor
    rows: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.y)

    def __getitem__(self, part: slice) -> Resident:
        return Resident(self.x[part], self.y[part], self.rows[part])

    def take(self, index: Tensor | slice) -> Batch:
        """The rows at these positions, int64 ``(batch,)``, as a batch."""
        if isinstance(index, slice):
            return Batch(self.x[index], self.y[index])
        return Batch(self.x.index_select(0, index), self.y.index_select(0, index))


def resident(
    x: npt.NDArray[np.uint8],
    y: npt.NDArray[np.integer[Any]],
    rows: npt.NDArray[np.int64],
    pixels: Pixels,
    device: torch.device,
    check: Callable[[], None],
) -> Resident:
    """Bring ``rows`` of a split to the device, in pieces so that a stop is answered at once."""
    height, width, *depth = x.shape[1:]
    shape = (len(rows), depth[0] if depth else 1, height, width)
    if device.type != "cuda":
        needed = 4 * math.prod(shape)
        remedy = "Take fewer examples: set a limit in the dataset's settings."
        parts = f"{len(rows):,} pictures of {width}×{height}"
        memory.refuse_too_large("The data", needed, parts, remedy)
    # One tensor from the start: pieces put together would be there twice.
    together = torch.empty(shape, device=device).contiguous(memory_format=torch.channels_last)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        check()
        chunk = torch.from_numpy(np.ascontiguousarray(x[rows[start : start + ROWS_AT_ONCE]]))
        together[start : start + ROWS_AT_ONCE] = pixels(chunk.to(device))
    labels = torch.from_numpy(y[rows].astype(np.int64)).to(device)
    return Resident(together, labels, rows)


def holdout(
    split: Split | TextRows | Rows,
    fraction: float,
    split_by: SplitBy = "content",
    strata: npt.NDArray[np.integer[Any]] | None = None,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Split row numbers of a training split into ``(training, validation)``.

    The choice depends on what each row is and the fraction only, never on the
    experiment's seed: runs with different seeds are measured on the same rows.
    Every class keeps at least one training row, and rows of one group stay together.

    Parameters
    ----------
    strata
        Classes ``(n,)`` where they are not the labels, as `TargetKind.strata` gives them.
    """
    y = split.y if strata is None else strata
    if split_by == "place":
        return _holdout_by_position(y, fraction)
    return keep_aside(split.identities, y, fraction, split.groups)


def _holdout_by_position(
    y: npt.NDArray[np.integer[Any]], fraction: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """As it was for runs from before: each class has the same part."""
    generator = np.random.default_rng(20_110_301)
    chosen = np.zeros(len(y), bool)
    for label in np.unique(y):
        rows = generator.permutation(np.flatnonzero(y == label))
        take = min(round(fraction * len(rows)), len(rows) - 1)
        chosen[rows[:take]] = True
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)


def step_generator(seed: int, step: int) -> torch.Generator:
    """The random numbers of one step; they depend on seed and step alone, so resume needs none."""
    return torch.Generator().manual_seed((seed + 1) * 7_368_787 + step)


def epoch_order(n: int, seed: int, epoch: int, device: torch.device) -> Tensor:
    """Row order of one epoch, int64 ``(n,)``.

    It depends on seed and epoch alone, so that resuming needs no state.
    """
    generator = torch.Generator().manual_seed((seed + 1) * 1_000_003 + epoch)
    return torch.randperm(n, generator=generator).to(device)
