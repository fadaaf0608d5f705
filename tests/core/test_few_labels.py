"""Few labels: so many of each class, the smaller budgets inside the larger, the test untouched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.dataset import Dataset, ImageClasses
from workbench.core.contracts.params import make
from workbench.core.contracts.text import TextClasses
from workbench.core.few_labels import FewLabelsParams, chosen, with_few
from workbench.core.plugins import Plugins
from workbench.core.tokenizer import Tokenizer
from workbench.testing.data import example_data, example_texts

LABELS = st.lists(st.integers(0, 4), min_size=1, max_size=60).map(np.array)


@given(LABELS, st.integers(1, 20), st.integers(0, 1000))
def test_so_many_of_each_class(y: Any, n: int, seed: int) -> None:
    rows = chosen(y, n, seed)
    assert list(rows) == sorted(set(rows.tolist()))
    counts = {label: int((y[rows] == label).sum()) for label in np.unique(y)}
    assert counts == {label: min(n, int((y == label).sum())) for label in np.unique(y)}
    assert set(rows.tolist()) <= set(chosen(y, n + 3, seed).tolist()), "a smaller budget is inside"


@given(LABELS, st.integers(1, 5))
def test_a_class_does_not_depend_on_the_others(y: Any, n: int) -> None:
    label = y[0]
    alone = np.flatnonzero(y == label)
    rows = chosen(y, n, 7)
    assert rows[y[rows] == label].tolist() == alone[chosen(y[alone], n, 7)].tolist()


def test_seeds_choose_others() -> None:
    y = np.repeat(np.arange(3), 50)
    assert chosen(y, 5, 0).tolist() == chosen(y, 5, 0).tolist()
    assert chosen(y, 5, 0).tolist() != chosen(y, 5, 1).tolist()


@pytest.mark.parametrize("data", [example_data(100), example_texts(60)], ids=["pictures", "texts"])
def test_the_test_split_stays(data: ImageClasses | TextClasses) -> None:
    few = with_few(data, FewLabelsParams(labels_per_class=3))
    assert few.test is data.test
    assert few.classes == data.classes
    assert np.bincount(few.train.y).tolist() == [3] * len(data.classes)
    assert with_few(data, FewLabelsParams()) is data


def load(plugins: Plugins, id: str, **settings: Any) -> Any:
    cls = plugins.get(Dataset, id)
    return cls().load(make(cls.Params, settings))


def test_digits_have_the_setting(plugins: Plugins) -> None:
    whole = load(plugins, "digits")
    few = load(plugins, "digits", labels_per_class=7, label_seed=2)
    assert len(few.train) == 70
    np.testing.assert_array_equal(few.test.x, whole.test.x)
    known = {picture.tobytes() for picture in whole.train.x}
    assert all(picture.tobytes() in known for picture in few.train.x)


def test_tables_have_it_and_the_tokenizer_sees_no_more(plugins: Plugins, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = [f"word{chr(97 + n % 26)} {n},{'ab'[n % 2]}" for n in range(200)]
    path.write_text("\n".join(["text,label", *rows]), "utf-8")
    settings = {"path": str(path), "tokenizer": "char"}
    whole = load(plugins, "text-table", **settings)
    few = load(plugins, "text-table", labels_per_class=4, **settings)
    assert few.test.texts == whole.test.texts
    assert few.test.y.tolist() == whole.test.y.tolist()
    assert len(few.train) == 8
    assert Tokenizer.from_json(few.tokenizer).size == 4 + len(set("".join(few.train.texts)))
    assert few.digest() != whole.digest()
