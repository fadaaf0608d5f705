"""Architectures for series and sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workbench import Architecture, Params, Task, param

from .kinds import Series

if TYPE_CHECKING:
    from torch import nn

MOST_FRAMES = 1024
FEW_BANDS = 8


def dropout_param(default: float) -> float:
    """Part of the values silenced at each step."""
    value: float = param(
        default,
        "Dropout",
        "Share of values dropped at each step, against overfitting.",
        ge=0,
        lt=1,
    )
    return value


class SeriesConvolutionParams(Params):
    over: Literal["time", "time and bands"] = param(
        "time",
        "Convolve over",
        "Time alone, or time and bands as over a picture, which suits spectrograms.",
    )
    n_layers: int = param(
        4, "Layers", "Each but the last halves the length behind it.", ge=1, le=12
    )
    width: int = param(
        32,
        "Width",
        "Features of the first layer; twice and four times as many follow.",
        ge=1,
        le=2048,
    )
    kernel: int = param(3, "Kernel", "Steps that a layer sees at once; odd.", ge=1, le=63)
    dropout: float = dropout_param(0.2)


class SeriesRecurrentParams(Params):
    width: int = param(96, "Width", "Size of the hidden state.", ge=1, le=4096)
    n_layers: int = param(2, "Layers", "Number of layers, each on top of the other.", ge=1, le=16)
    bidirectional: bool = param(True, "Both directions", "Also read backwards.")
    dropout: float = dropout_param(0.2)


class SeriesTransformerParams(Params):
    width: int = param(64, "Width", "Size of a frame's vector; the heads share it.", ge=1, le=4096)
    n_layers: int = param(2, "Layers", "Number of transformer blocks.", ge=1, le=48)
    n_heads: int = param(4, "Heads", "Attention heads in each layer.", ge=1, le=128)
    dropout: float = dropout_param(0.1)


class SeriesArchitecture(Architecture):
    """What takes series and sounds, and one answer for each."""

    def supports(self, task: Task) -> bool:
        return isinstance(task.inputs, Series) and not task.target.per_token


class SeriesConvolution(SeriesArchitecture):
    """Finds shapes wherever they are in time."""

    id, name = "series-cnn", "Convolutional network on series"
    about = "Finds shapes in a series or spectrogram, wherever in time they are."
    Params = SeriesConvolutionParams
    order = 20

    def problem(self, task: Task, params: SeriesConvolutionParams) -> str | None:
        if not params.kernel % 2:
            return f"A kernel of {params.kernel} has no middle; choose an odd one."
        kind = task.inputs
        if params.over != "time" and isinstance(kind, Series) and kind.n_features < FEW_BANDS:
            return f"There are {kind.n_features} bands to convolve over; convolve over time."
        return None

    def build(self, task: Task, params: SeriesConvolutionParams) -> nn.Module:
        from .model import Convolutional

        assert isinstance(task.inputs, Series)
        return Convolutional(task.inputs.n_features, task.target.n_outputs, params)


class SeriesRecurrent(SeriesArchitecture):
    """Reads from the start to the end, and remembers."""

    id, name = "series-gru", "GRU on series"
    about = "Reads a series or spectrogram frame by frame into a memory with gates."
    Params = SeriesRecurrentParams
    order = 30

    def build(self, task: Task, params: SeriesRecurrentParams) -> nn.Module:
        from .model import SeriesGRU

        assert isinstance(task.inputs, Series)
        return SeriesGRU(task.inputs.n_features, task.target.n_outputs, params)


class SeriesTransformer(SeriesArchitecture):
    """Every frame looks at all others, and where it looks can be seen."""

    id, name = "series-transformer", "Transformer on series"
    about = "Every frame of a series or spectrogram looks at all others; shows where it looks."
    Params = SeriesTransformerParams
    order = 40

    def problem(self, task: Task, params: SeriesTransformerParams) -> str | None:
        if params.width % params.n_heads:
            return f"{params.n_heads} heads cannot share a width of {params.width}."
        kind = task.inputs
        if isinstance(kind, Series) and kind.n_frames > MOST_FRAMES:
            return (
                f"{kind.n_frames:,} steps that all look at each other are more than "
                f"{MOST_FRAMES:,}; take shorter series, or a spectrogram of a larger hop."
            )
        return None

    def build(self, task: Task, params: SeriesTransformerParams) -> nn.Module:
        from .model import FrameTransformer

        kind = task.inputs
        assert isinstance(kind, Series)
        return FrameTransformer(kind.n_frames, kind.n_features, task.target.n_outputs, params)
