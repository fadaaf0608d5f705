"""A plugin of numbers: refused as it was, trained once it says what goes in and comes out."""

from __future__ import annotations

from pathlib import Path

from .conftest import Command

BEFORE = """
from dataclasses import dataclass
import numpy as np
from workbench import Architecture, Dataset, Task, Trainer, hookimpl

@dataclass(frozen=True)
class Regression(Task):
    n_inputs: int
    def __str__(self):
        return f"{self.n_inputs} numbers in, one out"

class Diabetes(Dataset):
    id, name, about = "diabetes", "Diabetes", "Ten numbers, and a number to foretell."
    def task(self, params):
        return Regression(10)
    def load(self, params):
        raise AssertionError("it is refused before it is loaded")

class Numbers(Architecture):
    id, name, about = "numbers-mlp", "MLP for numbers", "A hidden layer."
    def supports(self, task):
        return isinstance(task, Regression)

class Squared(Trainer):
    id, name, about = "squared-error", "Squared error", "Adam on the squared error."
    def supports(self, task):
        return isinstance(task, Regression)

@hookimpl
def register_datasets():
    return [Diabetes]

@hookimpl
def register_architectures():
    return [Numbers]

@hookimpl
def register_trainers():
    return [Squared]
"""

AFTER = """
import numpy as np
from workbench import (
    Architecture, ArrayInputs, Dataset, LearnerParams, Number, Rows, Trainer, examples, hookimpl,
    param,
)

class Diabetes(Dataset):
    id, name = "diabetes", "Diabetes"
    about = "Ten numbers of 442 patients, and how ill they are a year later."
    def load(self, params):
        from sklearn.datasets import load_diabetes

        d = load_diabetes()
        x, y = d.data.astype(np.float32), d.target
        first, second = Rows(x[:350], y[:350]), Rows(x[350:], y[350:])
        return examples(first, second, ArrayInputs(shape=(10,)), Number(quantity="progression"))

class Numbers(Architecture):
    id, name, about = "numbers-mlp", "MLP for numbers", "A hidden layer."
    def supports(self, task):
        return isinstance(task.inputs, ArrayInputs) and isinstance(task.target, Number)
    def build(self, task, params):
        from torch import nn

        n_inputs = task.inputs.shape[0]
        return nn.Sequential(nn.Linear(n_inputs, 32), nn.ReLU(), nn.Linear(32, 1))

class SquaredParams(LearnerParams):
    epochs: int = param(20, "Epochs", "How often every row is seen.", ge=1)
    lr: float = param(0.01, "Learning rate", "Length of a step.", gt=0)

class Squared(Trainer):
    id, name, about = "squared-error", "Squared error", "Adam on the squared error."
    Params = SquaredParams
    def supports(self, task):
        return isinstance(task.target, Number)
    def learner(self, setup, params):
        from workbench.engine import BaseLearner

        class SquaredError(BaseLearner):
            def loss(self, batch):
                target = setup.data.target
                truth = (batch.targets - target.mean) / target.scale
                return (self.outputs(batch).squeeze(1) - truth.float()).square().mean()

        return SquaredError(setup, params)

@hookimpl
def register_datasets():
    return [Diabetes]

@hookimpl
def register_architectures():
    return [Numbers]

@hookimpl
def register_trainers():
    return [Squared]
"""

EXPERIMENT = """
name = "regress"
threads = 1
[dataset]
id = "diabetes"
[architecture]
id = "numbers-mlp"
[trainer]
id = "squared-error"
"""


def test_what_poses_a_task_of_no_kind_is_refused_before_it_is_loaded(
    workbench: Command, tmp_path: Path
) -> None:
    (tmp_path / "regress.py").write_text(BEFORE, "utf-8")
    (tmp_path / "regress.toml").write_text(EXPERIMENT, "utf-8")
    said = workbench("run", tmp_path / "regress.toml", "--plugin", tmp_path / "regress.py")
    assert said.code
    assert "poses a task of no known kind: 10 numbers in, one out" in said.err
    assert "workbench.Examples" in said.err


def test_with_kinds_it_is_trained_exported_and_asked(workbench: Command, tmp_path: Path) -> None:
    plugin = tmp_path / "regress.py"
    plugin.write_text(AFTER, "utf-8")
    (tmp_path / "regress.toml").write_text(EXPERIMENT, "utf-8")
    trained = workbench("run", tmp_path / "regress.toml", "--plugin", plugin, "--json")
    assert not trained.code, trained.err
    end = trained.last
    # Ridge regression explains 0.545 of these rows' spread.
    assert end["metrics"]["test/r2"] > 0.4
    assert end["metrics"]["test/mae"] < 60
    row = ",".join(["0.01"] * 10)
    asked = workbench("predict", end["model"], row, "--plugin", plugin, "--json")
    assert not asked.code, asked.err
    assert 25 < asked.last["predictions"][0]["value"] < 346  # what patients have
    few = workbench("predict", end["model"], "1,2", "--plugin", plugin)
    assert few.code
    assert "no row of shape (10,)" in few.err
