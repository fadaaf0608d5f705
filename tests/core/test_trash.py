"""Trash and what was deleted: moved, restored, purged; and a crash at any point loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from workbench.core import deleted, paths
from workbench.core.contracts.errors import StorageError, UsageError
from workbench.core.experiment import Experiment
from workbench.core.io import drawings, trash
from workbench.core.runs.store import RunStore


def made(root: Path, name: str = "thing") -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("12345", "utf-8")
    return folder


def test_what_is_deleted_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = made(tmp_path)
    item = trash.put(folder, tmp_path, "A thing")
    assert not folder.exists()
    assert trash.items(tmp_path) == [item]
    assert (item.name, item.origin, trash.size(item.content)) == ("A thing", folder, 5)
    assert trash.restore(item) == folder
    assert (folder / "a.txt").read_text("utf-8") == "12345"
    assert trash.items(tmp_path) == []
    assert not item.entry.exists()


def test_nothing_is_overwritten_by_restoring(tmp_path: Path) -> None:
    item = trash.put(made(tmp_path), tmp_path, "A thing")
    made(tmp_path)
    with pytest.raises(StorageError, match="there is another"):
        trash.restore(item)
    assert trash.items(tmp_path) == [item]
    trash.purge(item)
    assert trash.items(tmp_path) == []
    assert (tmp_path / "thing").is_dir()


def test_a_crash_before_the_move_leaves_it_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            trash.put(folder, tmp_path, "A thing")
    assert (folder / "a.txt").is_file()
    # An entry that holds nothing is no deleted thing.
    assert trash.items(tmp_path) == []


def test_a_crash_while_it_is_restored_leaves_it_in_one_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    item = trash.put(folder, tmp_path, "A thing")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            trash.restore(item)
    assert (folder / "a.txt").is_file()
    assert trash.items(tmp_path) == []


def test_an_entry_that_leads_out_of_the_folder_is_passed_over(tmp_path: Path) -> None:
    item = trash.put(made(tmp_path / "root"), tmp_path / "root", "A thing")
    facts = item.entry / trash.FACTS
    facts.write_text(facts.read_text("utf-8").replace('"thing"', '"../thing"'), "utf-8")
    assert trash.items(tmp_path / "root") == []


def test_runs_and_drawings_are_listed_restored_and_purged(home: Path) -> None:
    store = RunStore()
    run = store.create(Experiment(name="Mine"))
    run.close()
    run.change(status="finished")
    store.delete(run.id)
    picture = drawings.add(np.zeros((28, 28), np.uint8), "7")
    drawings.remove(picture)
    assert drawings.files() == []
    found = deleted.deleted(store)
    assert {each.kind for each in found} == {"run", "drawing"}
    assert all(each.n_bytes > 0 and each.deleted > 0 for each in found)
    drawing = next(each for each in found if each.kind == "drawing")
    deleted.restore(drawing, store)
    assert drawings.files() == [(picture, "7")]
    deleted.purge(deleted.find("Mine", store), store)
    assert deleted.deleted(store) == []
    assert not run.path.exists()
    with pytest.raises(UsageError, match="workbench deleted"):
        deleted.find("Mine", store)
    assert paths.drawings().is_dir()
