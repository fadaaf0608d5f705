"""CIFAR-10's part: which classes, how many labels, and what is said of a file that is not it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench import testing
from workbench.core.contracts.dataset import ImageClasses, Loading
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.params import make
from workbench_plugins.cifar import FILE, Cifar


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the same form: picture k of class c is filled with c and begins with k."""
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
    write(tmp_path)
    return tmp_path


def write(folder: Path, **changes: Any) -> None:
    arrays: dict[str, Any] = {}
    for split, n in (("train", 60), ("test", 20)):
        y = np.arange(n) % 10
        x = np.tile(y[:, None, None, None], (1, 32, 32, 3)).astype(np.uint8)
        x[:, 0, 0, 0] = np.arange(n) + (100 if split == "test" else 0)
        arrays |= {f"x_{split}": x, f"y_{split}": y.astype(np.uint8)}
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    np.savez(folder / FILE, **(arrays | changes))


def load(**settings: Any) -> ImageClasses:
    return Cifar(Loading()).load(make(Cifar.Params, settings))


def test_the_contract_of_datasets(folder: Path) -> None:
    testing.check_dataset(Cifar)
    testing.check_dataset(Cifar, make(Cifar.Params, {"only": "truck, automobile"}))


def test_classes_are_chosen_and_numbered_anew(folder: Path) -> None:
    data = load(only="truck, automobile")
    assert data.classes == ("truck", "automobile")
    assert set(zip(data.train.y.tolist(), data.train.x[:, 5, 5, 0].tolist(), strict=True)) == {
        (0, 9),
        (1, 1),
    }
    assert (len(data.train), len(data.test)) == (12, 4)
    rest = load(without="truck, automobile")
    assert len(rest.classes) == 8
    assert (len(rest.train), len(rest.test)) == (48, 16)
    assert not {1, 9} & set(rest.train.x[:, 5, 5, 0].tolist())
    assert str(rest.task) == "32×32×3 pictures in 8 classes"


def test_few_labels_and_the_whole_test(folder: Path) -> None:
    few = load(only="automobile, truck", labels_per_class=2, label_seed=1)
    assert np.bincount(few.train.y).tolist() == [2, 2]
    np.testing.assert_array_equal(few.test.x, load(only="automobile, truck").test.x)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"only": "lorry, truck"}, "'lorry'"),
        ({"without": "lorry"}, "'lorry'"),
        ({"only": "truck"}, "1 classes are left"),
        ({"only": "truck, cat", "without": "cat"}, "1 classes"),
    ],
)
def test_classes_that_cannot_be(folder: Path, settings: dict[str, str], words: str) -> None:
    with pytest.raises(DatasetError, match=words):
        load(**settings)


def test_a_missing_file_says_where_it_was_looked_for() -> None:
    with pytest.raises(DatasetError, match="cifar10_subset") as error:
        load()
    assert "save it as" in error.value.remedy


def test_a_damaged_file_is_named(folder: Path) -> None:
    for changes in ({"y_test": np.full(20, 10)}, {"x_train": np.zeros((60, 32, 32), np.uint8)}):
        write(folder, **changes)
        with pytest.raises(DatasetError, match="shape"):
            load()
    write(folder, y_train=np.array([object()] * 60))
    with pytest.raises(DatasetError, match="damaged"):
        load()
    (folder / FILE).write_bytes(b"no archive")
    with pytest.raises(DatasetError, match="damaged"):
        load()


def test_the_real_one(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (shared_data / FILE).is_file():
        pytest.skip(f"needs {shared_data / FILE}")
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    data = load(only="automobile, truck")
    assert np.bincount(data.train.y).tolist() == [974, 981]
    assert np.bincount(data.test.y).tolist() == [89, 109]
