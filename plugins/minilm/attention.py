"""The encoder's attention as a graph, made once and kept in the data folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from torch import Tensor, nn

from workbench import StorageError, __version__, data_folder
from workbench.engine import write_attention_graph
from workbench.inference import ATTENTION_FILE

from . import files
from .model import BertEncoder, Seen, batch, load

# Of two lengths, so that the graph is checked with padding too.
EXAMPLES = (
    "I swam across the river to reach the other bank.",
    "He paid the money into his bank.",
)


class _AttentionParts(nn.Module):
    def __init__(self, encoder: BertEncoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Seen:
        return self.encoder.attention_parts(ids)


def graph(folder: Path, report: Callable[[str], None]) -> Path:
    """The path of ``attention.onnx`` of the model in ``folder``; it is made where it is missing.

    Raises
    ------
    ModelFileError
        When the model's files are damaged.
    StorageError
        When the data folder cannot be written.
    """
    # The version too: another one may write another graph.
    name = f"minilm-{files.digest(folder)[:16]}-{__version__}"
    target = data_folder() / "models" / name / ATTENTION_FILE
    if target.is_file():
        return target
    report("Preparing the encoder for the first look…")
    encoder = load(folder)
    facts = {
        "workbench.task": "text-encoding",
        "workbench.causal": json.dumps(False),
        "workbench.context": str(encoder.context),
        "workbench.tokenizer": files.tokenizer_json(folder),
        "workbench.tokenizer_kind": "foreign",
        "workbench.provenance": json.dumps({"model": folder.name, "version": __version__}),
    }
    ids = batch(files.tokenizer(folder), EXAMPLES)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_attention_graph(_AttentionParts(encoder), ids, facts, target)
    except OSError as error:
        message = f"Cannot write {target}: {error.strerror or error}."
        raise StorageError(message, "Free some disk space, or check permissions.") from error
    return target
