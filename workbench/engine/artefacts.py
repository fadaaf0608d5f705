"""What a run leaves behind: the model, real rows to check it on, and a card to read."""

from __future__ import annotations

import copy
import json
import logging
import platform
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import nn

from workbench.core import blame
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.network import ExportsAttention
from workbench.core.io import atomic
from workbench.core.runs.store import Run
from workbench.core.version import __version__
from workbench.engine import checkpoint
from workbench.engine.data_backends import DataBackend, backend
from workbench.engine.loop import Loop


def write(
    run: Run,
    loop: Loop,
    data: Data,
    metrics: Mapping[str, float],
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Export the model, keep test rows beside it and write ``card.md``; returns the model's path.

    Parameters
    ----------
    check
        Called before each file; raises `Stopped` when the user asked to end at once.

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
    support = backend(data)
    check()
    difference = support.export(run, loop, network, provenance)
    check()
    attention = _write_attention(run, loop, support, network, provenance)
    atomic.write_text(run.path / "environment.json", json.dumps(_environment(loop), indent=2))
    atomic.write_text(
        run.path / "card.md", _card(run, loop, support, metrics, difference, attention)
    )
    return run.model_file


def _write_attention(
    run: Run,
    loop: Loop,
    support: DataBackend[Any],
    network: nn.Module,
    provenance: dict[str, Any],
) -> str:
    """Write ``attention.onnx``, if there is attention; returns the card's line on it.

    A network that cannot be traced so is still a good network: the run ends well without.
    """
    run.attention_file.unlink(missing_ok=True)
    if not isinstance(network, ExportsAttention):
        return ""
    try:
        if (write_graph := support.attention_export(loop, network, provenance)) is None:
            return ""
        difference = write_graph(run)
    except BaseException as error:  # noqa: BLE001 - torch and a plugin's network may raise anything
        blame.let_through(error)
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        logging.getLogger(__name__).warning("%s has no attention.onnx: %s", run.id, reason)
        return f"\n- No `attention.onnx`, because it could not be written: {reason}"
    return (
        "\n- `attention.onnx`: where it looks, in every layer and head, with queries, keys and"
        f" values; differs\n  from torch by at most {difference:.1g}"
    )


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
    support: DataBackend[Any],
    metrics: Mapping[str, float],
    difference: float,
    attention: str,
) -> str:
    experiment = run.experiment
    n_parameters = sum(p.numel() for p in loop.learner.model.parameters())
    data, noun = support.data, support.noun
    differs = f"differs from torch by at most {difference:.1g} on test {noun}"
    figures = "\n".join(f"| {name} | {value:.4f} |" for name, value in sorted(metrics.items()))
    synthetic = getattr(data, "synthetic", None)
    made = f", and {len(synthetic):,} synthetic ones to learn from" if synthetic else ""
    return f"""# {experiment.name or run.id}

A network for {data.task}.
Trained on {time.strftime("%Y-%m-%d")} with Workbench {__version__}.

- Architecture: {experiment.architecture.id}, {n_parameters:,} parameters
- Dataset: {experiment.dataset.id}, {len(data.train):,} training
  and {len(data.test):,} test {noun}{made}
  (SHA-256 {data.digest()})
- Trained for {loop.step:,} steps on {loop.device}
- `model.onnx`: {support.model}; {differs}{attention}

| figure | value |
|---|---|
{figures}

## Experiment

```toml
{experiment.to_toml()}```

## Limits

{support.limits}
"""
