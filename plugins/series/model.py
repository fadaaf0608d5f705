"""Networks for series: convolutional, recurrent, and a transformer over frames.

Each takes float32 ``(batch, time, features)`` and answers ``(batch, n_outputs)``. In the margin:
B batch, T time, F features, C channels or width, H heads.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor, nn

if TYPE_CHECKING:
    from .architectures import (
        SeriesConvolutionParams,
        SeriesRecurrentParams,
        SeriesTransformerParams,
    )

# Of learnt positions at the start.
POSITION_STD = 0.02


class Convolutional(nn.Module):
    """Convolutions over time, or over time and bands as over a picture; then the mean of all."""

    def __init__(self, n_features: int, n_outputs: int, params: SeriesConvolutionParams) -> None:
        super().__init__()
        self.flat = params.over == "time"
        conv = nn.Conv1d if self.flat else nn.Conv2d
        norm = nn.BatchNorm1d if self.flat else nn.BatchNorm2d
        pool = nn.MaxPool1d if self.flat else nn.MaxPool2d
        fan_in = n_features if self.flat else 1
        blocks: list[nn.Module] = []
        for index in range(params.n_layers):
            width = params.width * 2 ** min(index, 2)
            blocks += [
                conv(fan_in, width, params.kernel, padding=params.kernel // 2, bias=False),
                norm(width),
                nn.ReLU(),
            ]
            if index + 1 < params.n_layers:
                blocks.append(pool(2, ceil_mode=True))
            fan_in = width
        self.blocks = nn.Sequential(*blocks)
        self.drop = nn.Dropout(params.dropout)
        self.head = nn.Linear(fan_in, n_outputs)

    def forward(self, x: Tensor) -> Tensor:
        """Return the outputs."""
        x = x.transpose(1, 2)  # (B, F, T)
        x = self.blocks(x if self.flat else x[:, None])
        y: Tensor = self.head(self.drop(x.flatten(2).mean(2)))
        return y


class SeriesGRU(nn.Module):
    """A GRU (Cho et al. 2014) that reads the frames; the mean of what it remembered decides."""

    def __init__(self, n_features: int, n_outputs: int, params: SeriesRecurrentParams) -> None:
        super().__init__()
        two = 2 if params.bidirectional else 1
        fans = [n_features] + [two * params.width] * (params.n_layers - 1)
        self.layers = nn.ModuleList(
            GatedLayer(fan_in, params.width, params.bidirectional) for fan_in in fans
        )
        self.drop = nn.Dropout(params.dropout)
        self.head = nn.Linear(two * params.width, n_outputs)

    def forward(self, x: Tensor) -> Tensor:
        """Return the outputs."""
        for layer in self.layers:
            x = self.drop(layer(x))  # (B, T, C or 2 C)
        y: Tensor = self.head(x.mean(1))
        return y


class GatedLayer(nn.Module):
    """One layer of a GRU, in one direction or both: ``(B, T, fan_in)`` → ``(B, T, C or 2 C)``."""

    def __init__(self, fan_in: int, width: int, bidirectional: bool) -> None:
        super().__init__()
        self.width = width
        self.cells = nn.GRU(fan_in, width, batch_first=True, bidirectional=bidirectional)

    def forward(self, x: Tensor) -> Tensor:
        """Return the memory after each frame."""
        if torch.onnx.is_in_onnx_export():
            return self._as_onnx(x)
        y: Tensor = self.cells(x)[0]
        return y

    def _as_onnx(self, x: Tensor) -> Tensor:
        """In ONNX's own operator: torch would trace every frame by itself, which takes minutes."""
        ways = ["", "_reverse"] if self.cells.bidirectional else [""]
        of = [
            [self._gates(getattr(self.cells, f"{name}_l0{way}")) for way in ways]
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        ]
        fans, memories, *biases = (torch.stack(each) for each in of)
        directions = len(ways)
        y = torch.onnx.ops.symbolic(
            "GRU",
            (x.transpose(0, 1), fans, memories, torch.cat(biases, 1)),
            {
                "hidden_size": self.width,
                "linear_before_reset": 1,  # as torch does it
                "direction": "bidirectional" if directions == 2 else "forward",
            },
            dtype=x.dtype,
            shape=(x.shape[1], directions, x.shape[0], self.width),
        )
        return y.permute(2, 0, 1, 3).flatten(2)  # (B, T, directions · C)

    def _gates(self, weight: Tensor) -> Tensor:
        """ONNX has the update gate before the reset gate."""
        reset, update, new = weight.chunk(3)
        return torch.cat([update, reset, new])


class FrameBlock(nn.Module):
    """Frames look at each other, then each is thought over by itself; pre-norm as in GPT-2."""

    def __init__(self, params: SeriesTransformerParams) -> None:
        super().__init__()
        width = params.width
        self.n_heads = params.n_heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width)
        )
        self.dropout = params.dropout
        self.drop = nn.Dropout(params.dropout)

    def forward(self, x: Tensor, maps: list[Tensor] | None = None) -> Tensor:
        """``(B, T, C)`` → ``(B, T, C)``; with ``maps`` the weights ``(B, H, T, T)`` are added."""
        B, T, C = x.shape
        qkv = self.qkv(self.norm1(x)).view(B, T, 3, self.n_heads, C // self.n_heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)  # each (B, H, T, C / H)
        if maps is None:
            y = F.scaled_dot_product_attention(q, k, v, None, self.dropout * self.training)
        else:
            weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(-1)
            maps.append(weights)
            y = weights @ v
        x = x + self.drop(self.out(y.transpose(1, 2).reshape(B, T, C)))
        z: Tensor = x + self.drop(self.mlp(self.norm2(x)))
        return z


class FrameTransformer(nn.Module):
    """A transformer (Vaswani et al. 2017) over frames, with two convolutions before it.

    As in Whisper's encoder (Radford et al. 2022), but of full length: each token is one frame.
    """

    def __init__(
        self, n_frames: int, n_features: int, n_outputs: int, params: SeriesTransformerParams
    ) -> None:
        super().__init__()
        width = params.width
        self.stem = nn.Sequential(
            nn.Conv1d(n_features, width, 3, padding=1),
            nn.GELU(),
            nn.Conv1d(width, width, 3, padding=1),
            nn.GELU(),
        )
        self.positions = nn.Parameter(torch.randn(n_frames, width) * POSITION_STD)
        self.drop = nn.Dropout(params.dropout)
        self.blocks = nn.ModuleList(FrameBlock(params) for _ in range(params.n_layers))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, n_outputs)

    def forward(self, x: Tensor, maps: list[Tensor] | None = None) -> Tensor:
        """Return the outputs."""
        x = self.stem(x.transpose(1, 2)).transpose(1, 2) + self.positions  # (B, T, C)
        x = self.drop(x)
        for block in self.blocks:
            x = block(x, maps)
        y: Tensor = self.head(self.norm(x).mean(1))
        return y

    def attention_maps(self, *inputs: Tensor) -> Tensor:
        """How much each frame takes from each other; see `workbench.ShowsAttention`."""
        maps: list[Tensor] = []
        self(inputs[0], maps)
        return torch.stack(maps)
