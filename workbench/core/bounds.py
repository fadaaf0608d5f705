"""Bounds: which numbers an option takes, the same on the command line and in Python."""

from __future__ import annotations

import numbers
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """Numbers from ``low`` to ``high``.

    Attributes
    ----------
    high
        ``None`` where there is no upper end.
    is_whole
        Whether it takes whole numbers only.
    is_low_open
        Whether ``low`` itself is too low.
    """

    low: float
    high: float | None = None
    is_whole: bool = True
    is_low_open: bool = False

    def __contains__(self, value: object) -> bool:
        kind = numbers.Integral if self.is_whole else numbers.Real
        if isinstance(value, bool) or not isinstance(value, kind):
            return False
        number = float(value)
        is_high_enough = number > self.low if self.is_low_open else number >= self.low
        return is_high_enough and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        kind = "a whole number" if self.is_whole else "a number"
        low = f"{'above' if self.is_low_open else 'of at least'} {self.low:g}"
        return f"{kind} {low}" + ("" if self.high is None else f" and at most {self.high:g}")


SEED = Bounds(0)
# A prompt over the rows of a dataset.
SPLITS = ("test", "train")
FORMS = ("chat", "completion")
ROW_LIMIT = Bounds(1)
SHOTS = Bounds(0)
CONCURRENCY = Bounds(1, 256)
PER_MINUTE = Bounds(0, is_whole=False, is_low_open=True)
MAX_COST = Bounds(0, is_whole=False)
# Text that a model goes on with.
MAX_TOKENS = Bounds(0)
TEMPERATURE = Bounds(0, is_whole=False)
TOP_K = Bounds(1)
TOP_P = Bounds(0, 1, is_whole=False, is_low_open=True)
# A comparison.
COMPARED_ROWS = Bounds(10)
MARGIN = Bounds(0, 0.5, is_whole=False)
