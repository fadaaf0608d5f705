"""A 2-D slice of the loss around the weights, and the path that training took.

With enough snapshots the slice is spanned by the two principal directions of the
path; otherwise by two random directions, normalised filter by filter as in Li et
al. (2018), "Visualizing the Loss Landscape of Neural Nets", arXiv:1712.09913.

Nothing here touches the training beside it: weights are copies and random
numbers come from an own generator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.core import memory, pretrained
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import ExperimentError
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.runs import learnt
from workbench.core.runs.store import Run
from workbench.engine import checkpoint
from workbench.engine.batches import Pixels, holdout, pixel_statistics

ROWS = 256
MARGIN = 0.35

Floats = npt.NDArray[np.float32]
Weights = dict[str, Tensor]


@dataclass(frozen=True)
class Landscape:
    """Losses ``(n, n)`` over coordinates ``x`` and ``y`` ``(n,)`` (rows are ``y``).

    ``path`` ``(k, 2)`` are the snapshots' coordinates and ``steps`` ``(k,)`` when they were;
    ``explained`` is the part of the path's variation that lies in the slice, 0…1. Cells that have
    not been computed yet are NaN.
    """

    x: Floats
    y: Floats
    loss: Floats
    path: Floats
    steps: npt.NDArray[np.int64]
    explained: float
    method: str


@dataclass(frozen=True)
class Plane:
    """Where the slice lies: ``centre`` plus multiples of two directions, and the path on it."""

    centre: Tensor
    directions: Tensor
    path: Tensor
    explained: float
    method: str


def path_plane(snapshots: Tensor) -> Plane:
    """The plane that holds most of a path ``(k, d)``; the last snapshot is the centre."""
    centre = snapshots[-1]
    moves = snapshots - centre
    _, singular, directions = torch.linalg.svd(moves, full_matrices=False)
    plane = directions[:2]
    explained = float((singular[:2] ** 2).sum() / (singular**2).sum().clamp_min(1e-12))
    return Plane(centre, plane, moves @ plane.T, explained, "path")


def random_plane(weights: Weights, snapshots: Tensor, seed: int = 0) -> Plane:
    """Two random directions whose filters are as long as the network's own."""
    generator = torch.Generator().manual_seed(seed)
    found = []
    for _ in range(2):
        parts = []
        for tensor in weights.values():
            noise = torch.randn(tensor.shape, generator=generator)
            if tensor.dim() < 2:
                parts.append(torch.zeros(tensor.numel()))
                continue
            rows, own = noise.flatten(1), tensor.flatten(1)
            scaled = rows / rows.norm(dim=1, keepdim=True).clamp_min(1e-9)
            parts.append((scaled * own.norm(dim=1, keepdim=True)).flatten())
        found.append(torch.cat(parts))
    directions = torch.stack(found)
    moves = snapshots - snapshots[-1]
    # Coordinates of the nearest point in the plane, for directions of any length and angle.
    path = torch.linalg.lstsq(directions.T, moves.T).solution.T
    return Plane(snapshots[-1], directions, path, 0.0, "random")


# Beside the kept moments: directions, the centre, a point, and the decomposition's own.
VECTORS = 8


