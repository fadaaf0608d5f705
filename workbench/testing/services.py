"""The contracts of exporters and launchers."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from workbench.core.contracts.contributions import Exporter
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.events import (
    Activations,
    Checkpointed,
    Event,
    Failed,
    Finished,
    Stepped,
)
from workbench.core.contracts.launcher import Launcher
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins, discover
from workbench.core.runs.log import is_logged
from workbench.core.runs.store import RunStore
from workbench.engine import work
from workbench.testing.conventions import check_contribution, expect
from workbench.testing.data import example_data
from workbench.testing.models import write_model

PATIENCE_S = 120.0
LOOK_S = 0.02


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
