"""Splits: no text twice, each class in both parts, the same every time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.row_identity import Identities, chosen, of_texts
from workbench.core.text_split import divide, duplicates, keep_aside, leakage, stratified


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
    assert found.retained.tolist() == [0, 2, 4]
    assert (found.dropped, found.conflicting) == (2, 1)
    assert duplicates([], []).retained.tolist() == []


def test_leakage_names_the_rows() -> None:
    found = leakage(["Hello  World", "b"], ["new", "hello world", "B\n", "c"])
    assert (found.rows, found.count) == ((1, 2), 2)
    assert str(found) == "2 of 4 test texts are in the training split, too"


def test_punctuation_makes_no_new_text_unless_labels_differ() -> None:
    found = duplicates(
        ["Great!", "great", "great :)", "Great :(", "GREAT", "ｇｒｅａｔ\u200b :("],
        ["up", "up", "up", "down", "down", "up"],
    )
    # "great" and "great :)" are "Great!" again; ":(" says something else, until it is "up", too.
    assert found.retained.tolist() == [0, 3]
    assert (found.dropped, found.conflicting) == (4, 2)


def test_leakage_passes_over_punctuation() -> None:
    assert leakage(["Hello, world!"], ["hello world", "hello"]).rows == (0,)


@given(
    st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=60),
    st.floats(0.01, 0.9),
    st.integers(0, 3),
    st.randoms(use_true_random=False),
)
def test_rows_keep_their_side_whoever_comes_or_goes(ids, part, seed, random) -> None:
    identities = np.array([*ids, *ids[:5]], np.uint64)
    train, test = divide(identities, part, seed)
    assert sorted([*train, *test]) == list(range(len(identities)))
    assert not set(identities[train].tolist()) & set(identities[test].tolist())
    if len(ids) > 1:
        assert len(train)
        assert len(test)
    less = identities[random.sample(range(len(identities)), len(identities) // 2)]
    assert _sides(less, part, seed).items() <= _sides(identities, part, seed).items() or (
        # Where a split would be empty, one row has to go there.
        chosen(less, part, seed, "test").all() or not chosen(less, part, seed, "test").any()
    )


def _sides(identities: Identities, part: float, seed: int) -> dict[int, str]:
    train, test = divide(identities, part, seed)
    return dict.fromkeys(identities[train].tolist(), "train") | dict.fromkeys(
        identities[test].tolist(), "test"
    )


def test_divided_parts_are_as_large_as_asked_for_nearly() -> None:
    identities = of_texts([f"row {n}" for n in range(5000)])
    train, test = divide(identities, 0.2, 0)
    assert abs(len(test) - 1000) < 100  # a deviation of 28
    assert set(divide(identities, 0.1, 0)[1].tolist()) < set(test.tolist())
    assert set(divide(identities, 0.2, 1)[1].tolist()) != set(test.tolist())
    order = np.random.default_rng(0).permutation(5000)
    again, _ = divide(identities[order], 0.2, 0)
    assert identities[order][again].tolist() == identities[train].tolist()


def test_what_is_kept_aside_leaves_each_class_a_row() -> None:
    identities = of_texts([f"row {n}" for n in range(1000)])
    y = np.arange(1000) % 500
    train, val = keep_aside(identities, y, 0.5)
    assert sorted([*train, *val]) == list(range(1000))
    assert set(y[train].tolist()) == set(range(500))
    assert 300 < len(val) < 450  # 500, less the 125 classes of which both rows would be aside
    assert len(keep_aside(identities, y, 0.0)[1]) == 0
    few = identities[:10]
    assert len(keep_aside(few, np.zeros(10), 0.1)[1]) >= 1
    assert len(keep_aside(few[:1], np.zeros(1), 0.5)[1]) == 0
    # More rows move none across.
    whole = keep_aside(identities, np.zeros(1000), 0.5)[1]
    half = keep_aside(identities[:500], np.zeros(500), 0.5)[1]
    assert half.tolist() == whole[whole < 500].tolist()
