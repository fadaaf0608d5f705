"""Label model: from what many unreliable voters say, what a row probably is.

Dawid and Skene (1979), Maximum likelihood estimation of observer error-rates using the EM
algorithm. A voter that says nothing is one more answer, whose chance depends on the class, as in
Ratner et al. (2017), Snorkel: that a word for spam is missing speaks for ham. Rows that people
labelled are known, so that a few labels tell which voters to believe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Votes = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
ABSTAINED = -1
# As so many rows that people labelled counts, to begin with, what the majority says of voters.
WORTH = 5.0


@dataclass(frozen=True)
class LabelModel:
    """What was estimated.

    Attributes
    ----------
    probabilities
        Of each class for each row, ``float64`` ``(n, n_classes)``; rows sum to 1.
    balance
        Part of each class, ``float64`` ``(n_classes,)``.
    says
        For each voter, true class and answer the chance of it; ``float64`` ``(m, n_classes,
        n_classes + 1)``, the last answer is to say nothing.
    covered
        Rows on which somebody said something, bool ``(n,)``.
    """

    probabilities: Doubles
    balance: Doubles
    says: Doubles
    covered: npt.NDArray[np.bool_]
    iterations: int

    @property
    def accuracy(self) -> Doubles:
        """Estimated part of each voter's votes that are right, ``float64`` ``(m,)``."""
        voted = self.says[:, :, :-1]
        right = np.einsum("c,mcc->m", self.balance, voted)
        spoken = np.einsum("c,mcl->m", self.balance, voted)
        found: Doubles = right / np.maximum(spoken, 1e-12)
        return found


def fit(
    votes: Votes,
    n_classes: int,
    gold: Votes | None = None,
    shared: Sequence[int] | None = None,
    smoothing: float = 0.1,
    iterations: int = 500,
    tolerance: float = 1e-6,
) -> LabelModel:
    """Estimate by expectation and maximisation.

    It begins with the majority of the votes, corrected by what voters said of rows that people
    labelled.

    Parameters
    ----------
    votes
        Class indices, int64 ``(n, m)``; -1 where a voter says nothing.
    gold
        Class indices that people gave, int64 ``(n,)``; -1 where they gave none.
    shared
        For each column the number of its voter; columns of one voter have errors in common.
    smoothing
        Votes that each answer gets beforehand (a Dirichlet prior), so that nothing is impossible.
    tolerance
        It has ended when no probability moves by more.

    Raises
    ------
    ValueError
        When shapes or class indices contradict each other.
    """
    _check(votes, n_classes, gold)
    groups = np.arange(votes.shape[1]) if shared is None else np.asarray(shared)
    said = _one_hot(votes, n_classes)
    fixed = _fixed(gold, len(votes), n_classes)
    p = _beginning(votes, n_classes, fixed, said, groups, smoothing)
    done = 0
    for done in range(1, iterations + 1):  # noqa: B007 how many it took is told
        balance, says = _maximised(p, said, groups, smoothing)
        new = _expected(balance, says, said, fixed)
        moved = float(np.abs(new - p).max(initial=0.0))
        p = new
        if moved <= tolerance:
            break
    return LabelModel(p, balance, says, (votes != ABSTAINED).any(1), done)


def majority(votes: Votes, n_classes: int) -> Votes:
    """The label with most votes, int64 ``(n,)``; -1 where none has most."""
    counts = np.stack([(votes == label).sum(1) for label in range(n_classes)], 1)
    ordered = np.sort(counts, 1)
    clear = ordered[:, -1] > (ordered[:, -2] if n_classes > 1 else 0)
    return np.where(clear, counts.argmax(1), ABSTAINED).astype(np.int64)


def _check(votes: Votes, n_classes: int, gold: Votes | None) -> None:
    if votes.ndim != 2 or not votes.shape[1]:
        message = f"votes have the shape {votes.shape}, not (rows, voters)"
        raise ValueError(message)
    if gold is not None and gold.shape != votes.shape[:1]:
        message = f"gold has the shape {gold.shape}, not {votes.shape[:1]}"
        raise ValueError(message)
    for labels in (votes, gold):
        if labels is None or not labels.size:
            continue
        low, high = int(labels.min()), int(labels.max())
        if low < ABSTAINED or high >= n_classes:
            message = f"labels reach from {low} to {high} of {n_classes} classes"
            raise ValueError(message)


def _fixed(gold: Votes | None, n: int, n_classes: int) -> Doubles:
    """Rows of 0 and 1 where people said it, rows of NaN elsewhere."""
    fixed = np.full((n, n_classes), np.nan)
    if gold is not None:
        known = gold != ABSTAINED
        fixed[known] = np.eye(n_classes)[gold[known]]
    return fixed


def _majority(votes: Votes, n_classes: int, fixed: Doubles) -> Doubles:
    counts = np.stack([(votes == label).sum(1) for label in range(n_classes)], 1).astype(float)
    total = counts.sum(1, keepdims=True)
    spread = counts.sum(0) + np.nansum(fixed, 0) + 1.0
    # Rows of which nobody says anything are taken for the mixture that the others are.
    p = np.where(total > 0, counts / np.maximum(total, 1.0), spread / spread.sum())
    return np.where(np.isnan(fixed), p, fixed)


def _beginning(
    votes: Votes,
    n_classes: int,
    fixed: Doubles,
    one_hot: csr_array,
    groups: Votes,
    smoothing: float,
) -> Doubles:
    p = _majority(votes, n_classes, fixed)
    known = ~np.isnan(fixed).any(1)
    if not known.any():
        return p
    balance, says = _maximised(p, one_hot, groups, smoothing)
    counts = _counted(p[known], one_hot[np.flatnonzero(known)], groups) + WORTH * says
    return _expected(balance, counts / counts.sum(2, keepdims=True), one_hot, fixed)


def _one_hot(votes: Votes, n_classes: int) -> csr_array:
    """Who said what, as 0 and 1, ``(n, m * (n_classes + 1))``."""
    n, m = votes.shape
    answers = np.where(votes == ABSTAINED, n_classes, votes)
    columns = answers + np.arange(m) * (n_classes + 1)
    starts = np.arange(0, n * m + 1, m)
    return csr_array((np.ones(n * m), columns.ravel(), starts), (n, m * (n_classes + 1)))


def _maximised(
    p: Doubles, one_hot: csr_array, groups: Votes, smoothing: float
) -> tuple[Doubles, Doubles]:
    n_classes = p.shape[1]
    balance = (p.sum(0) + smoothing) / (len(p) + smoothing * n_classes)
    counts = _counted(p, one_hot, groups) + smoothing
    return balance, counts / counts.sum(2, keepdims=True)


def _counted(p: Doubles, one_hot: csr_array, groups: Votes) -> Doubles:
    """How often each voter said what of which class, ``(m, n_classes, n_classes + 1)``."""
    counts = (
        np.asarray(one_hot.T @ p).reshape(len(groups), -1, p.shape[1]).transpose(0, 2, 1).copy()
    )
    for group in np.unique(groups):
        counts[groups == group] = counts[groups == group].sum(0)
    return counts


def _expected(balance: Doubles, says: Doubles, one_hot: csr_array, fixed: Doubles) -> Doubles:
    chances = np.log(says).transpose(0, 2, 1).reshape(-1, len(balance))
    logs = np.log(balance) + np.asarray(one_hot @ chances)
    p = np.exp(logs - logs.max(1, keepdims=True))
    return np.where(np.isnan(fixed), p / p.sum(1, keepdims=True), fixed)
