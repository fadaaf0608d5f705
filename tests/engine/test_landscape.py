"""The loss surface: exact where the answer is known, cancellable, harmless to a training."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from workbench.core.contracts.errors import ExperimentError, Stopped
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine import landscape

from .conftest import TrainTiny, tiny_experiment


def test_path_plane_of_a_path_in_a_plane_holds_all_of_it() -> None:
    generator = torch.Generator().manual_seed(0)
    basis = torch.linalg.qr(torch.randn(50, 2, generator=generator))[0].T
    coordinates = torch.randn(6, 2, generator=generator)
    snapshots = coordinates @ basis + 3.0
    plane = landscape.path_plane(snapshots)
    assert plane.explained == pytest.approx(1.0, abs=1e-5)
    torch.testing.assert_close(
        plane.path @ plane.directions + plane.centre, snapshots, atol=1e-4, rtol=1e-4
    )


def test_random_directions_are_as_long_as_the_filters_and_draw_nothing_global() -> None:
    weights = {"w": torch.randn(4, 3, 2, 2), "b": torch.randn(4)}
    flat = torch.cat([t.flatten() for t in weights.values()])[None]
    before = torch.get_rng_state()
    plane = landscape.random_plane(weights, flat)
    assert torch.equal(before, torch.get_rng_state())
    first = plane.directions[0][:48].view(4, -1)
    torch.testing.assert_close(first.norm(dim=1), weights["w"].flatten(1).norm(dim=1))
    assert not plane.directions[:, 48:].any()


@pytest.mark.parametrize("method", ["path", "random"])
@pytest.mark.parametrize("architecture", ["mlp", pytest.param("cnn-deep", marks=pytest.mark.slow)])
def test_the_centre_is_the_networks_loss(
    train_tiny: TrainTiny, tiny_plugins: Plugins, method: str, architecture: str
) -> None:
    run, _, _ = train_tiny(tiny_experiment(architecture))
    found = landscape.compute(run, tiny_plugins, n=5, method=method)
    assert found.method == method
    assert found.loss.shape == (5, 5)
    assert np.isfinite(found.loss).all()
    piece = landscape.LandscapePlane(run, tiny_plugins, lambda: None)
    snapshots, steps, _ = piece.snapshots()
    assert list(steps) == sorted(steps)
    with torch.no_grad():
        direct = float(torch.nn.functional.cross_entropy(piece.model(piece._x), piece._y))
    assert piece.loss(snapshots[-1]) == pytest.approx(direct, rel=1e-5)
    assert found.path[-1] == pytest.approx([0, 0], abs=1e-5)
    assert found.loss.min() < piece.loss(snapshots[0])


@pytest.mark.slow
def test_cancelling_is_answered_before_the_next_row(
    train_tiny: TrainTiny, tiny_plugins: Plugins
) -> None:
    run, _, _ = train_tiny(tiny_experiment("cnn-deep"))
    emitted: list[object] = []

    def check() -> None:
        if emitted:
            raise Stopped

    with pytest.raises(Stopped):
        landscape.compute(run, tiny_plugins, n=31, check=check, emit=emitted.append)
    assert len(emitted) == 1


def test_a_run_without_weights_says_so(
    store: RunStore, tiny_plugins: Plugins, train_tiny: TrainTiny
) -> None:
    run = store.create(tiny_experiment())
    with pytest.raises(ExperimentError, match="no weights"):
        landscape.compute(run, tiny_plugins)
