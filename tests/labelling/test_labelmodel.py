"""Label model: Dawid and Skene's own data, an independent implementation, and what it is for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.labelling.labelmodel import ABSTAINED, fit, majority

# Dawid and Skene (1979), table 1: patients, by what observer 1 said three times and observers 2 to
# 5 once each.
PATIENTS = """
1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343
1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222
1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343
2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
"""


def anaesthetists() -> np.ndarray:
    return np.array([[int(c) - 1 for c in patient] for patient in PATIENTS.split()], np.int64)


def test_the_published_marginals_of_the_published_data() -> None:
    found = fit(anaesthetists(), 4, shared=[0, 0, 0, 1, 2, 3, 4], smoothing=1e-9)
    # Their table 2.
    assert found.balance.round(2).tolist() == [0.40, 0.42, 0.11, 0.07]
    assert np.allclose(found.probabilities.sum(1), 1)


def by_hand(votes: np.ndarray, n_classes: int, rounds: int) -> np.ndarray:
    """The same, written as the paper's equations 2.3 to 2.5, row by row."""
    n, m = votes.shape
    p = np.array([[np.mean(row == c) for c in range(n_classes)] for row in votes])
    for _ in range(rounds):
        prior = p.mean(0)
        says = np.zeros((m, n_classes, n_classes))
        for j in range(m):
            for c in range(n_classes):
                for a in range(n_classes):
                    says[j, c, a] = sum(p[i, c] for i in range(n) if votes[i, j] == a)
                says[j, c] /= max(says[j, c].sum(), 1e-300)
        new = np.ones((n, n_classes)) * prior
        for i in range(n):
            for j in range(m):
                new[i] *= says[j, :, votes[i, j]]
            new[i] /= new[i].sum()
        p = new
    return p


def test_the_same_as_the_equations_written_out() -> None:
    votes = anaesthetists()[:, 2:]
    found = fit(votes, 4, smoothing=1e-12, iterations=200, tolerance=0)
    assert np.allclose(found.probabilities, by_hand(votes, 4, 200), atol=1e-5)


def drawn(
    seed: int, n: int, right: list[float], speaks: list[float]
) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    truth = (random.random(n) < 0.3).astype(np.int64)
    columns = []
    for accuracy, part in zip(right, speaks, strict=True):
        said = np.where(random.random(n) < accuracy, truth, 1 - truth)
        columns.append(np.where(random.random(n) < part, said, ABSTAINED))
    return np.stack(columns, 1).astype(np.int64), truth


@pytest.mark.parametrize("seed", range(5))
def test_it_finds_out_whom_to_believe(seed: int) -> None:
    right, speaks = [0.95, 0.9, 0.6, 0.6, 0.55], [0.6, 0.6, 0.7, 0.7, 0.7]
    votes, truth = drawn(seed, 3000, right, speaks)
    found = fit(votes, 2)
    voters = found.accuracy
    assert np.abs(voters - right).max() < 0.1
    covered = found.covered
    model = (found.probabilities.argmax(1) == truth)[covered].mean()
    counted = majority(votes, 2)
    assert model > (counted == truth)[covered].mean() + 0.02


def test_labels_of_people_hold_and_teach() -> None:
    # Two voters for 0 who are always wrong together, one who is right: alone they would win.
    truth = np.array([0, 1] * 200, np.int64)
    votes = np.stack([1 - truth, 1 - truth, truth], 1)
    alone = fit(votes, 2)
    assert (alone.probabilities.argmax(1) == truth).mean() < 0.1
    gold = np.where(np.arange(400) < 40, truth, ABSTAINED)
    taught = fit(votes, 2, gold)
    assert (taught.probabilities.argmax(1) == truth).mean() > 0.9
    assert (taught.probabilities[:40].argmax(1) == truth[:40]).all()
    assert taught.probabilities[:40].max(1).min() == 1.0


def test_silence_speaks_for_the_other_class() -> None:
    random = np.random.default_rng(0)
    truth = (random.random(2000) < 0.4).astype(np.int64)

    # Each finds the one class only, and half of it.
    def finds(label: int) -> np.ndarray:
        return np.where((truth == label) & (random.random(2000) < 0.5), label, ABSTAINED)

    votes = np.stack([finds(1), finds(1), finds(1), finds(0)], 1)
    found = fit(votes, 2)
    silent = ~found.covered
    assert silent.any()
    # Three voters for 1 are silent, one for 0: it is rather 0.
    assert found.probabilities[silent, 0].mean() > 0.7


def test_rows_nobody_speaks_of_are_not_covered() -> None:
    votes = np.array([[ABSTAINED, ABSTAINED], [0, ABSTAINED], [1, 1]], np.int64)
    assert fit(votes, 2).covered.tolist() == [False, True, True]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 5), st.integers(2, 4))
def test_whatever_is_voted_probabilities_are_probabilities(
    seed: int, n: int, m: int, n_classes: int
) -> None:
    random = np.random.default_rng(seed)
    votes = random.integers(-1, n_classes, (n, m)).astype(np.int64)
    gold = random.integers(-1, n_classes, n).astype(np.int64)
    found = fit(votes, n_classes, gold)
    assert np.isfinite(found.probabilities).all()
    assert np.allclose(found.probabilities.sum(1), 1)
    assert np.allclose(found.says.sum(2), 1)
    assert ((found.accuracy >= 0) & (found.accuracy <= 1)).all()
    known = gold != ABSTAINED
    assert (found.probabilities[known].argmax(1) == gold[known]).all()


def test_a_tie_has_no_majority() -> None:
    votes = np.array([[0, 1], [1, 1], [-1, -1], [-1, 0]], np.int64)
    assert majority(votes, 2).tolist() == [-1, 1, -1, 0]


@pytest.mark.parametrize(
    ("votes", "gold", "words"),
    [
        (np.zeros((3, 0), np.int64), None, "rows, voters"),
        (np.zeros(3, np.int64), None, "rows, voters"),
        (np.full((3, 1), 2, np.int64), None, "of 2 classes"),
        (np.full((3, 1), -2, np.int64), None, "of 2 classes"),
        (np.zeros((3, 1), np.int64), np.zeros(2, np.int64), "gold has the shape"),
        (np.zeros((3, 1), np.int64), np.full(3, 5, np.int64), "of 2 classes"),
    ],
)
def test_what_makes_no_sense_is_refused(
    votes: np.ndarray, gold: np.ndarray | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        fit(votes, 2, gold)
