"""Medians with their spread, and pairs measured in turn."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np


def spread(values: Sequence[float], unit: str = "", digits: int = 3) -> str:
    """``median (min … max)``."""
    low, middle, high = min(values), float(np.median(values)), max(values)
    gap = f" {unit}" if unit else ""
    return f"{_short(middle, digits)}{gap} ({_short(low, digits)} … {_short(high, digits)})"


def _short(value: float, digits: int) -> str:
    if value != 0 and abs(value) < 10 ** (digits - 1):
        return f"{value:.{digits}g}"
    return f"{value:,.0f}"


def quantiles(values: Sequence[float], unit: str = "ms") -> str:
    """``p50 …, p99 …, max …``."""
    p50, p99 = np.percentile(values, [50, 99])
    return f"p50 {p50:.1f}, p99 {p99:.1f}, max {max(values):.1f} {unit}"


def in_turn(
    ours: Callable[[], float], theirs: Callable[[], float], pairs: int
) -> list[tuple[float, float]]:
    """Measure both ``pairs`` times, each pair in random order.

    What else the machine does then falls on both alike.
    """
    order = random.Random(0)
    found = []
    for _ in range(pairs):
        if order.random() < 0.5:
            mine = ours()
            found.append((mine, theirs()))
        else:
            other = theirs()
            found.append((ours(), other))
    return found
