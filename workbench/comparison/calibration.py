"""Calibration: whether an answerer that says 80 % is right four times in five.

Expected calibration error and reliability after Guo et al. 2017, "On calibration of modern neural
networks", https://arxiv.org/abs/1706.04599.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 15

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence: how sure on average, how often right, how many."""

    confidence: float
    accuracy: float
    count: int


def reliability(confidence: Floats, right: npt.NDArray[np.bool_], bins: int = BINS) -> list[Bin]:
    """Bins of equal width over 0…1, rising; empty ones are left out."""
    place = np.clip(np.ceil(confidence * bins).astype(np.int64) - 1, 0, bins - 1)
    found = []
    for number in np.unique(place):
        here = place == number
        found.append(
            Bin(float(confidence[here].mean()), float(right[here].mean()), int(here.sum()))
        )
    return found


def calibration_error(confidence: Floats, right: npt.NDArray[np.bool_], bins: int = BINS) -> float:
    """Mean distance of confidence and accuracy over the answers, 0…1; NaN of none."""
    if not len(confidence):
        return float("nan")
    found = reliability(confidence, right, bins)
    return sum(b.count * abs(b.accuracy - b.confidence) for b in found) / len(confidence)


def abstention(confidence: Floats, right: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Accuracy when only the surest part is answered.

    Returns
    -------
    tuple
        ``coverage`` (0…1, rising) and ``accuracy`` of that part, each ``(n,)``; answers of the
        same confidence are given or withheld together.
    """
    order = np.argsort(-confidence, kind="stable")
    sure, good = confidence[order], right[order].astype(np.float64)
    last = np.append(sure[1:] != sure[:-1], True) if len(sure) else np.zeros(0, bool)
    counts = np.arange(1, len(sure) + 1)
    return (counts / max(1, len(sure)))[last], (np.cumsum(good) / counts)[last]
