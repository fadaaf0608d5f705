"""Architectures and trainers that are made for each other, by what one can and the other needs."""

from __future__ import annotations

from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench import testing
from workbench.core import adjusted, starting
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.task import ImageClassification, Task
from workbench.core.contracts.trainer import Setup, Trainer
from workbench.core.contracts.training_part import pair_problem
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.resolve import resolve
from workbench.engine.base_learner import BaseLearner
from workbench.engine.batches import Batch


class TwoExits(nn.Module):
    """Also guesses from half of the way, if it is asked to: an early exit."""

    def __init__(self, task: ImageClassification) -> None:
        super().__init__()
        self.flat, self.hidden = nn.Flatten(), nn.Linear(task.height * task.width, 16)
        self.early, self.late = (nn.Linear(16, task.n_classes) for _ in range(2))

    def forward(self, x: Tensor, both: bool = False) -> Any:
        hidden = self.hidden(self.flat(x)).relu()
        late = self.late(hidden) + self.early(hidden)
        return (self.early(hidden), late) if both else late


class Branching(Architecture):
    id, name, about = "branching", "Branching network", "It answers twice."
    abilities = frozenset({"early-exits"})
    needs = frozenset({"early-exits"})
    order = 500

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification) and task.channels == 1

    def build(self, task: Any, params: Any) -> nn.Module:
        return TwoExits(task)


class DeepSupervision(Trainer):
    id, name, about = "deep", "Deep supervision", "It teaches every exit."
    abilities = frozenset({"early-exits"})
    needs = frozenset({"early-exits"})
    Params = LearnerParams
    order = 500

    def learner(self, setup: Setup, params: LearnerParams) -> BaseLearner:
        class Learner(BaseLearner):
            def loss(self, batch: Batch) -> Tensor:
                early, late = self.forward(batch.inputs, both=True)
                wrong = F.cross_entropy(early, batch.targets)
                return 0.3 * wrong + F.cross_entropy(late, batch.targets)

        return Learner(setup, params)


@pytest.fixture
def paired(plugins: Plugins) -> Plugins:
    classes: list[tuple[str, type[Contribution]]] = [
        ("architecture", Branching),
        ("trainer", DeepSupervision),
    ]
    plugins.add(PluginRecord("paired", "test"), classes)
    return plugins


def of(architecture: str, trainer: str) -> Experiment:
    experiment = Experiment(name="pair").with_part("dataset", "digits")
    return experiment.with_part("architecture", architecture).with_part("trainer", trainer)


@pytest.mark.parametrize(
    ("architecture", "trainer", "message"),
    [
        ("cnn", "deep", "Deep supervision needs early-exits, which Small convolutional network"),
        ("branching", "supervised", "Branching network needs early-exits, which Supervised"),
    ],
)
def test_what_does_not_work_together_is_refused_before_the_start(
    paired: Plugins, architecture: str, trainer: str, message: str
) -> None:
    experiment = of(architecture, trainer)
    (problem,) = resolve(experiment, paired).problems
    assert problem.message.startswith(message)
    partner = "deep" if trainer == "supervised" else "branching"
    assert f"({partner})" in problem.remedy or f"{partner}, " in problem.remedy
    with pytest.raises(ExperimentError, match="needs early-exits"):
        starting.trainable(experiment, paired)


def test_what_works_together_is_trainable(paired: Plugins) -> None:
    assert resolve(of("branching", "deep"), paired).trainable
    assert resolve(of("cnn", "supervised"), paired).trainable


def test_parts_that_nobody_chose_are_a_pair_that_works(paired: Plugins) -> None:
    experiment = of("cnn", "supervised")
    found = adjusted.completed(experiment, paired, (), {"architecture": "branching"})
    assert (found.architecture.id, found.trainer.id) == ("branching", "deep")
    found = adjusted.completed(experiment, paired, (), {"trainer": "deep"})
    assert (found.architecture.id, found.trainer.id) == ("branching", "deep")


def test_one_sided_needs() -> None:
    class Eager(Trainer):
        id, name, about = "eager", "Eager", "x."
        abilities = frozenset({"a", "b"})

    class Plain(Architecture):
        id, name, about = "plain", "Plain", "x."

    class Needy(Architecture):
        id, name, about = "needy", "Needy", "x."
        needs = frozenset({"a", "c"})

    assert pair_problem(Plain, Eager) == ""
    assert pair_problem(Needy, Eager) == "Needy needs c, which Eager does not offer."


def test_the_contracts_are_checked_with_a_partner() -> None:
    testing.check_architecture(Branching)
    with pytest.raises(testing.ContractError, match="give check_trainer architectures"):
        testing.check_trainer(DeepSupervision)
    torch.manual_seed(0)
    testing.check_trainer(DeepSupervision, architectures=[Branching])

    class Loud(Architecture):
        id, name, about = "loud", "Loud", "x."
        needs = frozenset({"Early Exits"})

    with pytest.raises(testing.ContractError, match="is no ability"):
        testing.check_architecture(Loud)
