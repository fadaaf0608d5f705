"""Augmentation of a batch on its device: shift, rotate, scale, shear, elastic distortion, stroke.

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

    ``scale`` is a fraction: 0.1 lets the size vary by ±10 %. ``shear`` is how far rows may slide
    for each pixel down, 0.2 for a slant of about 11°. ``stroke`` thickens or thins what is light,
    1 by up to a whole pixel on each side.
    """

    shift: float = 0.0
    rotate: float = 0.0
    scale: float = 0.0
    elastic: float = 0.0
    shear: float = 0.0
    stroke: float = 0.0

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return self.moves or bool(self.stroke)

    @property
    def moves(self) -> bool:
        """Whether pixels come from elsewhere in the picture."""
        return any((self.shift, self.rotate, self.scale, self.elastic, self.shear))


def augment(x: Tensor, how: Augmentation, generator: torch.Generator) -> Tensor:
    """Distort each picture of ``x``, float32 ``(batch, C, H, W)``, by its own random amount.

    What moves in from outside repeats the border. Random numbers come from
    ``generator`` (on the CPU) alone.
    """
    if how.moves:
        x = _moved(x, how, generator)
    return _thickened(x, how.stroke, generator) if how.stroke else x


def _moved(x: Tensor, how: Augmentation, generator: torch.Generator) -> Tensor:
    batch, _, height, width = x.shape
    noise = torch.rand(4, batch, generator=generator).to(x.device) * 2 - 1
    angle = noise[0] * math.radians(how.rotate)
    factor = 1 + noise[1] * how.scale
    cos, sin = torch.cos(angle) * factor, torch.sin(angle) * factor
    theta = torch.zeros(batch, 2, 3, device=x.device)
    theta[:, 0, 0], theta[:, 0, 1], theta[:, 0, 2] = cos, -sin, noise[2] * 2 * how.shift / width
    theta[:, 1, 0], theta[:, 1, 1], theta[:, 1, 2] = sin, cos, noise[3] * 2 * how.shift / height
    if how.shear:
        # Drawn behind the others, whose numbers stay what they are without it.
        slide = (torch.rand(batch, generator=generator).to(x.device) * 2 - 1) * how.shear
        theta[:, :, 1] += slide[:, None] * theta[:, :, 0]
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    if how.elastic:
        grid = grid + _field(x, how.elastic, generator)
    return F.grid_sample(x, grid, padding_mode="border", align_corners=False)


def _thickened(x: Tensor, reach: float, generator: torch.Generator) -> Tensor:
    """Each picture part of the way to its dilation or its erosion by one pixel."""
    amount = (torch.rand(len(x), 1, 1, 1, generator=generator).to(x.device) * 2 - 1) * reach
    wider, thinner = F.max_pool2d(x, 3, 1, 1), -F.max_pool2d(-x, 3, 1, 1)
    return x + amount.clamp_min(0) * (wider - x) + (-amount).clamp_min(0) * (thinner - x)


def _field(x: Tensor, pixels: float, generator: torch.Generator) -> Tensor:
    """A smooth random displacement, ``(batch, H, W, 2)`` in grid units of −1…1."""
    batch, _, height, width = x.shape
    coarse = torch.randn(batch, 2, ELASTIC_CELLS, ELASTIC_CELLS, generator=generator)
    field = F.interpolate(coarse, (height, width), mode="bicubic", align_corners=False)
    reach = torch.tensor([2 * pixels / width, 2 * pixels / height]).view(1, 2, 1, 1)
    return (field * reach).permute(0, 2, 3, 1).to(x.device)
