"""Self-attention with several heads: fused for speed, explicit for looking at, cached for writing.

After Vaswani et al., *Attention Is All You Need* (2017), https://arxiv.org/abs/1706.03762.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .positions import rotate


class Cache:
    """Keys and values of the tokens already read, so that a new token reads them only once more.

    Parameters
    ----------
    past
        ``float32`` ``(n_layers, 2, batch, n_heads, past_time, head_dim)``, keys before values;
        ``past_time`` may be 0.
    """

    def __init__(self, past: Tensor) -> None:
        self.past = past
        self._layers: list[Tensor] = []

    @property
    def past_time(self) -> int:
        """How many tokens were read before."""
        return self.past.shape[4]

    def extend(self, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        """Put a layer's past before its new keys and values; layers come in their order."""
        both = torch.cat([self.past[len(self._layers)], torch.stack([k, v])], dim=3)
        self._layers.append(both)  # (2, B, H, P + T, D)
        return both[0], both[1]

    def present(self) -> Tensor:
        """The next call's ``past``."""
        return torch.stack(self._layers)  # (L, 2, B, H, P + T, D)


class Seen(NamedTuple):
    """What one layer's attention computed on the explicit path.

    ``weights`` ``(batch, n_heads, time, time)``, whose rows sum to 1; ``queries``, ``keys`` and
    ``values`` ``(batch, n_heads, time, head_dim)`` as they met, behind any rotation.
    """

    weights: Tensor
    queries: Tensor
    keys: Tensor
    values: Tensor


@dataclass
class Sight:
    """What attention is told beside its input; one for all layers of a pass.

    Attributes
    ----------
    causal
        No token looks at a later one. Left out where ``mask`` says it all.
    mask
        ``bool``, broadcastable to ``(batch, n_heads, time, time)``: True where a query (row) may
        look at a key (column).
    rotation
        Cosines and sines for rotary positions, ``float32`` ``(2, time, head_dim / 2)``.
    cache
        Keys and values from before.
    maps
        Collects each layer's weights, ``(batch, n_heads, time, time)``.
    seen
        Collects each layer's weights with the queries, keys and values that they are made of.
        With neither list attention takes the fused path, which never has weights in memory.
    """

    causal: bool = False
    mask: Tensor | None = None
    rotation: Tensor | None = None
    cache: Cache | None = None
    maps: list[Tensor] | None = None
    seen: list[Seen] | None = None

    @property
    def collects(self) -> bool:
        """Whether somebody wants to see the weights."""
        return self.maps is not None or self.seen is not None

    def keep(self, computed: Seen) -> None:
        """Take what a layer computed."""
        if self.maps is not None:
            self.maps.append(computed.weights)
        if self.seen is not None:
            self.seen.append(computed)


class MultiHeadAttention(nn.Module):
    """Every token asks all tokens it may see, and takes a weighted mean of their values.

    ``(B, T, C)`` → ``(B, T, C)`` with C = d_model, H = n_heads, D = C / H.
    """

    def __init__(self, d_model: int, n_heads: int, dropout: float, bias: bool) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.dropout = dropout
        # One matrix product for queries, keys and values is faster than three smaller ones.
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=bias)
        self.out = nn.Linear(d_model, d_model, bias=bias)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, sight: Sight) -> Tensor:
        """Return what each token took from the others."""
        B, T, C = x.shape
        qkv = self.qkv(x).view(B, T, 3, self.n_heads, C // self.n_heads)  # (B, T, 3, H, D)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)  # each (B, H, T, D), and no copy
        if sight.rotation is not None:
            q, k = rotate(q, sight.rotation), rotate(k, sight.rotation)
        if sight.cache is not None:
            k, v = sight.cache.extend(k, v)  # (B, H, P + T, D)
        if not sight.collects:
            y = F.scaled_dot_product_attention(
                q, k, v, sight.mask, self.dropout if self.training else 0.0, sight.causal
            )  # (B, H, T, D)
        else:
            y, weights = attend(q, k, v, sight)
            sight.keep(Seen(weights, q, k, v))
        y = y.transpose(1, 2).reshape(B, T, C)  # heads side by side again
        answer: Tensor = self.drop(self.out(y))
        return answer


def attend(q: Tensor, k: Tensor, v: Tensor, sight: Sight) -> tuple[Tensor, Tensor]:
    """Attention step by step: softmax(q kᵀ / √D) v, without dropout.

    Returns
    -------
    tuple
        The answer ``(B, H, T, D)``, and the weights ``(B, H, T, S)``, whose rows sum to 1.
    """
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # (B, H, T, S)
    if sight.causal:
        places = torch.arange(q.shape[-2], device=q.device)
        scores = scores.masked_fill(places > places[:, None], -math.inf)
    if sight.mask is not None:
        scores = scores.masked_fill(~sight.mask, -math.inf)
    weights = scores.softmax(-1)
    return weights @ v, weights
