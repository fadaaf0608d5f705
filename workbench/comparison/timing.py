"""Timing: how long answers take on this machine, one at a time and many at once."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.answerer import Inputs
from workbench.core.contracts.target_kind import Answers

# So many single answers are timed at most, fewer where each is paid; and so many rows are handed
# over at once.
SINGLE, SINGLE_AWAY, AT_ONCE = 200, 50, 256
PERCENTILES = (50, 95, 99)

Latency = tuple[float, float, float]
Indices = npt.NDArray[np.int64]


def answer(
    predict: Callable[[Inputs], Answers],
    inputs: Inputs,
    take: Callable[[Inputs, Indices], Inputs],
    check: Callable[[], None],
    single: int = SINGLE,
    saved: Callable[[], float] = lambda: 0.0,
) -> tuple[Answers, Latency | None, float]:
    """Ask a model everything, and ``single`` rows once more, one at a time.

    Parameters
    ----------
    take
        Some of the inputs, as `InputKind.take` does it.
    saved
        Seconds that the last answer would have taken longer, had nothing been remembered.

    Returns
    -------
    tuple
        Answers ``(n, n_outputs)``; p50, p95 and p99 of single answers in
        milliseconds, ``None`` of none; answers per second when many are asked at once.
    """
    n = len(inputs)
    predict(
        take(inputs, np.arange(min(n, 1)))
    )  # the first one may load something, and is not timed
    saved()
    parts, spent = [], 0.0
    for start in range(0, n, AT_ONCE):
        check()
        some = take(inputs, np.arange(start, min(start + AT_ONCE, n)))
        began = time.perf_counter()
        parts.append(predict(some))
        spent += time.perf_counter() - began + saved()
    rate = n / max(spent, 1e-9)
    rows = range(1, min(single + 1, n)) if n > 1 else range(min(single, 1))
    took = [_once(predict, take(inputs, np.array([row])), check) + saved() for row in rows]
    return np.concatenate(parts), percentiles(took) if took else None, rate


def _once(predict: Callable[[Inputs], Answers], inputs: Inputs, check: Callable[[], None]) -> float:
    check()
    began = time.perf_counter()
    predict(inputs)
    return time.perf_counter() - began


def percentiles(seconds: list[float]) -> Latency:
    """p50, p95 and p99 in milliseconds."""
    low, middle, high = np.percentile(seconds, PERCENTILES) * 1000
    return float(low), float(middle), float(high)
