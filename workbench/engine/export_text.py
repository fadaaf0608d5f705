"""Export of text models: token ids in, probabilities or logits out, the tokenizer inside.

A causal model with a KV cache gets a second graph, ``cached.onnx``, that takes what was computed
for the tokens before and gives it back longer; plain inference does not need it. Both graphs are
checked against torch on real text before they are kept.
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
from workbench.core.contracts.network import CachedReading, context_of, is_causal
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.engine.export import open_graph, trace, write
from workbench.inference.textmodel import CACHED, CLASSES, MASKED, NEXT

# What orders of summation differ by, relative to the logits' size.
TOLERANCE = 2e-4
# A network that does not say how long a text it takes (a recurrent one) takes any.
LONGEST = 1024
ROWS, TIME = 4, 24


class _Probabilities(nn.Module):
    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> Tensor:
        probabilities: Tensor = self.network(ids).softmax(-1)
        return probabilities


class _Cached(nn.Module):
    network: CachedReading

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network  # type: ignore[assignment]

    def forward(self, ids: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        logits, present = self.network.forward_cached(ids, past)
        return logits, present


def export(
    network: nn.Module, data: TextClasses | Corpus, provenance: Mapping[str, Any], target: Path
) -> float:
    """Write ``target``, and ``cached.onnx`` beside it where the network has a cache.

    Returns the largest difference to torch, relative to the largest value.

    Raises
    ------
    ParityError
        When a graph does not give torch's answers; nothing is kept then.
    """
    ids = real_ids(data, context_of(network, LONGEST))
    facts = facts_of(network, data, provenance)
    is_classifier = not data.target.per_token
    module = (_Probabilities(network) if is_classifier else network).eval()
    output = "probabilities" if is_classifier else "logits"
    batch = torch.export.Dim("batch", min=1)
    time = torch.export.Dim("time", min=1, max=context_of(network, LONGEST))
    proto = trace(module, (ids[:2],), ({0: batch, 1: time},), ["ids"], [output])
    label(proto, facts, f"Token ids in, {output} out.")
    worst = _check(proto, module, ids)
    reads_on = isinstance(network, CachedReading) and is_causal(network)
    cached = _cached(network, ids, facts) if reads_on else None
    write(proto, target)
    if cached is not None:
        write(cached, target.with_name(CACHED))
    return worst


def facts_of(
    network: nn.Module, data: TextClasses | Corpus, provenance: Mapping[str, Any]
) -> dict[str, str]:
    """What a text model's file says of itself."""
    facts = {
        "workbench.tokenizer": data.tokenizer,
        "workbench.context": str(context_of(network, LONGEST)),
        "workbench.provenance": json.dumps(provenance),
    }
    if data.target.classes:
        facts["workbench.classes"] = json.dumps(list(data.target.classes))
        return facts | {"workbench.task": CLASSES}
    return facts | {"workbench.task": NEXT if is_causal(network) else MASKED}


def label(proto: onnx.ModelProto, facts: Mapping[str, str], says: str) -> None:
    """Put facts and one sentence into a graph."""
    provenance = json.loads(facts.get("workbench.provenance", "{}"))
    proto.producer_name = "workbench"
    proto.producer_version = str(provenance.get("version", ""))
    proto.doc_string = says
    onnx.helper.set_model_props(proto, dict(facts))


def real_ids(data: TextClasses | Corpus, context: int) -> Tensor:
    """Real test tokens, int64 ``(ROWS, TIME)`` or shorter where the context is."""
    stream = data.held_out_tokens(ROWS * TIME)
    time = min(TIME, context)
    ids: npt.NDArray[np.int64] = np.resize(stream, (ROWS, time)).astype(np.int64)
    return torch.from_numpy(ids)


def _check(proto: onnx.ModelProto, module: nn.Module, ids: Tensor) -> float:
    """Compare on other batch sizes and lengths than the traced one."""
    session = open_graph(proto)
    worst = 0.0
    for rows in (ids, ids[:1], ids[:3, : max(1, ids.shape[1] // 2)]):
        with torch.inference_mode():
            wanted = module(rows).numpy()
        (got,) = session.run(None, {"ids": rows.numpy()})
        worst = max(worst, difference(wanted, got))
    return worst


def _cached(network: Any, ids: Tensor, facts: Mapping[str, str]) -> onnx.ModelProto:
    cached = _Cached(network).eval()
    with torch.inference_mode():
        empty = network.no_past(2)
        _, past = cached(ids[:2, :4], empty)
    batch = torch.export.Dim("batch", min=1)
    time = torch.export.Dim("time", min=1, max=context_of(network, LONGEST))
    before = torch.export.Dim("past_time", min=0, max=context_of(network, LONGEST))
    proto = trace(
        cached,
        (ids[:2, 4:9], past.clone()),
        ({0: batch, 1: time}, {2: batch, 4: before}),
        ["ids", "past"],
        ["logits", "present"],
    )
    label(proto, facts, "Token ids and the cache of those before in; logits and the cache out.")
    _check_cached(proto, network, ids)
    return proto


def _check_cached(proto: onnx.ModelProto, network: Any, ids: Tensor) -> None:
    """Token by token from an empty cache must give what the whole text gives at once."""
    session = open_graph(proto)
    with torch.inference_mode():
        wanted = network(ids[:1]).numpy()
        past = network.no_past(1).numpy()
    pieces = []
    for start, stop in ((0, 1), (1, 4), *((at, at + 1) for at in range(4, ids.shape[1]))):
        logits, past = session.run(None, {"ids": ids[:1, start:stop].numpy(), "past": past})
        pieces.append(logits)
    difference(wanted, np.concatenate(pieces, 1))


def difference(expected: npt.NDArray[np.float32], got: npt.NDArray[np.float32]) -> float:
    """The largest difference, relative to the largest value.

    Raises
    ------
    ParityError
        When it is more than orders of summation explain.
    """
    found = float(np.abs(expected - got).max() / max(1.0, float(np.abs(expected).max())))
    if not found <= TOLERANCE:
        message = f"The exported model differs from the trained one by {found:.2g}."
        raise ParityError(message, "Nothing was written; please report this architecture.")
    return found
