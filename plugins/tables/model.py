"""Networks over columns: linear, a perceptron with embeddings, and the FT-Transformer."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .kind import TableRows


class _Columns(nn.Module):
    """Takes apart what comes in: numbers, indicators of missing ones, and codes of categories."""

    def __init__(self, kind: TableRows) -> None:
        super().__init__()
        self.n_numbers, self.sizes = len(kind.numbers), kind.sizes
        self.indicators = kind.indicators

    def split(self, inputs: tuple[Tensor, ...]) -> tuple[Tensor, Tensor, Tensor]:
        """Float ``(n, n_numbers)``, float ``(n, n_indicators)`` and int64 ``(n, n_categories)``."""
        codes = inputs[-1] if self.sizes else inputs[0][:, :0].long()
        if not self.n_numbers:
            nothing = codes[:, :0].float()
            return nothing, nothing, codes
        return inputs[0][:, : self.n_numbers], inputs[0][:, self.n_numbers :], codes


class Linear(_Columns):
    """A weight for each number, each indicator and each value of a category.

    Columns → ``(n, n_outputs)``.
    """

    def __init__(self, kind: TableRows, n_outputs: int) -> None:
        super().__init__(kind)
        self.numbers = nn.Linear(self.n_numbers + len(self.indicators), n_outputs)
        self.categories = nn.ModuleList(nn.Embedding(size, n_outputs) for size in self.sizes)
        for table in self.categories:
            nn.init.zeros_(table.weight)

    def forward(self, *inputs: Tensor) -> Tensor:
        """Logits, or a standardised number."""
        numbers, missing, codes = self.split(inputs)
        outputs: Tensor = self.numbers(torch.cat([numbers, missing], 1))
        for at, table in enumerate(self.categories):
            outputs = outputs + table(codes[:, at])
        return outputs


class PiecewiseLinear(nn.Module):
    """Numbers as how far each is through each of the bins of its column, and a layer of its own.

    Gorishniy, Rubachev, Babenko (2022), On embeddings for numerical features in tabular deep
    learning. Standardised float ``(n, n_numbers)`` → ``(n, n_numbers, width)``.
    """

    start: Tensor
    factor: Tensor
    used: Tensor

    def __init__(self, kind: TableRows, width: int, n_bins: int) -> None:
        super().__init__()
        edges = [_edges(kind, at, n_bins) for at in range(len(kind.numbers))]
        n = max(1, *(len(each) - 1 for each in edges))
        start, factor, used = (torch.zeros(len(edges), n) for _ in range(3))
        for at, each in enumerate(edges):
            if len(each) > 1:
                knots = torch.tensor(each, dtype=torch.float64)
                start[at, : len(each) - 1] = knots[:-1].float()
                factor[at, : len(each) - 1] = (1 / knots.diff()).float()
                used[at, : len(each) - 1] = 1.0
        self.register_buffer("start", start)
        self.register_buffer("factor", factor)
        self.register_buffer("used", used)
        # What is beyond the bins is told apart by the number itself.
        bound = 1 / math.sqrt(n + 1)
        self.weight = nn.Parameter(torch.empty(len(edges), n + 1, width).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(len(edges), width).uniform_(-bound, bound))

    def forward(self, numbers: Tensor) -> Tensor:
        """Float ``(n, n_numbers, width)``."""
        parts = ((numbers.unsqueeze(-1) - self.start) * self.factor).clamp(0, 1) * self.used
        parts = torch.cat([parts, numbers.unsqueeze(-1)], -1)
        # As a product of matrices, one for each column.
        each = torch.bmm(parts.transpose(0, 1), self.weight).transpose(0, 1)
        return each + self.bias


def _edges(kind: TableRows, at: int, n_bins: int) -> list[float]:
    """Edges of a column's bins, as the network sees its numbers."""
    column = kind.numbers[at]
    knots = column.quantiles
    if len(knots) > n_bins + 1:
        steps = [round(i * (len(knots) - 1) / n_bins) for i in range(n_bins + 1)]
        knots = tuple(knots[step] for step in steps)
    if kind.scaling == "quantile":
        whole = len(column.quantiles) - 1
        ranks = {value: 2 * i / whole - 1 for i, value in enumerate(column.quantiles)}
        return [ranks[value] for value in knots]
    return [(value - column.mean) / column.scale for value in knots]


class Embedded(nn.Module):
    """Each column as ``width`` numbers: ``(n, n_columns, width)``, numbers before categories."""

    def __init__(self, kind: TableRows, width: int, n_bins: int) -> None:
        super().__init__()
        self.columns = _Columns(kind)
        n_numbers = len(kind.numbers)
        self.numbers = PiecewiseLinear(kind, width, n_bins) if n_numbers else None
        # What a missing number adds to its column's place.
        n_missing = len(kind.indicators)
        self.missing = nn.Parameter(torch.zeros(n_missing, width)) if n_missing else None
        where = torch.zeros(n_missing, n_numbers)
        for row, at in enumerate(kind.indicators):
            where[row, at] = 1.0
        self.register_buffer("where", where)
        self.categories = nn.ModuleList(nn.Embedding(size, width) for size in kind.sizes)
        bound = 1 / math.sqrt(width)
        for table in self.categories:
            nn.init.uniform_(table.weight, -bound, bound)
            with torch.no_grad():
                table.weight[0] = 0.0  # a value that training may never see is their mean

    def forward(self, *inputs: Tensor) -> Tensor:
        """Float ``(n, n_columns, width)``."""
        numbers, missing, codes = self.columns.split(inputs)
        parts: list[Tensor] = []
        if self.numbers is not None:
            embedded = self.numbers(numbers)
            if self.missing is not None:
                added = missing.unsqueeze(-1) * self.missing  # (n, n_indicators, width)
                embedded = embedded + torch.einsum("niw,ik->nkw", added, self.where)
            parts.append(embedded)
        if len(self.categories):
            each = [table(codes[:, at]) for at, table in enumerate(self.categories)]
            parts.append(torch.stack(each, 1))
        return torch.cat(parts, 1)


