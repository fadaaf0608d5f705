"""``model.json`` beside an exported model: what its metadata says, for who cannot read that.

onnxruntime in JavaScript, for one, gives a page no metadata. The file says what goes in and what
comes out, and of text it holds the tokenizer; docs/model-files.md describes it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import onnx

from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic
from workbench.core.version import __version__
from workbench.inference import modelfile
from workbench.inference.predictor import preparation_in
from workbench.inference.textmodel import PICTURES

FORMAT, VERSION = "workbench-model", 1
_TYPES: dict[int, str] = {
    onnx.TensorProto.UINT8: "uint8",
    onnx.TensorProto.INT64: "int64",
    onnx.TensorProto.FLOAT: "float32",
}


def path_of(model: Path) -> Path:
    """Where it lies: ``model.json`` beside ``model.onnx``, ``NAME.json`` beside ``NAME.onnx``."""
    return model.with_suffix(".json")


def refuse_other(model: Path) -> None:
    """See that no other file lies where `write` will write.

    Raises
    ------
    StorageError
        When a file of the user's does.
    """
    path = path_of(model)
    if not path.exists():
        return
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        message = f"{path}, which is to describe the model, is another file of yours."
        raise StorageError(message, "Move it away, or choose another name for the model.")


def write(model: Path, proto: onnx.ModelProto) -> Path:
    """Describe a model file that lies at ``model``; returns the description's path.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    path = path_of(model)
    text = json.dumps(describe(model, proto), indent=1, ensure_ascii=False)
    try:
        atomic.write_text(path, text)
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Free some disk space or check permissions.") from error
    return path


def describe(model: Path, proto: onnx.ModelProto) -> dict[str, Any]:
    """What ``model.json`` holds.

    Raises
    ------
    ModelFileError
        When the model file's metadata is damaged.
    """
    facts = modelfile.metadata(model)
    task = str(facts.get("task", PICTURES))
    inputs = [_value(value) for value in proto.graph.input]
    found: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "workbench": __version__,
        "model": model.name,
        "task": task,
    }
    if isinstance(facts.get("classes"), list):
        found["classes"] = facts["classes"]
    if task == PICTURES:
        found["input"] = inputs[0] | _pictures(facts, model, inputs[0]["shape"])
    else:
        found["input"] = inputs[0] | {"axes": ["batch", "time"], "context": facts.get("context")}
        found["tokenizer"] = _tokenizer(str(facts.get("tokenizer", "")))
    found["output"] = _value(proto.graph.output[-1])
    found["provenance"] = modelfile.provenance_in(facts, model)
    return found


def _pictures(facts: dict[str, Any], model: Path, shape: list[int | None]) -> dict[str, Any]:
    sides = modelfile.picture_shape(shape, model)
    classes = modelfile.classes_in(facts, model, None)
    height, width, *channels = sides
    return {
        "axes": ["batch", "height", "width", "channels"][: len(shape)],
        "height": height,
        "width": width,
        "channels": channels[0] if channels else 1,
        "range": [0, 255],
        "normalised": "inside the model",
        "preparation": preparation_in(facts, model, sides, classes),
    }


def _value(value: onnx.ValueInfoProto) -> dict[str, Any]:
    tensor = value.type.tensor_type
    sizes = [side.dim_value if side.HasField("dim_value") else None for side in tensor.shape.dim]
    return {"name": value.name, "type": _TYPES.get(tensor.elem_type, "other"), "shape": sizes}


def _tokenizer(text: str) -> Any:
    """As the table that it is, or as text where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
