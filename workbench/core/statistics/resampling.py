"""Resampling: rows drawn again with replacement, the same ones for everyone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.statistics.scores import Classes, Floats, Metric, mean_f1

RESAMPLES = 2000


@dataclass(frozen=True)
class ResampledCounts:
    """What macro-F1 is made of, over resamples of the rows that are the same for everyone.

    Attributes
    ----------
    hits
        Right answers of each class, float64 ``(answerers, resamples, n_classes)``.
    totals
        Rows of each class and answers that name it, together; the same shape.
    rows
        How many there are.
    """

    hits: Floats
    totals: Floats
    rows: int

    def of(self, *indices: int) -> ResampledCounts:
        """Those of some answerers."""
        return ResampledCounts(self.hits[list(indices)], self.totals[list(indices)], self.rows)

    def macro_f1(self, index: int) -> Floats:
        """The figure of each resample, float64 ``(resamples,)``."""
        return mean_f1(self.hits[index], self.totals[index])

    def figures(self, metric: Metric, index: int) -> Floats:
        """The figure of each resample, float64 ``(resamples,)``."""
        if metric == "macro_f1":
            return self.macro_f1(index)
        found: Floats = self.hits[index].sum(-1) / self.rows
        return found


@dataclass(frozen=True)
class ExtraRow:
    """A row that was not seen: of ``truth``, or taken for ``other``; each ``(resamples,)``."""

    truth: Classes
    other: Classes
    weight: Floats

    @classmethod
    def drawn(cls, count: int, n_classes: int, random: np.random.Generator) -> ExtraRow:
        """One for each resample."""
        truth = random.integers(0, n_classes, count)
        other = (truth + random.integers(1, max(2, n_classes), count)) % n_classes
        return cls(truth, other, random.exponential(1.0, count))

    def added(self, hits: Floats, totals: Floats, right: bool) -> tuple[Floats, Floats]:
        """Hits and totals ``(resamples, n_classes)`` with it."""
        rows = np.arange(len(self.truth))
        hits, totals = hits.copy(), totals.copy()
        totals[rows, self.truth] += self.weight
        totals[rows, self.truth if right else self.other] += self.weight
        if right:
            hits[rows, self.truth] += self.weight
        return hits, totals

    def macro_f1(self, hits: Floats, totals: Floats, right: bool) -> Floats:
        """Macro-F1 of each resample with it."""
        return mean_f1(*self.added(hits, totals, right))

    def figures(self, metric: Metric, counts: ResampledCounts, index: int, right: bool) -> Floats:
        """The figure of an answerer over the resamples with it."""
        if metric == "macro_f1":
            return self.macro_f1(counts.hits[index], counts.totals[index], right)
        more = self.weight if right else 0.0
        found: Floats = (counts.hits[index].sum(-1) + more) / (counts.rows + self.weight)
        return found


def resampled_counts(
    truth: Classes,
    predicted: Sequence[Classes],
    n_classes: int,
    seed: int = 0,
    resamples: int | None = None,
) -> ResampledCounts:
    """Draw the rows again with replacement, ``RESAMPLES`` times by default, and count."""
    from scipy.sparse import csr_matrix

    n, resamples = len(truth), resamples or RESAMPLES
    shape = (len(predicted), resamples, n_classes)
    hits, totals = np.empty(shape), np.empty(shape)

    def indicator(classes: Classes, mask: npt.NDArray[np.bool_]) -> csr_matrix:
        rows = np.flatnonzero(mask)
        return csr_matrix((np.ones(len(rows)), (rows, classes[rows])), shape=(n, n_classes))

    each = [(indicator(p, p == truth), indicator(p, p >= 0)) for p in predicted]
    rows = indicator(truth, np.ones(n, bool))
    random, begin = np.random.default_rng(seed), 0
    for some in chunks(resamples, n):
        weights = drawn_again(n, some, random)
        part = slice(begin, begin + some)
        there = weights @ rows
        for place, (right, named) in enumerate(each):
            hits[place, part] = weights @ right
            totals[place, part] = there + weights @ named
        begin += some
    return ResampledCounts(hits, totals, n)


def drawn_again(n: int, count: int, random: np.random.Generator) -> Floats:
    """How often each of ``n`` rows is in each of ``count`` resamples, float64 ``(count, n)``."""
    places = random.integers(0, n, (count, n)) + n * np.arange(count)[:, None]
    found: Floats = np.bincount(places.ravel(), minlength=count * n).reshape(count, n).astype(float)
    return found


def chunks(count: int, n: int) -> list[int]:
    """Parts of ``count`` such that ``n`` numbers for each take some ten megabytes."""
    size = max(1, min(count, 1_000_000 // max(1, n)))
    return [min(size, count - done) for done in range(0, count, size)]
