"""Where a token stands: four ways to tell a network that otherwise sees a bag of tokens."""

from __future__ import annotations

import torch
from torch import Tensor, nn

WAVELENGTH = 10_000.0  # of the slowest wave, as in both papers
EMBEDDING_STD = 0.02  # how loud embeddings are at the start, in GPT-2 and here


class PositionalEncoding(nn.Module):
    """Adds a position's vector to each token, or gives the angles to rotate by.

    Parameters
    ----------
    kind
        ``none``; ``sinusoidal``: fixed waves (Vaswani et al. 2017); ``learned``: one vector for
        each place (as in GPT-2); ``rotary``: queries and keys are rotated by their place, so
        that attention feels distances alone (Su et al., *RoFormer*, 2021,
        https://arxiv.org/abs/2104.09864).
    context
        Number of places.
    loudness
        Standard deviation of learned vectors at the start, and height of the waves; about that of
        what they are added to.
    """

    def __init__(
        self,
        kind: str,
        context: int,
        d_model: int,
        head_dim: int,
        loudness: float = EMBEDDING_STD,
    ) -> None:
        super().__init__()
        self.kind = kind
        if kind == "learned":
            self.table = nn.Parameter(torch.empty(context, d_model))
            nn.init.normal_(self.table, std=loudness)
        elif kind == "sinusoidal":
            # The waves are as loud as the embeddings; at their full height they would drown them.
            waves = angles(context, d_model + d_model % 2)  # (context, ⌈d_model / 2⌉)
            table = torch.cat([waves.sin(), waves.cos()], dim=-1)[:, :d_model] * loudness
            self.register_buffer("table", table, persistent=False)
        elif kind == "rotary":
            turns = angles(context, head_dim)  # (context, head_dim / 2)
            table = torch.stack([turns.cos(), turns.sin()])
            self.register_buffer("table", table, persistent=False)

    def forward(self, x: Tensor, start: int = 0) -> Tensor:
        """Add to ``x`` ``(B, T, d_model)`` the vectors of the places from ``start`` on."""
        if self.kind in ("none", "rotary"):
            return x
        return x + self.table[start : start + x.shape[1]]  # (T, d_model)

    def rotation(self, time: int, start: int = 0) -> Tensor | None:
        """Cosines and sines ``(2, time, head_dim / 2)`` for `rotate`, if positions are rotary."""
        return self.table[:, start : start + time] if self.kind == "rotary" else None


def angles(n_positions: int, width: int) -> Tensor:
    """Return place × frequency, ``float32`` ``(n_places, width / 2)``; frequencies fall from 1."""
    frequencies = WAVELENGTH ** (-torch.arange(0, width, 2) / width)  # (width / 2,)
    return torch.outer(torch.arange(n_positions).float(), frequencies)


def rotate(x: Tensor, rotation: Tensor) -> Tensor:
    """Turn the pairs (i, i + D/2) of each vector by its place's angles.

    Parameters
    ----------
    x
        Queries or keys, ``(B, H, T, D)``.
    rotation
        Cosines and sines, ``(2, T, D / 2)``.
    """
    cos, sin = rotation[0], rotation[1]
    a, b = x.chunk(2, dim=-1)  # (B, H, T, D / 2) each
    return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)
