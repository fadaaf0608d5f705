"""Rebuild: the network of a run that has ended, with the weights of its last evaluation."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import nn

from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.task import Task
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.runs.store import Run
from workbench.engine import checkpoint
from workbench.engine.learnerstate import under


def rebuilt(run: Run, plugins: Plugins, task: Task) -> nn.Module:
    """A run's network on the CPU, in evaluation mode.

    torch's global random numbers are left as they were.

    Parameters
    ----------
    task
        What the run's dataset poses, for a text dataset known once it is loaded.

    Raises
    ------
    ExperimentError
        When the run has kept no weights, or its network cannot be built here.
    """
    kept = run.snapshots
    if not kept:
        message = f"The run {run.id} has kept no weights yet."
        raise ExperimentError(message, "Wait for its first evaluation.")
    return built(run, plugins, task, checkpoint.weights(kept[-1]))


def deployed(run: Run, plugins: Plugins, task: Task) -> nn.Module:
    """A run's network with the weights that it ended with: those of its ``model.onnx``.

    Parameters and errors as of `rebuilt`, which gives those of a run that has not ended.
    """
    path = run.checkpoint_folder / checkpoint.DEPLOYED
    if path.is_file():
        return built(run, plugins, task, checkpoint.tensors(path))
    network = rebuilt(run, plugins, task)
    # Runs of earlier versions have the averaged or best weights in their last checkpoint alone.
    last = checkpoint.tensors(run.checkpoint_folder / checkpoint.LAST)
    for prefix in ("state.best.", "state.average."):
        if weights := under(last, prefix):
            network.load_state_dict(network.state_dict() | weights)
            break
    return network


def built(run: Run, plugins: Plugins, task: Task, weights: Mapping[str, torch.Tensor]) -> nn.Module:
    """A run's network with these weights; parameters and errors as of `rebuilt`."""
    resolved = resolve(run.experiment, plugins, task)
    if resolved.architecture is None or resolved.architecture_params is None:
        raise ExperimentError(resolved.problems[0].message, resolved.problems[0].remedy)
    with torch.random.fork_rng(devices=[]):
        network = resolved.architecture().build(task, resolved.architecture_params)
    try:
        network.load_state_dict(dict(weights))
    except RuntimeError as error:
        message = f"The weights of {run.id} do not fit its network: {str(error).splitlines()[0]}"
        raise ExperimentError(message, "Train it again with this version.") from error
    return network.eval()
