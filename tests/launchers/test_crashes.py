"""A training in a process of its own that dies is a run in the list, with what happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.launching import (
    LONG_S,
    PROCESS,
    THREAD,
    Launched,
    crashing_plugins,
    experiment,
    fresh,
    gapless,
    launch,
    same,
    until,
    weights,
)
from workbench.core.contracts.events import Failed, Finished
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.work import last_words
from workbench.engine.work import note_death, order_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits as on Linux")


@pytest.fixture
def crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that says how and when the trainer ends its process."""
    path = tmp_path / "crash.txt"
    monkeypatch.setenv("WORKBENCH_CRASH", str(path))
    return path


@pytest.fixture
def store(home: Path) -> RunStore:
    return RunStore()


@pytest.fixture
def crashing(plugins: Plugins) -> Plugins:
    return crashing_plugins()


def listed_as_failed(ended: Launched, *words: str) -> Failed:
    """The run is listed with its last words, in the log and in the list; returns them."""
    end = ended.end
    assert isinstance(end, Failed), end
    for word in words:
        assert word in end.message + end.remedy, end
    (info,) = [i for i in RunStore(ended.run.path.parent).list() if i.id == ended.run.id]
    assert info.status == "failed"
    assert info.message == end.message
    assert list(fresh(ended.run).events())[-1] == end
    return end


CRASHES = [
    ("kill 70", ["signal SIGKILL"], {}),
    ("segfault 70", ["signal SIGSEGV", "plugin crashing_plugin", "plugins disable"], {}),
    ("memory 70", ["memory"], {"memory": 1.0}),
]


def test_a_training_that_dies_is_listed(store: RunStore, crashing: Plugins, crash: Path) -> None:
    crash.write_text("kill 70")
    ended = launch(store.create(experiment(3)), crashing).wait()
    listed_as_failed(ended, "signal SIGKILL")
    assert not ended.run.held
    assert ended.run.checkpoint_folder.is_dir()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["abort 70", "exit 70"])
def test_other_ways_to_die(store: RunStore, crashing: Plugins, crash: Path, how: str) -> None:
    crash.write_text(how)
    ended = launch(store.create(experiment(3)), crashing).wait()
    words = ["SIGABRT", "crashing_plugin"] if how.startswith("abort") else ["code 3"]
    listed_as_failed(ended, *words)


def undisturbed(store: RunStore, crashing: Plugins) -> dict[str, np.ndarray]:
    """What is learnt when nothing happens, in a thread of this process."""
    ended = launch(store.create(experiment(3)), crashing, THREAD).wait()
    assert isinstance(ended.end, Finished)
    return weights(ended.run)


def resumed_equals(
    ended: Launched, expected: dict[str, np.ndarray], crash: Path, launcher: str = PROCESS
) -> None:
    """Resume, in a process again or in a thread, and compare bit for bit."""
    crash.unlink(missing_ok=True)
    again = launch(ended.run, ended.plugins, launcher, resume=True).wait()
    assert isinstance(again.end, Finished), again.end
    assert same(weights(ended.run), expected)
    assert gapless(fresh(ended.run))
    assert fresh(ended.run).info().status == "finished"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("how", "words", "settings"), CRASHES)
def test_ten_times_each_and_resume_is_bit_equal(
    store: RunStore,
    crashing: Plugins,
    crash: Path,
    how: str,
    words: list[str],
    settings: dict[str, float],
) -> None:
    expected = undisturbed(store, crashing)
    moments = random.Random(how)
    for number in range(10):
        crash.write_text(f"{how.split()[0]} {moments.randrange(1, 160)}")
        ended = launch(store.create(experiment(3)), crashing, settings=settings).wait()
        listed_as_failed(ended, *words)
        assert not ended.run.held
        # Both go on from the same file; a process takes seconds to begin.
        resumed_equals(ended, expected, crash, THREAD if number else PROCESS)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kill_from_outside_and_resume_is_bit_equal(
    store: RunStore, crashing: Plugins, crash: Path
) -> None:
    expected = undisturbed(store, crashing)
    for milliseconds in (0, 20):
        crash.write_text(f"slow {milliseconds}")
        begun = launch(store.create(experiment(3)), crashing)
        until(lambda begun=begun: begun.steps, begun.handle)
        os.kill(begun.handle._process.pid, signal.SIGKILL)  # type: ignore[attr-defined]
        begun.wait()
        if isinstance(begun.end, Finished):
            continue  # it was quicker
        listed_as_failed(begun, "SIGKILL")
        resumed_equals(begun, expected, crash)


def test_one_that_dies_before_it_begins(store: RunStore, crashing: Plugins, crash: Path) -> None:
    begun = launch(store.create(experiment(3)), crashing)
    os.kill(begun.handle._process.pid, signal.SIGKILL)  # type: ignore[attr-defined]
    listed_as_failed(begun.wait(), "SIGKILL")


@pytest.mark.slow
def test_a_resumed_one_that_dies_before_it_begins(
    store: RunStore, crashing: Plugins, crash: Path
) -> None:
    expected = undisturbed(store, crashing)
    crash.write_text("kill 70")
    ended = launch(store.create(experiment(3)), crashing).wait()
    again = launch(ended.run, crashing, resume=True)
    os.kill(again.handle._process.pid, signal.SIGKILL)  # type: ignore[attr-defined]
    listed_as_failed(again.wait(), "SIGKILL")
    resumed_equals(ended, expected, crash)


@pytest.mark.slow
def test_one_that_dies_while_nobody_watches(
    store: RunStore, crashing: Plugins, crash: Path
) -> None:
    crash.write_text("segfault 70")
    run = store.create(experiment(3))
    run.release()
    with last_words.worker_log(run.path).open("wb") as log:
        command = [sys.executable, "-m", "workbench", *order_for(run, crashing).arguments()]
        died = subprocess.run(command, stderr=log, timeout=LONG_S, check=False)
    assert died.returncode == -signal.SIGSEGV
    assert fresh(run).info().status == "interrupted"
    note_death(fresh(run))
    info = fresh(run).info()
    assert info.status == "failed"
    assert "Segmentation fault" in info.message
    assert "plugin crashing_plugin" in info.message
    assert isinstance(list(fresh(run).events())[-1], Failed)
    note_death(fresh(run))
    assert sum(isinstance(event, Failed) for event in fresh(run).events()) == 1


def test_a_living_or_ended_run_has_no_last_words(store: RunStore) -> None:
    run = store.create(experiment())
    last_words.worker_log(run.path).write_text("so far so good")
    note_death(fresh(run))
    assert run.info().status == "starting"
    run.log(Finished("finished", "done"))
    run.close()
    note_death(fresh(run))
    assert fresh(run).info().status == "finished"
