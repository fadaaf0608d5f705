"""BaseLearner: a subclass writes its loss; order, averages, early stopping and state are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.events import Evaluated
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes, Labels, Number
from workbench.core.contracts.task import LanguageModelling, Task
from workbench.core.contracts.trainer import Setup
from workbench.engine.base_learner import BaseLearner
from workbench.engine.batches import Batch
from workbench.engine.metrics import evaluated_answers
from workbench.engine.row_batches import RowBatches
from workbench.testing.data import example_data, example_for, example_texts
from workbench.testing.training import smallest_network

CPU = torch.device("cpu")


def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))


def setup(data: Data, model: nn.Module) -> Setup:
    return Setup(data, model, CPU, None, False, seed=3)


class Squared(BaseLearner):
    """Squared error of the probabilities: Brier's score."""

    def loss(self, batch: Batch) -> Tensor:
        truth = F.one_hot(batch.targets, 10)
        return (self.outputs(batch).softmax(1) - truth).square().sum(1).mean()


class Tempered(Squared):
    """One with a parameter of its own."""

    def __init__(self, setup: Setup, params: LearnerParams) -> None:
        self.temperature = nn.Parameter(torch.ones(()))
        super().__init__(setup, params)

    def extra_parameters(self) -> Mapping[str, nn.Parameter]:
        return {"temperature": self.temperature}

    def loss(self, batch: Batch) -> Tensor:
        return F.cross_entropy(self.outputs(batch) / self.temperature, batch.targets)


def squared(**params: Any) -> Squared:
    return Squared(setup(example_data(200), network()), LearnerParams(**params))


def test_an_evaluation_is_the_mean_of_the_loss_over_all_rows_and_counts_classes() -> None:
    learner = squared(epochs=20, averaging="ema", ema_decay=0.9)
    for step in range(30):
        learner.step(step)
    measured = learner.evaluate("test", lambda: None)
    assert learner.average is not None
    with torch.no_grad():
        answers = learner.average(learner.test.x).softmax(1)
    truth = F.one_hot(learner.test.y, 10)
    wanted = float((answers - truth).square().sum(1).mean())
    assert measured.metrics["test/loss"] == pytest.approx(wanted, rel=1e-6)
    accuracy = float((answers.argmax(1) == learner.test.y).float().mean())
    assert measured.metrics["test/accuracy"] == pytest.approx(accuracy)
    assert measured.confusion is not None
    assert measured.confusion.sum() == len(learner.test)
    # The network that learns is put back: the next step changes it, and not the average alone.
    before = [p.detach().clone() for p in learner.model.parameters()]
    learner.step(30)
    assert any(
        not torch.equal(*pair) for pair in zip(before, learner.model.parameters(), strict=True)
    )
    assert learner.model.training


def test_an_epoch_takes_every_row_once_and_in_another_order_each_time() -> None:
    learner = squared(batch_size=16)
    first, again, second = (learner.epoch_batches(epoch) for epoch in (0, 0, 1))
    assert all(torch.equal(*pair) for pair in zip(first, again, strict=True))
    assert sorted(torch.cat(first).tolist()) == list(range(len(learner.train)))
    assert not torch.equal(torch.cat(first), torch.cat(second))
    assert learner.steps_per_epoch == len(learner.train) // 16


def test_early_stopping_goes_back_to_the_best_weights() -> None:
    learner = squared(lr=0.1, optimizer="sgd", schedule="constant", early_stopping=2, epochs=50)
    learner.evaluate("val", lambda: None)
    best = {name: value.clone() for name, value in learner.model.state_dict().items()}
    with torch.no_grad():
        for parameter in learner.model.parameters():
            parameter.copy_(torch.randn_like(parameter) * 3)
    worse = learner.evaluate("val", lambda: None).metrics["val/loss"]
    assert worse > learner.patience.best
    assert learner.enough(1, 0.0) is None
    learner.evaluate("val", lambda: None)
    assert "2 evaluations" in str(learner.enough(2, 0.0))
    learner.finish()
    assert all(torch.equal(best[k], v) for k, v in learner.deployed().state_dict().items())


def test_parameters_of_its_own_learn_and_are_in_the_state() -> None:
    data = example_data(200)
    first, resumed = (Tempered(setup(data, network()), LearnerParams(clip=1.0)) for _ in range(2))
    for step in range(3):
        first.step(step)
    assert first.temperature.item() != 1
    tensors, facts = first.state()
    resumed.load_state({k: v.detach().clone() for k, v in tensors.items()}, facts)
    losses = [[float(learner.step(step)) for step in (3, 4)] for learner in (first, resumed)]
    assert losses[0] == losses[1]
    assert torch.equal(first.temperature, resumed.temperature)


