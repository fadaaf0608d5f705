"""Labelled examples on the device: pictures normalised once, texts cut into tokens once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from workbench import (
    PAD_ID,
    UNK_ID,
    ImageClasses,
    Setup,
    TextClasses,
    TextRows,
    Tokenizer,
    context_of,
    refuse_too_large,
)
from workbench.engine import (
    Augmentation,
    Pixels,
    Resident,
    augment_pictures,
    holdout,
    pixel_statistics,
    resident,
    step_generator,
)

from . import SupervisedParams, TextSupervisedParams

TEXTS_AT_ONCE = 1000


class PictureRows:
    """Training, validation and test pictures, float32 ``(n, C, H, W)``."""

    def __init__(
        self,
        setup: Setup,
        params: SupervisedParams,
        statistics: tuple[Tensor, Tensor] | None = None,
    ) -> None:
        assert isinstance(setup.data, ImageClasses)
        data, check = setup.data, setup.check
        self._data = data
        self._seed = setup.seed
        self.augmentation = Augmentation(params.shift, params.rotate, params.scale, params.elastic)
        self.pixels = _pixels(data, check, statistics).to(setup.device)
        rows, held_out = holdout(data.train, params.validation, setup.split_by)
        keep = (self.pixels, setup.device, check)
        self.train = resident(data.train.x, data.train.y, rows, *keep)
        self.val = resident(data.train.x, data.train.y, held_out, *keep)
        every = np.arange(len(data.test), dtype=np.int64)
        self.test = resident(data.test.x, data.test.y, every, *keep)

    def changed(self, x: Tensor, step: int) -> Tensor:
        """A batch as the network is to see it at this step."""
        if not self.augmentation.active:
            return x
        return augment_pictures(x, self.augmentation, step_generator(self._seed, step))

    def example(self, row: int) -> tuple[npt.NDArray[np.uint8], int]:
        """A row of the training split as the dataset holds it."""
        split = self._data.train
        return split.x[row], int(split.y[row])


def _pixels(
    data: ImageClasses, check: Callable[[], None], statistics: tuple[Tensor, Tensor] | None
) -> Pixels:
    """Normalised as another network is used to (its mean and scale), or by the training split."""
    if statistics is None:
        return Pixels(*pixel_statistics(data.train.x, check))
    mean, scale = statistics
    pixels = Pixels(mean, torch.ones_like(mean))
    pixels.scale.copy_(scale)
    return pixels


class TokenRows:
    """Training, validation and test texts, token ids int64 ``(n, time)`` padded with 0."""

    def __init__(self, setup: Setup, params: TextSupervisedParams) -> None:
        assert isinstance(setup.data, TextClasses)
        data = setup.data
        self._setup = setup
        context = context_of(setup.model, params.length)
        self._length = min(params.length, context)
        self._tokenizer = Tokenizer.from_json(data.tokenizer)
        rows, held_out = holdout(data.train, params.validation, setup.split_by)
        self.train = self._resident(data.train, rows)
        self.val = self._resident(data.train, held_out)
        self.test = self._resident(data.test, np.arange(len(data.test), dtype=np.int64))

    def _resident(self, split: TextRows, rows: npt.NDArray[np.int64]) -> Resident:
        coded = []
        for number, row in enumerate(rows):
            if number % TEXTS_AT_ONCE == 0:
                self._setup.check()
            coded.append(self._tokenizer.encode(split.texts[row])[: self._length])
        time = max([1, *(len(ids) for ids in coded)])
        parts = f"{len(rows):,} texts, each as long as the longest, {time:,} tokens"
        remedy = "Set a smaller Length (trainer.length), or take fewer texts."
        # Twice: once as a table and once as a tensor on the device.
        refuse_too_large("The data", 2 * 8 * len(rows) * time, parts, remedy)
        table = np.full((len(rows), time), PAD_ID, np.int64)
        for line, ids in zip(table, coded, strict=True):
            line[: len(ids)] = ids
            # A text without a token would leave the network nothing to look at.
            if not len(ids):
                line[0] = UNK_ID
        device = self._setup.device
        labels = torch.from_numpy(split.y[rows].astype(np.int64)).to(device)
        return Resident(torch.from_numpy(table).to(device), labels, rows)

    def changed(self, x: Tensor, step: int) -> Tensor:
        """A batch as short as its longest text."""
        return trimmed(x)


def trimmed(ids: Tensor) -> Tensor:
    """TokenRows ``(n, time)`` without the columns that are padding in all of them."""
    longest = int((ids != PAD_ID).sum(1).max())
    return ids[:, : max(1, longest)]


def by_length(part: Resident) -> Resident:
    """The same rows, short texts first."""
    order = torch.argsort((part.x != PAD_ID).sum(1), stable=True)
    return Resident(part.x[order], part.y[order], part.rows[order.cpu().numpy()])
