"""Predictor: an ONNX file opened once, asked often; neither torch nor Qt is needed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import PREPARATIONS, Preparation, usual_preparation
from workbench.core.contracts.errors import ModelFileError
from workbench.inference import images
from workbench.inference.modelfile import (
    REMEDY,
    answer_problem,
    classes_in,
    is_guarded,
    metadata,
    open_session,
    picture_shape,
    provenance_in,
)

# A file from elsewhere is asked so many rows at first, and more while that takes under a second.
_FIRST_ROWS, _MOST_ROWS = 8, 512
_SHORT_S, _LONG_S = 1.0, 4.0


class Predictor:
    """Pictures to class probabilities; safe to use from several threads.

    ``classes`` are the class names (``"0"``, ``"1"``, … where the file names none),
    ``shape`` the size of a picture ``(height, width[, channels])``, ``preparation`` how a picture
    file becomes one (`workbench.inference.images.prepare`), ``provenance`` what the file says of
    its origin. ``guarded`` tells that another process answers, see `modelfile`; ``alone`` is as
    for `modelfile.open_session`.

    Raises
    ------
    ModelFileError
        When the file is damaged, foreign or hostile.
    """

    def __init__(self, path: Path, alone: bool = False) -> None:
        self.path = path
        facts = metadata(path)
        self._session = open_session(path, alone)
        self.guarded = is_guarded(self._session)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        problem = _signature_problem(inputs, outputs)
        if problem:
            raise ModelFileError(f"{path} {problem}.", REMEDY)
        self._input = inputs[0].name
        self._output = outputs[-1].name
        self.shape: tuple[int, ...] = picture_shape(inputs[0].shape, path)
        n_classes = outputs[-1].shape[-1]
        known = n_classes if isinstance(n_classes, int) else None
        self.classes: tuple[str, ...] = classes_in(facts, path, known)
        self.preparation: Preparation = preparation_in(facts, path, self.shape, self.classes)
        self.provenance: dict[str, Any] = provenance_in(facts, path)

    def prepare(self, picture: images.Pixels) -> images.Pixels:
        """A picture made ready for `predict`, uint8 ``shape``; see `images.prepare`."""
        return images.prepare(picture, self.shape, self.preparation)

    def predict(self, pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Probabilities float32 ``(n, n_classes)`` of pictures uint8 ``(n, *shape)``.

        Raises
        ------
        ModelFileError
            When the pictures have another size, or the model fails on them or does not answer with
            probabilities.
        """
        if pixels.dtype != np.uint8 or pixels.shape[1:] != self.shape:
            message = (
                f"{self.path} takes uint8 {self.shape}, not {pixels.dtype} {pixels.shape[1:]}."
            )
            raise ModelFileError(message, "Fit the picture first.")
        return self._in_parts(pixels) if self.guarded else self._ask(pixels)

    def _in_parts(self, pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Each question has a time limit, so one asks no more rows than it can answer in a part."""
        parts: list[npt.NDArray[np.float32]] = []
        start, count = 0, _FIRST_ROWS
        while start < len(pixels) or not parts:
            began = time.monotonic()
            parts.append(self._ask(pixels[start : start + count]))
            start += count
            took = time.monotonic() - began
            if took < _SHORT_S:
                count = min(_MOST_ROWS, 2 * count)
            elif took > _LONG_S:
                count = max(1, count // 4)
        return np.concatenate(parts)

    def _ask(self, pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        try:
            answers: npt.NDArray[np.float32] = self._session.run(
                [self._output], {self._input: np.ascontiguousarray(pixels)}
            )[0]
        except ModelFileError:
            raise
        except Exception as error:
            reason = str(error).splitlines()[0][:200]
            message = f"{self.path} failed on these pictures: {reason}"
            raise ModelFileError(message, REMEDY) from error
        if problem := answer_problem(answers, (len(pixels), len(self.classes))):
            remedy = "Its last output must be a softmax; repeat the run if it was trained here."
            raise ModelFileError(f"{self.path} {problem}.", remedy)
        return answers


def preparation_in(
    facts: dict[str, Any], path: Path, shape: tuple[int, ...], classes: tuple[str, ...]
) -> Preparation:
    """How a model file wants its pictures; one that does not say it gets the usual.

    Raises
    ------
    ModelFileError
        When this version does not know it.
    """
    said = facts.get("preparation")
    if said is None:
        return usual_preparation(shape, classes)
    for preparation in PREPARATIONS:
        if said == preparation:
            return preparation
    message = f"{path} wants its pictures prepared by {said[:40]!r}, which is not known here."
    raise ModelFileError(message, "Take a newer version of the workbench.")


def _signature_problem(inputs: Any, outputs: Any) -> str:
    if len(inputs) != 1:
        return f"takes {len(inputs)} inputs, not one picture"
    shape = inputs[0].shape
    if inputs[0].type != "tensor(uint8)" or len(shape) not in (3, 4):
        return f"takes {inputs[0].type} of shape {shape}, not uint8 (batch, height, width)"
    if not outputs or outputs[-1].type != "tensor(float)" or len(outputs[-1].shape) != 2:
        kind = f"{outputs[-1].type} of shape {outputs[-1].shape}" if outputs else "nothing"
        return f"answers with {kind}, not probabilities"
    return ""


class LayerOutputs:
    """The same network with its layers as outputs, for one picture at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        facts = metadata(path)
        self._session = open_session(path)
        self.guarded = is_guarded(self._session)
        self._names = [output.name for output in self._session.get_outputs()]
        inputs = self._session.get_inputs()
        if len(inputs) != 1 or self._names[-1:] != ["probabilities"]:
            raise ModelFileError(f"{path} does not show the layers of a network.", REMEDY)
        self._input = inputs[0].name
        layers = facts.get("layers", [])
        try:
            self.kinds: dict[str, str] = {str(one["name"]): str(one["kind"]) for one in layers}
        except (TypeError, KeyError) as error:
            raise ModelFileError(f"{path} has damaged metadata.", REMEDY) from error

    def run(self, pixels: npt.NDArray[np.uint8]) -> dict[str, npt.NDArray[np.float32]]:
        """Every layer's output for one picture, in order, and last ``probabilities``.

        Raises
        ------
        ModelFileError
            When the model fails on it, or gives numbers that are not finite.
        """
        try:
            values = self._session.run(None, {self._input: pixels[None]})
        except ModelFileError:
            raise
        except Exception as error:
            reason = str(error).splitlines()[0][:200]
            raise ModelFileError(f"{self.path} failed on this: {reason}", REMEDY) from error
        if not all(value.shape[:1] == (1,) and np.isfinite(value).all() for value in values):
            message = f"{self.path} answers with numbers that are not finite, or nothing."
            raise ModelFileError(message, REMEDY)
        if problem := answer_problem(values[-1], values[-1].shape):
            raise ModelFileError(f"{self.path} {problem}.", REMEDY)
        names = (name.removeprefix("layer/") for name in self._names)
        return {name: value[0] for name, value in zip(names, values, strict=True)}
