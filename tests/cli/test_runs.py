"""``workbench runs``: what the Runs page does, in words."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Evaluated, Finished
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore


@pytest.fixture
def store(home: Path) -> RunStore:
    """Three runs: ``a`` is the best, ``b`` has the lowest loss, ``c`` was never measured."""
    store = RunStore()
    for name, metrics in (
        ("a", {"test/accuracy": 0.9, "val/loss": 0.5}),
        ("b", {"test/accuracy": 0.8, "val/loss": 0.1}),
        ("c", {}),
    ):
        run = store.create(Experiment(name=name))
        if metrics:
            run.log(Evaluated(1, 1.0, 1.0, "val", metrics))
        run.log(Finished("finished", "all epochs are done", metrics))
        run.close()
    return store


def _id(store: RunStore, name: str) -> str:
    return next(info.id for info in store.list() if info.name == name)


def test_without_runs_it_says_how_to_make_one(workbench: Command) -> None:
    done = workbench("runs")
    assert done.code == 0
    assert "workbench run" in done.out
    assert workbench("runs", "--json").last == []


def test_the_list(workbench: Command, store: RunStore) -> None:
    lines = workbench("runs").out.splitlines()
    assert lines[0].split()[:3] == ["run", "name", "status"]
    assert {line.split()[1] for line in lines[1:]} == {"a", "b", "c"}
    assert "90.00 %" in next(line for line in lines if line.split()[1] == "a")
    listed = workbench("runs", "--json").last
    assert {run["name"]: run["metrics"].get("test/accuracy") for run in listed} == {
        "a": 0.9,
        "b": 0.8,
        "c": None,
    }


@pytest.mark.parametrize(
    ("by", "wanted"),
    [("test/accuracy", "abc"), ("val/loss", "bac"), ("name", "abc")],
)
def test_sorting_puts_the_best_first(
    workbench: Command, store: RunStore, by: str, wanted: str
) -> None:
    listed = workbench("runs", "--sort", by, "--json").last
    assert "".join(run["name"] for run in listed) == wanted


def test_sorting_by_what_is_not_there_names_what_is(workbench: Command, store: RunStore) -> None:
    done = workbench("runs", "--sort", "accuracy")
    assert done.code == UsageError.exit_code
    assert "test/accuracy" in done.err


def test_rename_tag_and_note(workbench: Command, store: RunStore) -> None:
    run = _id(store, "a")
    assert workbench("runs", "rename", run, "better").code == 0
    assert workbench("runs", "tag", run, "good", "first", "good").out.split() == ["good", "first"]
    assert workbench("runs", "tag", run, "first", "--remove").out.split() == ["good"]
    assert workbench("runs", "note", run, "for the talk").code == 0
    info = RunStore().get(run).info()
    assert (info.name, info.tags, info.note) == ("better", ("good",), "for the talk")
    assert [r["id"] for r in workbench("runs", "--tag", "good", "--json").last] == [run]
    shown = workbench("runs", "show", "better").out
    assert "for the talk" in shown
    assert "90.00 %" in shown
    as_json = workbench("runs", "show", run, "--json").last
    assert as_json["experiment"]["dataset"]["id"] == "digits"


def test_delete_hides_and_restore_brings_back(workbench: Command, store: RunStore) -> None:
    run = _id(store, "b")
    assert workbench("runs", "delete", run).code == 0
    assert run not in workbench("runs").out
    assert "finished, deleted" in workbench("runs", "--all").out
    assert workbench("runs", "restore", run).code == 0
    assert run in workbench("runs").out


def test_delete_for_good_asks(
    workbench: Command, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _id(store, "c")
    path = store.get(run).path
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert workbench("runs", "delete", run, "--for-good").code != 0
    assert path.is_dir()
    assert workbench("runs", "delete", run, "--for-good", "--yes").code == 0
    assert not path.exists()
    assert run not in workbench("runs", "--all").out


def test_duplicate_prints_an_experiment_that_can_be_run(
    workbench: Command, store: RunStore, tmp_path: Path
) -> None:
    from workbench.core import experiment

    text = workbench("runs", "duplicate", _id(store, "a")).out
    assert experiment.loads(text) == store.get(_id(store, "a")).experiment


def test_open_prints_the_folder(
    workbench: Command, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", lambda path: opened.append(path))
    path = str(store.get(_id(store, "a")).path)
    assert workbench("runs", "open", "a").out.strip() == path
    assert opened in ([], [path])  # without a display there is nothing to open it with


def test_an_unknown_run_is_answered_with_close_ones(workbench: Command, store: RunStore) -> None:
    run = _id(store, "a")
    done = workbench("runs", "show", run[:-1] + "?")
    assert done.code == 2
    assert run in done.err


def test_a_run_of_another_folder_is_found_by_its_path(
    workbench: Command, tmp_path: Path, home: Path
) -> None:
    elsewhere = RunStore(tmp_path / "elsewhere")
    run = elsewhere.create(Experiment(name="far"))
    run.log(Finished("finished", "done"))
    run.close()
    assert workbench("runs", "note", run.path, "seen").code == 0
    assert elsewhere.get(run.id).info().note == "seen"
    listed = workbench("runs", "--folder", tmp_path / "elsewhere", "--json")
    assert [r["note"] for r in json.loads(listed.out)] == ["seen"]
    assert workbench("runs", "--json").last == []


def test_shell_completion_offers_runs(
    workbench: Command, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _id(store, "a")
    monkeypatch.setenv("_WORKBENCH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"workbench resume {run[:4]}")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert f"plain,{run}" in workbench().out


def test_metrics_that_are_no_numbers_are_null_in_json(workbench: Command, home: Path) -> None:
    run = RunStore().create(Experiment(name="nan"))
    metrics: dict[str, Any] = {"val/loss": float("nan")}
    run.log(Finished("stopped", "", metrics))
    run.close()
    assert workbench("runs", "--json").last[0]["metrics"] == {"val/loss": None}


@pytest.mark.slow
def test_a_run_moves_in_one_file_and_is_trained_on(
    workbench: Command, tiny: Path, tmp_path: Path
) -> None:
    run = workbench("run", tiny, "--json").last["run"]
    RunStore().get(run).change(status="stopped")
    packed = tmp_path / "mine.run.zip"
    made = workbench("runs", "pack", run, "-o", packed, "--json")
    assert made.last["bytes"] == packed.stat().st_size
    (tmp_path / "other").mkdir()
    taken = workbench("runs", "--folder", tmp_path / "other", "unpack", packed)
    assert taken.out.strip() == run
    listed = workbench("runs", "--folder", tmp_path / "other", "--json").last
    assert [(info["id"], info["status"]) for info in listed] == [(run, "stopped")]
    again = workbench("resume", tmp_path / "other" / run, "--json")
    assert again.code == 0, again.err
    assert (tmp_path / "other" / run / "model.onnx").is_file()
    refused = workbench("runs", "unpack", tiny)
    assert refused.code == 2
    assert "cannot be unpacked" in refused.err
