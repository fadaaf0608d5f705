"""Digits that people wrote with a pen, from the folder of real data that is no part of the project.

The International Unipen Foundation, train_r01_v07 section 1a: three donors, 560 digits.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
import numpy.typing as npt

from benchmarks.processes import ROOT, Missing

FILE = "pen-digits/strokes.jsonl.gz"


@dataclass(frozen=True)
class PenDigit:
    """One digit: who wrote it, and its strokes, points ``(n, 2)`` in 0…1, x right and y down."""

    donor: str
    label: int
    strokes: tuple[npt.NDArray[np.float64], ...]

    def placed(self, size: float) -> list[npt.NDArray[np.float64]]:
        """The strokes in the middle of a pad of 0…1, the longer side ``size`` long."""
        points = np.concatenate(self.strokes)
        low, high = points.min(0), points.max(0)
        scale = size / max(float((high - low).max()), 1e-6)
        return [0.5 + (stroke - (low + high) / 2) * scale for stroke in self.strokes]


def load() -> list[PenDigit]:
    """Every digit, donor after donor.

    Raises
    ------
    Missing
        When the file is not here.
    """
    path = Path(os.environ.get("WORKBENCH_TEST_DATA", ROOT.parent / "shared" / "data")) / FILE
    if not path.is_file():
        message = f"needs the file {path}; WORKBENCH_TEST_DATA names another folder"
        raise Missing(message)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        PenDigit(row["donor"], row["label"], tuple(np.array(s, np.float64) for s in row["strokes"]))
        for row in rows
    ]


def by_donor(digits: Sequence[PenDigit], right: Sequence[bool]) -> dict[str, float]:
    """The share of each donor's that was read rightly, every digit counting the same."""
    hits: dict[str, dict[int, list[bool]]] = {}
    for digit, hit in zip(digits, right, strict=True):
        hits.setdefault(digit.donor, {}).setdefault(digit.label, []).append(hit)
    return {donor: mean(map(mean, hits[donor].values())) for donor in sorted(hits)}


def by_digit(digits: Sequence[PenDigit], right: Sequence[bool]) -> dict[int, float]:
    """The share of each digit that was read rightly, every donor counting the same."""
    labels = sorted({digit.label for digit in digits})
    pairs = list(zip(digits, right, strict=True))
    return {
        label: mean(
            mean(hit for digit, hit in pairs if digit.donor == donor and digit.label == label)
            for donor in {digit.donor for digit in digits if digit.label == label}
        )
        for label in labels
    }
