"""Export of models for rows of any kind: raw rows in, answers out, the kinds inside.

What was fitted lies in the graph; the kinds travel in the metadata, so that whoever opens the file
reads a row through the same code as the training did.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import Tensor, nn

from workbench.core.contracts.errors import ParityError
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.input_kind import Arrays
from workbench.core.io import atomic
from workbench.engine.export import open_graph, trace, write
from workbench.engine.export_text import label
from workbench.engine.network_inputs import as_tensors, as_tuple
from workbench.inference.row_model import ANSWERS
from workbench.inference.textmodel import EXAMPLES

# Relative to the largest answer: what two orders of summation may differ by.
TOLERANCE = 1e-4
ROWS_CHECKED = 256
ROWS_KEPT = 1000
ROWS_FILE = "test_rows.npz"


class _Answering(nn.Module):
    """Encoded rows → answers."""

    def __init__(self, network: nn.Module, data: Examples) -> None:
        super().__init__()
        self.preprocessing = data.inputs.preprocessing()
        self.network = network
        self.activation = data.target.activation()

    def forward(self, *arrays: Tensor) -> Tensor:
        answers: Tensor = self.activation(self.network(*as_tuple(self.preprocessing(*arrays))))
        return answers


def export(
    network: nn.Module, data: Examples, provenance: Mapping[str, Any], target: Path
) -> float:
    """Write ``target`` and test rows beside it.

    Returns the largest difference to torch's answers, relative to the largest of these.

    Raises
    ------
    ParityError
        When the graph does not give torch's answers; nothing is kept then.
    """
    module = _Answering(network, data).eval().cpu()
    n = min(ROWS_CHECKED, len(data.test))
    rows = data.inputs.take(data.test.x, np.arange(n))
    proto = data.inputs.add_front(_traced(module, data, rows))
    label(proto, _facts(data, provenance), _says(data))
    difference = _check(proto, module, data, rows)
    write(proto, target)
    kept = data.inputs.take(data.test.x, np.arange(min(ROWS_KEPT, len(data.test))))
    save_rows(target.with_name(ROWS_FILE), data.inputs.raw(kept), data.test.y[:ROWS_KEPT])
    return difference


def save_rows(path: Path, raw: Arrays, y: npt.NDArray[Any]) -> None:
    """Keep test rows beside the model, as it takes them, so that it can be checked later."""
    texts = {
        name: values.astype(str) if values.dtype == object else values
        for name, values in raw.items()
    }
    with atomic.replacing(path) as aside, aside.open("wb") as file:
        np.savez_compressed(file, y=y, **{f"x/{k}": v for k, v in texts.items()})  # type: ignore[arg-type]


def _traced(module: nn.Module, data: Examples, rows: Any) -> onnx.ModelProto:
    arrays = data.inputs.encode(_two(data, rows))
    batch = torch.export.Dim("batch", min=1)
    axes = data.inputs.axes()
    names: dict[str, Any] = {}
    for named in axes.values():
        for name in named.values():
            names.setdefault(name, torch.export.Dim(name, min=1))
    shapes = tuple(
        {0: batch, **{axis: names[n] for axis, n in axes.get(name, {}).items()}} for name in arrays
    )
    # ``forward`` takes any number of arrays: their shapes stand in one tuple.
    return trace(module, as_tensors(arrays), (shapes,), list(arrays), [ANSWERS])  # type: ignore[arg-type]


def _two(data: Examples, rows: Any) -> Any:
    """Two rows: an example of one would be taken for a constant batch size."""
    return data.inputs.take(rows, np.resize(np.arange(len(data.test.y[:ROWS_CHECKED])), 2))


def _facts(data: Examples, provenance: Mapping[str, Any]) -> dict[str, str]:
    return {
        "workbench.task": EXAMPLES,
        "workbench.inputs": json.dumps({"kind": data.inputs.id, "spec": dict(data.inputs.spec())}),
        "workbench.target": json.dumps({"kind": data.target.id, "spec": dict(data.target.spec())}),
        "workbench.classes": json.dumps(list(data.target.names)),
        "workbench.provenance": json.dumps(provenance),
    }


def _says(data: Examples) -> str:
    return f"{data.inputs.name} in, {data.target.name.lower()} out."


def _check(proto: onnx.ModelProto, module: nn.Module, data: Examples, rows: Any) -> float:
    """One row, then all: a batch size that was frozen into the graph would show."""
    session = open_graph(proto)
    takes = {each.name for each in session.get_inputs()}
    worst = 0.0
    for some in (data.inputs.take(rows, np.arange(1)), rows):
        raw = data.inputs.raw(some)
        with torch.inference_mode():
            wanted = module(*as_tensors(data.inputs.encode(some))).numpy()
        (got,) = session.run(None, {name: v for name, v in raw.items() if name in takes})
        size = max(1.0, float(np.abs(wanted).max()))
        worst = max(worst, float(np.abs(wanted - got).max()) / size)
    if not worst <= TOLERANCE:
        message = f"The exported model differs from the trained one by {worst:.2g}."
        raise ParityError(message, "Nothing was written; please report this architecture.")
    return worst
