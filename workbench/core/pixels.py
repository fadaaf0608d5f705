"""Pixels: what pictures are normalised with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

ROWS_AT_ONCE = 4096
Floats = npt.NDArray[np.float64]


def channel_statistics(
    x: npt.NDArray[np.uint8], check: Callable[[], None] = lambda: None
) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each channel of pictures, scaled to 0…1, float64 ``(C,)``.

    Parameters
    ----------
    x
        ``uint8`` ``(n, height, width[, channels])``.
    check
        Called between pieces of work.
    """
    total, squares, count = 0.0, 0.0, 0
    for start in range(0, len(x), ROWS_AT_ONCE):
        check()
        rows = x[start : start + ROWS_AT_ONCE]
        chunk = rows.reshape(-1, rows.shape[3] if rows.ndim == 4 else 1).astype(np.float64) / 255
        total = total + chunk.sum(0)
        squares = squares + (chunk**2).sum(0)
        count += len(chunk)
    mean = np.asarray(total / count)
    variance = np.maximum(squares / count - mean**2, 0.0)
    # A channel that never varies has nothing to scale; one keeps it finite.
    return mean, np.where(variance > 1e-12, np.sqrt(variance), 1.0)
