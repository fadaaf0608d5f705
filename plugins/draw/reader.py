"""Reading a drawing: from the pad's picture to every model's answer. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import DatasetError, ModelFileError
from workbench.inference import PICTURE_CLASSES, LayerOutputs, Predictor, model_task


@dataclass(frozen=True)
class PictureReading:
    """What the models see and say; ``picture`` is ``None`` for an empty pad.

    ``left_out`` names models whose classes are others than the first one's.
    """

    picture: npt.NDArray[np.uint8] | None
    answers: tuple[tuple[str, npt.NDArray[np.float32]], ...] = ()
    activations: dict[str, npt.NDArray[np.float32]] | None = None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenPictureModel:
    """A run's model, opened."""

    run: str
    name: str
    predictor: Predictor
    layers: LayerOutputs | None

    @property
    def guarded(self) -> bool:
        """Whether its file is from elsewhere, and an answer may take its time."""
        return self.predictor.guarded or (self.layers is not None and self.layers.guarded)


def open_model(run: str, name: str, folder: Path) -> OpenPictureModel:
    """Open a run's files; the layers are optional.

    Raises
    ------
    ModelFileError
        When the model cannot be used.
    """
    predictor = Predictor(folder / "model.onnx")
    try:
        layers = LayerOutputs(folder / "layers.onnx")
    except ModelFileError:
        layers = None
    return OpenPictureModel(run, name, predictor, layers)


def reads_pictures(folder: Path) -> bool:
    """Whether a run left a model that takes pictures, and not text."""
    model = folder / "model.onnx"
    if not model.is_file():
        return False
    # The layers' outputs are kept of picture models only, and tell without opening the model.
    return (folder / "layers.onnx").is_file() or model_task(model) == PICTURE_CLASSES


def read(subject: npt.NDArray[np.uint8], models: list[OpenPictureModel]) -> PictureReading:
    """Ask every model; the first one's layers are looked at, too.

    Parameters
    ----------
    subject
        A drawing uint8 ``(height, width)``, light on dark, or a picture ``(height, width, 4)``.

    Raises
    ------
    ModelFileError
        When a model fails on it.
    """
    if not models:
        return PictureReading(None)
    first = models[0]
    try:
        picture = first.predictor.prepare(subject)
    except DatasetError:
        return PictureReading(None)
    activations = None
    if first.layers is None:
        answers = [(first.name, first.predictor.predict(picture[None])[0])]
    else:
        activations = first.layers.run(picture)
        if activations["probabilities"].shape != (len(first.predictor.classes),):
            message = f"{first.layers.path} does not belong to the model.onnx beside it."
            raise ModelFileError(message, "Delete it, or take both files from the same run.")
        answers = [(first.name, activations["probabilities"])]
    left_out = []
    for model in models[1:]:
        if model.predictor.classes == first.predictor.classes:
            shaped = model.predictor.prepare(subject)
            answers.append((model.name, model.predictor.predict(shaped[None])[0]))
        else:
            left_out.append(model.name)
    return PictureReading(picture, tuple(answers), activations, tuple(left_out))
