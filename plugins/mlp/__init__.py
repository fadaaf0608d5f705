"""Softmax regression and the multilayer perceptron."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workbench import Architecture, ImageClassification, Params, Task, hookimpl, param

if TYPE_CHECKING:
    from torch import nn


class SoftmaxRegression(Architecture):
    """One linear layer: a template for each class."""

    id, name = "softmax", "Softmax regression"
    about = "One linear layer: each class gets one weight per pixel, so its weights are a picture."

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)

    def build(self, task: ImageClassification, params: Params) -> nn.Module:  # type: ignore[override]
        from .model import MLP

        return MLP(task.channels * task.height * task.width, task.n_classes, width=0, layers=0)


class MLPParams(Params):
    layers: int = param(2, "Hidden layers", "How many layers of neurons.", ge=1, le=16)
    width: int = param(16, "Width", "Neurons in each hidden layer.", unit="neurons", ge=1, le=8192)
    activation: Literal["relu", "sigmoid", "tanh", "gelu"] = param(
        "relu", "Activation", "What a neuron does with its sum; sigmoid is the classic choice."
    )
    norm: Literal["none", "batch", "layer"] = param(
        "none", "Normalisation", "Keeps each layer's values in range; helps deep networks train."
    )
    dropout: float = param(
        0.0,
        "Dropout",
        "Share of neurons dropped at each step, against overfitting.",
        ge=0,
        lt=1,
    )


class MultilayerPerceptron(Architecture):
    """784-16-16-10 by default: small enough to see every weight."""

    id, name = "mlp", "Multilayer perceptron"
    about = "Layers of neurons, each connected to all before it; 784-16-16-10 fits on one screen."
    Params = MLPParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)

    def build(self, task: ImageClassification, params: MLPParams) -> nn.Module:  # type: ignore[override]
        from .model import MLP

        return MLP(
            task.channels * task.height * task.width,
            task.n_classes,
            width=params.width,
            layers=params.layers,
            activation=params.activation,
            norm=params.norm,
            dropout=params.dropout,
        )


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [SoftmaxRegression, MultilayerPerceptron]
