"""Timing: how long answers take on this machine, one at a time and many at once."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from workbench.core.answerer import Floats, Inputs

# So many single answers are timed at most, and so many rows are handed over at once.
SINGLE, AT_ONCE = 200, 256
PERCENTILES = (50, 95, 99)

Latency = tuple[float, float, float]


def answer(
    predict: Callable[[Inputs], Floats], inputs: Inputs, check: Callable[[], None],
    single: int = SINGLE,
) -> tuple[Floats, Latency | None, float]:  # fmt: skip
    """Ask a model everything, and the first ``single`` rows once more, one at a time.

    Returns
    -------
    tuple
        Probabilities float32 ``(n, n_classes)``; p50, p95 and p99 of single answers in
        milliseconds, ``None`` of none; answers per second when many are asked at once.
    """
    predict(inputs[:1])  # the first one may load something
    parts, spent = [], 0.0
    for start in range(0, len(inputs), AT_ONCE):
        check()
        began = time.perf_counter()
        parts.append(predict(inputs[start : start + AT_ONCE]))
        spent += time.perf_counter() - began
    rate = len(inputs) / max(spent, 1e-9)
    took = [_once(predict, inputs[row : row + 1], check) for row in range(min(single, len(inputs)))]
    return np.concatenate(parts), percentiles(took) if took else None, rate


def _once(predict: Callable[[Inputs], Floats], inputs: Inputs, check: Callable[[], None]) -> float:
    check()
    began = time.perf_counter()
    predict(inputs)
    return time.perf_counter() - began


def percentiles(seconds: list[float]) -> Latency:
    """p50, p95 and p99 in milliseconds."""
    low, middle, high = np.percentile(seconds, PERCENTILES) * 1000
    return float(low), float(middle), float(high)
