"""Calibration: whether a model that says 80 % is right four times in five.

Expected calibration error and reliability after Guo et al. 2017, "On calibration of modern neural
networks", https://arxiv.org/abs/1706.04599.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

RELIABILITY_BINS = 15

Floats = npt.NDArray[np.float64]
# Bins of equal width over 0…1, or of about as many answers each.
Binning: TypeAlias = Literal["width", "mass"]


@dataclass(frozen=True)
class ReliabilityBin:
    """Answers of about the same confidence: how sure on average, how often right, how many."""

    confidence: float
    accuracy: float
    count: int


def reliability(
    confidence: Floats,
    right: npt.NDArray[np.bool_],
    bins: int = RELIABILITY_BINS,
    binning: Binning = "width",
) -> list[ReliabilityBin]:
    """How often answers of a confidence are right.

    Parameters
    ----------
    confidence, right
        Of each answer: how sure, float64 ``(n,)`` of 0…1, and whether it is right.
    binning
        ``"width"`` divides 0…1 evenly; ``"mass"`` divides the answers, those of one confidence
        together.

    Returns
    -------
    list
        Bins that hold an answer, rising.
    """
    if binning == "width":
        at = np.clip(np.ceil(confidence * bins).astype(np.int64) - 1, 0, bins - 1)
    else:
        inner = np.linspace(0, 1, bins + 1)[1:-1]
        edges = np.quantile(confidence, inner) if len(confidence) else np.zeros(0)
        at = np.searchsorted(edges, confidence, "left")
    found = []
    for number in np.unique(at):
        here = at == number
        found.append(
            ReliabilityBin(
                float(confidence[here].mean()), float(right[here].mean()), int(here.sum())
            )
        )
    return found


def calibration_error(
    confidence: Floats,
    right: npt.NDArray[np.bool_],
    bins: int = RELIABILITY_BINS,
    binning: Binning = "width",
) -> float:
    """Mean distance of confidence and accuracy over the answers, 0…1; NaN of none."""
    if not len(confidence):
        return float("nan")
    found = reliability(confidence, right, bins, binning)
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
