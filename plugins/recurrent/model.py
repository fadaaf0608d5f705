"""Recurrent networks: a text is read token by token into a memory of fixed size.

In the margin: B batch, T time, E embedding, W width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from . import RecurrentParams

PAD = 0
CELLS: dict[str, type[nn.RNN | nn.GRU | nn.LSTM]] = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
# Where ONNX's gates are among torch's: reset-update-new against update-reset-new, and
# input-forget-cell-output against input-output-forget-cell.
GATES = {"rnn": (0,), "gru": (1, 0, 2), "lstm": (0, 3, 1, 2)}


class Layer(nn.Module):
    """One layer of cells reading forwards: ``(B, T, fan_in)`` → ``(B, T, W)``.

    Parameters
    ----------
    cell
        ``rnn`` (Elman 1990), ``lstm`` (Hochreiter & Schmidhuber 1997) or ``gru`` (Cho et al. 2014,
        https://arxiv.org/abs/1406.1078).
    """

    def __init__(self, cell: str, fan_in: int, width: int) -> None:
        super().__init__()
        self.cell = cell
        self.width = width
        self.cells = CELLS[cell](fan_in, width, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        """Return the memory after each token."""
        if torch.onnx.is_in_onnx_export():
            return self._as_onnx(x)
        y: Tensor = self.cells(x)[0]
        return y

    def _as_onnx(self, x: Tensor) -> Tensor:
        """Say it in ONNX's own operator: torch would unroll a plain RNN to the example's length."""
        cells: Any = self.cells
        attributes: dict[str, Any] = {"hidden_size": self.width}
        if self.cell == "gru":
            attributes["linear_before_reset"] = 1  # as torch does it
        biases = [self._gates(cells.bias_ih_l0), self._gates(cells.bias_hh_l0)]
        y = torch.onnx.ops.symbolic(
            self.cell.upper(),
            (
                x.transpose(0, 1),  # (T, B, fan_in)
                self._gates(cells.weight_ih_l0)[None],  # (1, gates·W, fan_in)
                self._gates(cells.weight_hh_l0)[None],  # (1, gates·W, W)
                torch.cat(biases)[None],  # (1, 2·gates·W)
            ),
            attributes,
            dtype=x.dtype,
            shape=(x.shape[1], 1, x.shape[0], self.width),  # (T, directions, B, W)
        )
        return y[:, 0].transpose(0, 1)

    def _gates(self, weight: Tensor) -> Tensor:
        """Put the gates, which lie one below the other, into ONNX's order."""
        W = self.width
        return torch.cat([weight[gate * W : (gate + 1) * W] for gate in GATES[self.cell]])


class TwoWayLayer(nn.Module):
    """Two layers, of which one reads backwards: ``(B, T, fan_in)`` → ``(B, T, 2 W)``."""

    def __init__(self, cell: str, fan_in: int, width: int) -> None:
        super().__init__()
        self.ahead = Layer(cell, fan_in, width)
        self.back = Layer(cell, fan_in, width)

    def forward(self, x: Tensor, mirror: Tensor) -> Tensor:
        """Read ``x`` both ways.

        Parameters
        ----------
        mirror
            From `mirrored`: where each token goes when its text is turned round.
        """
        back = _reorder(self.back(_reorder(x, mirror)), mirror)
        return torch.cat([self.ahead(x), back], dim=-1)


def mirrored(ids: Tensor) -> Tensor:
    """Indices that turn each text round and leave the padding behind it, ``int64`` ``(B, T)``.

    torch's own bidirectional layers would start in the padding, and packing does not export.
    """
    places = torch.arange(ids.shape[1], device=ids.device).expand_as(ids)
    lengths = (ids != PAD).sum(1, keepdim=True)  # (B, 1)
    return torch.where(places < lengths, lengths - 1 - places, places)


def _reorder(x: Tensor, index: Tensor) -> Tensor:
    return x.gather(1, index[:, :, None].expand(-1, -1, x.shape[2]))


class Recurrent(nn.Module):
    """Embedding and layers: token ids ``int64`` ``(B, T)`` → memories ``(B, T, W or 2 W)``."""

    def __init__(self, cell: str, n_tokens: int, params: RecurrentParams) -> None:
        super().__init__()
        self.tokens = nn.Embedding(n_tokens, params.embedding)
        self.drop = nn.Dropout(params.dropout)
        self.two_way = params.bidirectional
        kind = TwoWayLayer if params.bidirectional else Layer
        self.n_features = params.width * (2 if params.bidirectional else 1)
        fans = [params.embedding] + [self.n_features] * (params.n_layers - 1)
        self.layers = nn.ModuleList(kind(cell, fan_in, params.width) for fan_in in fans)

    def read(self, ids: Tensor) -> Tensor:
        """What is in memory after each token."""
        x: Tensor = self.drop(self.tokens(ids))  # (B, T, E)
        extra = (mirrored(ids),) if self.two_way else ()
        for layer in self.layers:
            x = self.drop(layer(x, *extra))  # (B, T, W or 2 W)
        return x


class RecurrentWriter(Recurrent):
    """Token ids ``int64`` ``(B, T)`` → logits of the next token ``(B, T, n_tokens)``."""

    def __init__(self, cell: str, n_tokens: int, params: RecurrentParams) -> None:
        super().__init__(cell, n_tokens, params)
        self.head = nn.Linear(self.n_features, n_tokens)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits."""
        logits: Tensor = self.head(self.read(ids))
        return logits


class RecurrentClassifier(Recurrent):
    """Token ids ``int64`` ``(B, T)``, padded at the end with 0 → logits ``(B, n_classes)``.

    The mean over the real tokens decides, not the last memory alone: what stood at the start of a
    long text reaches the answer directly, and so does its gradient.
    """

    def __init__(self, cell: str, n_tokens: int, n_classes: int, params: RecurrentParams) -> None:
        super().__init__(cell, n_tokens, params)
        self.head = nn.Linear(self.n_features, n_classes)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits."""
        x = self.read(ids)  # (B, T, W or 2 W)
        real = (ids != PAD)[:, :, None].to(x.dtype)  # (B, T, 1)
        mean = (x * real).sum(1) / real.sum(1).clamp(min=1)  # an empty text has a mean of 0
        logits: Tensor = self.head(mean)
        return logits
