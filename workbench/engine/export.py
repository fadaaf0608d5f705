"""Export: a trained network as one ONNX file that needs nothing else.

The graph takes raw ``uint8`` pixels and gives probabilities; class names and
provenance are in its metadata. A second file, ``layers.onnx``, has the layers
as further outputs, so that plain inference does not pay for them. Both are
checked against torch on real rows before they are kept.
"""

from __future__ import annotations

import copy
import functools
import importlib
import json
import logging
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from workbench.core.contracts.dataset import Preparation
from workbench.core.contracts.errors import ParityError
from workbench.core.io import atomic
from workbench.engine.probe import recorded
from workbench.inference import modelfile

# Probabilities in float32: what two orders of summation may differ by.
TOLERANCE = 1e-4
# torch traces with state of the whole process: of two runs that export at once, both fail.
_TRACING = threading.Lock()


@dataclass(frozen=True)
class Exported:
    """What goes into a model file: the graph, real rows to check it on, and metadata."""

    network: nn.Module
    layers: Mapping[str, nn.Module]
    preprocessing: nn.Module
    rows: npt.NDArray[np.uint8]
    classes: tuple[str, ...]
    provenance: Mapping[str, Any]
    preparation: Preparation = "pad"


class _Standalone(nn.Module):
    """Pixels → (layer outputs …, probabilities)."""

    def __init__(self, parts: Exported) -> None:
        super().__init__()
        self.preprocessing = parts.preprocessing
        self.network = parts.network
        self.names = list(parts.layers)

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        watched = {name: self.network.get_submodule(name) for name in self.names}
        with recorded(watched) as outputs:
            logits = self.network(self.preprocessing(pixels))
        return (*(outputs[name] for name in self.names), logits.softmax(-1))


def export(parts: Exported, model_file: Path, layers_file: Path) -> float:
    """Write both files; returns the largest difference to torch's probabilities.

    Raises
    ------
    ParityError
        When a file does not give torch's answers; nothing is kept then.
    """
    standalone = _Standalone(parts).eval().cpu()
    proto = _trace(standalone, parts)
    layers = _with_metadata(proto, parts, layered=True)
    model = onnx.ModelProto()
    model.CopyFrom(proto)
    del model.graph.output[:-1]
    model = _with_metadata(model, parts, layered=False)
    difference = _check_parity(standalone, model, parts)
    _check_parity(standalone, layers, parts)
    for proto, path in ((model, model_file), (layers, layers_file)):
        write(proto, path)
    return difference


def write(proto: onnx.ModelProto, path: Path) -> None:
    """Write aside and rename."""
    content = proto.SerializeToString()
    modelfile.remember(content)
    atomic.write_bytes(path, content)


def _trace(standalone: nn.Module, parts: Exported) -> onnx.ModelProto:
    # Two rows: an example of one would be taken for a constant batch size.
    rows = torch.from_numpy(np.ascontiguousarray(np.resize(parts.rows, (2, *parts.rows.shape[1:]))))
    batch = torch.export.Dim("batch", min=1)
    return trace(
        standalone, (rows,), ({0: batch},), ["pixels"], [*_output_names(parts), "probabilities"]
    )


def trace(
    module: nn.Module,
    examples: tuple[Tensor, ...],
    dynamic: tuple[Mapping[int, Any], ...],
    inputs: list[str],
    outputs: list[str],
) -> onnx.ModelProto:
    """A module's graph; ``dynamic`` names the axes of each example that may have any length."""
    with _TRACING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # The exporter logs which optional packages it did not find.
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        _read_operators_once()
        program = torch.onnx.export(
            module,
            examples,
            dynamo=True,
            dynamic_shapes=dynamic,
            input_names=inputs,
            output_names=outputs,
            verbose=False,
        )
    assert program is not None
    proto: onnx.ModelProto = program.model_proto
    _forget_sources(proto)
    return proto


def _read_operators_once() -> None:
    """Keep torch's table of ONNX operators.

    torch makes it anew for every export: it parses the sources of all of ONNX Script's operators,
    and then the signature of each. They never change, and it is more than half of the time of a
    small network's export. The names are not public, so where another version has others it takes
    that time.
    """
    try:
        exporter = importlib.import_module("torch.onnx._internal.exporter._registration")
        registry = exporter.ONNXRegistry
        read = registry.from_torchlib
    except (ImportError, AttributeError):
        return
    if not hasattr(read, "__wrapped__"):
        once = functools.cache(read)

        @functools.wraps(read)
        def copied(*arguments: Any, **options: Any) -> Any:
            # Whoever exports with operators of their own adds them to what they get.
            table = copy.copy(once(*arguments, **options))
            table.functions = {name: [*some] for name, some in table.functions.items()}
            return table

        registry.from_torchlib = staticmethod(copied)


def _forget_sources(proto: onnx.ModelProto) -> None:
    """Leave out what torch notes on each node: paths and source lines of this machine."""
    for part in (proto.graph, *proto.functions):
        del part.metadata_props[:]
        for value in (*part.node, *part.value_info):
            del value.metadata_props[:]
    for value in (*proto.graph.input, *proto.graph.output, *proto.graph.initializer):
        del value.metadata_props[:]


def open_graph(proto: onnx.ModelProto) -> onnxruntime.InferenceSession:
    """A graph that is not written yet, ready to be run on the CPU."""
    return onnxruntime.InferenceSession(
        proto.SerializeToString(), providers=["CPUExecutionProvider"]
    )


def _output_names(parts: Exported) -> list[str]:
    return [f"layer/{name}" for name in parts.layers]


def _with_metadata(proto: onnx.ModelProto, parts: Exported, layered: bool) -> onnx.ModelProto:
    facts = {
        "workbench.task": "image-classification",
        "workbench.classes": json.dumps(list(parts.classes)),
        "workbench.preparation": parts.preparation,
        "workbench.provenance": json.dumps(parts.provenance),
    }
    if layered:
        facts["workbench.layers"] = json.dumps(
            [
                {"name": name, "kind": type(layer).__name__, "output": f"layer/{name}"}
                for name, layer in parts.layers.items()
            ]
        )
    proto.producer_name = "workbench"
    proto.producer_version = str(parts.provenance.get("version", ""))
    proto.doc_string = "Raw uint8 pixels in, class probabilities out."
    onnx.helper.set_model_props(proto, facts)
    return proto


def _check_parity(standalone: nn.Module, proto: onnx.ModelProto, parts: Exported) -> float:
    # One row, then all: a batch size that was frozen into the graph would show.
    session = open_graph(proto)
    worst = 0.0
    for rows in (parts.rows[:1], parts.rows):
        with torch.inference_mode():
            wanted = standalone(torch.from_numpy(np.ascontiguousarray(rows)))[-1].numpy()
        got = session.run(["probabilities"], {"pixels": rows})[0]
        worst = max(worst, float(np.abs(wanted - got).max()))
    if not worst <= TOLERANCE:
        message = f"The exported model differs from the trained one by {worst:.2g}."
        raise ParityError(message, "Nothing was written; please report this architecture.")
    return worst