def test_it_takes_texts_as_well() -> None:
    class Plain(BaseLearner):
        def loss(self, batch: Batch) -> Tensor:
            return F.cross_entropy(self.outputs(batch), batch.targets)

    data = example_texts(120)
    torch.manual_seed(0)
    model = nn.Sequential(nn.EmbeddingBag(data.task.n_tokens, 16), nn.Linear(16, 2))
    learner = Plain(setup(data, model), LearnerParams(epochs=20, batch_size=8))
    before = learner.evaluate("test", lambda: None).metrics["test/loss"]
    for step in range(60):
        learner.step(step)
    assert learner.evaluate("test", lambda: None).metrics["test/loss"] < before
    text, label = learner.example(0)
    assert text in data.train.texts
    assert label in (0, 1)
    # What is prepared by itself has the tokens that the row has in training.
    ids = learner.prepare([text])[0].tolist()
    rows = [[token for token in row if token] for row in learner.val.x.tolist()]
    assert ids in rows


def test_other_data_needs_rows_of_its_own() -> None:
    corpus = example_for(LanguageModelling(30))
    with pytest.raises(ExperimentError, match="No batches"):
        Squared(setup(corpus, nn.Linear(1, 1)), LearnerParams())


def test_without_a_loss_it_lowers_the_targets_and_measures_in_its_unit() -> None:
    data = example_for(Task(inputs=ArrayInputs(shape=(4,)), target=Number()))
    torch.manual_seed(0)
    learner = BaseLearner(setup(data, smallest_network(data.task)), LearnerParams(epochs=30))
    before = learner.evaluate("test", lambda: None)
    for step in range(learner.total_steps):
        learner.step(step)
    measured = learner.evaluate("test", lambda: None)
    assert measured.metrics["test/loss"] < 0.5 * before.metrics["test/loss"]
    assert measured.scores is not None
    assert measured.truth is not None
    error = np.abs(measured.scores[:, 0] - measured.truth).mean()
    assert measured.metrics["test/mae"] == pytest.approx(error, rel=1e-5)
    row, target = learner.example(0)
    assert learner.prepare(row)[0].shape == (1, 4)
    assert target in data.train.y


class Pairs:
    """Two inputs a row, held by their author."""

    def __init__(self, n: int, seed: int) -> None:
        generator = torch.Generator().manual_seed(seed)
        self.left, self.right = torch.rand(2, n, 3, generator=generator)
        self.rows = torch.arange(n).numpy()

    def __len__(self) -> int:
        return len(self.left)

    def __getitem__(self, part: slice) -> Pairs:
        new = Pairs(0, 0)
        new.left, new.right, new.rows = self.left[part], self.right[part], self.rows[part]
        return new

    def take(self, index: Tensor | slice) -> Batch:
        left, right = self.left[index], self.right[index]
        return Batch((left, right), (left * right).sum(1))


def test_batches_and_metrics_of_an_authors_own() -> None:
    class PairBatches(RowBatches):
        def __init__(self) -> None:
            self.train, self.val, self.test = Pairs(300, 1), Pairs(50, 2), Pairs(50, 3)

    class Products(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.hidden, self.out = nn.Linear(6, 32), nn.Linear(32, 1)

        def forward(self, left: Tensor, right: Tensor) -> Tensor:
            answer: Tensor = self.out(self.hidden(torch.cat([left, right], 1)).relu())[:, 0]
            return answer

    class Regression(BaseLearner):
        def loss(self, batch: Batch) -> Tensor:
            return F.mse_loss(self.outputs(batch), batch.targets)

        def measure(self, split: str, check: Callable[[], None]) -> Evaluated:
            loss = self.mean_loss(self.evaluation_rows(split, check), check)
            metrics = {f"{split}/loss": loss, f"{split}/rmse": loss**0.5}
            return Evaluated(0, 0.0, 0.0, split, metrics)

    torch.manual_seed(0)
    params = LearnerParams(epochs=200, lr=0.01, early_stopping=500)
    # The data of the setup is not looked at: the rows are the learner's own.
    learner = Regression(setup(example_data(20), Products()), params, PairBatches())
    for step in range(learner.total_steps):
        learner.step(step)
        if (step + 1) % learner.evaluate_every() == 0:
            learner.evaluate("val", lambda: None)
    learner.finish()
    measured = learner.evaluate("test", lambda: None)
    variance = float(Pairs(50, 3).take(slice(None)).targets.var())
    assert measured.metrics["test/loss"] < 0.1 * variance
    assert learner.evaluate("val", lambda: None).metrics["val/loss"] == pytest.approx(
        learner.patience.best
    )


@pytest.mark.parametrize("target", [Classes(("a", "b")), Labels(("a", "b")), Number()])
def test_where_all_is_wrong_all_rows_are_mistakes(target: TargetKind) -> None:
    wrong = {"class": [[0.1, 0.9]], "labels": [[0.1, 0.9]], "number": [[5.0]]}[target.id]
    right = {"class": [0], "labels": [[1, 0]], "number": [1.0]}[target.id]
    answers = np.array(wrong * 3, np.float32)
    found = evaluated_answers("val", 1.0, answers, np.array(right * 3), np.arange(7, 10), target)
    assert found.mistakes is not None
    assert sorted(found.mistakes.tolist()) == [7, 8, 9]
