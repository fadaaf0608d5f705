"""Splits: no text twice, each class in both parts, the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.errors import DatasetError
from workbench.core.row_identity import Identities, chosen, of_groups, of_texts, together
from workbench.core.split_rows import (
    about_groups,
    divide,
    duplicates,
    keep_aside,
    leakage,
    stratified,
)


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


def rows_of_groups(draw_rows: list[tuple[int, int]]) -> tuple[Identities, Identities]:
    identities = of_texts([f"row {row}" for row, _ in draw_rows])
    return identities, of_groups(
        [f"kim {group}" if group else "" for _, group in draw_rows], identities
    )


rows_and_groups = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6)), min_size=1, max_size=80
)


@given(rows_and_groups, st.floats(0.01, 0.9), st.integers(0, 3))
def test_no_group_and_no_identity_straddles_a_split(
    rows: list[tuple[int, int]], part: float, seed: int
) -> None:
    identities, groups = rows_of_groups(rows)
    if len(set(together(identities, groups).tolist())) == 1 and len(rows) > 1:
        with pytest.raises(DatasetError, match="belong together"):
            divide(identities, part, seed, groups)
        return
    train, test = divide(identities, part, seed, groups)
    assert sorted([*train, *test]) == list(range(len(rows)))
    for each in (identities, groups):
        assert not set(each[train].tolist()) & set(each[test].tolist())
    assert len(rows) < 2 or (len(train) and len(test))
    y = np.array([row % 3 for row, _ in rows])
    for labels in (y, None, y.astype(float), np.stack([y == 0, y == 1], 1)):
        learnt, aside = keep_aside(identities, labels, part, groups)
        assert sorted([*learnt, *aside]) == list(range(len(rows)))
        for each in (identities, groups):
            assert not set(each[learnt].tolist()) & set(each[aside].tolist())
        assert len(learnt)
        if labels is y:
            assert set(y[learnt].tolist()) == set(y.tolist())


@given(rows_and_groups, st.integers(0, 3), st.randoms(use_true_random=False))
def test_groups_keep_their_side_whoever_comes_or_goes(rows, seed, random) -> None:
    rows = [(number, group) for number, (_, group) in enumerate(rows)]  # nothing links two groups
    identities, groups = rows_of_groups(rows)
    half = sorted(random.sample(range(len(rows)), len(rows) // 2))
    units = together(identities, groups)
    assert units.tolist() == groups.tolist()
    assert together(identities[half], groups[half]).tolist() == groups[half].tolist()


def test_without_links_groups_of_one_divide_as_rows_do() -> None:
    identities = of_texts([f"row {n}" for n in range(300)])
    alone = of_groups([""] * 300, identities)
    assert alone.tolist() == identities.tolist()
    for mine, whole in zip(
        divide(identities, 0.2, 1, alone), divide(identities, 0.2, 1), strict=True
    ):
        assert mine.tolist() == whole.tolist()


def test_rows_are_linked_through_others() -> None:
    identities = of_texts(["a", "b", "b", "c", "d"])
    groups = of_groups(["kim", "kim", "ann", "ann", None], identities)
    units = together(identities, groups)
    assert len(set(units[:4].tolist())) == 1
    assert units[4] not in units[:4]


def test_groups_are_what_values_say() -> None:
    identities = of_texts(["a", "b", "c", "d", "e", "f"])
    groups = of_groups([" kim", "kim ", "Kim", float("nan"), None, 7], identities)
    assert groups[0] == groups[1] != groups[2]
    assert groups[3:5].tolist() == identities[3:5].tolist()
    assert groups[5] == of_groups(["7"], identities[:1])[0]


def test_what_is_to_be_known_of_groups() -> None:
    identities = of_texts([f"row {n}" for n in range(100)])
    groups = of_groups([f"p{n}" for n in range(100)], identities)
    assert about_groups(groups[:80], groups[80:], "patient", 0.2) == (
        "Rows of one patient stay in one split: 80 to learn from, 20 for the test.",
    )
    few = of_groups(["kim"] * 70 + ["ann"] * 30, identities)
    notes = " ".join(about_groups(few[:70], few[70:], "speaker", 0.1))
    assert "only one in speaker" in notes
    assert "70 of all 100 rows" in notes
    assert "30% of the rows instead of 10%" in notes
    assert "none can be held out" in notes
    both = about_groups(few[:80], few[80:], "speaker")
    assert both[0].startswith("1 of 1 in speaker are in both splits")
