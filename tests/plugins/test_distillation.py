"""Distillation: a run's answers are learnt, softened, by another network."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from workbench import testing
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.events import Event, Failed, Finished
from workbench.core.contracts.task import TextClassification
from workbench.core.contracts.trainer import Setup
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.resolve import resolve
from workbench.core.runs.store import Run, RunStore
from workbench.engine.train import train
from workbench.inference.predictor import Predictor
from workbench.testing.data import DIGITS, example_for
from workbench.testing.training import smallest_network
from workbench_plugins.distillation import Distillation, DistillationParams
from workbench_plugins.distillation.steps import Distilling


class Bars(Dataset):
    id, name, about = "bars", "Bars", "Bars at ten heights."

    def load(self, params: Any) -> Data:
        return example_for(DIGITS)


class Weather(Dataset):
    id, name, about = "weather", "Weather", "Words of good and bad weather."

    def load(self, params: Any) -> Data:
        return example_for(TextClassification(("good", "bad"), 200))


@pytest.fixture
def taught(plugins: Plugins) -> Plugins:
    plugins.add(PluginRecord("taught", "test"), [("dataset", Bars), ("dataset", Weather)])
    return plugins


def trained(plugins: Plugins, dataset: str, architecture: str, trainer: str, **params: Any) -> Run:
    experiment = Experiment(name=f"{dataset} {trainer}", device="cpu", threads=1, seed=2)
    experiment = experiment.with_part("dataset", dataset).with_part("architecture", architecture)
    run = RunStore().create(experiment.with_part("trainer", trainer, {"epochs": 8, **params}))
    events: list[Event] = []
    end = train(run, plugins, events.append, Control())
    assert isinstance(end, Finished), end
    return run


def learner(data: Data, **params: Any) -> Distilling:
    torch.manual_seed(0)
    setup = Setup(data, smallest_network(data.task), torch.device("cpu"), None, False, seed=3)
    return Distilling(setup, DistillationParams(**params))


def test_the_contract_of_trainers_with_a_teacher(taught: Plugins) -> None:
    teacher = trained(taught, "bars", "mlp", "supervised")

    class Taught(Distillation):
        def supports(self, task: Any) -> bool:
            return task == DIGITS

    testing.check_trainer(Taught, DistillationParams(teacher=teacher.id, epochs=20))


def test_what_is_learnt_are_the_teachers_softened_answers(taught: Plugins) -> None:
    teacher = trained(taught, "bars", "mlp", "supervised")
    data = example_for(DIGITS)
    taught_learner = learner(data, teacher=teacher.id)
    rows = taught_learner.train.rows
    answers = Predictor(teacher.model_file).predict(data.train.x[rows])  # type: ignore[union-attr]
    soft = np.maximum(answers, 1e-7) ** (1 / 4)
    soft /= soft.sum(1, keepdims=True)
    np.testing.assert_allclose(taught_learner.soft.numpy(), soft, rtol=1e-4)
    # Of the teacher alone, the loss is the distance to it, and its gradient is of the size of
    # that of the labels.
    batch = taught_learner.training_batch(torch.arange(8))
    outputs = taught_learner.outputs(batch)
    student = (outputs / 4).log_softmax(1)
    wanted = 16 * F.kl_div(student, batch.targets[1], reduction="batchmean")
    alone = learner(data, teacher=teacher.id, teacher_weight=1.0)
    assert float(alone.loss(batch).detach()) == pytest.approx(float(wanted.detach()), rel=1e-5)
    none = learner(data, teacher=teacher.id, teacher_weight=0.0)
    labels = F.cross_entropy(outputs, batch.targets[0])
    assert float(none.loss(batch).detach()) == pytest.approx(float(labels.detach()), rel=1e-5)


@pytest.mark.slow
def test_a_run_learns_from_another_one_of_pictures_and_of_texts(taught: Plugins) -> None:
    for dataset, teacher, small, trainer in (
        ("bars", "mlp", "softmax", "supervised"),
        ("weather", "bag-of-embeddings", "bag-of-embeddings", "text-supervised"),
    ):
        source = trained(taught, dataset, teacher, trainer)
        run = trained(taught, dataset, small, "distillation", teacher=source.id, epochs=20)
        assert run.info().metrics["test/accuracy"] > 0.8


def test_a_run_without_a_teacher_or_with_another_ones_is_refused(
    taught: Plugins,
) -> None:
    experiment = (
        Experiment(name="x").with_part("dataset", "digits").with_part("architecture", "mlp")
    )
    (problem,) = resolve(experiment.with_part("trainer", "distillation"), taught).problems
    assert problem.where == "trainer.teacher"
    source = trained(taught, "weather", "bag-of-embeddings", "text-supervised")
    with pytest.raises(ExperimentError, match="other classes"):
        learner(example_for(DIGITS), teacher=source.id)
    wrong = experiment.with_part("trainer", "distillation", {"teacher": source.id})
    run = RunStore().create(wrong)
    end = train(run, taught, lambda event: None, Control())
    assert isinstance(end, Failed)
    assert "has the dataset weather, not digits" in end.message
