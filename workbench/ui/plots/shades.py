"""Shades: shares and signed numbers as indices into a table of colours, and pictures of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from workbench.ui.plots.heatmap import blend

# Indices 0 … LEVELS - 1 are colours; the last index is where nothing is.
LEVELS = 255
NOTHING = 255

Indices = npt.NDArray[np.uint8]
Bits = npt.NDArray[np.int16]


@lru_cache(maxsize=8)
def table(stops: tuple[str, ...]) -> list[int]:
    """256 colours from the first stop to the last, and one that is transparent."""
    return [blend(stops, index / (LEVELS - 1)).rgb() for index in range(LEVELS)] + [0]


def bits(shares: npt.NDArray[Any]) -> Bits:
    """Shares 0…1 as float16, seen as integers, which have the same order and are fast to compare.

    What is below nothing counts as nothing.
    """
    return np.ascontiguousarray(shares, np.float16).view(np.int16)


def pooled(values: Bits, side: int) -> Bits:
    """The largest of every block, so that the last two axes are no longer than ``side``.

    The largest rather than the mean: a single strong look must not fade among many weak ones.
    """
    step = -(-values.shape[-1] // max(1, side))
    if step <= 1:
        return values
    rows = values[..., ::step, :].copy()
    for first in range(1, step):
        part = values[..., first::step, :]
        np.maximum(rows[..., : part.shape[-2], :], part, out=rows[..., : part.shape[-2], :])
    found = rows[..., ::step].copy()
    for first in range(1, step):
        part = rows[..., first::step]
        np.maximum(found[..., : part.shape[-1]], part, out=found[..., : part.shape[-1]])
    return found


@lru_cache(maxsize=1)
def _levels() -> Indices:
    """The colour of every float16 that is not negative."""
    numbers = np.arange(1 << 15, dtype=np.uint16).view(np.float16).astype(np.float32)
    shares = np.clip(np.nan_to_num(numbers, nan=0.0), 0, 1)
    # Square root: among a hundred tokens a few per cent are much, and must be seen.
    found: Indices = np.rint(np.sqrt(shares) * (LEVELS - 1)).astype(np.uint8)
    return found


def of_shares(values: Bits) -> Indices:
    """Colours of shares given as `bits`."""
    found: Indices = _levels()[np.maximum(values, 0)]
    return found


def of_signed(values: npt.NDArray[Any], limit: float) -> Indices:
    """Colours of numbers between ``-limit`` and ``limit``, for a table that diverges."""
    scaled = np.clip(np.asarray(values, np.float32) / (limit or 1.0), -1, 1)
    found: Indices = np.rint((np.nan_to_num(scaled) + 1) / 2 * (LEVELS - 1)).astype(np.uint8)
    return found


def image(indices: Indices, colors: Sequence[int]) -> QImage:
    """A picture of indices ``(height, width)``; it reads from them, so keep them."""
    height, width = indices.shape
    picture = QImage(indices.data, width, height, indices.strides[0], QImage.Format.Format_Indexed8)
    picture.setColorTable(colors)
    return picture


def percent(share: float) -> str:
    """A share in words: whole per cents, below one with a decimal; it is never broken in two."""
    hundred = 100 * float(share)
    digits = 0 if hundred >= 0.95 or hundred < 0.05 else 1
    return f"{hundred:.{digits}f}\N{NO-BREAK SPACE}%"
