"""What a run has learnt: kept in its folder, read back, and known for runs that were opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import row_identity
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.text import Corpus, TextRows
from workbench.core.experiment import Experiment
from workbench.core.runs import learnt
from workbench.core.runs.learnt import Learnt
from workbench.core.runs.store import RunStore
from workbench.core.tokenizer import train


@given(
    rows=st.lists(st.integers(0, 2**64 - 1)),
    labels=st.integers(0, 1000),
    split_by=st.sampled_from(["content", "place"]),
    unknown=st.lists(st.text("abcé-", min_size=1), unique=True),
)
def test_what_is_kept_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows, labels, split_by, unknown
) -> None:
    folder = tmp_path_factory.mktemp("run")
    given_ = Learnt(np.unique(np.array(rows, np.uint64)), labels, split_by, tuple(unknown))
    learnt.save(given_, folder)
    found = learnt.load(folder)
    assert found is not None
    assert found.rows.tolist() == sorted(set(rows))
    assert found.rows.dtype == np.uint64
    assert (found.labels, found.split_by, found.unknown) == (labels, split_by, tuple(unknown))
    assert learnt.split_by(folder) == split_by


def test_of_a_dataset_all_training_rows_are_known(tiny_data: ImageClasses) -> None:
    found = Learnt.of(tiny_data)
    assert found.labels == len(tiny_data.train)
    assert found.among(tiny_data.train.identities).all()
    assert not found.among(tiny_data.test.identities).any()
    tokenizer = train(["some text"], "char", 50)
    ids = np.full(9, 5, np.int32)
    assert len(Learnt.of(Corpus(ids, ids, tokenizer)).rows) == 0


def test_what_others_had_learnt_is_learnt() -> None:
    one, two = (Learnt(row_identity.of_texts([text])) for text in "ab")
    three = Learnt(row_identity.of_texts(["c", "a"]), 5, "place", ("old",))
    both = three.and_of(one, two, Learnt(one.rows, unknown=("older", "old")))
    texts = TextRows(tuple("abcd"), np.zeros(4, np.int64))
    assert both.among(texts.identities).tolist() == [True, True, True, False]
    assert (both.labels, both.split_by, both.unknown) == (5, "place", ("old", "older"))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", b"\x93NUMPY", b"[]"])
def test_of_a_damaged_file_nothing_is_known(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / learnt.FILE).write_bytes(damage)
    found = learnt.load(tmp_path)
    assert found is not None
    assert found.unknown == (tmp_path.name,)


def test_pickled_objects_are_never_read(tmp_path: Path) -> None:
    with (tmp_path / learnt.FILE).open("wb") as file:
        np.savez(
            file,
            form=np.int64(1),
            rows=np.array([object()], object),
            labels=np.int64(1),
            by_place=np.bool_(False),
            unknown=np.empty(0, np.uint8),
        )
    found = learnt.load(tmp_path)
    assert found is not None
    assert found.unknown == (tmp_path.name,)


def test_another_form_of_identities_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt.save(Learnt(row_identity.of_texts(["a"]), 1, "place"), tmp_path)
    monkeypatch.setattr(row_identity, "FORM", 2)
    found = learnt.load(tmp_path)
    assert found is not None
    assert (len(found.rows), found.split_by, found.unknown) == (0, "place", (tmp_path.name,))


def test_a_run_from_before_was_split_by_place(tmp_path: Path) -> None:
    assert learnt.load(tmp_path) is None
    assert learnt.split_by(tmp_path) == "content"
    (tmp_path / "checkpoints").mkdir()
    assert learnt.split_by(tmp_path) == "place"
    learnt.save(Learnt(row_identity.union([])), tmp_path)
    assert learnt.split_by(tmp_path) == "content"


def test_runs_that_are_opened_are_noted(home: Path) -> None:
    store = RunStore()
    one, two = (store.create(Experiment(name=name)) for name in ("one", "two"))
    with learnt.noting_runs() as opened:
        store.get(one.id)
        store.get("one")
        with learnt.noting_runs() as inner:
            RunStore().get(two.path)
        store.list()
    store.get(two.id)
    assert opened == [one.path.resolve()]
    assert inner == [two.path.resolve()]
