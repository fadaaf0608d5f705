"""Settings that name a run: what fits, how it is listed, and what is refused before the start."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from workbench.core import starting
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import ExperimentError, RunNotFound
from workbench.core.contracts.params import Params, run_param, settings_of
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.runs.facts import RunInfo
from workbench.core.runs.named_runs import fits, run_choices
from workbench.core.runs.store import RunStore


class PupilParams(Params):
    teacher: str = run_param("Teacher", "Whose answers are learnt.", same=("dataset",))
    start: str = run_param("Start", "Whose weights are taken.", same=("dataset", "architecture"))


class Pupil(Trainer):
    id, name, about = "pupil", "Pupil", "It learns from another run."
    Params = PupilParams


TEACHER, START = settings_of(PupilParams)


@pytest.fixture
def taught(plugins: Plugins) -> Plugins:
    classes: list[tuple[str, type[Contribution]]] = [("trainer", Pupil)]
    plugins.add(PluginRecord("taught", "test"), classes)
    return plugins


def of(**trainer: Any) -> Experiment:
    experiment = Experiment(name="x").with_part("dataset", "digits")
    return experiment.with_part("architecture", "mlp").with_part("trainer", "pupil", trainer)


def info(id: str, **facts: Any) -> RunInfo:
    usual = {"status": "finished", "dataset": "digits", "architecture": "mlp", "name": "first"}
    return RunInfo(id, Path(id), **{**usual, **facts})


def stored(architecture: str = "mlp", has_model: bool = True, name: str = "first") -> str:
    experiment = of().with_part("architecture", architecture).model_copy(update={"name": name})
    run = RunStore().create(experiment)
    run.close()
    run.set_status("finished")
    if has_model:
        run.model_file.write_bytes(b"x")
    return run.id


def test_which_runs_fit() -> None:
    assert fits(TEACHER, of(), info("a"))
    assert fits(TEACHER, of(), info("a", status="stopped", architecture="cnn"))
    assert not fits(START, of(), info("a", architecture="cnn"))
    assert not fits(TEACHER, of(), info("a", dataset="mnist"))
    for status in ("running", "failed", "damaged", "interrupted"):
        assert not fits(TEACHER, of(), info("a", status=status))


def test_runs_are_listed_by_name_accuracy_and_date_newest_first() -> None:
    created = time.mktime((2026, 3, 1, 10, 15, 0, 0, 0, -1))
    infos = [
        info("a", created=created, metrics={"val/accuracy": 0.9, "test/accuracy": 0.972}),
        info("b", created=created + 90, name="", metrics={"test/loss": 0.5}),
        info("c", created=created, metrics={"test/accuracy": 0.972}),
        info("d", created=created + 1, status="failed"),
    ]
    assert run_choices(TEACHER, of(), infos) == [
        ("b", "b · loss 0.5 · 2026-03-01 10:16"),
        ("a", "first · 97.2 % · 2026-03-01 10:15 · a"),
        ("c", "first · 97.2 % · 2026-03-01 10:15 · c"),
    ]


def test_a_run_that_is_not_there_is_refused_with_close_names(taught: Plugins) -> None:
    stored(name="digits-large")
    with pytest.raises(RunNotFound) as caught:
        starting.trainable(of(teacher="digits-larg"), taught)
    assert caught.value.message.startswith("trainer.teacher: ")
    assert "digits-large" in caught.value.remedy


def test_a_run_that_does_not_fit_is_refused(taught: Plugins) -> None:
    other, empty = stored("cnn"), stored(has_model=False)
    assert starting.trainable(of(teacher=other), taught).trainable
    with pytest.raises(ExperimentError, match=r"trainer\.start: .* the architecture cnn, not mlp"):
        starting.trainable(of(start=other), taught)
    with pytest.raises(ExperimentError, match="has no model yet"):
        starting.trainable(of(teacher=empty), taught)


def test_a_folder_names_a_run_as_well(taught: Plugins) -> None:
    path = RunStore().get(stored()).path
    assert starting.trainable(of(teacher=str(path)), taught).trainable


def test_no_folder_is_made_for_a_run_that_is_refused(taught: Plugins) -> None:
    store = RunStore()
    with pytest.raises(RunNotFound):
        starting.create_run(of(teacher="nobody"), taught, store)
    assert not store.list()
