"""Probe: what happens inside a network on one example.

Nothing here changes the training: hooks only read, the mode is put back, and no
random number is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench.core.contracts.events import Activations, Array, WeightHistograms
from workbench.core.contracts.trainer import PictureLearner

BINS = 40


@contextmanager
def recorded(layers: Mapping[str, nn.Module]) -> Iterator[dict[str, Tensor]]:
    """Collect the outputs of ``layers`` during the forward passes inside the block."""
    outputs: dict[str, Tensor] = {}

    def keep(name: str) -> Any:
        def hook(module: nn.Module, inputs: Any, output: Tensor) -> None:  # noqa: ARG001
            outputs[name] = output.detach()

        return hook

    handles = [layer.register_forward_hook(keep(name)) for name, layer in layers.items()]
    try:
        yield outputs
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def undisturbed(model: nn.Module) -> Iterator[None]:
    """Evaluation mode without gradients; modes and random numbers are put back as they were."""
    modes = [(module, module.training) for module in model.modules()]
    on = {parameter.device for parameter in model.parameters() if parameter.is_cuda}
    model.eval()
    try:
        with torch.no_grad(), torch.random.fork_rng(list(on)):
            yield
    finally:
        for module, was_training in modes:
            module.training = was_training


def capture(
    learner: PictureLearner,
    layers: Mapping[str, nn.Module],
    step: int,
    pinned: npt.NDArray[np.uint8] | tuple[npt.NDArray[np.uint8], int] | None,
) -> Activations:
    """Look inside ``learner.model`` on one example.

    Parameters
    ----------
    layers
        From `Architecture.layers`.
    pinned
        A picture as the dataset holds it, or ``(picture, label)``; ``None`` for the
        first validation row.
    """
    picture, label = example(learner, pinned)
    with undisturbed(learner.model), recorded(layers) as outputs:
        logits = learner.model(learner.prepare(picture[None])).float()
    log_probabilities = logits.log_softmax(1)[0]
    cost = None if label is None else -float(log_probabilities[label])
    return Activations(
        step=step,
        picture=picture,
        label=label,
        activations={name: numbers(outputs[name][0]) for name in layers if name in outputs},
        weights=weights_of(layers),
        probabilities=numbers(log_probabilities.exp()),
        cost=cost,
    )


def weigh(model: nn.Module, step: int) -> WeightHistograms:
    """How a network's weights, and the gradients of its last step, are spread."""
    return WeightHistograms(step, dict(_histograms(model)))


def example(learner: PictureLearner, pinned: Any) -> tuple[npt.NDArray[np.uint8], int | None]:
    """The pinned picture with its label if it has one; a pinned text is none for pictures."""
    if pinned is None or isinstance(pinned, str):
        return learner.example(0)
    if isinstance(pinned, tuple):
        return np.asarray(pinned[0], np.uint8), int(pinned[1])
    return np.asarray(pinned, np.uint8), None


def weights_of(layers: Mapping[str, nn.Module]) -> dict[str, Array]:
    """The weights of the layers that have some, by name."""
    return {name: numbers(layer.weight) for name, layer in layers.items() if _weighted(layer)}


def _weighted(layer: nn.Module) -> bool:
    return isinstance(getattr(layer, "weight", None), Tensor)


def numbers(tensor: Any) -> Array:
    """A tensor as float32, copied: training goes on writing into the weights meanwhile."""
    copied: Array = tensor.detach().to("cpu", torch.float32, copy=True).numpy()
    return copied


def _histograms(model: nn.Module) -> Iterator[tuple[str, tuple[Array, Array]]]:
    for name, parameter in model.named_parameters():
        # A recurrent layer has several, such as weight_ih_l0.
        if not name.rpartition(".")[2].startswith("weight"):
            continue
        layer = name.removesuffix(".weight")
        yield f"weight/{layer}", _histogram(parameter.detach())
        if parameter.grad is not None:
            yield f"gradient/{layer}", _histogram(parameter.grad.detach())


def _histogram(values: Tensor) -> tuple[Array, Array]:
    flat = values.float().flatten().cpu()
    low, high = (float(v) for v in flat.aminmax())
    if not np.isfinite([low, high]).all():
        low, high, flat = 0.0, 1.0, flat[flat.isfinite()]
    if low == high:
        low, high = low - 0.5, high + 0.5
    counts = torch.histc(flat, BINS, low, high).to(torch.int64).numpy()
    return counts, np.linspace(low, high, BINS + 1, dtype=np.float32)
