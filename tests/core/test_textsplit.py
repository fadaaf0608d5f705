"""Splits: no text twice, each class in both parts, the same every time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.textsplit import duplicates, leakage, stratified


@given(
    st.lists(st.integers(0, 4), max_size=80).map(lambda y: np.array(y, np.int64)),
    st.floats(0.01, 0.9),
    st.integers(0, 5),
)
def test_splits_are_whole_stratified_and_repeatable(y: np.ndarray, part: float, seed: int) -> None:
    train, test = stratified(y, part, seed)
    assert sorted([*train, *test]) == list(range(len(y)))
    again = stratified(y, part, seed)
    assert (train.tolist(), test.tolist()) == (again[0].tolist(), again[1].tolist())
    for label in np.unique(y):
        n, tested = np.sum(y == label), np.sum(y[test] == label)
        assert abs(tested - part * n) <= 1
        assert n == 1 or 0 < tested < n


def test_another_seed_gives_other_rows() -> None:
    y = np.arange(100) % 2
    assert stratified(y, 0.2, 0)[1].tolist() != stratified(y, 0.2, 1)[1].tolist()


def test_duplicates_differ_in_space_and_case_only() -> None:
    found = duplicates(["Hi you", " hi\tYOU ", "Straße", "STRASSE", "x"], ["a", "a", "b", "c", "d"])
    assert found.kept.tolist() == [0, 2, 4]
    assert (found.dropped, found.conflicting) == (2, 1)
    assert duplicates([], []).kept.tolist() == []


def test_leakage_names_the_rows() -> None:
    found = leakage(["Hello  World", "b"], ["new", "hello world", "B\n", "c"])
    assert (found.rows, found.count) == ((1, 2), 2)
    assert str(found) == "2 of 4 test texts are in the training split, too"
