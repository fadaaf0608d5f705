"""Target modules: losses, and what stands last in a network's graph, as target kinds name them.

Each is called with the kind's instance and holds what was fitted.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Number


class Softmax(nn.Module):
    """Logits ``(n, n_classes)`` to probabilities; rows sum to 1."""

    def __init__(self, kind: TargetKind) -> None:
        super().__init__()

    def forward(self, outputs: Tensor) -> Tensor:
        """Float32 of the shape of ``outputs``."""
        return outputs.softmax(-1)


class CrossEntropy(nn.Module):
    """Mean cross-entropy in nats of logits ``(n, n_classes)`` and classes int64 ``(n,)``."""

    def __init__(self, kind: TargetKind) -> None:
        super().__init__()

    def forward(self, outputs: Tensor, y: Tensor, smoothing: float = 0.0) -> Tensor:
        """0-d."""
        return F.cross_entropy(outputs, y, label_smoothing=smoothing)


class Sigmoid(nn.Module):
    """Logits ``(n, n_labels)`` to probabilities, each by itself."""

    def __init__(self, kind: TargetKind) -> None:
        super().__init__()

    def forward(self, outputs: Tensor) -> Tensor:
        """Float32 of the shape of ``outputs``."""
        return outputs.sigmoid()


class BinaryCrossEntropy(nn.Module):
    """Mean over rows and labels, in nats, of logits ``(n, n_labels)`` and 0 or 1."""

    def __init__(self, kind: TargetKind) -> None:
        super().__init__()

    def forward(self, outputs: Tensor, y: Tensor, smoothing: float = 0.0) -> Tensor:
        """0-d."""
        softened = y.float() * (1 - smoothing) + smoothing / 2
        return F.binary_cross_entropy_with_logits(outputs, softened)


class Rescale(nn.Module):
    """A standardised number, ``(n, 1)``, in its own unit again."""

    mean: Tensor
    scale: Tensor

    def __init__(self, kind: Number) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(kind.mean, dtype=torch.float32))
        self.register_buffer("scale", torch.tensor(kind.scale, dtype=torch.float32))

    def forward(self, x: Tensor) -> Tensor:
        """Float32 of the shape of ``x``."""
        return x * self.scale + self.mean


class SquaredError(nn.Module):
    """Mean squared error of standardised numbers; it has no unit.

    Labels come in their own unit, ``(n,)``, as floats of 64 bits where they are large.
    """

    def __init__(self, kind: Number) -> None:
        super().__init__()
        self.mean, self.scale = kind.mean, kind.scale

    def forward(self, outputs: Tensor, y: Tensor, smoothing: float = 0.0) -> Tensor:
        """0-d."""
        return F.mse_loss(outputs[:, 0], ((y - self.mean) / self.scale).float())
