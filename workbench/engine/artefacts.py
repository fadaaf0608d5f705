"""What a run leaves behind: the model, real rows to check it on, and a card to read."""

from __future__ import annotations

import copy
import json
import logging
import platform
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
import torch
from torch import nn

from workbench.core import blame
from workbench.core.contracts.dataset import Data, ImageClasses
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.network import ExportsAttention
from workbench.core.contracts.text import TextClasses
from workbench.core.contracts.trainer import PictureLearner
from workbench.core.io import atomic
from workbench.core.runs.store import Run
from workbench.core.version import __version__
from workbench.engine import checkpoint, export_attention, export_examples, export_text
from workbench.engine.convert import save_rows
from workbench.engine.export import Exported, export
from workbench.engine.loop import Loop

ROWS_KEPT = 1000


def write(run: Run, loop: Loop, data: Data, metrics: Mapping[str, float]) -> Path:
    """Export the model, keep test rows beside it and write ``card.md``; returns the model's path.

    Raises
    ------
    ParityError
        When the exported model does not answer as the trained one.
    """
    # A copy: the layers' hooks and the move to the CPU must not touch what is training.
    network = copy.deepcopy(loop.learner.deployed()).eval().cpu()
    provenance = _provenance(run, data, metrics)
    weights = {k: v for k, v in network.state_dict().items() if isinstance(v, torch.Tensor)}
    checkpoint.write(run.checkpoint_folder / checkpoint.DEPLOYED, weights, {"step": str(loop.step)})
    if isinstance(data, Examples):
        difference = export_examples.export(network, data, provenance, run.model_file)
    elif isinstance(data, ImageClasses):
        difference = _export_pictures(run, loop, data, network, provenance)
    else:
        difference = export_text.export(network, data, provenance, run.model_file)
    attention = _write_attention(run, loop, data, network, provenance)
    atomic.write_text(run.path / "environment.json", json.dumps(_environment(loop), indent=2))
    atomic.write_text(run.path / "card.md", _card(run, loop, data, metrics, difference, attention))
    return run.model_file


def _write_attention(
    run: Run, loop: Loop, data: Data, network: nn.Module, provenance: dict[str, Any]
) -> str:
    """Write ``attention.onnx``, if there is attention; returns the card's line on it.

    A network that cannot be traced so is still a good network: the run ends well without.
    """
    run.attention_file.unlink(missing_ok=True)
    if isinstance(data, Examples) or not isinstance(network, ExportsAttention):
        return ""
    try:
        if isinstance(data, ImageClasses):
            preprocessing = _preprocessing(loop)
            difference = export_attention.of_pictures(
                network, preprocessing, data, provenance, run.attention_file
            )
        else:
            difference = export_attention.of_text(network, data, provenance, run.attention_file)
    except BaseException as error:  # noqa: BLE001 - torch and a plugin's network may raise anything
        blame.let_through(error)
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        logging.getLogger(__name__).warning("%s has no attention.onnx: %s", run.id, reason)
        return f"\n- No `attention.onnx`, because it could not be written: {reason}"
    return (
        "\n- `attention.onnx`: where it looks, in every layer and head, with queries, keys and"
        f" values; differs\n  from torch by at most {difference:.1g}"
    )


def _preprocessing(loop: Loop) -> nn.Module:
    learner = cast("PictureLearner", loop.learner)
    return copy.deepcopy(learner.preprocessing()).cpu()


def _export_pictures(
    run: Run, loop: Loop, data: ImageClasses, network: nn.Module, provenance: dict[str, Any]
) -> float:
    rows, labels = data.test.x[:ROWS_KEPT], data.test.y[:ROWS_KEPT].astype(np.int64)
    parts = Exported(
        network=network,
        layers={name: network.get_submodule(name) for name in loop.layers},
        preprocessing=_preprocessing(loop),
        rows=np.ascontiguousarray(rows[:256]),
        classes=data.classes,
        provenance=provenance,
        preparation=data.prepared_by,
    )
    difference = export(parts, run.model_file, run.layers_file)
    save_rows(run.path, rows, labels)
    return difference


def _provenance(run: Run, data: Data, metrics: Mapping[str, float]) -> dict[str, Any]:
    return {
        "version": __version__,
        "run": run.id,
        "name": run.experiment.name,
        "dataset": {"id": run.experiment.dataset.id, "sha256": data.digest()},
        "experiment": run.experiment.to_toml(),
        "metrics": dict(metrics),
        "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def _environment(loop: Loop) -> dict[str, str]:
    return {
        "workbench": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "torch": torch.__version__,
        "onnxruntime": onnxruntime.__version__,
        "numpy": np.__version__,
        "threads": loop.threads.describe(),
    }


def _card(
    run: Run,
    loop: Loop,
    data: Data,
    metrics: Mapping[str, float],
    difference: float,
    attention: str,
) -> str:
    experiment = run.experiment
    n_parameters = sum(p.numel() for p in loop.learner.model.parameters())
    unit, model, limits = _card_phrases(data)
    figures = "\n".join(f"| {name} | {value:.4f} |" for name, value in sorted(metrics.items()))
    return f"""# {experiment.name or run.id}

A network for {data.task}.
Trained on {time.strftime("%Y-%m-%d")} with Workbench {__version__}.

- Architecture: {experiment.architecture.id}, {n_parameters:,} parameters
- Dataset: {experiment.dataset.id}, {len(data.train):,} training
  and {len(data.test):,} test {unit}
  (SHA-256 {data.digest()})
- Trained for {loop.step:,} steps on {loop.device}
- `model.onnx`: {model}; differs from torch by at most {difference:.1g} on test {unit}{attention}

| figure | value |
|---|---|
{figures}

## Experiment

```toml
{experiment.to_toml()}```

## Limits

{limits}
"""


def _card_phrases(data: Data) -> tuple[str, str, str]:
    """What the rows are called, what goes in and out, and what the figures do not say."""
    if isinstance(data, Examples):
        noun = data.inputs.noun[1]
        return noun, f"{noun} in, {data.target.name.lower()} out", _LIMITS.format(noun)
    if isinstance(data, ImageClasses):
        return "pictures", "uint8 pixels in, probabilities out", _LIMITS_OF_PICTURES
    if isinstance(data, TextClasses):
        return "texts", "token ids in, probabilities out, tokenizer inside", _LIMITS_OF_TEXTS
    return "tokens", "token ids in, logits out, tokenizer inside", _LIMITS_OF_LANGUAGE


_LIMITS = """\
The test figures hold for {0} like those of the dataset and say nothing of others. The network
answers for all {0}, also for those that are like none it has seen."""
_LIMITS_OF_PICTURES = """\
The test figures hold for pictures like those of the dataset and say nothing of others. The network
answers with a class for every picture, even for one that shows none of them."""
_LIMITS_OF_TEXTS = """\
The test figures hold for texts like those of the dataset and say nothing of others. The network
answers with a class for every text, even for one that belongs to none of them."""
_LIMITS_OF_LANGUAGE = """\
The model continues text in the manner of what it was trained on. It knows nothing else, and what it
writes is not true because it is fluent."""