class LandscapePlane:
    """A run's network and rows, ready to be evaluated anywhere on a plane."""

    def __init__(self, run: Run, plugins: Plugins, check: Callable[[], None]) -> None:
        self._check = check
        resolved = resolve(run.experiment, plugins)
        if not resolved.trainable or resolved.dataset is None or resolved.architecture is None:
            raise ExperimentError("The run's experiment cannot be rebuilt here.")
        split_by = learnt.split_by(run.path)
        loading = pretrained.loading(plugins, check=check, split_by=split_by)
        assert resolved.dataset_params is not None
        data = pretrained.load_class(resolved.dataset, resolved.dataset_params, loading)
        if not isinstance(data, ImageClasses):
            raise ExperimentError("The loss surface is there for pictures only.")
        with torch.random.fork_rng(devices=[]):
            self.model = resolved.architecture().build(data.task, resolved.architecture_params)
        self.model.eval()
        pixels = Pixels(*pixel_statistics(data.train.x, check))
        _, rows = holdout(data.train, 0.1, split_by)
        rows = rows[:ROWS]
        self._x = pixels(torch.from_numpy(np.ascontiguousarray(data.train.x[rows])))
        self._y = torch.from_numpy(data.train.y[rows].astype(np.int64))
        self._files = run.snapshots
        if not self._files:
            message = "The run has kept no weights yet."
            raise ExperimentError(message, "Wait for the first evaluation.")

    def snapshots(self) -> tuple[Tensor, npt.NDArray[np.int64], Weights]:
        """All kept weights ``(k, d)``, their steps, and the last as tensors."""
        names = [name for name, _ in self.model.named_parameters()]
        n_weights = sum(weight.numel() for weight in self.model.parameters())
        memory.refuse_too_large(
            "The loss surface",
            4 * n_weights * (2 * len(self._files) + VECTORS),
            f"the weights of {len(self._files)} moments and what is reckoned with them",
            "It can be drawn for smaller networks only.",
        )
        flat, steps, last = [], [], {}
        for file in self._files:
            self._check()
            tensors = checkpoint.weights(file)
            last = {name: tensors[name] for name in names}
            flat.append(torch.cat([tensor.flatten() for tensor in last.values()]))
            steps.append(int(file.stem))
            buffers = dict(self.model.named_buffers())
        self.model.load_state_dict({**last, **{b: tensors[b] for b in buffers}})
        return torch.stack(flat), np.array(steps, np.int64), last

    def loss(self, flat: Tensor) -> float:
        """Mean cross-entropy of the network with these weights ``(d,)``."""
        weights, at = {}, 0
        for name, parameter in self.model.named_parameters():
            size = parameter.numel()
            weights[name] = flat[at : at + size].view_as(parameter)
            at += size
        with torch.inference_mode():
            logits = torch.func.functional_call(_Quiet(self.model), _prefixed(weights), (self._x,))
            return float(F.cross_entropy(logits, self._y))


class _Quiet(nn.Module):
    """The network under another name, so that calling it with other weights leaves it alone."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Any:
        return self.network(x)


def _prefixed(weights: Weights) -> Weights:
    return {f"network.{name}": tensor for name, tensor in weights.items()}


def compute(
    run: Run,
    plugins: Plugins,
    *,
    n: int = 21,
    method: str = "path",
    check: Callable[[], None] = lambda: None,
    emit: Callable[[Landscape], None] = lambda found: None,
) -> Landscape:
    """Compute the slice row by row, from the centre outwards.

    Parameters
    ----------
    n
        Points along each side.
    method
        ``path`` or ``random``; a path of fewer than three snapshots is looked at randomly.
    check
        Raises `Stopped` when nobody wants it any more; called before every point.
    emit
        Gets the slice so far after every row.

    Raises
    ------
    ExperimentError
        When the run has kept no weights, or cannot be rebuilt.
    """
    piece = LandscapePlane(run, plugins, check)
    snapshots, steps, last = piece.snapshots()
    by_path = method == "path" and len(snapshots) >= 3
    plane = path_plane(snapshots) if by_path else random_plane(last, snapshots)
    x, y = (_axis(plane.path[:, axis], n, by_path) for axis in (0, 1))
    loss = np.full((n, n), np.nan, np.float32)
    path = plane.path.numpy().astype(np.float32)
    found = Landscape(x, y, loss, path, steps, plane.explained, plane.method)
    for row in sorted(range(n), key=lambda i: abs(float(y[i]))):
        for column in range(n):
            check()
            point = plane.centre + float(x[column]) * plane.directions[0]
            loss[row, column] = piece.loss(point + float(y[row]) * plane.directions[1])
        emit(Landscape(x, y, loss.copy(), path, steps, plane.explained, plane.method))
    return found


def _axis(path: Tensor, n: int, by_path: bool) -> Floats:
    """Coordinates that hold the path and a margin; of random directions, one length each way."""
    low, high = (float(path.min()), float(path.max())) if by_path else (-1.0, 1.0)
    span = max(high - low, 1e-3)
    return np.linspace(low - MARGIN * span, high + MARGIN * span, n, dtype=np.float32)
