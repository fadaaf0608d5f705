"""Transfer: a network that starts from what a network of another run has learnt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import safetensors
import torch
from torch import Tensor, nn

from workbench.core.contracts.errors import ExperimentError, StorageError
from workbench.core.runs.store import Run, RunStore
from workbench.engine import checkpoint
from workbench.engine.stages import stages
from workbench.inference.modelfile import metadata

# A picture trainer keeps them with its state, see `pixels_in`.
MEAN, SCALE = "pixels.mean", "pixels.scale"


@dataclass(frozen=True)
class PretrainedWeights:
    """Another run's weights of its last evaluation, and what they were made for.

    ``tokenizer`` is empty for pictures; ``pixels`` are the mean and scale that its pictures were
    normalised with, where they are known.
    """

    run: str
    architecture: str
    weights: Mapping[str, Tensor]
    classes: tuple[str, ...]
    tokenizer: str
    pixels: tuple[Tensor, Tensor] | None


def source(run: str) -> PretrainedWeights:
    """Read a run by its id, the beginning of one, its name or its folder.

    Raises
    ------
    RunNotFound
        When there is none.
    ExperimentError
        When it has not ended, or its model is not for classes.
    """
    found = RunStore().get(run)
    kept = found.snapshots
    if not kept or not found.model_file.is_file():
        message = f"The run {found.id} has no model yet, so nothing to start from."
        raise ExperimentError(message, "Wait until it has ended, or resume it.")
    facts = metadata(found.model_file)
    classes = facts.get("classes")
    if not isinstance(classes, list):
        message = f"The run {found.id} does not sort into classes."
        raise ExperimentError(message, "Choose a run on labelled pictures or labelled texts.")
    return PretrainedWeights(
        found.id,
        found.experiment.architecture.id,
        checkpoint.weights(kept[-1]),
        tuple(map(str, classes)),
        str(facts.get("tokenizer", "")),
        pixels_in(found),
    )


def pixels_in(run: Run) -> tuple[Tensor, Tensor] | None:
    """Mean and scale of a picture run, each ``(1, C, 1, 1)``, out of its last checkpoint."""
    path = run.checkpoint_folder / checkpoint.LAST
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            names = set(file.keys())
            if not {f"state.{MEAN}", f"state.{SCALE}"} <= names:
                return None
            return file.get_tensor(f"state.{MEAN}"), file.get_tensor(f"state.{SCALE}")
    except (OSError, safetensors.SafetensorError) as error:
        raise StorageError(f"{path} is damaged: {error}.", "Choose another run.") from error


def start_from(
    network: nn.Module, pretrained: PretrainedWeights, classes: tuple[str, ...], tokenizer: str
) -> bool:
    """Put a run's weights into a network of the same architecture; the head only for its classes.

    Returns whether the head was taken, too.

    Raises
    ------
    ExperimentError
        When the networks differ anywhere but in the head, or their texts are cut differently.
    """
    if pretrained.tokenizer != tokenizer:
        message = f"The texts of the run {pretrained.run} were cut by another tokenizer."
        raise ExperimentError(message, "Train both on data that is cut by one tokenizer.")
    head = set(stages(network)[-1].weights)
    same = pretrained.classes == classes
    own = network.state_dict()
    wanted = {name for name in own if same or name not in head}
    strangers = set(pretrained.weights) - set(own)
    for name in sorted(wanted | strangers):
        theirs, ours = pretrained.weights.get(name), own.get(name)
        if theirs is None or ours is None or theirs.shape != ours.shape:
            message = (
                f"The network of {pretrained.run} ({pretrained.architecture}) differs from this one"
            )
            raise ExperimentError(
                f"{message} in {name}: {_shape(theirs)} there, {_shape(ours)} here.",
                "Choose the architecture and the settings that it was trained with.",
            )
    with torch.no_grad():
        for name in wanted:
            own[name].copy_(pretrained.weights[name])
    return same


def _shape(tensor: Tensor | None) -> str:
    return "none" if tensor is None else "×".join(map(str, tensor.shape)) or "one number"
