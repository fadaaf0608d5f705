"""Preprocessing: missing numbers filled in, all scaled; the first part of a network's graph."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from .kind import TableRows


class TableInputs(nn.Module):
    """Numbers with NaN, and codes, to what `TableRows` says that networks take.

    Both or one of float32 ``(n, n_numbers)`` and int64 ``(n, n_categories)`` come in; the first
    goes on as ``(n, n_numbers + n_indicators)``, the second as it is.
    """

    median: Tensor
    shift: Tensor
    factor: Tensor
    indicators: Tensor

    def __init__(self, kind: TableRows) -> None:
        super().__init__()
        columns = kind.numbers
        self.has_numbers, self.has_categories = bool(columns), bool(kind.categories)
        self.n_indicators = len(kind.indicators)
        self._buffer("median", [column.median for column in columns])
        self._buffer("shift", [column.mean for column in columns])
        self._buffer("factor", [1 / column.scale for column in columns])
        self.register_buffer("indicators", torch.tensor(kind.indicators, dtype=torch.int64))
        self.quantiles = Quantiles(kind) if kind.scaling == "quantile" and columns else None

    def _buffer(self, name: str, values: list[float]) -> None:
        self.register_buffer(name, torch.tensor(values, dtype=torch.float32))

    def forward(self, *arrays: Tensor) -> Tensor | tuple[Tensor, ...]:
        """The network's inputs."""
        if not self.has_numbers:
            return arrays[0]
        numbers = arrays[0]
        missing = torch.isnan(numbers)
        filled = torch.where(missing, self.median, numbers)
        if self.quantiles is not None:
            scaled = self.quantiles(filled)
        else:
            scaled = (filled - self.shift) * self.factor
        if self.n_indicators:
            absent = missing.index_select(1, self.indicators).to(scaled.dtype)
            scaled = torch.cat([scaled, absent], 1)
        return (scaled, arrays[1]) if self.has_categories else scaled


class Quantiles(nn.Module):
    """Numbers to their rank among the training rows, -1…1, with straight lines in between."""

    start: Tensor
    factor: Tensor
    rise: Tensor

    def __init__(self, kind: TableRows) -> None:
        super().__init__()
        widest = max((len(column.quantiles) for column in kind.numbers), default=0)
        n = max(1, widest - 1)
        start = np.zeros((len(kind.numbers), n), np.float32)
        factor = np.zeros_like(start)
        rise = np.zeros_like(start)
        for at, column in enumerate(kind.numbers):
            knots = np.array(column.quantiles)
            if len(knots) > 1:
                steps = len(knots) - 1
                start[at, :steps] = knots[:-1]
                factor[at, :steps] = 1 / np.diff(knots)
                rise[at, :steps] = 2 / steps
        for name, values in (("start", start), ("factor", factor), ("rise", rise)):
            self.register_buffer(name, torch.from_numpy(values))

    def forward(self, numbers: Tensor) -> Tensor:
        """Float32 of the shape of ``numbers``."""
        parts = ((numbers.unsqueeze(-1) - self.start) * self.factor).clamp(0, 1)
        return (parts * self.rise).sum(-1) - self.rise.sum(-1) / 2
