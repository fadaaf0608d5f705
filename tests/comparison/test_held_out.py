"""Which rows are asked, that nobody learns from them, and that a hash says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from workbench.comparison import held_out
from workbench.comparison.held_out import hold_out, learnable, per_class, refuse_other
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.tokenizer import train

CLASSES = ("fruit", "tool")
LEARN = ("apple", "pear", "Saw ", "drill", "plum", "file")
ASK = ("melon", "saw", "hammer", "fig")


@pytest.fixture(scope="module")
def data() -> TextClasses:
    tokenizer = train([" ".join(LEARN + ASK)], "wordpiece", 200)
    return TextClasses(
        TextRows(LEARN, np.array([0, 0, 1, 1, 0, 1])),
        TextRows(ASK, np.array([0, 1, 1, 0])),
        CLASSES,
        tokenizer,
    )


def test_all_rows_or_so_many_of_them(data: TextClasses) -> None:
    whole, part, again = (hold_out(data, limit, 1) for limit in (None, 3, 3))
    assert whole.inputs == ASK
    assert [row.label for row in whole.rows] == ["fruit", "tool", "tool", "fruit"]
    assert len(part) == 3
    assert part.lock == again.lock != whole.lock
    assert [ASK[i] for i in part.indices] == [row.text for row in part.rows] == list(part.inputs)


def test_the_hash_is_of_rows_labels_and_names_but_not_of_tokens(data: TextClasses) -> None:
    other = train(["something else entirely"], "char", 50)
    assert held_out.test_digest(replace(data, tokenizer=other)) == held_out.test_digest(data)
    for changed in (
        replace(data, test=TextRows(("Melon", *ASK[1:]), data.test.y)),
        replace(data, test=TextRows(ASK, 1 - data.test.y)),
        replace(data, classes=("fruit", "tools")),
    ):
        assert held_out.test_digest(changed) != held_out.test_digest(data)
        with pytest.raises(UsageError, match="another test split"):
            refuse_other(changed, hold_out(data, None, 0), "The run x")
    refuse_other(data, hold_out(data, 2, 0), "The run x")


def test_what_the_test_split_says_is_not_learnt(data: TextClasses) -> None:
    found = learnable(data)
    taken = found.take(np.arange(len(found.indices)))
    assert found.excluded == 1
    assert isinstance(taken, TextRows)
    assert taken.texts == ("apple", "pear", "drill", "plum", "file")


def test_pictures_too(tiny_data: ImageClasses) -> None:
    found = hold_out(tiny_data, 10, 0)
    assert np.array_equal(found.inputs, tiny_data.test.x[found.indices])
    assert all(row.images for row in found.rows)
    twice = replace(tiny_data, train=tiny_data.test)
    assert learnable(twice).excluded == len(tiny_data.test)


def test_a_budget_is_of_each_class_and_grows(tiny_data: ImageClasses) -> None:
    y = tiny_data.train.y.astype(np.int64)
    few, more = per_class(y, 2, 0), per_class(y, 5, 0)
    assert np.bincount(y[few]).tolist() == [2] * 10
    assert set(few.tolist()) <= set(more.tolist())
    assert not np.array_equal(few, per_class(y, 2, 1))
    assert len(per_class(y, None, 0)) == len(per_class(y, 10_000, 0)) == len(y)
