"""The customary PyTorch MNIST example, as thousands have run it.

The recipe is that of pytorch/examples, mnist/main.py: two 3×3 convolutions (32 and 64
filters), max-pooling, dropout 0.25 and 0.5, a dense layer of 128, Adadelta at 1.0,
StepLR with gamma 0.7, batches of 64 from a DataLoader that hands out single pictures
through ToTensor and Normalize. torchvision is not a dependency of ours, so the data
set and the two transforms are written out here, in memory, which is a little
faster than the original.

Prints one JSON line: seconds to the end of the first epoch whose test accuracy reaches
the goal, and the accuracies of all epochs until then.
"""

from __future__ import annotations

import argparse
import json
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader, Dataset

from benchmarks.peers.idx import mnist


class Net(nn.Module):
    """The example's network."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, 1)
        self.conv2 = nn.Conv2d(32, 64, 3, 1)
        self.dropout1 = nn.Dropout(0.25)
        self.dropout2 = nn.Dropout(0.5)
        self.fc1 = nn.Linear(9216, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x: Tensor) -> Tensor:
        """Log-probabilities of (B, 1, 28, 28) pictures."""
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.max_pool2d(x, 2)
        x = torch.flatten(self.dropout1(x), 1)
        x = self.dropout2(F.relu(self.fc1(x)))
        return F.log_softmax(self.fc2(x), dim=1)


class Digits(Dataset[tuple[Tensor, int]]):
    """Single pictures: uint8 → float 0…1 → normalised."""

    def __init__(self, split: str, limit: int | None) -> None:
        pictures, labels = mnist(split)
        self.pictures = pictures[:limit]
        self.labels = labels[:limit]

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        picture = np.ascontiguousarray(self.pictures[index])[None]
        x = torch.from_numpy(picture).to(torch.float32).div(255)
        return x.sub(0.1307).div(0.3081), int(self.labels[index])


def test(model: nn.Module, loader: DataLoader[tuple[Tensor, int]]) -> float:
    """Accuracy on the loader's pictures."""
    model.eval()
    right = 0
    with torch.no_grad():
        for x, y in loader:
            right += int((model(x).argmax(1) == y).sum())
    return right / len(loader.dataset)  # type: ignore[arg-type]


def main() -> None:
    """Train until the goal."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--goal", type=float, default=0.99)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    train_loader = DataLoader(Digits("train", options.limit), batch_size=64, shuffle=True)
    test_loader = DataLoader(Digits("t10k", options.limit), batch_size=1000)
    model = Net()
    began = time.perf_counter()
    optimizer = torch.optim.Adadelta(model.parameters(), lr=1.0)
    scheduler = StepLR(optimizer, step_size=1, gamma=0.7)
    accuracies: list[float] = []
    while len(accuracies) < options.epochs and max([0.0, *accuracies]) < options.goal:
        model.train()
        for x, y in train_loader:
            optimizer.zero_grad()
            F.nll_loss(model(x), y).backward()
            optimizer.step()
        accuracies.append(test(model, test_loader))
        scheduler.step()
    seconds = time.perf_counter() - began
    reached = accuracies[-1] >= options.goal
    print(json.dumps({"seconds": seconds, "reached": reached, "accuracies": accuracies}))


if __name__ == "__main__":
    main()
