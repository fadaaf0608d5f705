"""Convolutional networks: a small fast one, and a deeper one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workbench import Architecture, ImageClassification, Params, Task, hookimpl, param

if TYPE_CHECKING:
    from torch import nn

_LIST = r"^\s*\d+(\s*,\s*\d+)*\s*$"


class CNNParams(Params):
    channels: str = param(
        "24, 32", "Channels", "Feature maps of each block, first to last.", pattern=_LIST
    )
    kernels: str = param(
        "5, 3", "Kernels", "Side of each block's filters; one number serves all.", pattern=_LIST
    )
    hidden: int = param(
        0,
        "Hidden width",
        "Neurons between the last block and the classes; 0 for none.",
        ge=0,
        le=8192,
    )
    padding: bool = param(
        False, "Padding", "Pad each picture so that a convolution keeps its size."
    )
    norm: Literal["none", "batch"] = param(
        "none", "Normalisation", "Batch normalisation after each convolution."
    )
    dropout: float = param(
        0.0, "Dropout", "Share of the last features dropped at each step.", ge=0, lt=1
    )

    def blocks(self) -> list[tuple[int, int]]:
        """``(channels, kernel)`` of each block."""
        channels, kernels = _numbers(self.channels), _numbers(self.kernels)
        if len(kernels) == 1:
            kernels *= len(channels)
        return list(zip(channels, kernels, strict=True))


def _numbers(text: str) -> list[int]:
    return [int(item) for item in text.split(",")]


class ConvolutionalNetwork(Architecture):
    """Convolution, pooling, ReLU, twice, and one linear layer: 99 % on MNIST in one epoch."""

    id, name = "cnn", "Small convolutional network"
    about = "Two layers of learnt filters and a linear one; reads 99 % of MNIST after one epoch."
    Params = CNNParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)

    def problem(self, task: ImageClassification, params: CNNParams) -> str | None:  # type: ignore[override]
        n_channels, n_kernels = len(_numbers(params.channels)), len(_numbers(params.kernels))
        if n_kernels not in (1, n_channels):
            return f"{n_channels} blocks have {n_kernels} kernel sizes; give one, or one for each."
        side = min(task.height, task.width)
        for index, (channels, kernel) in enumerate(params.blocks(), 1):
            if channels < 1 or kernel < 1:
                return f"Block {index} needs at least one channel and a kernel of at least 1."
            if params.padding and kernel % 2 == 0:
                return (
                    f"Block {index} has an even kernel ({kernel}), which cannot be padded evenly."
                )
            side = (side if params.padding else side - kernel + 1) // 2
            if side < 1:
                return f"Block {index} has nothing left to see: the picture shrank below 1×1."
        return None

    def build(self, task: ImageClassification, params: CNNParams) -> nn.Module:  # type: ignore[override]
        from .model import CNN

        return CNN(
            (task.channels, task.height, task.width),
            task.n_classes,
            blocks=params.blocks(),
            hidden=params.hidden,
            padding=params.padding,
            norm=params.norm == "batch",
            dropout=params.dropout,
        )


class DeepCNNParams(CNNParams):
    channels: str = param(
        "32, 64, 128", "Channels", "Feature maps of each block, first to last.", pattern=_LIST
    )
    kernels: str = param(
        "3", "Kernels", "Side of each block's filters; one number serves all.", pattern=_LIST
    )
    hidden: int = param(
        128,
        "Hidden width",
        "Neurons between the last block and the classes; 0 for none.",
        ge=0,
        le=8192,
    )
    padding: bool = param(True, "Padding", "Pad each picture so that a convolution keeps its size.")
    norm: Literal["none", "batch"] = param(
        "batch", "Normalisation", "Batch normalisation after each convolution."
    )
    dropout: float = param(
        0.25, "Dropout", "Share of the last features dropped at each step.", ge=0, lt=1
    )


class DeepConvolutionalNetwork(ConvolutionalNetwork):
    """Three blocks with batch normalisation: slower, and better on harder pictures."""

    id, name = "cnn-deep", "Deeper convolutional network"
    about = "Three blocks with batch normalisation and a hidden layer: slower, more accurate."
    Params = DeepCNNParams


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [ConvolutionalNetwork, DeepConvolutionalNetwork]
