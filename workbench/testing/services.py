"""The contracts of exporters and launchers."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import Any

from workbench.core.contracts.contributions import Exporter, Launcher
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore
from workbench.testing.conventions import check_contribution, expect
from workbench.testing.data import example_data
from workbench.testing.models import write_model

PATIENCE_S = 20.0


def check_exporter(cls: type[Exporter], params: Any = None) -> None:
    """It writes a file from a run's folder, again if asked, and refuses a run without a model."""
    check_contribution(cls)
    chosen = cls.Params() if params is None else params
    expect(cls.suffix.startswith("."), f"{cls.id}: the suffix {cls.suffix!r} has no dot")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / f"model{cls.suffix}"
        run = RunStore(folder / "runs").create(Experiment(name="check"))
        run.close()
        try:
            cls().export(run.path, target, chosen, _nothing)
            expect(False, f"{cls.id}: it exports a run that has no model")
        except WorkbenchError as error:
            expect(error.remedy, f"{cls.id}: it refuses a run without a model, but has no remedy")
        expect(not target.exists(), f"{cls.id}: it leaves a file behind when it fails")
        _write_model(run.path)
        (run.path / "card.md").write_text("# check\n", "utf-8")
        for _ in range(2):
            _check_export(cls, run.path, target, chosen)


def _check_export(cls: type[Exporter], run: Path, target: Path, params: Any) -> None:
    said: list[Any] = []
    figures = cls().export(run, target, params, said.append)
    expect(target.exists(), f"{cls.id}: it wrote nothing to {target.name}")
    numbers = isinstance(figures, dict) and all(
        isinstance(name, str) and isinstance(value, int | float) for name, value in figures.items()
    )
    expect(numbers, f"{cls.id}: export() returns {figures!r}, not figures by name")
    expect(all(isinstance(text, str) for text in said), f"{cls.id}: it reports {said!r}, not words")


def _write_model(folder: Path) -> None:
    import torch
    from torch import nn

    torch.manual_seed(0)
    network = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).eval()
    write_model(folder, network, {"1": network.get_submodule("1")}, example_data(40))


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


def _nothing(text: str) -> None:
    """For reports nobody reads."""
