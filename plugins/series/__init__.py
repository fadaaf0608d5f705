"""Series and sounds: values over time, from tables and from recordings."""

from __future__ import annotations

from workbench import Architecture, Dataset, InputKind, Playground, Task, hookimpl

from .architectures import SeriesConvolution, SeriesRecurrent, SeriesTransformer
from .kinds import Series, Sound
from .sound_dataset import SoundFolder
from .wave_shapes import WaveShapes
from .window_dataset import SeriesTable


class HearSound(Playground):
    """A file or what is spoken, and what models hear in it."""

    id, name = "hear-sound", "Hear a sound"
    about = "Choose or record a sound, see it as the model hears it, and watch models answer."
    widget = f"{__name__}.widget:SoundPlayground"

    def supports(self, task: Task) -> bool:
        return isinstance(task.inputs, Sound)


@hookimpl
def register_input_kinds() -> list[type[InputKind]]:
    return [Series, Sound]


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [SoundFolder, SeriesTable, WaveShapes]


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [SeriesConvolution, SeriesRecurrent, SeriesTransformer]


@hookimpl
def register_playgrounds() -> list[type[Playground]]:
    return [HearSound]
