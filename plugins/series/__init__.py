"""Series and sounds: values over time, from tables and from recordings."""

from __future__ import annotations

from workbench import Architecture, Dataset, InputKind, hookimpl

from .architectures import SeriesConvolution, SeriesRecurrent, SeriesTransformer
from .kinds import Series, Sound
from .sound_dataset import SoundFolder
from .wave_shapes import WaveShapes
from .window_dataset import SeriesTable


@hookimpl
def register_input_kinds() -> list[type[InputKind]]:
    return [Series, Sound]


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [SoundFolder, SeriesTable, WaveShapes]


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [SeriesConvolution, SeriesRecurrent, SeriesTransformer]
