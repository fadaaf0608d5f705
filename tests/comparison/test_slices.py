"""Parts of the rows by the user's own columns: cut, kept through splits, shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.comparison import doing, made
from workbench.comparison import slices
from workbench.comparison.held_out import hold_out, learnable
from workbench.comparison.report import data as pages
from workbench.comparison.report import html, sheets
from workbench.comparison.slices import NOTHING, VALUES, by_column
from workbench.core.contracts.text import TextClasses

CELLS = st.one_of(
    st.sampled_from(["", "DE", "AT", "CH", "nan", "1", "2.5"]), st.integers(-5, 99).map(str)
)


@given(st.lists(CELLS, max_size=60))
def test_no_row_is_in_two_parts(values: list[str]) -> None:
    found = by_column("column", values)
    rows = [int(row) for part in found for row in part.rows]
    assert len(rows) == len(set(rows))
    assert len(found) != 1
    assert all(len(part.rows) for part in found)
    if found and len(set(values)) <= VALUES:
        assert sorted(rows) == list(range(len(values)))


@settings(max_examples=20)
@given(st.lists(st.floats(-1e6, 1e6).map(str), min_size=30, max_size=90, unique=True))
def test_numbers_are_cut_into_quarters(values: list[str]) -> None:
    found = by_column("age", values)
    assert [part.name.split()[0] for part in found] == ["up", "above", "above", "above"]
    counts = [len(part.rows) for part in found]
    assert sum(counts) == len(values)
    assert max(counts) - min(counts) <= 3
    highest = [max(float(values[row]) for row in part.rows) for part in found]
    assert highest == sorted(highest)


def test_numbers_that_come_again_and_some_that_are_missing() -> None:
    found = by_column("paid", ["0"] * 60 + [str(n) for n in range(1, 20)] + ["", " "])
    names = {part.name: len(part.rows) for part in found}
    assert names == {"up to 0": 60, "above 0": 19, NOTHING: 2}
    few = by_column("stars", ["1", "2", "2", "", "1"])
    assert {part.name: part.rows.tolist() for part in few} == {
        "1": [0, 4],
        "2": [1, 2],
        NOTHING: [3],
    }
    assert by_column("all alike", ["x"] * 9) == []


def with_columns(data: TextClasses) -> TextClasses:
    def known(split: str) -> dict[str, tuple[str, ...]]:
        rows = data.test if split == "test" else data.train
        words = tuple(text.split()[-1] for text in rows.texts)
        return {"word": words, "class": tuple(str(n % 3) for n in range(len(words)))}

    return replace(
        data,
        train=replace(data.train, columns=known("train")),
        test=replace(data.test, columns=known("test")),
    )


def test_columns_stay_with_their_rows_and_change_no_hash() -> None:
    plain = doing.things()
    data = with_columns(plain)
    assert data.digest() == plain.digest()
    held_out = hold_out(data, 10, 3)
    assert held_out.lock == hold_out(plain, 10, 3).lock
    assert held_out.columns["word"] == tuple(row.text.split()[-1] for row in held_out.rows)
    learn = learnable(data).take(np.array([5, 2]))
    assert learn.columns["word"] == tuple(t.split()[-1] for t in learn.texts)  # type: ignore[union-attr]
    assert hold_out(plain, 10, 3).columns == {}


def test_a_column_that_is_called_class_is_not_the_classes() -> None:
    held_out = hold_out(with_columns(doing.things()), None, 0)
    found = [part for part in slices.slices(held_out) if part.kind == "class"]
    assert [(part.own, part.name) for part in found] == [
        (False, "fruit"),
        (False, "tool"),
        (True, "0"),
        (True, "1"),
        (True, "2"),
    ]


def test_of_very_many_columns_the_first_are_shown() -> None:
    classes = tuple(f"class {n:02}" for n in range(20))
    two = ("Majority class", "TF-IDF + logistic regression")
    found = made.comparison(classes=classes, only=two, budgets=(), missing=False)
    columns = {f"column {n}": ("a", "b") * 120 for n in range(12)}
    held_out = replace(found.held_out, columns=columns)
    page = pages.page(replace(found, held_out=held_out))
    sheet = sheets.parts(page)
    kinds = [row[0].below for row in sheet.rows]
    assert kinds.count("class") == sheets.CLASSES
    assert {kind for kind in kinds if kind.startswith("column")} == set(list(columns)[:8])
    assert "12 further columns, the first 8" in sheet.about
    assert len({part["by"] for part in pages.to_json(page)["slices"]}) == 2 + 12
    assert "column 7" in html.render(page)
