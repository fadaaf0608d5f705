"""A packed run comes back whole, tells nothing of this machine, and a hostile file does nothing."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.core.contracts.errors import StorageError, UsageError
from workbench.core.contracts.events import Finished, Started
from workbench.core.experiment import Experiment
from workbench.core.runs import pack as run_pack
from workbench.core.runs.store import Run, RunStore


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "private folder").mkdir()
    path = tmp_path / "private folder" / "reviews.csv"
    path.write_text("text,label\ngood,a\nbad,b\n")
    return path


@pytest.fixture
def run(tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SOME_API_KEY", "sk-very-secret-0123")
    experiment = Experiment(name="mine").with_part("dataset", "labelled-text", {"path": str(table)})
    made = RunStore(tmp_path / "runs").create(experiment)
    made.log(Started(made.id, "cpu", 10, 0, 1, 2))
    made.log(
        Finished(
            "finished",
            f"read {table} sk-very-secret-0123",
            {"test/accuracy": 0.5},
            str(made.model_file),
        )
    )
    made.close()
    made.checkpoint_folder.mkdir()
    (made.checkpoint_folder / "last.safetensors").write_bytes(os.urandom(5000))
    model = f"..{experiment.to_toml()}..{json.dumps(experiment.to_toml())}..".encode()
    made.model_file.write_bytes(b"\x00\xff" + model)
    (made.path / "card.md").write_text(f"Table: {table}, in {made.path} of {Path.home()}\n")
    (made.path / "link.txt").symlink_to(table)
    return made


def test_it_comes_back_and_says_nothing_of_this_machine(
    tmp_path: Path, run: Run, table: Path
) -> None:
    target = tmp_path / "mine.run.zip"
    assert run_pack.pack(run, target) == target.stat().st_size
    with zipfile.ZipFile(target) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    assert "link.txt" not in content
    assert "lock" not in content
    everything = b"".join(content.values())
    for private in (str(table), str(table.parent), str(run.path), "sk-very-secret-0123"):
        assert private.encode() not in everything, private
    assert len(content["model.onnx"]) == run.model_file.stat().st_size
    assert b"reviews.csv" in content["model.onnx"]
    assert (
        content["checkpoints/last.safetensors"]
        == (run.checkpoint_folder / "last.safetensors").read_bytes()
    )

    store = RunStore(tmp_path / "elsewhere" / "runs")
    found = run_pack.unpack(target, store)
    assert found.id == run.id
    assert found.missing == ("reviews.csv (dataset.path): it is not on this machine",)
    (info,) = store.list()
    assert (info.name, info.status, info.metrics) == ("mine", "finished", {"test/accuracy": 0.5})
    again = store.get(found.id)
    assert again.experiment.dataset.params["path"] == "reviews.csv"
    assert [type(event).__name__ for event in again.events()] == ["Started", "Finished"]
    # With the data at hand its setting leads there; another content is refused.
    second = run_pack.unpack(target, store, [table])
    assert second.id == f"{run.id}-2"
    assert store.get(second.id).info().name == "mine (2)"
    assert store.get(second.id).experiment.dataset.params["path"] == str(table.resolve())
    table.write_text("other")
    third = run_pack.unpack(target, store, [table.parent])
    assert {info.name for info in store.list()} == {"mine", "mine (2)", "mine (3)"}
    assert "has another content" in third.missing[0]


def test_a_run_that_is_going_is_not_packed(tmp_path: Path) -> None:
    run = RunStore(tmp_path / "runs").create(Experiment())
    with pytest.raises(StorageError, match="still going"):
        run_pack.pack(run, tmp_path / "x.zip")
    run.close()
    run.change(status="stopped")
    with pytest.raises(StorageError, match="Cannot write"):
        run_pack.pack(run, tmp_path / "nowhere" / "x.zip")


Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def _rewrite(
    target: Path, content: dict[str, bytes], entry: Callable[[str], zipfile.ZipInfo]
) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in content.items():
            archive.writestr(entry(name), raw)


def _listed(content: dict[str, bytes], name: str, raw: bytes) -> dict[str, bytes]:
    about = json.loads(content["pack.json"])
    about["files"][name] = {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    return {**content, name: raw, "pack.json": json.dumps(about).encode()}


NAMES = [
    "../evil.txt",
    "/etc/evil",
    "a/../../evil",
    "C:\\evil",
    "..\\evil",
    "a//b",
    "./a",
    ".hidden",
    "a/.b",
    "CARD.MD",
    "x" * 300,
    "a\nb",
    "checkpoints/",
    "nul\x00",
    "a/b/c/d/e/f/g/h/i",
    "a ",
    "a.",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_file_gets_out_of_the_folder(tmp_path: Path, run: Run, name: str) -> None:
    target = tmp_path / "mine.zip"
    run_pack.pack(run, target)
    with zipfile.ZipFile(target) as archive:
        content = {n: archive.read(n) for n in archive.namelist()}
    _rewrite(target, _listed(content, name, b"evil"), zipfile.ZipInfo)
    _refused(target, tmp_path)
    assert not list(tmp_path.rglob("*evil*"))


def _refused(target: Path, tmp_path: Path) -> UsageError:
    store = RunStore(tmp_path / "elsewhere" / "runs")
    with pytest.raises(UsageError) as caught:
        run_pack.unpack(target, store)
    assert str(target) in caught.value.message
    assert store.list() == []
    assert [path.name for path in store.folder.iterdir() if path.name != "index.sqlite"] == []
    return caught.value


FAULTS: dict[str, Change] = {
    "no list": lambda c: {n: raw for n, raw in c.items() if n != "pack.json"},
    "list is no json": lambda c: c | {"pack.json": b"{"},
    "list is deep": lambda c: c | {"pack.json": b"[" * 100_000},
    "list is a list": lambda c: c | {"pack.json": b"[]"},
    "another format": lambda c: c | {"pack.json": b'{"format": "x/9", "files": {}}'},
    "a file too many": lambda c: c | {"more.txt": b"x"},
    "a file missing": lambda c: {n: raw for n, raw in c.items() if n != "card.md"},
    "no experiment": lambda c: {n: raw for n, raw in c.items() if n != "experiment.toml"},
    "changed": lambda c: c | {"model.onnx": c["model.onnx"][:-1] + b"?"},
    "facts are a list": lambda c: _listed(c, "run.json", b"[]"),
    "experiment is none": lambda c: _listed(c, "experiment.toml", b"a = 1"),
    "a path of its own": lambda c: _listed(
        c,
        "experiment.toml",
        Experiment().with_part("dataset", "x", {"path": "/etc/passwd"}).to_toml().encode(),
    ),
    "bomb": lambda c: _listed(c, "zeros.txt", b"\x00" * 60_000_000),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_or_hostile_file_is_refused(tmp_path: Path, run: Run, fault: str) -> None:
    target = tmp_path / "mine.zip"
    run_pack.pack(run, target)
    with zipfile.ZipFile(target) as archive:
        content = {n: archive.read(n) for n in archive.namelist()}

    def entry(name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        return info

    _rewrite(target, FAULTS[fault](content), entry)
    _refused(target, tmp_path)


def test_links_and_what_is_no_zip_are_refused(tmp_path: Path, run: Run) -> None:
    target = tmp_path / "mine.zip"
    run_pack.pack(run, target)
    with zipfile.ZipFile(target) as archive:
        content = {n: archive.read(n) for n in archive.namelist()}

    def entry(name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name)
        info.external_attr = (stat.S_IFLNK if name == "card.md" else stat.S_IFREG) << 16
        return info

    _rewrite(target, content, entry)
    assert "link" in _refused(target, tmp_path).message
    whole = target.read_bytes()
    for part in (b"", b"PK", whole[: len(whole) // 2], whole[100:], os.urandom(5000)):
        target.write_bytes(part)
        _refused(target, tmp_path)
    with pytest.raises(StorageError):
        run_pack.unpack(tmp_path / "nowhere.zip", RunStore(tmp_path / "elsewhere" / "runs"))
