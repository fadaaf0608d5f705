"""Reading a drawing: from the pad's picture to every model's answer. No Qt here."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from workbench import DatasetError, ModelFileError
from workbench.inference import PICTURE_CLASSES, LayerOutputs, Predictor, model_task

if TYPE_CHECKING:
    from workbench.engine import SnapshotNetwork

Arrays = Mapping[str, npt.NDArray[np.float32]]
# The shape of a model's pictures, and how they are made ready.
InputFormat = tuple[tuple[int, ...], str]


@dataclass(frozen=True)
class PictureAnswer:
    """What one model says of a picture.

    Attributes
    ----------
    probabilities
        float32 ``(n_classes,)``.
    activations, weights
        Of its layers by name, where they can be looked at.
    step
        After how many steps of its training it said so; ``None`` for one that has ended.
    """

    probabilities: npt.NDArray[np.float32]
    activations: Arrays | None = None
    weights: Arrays | None = None
    step: int | None = None


@dataclass(frozen=True)
class PictureReading:
    """What the models see and say; ``picture`` is ``None`` for an empty pad.

    ``answers`` are ``(name, probabilities)``, and ``first`` is all that the first model said.
    ``excluded`` names models whose classes are others than the first one's.
    """

    picture: npt.NDArray[np.uint8] | None
    answers: tuple[tuple[str, npt.NDArray[np.float32]], ...] = ()
    first: PictureAnswer | None = None
    excluded: tuple[str, ...] = ()


class PictureModel(Protocol):
    """A model that can be asked about a drawing."""

    @property
    def run(self) -> str:
        """The run's id."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of its classes."""

    @property
    def slow(self) -> bool:
        """Whether an answer may take its time, so that it is asked in a task."""

    @property
    def input_format(self) -> InputFormat:
        """Models with the same one see the same picture of a drawing."""

    def prepare(self, subject: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """A drawing made ready."""

    def answer(self, picture: npt.NDArray[np.uint8], inside: bool) -> PictureAnswer:
        """Ask; ``inside`` looks at the layers as well."""


@dataclass(frozen=True)
class OpenPictureModel:
    """A run's model, opened."""

    run: str
    name: str
    predictor: Predictor
    layers: LayerOutputs | None

    @property
    def classes(self) -> tuple[str, ...]:
        return self.predictor.classes

    @property
    def slow(self) -> bool:
        """One whose file is from elsewhere."""
        return self.predictor.guarded or (self.layers is not None and self.layers.guarded)

    @property
    def input_format(self) -> InputFormat:
        return self.predictor.shape, self.predictor.preparation

    def prepare(self, subject: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        return self.predictor.prepare(subject)

    def answer(self, picture: npt.NDArray[np.uint8], inside: bool) -> PictureAnswer:
        if not inside or self.layers is None:
            return PictureAnswer(self.predictor.predict(picture[None])[0])
        activations = self.layers.run(picture)
        if activations["probabilities"].shape != (len(self.classes),):
            message = f"{self.layers.path} does not belong to the model.onnx beside it."
            raise ModelFileError(message, "Delete it, or take both files from the same run.")
        return PictureAnswer(activations["probabilities"], activations)


@dataclass(frozen=True)
class SnapshotModel:
    """A run's network with the weights of one of its snapshots, or the newest there are.

    Attributes
    ----------
    step
        After which step it is asked; ``None`` for the newest.
    """

    run: str
    name: str
    network: SnapshotNetwork
    step: int | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    # torch answers, and never in the window's thread.
    slow = True

    @property
    def classes(self) -> tuple[str, ...]:
        return self.network.classes

    @property
    def input_format(self) -> InputFormat:
        return self.network.shape, self.network.preparation

    def prepare(self, subject: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        return self.network.prepare(subject)

    def answer(self, picture: npt.NDArray[np.uint8], inside: bool) -> PictureAnswer:
        with self.lock:
            self.network.load(self.step)
            said = self.network.read(picture)
        if not inside:
            return PictureAnswer(said.probabilities, step=said.step)
        layers = {**said.activations, "probabilities": said.probabilities}
        return PictureAnswer(said.probabilities, layers, said.weights, said.step)


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


def read(subject: npt.NDArray[np.uint8], models: Sequence[PictureModel]) -> PictureReading:
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
        picture = first.prepare(subject)
    except DatasetError:
        return PictureReading(None)
    said = first.answer(picture, inside=True)
    answers, left_out = [(first.name, said.probabilities)], []
    pictures = {first.input_format: picture}
    for model in models[1:]:
        if model.classes == first.classes:
            # Making a picture ready takes longer than asking a small network about it.
            if model.input_format not in pictures:
                pictures[model.input_format] = model.prepare(subject)
            other = model.answer(pictures[model.input_format], inside=False)
            answers.append((model.name, other.probabilities))
        else:
            left_out.append(model.name)
    return PictureReading(picture, tuple(answers), said, tuple(left_out))
