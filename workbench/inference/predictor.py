"""Predictor: an ONNX file opened once, asked often; neither torch nor Qt is needed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.errors import ModelFileError

LARGEST = 2 << 30  # protobuf's own limit
_FACTS = ("classes", "provenance", "layers", "context", "causal", "grid")
_TEXTS = ("task", "tokenizer", "tokenizer_kind")
_REMEDY = "Choose a model.onnx that the workbench exported, or one with uint8 pictures as input."


def open_session(path: Path) -> Any:
    """Open a model file for one thread of the CPU.

    Raises
    ------
    ModelFileError
        When it is missing, too large, no ONNX model, or refers to other files.
    """
    import onnxruntime

    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ModelFileError(f"{path} is larger than any ONNX model.", _REMEDY)
        # From bytes, not from the path: a model that points to files beside it cannot reach them.
        content = path.read_bytes()
    except OSError as error:
        message = f"Cannot read the model {path}: {error.strerror or error}."
        raise ModelFileError(message, "Check the path.") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    try:
        providers = ["CPUExecutionProvider"]
        return onnxruntime.InferenceSession(content, options, providers=providers)
    except Exception as error:
        reason = str(error).splitlines()[0][:200]
        message = f"{path} is not a usable ONNX model: {reason}"
        raise ModelFileError(message, _REMEDY) from error


def metadata(session: Any, path: Path) -> dict[str, Any]:
    """What a model file says of itself, by name: JSON parsed, plain texts as they are.

    Raises
    ------
    ModelFileError
        When it cannot be read.
    """
    try:
        facts: Mapping[str, str] = session.get_modelmeta().custom_metadata_map
        texts = {name: facts[key] for name in _TEXTS if (key := f"workbench.{name}") in facts}
        return texts | {
            name: json.loads(facts[key]) for name in _FACTS if (key := f"workbench.{name}") in facts
        }
    except (ValueError, RecursionError) as error:
        message = f"{path} has damaged metadata: {error}."
        raise ModelFileError(message, _REMEDY) from error


class Predictor:
    """Pictures to class probabilities; safe to use from several threads.

    ``classes`` are the class names (``"0"``, ``"1"``, … where the file names none),
    ``shape`` the size of a picture ``(height, width[, channels])``, ``provenance``
    what the file says of its origin.

    Raises
    ------
    ModelFileError
        When the file is damaged, foreign or hostile.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._session = open_session(path)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        problem = _signature_problem(inputs, outputs)
        if problem:
            raise ModelFileError(f"{path} {problem}.", _REMEDY)
        self._input, self._output = inputs[0].name, outputs[-1].name
        self.shape: tuple[int, ...] = tuple(inputs[0].shape[1:])
        facts = metadata(self._session, path)
        n_classes = outputs[-1].shape[-1]
        names = facts.get("classes")
        if names is None and isinstance(n_classes, int):
            names = [str(i) for i in range(n_classes)]
        if not isinstance(names, list) or (isinstance(n_classes, int) and len(names) != n_classes):
            raise ModelFileError(f"{path} does not say which classes it knows.", _REMEDY)
        self.classes: tuple[str, ...] = tuple(str(name) for name in names)
        self.provenance: dict[str, Any] = facts.get("provenance", {})

    def predict(self, pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Probabilities float32 ``(n, n_classes)`` of pictures uint8 ``(n, *shape)``.

        Raises
        ------
        ModelFileError
            When the pictures have another size, or the model fails on them.
        """
        if pixels.dtype != np.uint8 or pixels.shape[1:] != self.shape:
            message = (
                f"{self.path} takes uint8 {self.shape}, not {pixels.dtype} {pixels.shape[1:]}."
            )
            raise ModelFileError(message, "Fit the picture first.")
        try:
            answers: npt.NDArray[np.float32] = self._session.run(
                [self._output], {self._input: np.ascontiguousarray(pixels)}
            )[0]
        except Exception as error:
            reason = str(error).splitlines()[0][:200]
            message = f"{self.path} failed on these pictures: {reason}"
            raise ModelFileError(message, _REMEDY) from error
        return answers


def _signature_problem(inputs: Any, outputs: Any) -> str:
    if len(inputs) != 1:
        return f"takes {len(inputs)} inputs, not one picture"
    shape = inputs[0].shape
    if inputs[0].type != "tensor(uint8)" or len(shape) not in (3, 4):
        return f"takes {inputs[0].type} of shape {shape}, not uint8 (batch, height, width)"
    if not all(isinstance(side, int) and side > 0 for side in shape[1:]):
        return f"leaves the size of its pictures open: {shape}"
    if outputs[-1].type != "tensor(float)" or len(outputs[-1].shape) != 2:
        return f"answers with {outputs[-1].type} of shape {outputs[-1].shape}, not probabilities"
    return ""


class Layers:
    """The same network with its layers as outputs, for one picture at a time."""

    def __init__(self, path: Path) -> None:
        self._session = open_session(path)
        self._names = [output.name for output in self._session.get_outputs()]
        facts = metadata(self._session, path)
        self._input = self._session.get_inputs()[0].name
        self.kinds: dict[str, str] = {
            layer["name"]: layer["kind"] for layer in facts.get("layers", [])
        }

    def run(self, pixels: npt.NDArray[np.uint8]) -> dict[str, npt.NDArray[np.float32]]:
        """Every layer's output for one picture, in order, and last ``probabilities``."""
        values = self._session.run(None, {self._input: pixels[None]})
        names = (name.removeprefix("layer/") for name in self._names)
        return {name: value[0] for name, value in zip(names, values, strict=True)}
