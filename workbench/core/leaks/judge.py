"""Judging a suspect: near-determinism, beyond chance, and far beyond what the rest predicts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from workbench.core.statistics import mcnemar

# A suspect alone explains so much of the usual errors; one of so much is as good as the target.
NEARLY, SURELY = 0.9, 0.99
# The rest makes so many times its errors.
TIMES = 5.0
# Rows in all, and rows of a class, of which something may be said.
FEWEST_ROWS, FEWEST_OF_CLASS = 30, 10
# How often chance may do it, for all that is looked at together.
CHANCE = 1e-3

Truths = npt.NDArray[np.bool_]


def beyond_chance(hits: int, n: int, usual: float, looks: int) -> bool:
    """Whether so many hits of ``n`` are no chance where a part ``usual`` is, in ``looks`` tries."""
    from scipy.stats import binom

    return float(binom.sf(hits - 1, n, min(usual, 1 - 1e-9))) * looks < CHANCE


def beyond_the_rest(right: Truths, rest_right: Truths) -> bool:
    """Whether a suspect is right where everything else together is not.

    Parameters
    ----------
    right, rest_right
        On which of the same rows it is, and the rest is; ``(n,)``.
    """
    errors, rest_errors = int(np.sum(~right)), int(np.sum(~rest_right))
    if rest_errors < TIMES * max(errors, 1):
        return False
    only, rest_only = int(np.sum(right & ~rest_right)), int(np.sum(rest_right & ~right))
    return mcnemar(only, rest_only) < CHANCE


def closer_than_the_rest(
    errors: npt.NDArray[np.float64], rest_errors: npt.NDArray[np.float64]
) -> bool:
    """The same of absolute errors: their sum, and on how many rows each is the closer one."""
    if float(rest_errors.sum()) < TIMES * float(errors.sum()) or not rest_errors.sum():
        return False
    closer, further = int(np.sum(errors < rest_errors)), int(np.sum(errors > rest_errors))
    return closer > further and mcnemar(closer, further) < CHANCE
