"""Weights and their description as files, checked against the run's model before they are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.torch
import torch
from torch import Tensor, nn

from workbench import (
    Architecture,
    ExportContext,
    ParityError,
    Split,
    StorageError,
    WorkbenchError,
    __version__,
    replacing_file,
)
from workbench.inference import Predictor, model_metadata

FORMAT, VERSION = "workbench-weights", 1
# How far torch and onnxruntime may differ in a probability, as for the model file itself.
TOLERANCE = 1e-4


def description_file(target: Path) -> Path:
    """``config.json`` beside ``model.safetensors``, ``NAME.config.json`` beside another."""
    name = "config.json" if target.stem == "model" else f"{target.stem}.config.json"
    return target.with_name(name)


def write(context: ExportContext, target: Path, n_rows: int) -> dict[str, float]:
    """Write both files; see `workbench.Exporter.export`.

    Returns
    -------
    dict
        ``bytes``, ``parameters``; of pictures also ``rows``, ``accuracy`` and ``difference``, the
        largest to the probabilities of the run's ``model.onnx``.

    Raises
    ------
    ExperimentError
        When the run has no weights yet.
    ParityError
        When they do not answer as the run's model does.
    StorageError
        When another file lies where the description is to be written, or a disk is full.
    """
    described = description_file(target)
    _refuse_other(described)
    context.report("Building the network")
    network = context.network()
    figures = {"parameters": float(sum(p.numel() for p in network.parameters()))}
    preprocessing = context.preprocessing()
    if preprocessing is not None:
        context.report("Checking on real rows")
        figures |= _compared(context, network, preprocessing, n_rows)
    tensors = {k: v.contiguous().clone() for k, v in _tensors(network).items()}
    text = json.dumps(_description(context, target, tensors, preprocessing), indent=1)
    context.report("Writing")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing_file(target) as aside, replacing_file(described) as other:
            safetensors.torch.save_file(tensors, aside, {"format": "pt"})
            other.write_text(text, "utf-8")
    except (OSError, safetensors.SafetensorError) as error:
        message = f"Cannot write {target}: {error}."
        raise StorageError(message, "Free some disk space or check permissions.") from error
    written = (target, described)
    return figures | {"bytes": float(sum(file.stat().st_size for file in written))}


def _refuse_other(path: Path) -> None:
    if not path.exists():
        return
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        message = f"{path}, which is to describe the weights, is another file of yours."
        raise StorageError(message, "Move it away, or choose another name for the weights.")


def _tensors(module: nn.Module) -> dict[str, Tensor]:
    return {k: v for k, v in module.state_dict().items() if isinstance(v, Tensor)}


def _compared(
    context: ExportContext, network: nn.Module, preprocessing: nn.Module, n_rows: int
) -> dict[str, float]:
    rows = context.rows(n_rows)
    assert isinstance(rows, Split)
    with torch.inference_mode():
        logits = network(preprocessing(torch.from_numpy(np.ascontiguousarray(rows.x))))
    probabilities = logits.softmax(1).numpy()
    figures = {
        "rows": float(len(rows.x)),
        "accuracy": float(np.mean(probabilities.argmax(1) == rows.y)),
    }
    if context.run.model_file.is_file():
        difference = float(
            np.abs(Predictor(context.run.model_file).predict(rows.x) - probabilities).max()
        )
        figures["difference"] = difference
        if difference > TOLERANCE:
            message = f"The weights answer otherwise than the run's model, by {difference:.2g}."
            raise ParityError(message, "Nothing was written; train the run again.")
    return figures


def _description(
    context: ExportContext,
    target: Path,
    tensors: Mapping[str, Tensor],
    preprocessing: nn.Module | None,
) -> dict[str, Any]:
    experiment, task = context.run.experiment, context.task
    part = experiment.architecture
    settings = context.plugins.get(Architecture, part.id).Params(**part.params)
    table: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "workbench": __version__,
        "weights": target.name,
        "task": {"kind": type(task).__name__, **asdict(task)},
        "architecture": {"id": part.id, "params": settings.model_dump(mode="json")},
        "tensors": {
            name: {"shape": list(tensor.shape), "dtype": str(tensor.dtype).removeprefix("torch.")}
            for name, tensor in tensors.items()
        },
        "run": context.run.id,
        "experiment": experiment.to_toml(),
    }
    if preprocessing is not None:
        table["preprocessing"] = {
            name: tensor.flatten().tolist() for name, tensor in _tensors(preprocessing).items()
        }
    if tokenizer := _tokenizer(context):
        table["tokenizer"] = tokenizer
    return table


def _tokenizer(context: ExportContext) -> Any:
    """The tokenizer of a text model as a table, out of its file; ``None`` for pictures."""
    if not context.run.model_file.is_file():
        return None
    try:
        facts = model_metadata(context.run.model_file)
    except WorkbenchError:
        return None
    text = str(facts.get("tokenizer", ""))
    return json.loads(text) if text else None
