"""Sources: where rows come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.comparison import houses
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.inputs import Pictures, Texts
from workbench.core.contracts.targets import Classes
from workbench.core.plugins import discover
from workbench.labelling import sources


def test_a_text_is_taken_once() -> None:
    found = sources.of_texts(["Hello  you", "hello you", " ", "", "bye"], ["a", "b", "", "", "c"])
    assert found.texts == ("Hello  you", "bye")
    assert found.source_labels == ("a", "c")


def test_rows_of_a_dataset_know_their_labels() -> None:
    cls = discover(installed=False).get(Dataset, "short-reviews")
    data: Any = cls().load(cls.Params())
    found = sources.of_dataset(data, "train", 20, 3)
    assert len(found) == 20
    for text, label in zip(found.texts, found.source_labels, strict=True):
        place = data.train.texts.index(text)
        assert data.classes[data.train.y[place]] == label
    assert found == sources.of_dataset(data, "train", 20, 3)
    assert found != sources.of_dataset(data, "train", 20, 4)
    assert len(sources.of_dataset(data, "test")) == len(data.test)


def test_a_table_or_lines(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("id,review,stars\n1,very good indeed,5\n2,bad,1\n", "utf-8")
    assert sources.of_file(table).texts == ("very good indeed", "bad")
    found = sources.of_file(table, "review", "stars")
    assert found.source_labels == ("5", "1")
    with pytest.raises(DatasetError, match=r"no column 'title'.*id, review, stars"):
        sources.of_file(table, "title")
    lines = tmp_path / "lines.txt"
    lines.write_text("one\n\ntwo\none\n", "utf-8")
    assert sources.of_file(lines).texts == ("one", "two")
    with pytest.raises(DatasetError, match="plain text"):
        sources.of_file(lines, "text")
    with pytest.raises(DatasetError, match="no file"):
        sources.of_file(tmp_path / "none.txt")
    lines.write_text("\n\n", "utf-8")
    with pytest.raises(DatasetError, match="no rows"):
        sources.of_file(lines)


def test_a_folder_of_pictures(tmp_path: Path) -> None:
    for name, colour in (("cats/a.png", "red"), ("cats/b.jpg", "blue"), ("dogs/c.png", "green")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (60, 30), colour).save(path)
    found = sources.of_folder(tmp_path, 16)
    assert found.pictures is not None
    assert found.pictures.shape == (3, 16, 16, 3)
    assert found.source_labels == ("cats", "cats", "dogs")
    assert tuple(found.pictures[0, 8, 8]) == (255, 0, 0)
    # Twice as wide as high: what is left over is black.
    assert not found.pictures[0, 0].any()
    grey = sources.of_folder(tmp_path / "cats", 16, colour=False)
    assert grey.pictures is not None
    assert grey.pictures.shape == (2, 16, 16)
    assert grey.source_labels == ("", "")
    (tmp_path / "cats" / "bad.png").write_bytes(b"no picture")
    with pytest.raises(DatasetError, match=r"bad\.png"):
        sources.of_folder(tmp_path)
    with pytest.raises(DatasetError, match="no folder"):
        sources.of_folder(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="holds no pictures"):
        sources.of_folder(tmp_path / "empty")


def test_a_hostile_picture_is_refused(tmp_path: Path) -> None:
    Image.new("1", (9000, 9000)).save(tmp_path / "bomb.png")
    with pytest.raises(DatasetError, match="too many"):
        sources.of_folder(tmp_path)


def test_rows_of_a_comparison() -> None:
    assert sources.of_inputs(Texts(), ("a", "b"), ("x", "y")).source_labels == ("x", "y")
    pictures = np.arange(3 * 4 * 4, dtype=np.uint8).reshape(3, 4, 4)
    found = sources.of_inputs(Pictures(4, 4), pictures, ("x", "y", "x"))
    assert np.array_equal(found.pictures, pictures)  # type: ignore[arg-type]
    twice = sources.of_inputs(Pictures(4, 4), np.zeros((2, 4, 4), np.uint8))
    assert len(twice) == 1


def test_rows_of_another_kind_are_labelled_by_what_they_say() -> None:
    data = houses.houses(Classes(("cheap", "dear")))
    found = sources.of_dataset(data, "train", 20, 3)
    assert found.kind == "text"
    assert all(text.startswith("rooms: ") for text in found.texts)
    assert set(found.source_labels) <= {"cheap", "dear"}


def test_numbers_cannot_be_labelled_with_classes() -> None:
    with pytest.raises(DatasetError, match="to price in EUR have no classes to label"):
        sources.of_dataset(houses.houses(), "train", 20, 3)
