"""The weights inside a model file, by layer, for looking at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import ModelFileError
from workbench.core.tokenizer import Tokenizer

# What may stand between a graph's token ids and the table they are looked up in.
_RESHAPING = ("Identity", "Cast", "Slice", "Reshape", "Squeeze", "Unsqueeze", "Clip")


def read(path: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Weights of convolutions and linear layers: ``{"hidden1": (out, in), …}``.

    Raises
    ------
    ModelFileError
        When the file is no ONNX model.
    """
    proto, onnx = _load(path)
    try:
        return {
            tensor.name.split("network.")[-1].removesuffix(".weight"): onnx.numpy_helper.to_array(
                tensor
            )
            for tensor in proto.graph.initializer
            if tensor.name.endswith(".weight")
            and len(tensor.dims) in (2, 4)
            # One whose numbers are in another file would have that read from the present folder.
            and tensor.data_location != onnx.TensorProto.EXTERNAL
        }
    except Exception as error:
        raise _unreadable(path, error) from error


def token_table(path: Path) -> tuple[Tokenizer, npt.NDArray[np.float32]]:
    """Tokenizer and token vectors of a text model, float32 ``(n_tokens, width)``.

    The vectors are the table in which the graph looks its token ids up, whatever its name.

    Raises
    ------
    ModelFileError
        When the file is damaged, or looks no tokens up.
    """
    proto, onnx = _load(path)
    facts = {entry.key: entry.value for entry in proto.metadata_props}
    remedy = "Choose a run on text whose network embeds tokens."
    if "workbench.tokenizer" not in facts:
        raise ModelFileError(f"{path} reads no text.", remedy)
    tokenizer = Tokenizer.from_json(facts["workbench.tokenizer"])
    tables = {tensor.name: tensor for tensor in proto.graph.initializer}
    makers = {name: node for node in proto.graph.node for name in node.output}
    for node in proto.graph.node:
        tensor = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if tensor is None or tensor.data_location == onnx.TensorProto.EXTERNAL:
            continue
        fits = len(tensor.dims) == 2 and tensor.dims[0] == tokenizer.size
        if fits and _is_ids(node.input[1], makers):
            try:
                return tokenizer, onnx.numpy_helper.to_array(tensor).astype(np.float32)
            except Exception as error:
                raise _unreadable(path, error) from error
    raise ModelFileError(f"{path} has no vectors of tokens.", remedy)


def _is_ids(name: str, makers: dict[str, Any]) -> bool:
    """Whether a value is the graph's token ids, perhaps cut or shaped otherwise."""
    for _ in range(len(makers) + 1):
        if name not in makers or makers[name].op_type not in _RESHAPING:
            break
        name = makers[name].input[0]
    return name == "ids"


def _load(path: Path) -> tuple[Any, Any]:
    import onnx

    try:
        return onnx.load(path, load_external_data=False), onnx
    except Exception as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ModelFileError:
    message = f"{path} cannot be read as a model: {[*str(error).splitlines(), ''][0][:200]}"
    return ModelFileError(message, "Repeat or resume the run.")
