"""The multilayer perceptron; with no hidden layer it is softmax regression."""

from __future__ import annotations

from torch import Tensor, nn

ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "gelu": nn.GELU}
NORMS = {"batch": nn.BatchNorm1d, "layer": nn.LayerNorm}


class MLP(nn.Sequential):
    """Pictures (B, C, H, W) → logits (B, n_classes).

    Modules are named ``hidden1``, ``act1``, … ``output``.
    """

    def __init__(
        self,
        n_inputs: int,
        n_classes: int,
        width: int,
        layers: int,
        activation: str = "relu",
        norm: str = "none",
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.add_module("flatten", nn.Flatten())  # (B, C·H·W)
        fan_in = n_inputs
        for index in range(1, layers + 1):
            self.add_module(f"hidden{index}", nn.Linear(fan_in, width))  # (B, width)
            if norm in NORMS:
                self.add_module(f"norm{index}", NORMS[norm](width))
            self.add_module(f"act{index}", ACTIVATIONS[activation]())
            if dropout:
                self.add_module(f"dropout{index}", nn.Dropout(dropout))
            fan_in = width
        self.add_module("output", nn.Linear(fan_in, n_classes))  # (B, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits."""
        logits: Tensor = super().forward(x)
        return logits