class TableMLP(nn.Module):
    """Embedded columns, side by side, through layers of neurons; → ``(n, n_outputs)``."""

    def __init__(
        self,
        kind: TableRows,
        n_outputs: int,
        width: int,
        layers: int,
        dropout: float,
        embedding: int,
        n_bins: int,
    ) -> None:
        super().__init__()
        self.embedded = Embedded(kind, embedding, n_bins)
        fan_in = embedding * (len(kind.numbers) + len(kind.categories))
        parts: list[nn.Module] = [nn.ReLU()]
        for _ in range(layers):
            parts += [nn.Linear(fan_in, width), nn.ReLU(), nn.Dropout(dropout)]
            fan_in = width
        self.hidden = nn.Sequential(*parts)
        self.output = nn.Linear(fan_in, n_outputs)

    def forward(self, *inputs: Tensor) -> Tensor:
        """Logits, or a standardised number."""
        outputs: Tensor = self.output(self.hidden(self.embedded(*inputs).flatten(1)))
        return outputs


class _Block(nn.Module):
    """Attention between columns, then a gated layer at each; both are added to what was there."""

    def __init__(self, width: int, heads: int, hidden: int, dropout: float, first: bool) -> None:
        super().__init__()
        self.heads = heads
        # The first block of the original has none: the columns' own scales are of use there.
        self.norm1 = nn.Identity() if first else nn.LayerNorm(width)
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm2 = nn.LayerNorm(width)
        self.up, self.down = nn.Linear(width, 2 * hidden), nn.Linear(hidden, width)
        self.dropout = dropout

    def parts(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values ``(n, heads, columns, width / heads)``."""
        y = self.norm1(x)
        n, columns, width = y.shape
        shape = (n, columns, self.heads, width // self.heads)
        q, k, v = (
            layer(y).reshape(shape).transpose(1, 2) for layer in (self.query, self.key, self.value)
        )
        return q, k, v

    def forward(self, x: Tensor) -> Tensor:
        """Float ``(n, columns, width)``."""
        q, k, v = self.parts(x)
        dropout = self.dropout if self.training else 0.0
        seen = F.scaled_dot_product_attention(q, k, v, dropout_p=dropout)
        x = x + self.out(seen.transpose(1, 2).flatten(2))
        gate, value = self.up(self.norm2(x)).chunk(2, -1)
        hidden = F.dropout(F.relu(gate) * value, self.dropout, self.training)
        y: Tensor = x + self.down(hidden)
        return y


class FTTransformer(nn.Module):
    """A token for each column and one that answers; → ``(n, n_outputs)``.

    Gorishniy, Rubachev, Khrulkov, Babenko (2021), Revisiting deep learning models for tabular data.
    Tokens of numbers are piecewise-linear as in the same authors' paper of 2022. The answering
    token stands last, so that `attention_maps` has the columns by their places.
    """

    def __init__(
        self,
        kind: TableRows,
        n_outputs: int,
        width: int,
        layers: int,
        heads: int,
        dropout: float,
        n_bins: int,
    ) -> None:
        super().__init__()
        self.embedded = Embedded(kind, width, n_bins)
        self.answer = nn.Parameter(torch.empty(width).uniform_(-1, 1) / math.sqrt(width))
        hidden = max(width, int(width * 4 / 3))
        self.blocks = nn.ModuleList(
            _Block(width, heads, hidden, dropout, first=at == 0) for at in range(layers)
        )
        self.norm = nn.LayerNorm(width)
        self.output = nn.Linear(width, n_outputs)

    def _tokens(self, inputs: tuple[Tensor, ...]) -> Tensor:
        columns = self.embedded(*inputs)
        return torch.cat([columns, self.answer.expand(columns.shape[0], 1, -1)], 1)

    def forward(self, *inputs: Tensor) -> Tensor:
        """Logits, or a standardised number."""
        x = self._tokens(inputs)
        for block in self.blocks:
            x = block(x)
        outputs: Tensor = self.output(F.relu(self.norm(x[:, -1])))
        return outputs

    def attention_maps(self, *inputs: Tensor) -> Tensor:
        """Float32 ``(layers, n, heads, columns + 1, columns + 1)``; the last token answers."""
        return self.attention_parts(*inputs)[0]

    def attention_parts(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Maps, queries, keys and values; see `workbench.ExportsAttention`."""
        x = self._tokens(inputs)
        found: list[tuple[Tensor, ...]] = []
        for block in self.blocks:
            q, k, v = block.parts(x)
            maps = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])).softmax(-1)
            found.append((maps, q, k, v))
            x = block(x)
        maps, q, k, v = (torch.stack(each) for each in zip(*found, strict=True))
        return maps, q, k, v
