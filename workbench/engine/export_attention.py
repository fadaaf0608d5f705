"""Export of attention: token ids or pixels in; maps, queries, keys and values of each layer out.

A graph of its own, ``attention.onnx``, so that plain inference does not pay for it. It is checked
against torch on real rows before it is kept.
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

from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import ParityError
from workbench.core.contracts.network import ExportsAttention, context_of, grid_of, is_causal
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.engine import export_text
from workbench.engine.export import open_graph, trace, write
from workbench.inference.attention import OUTPUTS
from workbench.inference.textmodel import PICTURES

_SUM_TOLERANCE = 1e-3


class _AttentionTrace(nn.Module):
    network: ExportsAttention

    def __init__(self, network: nn.Module, preprocessing: nn.Module) -> None:
        super().__init__()
        self.network = network  # type: ignore[assignment]
        self.preprocessing = preprocessing

    def forward(self, inputs: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.network.attention_parts(self.preprocessing(inputs)))


def of_text(
    network: nn.Module, data: TextClasses | Corpus, provenance: Mapping[str, Any], target: Path
) -> float:
    """Write the attention of a network that reads text; like `write_graph`."""
    facts = export_text.facts_of(network, data, provenance)
    facts["workbench.causal"] = json.dumps(is_causal(network, data.target.per_token))
    ids = export_text.real_ids(data, context_of(network, export_text.LONGEST))
    return write_graph(_AttentionTrace(network, nn.Identity()), ids, facts, target)


def of_pictures(
    network: nn.Module,
    preprocessing: nn.Module,
    data: ImageClasses,
    provenance: Mapping[str, Any],
    target: Path,
) -> float:
    """Write the attention of a network that reads pictures; like `write_graph`."""
    facts = {
        "workbench.task": PICTURES,
        "workbench.causal": json.dumps(is_causal(network, default=False)),
        "workbench.classes": json.dumps(list(data.classes)),
        "workbench.preparation": data.prepared_by,
        "workbench.grid": json.dumps(list(grid_of(network))),
        "workbench.provenance": json.dumps(provenance),
    }
    rows = torch.from_numpy(np.ascontiguousarray(data.test.x[:4]))
    return write_graph(_AttentionTrace(network, preprocessing), rows, facts, target)


def write_graph(
    module: nn.Module, examples: Tensor, facts: Mapping[str, str], target: Path
) -> float:
    """Trace ``module``, check the graph against it, and write it.

    Parameters
    ----------
    module
        ``examples`` to a tuple of float32: ``maps`` ``(n_layers, batch, n_heads, time, time)``,
        whose rows sum to 1, and ``queries``, ``keys`` and ``values``
        ``(n_layers, batch, n_heads, time, head_dim)``.
    examples
        Real rows: token ids int64 ``(batch, time)``, or pixels uint8
        ``(batch, height, width[, channels])``.
    facts
        The file's metadata. `workbench.inference.attention` reads ``workbench.task``,
        ``workbench.causal`` and ``workbench.provenance`` (JSON), and of text
        ``workbench.context`` and ``workbench.tokenizer``: one of ours, or with
        ``workbench.tokenizer_kind`` ``foreign`` any ``tokenizer.json``, which then adds its own
        tokens to each text.

    Returns
    -------
    float
        The largest difference to torch, relative to the largest value.

    Raises
    ------
    ParityError
        When the graph does not give torch's answers; nothing is written then.
    """
    module = module.eval()
    rows = examples if len(examples) > 1 else torch.cat([examples, examples])
    axes: dict[int, Any] = {0: torch.export.Dim("batch", min=1)}
    takes_text = rows.dtype == torch.int64
    if takes_text:
        longest = int(facts["workbench.context"])
        axes[1] = torch.export.Dim("time", min=1, max=longest)
    name = "ids" if takes_text else "pixels"
    # Two rows: an example of one would be taken for a constant batch size.
    proto = trace(module, (rows[:2].contiguous(),), (axes,), [name], list(OUTPUTS))
    export_text.label(proto, facts, f"{name} in; attention maps, queries, keys and values out.")
    shorter = rows[:, : max(1, rows.shape[1] // 2)] if takes_text else rows
    difference = max(_check(proto, module, name, part) for part in (rows, rows[:1], shorter))
    write(proto, target)
    return difference


def _check(proto: onnx.ModelProto, module: nn.Module, name: str, rows: Tensor) -> float:
    """Compare every output on other batch sizes and lengths than the traced one."""
    with torch.inference_mode():
        wanted = [part.numpy() for part in module(rows)]
    got: list[npt.NDArray[np.float32]] = open_graph(proto).run(list(OUTPUTS), {name: rows.numpy()})
    for ours, theirs in zip(got, wanted, strict=True):
        if ours.shape != theirs.shape:
            message = f"The exported attention is {ours.shape}, not {theirs.shape}."
            raise ParityError(message, "Nothing was written; please report this architecture.")
    if np.abs(got[0].sum(-1) - 1).max() > _SUM_TOLERANCE:
        message = "The rows of the attention maps do not sum to 1."
        raise ParityError(message, "Nothing was written; please report this architecture.")
    return max(map(export_text.difference, wanted, got))
