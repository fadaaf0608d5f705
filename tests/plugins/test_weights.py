"""Weights as safetensors: what is written builds the same network elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.errors import ExperimentError, ParityError, StorageError
from workbench.core.contracts.events import Finished
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.params import Params
from workbench.core.contracts.task import Task
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.engine import checkpoint
from workbench.engine.exporting import RunContext, export_run
from workbench.engine.train import train
from workbench.inference.predictor import Predictor
from workbench.testing.data import DIGITS, example_data
from workbench.testing.services import _small_training
from workbench_plugins.weights import WeightsExporter, WeightsParams


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs")


def trained(plugins: Plugins, store: RunStore, architecture: str = "cnn") -> Run:
    """A run whose average lies far behind the weights that learn."""
    small, experiment = _small_training(DIGITS)
    for record in small.records:
        classes = [(kind, small.of(base)[id]) for kind, base, id in PARTS]
        plugins.add(record, classes)
    experiment = experiment.with_part("architecture", architecture)
    run = store.create(experiment.with_settings({"trainer": {"ema_decay": 0.9, "epochs": 3}}))
    end = train(run, plugins, lambda event: None, Control())
    assert isinstance(end, Finished), end
    return run


def _parts() -> list[tuple[str, type, str]]:
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.trainer import Trainer

    return [("dataset", Dataset, "check-rows"), ("trainer", Trainer, "check-trainer")]


PARTS = _parts()


def test_a_fresh_network_with_the_file_answers_as_the_runs_model(
    plugins: Plugins, store: RunStore, tmp_path: Path
) -> None:
    run = trained(plugins, store)
    target = tmp_path / "out" / "digits.safetensors"
    figures = export_run(WeightsExporter, run, WeightsParams(), target, plugins)
    about = json.loads((tmp_path / "out" / "digits.config.json").read_text("utf-8"))
    tensors = load_file(target)
    assert set(about["tensors"]) == set(tensors)
    architecture = plugins.get(Architecture, about["architecture"]["id"])
    settings = architecture.Params(**about["architecture"]["params"])
    network = architecture().build(DIGITS, settings)
    network.load_state_dict(tensors)
    mean, scale = (torch.tensor(about["preprocessing"][name]) for name in ("mean", "scale"))
    pixels = example_data().test.x
    with torch.inference_mode():
        x = (torch.from_numpy(pixels).float()[:, None] - 255 * mean) * scale
        answers = network.eval()(x).softmax(1).numpy()
    np.testing.assert_allclose(answers, Predictor(run.model_file).predict(pixels), atol=1e-4)
    assert figures["rows"] == len(pixels)
    assert figures["accuracy"] == np.mean(answers.argmax(1) == example_data().test.y)
    assert about["task"]["classes"] == list("0123456789")
    assert figures["bytes"] > 4 * figures["parameters"]


def test_the_weights_are_the_deployed_ones_and_not_the_last(
    plugins: Plugins, store: RunStore
) -> None:
    run = trained(plugins, store)
    deployed = RunContext(run, plugins).network().state_dict()
    last = checkpoint.tensors(run.checkpoint_folder / checkpoint.LAST)
    assert any(not torch.equal(deployed[name], last[f"state.model.{name}"]) for name in deployed)
    assert all(torch.equal(deployed[name], last[f"state.average.{name}"]) for name in deployed)
    # A run of an earlier version has no file of them.
    (run.checkpoint_folder / checkpoint.DEPLOYED).unlink()
    earlier = RunContext(run, plugins).network().state_dict()
    assert all(torch.equal(deployed[name], earlier[name]) for name in deployed)


def test_weights_that_are_not_the_models_are_refused(
    plugins: Plugins, store: RunStore, tmp_path: Path
) -> None:
    run = trained(plugins, store)
    path = run.checkpoint_folder / checkpoint.DEPLOYED
    checkpoint.write(path, {k: v + 0.1 for k, v in checkpoint.tensors(path).items()}, {})
    target = tmp_path / "model.safetensors"
    with pytest.raises(ParityError, match="otherwise"):
        export_run(WeightsExporter, run, WeightsParams(), target, plugins)
    assert not target.exists()
    assert not (tmp_path / "config.json").exists()


def test_a_file_of_the_users_is_not_overwritten(
    plugins: Plugins, store: RunStore, tmp_path: Path
) -> None:
    run = trained(plugins, store)
    (tmp_path / "config.json").write_text('{"mine": 1}')
    with pytest.raises(StorageError, match="another file of yours"):
        export_run(WeightsExporter, run, WeightsParams(), tmp_path / "model.safetensors", plugins)
    assert (tmp_path / "config.json").read_text() == '{"mine": 1}'


def test_a_run_without_weights_says_so(plugins: Plugins, store: RunStore, tmp_path: Path) -> None:
    run = store.create(Experiment(name="empty"))
    run.close()
    with pytest.raises(ExperimentError, match="no weights"):
        export_run(WeightsExporter, run, WeightsParams(), tmp_path / "x.safetensors", plugins)
    assert not list(tmp_path.glob("x.*"))


def test_a_fault_of_an_exporter_names_it(plugins: Plugins, store: RunStore, tmp_path: Path) -> None:
    class Faulty(Exporter):
        id, name, about, suffix = "faulty", "Faulty", "It fails.", ".x"

        def export(self, context: RunContext, target: Path, params: Params) -> dict[str, float]:
            return {"loss": 1 / 0}

    run = trained(plugins, store, "softmax")
    with pytest.raises(Exception, match="division by zero") as caught:
        export_run(Faulty, run, Params(), tmp_path / "y.x", plugins)
    assert "while exporting" in str(caught.value)


def test_text_takes_its_tokenizer_along(tmp_path: Path, store: RunStore) -> None:
    from workbench.core.contracts.task import TextClassification

    task: Task = TextClassification(("good", "bad"), 200)
    plugins, experiment = _small_training(task)
    run = store.create(experiment)
    assert isinstance(train(run, plugins, lambda event: None, Control()), Finished)
    export_run(WeightsExporter, run, WeightsParams(), tmp_path / "model.safetensors", plugins)
    about = json.loads((tmp_path / "config.json").read_text("utf-8"))
    assert about["task"]["kind"] == "TextClassification"
    assert "model" in about["tokenizer"]
    assert "preprocessing" not in about
