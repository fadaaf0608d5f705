"""``workbench work`` and ``--launcher``: who stops it, who may not start it, what it never does."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import start
from tests.conftest import end_workers
from tests.launching import (
    CRASHING,
    LONG_S,
    PROCESS,
    crashing_plugins,
    experiment,
    fresh,
    gapless,
    launch,
    until,
)
from workbench.core import settings, telemetry
from workbench.core.contracts.events import Failed, Finished
from workbench.core.plugins import Plugins, discover
from workbench.core.runs.store import Run, RunStore
from workbench.core.work import channel, requests
from workbench.core.work.channel import is_trained
from workbench.engine.work import order_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")


@pytest.fixture
def store(home: Path) -> RunStore:
    return RunStore()


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """An experiment that trains for minutes."""
    path = tmp_path / "long.toml"
    path.write_text(experiment(10_000, "supervised").to_toml(), "utf-8")
    return path


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that end with the test."""
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        process.kill()
        process.communicate()


def only_run(store: RunStore) -> Run:
    """The run that a command made, once it trains."""
    until(lambda: store.list() and store.list()[0].status == "running")
    return store.get(store.list()[0].id)


def ended(run: Run, status: str) -> None:
    until(lambda: fresh(run).info().status == status)


@pytest.mark.slow
def test_the_command_is_interrupted_and_the_training_keeps_what_it_learnt(
    store: RunStore, long_file: Path, started: list[subprocess.Popen[str]]
) -> None:
    started.append(start("run", long_file, "--launcher", PROCESS, "--json"))
    run = only_run(store)
    until(lambda: fresh(run).info().seconds > 0)
    started[0].send_signal(signal.SIGINT)
    out, err = started[0].communicate(timeout=LONG_S)
    told = json.loads(out.strip().splitlines()[-1])
    assert told["status"] == "stopped", err
    assert Path(told["model"]).is_file()
    assert fresh(run).info().status == "stopped"
    assert "Stopping" in err


@pytest.mark.slow
def test_the_command_is_killed_and_the_training_goes_on(
    store: RunStore, long_file: Path, started: list[subprocess.Popen[str]]
) -> None:
    started.append(start("run", long_file, "--launcher", PROCESS))
    run = only_run(store)
    started[0].kill()
    started[0].communicate()
    seconds = fresh(run).info().seconds
    until(lambda: fresh(run).info().seconds > seconds)
    assert fresh(run).info().status == "running"
    for verb, status in (("pause", "paused"), ("unpause", "running"), ("stop", "stopped")):
        assert start("runs", verb, run.id).wait(LONG_S) == 0
        ended(run, status)
    assert run.model_file.is_file()
    again = start("runs", "stop", run.id)
    _, err = again.communicate(timeout=LONG_S)
    assert again.returncode == 2
    assert "not being trained" in err


def worker(run: Run, plugins: Plugins, *more: str) -> subprocess.Popen[str]:
    """A worker as a queue starts it: nobody is connected, and nobody holds the lock."""
    run.release()
    return start(*order_for(run, plugins).arguments(), *more)


@pytest.mark.parametrize(
    ("how", "status"), [("signal", "stopped"), ("file", "stopped"), ("channel", "stopped")]
)
@pytest.mark.slow
def test_a_worker_without_a_window_is_stopped(
    store: RunStore,
    plugins: Plugins,
    started: list[subprocess.Popen[str]],
    how: str,
    status: str,
) -> None:
    run = store.create(experiment(10_000, "supervised"))
    started.append(worker(run, plugins))
    until(lambda: fresh(run).info().status == "running")
    if how == "signal":
        started[0].send_signal(signal.SIGTERM)
    elif how == "file":
        requests.ask(run.path, "stop")
    else:
        connected = channel.connect(run.path)
        assert connected is not None
        connected.send("stop")
        connected.close()
    started[0].communicate(timeout=LONG_S)
    assert started[0].returncode == 0
    assert fresh(run).info().status == status
    assert run.model_file.is_file()


def removed(folder: Path) -> bool:
    """Delete a folder; whether that succeeded although somebody writes into it."""
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


@pytest.mark.slow
@pytest.mark.parametrize("paused", [False, True])
def test_a_worker_whose_folder_is_gone_ends_and_says_so(
    store: RunStore, plugins: Plugins, started: list[subprocess.Popen[str]], paused: bool
) -> None:
    run = store.create(experiment(10_000, "supervised"))
    started.append(worker(run, plugins))
    until(lambda: fresh(run).info().status == "running")
    connected = channel.connect(run.path)
    assert connected is not None
    if paused:
        connected.send("pause")
        until(lambda: fresh(run).info().status == "paused")
    until(lambda: removed(run.path))
    _, err = started[0].communicate(timeout=LONG_S)
    assert started[0].returncode == 1
    assert f"The folder of the run, {run.path}, was deleted or moved" in err.replace("\n", " ")
    assert not run.path.exists()
    ends = [event for event in connected.events() if isinstance(event, Failed)]
    assert "was deleted or moved" in ends[0].message
    connected.close()


@pytest.mark.slow
def test_the_tests_end_the_workers_that_they_leave(
    store: RunStore, plugins: Plugins, home: Path
) -> None:
    begun = launch(store.create(experiment(10_000, "supervised")), plugins)
    until(lambda: fresh(begun.run).info().status == "running")
    begun.handle.leave()
    assert is_trained(begun.run.path)
    end_workers(home)
    until(lambda: not is_trained(begun.run.path))


def refused(run: Run, plugins: Plugins, *words: str) -> None:
    process = worker(run, plugins)
    out, err = process.communicate(timeout=LONG_S)
    assert process.returncode != 0
    for word in words:
        assert word in err + out


