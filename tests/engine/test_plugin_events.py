"""A trainer reports what it likes; scores come while a view in sight wants them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch.nn.functional as F
from torch import Tensor

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Dataset, ImageClasses
from workbench.core.contracts.events import (
    Custom,
    Evaluated,
    Event,
    Failed,
    Finished,
    Sampled,
    Stepped,
)
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.params import param
from workbench.core.contracts.trainer import Setup, Trainer
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.engine import plugin_events
from workbench.engine.base_learner import BaseLearner
from workbench.engine.batches import Batch
from workbench.engine.train import train
from workbench.testing.data import example_data


class Bars(Dataset):
    id, name, about = "bars", "Bars", "Bars at ten heights."

    def load(self, params: Any) -> ImageClasses:
        return example_data(200)


class ReportingParams(LearnerParams):
    amount: int = param(4, "Numbers")
    foreign: bool = param(False, "Foreign")


class Reporting(Trainer):
    id, name, about = "reporting", "Reporting", "It says what it sees."
    Params = ReportingParams

    def learner(self, setup: Setup, params: ReportingParams) -> BaseLearner:
        class Learner(BaseLearner):
            def loss(self, batch: Batch) -> Tensor:
                return F.cross_entropy(self.outputs(batch), batch.targets)

            def evaluate(self, split: str, check: Any) -> Evaluated:
                found = super().evaluate(split, check)
                if split == "val":
                    numbers = np.full(params.amount, found.metrics["val/loss"])
                    setup.emit(Custom("reporting/loss", {"loss": numbers[0]}, {"x": numbers}))
                    picture = (next(self.model.parameters()).detach() > 0).numpy().astype(np.uint8)
                    setup.emit(Sampled(picture=picture[:8, :8] * 255))
                if params.foreign:
                    setup.emit(Finished("finished", "I say so"))
                return found

        return Learner(setup, params)


@pytest.fixture
def reporting(plugins: Plugins) -> Plugins:
    classes: list[tuple[str, type[Contribution]]] = [("dataset", Bars), ("trainer", Reporting)]
    plugins.add(PluginRecord("reporting", "test"), classes)
    return plugins


def run_of(store: RunStore, **params: Any) -> Run:
    settings = {"epochs": 3, "batch_size": 32, **params}
    experiment = Experiment(name="bars", seed=1, device="cpu", threads=1)
    experiment = experiment.with_part("dataset", "bars").with_part("architecture", "mlp")
    return store.create(experiment.with_part("trainer", "reporting", settings))


def trained(run: Run, plugins: Plugins, control: Control | None = None) -> list[Event]:
    events: list[Event] = []
    end = train(run, plugins, events.append, control or Control())
    assert isinstance(end, Finished), end
    return events


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs")


def test_what_it_reports_has_its_step_and_is_in_the_log(
    reporting: Plugins, store: RunStore
) -> None:
    run = run_of(store)
    events = trained(run, reporting)
    reported = [event for event in events if isinstance(event, Custom)]
    assert [e.step for e in events if isinstance(e, Sampled)] == [e.step for e in reported]
    measured = [e for e in events if isinstance(e, Evaluated) and e.split == "val"]
    # The last measures once more, when training is over.
    assert [e.step for e in reported] == [*(e.step for e in measured), measured[-1].step]
    assert [e.values["loss"] for e in reported[:-1]] == [e.metrics["val/loss"] for e in measured]
    logged = [event for event in run.events() if isinstance(event, Custom)]
    assert [e.values for e in logged] == [e.values for e in reported]
    assert max(e.step for e in reported) > 0


def test_what_is_too_large_ends_the_run_with_the_reason(
    reporting: Plugins, store: RunStore
) -> None:
    events: list[Event] = []
    end = train(run_of(store, amount=200_000), reporting, events.append, Control())
    assert isinstance(end, Failed)
    assert "1,600,000 bytes" in end.message


def test_the_engines_own_events_are_refused(reporting: Plugins, store: RunStore) -> None:
    end = train(run_of(store, foreign=True), reporting, lambda event: None, Control())
    assert isinstance(end, Failed)
    assert "not Finished" in end.message


def test_a_log_does_not_grow_without_end(
    reporting: Plugins, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugin_events, "ARRAYS_LOGGED", 2 * 8 * 1000)
    run = run_of(store, amount=1000, epochs=6)
    reported = [event for event in trained(run, reporting) if isinstance(event, Custom)]
    assert len(reported) > 4
    assert [event.keep for event in reported[:3]] == [True, True, False]
    assert len([event for event in run.events() if isinstance(event, Custom)]) == 2


@pytest.mark.parametrize("watched", [True, False])
def test_scores_come_while_they_are_watched_and_of_the_test_always(
    reporting: Plugins, store: RunStore, watched: bool
) -> None:
    control = Control()
    control.watch(False, scores=watched)
    run = run_of(store)
    events = trained(run, reporting, control)
    measured = [event for event in events if isinstance(event, Evaluated)]
    assert {e.split for e in measured if e.scores is not None} == (
        {"train", "val", "test"} if watched else {"test"}
    )
    for event in measured:
        if event.scores is not None:
            assert event.truth is not None
            right = float((event.scores.argmax(1) == event.truth).mean())
            assert right == pytest.approx(event.metrics[f"{event.split}/accuracy"])
    # What was trained is the same.
    losses = [e.loss for e in trained(run_of(store), reporting) if isinstance(e, Stepped)]
    np.testing.assert_array_equal(
        np.concatenate(losses), np.concatenate([e.loss for e in events if isinstance(e, Stepped)])
    )
    logged = [e for e in run.events() if isinstance(e, Evaluated) and e.scores is not None]
    assert [e.split for e in logged] == ["test"]
