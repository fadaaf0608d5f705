"""Reading a drawing: from the pad's picture to every model's answer. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.errors import DatasetError, ModelFileError
from workbench.inference.images import fit
from workbench.inference.predictor import Layers, Predictor
from workbench.inference.runmodels import task_at
from workbench.inference.textmodel import PICTURES


@dataclass(frozen=True)
class Reading:
    """What the models see and say; ``picture`` is ``None`` for an empty pad."""

    picture: npt.NDArray[np.uint8] | None
    answers: tuple[tuple[str, npt.NDArray[np.float32]], ...] = ()
    activations: dict[str, npt.NDArray[np.float32]] | None = None


@dataclass(frozen=True)
class Model:
    """A run's model, opened."""

    run: str
    name: str
    predictor: Predictor
    layers: Layers | None


def open_model(run: str, name: str, folder: Path) -> Model:
    """Open a run's files; the layers are optional.

    Raises
    ------
    ModelFileError
        When the model cannot be used.
    """
    predictor = Predictor(folder / "model.onnx")
    try:
        layers = Layers(folder / "layers.onnx")
    except ModelFileError:
        layers = None
    return Model(run, name, predictor, layers)


def reads_pictures(folder: Path) -> bool:
    """Whether a run left a model that takes pictures, and not text."""
    model = folder / "model.onnx"
    if not model.is_file():
        return False
    # The layers' outputs are kept of picture models only, and tell without opening the model.
    return (folder / "layers.onnx").is_file() or task_at(model) == PICTURES


def read(canvas: npt.NDArray[np.uint8], models: list[Model]) -> Reading:
    """Ask every model; the first one's layers are looked at, too."""
    if not models:
        return Reading(None)
    try:
        picture = fit(canvas, models[0].predictor.shape)
    except DatasetError:
        return Reading(None)
    first = models[0]
    activations = first.layers.run(picture) if first.layers else None
    if activations is None:
        answers = [(first.name, first.predictor.predict(picture[None])[0])]
    else:
        answers = [(first.name, activations["probabilities"])]
    for model in models[1:]:
        shaped = (
            picture
            if model.predictor.shape == picture.shape
            else fit(canvas, model.predictor.shape)
        )
        answers.append((model.name, model.predictor.predict(shaped[None])[0]))
    return Reading(picture, tuple(answers), activations)
