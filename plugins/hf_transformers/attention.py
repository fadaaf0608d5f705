"""A model's attention as a graph, made once and kept in the data folder.

The library lets one name a function that computes attention, for all models alike: this one takes
the explicit path, so that the graph can be traced, and keeps what it saw of each layer.
"""

from __future__ import annotations

import json
import math
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from workbench import ModelFileError, StorageError, WorkbenchError, __version__, data_folder
from workbench.engine import write_attention_graph
from workbench.inference import ATTENTION_FILE, ForeignTokenizer

from . import files, room
from .library import transformers
from .loaded import TransformersLoad
from .reading import load
from .tokens import special, tokenizer

NAME = "workbench"
# Longer texts are not looked at as maps.
_LONGEST = 1024
# A graph lies in one file of at most 2 GiB.
_MOST_NUMBERS = 450_000_000
# Of two lengths, so that the graph is checked with padding too.
EXAMPLES = (
    "I swam across the river to reach the other bank.",
    "He paid the money into his bank.",
)

# Of one layer: its map (B, H, T, T), then queries, keys and values (B, H, T, D).
Seen = tuple[Tensor, Tensor, Tensor, Tensor]


class _Collector(threading.local):
    seen: list[Seen] | None = None
    real: Tensor | None = None


_collector = _Collector()


@contextmanager
def _collecting(real: Tensor) -> Iterator[list[Seen]]:
    """What each layer sees in the block; ``real`` bool ``(B, T)``: which tokens are no padding."""
    _collector.seen = []
    _collector.real = real
    try:
        yield _collector.seen
    finally:
        _collector.seen = _collector.real = None


def attend(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    _mask: Tensor | None = None,
    scaling: float | None = None,
    **_: Any,
) -> tuple[Tensor, Tensor]:
    """Attention in the open, Vaswani et al. (2017): heads ``(B, H, T, D)`` → ``(B, T, H, D)``.

    Where heads share keys and values (Ainslie et al. 2023, https://arxiv.org/abs/2305.13245), each
    gets its own copy. Queries are kept such that their dot product with the keys, divided by √D,
    is the score, however the model scales.
    """
    shared = query.shape[1] // key.shape[1]
    key, value = (x.repeat_interleave(shared, dim=1) if shared > 1 else x for x in (key, value))
    root = math.sqrt(query.shape[-1])
    query = query * (root * (1 / root if scaling is None else scaling))
    scores = query @ key.transpose(-2, -1) / root  # (B, H, T, T)
    weights = scores.masked_fill(~_visible(module, scores), -math.inf).softmax(-1)
    if _collector.seen is not None:
        _collector.seen.append((weights, query, key, value))
    return (weights @ value).transpose(1, 2).contiguous(), weights


def _visible(module: nn.Module, scores: Tensor) -> Tensor:
    """Which tokens each may look at, bool, to be spread over ``scores``."""
    if getattr(module, "is_causal", False):
        places = torch.arange(scores.shape[-1], device=scores.device)
        return places[None, :] <= places[:, None]  # (T, T)
    assert _collector.real is not None
    return _collector.real[:, None, None, :]  # (B, 1, 1, T)


class AttentionTensors(nn.Module):
    """Token ids int64 ``(B, T)`` → maps, queries, keys and values of all layers.

    ``pad`` is the id at the end of shorter rows, which nobody looks at in an encoder; in a causal
    model nobody can.
    """

    def __init__(self, model: Any, pad: int) -> None:
        super().__init__()
        self.model = model
        self.pad = pad

    def forward(self, ids: Tensor) -> Seen:
        """Return ``(L, B, H, T, T)`` and three times ``(L, B, H, T, D)``."""
        first = torch.arange(ids.shape[1], device=ids.device) == 0
        # Attention must have something to look at, also in a row of padding.
        real = (ids != self.pad) | first
        with _collecting(real) as seen:
            self.model(input_ids=ids, use_cache=False)
        maps, queries, keys, values = (torch.stack(parts) for parts in zip(*seen, strict=True))
        return maps, queries, keys, values


def parts(folder: Path) -> AttentionTensors:
    """A folder's model, which says where its tokens look.

    Raises
    ------
    ModelFileError
        When a file is damaged, or its attention is not of a kind that can be shown.
    """
    transformers().AttentionInterface.register(NAME, attend)
    model = load(folder, "float32", NAME).base_model
    pad = special(folder)["pad"]
    return AttentionTensors(model.eval(), -1 if pad is None else pad)


def graph(spec: TransformersLoad, report: Callable[[str], None]) -> Path:
    """The path of ``attention.onnx`` of a model; it is made where it is missing.

    Raises
    ------
    ModelFileError
        When the model's files are damaged, or its attention cannot be shown.
    OutOfMemory
        When there is no room for the model.
    StorageError
        When the data folder cannot be written.
    """
    found = files.describe(spec.folder)
    # The version too: another one may write another graph.
    name = f"transformers-{files.identity(found)[:16]}-{__version__}"
    target = data_folder() / "models" / name / ATTENTION_FILE
    if target.is_file():
        return target
    report("Preparing the model for the first look…")
    _refuse_large(spec, target)
    module = parts(spec.folder)
    context = found.context(min(spec.context, _LONGEST))
    library = tokenizer(spec.folder)
    facts = {
        "workbench.task": "text-generation" if found.writes else "text-encoding",
        "workbench.causal": json.dumps(_is_causal(module.model)),
        "workbench.context": str(context),
        "workbench.tokenizer": library.to_str(),
        "workbench.tokenizer_kind": "foreign",
        "workbench.provenance": json.dumps({"model": spec.folder.name, "version": __version__}),
    }
    ids = _examples(library.to_str(), max(module.pad, 0), context)
    _write(module, ids, facts, target, spec.folder)
    return target


def _write(
    module: AttentionTensors, ids: Tensor, facts: dict[str, str], target: Path, folder: Path
) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_attention_graph(module, ids, facts, target)
    except OSError as error:
        message = f"Cannot write {target}: {error.strerror or error}."
        raise StorageError(message, "Free some disk space, or check permissions.") from error
    except WorkbenchError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        message = (
            f"The attention of {folder.name} cannot be shown ({type(error).__name__}: {reason})"
        )
        raise ModelFileError(f"{message}.", "Choose a model like BERT, GPT-2 or Llama.") from error


def _is_causal(model: nn.Module) -> bool:
    return any(getattr(part, "is_causal", False) for part in model.modules())


def _examples(tokenizer_json: str, pad: int, context: int) -> Tensor:
    reader = ForeignTokenizer(tokenizer_json)
    coded = [reader.read(text, context)[0] for text in EXAMPLES]
    longest = max(map(len, coded))
    return torch.tensor([row + [pad] * (longest - len(row)) for row in coded])


def _refuse_large(spec: TransformersLoad, target: Path) -> None:
    numbers = room.numbers(spec.folder)
    if numbers > _MOST_NUMBERS:
        message = (
            f"{spec.folder.name} has {numbers:,} weights; as a graph at most "
            f"{_MOST_NUMBERS:,} can be looked into."
        )
        raise ModelFileError(message, "Choose a smaller model to look into.")
    # The weights are there three times while the graph is traced, written and checked.
    room.refuse_too_large(spec.folder, "float32", spec.context, copies=3)
    place = next(parent for parent in target.parents if parent.exists())
    if shutil.disk_usage(place).free < numbers * 5:
        message = f"There is no room on the disk for {target}."
        raise StorageError(message, "Free some disk space.")
