"""What a run's network answered after each evaluation, and what it answers while it trains."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import DatasetError, ExperimentError
from workbench.core.contracts.events import Event, Stepped
from workbench.core.control import Control
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine import checkpoint, loop
from workbench.engine.snapshot_network import SnapshotNetwork
from workbench.inference.predictor import LayerOutputs, Predictor

from .conftest import TrainTiny, tiny_experiment


@pytest.mark.parametrize("architecture", ["mlp", "cnn"])
def test_the_last_snapshot_answers_as_the_exported_model(
    train_tiny: TrainTiny, tiny_plugins: Plugins, tiny_data: ImageClasses, architecture: str
) -> None:
    run, _, _ = train_tiny(tiny_experiment(architecture))
    predictor = Predictor(run.model_file)
    # While it trained there was no model file, and the dataset said what its classes are.
    for known in (predictor, None):
        network = SnapshotNetwork(run, tiny_plugins, known)
        assert network.classes == tiny_data.classes
        assert (network.shape, network.preparation) == (predictor.shape, predictor.preparation)
        network.load()
        picture = tiny_data.test.x[3]
        answer = network.read(picture)
        exported = LayerOutputs(run.layers_file).run(picture)
        assert answer.step == int(run.snapshots[-1].stem)
        np.testing.assert_allclose(answer.probabilities, exported.pop("probabilities"), atol=1e-5)
        assert list(answer.activations) == list(exported)
        for name, values in exported.items():
            np.testing.assert_allclose(answer.activations[name], values, atol=1e-4)


def test_earlier_snapshots_answer_as_the_network_did_then(
    train_tiny: TrainTiny, tiny_plugins: Plugins, tiny_data: ImageClasses
) -> None:
    run, _, _ = train_tiny(tiny_experiment())
    network = SnapshotNetwork(run, tiny_plugins, Predictor(run.model_file))
    sure = []
    for path in run.snapshots:
        network.load(int(path.stem))
        answers = [network.read(x).probabilities[y] for x, y in _some(tiny_data)]
        sure.append(float(np.mean(answers)))
    assert len(sure) == 5
    assert sure[0] == pytest.approx(0.1, abs=0.05)  # before the first step it knows nothing
    assert sure[-1] > sure[0] + 0.3
    # A step that was thinned out meanwhile is answered by the nearest.
    network.load(int(run.snapshots[1].stem) + 1)
    assert network.step == int(run.snapshots[1].stem)


def _some(data: ImageClasses) -> list[tuple[np.ndarray, int]]:
    return list(zip(data.test.x[:20], data.test.y[:20], strict=True))


def test_weights_are_written_when_asked_and_change_nothing(
    train_tiny: TrainTiny,
    tiny_plugins: Plugins,
    tiny_data: ImageClasses,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "REPORT_S", 0.0)
    monkeypatch.setattr(loop, "LIVE_S", 0.0)
    monkeypatch.setattr(loop, "CAPTURE_SHARE", 1e9)
    control, seen = Control(), []

    def follow(event: Event) -> None:
        if not isinstance(event, Stepped):
            return
        run = RunStore().get(run_ids[0]) if run_ids else None
        if run is not None and run.live_weights.is_file():
            network = SnapshotNetwork(run, tiny_plugins)
            network.load()
            seen.append((network.step, network.read(tiny_data.test.x[0]).probabilities))
        control.request_weights()

    run_ids: list[str] = []
    store = RunStore()
    run = store.create(tiny_experiment())
    run_ids.append(run.id)
    train_tiny(tiny_experiment(), control=control, emit=follow, run=run)
    plain, _, _ = train_tiny(tiny_experiment())
    steps = [step for step, _ in seen]
    assert steps == sorted(steps)
    # Between evaluations, which are every ten steps.
    assert any(step % 9 for step in steps)
    assert len({p.tobytes() for _, p in seen}) > 5
    assert not run.live_weights.exists()  # its end is its last snapshot and its model
    for a, b in zip(run.snapshots, plain.snapshots, strict=True):
        ours, theirs = checkpoint.weights(a), checkpoint.weights(b)
        assert all(ours[name].equal(theirs[name]) for name in ours)


def test_nobody_asks_and_nothing_is_written(train_tiny: TrainTiny) -> None:
    seen: list[bool] = []

    def follow(event: Event) -> None:
        seen.append(any((p / "checkpoints" / "live.safetensors").exists() for p in runs()))

    def runs() -> list:
        return [p for p in RunStore().folder.iterdir() if p.is_dir()]

    train_tiny(tiny_experiment(), emit=follow, run=RunStore().create(tiny_experiment()))
    assert seen
    assert not any(seen)


def test_a_pause_writes_the_state_that_it_stands_at(
    train_tiny: TrainTiny, tiny_plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_S", 0.0)
    run, control, steps = RunStore().create(tiny_experiment()), Control(), []

    def follow(event: Event) -> None:
        if isinstance(event, Stepped) and not steps:
            control.request_weights()
            control.pause()
            threading.Thread(target=look).start()

    def look() -> None:
        try:
            while not run.live_weights.is_file() and not control.stopping:
                time.sleep(0.01)
            network = SnapshotNetwork(run, tiny_plugins)
            network.load()
            steps.append(network.step)
        finally:
            control.resume()

    train_tiny(tiny_experiment(), control=control, emit=follow, run=run)
    assert steps == [1]


def test_what_cannot_be_asked_says_so(
    train_tiny: TrainTiny, tiny_plugins: Plugins, store: RunStore
) -> None:
    fresh = store.create(tiny_experiment())
    with pytest.raises(ExperimentError, match="no weights"):
        SnapshotNetwork(fresh, tiny_plugins)
    fresh.close()
    run, _, _ = train_tiny(tiny_experiment())
    with pytest.raises(DatasetError, match="empty"):
        SnapshotNetwork(run, tiny_plugins).prepare(np.zeros((280, 280), np.uint8))
