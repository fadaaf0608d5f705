"""Agreement: whether people who label mean the same, and what they say together."""

from __future__ import annotations

import itertools
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.labelling.annotations import Said, named


@dataclass(frozen=True)
class Consensus:
    """What most people say of each row; ``disputed`` are rows on which no label has most."""

    labels: dict[int, str]
    disputed: tuple[int, ...]


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond what chance would bring.

    Attributes
    ----------
    people
        Two for Cohen's kappa, more for Fleiss'.
    rows
        How many rows all of them have labelled.
    agreed
        Part of these on which they say the same.
    value
        1 is perfect, 0 is chance; ``None`` where it is not defined: no rows, or one label only.
    low, high
        95 % interval of Cohen's kappa (from its asymptotic variance); ``None`` for Fleiss'.
    """

    people: tuple[str, ...]
    rows: int
    agreed: float
    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def interpretation(self) -> str:
        """Landis and Koch's (1977) customary name for it."""
        if self.value is None:
            return "not defined"
        steps = (
            (0.0, "poor"),
            (0.2, "slight"),
            (0.4, "fair"),
            (0.6, "moderate"),
            (0.8, "substantial"),
        )
        return next((words for limit, words in steps if self.value <= limit), "almost perfect")


def consensus(votes: Mapping[str, Said]) -> Consensus:
    """What has more voices than anything else on a row; who skipped it has none."""
    voices: dict[int, Counter[str]] = {}
    for rows in votes.values():
        for row, label in named(rows).items():
            voices.setdefault(row, Counter())[label] += 1
    labels, disputed = {}, []
    for row in sorted(voices):
        first, *others = voices[row].most_common(2)
        if others and others[0][1] == first[1]:
            disputed.append(row)
        else:
            labels[row] = first[0]
    return Consensus(labels, tuple(disputed))


def disagreed(votes: Mapping[str, Said]) -> list[int]:
    """Rows to which not everybody who labelled them gave the same label."""
    labels: dict[int, set[str]] = {}
    for rows in votes.values():
        for row, label in named(rows).items():
            labels.setdefault(row, set()).add(label)
    return sorted(row for row, kinds in labels.items() if len(kinds) > 1)


def agreement(votes: Mapping[str, Said]) -> list[Kappa]:
    """Each two people who share rows, most rows first; then all of them where they are more."""
    pairs = [_cohen(pair, votes) for pair in itertools.combinations(sorted(votes), 2)]
    found = sorted((k for k in pairs if k.rows), key=lambda kappa: -kappa.rows)
    if len(votes) > 2:
        together = _fleiss(tuple(sorted(votes)), votes)
        found += [together] if together.rows else []
    return found


def _shared(people: Sequence[str], votes: Mapping[str, Said]) -> list[list[str]]:
    """One list for each row that all have labelled: what each of them says."""
    labels = [named(votes[name]) for name in people]
    rows = sorted(set.intersection(*(set(each) for each in labels)))
    return [[each[row] for each in labels] for row in rows]


def _cohen(people: tuple[str, str], votes: Mapping[str, Said]) -> Kappa:
    """Cohen (1960), A coefficient of agreement for nominal scales; by statsmodels."""
    from statsmodels.stats.inter_rater import cohens_kappa

    rows = _shared(people, votes)
    names = sorted({label for row in rows for label in row})
    agreed = _agreed(rows)
    if len(names) < 2:
        return Kappa(people, len(rows), agreed, None)
    table = np.zeros((len(names), len(names)))
    for one, other in rows:
        table[names.index(one), names.index(other)] += 1
    with warnings.catch_warnings():
        # Few rows make its variance 0 / 0; the interval is left out then.
        warnings.simplefilter("ignore", RuntimeWarning)
        found = cohens_kappa(table)
    low, high = float(found.kappa_low), float(found.kappa_upp)
    if not np.isfinite([low, high]).all():
        return Kappa(people, len(rows), agreed, float(found.kappa))
    return Kappa(people, len(rows), agreed, float(found.kappa), max(low, -1.0), min(high, 1.0))


def _fleiss(people: tuple[str, ...], votes: Mapping[str, Said]) -> Kappa:
    """Fleiss (1971), Measuring nominal scale agreement among many raters; by statsmodels."""
    from statsmodels.stats.inter_rater import fleiss_kappa

    rows = _shared(people, votes)
    names = sorted({label for row in rows for label in row})
    value = None
    if len(names) > 1:
        table = np.array([[row.count(name) for name in names] for row in rows])
        value = float(fleiss_kappa(table, method="fleiss"))
    return Kappa(people, len(rows), _agreed(rows), value)


def _agreed(rows: Sequence[Sequence[str]]) -> float:
    return float(np.mean([len(set(row)) == 1 for row in rows])) if rows else 0.0
