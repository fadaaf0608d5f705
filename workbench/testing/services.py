"""The contracts of exporters and launchers."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.contributions import Launcher
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.events import Failed
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.task import Task, TextClassification
from workbench.core.contracts.trainer import Learner, Setup, Trainer
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.engine.exporting import RunContext
from workbench.testing.conventions import ContractError, check_contribution, expect
from workbench.testing.data import DIGITS, example_for
from workbench.testing.training import smallest_network

if TYPE_CHECKING:
    from torch import Tensor, nn

PATIENCE_S = 20.0
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

    class ExampleDataset(Dataset):
        id, name, about = "check-rows", "Rows", "Rows for a check."

        def load(self, params: Any) -> Data:
            return example_for(task)

    class ExampleArchitecture(Architecture):
        id, name, about = "check-network", "Network", "A network for a check."

        def supports(self, task: Task) -> bool:
            return True

        def build(self, task: Task, params: Any) -> nn.Module:
            return smallest_network(task)

    class ExampleTrainer(Trainer):
        id, name, about = "check-trainer", "Trainer", "A trainer for a check."
        Params = LearnerParams

        def supports(self, task: Task) -> bool:
            return True

        def learner(self, setup: Setup, params: LearnerParams) -> Learner:
            import torch.nn.functional as F

            from workbench.engine.base_learner import BaseLearner
            from workbench.engine.batches import Batch

            class ExampleLearner(BaseLearner):
                def loss(self, batch: Batch) -> Tensor:
                    return F.cross_entropy(self.outputs(batch), batch.targets)

            return ExampleLearner(setup, params)

    plugins = Plugins()
    classes: list[tuple[str, type[Contribution]]] = [
        ("dataset", ExampleDataset),
        ("architecture", ExampleArchitecture),
        ("trainer", ExampleTrainer),
    ]
    plugins.add(PluginRecord("check", "built in"), classes)
    experiment = Experiment(name="check", device="cpu", threads=1)
    for kind, cls in classes:
        experiment = experiment.with_part(kind, cls.id)
    # The average differs from the weights that learn: an exporter is to take the former.
    settings = {"epochs": 2, "averaging": "ema", "lr": 0.01}
    return plugins, experiment.with_part("trainer", ExampleTrainer.id, settings)


def check_launcher(cls: type[Launcher]) -> None:
    """It runs the job once, elsewhere, and returns at once with the thread to wait for."""
    check_contribution(cls)
    go, done = threading.Event(), threading.Event()
    runs: list[str] = []

    def job() -> None:
        runs.append(threading.current_thread().name)
        go.wait(PATIENCE_S)
        done.set()

    thread = cls().launch(job, "check")
    expect(not done.is_set(), f"{cls.id}: launch() waits for the job")
    expect(isinstance(thread, threading.Thread), f"{cls.id}: launch() returns {thread!r}")
    expect(thread.is_alive(), f"{cls.id}: its thread ends before the job")
    go.set()
    thread.join(PATIENCE_S)
    expect(not thread.is_alive(), f"{cls.id}: its thread does not end after the job")
    expect(done.is_set() and len(runs) == 1, f"{cls.id}: the job ran {len(runs)} times, not once")
