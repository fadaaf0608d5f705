"""Agreement: kappa as published, and what is said together."""

from __future__ import annotations

import math

import pytest

from workbench.labelling.agreement import Kappa, agreement, consensus, disagreed

# Fleiss (1971), as in the example of Wikipedia's article: 10 subjects, 14 raters, 5 categories.
FLEISS = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)


def test_fleiss_published_example() -> None:
    said: dict[str, dict[int, str]] = {f"rater {n:02d}": {} for n in range(14)}
    for row, counts in enumerate(FLEISS):
        labels = [str(k) for k, count in enumerate(counts) for _ in range(count)]
        for by, label in zip(said, labels, strict=True):
            said[by][row] = label
    together = agreement(said)[-1]
    assert len(together.people) == 14
    assert together.value == pytest.approx(0.210, abs=0.0005)
    assert together.low is None


def test_cohen_published_example() -> None:
    # 50 grant proposals: both yes 20, both no 15, 5 and 10 apart; kappa 0.4.
    from sklearn.metrics import cohen_kappa_score

    one = {row: "yes" if row < 25 else "no" for row in range(50)}
    other = {row: "yes" if row < 20 or 25 <= row < 35 else "no" for row in range(50)}
    (found,) = agreement({"a": one, "b": other})
    assert found.rows == 50
    assert found.agreed == pytest.approx(0.7)
    assert found.value == pytest.approx(0.4)
    assert found.value == pytest.approx(
        cohen_kappa_score([one[r] for r in range(50)], [other[r] for r in range(50)])
    )
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low < 0.4 < found.high <= 1
    assert found.interpretation == "fair"


def test_only_rows_that_both_labelled_count() -> None:
    (found,) = agreement({"a": {1: "x", 2: "y", 3: ""}, "b": {2: "y", 3: "x", 4: "y"}})
    assert (found.rows, found.agreed) == (1, 1.0)
    assert found.value is None
    assert found.interpretation == "not defined"
    assert agreement({"a": {1: "x"}, "b": {2: "x"}}) == []
    assert agreement({"a": {1: "x"}}) == []


def test_perfect_agreement_is_one() -> None:
    same = {row: "xy"[row % 2] for row in range(10)}
    (found,) = agreement({"a": same, "b": dict(same)})
    assert found.value == pytest.approx(1.0)
    assert found.interpretation == "almost perfect"
    assert found.high is None or found.high <= 1.0 or math.isnan(found.high)


def test_the_word_for_a_kappa_changes_where_landis_and_koch_say() -> None:
    words = [Kappa(("a", "b"), 9, 0.5, v).interpretation for v in (-0.1, 0.1, 0.3, 0.5, 0.7, 0.9)]
    assert words == ["poor", "slight", "fair", "moderate", "substantial", "almost perfect"]


def test_most_voices_decide_and_a_tie_is_disputed() -> None:
    said = {
        "a": {1: "x", 2: "x", 3: "x", 4: ""},
        "b": {1: "x", 2: "y", 3: "y", 5: "y"},
        "c": {1: "y", 3: "", 4: ""},
    }
    found = consensus(said)
    assert found.labels == {1: "x", 5: "y"}
    assert found.disputed == (2, 3)
    assert disagreed(said) == [1, 2, 3]
