"""Hearing: what models of sounds answer to a file or a recording. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import Plugins, UsageError
from workbench.inference import RowModel

from . import playback, sound_files
from .kinds import Sound, Waveforms


@dataclass(frozen=True)
class OpenSoundModel:
    """A run's model, opened."""

    run: str
    name: str
    model: RowModel

    @property
    def kind(self) -> Sound:
        """The sounds that it takes."""
        assert isinstance(self.model.inputs, Sound)
        return self.model.inputs


@dataclass(frozen=True)
class Recording:
    """Samples float32 ``(n, channels)`` at a rate in Hz."""

    samples: npt.NDArray[np.float32]
    rate: int


@dataclass(frozen=True)
class HeardSound:
    """A sound as the first model takes it, and what each answers.

    Attributes
    ----------
    row
        Float32 ``(1, time, 1)``; none of no model.
    classes
        Of the first model; empty where it answers with a number.
    answers
        ``(name, probabilities)`` of each model of these classes.
    texts
        ``(name, answer)`` of every model.
    excluded
        Models whose classes are others than the first one's.
    """

    kind: Sound | None = None
    row: Waveforms | None = None
    classes: tuple[str, ...] = ()
    answers: tuple[tuple[str, npt.NDArray[np.float32]], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    excluded: tuple[str, ...] = ()


def open_models(runs: Sequence[tuple[str, str, Path]], plugins: Plugins) -> list[OpenSoundModel]:
    """Open the models of runs, given as (id, name, folder); those of other kinds are passed over.

    Raises
    ------
    ModelFileError
        When one cannot be used.
    """
    models = [(run, name, RowModel(path / "model.onnx", plugins)) for run, name, path in runs]
    return [OpenSoundModel(*each) for each in models if isinstance(each[2].inputs, Sound)]


def hear(models: Sequence[OpenSoundModel], source: Path | Recording) -> HeardSound:
    """Ask every model about a file, or about what was recorded.

    Raises
    ------
    DatasetError
        When the file cannot be read.
    ModelFileError
        When a model fails on it.
    """
    if not models:
        return HeardSound()
    first = models[0]
    classes = first.model.classes
    answers, texts, excluded = [], [], []
    for each in models:
        (answer,) = each.model.predict(_row(each.kind, source))
        target = each.model.target
        (prediction,) = target.predictions(answer[None])
        texts.append((each.name, target.text(prediction)))
        if classes and each.model.classes == classes:
            answers.append((each.name, answer))
        elif classes:
            excluded.append(each.name)
    return HeardSound(
        first.kind,
        _row(first.kind, source),
        classes,
        tuple(answers),
        tuple(texts),
        tuple(excluded),
    )


def record(models: Sequence[OpenSoundModel], check: Callable[[], None]) -> Recording:
    """Twice as much from the microphone as the first model hears, from the first sound on.

    Raises
    ------
    UsageError
        When there is no model or no microphone, or all is silent.
    """
    if not models:
        raise UsageError("No model is chosen.", "Tick one.")
    kind = models[0].kind
    samples, rate = playback.record(2 * kind.length / kind.rate, check)
    if not samples.any():
        message = "The microphone gave nothing but silence."
        raise UsageError(message, "Check that it is on and that programs may use it.")
    return Recording(playback.trimmed(samples, rate), rate)


def _row(kind: Sound, source: Path | Recording) -> Waveforms:
    if isinstance(source, Path):
        return kind.read(source)
    fitted = sound_files.fitted(
        source.samples, source.rate, int(kind.rate), kind.length, "The recording"
    )
    return fitted[None]
