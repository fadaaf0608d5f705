"""The contracts of exporters and launchers."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.events import (
    Activations,
    Checkpointed,
    Event,
    Failed,
    Finished,
    Stepped,
)
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.launcher import Launcher
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.task import Task, TextClassification
from workbench.core.contracts.trainer import Learner, Setup, Trainer
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins, discover
from workbench.core.runs.log import is_logged
from workbench.core.runs.store import Run, RunStore
from workbench.engine import work
from workbench.engine.exporting import RunContext
from workbench.testing.conventions import ContractError, check_contribution, expect
from workbench.testing.data import DIGITS, example_for
from workbench.testing.training import smallest_network

if TYPE_CHECKING:
    from torch import Tensor, nn

PATIENCE_S = 120.0
LOOK_S = 0.02
_EXPORTED: tuple[Task, ...] = (DIGITS, TextClassification(("good", "bad"), 200))


def check_exporter(cls: type[Exporter], params: Any = None) -> None:
    """It writes a file from a trained run, again if asked, and refuses a run without a model.

    The run is a real one: a small network is trained for a moment on pictures, or on texts if the
    exporter does not support pictures.
    """
    check_contribution(cls)
    chosen = cls.Params() if params is None else params
    expect(cls.suffix.startswith("."), f"{cls.id}: the suffix {cls.suffix!r} has no dot")
    taken = [task for task in _EXPORTED if cls().supports(task)]
    expect(taken, f"{cls.id}: supports() refuses {', '.join(map(str, _EXPORTED))}")
    plugins, experiment = _small_training(taken[0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / f"model{cls.suffix}"
        store = RunStore(folder / "runs")
        run = store.create(experiment)
        run.close()
        try:
            cls().export(RunContext(run, plugins), target, chosen)
            expect(False, f"{cls.id}: it exports a run that has no model")
        except WorkbenchError as error:
            expect(error.remedy, f"{cls.id}: it refuses a run without a model, but has no remedy")
        expect(not target.exists(), f"{cls.id}: it leaves a file behind when it fails")
        trained = _trained(store, experiment, plugins)
        before = {path.name for path in trained.path.iterdir()}
        for _ in range(2):
            _check_export(cls, RunContext(trained, plugins), target, chosen)
        left = {path.name for path in trained.path.iterdir()} - before
        expect(not left, f"{cls.id}: it leaves {', '.join(sorted(left))} in the run's folder")


def _check_export(cls: type[Exporter], context: RunContext, target: Path, params: Any) -> None:
    reports: list[Any] = []
    figures = cls().export(replace(context, report=reports.append), target, params)
    expect(target.exists(), f"{cls.id}: it wrote nothing to {target.name}")
    numbers = isinstance(figures, dict) and all(
        isinstance(name, str) and isinstance(value, int | float) for name, value in figures.items()
    )
    expect(numbers, f"{cls.id}: export() returns {figures!r}, not figures by name")
    fine = all(isinstance(text, str) for text in reports)
    expect(fine, f"{cls.id}: it reports {reports!r}, not words")


def _trained(store: RunStore, experiment: Experiment, plugins: Plugins) -> Run:
    from workbench.engine.train import train

    run = store.create(experiment)
    end = train(run, plugins, lambda event: None, Control())
    if isinstance(end, Failed):
        raise ContractError(f"the training for the check failed: {end.message} {end.traceback}")
    return run


def _small_training(task: Task) -> tuple[Plugins, Experiment]:
    """Plugins that bring a dataset, a network and a trainer, and the experiment of the three."""

    class CheckRows(Dataset):
        id, name, about = "check-rows", "Rows", "Rows for a check."

        def load(self, params: Any) -> Data:
            return example_for(task)

    class Smallest(Architecture):
        id, name, about = "check-network", "Network", "A network for a check."

        def supports(self, task: Task) -> bool:
            return True

        def build(self, task: Task, params: Any) -> nn.Module:
            return smallest_network(task)

    class CheckSteps(Trainer):
        id, name, about = "check-trainer", "Trainer", "A trainer for a check."
        Params = LearnerParams

        def supports(self, task: Task) -> bool:
            return True

        def learner(self, setup: Setup, params: LearnerParams) -> Learner:
            import torch.nn.functional as F

            from workbench.engine.base_learner import BaseLearner
            from workbench.engine.batches import Batch

            class CheckLearner(BaseLearner):
                def loss(self, batch: Batch) -> Tensor:
                    return F.cross_entropy(self.outputs(batch), batch.targets)

            return CheckLearner(setup, params)

    plugins = Plugins()
    classes: list[tuple[str, type[Contribution]]] = [
        ("dataset", CheckRows),
        ("architecture", Smallest),
        ("trainer", CheckSteps),
    ]
    plugins.add(PluginRecord("check", "built in"), classes)
    experiment = Experiment(name="check", device="cpu", threads=1)
    for kind, cls in classes:
        experiment = experiment.with_part(kind, cls.id)
    # The average differs from the weights that learn: an exporter is to take the former.
    settings = {"epochs": 2, "averaging": "ema", "lr": 0.01}
    return plugins, experiment.with_part("trainer", CheckSteps.id, settings)


def check_launcher(cls: type[Launcher], params: Any = None) -> None:
    """It trains a run elsewhere than in the caller's thread, and its handle steers it.

    A run of two epochs is trained to its end, and one that would go on for long is watched, paused
    and stopped at once.
    """
    check_contribution(cls)
    settings = (cls.Params() if params is None else params).model_dump()
    plugins = discover(installed=False)
    with tempfile.TemporaryDirectory() as name:
        store = RunStore(Path(name) / "runs")
        _check_whole(cls, store, plugins, settings)
        _check_steered(cls, store, plugins, settings)


def _check_whole(
    cls: type[Launcher], store: RunStore, plugins: Plugins, settings: dict[str, Any]
) -> None:
    run = store.create(_tiny_experiment(2))
    events: list[Event] = []
    order = work.order_for(run, plugins)
    handle = work.begin(cls, run, order, plugins, events.append, settings)
    waits = any(isinstance(event, Finished | Failed) for event in events)
    expect(not waits, f"{cls.id}: launch() waits for the training")
    handle.wait(PATIENCE_S)
    expect(not handle.alive, f"{cls.id}: a training of two epochs does not end")
    ends = [event for event in events if isinstance(event, Finished | Failed)]
    expect(len(ends) == 1, f"{cls.id}: {len(ends)} ends are emitted, not one")
    expect(isinstance(ends[0], Finished), f"{cls.id}: {ends[0]}")
    expect(events[-1] is ends[0], f"{cls.id}: something is emitted after the end")
    logged = [type(event) for event in events if is_logged(event)]
    in_log = [type(event) for event in run.events()]
    expect(logged == in_log, f"{cls.id}: it emits other events than the run's log has")
    expect(run.info().status == "finished", f"{cls.id}: the run is {run.info().status}")


def _check_steered(
    cls: type[Launcher], store: RunStore, plugins: Plugins, settings: dict[str, Any]
) -> None:
    run = store.create(_tiny_experiment(10_000))
    seen: list[Event] = []
    order = work.order_for(run, plugins)
    handle = work.begin(cls, run, order, plugins, seen.append, settings)

    def expect_soon(kind: type[Event], since: int, what: str) -> None:
        until = time.monotonic() + PATIENCE_S
        while not any(isinstance(event, kind) for event in seen[since:]):
            expect(handle.alive and time.monotonic() < until, f"{cls.id}: {what}")
            time.sleep(LOOK_S)

    handle.watch(True)
    expect_soon(Activations, 0, "no look inside comes while it is watched")
    before = len(seen)
    handle.pause()
    expect(handle.paused, f"{cls.id}: a handle that was paused does not say so")
    expect_soon(Checkpointed, before, "a pause writes no checkpoint")
    before = len(seen)
    handle.resume()
    expect_soon(Stepped, before, "it does not go on after a pause")
    handle.stop(keep=False)
    handle.wait(PATIENCE_S)
    expect(not handle.alive, f"{cls.id}: it does not end when it is stopped")
    expect(run.info().status == "stopped", f"{cls.id}: the run is {run.info().status}")


def _tiny_experiment(epochs: int) -> Experiment:
    settings = {"trainer": {"epochs": epochs}}
    return Experiment(name="check", device="cpu", threads=1).with_settings(settings)


def _nothing(text: str) -> None:
    """For reports nobody reads."""
