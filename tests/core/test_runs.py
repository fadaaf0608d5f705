"""Runs: nothing that was logged is lost, whatever happens to the process, the index or the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from workbench.core.contracts.errors import RunNotFound, StorageError
from workbench.core.contracts.events import Evaluated, Event, Failed, Finished, Started, Stepped
from workbench.core.experiment import Experiment
from workbench.core.runs import event_json, log
from workbench.core.runs.store import RunStore


def stepped(first: int, n: int = 4) -> Stepped:
    values = np.arange(first, first + n, dtype=np.float32)
    return Stepped(first, values / 7, values * 0 + 0.1, 100.0, first / 10, None)


def evaluated(step: int, loss: float = 0.5) -> Evaluated:
    metrics = {"val/loss": loss, "val/accuracy": 0.9}
    return Evaluated(step, step / 10, 1.0, "val", metrics, np.eye(3, dtype=np.int64))


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs")


FLOATS = hnp.arrays(np.float32, st.integers(0, 20), elements=st.floats(width=32))


@given(FLOATS, st.integers(0, 10**9), st.floats(allow_nan=False), st.text(max_size=30))
def test_events_round_trip_exactly(loss: np.ndarray, first: int, seconds: float, text: str) -> None:
    events: list[Event] = [
        Stepped(first, loss, loss, seconds, seconds, None),
        Evaluated(first, 1.0, 2.0, text, {text: seconds}, mistakes=np.arange(3)),
        Started(text, "cpu", 7, 0, 10, 100, ("a", "b")),
        Finished("finished", text, {"x": seconds}),
        Failed(text, text, text),
    ]
    for event in events:
        again = event_json.parse(event_json.dump(event))
        assert type(again) is type(event)
        for name, value in vars(event).items():
            other = getattr(again, name)
            if isinstance(value, np.ndarray):
                assert other.dtype == value.dtype
                np.testing.assert_array_equal(other, value)
            else:
                assert other == value


@given(st.text(max_size=60))
def test_a_torn_or_foreign_line_is_no_event(line: str) -> None:
    assert event_json.parse(line) is None


def test_a_run_is_listed_with_what_it_reached_and_survives_a_restart(store: RunStore) -> None:
    run = store.create(Experiment(name="one"))
    for event in (
        Started(run.id, "cpu", 42, 0, 10, 20),
        stepped(0),
        evaluated(4),
        Finished("finished", "done", {"test/accuracy": 0.8}, "m"),
    ):
        run.log(event)
    run.close()
    (info,) = RunStore(store.folder).list()
    assert (info.id, info.name, info.status, info.n_parameters) == (run.id, "one", "finished", 42)
    assert info.metrics["test/accuracy"] == 0.8
    assert info.spark == (0.5,)
    replayed = list(RunStore(store.folder).get(run.id).events())
    assert [type(e) for e in replayed] == [Started, Stepped, Evaluated, Finished]


def test_rename_tag_note_delete_restore_purge(store: RunStore) -> None:
    first, second = store.create(Experiment(name="a")), store.create(Experiment(name="b"))
    for run in (first, second):
        run.log(Finished("finished", "done"))
        run.close()
    store.rename(first.id, "better")
    store.tag(first.id, ("x", "y", "x"))
    store.note(first.id, "of note")
    info = store.get("better").info()
    assert (info.tags, info.note) == (("x", "y"), "of note")
    store.delete(second.id)
    assert [i.id for i in store.list()] == [first.id]
    assert [i.id for i in store.list(deleted=True)] == [second.id]
    store.restore(second.id)
    assert len(store.list()) == 2
    store.purge(second.id)
    assert not second.path.exists()
    assert len(RunStore(store.folder).list()) == 1


def test_what_is_going_on_cannot_be_deleted(store: RunStore) -> None:
    run = store.create(Experiment())
    with pytest.raises(StorageError, match="still going"):
        store.delete(run.id)
    run.close()


def test_finding_a_run(store: RunStore) -> None:
    run, other = store.create(Experiment(name="mine")), store.create(Experiment(name="same"))
    store.create(Experiment(name="same"))
    assert store.get(run.id[:-1]).id == run.id
    assert store.get("mine").id == run.id
    assert store.get(other.path).id == other.id
    for text in ("same", "nothing", ""):
        with pytest.raises(RunNotFound):
            store.get(text)


@pytest.mark.parametrize("damage", [b"", b"garbage" * 500, None])
def test_a_lost_or_damaged_index_is_made_anew(store: RunStore, damage: bytes | None) -> None:
    ids = {store.create(Experiment(name=str(i))).id for i in range(3)}
    for path in store.folder.glob("index.sqlite*"):
        path.unlink()
    if damage is not None:
        (store.folder / "index.sqlite").write_bytes(damage)
    assert {info.id for info in RunStore(store.folder).list()} == ids


def test_damaged_facts_do_not_hide_a_run(store: RunStore) -> None:
    run = store.create(Experiment(name="x"))
    run.close()
    (run.path / "run.json").write_text("{")
    store.rebuild()
    assert [i.id for i in RunStore(store.folder).list()] == [run.id]


def test_truncate_cuts_inside_a_stretch(store: RunStore) -> None:
    run = store.create(Experiment())
    for event in (stepped(0), evaluated(4), stepped(4), evaluated(8), stepped(8)):
        run.log(event)
    run.close()
    run.truncate(6)
    kept = list(run.events())
    losses = np.concatenate([e.loss for e in kept if isinstance(e, Stepped)])
    np.testing.assert_array_equal(losses, np.arange(6, dtype=np.float32) / 7)
    assert [e.step for e in kept if isinstance(e, Evaluated)] == [4]


def test_a_full_disk_loses_nothing(store: RunStore, monkeypatch: pytest.MonkeyPatch) -> None:
    run = store.create(Experiment())
    full = threading.Event()
    real = Path.open

    def open_(self: Path, *args: object, **kwargs: object) -> object:
        if full.is_set() and self.name == "events.jsonl":
            raise OSError(28, "No space left on device")
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", open_)
    run.log(stepped(0))
    full.set()
    run.log(stepped(4))
    deadline = time.monotonic() + 5
    while run.problem is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert run.problem is not None
    assert "space" in run.problem.remedy
    full.clear()
    run.log(stepped(8))
    run.close()
    assert [e.first for e in run.events() if isinstance(e, Stepped)] == [0, 4, 8]


CHILD = """
import sys, time
import numpy as np
from pathlib import Path
from workbench.core.runs.store import RunStore
from workbench.core.contracts.events import Started, Stepped
from workbench.core.experiment import Experiment
run = RunStore(Path(sys.argv[1])).create(Experiment(name="doomed"))
run.log(Started(run.id, "cpu", 1, 0, 10, None))
step = 0
while True:
    run.log(Stepped(step, np.ones(1, np.float32), np.ones(1, np.float32), 1.0, 1.0, None))
    print(step, flush=True)
    step += 1
    time.sleep(0.005)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("enough", [1, 40, 150])
def test_kill_9_loses_only_what_was_not_yet_written(tmp_path: Path, enough: int) -> None:
    """A thread writes what has come five times a second, whether or not anything is closed."""
    assert log.FLUSH_S < 1
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    written: set[int] = set()
    while len(written) < enough:
        assert child.stdout.readline()
        (run,) = RunStore(tmp_path).list()
        written = _steps(tmp_path, run.id)
    assert run.status == "running"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    (info,) = RunStore(tmp_path).list()
    assert (info.name, info.status) == ("doomed", "interrupted")
    kept = _steps(tmp_path, info.id)
    assert written <= kept
    assert kept == set(range(len(kept)))


def _steps(folder: Path, run: str) -> set[int]:
    return {e.first for e in RunStore(folder).get(run).events() if isinstance(e, Stepped)}


def test_two_processes_share_a_store(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from workbench.core.runs.store import RunStore;"
        "from workbench.core.experiment import Experiment; s = RunStore(Path(sys.argv[1]));"
        "[s.create(Experiment(name=str(i))).close() for i in range(8)]"
    )
    children = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(2)]
    assert [child.wait(60) for child in children] == [0, 0]
    assert len(RunStore(tmp_path).list()) == 16
