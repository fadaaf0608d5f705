"""A convolutional network after LeCun et al. (1998), with max-pooling and ReLU."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn


class CNN(nn.Sequential):
    """Pictures (B, C, H, W) → logits (B, n_classes).

    Modules are named ``conv1``, ``pool1``, ``act1``, … ``hidden``, ``output``.
    Pooling comes before ReLU: the maximum of rectified values is the rectified
    maximum, and there are four times fewer of them.
    """

    def __init__(
        self,
        shape: tuple[int, int, int],
        n_classes: int,
        blocks: Sequence[tuple[int, int]],
        hidden: int = 0,
        padding: bool = False,
        norm: bool = False,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        depth, height, width = shape
        for index, (channels, kernel) in enumerate(blocks, 1):
            margin = kernel // 2 if padding else 0
            conv = nn.Conv2d(depth, channels, kernel, padding=margin, bias=not norm)
            self.add_module(f"conv{index}", conv)  # (B, channels, H', W')
            if norm:
                self.add_module(f"norm{index}", nn.BatchNorm2d(channels))
            self.add_module(f"pool{index}", nn.MaxPool2d(2))  # (B, channels, H'/2, W'/2)
            self.add_module(f"act{index}", nn.ReLU())
            depth = channels
            height = (height + 2 * margin - kernel + 1) // 2
            width = (width + 2 * margin - kernel + 1) // 2
        self.add_module("flatten", nn.Flatten())  # (B, depth·H·W)
        features = depth * height * width
        if dropout:
            self.add_module("dropout", nn.Dropout(dropout))
        if hidden:
            self.add_module("hidden", nn.Linear(features, hidden))  # (B, hidden)
            self.add_module("act", nn.ReLU())
            features = hidden
        self.add_module("output", nn.Linear(features, n_classes))  # (B, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits."""
        logits: Tensor = super().forward(x)
        return logits
