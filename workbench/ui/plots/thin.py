"""Numbers for lines: thinned to what a screen can show, smoothed, and read off at a place.

Pure functions on numpy arrays; no Qt.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def envelope(x: Floats, y: Floats, n: int) -> tuple[Floats, Floats]:
    """Reduce a line to about ``n`` points that keep every peak.

    Parameters
    ----------
    x, y
        float64 ``(m,)``, ``x`` ascending.
    n
        Most points wanted; each stretch gives its lowest and its highest one.
    """
    if len(x) <= n or n < 4:
        return x, y
    size = math.ceil(len(x) / (n // 2))
    whole = len(x) // size * size
    blocks = y[:whole].reshape(-1, size)
    picks = np.sort(np.stack([blocks.argmin(1), blocks.argmax(1)], 1), 1)
    index = (picks + np.arange(len(blocks))[:, None] * size).ravel()
    if whole < len(x):
        rest = whole + np.sort([y[whole:].argmin(), y[whole:].argmax()])
        index = np.concatenate([index, rest])
    # The newest point always shows, so that a live line ends where the training is.
    if index[-1] != len(x) - 1:
        index = np.append(index, len(x) - 1)
    return x[index], y[index]


def trailing_mean(x: Floats, y: Floats, window: float) -> Floats:
    """Mean of ``y`` over ``(x - window, x]`` at each ``x``; float64 ``(m,)``."""
    if window <= 1 or len(y) < 2:
        return y
    total = np.concatenate([[0.0], np.cumsum(y)])
    start = np.searchsorted(x, x - window, "right")
    end = np.arange(1, len(x) + 1)
    mean: Floats = (total[end] - total[start]) / (end - start)
    return mean


def visible(x: Floats, y: Floats, low: float, high: float) -> tuple[Floats, Floats]:
    """The stretch between ``low`` and ``high`` with one point more on either side."""
    first = max(0, int(np.searchsorted(x, low, "left")) - 1)
    last = min(len(x), int(np.searchsorted(x, high, "right")) + 1)
    return x[first:last], y[first:last]


def at(x: Floats, y: Floats, target: float) -> float | None:
    """The value at the point nearest to ``place``; ``None`` outside the line."""
    if not len(x):
        return None
    gap = (x[-1] - x[0]) / max(1, len(x) - 1)
    if not x[0] - gap <= target <= x[-1] + gap:
        return None
    index = int(np.searchsorted(x, target))
    near = min((i for i in (index - 1, index) if 0 <= i < len(x)), key=lambda i: abs(x[i] - target))
    return float(y[near])


def nice_ceiling(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 5, 7 × 10ᵏ, so that a growing axis moves seldom."""
    if value <= 0:
        return 1.0
    scale = 10.0 ** math.floor(math.log10(value))
    return next((s * scale for s in (1, 1.5, 2, 3, 5, 7, 10) if s * scale >= value), 10 * scale)
