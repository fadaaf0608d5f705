"""A table that brings its official split, in a column or in a second file."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.params import make
from workbench.core.contracts.text import TextClasses
from workbench.core.plugins import discover

TRAIN = [(f"apple number {k}", "fruit") for k in range(6)] + [
    (f"saw number {k}", "tool") for k in range(6)
]
TEST = [("a pear", "fruit"), ("a drill", "tool"), ("Saw number 3", "tool")]


def loaded(**params: object) -> TextClasses:
    cls = discover().get(Dataset, "text-table")
    data = cls(Loading()).load(make(cls.Params, params, cls.id))
    assert isinstance(data, TextClasses)
    return data


def written(path: Path, rows: list[tuple[str, ...]], head: str = "text,label") -> Path:
    path.write_text("\n".join([head, *(",".join(row) for row in rows)]), "utf-8")
    return path


def check(data: TextClasses) -> None:
    """All test rows, and no training row that says what one of them says."""
    assert data.test.texts == tuple(text for text, _ in TEST)
    assert [data.classes[k] for k in data.test.y] == [label for _, label in TEST]
    assert set(data.train.texts) == {text for text, _ in TRAIN} - {"saw number 3"}


def test_a_second_file_holds_the_test_rows(tmp_path: Path) -> None:
    train, test = written(tmp_path / "train.csv", TRAIN), written(tmp_path / "test.csv", TEST)
    check(loaded(path=train, test_path=test))


@pytest.mark.parametrize("words", [("train", "test"), ("Training", "TEST"), ("dev", "eval")])
def test_a_column_says_which_rows_are_for_testing(tmp_path: Path, words: tuple[str, str]) -> None:
    rows = [(*row, words[0]) for row in TRAIN] + [(*row, words[1]) for row in TEST]
    path = written(tmp_path / "all.csv", rows, "text,label,split")
    data = loaded(path=path, split_column="split")
    check(data)
    assert "split" not in data.test.columns


@pytest.mark.parametrize(
    ("head", "word", "says"),
    [
        ("text,label,part", "test", "no column"),
        ("text,label,split", "maybe", "is no split"),
        ("text,label,split", "train", "no row for testing"),
    ],
)
def test_a_column_that_does_not_say_is_refused(
    tmp_path: Path, head: str, word: str, says: str
) -> None:
    rows = [(*row, "train") for row in TRAIN] + [(*row, word) for row in TEST]
    path = written(tmp_path / "all.csv", rows, head)
    with pytest.raises(DatasetError, match=says):
        loaded(path=path, split_column="split")


def test_a_split_is_given_once(tmp_path: Path) -> None:
    path = written(tmp_path / "train.csv", TRAIN)
    with pytest.raises(DatasetError, match="given twice"):
        loaded(path=path, test_path=path, split_column="label")
