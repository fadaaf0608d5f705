"""The contracts of exporters, launchers and providers."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import Any

import numpy as np

from workbench.core.contributions import Exporter, Launcher
from workbench.core.errors import UsageError, WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.provider import Piece, Provider
from workbench.core.runs import RunStore
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


def check_provider(cls: type[Provider], params: Any = None) -> None:
    """It lists models; where it has one, that streams an answer with token counts, or encodes."""
    check_contribution(cls)
    chosen = cls.Params() if params is None else params
    provider = cls() if params is None else cls(params)
    models = provider.models()
    names = isinstance(models, list) and all(isinstance(model, str) for model in models)
    expect(names, f"{cls.id}: models() returns {models!r}, not a list of names")
    for model in models[:1]:
        try:
            pieces = list(provider.complete(model, "Say yes.", chosen))
        except UsageError as error:
            expect(error.remedy, f"{cls.id}: it does not write, but has no remedy")
            _check_encoder(provider, model)
            continue
        _check_answer(cls, pieces)
        stream = provider.complete(model, "Say yes.", chosen)
        next(stream)
        closing = getattr(stream, "close", None)
        expect(
            callable(closing), f"{cls.id}: complete() returns {stream!r}, which cannot be closed"
        )
        stream.close()  # type: ignore[attr-defined]


def _check_answer(cls: type[Provider], pieces: list[Piece]) -> None:
    expect(pieces, f"{cls.id}: the answer has no pieces")
    for piece in pieces:
        expect(isinstance(piece, Piece), f"{cls.id}: the answer holds {piece!r}, not a Piece")
    last = pieces[-1]
    counted = last.prompt_tokens is not None and last.completion_tokens is not None
    expect(counted, f"{cls.id}: the last piece carries the token counts")


def _check_encoder(provider: Provider, model: str) -> None:
    """What does not write gives vectors: finite, one for each text, none for no text."""
    name = provider.id
    for texts in (["yes", "", "a much longer text than the others"], []):
        found = provider.embed(model, texts)
        fits = isinstance(found, np.ndarray) and found.dtype == np.float32 and found.ndim == 2
        expect(fits, f"{name}: embed() returns {type(found).__name__}, not float32 (n, width)")
        expect(len(found) == len(texts), f"{name}: {len(found)} vectors for {len(texts)} texts")
        expect(np.isfinite(found).all(), f"{name}: a vector is not finite")


def _nothing(text: str) -> None:
    """For reports nobody reads."""