def test_links_that_lead_out_are_refused(store: RunStore, plugins: Plugins, tmp_path: Path) -> None:
    """A folder from somebody else may say nothing of where is written."""
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "precious").write_text("precious")
    for name, target in (("checkpoints", victim), ("events.jsonl", victim / "precious")):
        run = store.create(experiment())
        (run.path / name).unlink(missing_ok=True)
        (run.path / name).symlink_to(target)
        refused(run, plugins, "is a link")
        run.close()
    assert [path.name for path in victim.iterdir()] == ["precious"]
    assert (victim / "precious").read_text() == "precious"


def test_a_folder_that_holds_no_run_is_refused(tmp_path: Path) -> None:
    process = start("work", tmp_path)
    _, err = process.communicate(timeout=LONG_S)
    assert process.returncode == 2
    assert "holds no run" in err
    assert not list(tmp_path.glob("*.json*"))


def test_a_run_that_has_begun_is_not_begun_again(store: RunStore, plugins: Plugins) -> None:
    run = store.create(experiment())
    run.set_status("stopped")
    refused(run, plugins, "has begun before", "--resume")


PLANTED = """
import pathlib
pathlib.Path({mark!r}).write_text("loaded")
"""


@pytest.mark.slow
def test_nothing_in_a_runs_folder_names_code_or_a_place(
    store: RunStore, plugins: Plugins, tmp_path: Path
) -> None:
    """Whatever a folder holds that looks like an order, a plugin or a channel, it is not heeded."""
    mark = tmp_path / "loaded"
    elsewhere = tmp_path / "elsewhere"
    run = store.create(experiment(1, "supervised"))
    planted = run.path / "planted.py"
    planted.write_text(PLANTED.format(mark=str(mark)), "utf-8")
    order = order_for(run, plugins).to_json()
    order |= {"plugins": [str(planted)], "run": str(elsewhere)}
    for name in ("work.json", "order.json", ".order.json", "work_order.json", "settings.toml"):
        (run.path / name).write_text(json.dumps(order), "utf-8")
    (run.path / "plugins").mkdir()
    (run.path / "plugins" / "planted.py").write_text(PLANTED.format(mark=str(mark)), "utf-8")
    for name in ("workbench", "sitecustomize", "torch", "numpy"):
        (run.path / f"{name}.py").write_text(PLANTED.format(mark=str(mark)), "utf-8")
    run.release()
    arguments = order_for(run, plugins).arguments()
    # As the launcher starts it, standing in the folder itself.
    process = subprocess.run(
        [sys.executable, "-P", "-m", "workbench", *arguments],
        cwd=run.path,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=LONG_S,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert fresh(run).info().status == "finished"
    assert not mark.exists()
    assert not elsewhere.exists()


@pytest.mark.slow
def test_two_workers_do_not_train_one_run(
    store: RunStore, plugins: Plugins, started: list[subprocess.Popen[str]]
) -> None:
    run = store.create(experiment(10_000, "supervised"))
    started.append(worker(run, plugins))
    until(lambda: fresh(run).info().status == "running")
    second = start(*order_for(run, plugins).arguments())
    _, err = second.communicate(timeout=LONG_S)
    assert second.returncode == 2
    assert "another process" in err
    assert fresh(run).info().status == "running"


def test_a_launcher_that_is_not_there_is_refused(long_file: Path) -> None:
    process = start("run", long_file, "--launcher", "moon")
    _, err = process.communicate(timeout=LONG_S)
    assert process.returncode == 2
    assert PROCESS in err


@pytest.mark.slow
def test_a_plugin_that_the_settings_name_as_well_is_loaded_once(store: RunStore) -> None:
    chosen = settings.load()
    chosen.plugin_paths = [CRASHING]
    chosen.save()
    run = store.create(experiment(1))
    ended = launch(run, crashing_plugins())
    ended.wait()
    assert isinstance(ended.end, Finished), ended.end


@pytest.mark.slow
def test_a_run_goes_on_for_longer_in_a_process(store: RunStore, plugins: Plugins) -> None:
    """The order says how long in all."""
    run = store.create(experiment(2, "supervised"))
    launch(run, plugins).wait()
    longer = launch(run, plugins, resume=True, length={"epochs": 3}).wait()
    assert isinstance(longer.end, Finished), longer.end
    assert run.experiment.trainer.params["epochs"] == 3
    assert gapless(fresh(run))
    assert longer.steps == 3 * 56
    assert fresh(run).info().status == "finished"


TELLTALE = """
import json, os, pathlib
pathlib.Path({told!r}).write_text(json.dumps(dict(os.environ)))
from workbench import hookimpl
@hookimpl
def register_views():
    return []
"""


def test_a_worker_inherits_what_keeps_libraries_silent_and_is_told_no_secret(
    store: RunStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "environment.json"
    telltale = tmp_path / "telltale.py"
    telltale.write_text(TELLTALE.format(told=str(told)), "utf-8")
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI", "sk-planted")
    plugins = discover([telltale], installed=False)
    told.unlink()
    run = store.create(experiment(1, "supervised"))
    order = order_for(run, plugins)
    assert order.plugins == (telltale,)
    assert "planted" not in json.dumps(order.to_json()) + " ".join(order.arguments())
    ended = launch(run, plugins).wait()
    assert isinstance(ended.end, Finished), ended.end
    environment = json.loads(told.read_text("utf-8"))
    assert telemetry.SWITCHES.items() <= environment.items()
    assert not any("planted" in path.read_text("utf-8", "replace") for path in _texts(run.path))


def _texts(folder: Path) -> list[Path]:
    return [
        path for path in folder.rglob("*") if path.suffix in (".json", ".jsonl", ".toml", ".md")
    ]
