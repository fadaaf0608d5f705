"""Order: what comes next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.labelling.made import labelling, say
from workbench.core.plugins import discover
from workbench.labelling import order
from workbench.labelling.agreement import consensus
from workbench.labelling.queue import queue
from workbench.labelling.suggestions import suggest
from workbench.labelling.votes import apply


@given(st.integers(0, 1000), st.integers(2, 6))
def test_uncertainty_is_entropy(seed: int, n_classes: int) -> None:
    from scipy.stats import entropy

    p = np.random.default_rng(seed).dirichlet(np.ones(n_classes), 20).astype(np.float32)
    assert np.allclose(order.uncertainty(p), entropy(p, base=2, axis=1), atol=1e-4)


def test_disagreement_is_the_entropy_of_votes() -> None:
    votes = np.array([[0, 0, -1], [0, 1, -1], [0, 1, 1], [-1, -1, -1]], np.int64)
    found = order.disagreement(votes, 2)
    assert found[[0, 3]].tolist() == [0, 0]
    assert found[1] == pytest.approx(1.0)
    assert found[2] == pytest.approx(0.9183, abs=1e-3)


def test_doubt_is_what_is_not_believed_of_a_label() -> None:
    p = np.array([[0.9, 0.1], [0.9, 0.1], [0.5, 0.5]], np.float32)
    assert order.doubt(p, np.array([0, 1, -1])).tolist() == pytest.approx([0.1, 0.9, 0.0])


@given(st.integers(1, 40), st.sets(st.integers(0, 39)), st.sampled_from(order.ORDERS))
def test_every_row_that_is_wanted_comes_once(n: int, done: set[int], how: order.Order) -> None:
    done = {row for row in done if row < n}
    score = np.random.default_rng(n).random(n).astype(np.float32)
    found = order.arranged(n, how, done, score)
    wanted = done if how == "doubtful" else set(range(n)) - done
    assert sorted(found) == sorted(wanted)
    if how == "given":
        assert found == sorted(found)
    if how in ("uncertain", "disputed", "doubtful"):
        assert (np.diff(score[found]) <= 0).all()


def test_equal_rows_come_mixed_and_the_same_every_time() -> None:
    score = np.zeros(50, np.float32)
    found = order.arranged(50, "uncertain", (), score)
    assert found != list(range(50))
    assert found == order.arranged(50, "uncertain", (), score)
    assert found != order.arranged(50, "uncertain", (), score, seed=1)


def test_the_most_uncertain_row_comes_first(home: object) -> None:
    found = labelling()
    say(found, range(8))
    said = found.standing()
    guess = suggest(found.items, found.classes, consensus(said).labels, discover(installed=False))
    assert guess is not None
    rows = queue(found, "uncertain", "ann", said, guess)
    assert not set(rows) & set(range(8))
    unsure = order.uncertainty(guess.probabilities)
    assert unsure[rows[0]] == unsure[rows].max()
    # Another person has labelled nothing yet and sees all.
    assert len(queue(found, "uncertain", "ben", said, guess)) == 40


def test_rows_that_people_dispute_come_before_those_that_functions_do(home: object) -> None:
    found = labelling()
    say(found, range(4), "ann")
    say(found, range(4), "ben", wrong=frozenset({2}))
    said = found.standing()
    applied = apply(found, consensus(said).labels)
    rows = queue(found, "disputed", "cleo", said, applied=applied)
    assert rows[0] == 2
    assert len(rows) == 40


def test_a_label_that_looks_wrong_is_shown_again(home: object) -> None:
    found = labelling()
    say(found, range(20), wrong=frozenset({7}))
    said = found.standing()
    guess = suggest(found.items, found.classes, said["ann"], discover(installed=False))
    rows = queue(found, "doubtful", "ann", said, guess)
    assert rows[0] == 7
    assert sorted(rows) == list(range(20))
