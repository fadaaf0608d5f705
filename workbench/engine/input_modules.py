"""Input modules: what stands first in a network's graph, as input kinds name it.

Each is called with the kind's instance and holds what was fitted.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.inputs import Pictures
from workbench.engine.batches import Pixels


class PassOn(nn.Module):
    """What comes in goes on as it is."""

    def __init__(self, kind: object) -> None:
        super().__init__()

    def forward(self, *inputs: Tensor) -> Any:
        """The one tensor, or all as a tuple."""
        return inputs if len(inputs) > 1 else inputs[0]


class Standardise(nn.Module):
    """``(x - mean) / scale`` along the last axis."""

    mean: Tensor
    factor: Tensor

    def __init__(self, kind: ArrayInputs) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(kind.mean or (0.0,), dtype=torch.float32))
        scale = torch.tensor(kind.scale or (1.0,), dtype=torch.float32)
        self.register_buffer("factor", 1.0 / scale)

    def forward(self, x: Tensor) -> Tensor:
        """Float32 of the shape of ``x``."""
        return (x.float() - self.mean) * self.factor


class PixelsOf(Pixels):
    """`Pixels` with the statistics of a kind; pictures float32 ``(batch, C, H, W)`` come out."""

    def __init__(self, kind: Pictures) -> None:
        n = kind.channels
        super().__init__(
            torch.tensor(kind.mean or (0.0,) * n), torch.tensor(kind.scale or (1.0,) * n)
        )
