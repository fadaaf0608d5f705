"""Order: which row to label next, so that each label teaches most."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy.special import entr

from workbench.core.contracts.answerer import Floats

Order = Literal["given", "random", "uncertain", "disputed", "doubtful"]
ORDERS: tuple[Order, ...] = get_args(Order)
# Orders that follow what was learnt from the labels, and those that follow what functions say.
BY_LEARNING: tuple[Order, ...] = ("uncertain", "doubtful")
BY_FUNCTIONS: tuple[Order, ...] = ("uncertain", "disputed")
Votes = npt.NDArray[np.int64]


def uncertainty(probabilities: Floats) -> Floats:
    """How unsure a model is of each row: the entropy of its answer in bits, ``float32`` ``(n,)``.

    Lewis and Gale (1994), A sequential algorithm for training text classifiers; entropy for more
    than two classes as in Settles (2009), Active learning literature survey.
    """
    nats = entr(probabilities.astype(np.float64)).sum(1)
    found: Floats = (nats / np.log(2)).astype(np.float32)
    return found


def disagreement(votes: Votes, n_classes: int) -> Floats:
    """How much voters differ on each row: the entropy of their votes in bits, ``float32`` ``(n,)``.

    Dagan and Engelson (1995), Committee-based sampling.

    Parameters
    ----------
    votes
        Class indices ``(n, m)``; -1 where a voter says nothing. Rows without a vote get 0.
    """
    counts = np.stack([(votes == label).sum(1) for label in range(n_classes)], 1).astype(float)
    total = np.maximum(counts.sum(1, keepdims=True), 1.0)
    return uncertainty((counts / total).astype(np.float32))


def doubt(probabilities: Floats, y: npt.NDArray[np.int64]) -> Floats:
    """How little a model believes the labels that were given, ``float32`` ``(n,)``, 0 to 1.

    Rows without a label (-1) get 0. After Northcutt, Jiang and Chuang (2021), Confident learning.
    """
    rows = np.arange(len(y))
    said = probabilities[rows, np.maximum(y, 0)]
    found: Floats = np.where(y >= 0, 1.0 - said, 0.0).astype(np.float32)
    return found


def arranged(
    n: int, how: Order, done: Collection[int], score: Floats | None = None, seed: int = 0
) -> list[int]:
    """Rows to look at, the first one first.

    Parameters
    ----------
    done
        Rows that are out of it; with ``doubtful`` those that are in it.
    score
        What `uncertainty`, `disagreement` or `doubt` found; without it rows come at random.
        Equal rows come at random, too: the first of a sorted file would be all of one kind.
    """
    wanted = [row for row in range(n) if (row in done) == (how == "doubtful")]
    if how == "given":
        return wanted
    shuffled = np.random.default_rng(seed).permutation(n)
    mixed = sorted(wanted, key=lambda row: int(shuffled[row]))
    if how == "random" or score is None:
        return mixed
    return sorted(mixed, key=lambda row: -float(score[row]))
