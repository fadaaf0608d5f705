"""One foreign file, row or line in the folder of runs hides no other run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.errors import StorageError
from workbench.core.contracts.events import Evaluated, Failed, Finished, Started, Stepped
from workbench.core.experiment import Experiment
from workbench.core.runs import event_json
from workbench.core.runs import facts as run_facts
from workbench.core.runs import log as run_log
from workbench.core.runs.facts import RunInfo
from workbench.core.runs.store import RunStore

FOREIGN = {
    "list": b"[]",
    "null": b"null",
    "number": b"3",
    "text": b'"finished"',
    "no json": b"{",
    "empty": b"",
    "not utf-8": b'{"name": "\xff\xfe"}',
    "deep": b"[" * 100_000,
    "huge": b'{"name": "' + b"x" * 5_000_000 + b'"}',
    "name null": b'{"name": null}',
    "name number": b'{"name": 3}',
    "status list": b'{"status": ["finished"]}',
    "created text": b'{"created": "yesterday"}',
    "created nan": b'{"created": NaN}',
    "created far": b'{"created": 1e300}',
    "created before": b'{"created": -1e300}',
    "finished object": b'{"finished": {}}',
    "metrics list": b'{"metrics": [1, 2]}',
    "metrics texts": b'{"metrics": {"test/accuracy": "high"}}',
    "metrics beyond": b'{"metrics": {"test/accuracy": ' + b"9" * 400 + b"}}",
    "tags text": b'{"tags": "a"}',
    "tags numbers": b'{"tags": [1]}',
    "spark texts": b'{"spark": ["low"]}',
    "parameters text": b'{"n_parameters": "many"}',
    "parameters float": b'{"n_parameters": 1e400}',
    "seconds null": b'{"seconds": null}',
    "seconds inf": b'{"seconds": Infinity}',
    "deleted text": b'{"deleted": "no"}',
    "digits": b'{"n_parameters": ' + b"9" * 6000 + b"}",
}


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs")


def finished(store: RunStore, name: str) -> str:
    run = store.create(Experiment(name=name))
    run.log(Started(run.id, "cpu", 10, 0, 1, 2))
    run.log(Finished("finished", "all epochs are done", {"test/accuracy": 0.5}))
    run.close()
    return run.id


@pytest.mark.parametrize("indexed", [True, False], ids=["index", "no index"])
def test_foreign_run_files_are_listed_with_their_reasons(store: RunStore, indexed: bool) -> None:
    good = finished(store, "good")
    bad = {}
    for content in FOREIGN.values():
        path = store.create(Experiment()).path
        (path / "run.json").write_bytes(content)
        bad[path.name] = content
    store._open.clear()
    again = RunStore(store.folder)
    if indexed:
        again.rebuild()
    else:
        (store.folder / "index.sqlite").unlink()
    infos = {info.id: info for info in again.list()}
    assert infos.pop(good).status == "finished"
    assert infos.keys() == bad.keys()
    for info in infos.values():
        assert info.status == "damaged"
        assert "run.json cannot be read: " in info.message
        assert len(info.message) < 300
        assert again.get(info.id).info().status == "damaged"
        json.dumps(info.to_json())


def test_a_damaged_run_can_be_named_and_removed(store: RunStore) -> None:
    id = finished(store, "bad")
    (store.folder / id / "run.json").write_text("[]")
    store.rename(id, "mended")
    assert RunStore(store.folder).get(id).info().name == "mended"
    assert (store.folder / id / "run.damaged.json").read_text() == "[]"
    (store.folder / id / "run.json").write_text("null")
    store.delete(id)
    assert RunStore(store.folder).list() == []
    store.purge(id)
    assert not (store.folder / id).exists()


def test_a_folder_or_a_pipe_in_place_of_the_facts(store: RunStore) -> None:
    good, bad, waiting = (finished(store, name) for name in ("good", "bad", "waiting"))
    (store.folder / bad / "run.json").unlink()
    (store.folder / bad / "run.json").mkdir()
    if hasattr(os, "mkfifo"):
        (store.folder / waiting / "run.json").unlink()
        os.mkfifo(store.folder / waiting / "run.json")
    again = RunStore(store.folder)
    again.rebuild()
    statuses = {info.id: info.status for info in again.list()}
    assert statuses[good] == "finished"
    assert statuses[bad] == "damaged"
    assert statuses[waiting] == ("damaged" if hasattr(os, "mkfifo") else "finished")


def test_what_a_newer_version_adds_is_passed_over(store: RunStore) -> None:
    id = finished(store, "new")
    path = store.folder / id / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"colour": ["green"]}))
    store.rebuild()
    assert store.list()[0].name == "new"


NAMES = [*run_facts._FIELDS, "x"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
        max_leaves=8,
    )
)
def test_any_json_is_facts_or_a_reason(value: object) -> None:
    try:
        info = run_facts.parse(value, Path("run"))
    except ValueError:
        return
    assert isinstance(info, RunInfo)
    assert run_facts.parse(info.to_json(), Path("run")).name == info.name


ROWS = {
    "no text": (b"\x00\xff", "{}"),
    "bytes": ("other", b"\xff\xfe"),
    "null id": (None, "{}"),
    "list": ("other", "[]"),
    "no json": ("other", "{"),
    "deep": ("other", "[" * 100_000),
    "number": ("other", "3"),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_foreign_row_of_the_index_hides_nothing(store: RunStore, row: str) -> None:
    id = finished(store, "good")
    with sqlite3.connect(store.folder / "index.sqlite") as db:
        db.execute("INSERT INTO runs (id, facts) VALUES (?, ?)", ROWS[row])
    db.close()
    again = RunStore(store.folder)
    for _ in range(2):
        assert [info.id for info in again.list()] == [id]


@pytest.mark.parametrize("facts", ["[]", '{"name": 3}', '{"created": NaN}', "{", "null"])
def test_foreign_facts_of_a_run_in_the_index_are_read_anew(store: RunStore, facts: str) -> None:
    id = finished(store, "good")
    with sqlite3.connect(store.folder / "index.sqlite") as db:
        db.execute("UPDATE runs SET facts = ? WHERE id = ?", (facts, id))
    db.close()
    (info,) = RunStore(store.folder).list()
    assert (info.name, info.status) == ("good", "finished")


def test_the_index_of_another_program_is_set_aside(store: RunStore) -> None:
    id = finished(store, "good")
    path = store.folder / "index.sqlite"
    for leftover in store.folder.glob("index.sqlite*"):
        leftover.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE runs (number INTEGER, distance REAL)")
        db.execute("INSERT INTO runs VALUES (1, 42.2)")
    db.close()
    again = RunStore(store.folder)
    assert [info.id for info in again.list()] == [id]
    assert path.with_suffix(".damaged").is_file()
    assert set(again._index.all()) == {id}


def line(kind: str, **fields: object) -> str:
    return json.dumps({"event": kind, **fields})


def array(dtype: str, n: int) -> dict[str, object]:
    return {"__array__": dtype, "shape": [n], "values": [0]}


_AT = {"step": 1, "epoch": 1, "seconds": 1, "split": "val"}
_BEGUN = {"run": "x", "device": "cpu", "step": 0, "steps_per_epoch": 1, "total_steps": None}
LINES = [
    "[]",
    "null",
    "3",
    '"Stepped"',
    "{}",
    "[" * 99_999,
    '{"event": "Check',
    line("Stepped"),
    '{"event": ["Stepped"]}',
    line("Colour", step=3),
    line("Stepped", first="a", loss=1, lr=2, samples_per_s=0, seconds=0, seconds_left=None),
    line("Evaluated", **_AT, metrics=[1]),
    line("Evaluated", **_AT, metrics={"a": "b"}),
    line("Finished", status=3, reason="x"),
    line("Checkpointed", step=3, colour="green"),
    line("Started", **_BEGUN, n_parameters=1.5),
    line("Started", **_BEGUN, n_parameters=1, layers="a"),
    line("Checkpointed", step=array("V999999999", 1)),
    line("Checkpointed", step=array("O", 1)),
    line("Checkpointed", step=array("<f4", 10**12)),
    '{"event": "Checkpointed", "step": ' + "9" * 5000 + "}",
]


@pytest.mark.parametrize("foreign", LINES, ids=range(len(LINES)))
def test_a_foreign_line_of_the_log_is_passed_over(tmp_path: Path, foreign: str) -> None:
    losses = np.array([0.5, 0.25], np.float32)
    good = [
        Stepped(0, losses, losses, 10.0, 0.5, None),
        Evaluated(2, 1.0, 0.5, "val", {"val/loss": float("nan")}, np.eye(2, dtype=np.int64)),
    ]
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join([event_json.dump(good[0]), foreign, event_json.dump(good[1]), ""]))
    read = list(run_log.read(path))
    assert [type(event).__name__ for event in read] == ["Stepped", "Evaluated"]
    assert event_json.dump(read[1]) == event_json.dump(good[1])


def test_a_line_without_an_end_is_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_log, "LONGEST_LINE", 1000)
    good = event_json.dump(Failed("a", "b"))
    (tmp_path / "log").write_text(f"{'x' * 5300}\n{good}\n{'y' * 5000}")
    assert list(run_log.read(tmp_path / "log")) == [Failed("a", "b")]
    assert list(run_log.read(tmp_path)) == []


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="needs folders that may not be read"
)
def test_a_folder_that_may_not_be_read(store: RunStore) -> None:
    good, bad = finished(store, "good"), finished(store, "bad")
    (store.folder / bad).chmod(0)
    try:
        statuses = {info.id: info.status for info in RunStore(store.folder).list()}
        assert statuses == {good: "finished", bad: "damaged"}
    finally:
        (store.folder / bad).chmod(stat.S_IRWXU)


def test_a_folder_deleted_while_it_trains_does_not_come_back(store: RunStore) -> None:
    run = store.create(Experiment(name="gone"))
    losses = np.array([0.5], np.float32)
    run.log(Started(run.id, "cpu", 10, 0, 1, 2))
    run._log._flush()
    shutil.rmtree(run.path)
    run._written_at = 0.0
    with pytest.raises(StorageError, match="deleted or moved"):
        run.log(Stepped(0, losses, losses, 1.0, 1.0, None))
    run.log(Failed("it is gone", "train again"))
    run.close()
    assert not run.path.exists()
    assert RunStore(store.folder).list() == []
