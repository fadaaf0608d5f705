"""Augmentation of a batch on its device: shift, rotate, scale, and elastic distortion.

Elastic distortion follows Simard, Steinkraus & Platt (2003), "Best practices for
convolutional neural networks applied to visual document analysis": a random
displacement field, smoothed, added to the sampling grid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

ELASTIC_CELLS = 7


@dataclass(frozen=True)
class Augmentation:
    """How far a picture may move: ``shift`` and ``elastic`` in pixels, ``rotate`` in degrees.

    ``scale`` is a fraction: 0.1 lets the size vary by ±10 %.
    """

    shift: float = 0.0
    rotate: float = 0.0
    scale: float = 0.0
    elastic: float = 0.0

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return any((self.shift, self.rotate, self.scale, self.elastic))


def augment(x: Tensor, how: Augmentation, generator: torch.Generator) -> Tensor:
    """Distort each picture of ``x``, float32 ``(batch, C, H, W)``, by its own random amount.

    What moves in from outside repeats the border. Random numbers come from
    ``generator`` (on the CPU) alone.
    """
    batch, _, height, width = x.shape
    noise = torch.rand(4, batch, generator=generator).to(x.device) * 2 - 1
    angle = noise[0] * math.radians(how.rotate)
    factor = 1 + noise[1] * how.scale
    cos, sin = torch.cos(angle) * factor, torch.sin(angle) * factor
    theta = torch.zeros(batch, 2, 3, device=x.device)
    theta[:, 0, 0], theta[:, 0, 1], theta[:, 0, 2] = cos, -sin, noise[2] * 2 * how.shift / width
    theta[:, 1, 0], theta[:, 1, 1], theta[:, 1, 2] = sin, cos, noise[3] * 2 * how.shift / height
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    if how.elastic:
        grid = grid + _field(x, how.elastic, generator)
    return F.grid_sample(x, grid, padding_mode="border", align_corners=False)


def _field(x: Tensor, pixels: float, generator: torch.Generator) -> Tensor:
    """A smooth random displacement, ``(batch, H, W, 2)`` in grid units of −1…1."""
    batch, _, height, width = x.shape
    coarse = torch.randn(batch, 2, ELASTIC_CELLS, ELASTIC_CELLS, generator=generator)
    field = F.interpolate(coarse, (height, width), mode="bicubic", align_corners=False)
    reach = torch.tensor([2 * pixels / width, 2 * pixels / height]).view(1, 2, 1, 1)
    return (field * reach).permute(0, 2, 3, 1).to(x.device)
