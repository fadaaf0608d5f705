"""One picture through onnxruntime and through torch, in turn; prints one JSON line."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from benchmarks.peers.bare_loop import network
from benchmarks.spread import in_turn
from workbench.inference.predictor import Predictor

Picture = npt.NDArray[np.uint8]


class Eager(nn.Module):
    """Raw pixels to probabilities with the same network, as one writes it in torch."""

    def __init__(self) -> None:
        super().__init__()
        self.network = network("cnn")

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        """``uint8`` (B, 28, 28) to probabilities (B, 10)."""
        x = (pixels.float().unsqueeze(1) - 33.3) * 0.0127
        return self.network(x).softmax(1)


def main() -> None:
    """Time both on the same pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--pairs", type=int, default=11)
    parser.add_argument("--calls", type=int, default=300)
    options = parser.parse_args()
    pictures = np.random.default_rng(0).integers(0, 256, (64, 1, 28, 28), np.uint8)
    predictor = Predictor(options.model)
    eager = Eager().eval()

    def ask_torch(picture: Picture) -> Picture:
        with torch.inference_mode():
            return eager(torch.from_numpy(picture)).numpy()

    def milliseconds(ask: Callable[[Picture], object]) -> float:
        for picture in pictures[:20]:
            ask(picture)
        began = time.perf_counter()
        for call in range(options.calls):
            ask(pictures[call % len(pictures)])
        return 1000 * (time.perf_counter() - began) / options.calls

    pairs = in_turn(
        lambda: milliseconds(predictor.predict), lambda: milliseconds(ask_torch), options.pairs
    )
    ours, theirs = zip(*pairs, strict=True)
    print(json.dumps({"onnxruntime": ours, "torch": theirs}))


if __name__ == "__main__":
    main()
