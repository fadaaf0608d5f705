"""What the network view shows of a network: columns of neurons or maps. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

NEURONS_SHOWN = 20
MAPS_SHOWN = 16


@dataclass(frozen=True)
class LayerColumn:
    """One layer as shown.

    ``values`` are activations, float32 ``(n,)`` of neurons or ``(n, h, w)`` of maps, cut to what is
    shown of ``total``. ``weights`` lead from the column before to here: ``(n, n_before)`` sums over
    what a connector stands for, already multiplied with the activations before, or ``None``.
    ``images`` are weights as pictures ``(n, h, w)`` where the column looks at the picture itself.
    """

    name: str
    values: Array
    total: int
    weights: Array | None = None
    images: Array | None = None

    @property
    def is_maps(self) -> bool:
        """Whether the column holds feature maps."""
        return self.values.ndim == 3


def columns(
    picture: npt.NDArray[np.uint8],
    activations: Mapping[str, Array],
    weights: Mapping[str, Array],
    probabilities: Array,
) -> list[LayerColumn]:
    """Choose what to show.

    A layer with weights opens a group; of each group the last output is shown (after pooling and
    activation), of the last group the probabilities.
    """
    shown: list[LayerColumn] = []
    before: Array | None = None
    groups = _groups(list(activations), weights)
    for index, names in enumerate(groups):
        last = index == len(groups) - 1
        full = probabilities if last else np.asarray(activations[names[-1]], np.float32)
        kernel = weights.get(names[0])
        limit = MAPS_SHOWN if full.ndim == 3 else len(full) if last else NEURONS_SHOWN
        lines = _connectors(before, kernel, shown[-1] if shown else None, limit)
        images = _images(kernel, picture, index == 0, limit)
        shown.append(LayerColumn(names[0], full[:limit], len(full), lines, images))
        before = full
    return shown


def _groups(names: Sequence[str], weights: Mapping[str, Array]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name in names:
        if name == "probabilities":
            continue
        if name in weights or not groups:
            groups.append([name])
        else:
            groups[-1].append(name)
    return groups


def _connectors(
    before: Array | None, kernel: Array | None, column: LayerColumn | None, limit: int
) -> Array | None:
    """How much each shown thing before speaks for each shown thing here."""
    if before is None or kernel is None or column is None or kernel.ndim != 2:
        return None
    if kernel.shape[1] != before.size:
        return None
    spoken = kernel[:limit] * before.reshape(-1)[None]
    if before.ndim == 3:
        spoken = spoken.reshape(len(spoken), before.shape[0], -1).sum(2)
    return spoken[:, : len(column.values)]


def _images(
    kernel: Array | None, picture: npt.NDArray[np.uint8], first: bool, limit: int
) -> Array | None:
    if kernel is None or not first:
        return None
    if kernel.ndim == 2 and kernel.shape[1] == picture.size and picture.ndim == 2:
        return kernel[:limit].reshape(-1, *picture.shape)
    if kernel.ndim == 4:
        filters: Array = kernel[:limit].mean(1)
        return filters
    return None


def grey(values: Array) -> npt.NDArray[np.uint8]:
    """Activations as brightness, scaled over the whole column."""
    low, high = min(0.0, float(values.min())), float(values.max())
    scaled = (values - low) * (255.0 / max(high - low, 1e-9))
    return scaled.astype(np.uint8)


def diverging(
    values: Array,
    positive: tuple[int, int, int],
    negative: tuple[int, int, int],
    neutral: tuple[int, int, int],
) -> npt.NDArray[np.uint8]:
    """Signed values as RGB ``(…, 3)``: one colour each side of zero, neutral at zero."""
    strength = np.clip(values / max(float(np.abs(values).max()), 1e-9), -1, 1)[..., None]
    ends = np.where(strength > 0, np.array(positive, np.float32), np.array(negative, np.float32))
    mixed = np.array(neutral, np.float32) * (1 - np.abs(strength)) + ends * np.abs(strength)
    return np.ascontiguousarray(mixed.astype(np.uint8))
