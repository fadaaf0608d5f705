"""Summary: shapes, parameters and operations layer by layer, before training.

Everything happens on torch's meta device, where tensors have a shape and no data.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn

from workbench.core import blame
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import ExperimentError, WorkbenchError
from workbench.core.contracts.network import context_of
from workbench.core.contracts.problem import Problem
from workbench.core.contracts.task import Task
from workbench.core.resolve import Resolved
from workbench.engine import device, footprint
from workbench.engine.footprint import Footprint
from workbench.engine.network_inputs import EXAMPLE_TOKENS, answer_shape, example_inputs


@dataclass(frozen=True)
class LayerSummary:
    """One module: its output's shape without the batch axis, and what it costs.

    ``flops`` counts multiplications and additions for one example.
    """

    name: str
    kind: str
    output_shape: tuple[int, ...]
    n_parameters: int
    flops: int


@dataclass(frozen=True)
class NetworkSummary:
    """Every layer of a network, in the order they run, and the totals.

    From `describe` also the ``memory`` that a training takes, and the ``problem`` if that is more
    than is free.
    """

    layers: tuple[LayerSummary, ...]
    n_parameters: int
    flops: int
    memory: Footprint | None = None
    problem: Problem | None = None


def summarise(resolved: Resolved, task: Task) -> NetworkSummary:
    """Describe the network an experiment would train.

    Raises
    ------
    ExperimentError
        When it cannot be built, or does not give one logit per class, with the reason.
    """
    if resolved.architecture is None or resolved.architecture_params is None:
        problem = resolved.problems[0]
        raise ExperimentError(problem.message, problem.remedy)
    architecture = resolved.architecture()
    name = architecture.name
    try:
        with footprint.bounded():
            module: Any = architecture.build(task, resolved.architecture_params)
            if not isinstance(module, nn.Module):
                wrong = TypeError(f"build() gave {type(module).__name__}, not a torch module")
                raise blame.contained(wrong, architecture)
            module = module.eval()
            tokens = min(EXAMPLE_TOKENS, context_of(module, EXAMPLE_TOKENS))
            layers, output = _walk(module, example_inputs(task, tokens=tokens))
    except WorkbenchError:
        raise
    except BaseException as error:
        blame.let_through(error)
        source = blame.culprit(error)
        if not isinstance(error, Exception) or (source is not None and source.third_party):
            raise blame.contained(error, architecture) from error
        message = f"{name} cannot be built for {task}: {error}."
        raise ExperimentError(message, "Change the architecture's settings.") from error
    wanted = answer_shape(task, tokens=tokens)
    if output != wanted:
        message = f"{name} answers with shape {output}, but {task} needs {wanted}."
        raise ExperimentError(message, "Change the architecture's settings.")
    total = sum(p.numel() for p in module.parameters())
    return NetworkSummary(tuple(layers), total, sum(layer.flops for layer in layers))


def describe(resolved: Resolved, task: Task, data: Data | None = None) -> NetworkSummary:
    """The same with the memory that a training takes on the experiment's device.

    Raises
    ------
    ExperimentError
        As of `summarise`.
    OutOfMemory
        When so large a network cannot even be described.
    """
    found = summarise(resolved, task)
    if resolved.trainer is None or resolved.trainer_params is None:
        return found
    on = device.pick(resolved.experiment.device)
    try:
        memory, problem = footprint.check(resolved, task, on, data)
    except footprint.Unmeasured:
        return found
    return replace(found, memory=memory, problem=problem)


def _walk(
    module: nn.Module, inputs: tuple[Tensor, ...]
) -> tuple[list[LayerSummary], tuple[int, ...]]:
    layers: list[LayerSummary] = []

    def watch(name: str, child: nn.Module) -> Any:
        def hook(_: nn.Module, inputs: tuple[Tensor, ...], answer: Any) -> None:
            # A recurrent layer answers with its outputs and its last state.
            output = answer[0] if isinstance(answer, tuple) else answer
            parameters = sum(p.numel() for p in child.parameters())
            shape = tuple(output.shape[1:])
            flops = _flops(child, inputs[0], output)
            layers.append(LayerSummary(name, type(child).__name__, shape, parameters, flops))

        return child.register_forward_hook(hook)

    leaves = [(n, m) for n, m in module.named_modules() if not list(m.children())]
    handles = [watch(name or type(leaf).__name__.lower(), leaf) for name, leaf in leaves]
    try:
        with torch.no_grad():
            output = module(*inputs)
    finally:
        for handle in handles:
            handle.remove()
    return layers, tuple(output.shape)


def _flops(module: nn.Module, x: Tensor, output: Tensor) -> int:
    n_out = math.prod(output.shape[1:])
    if isinstance(module, nn.Linear):
        return 2 * module.in_features * n_out
    if isinstance(module, nn.RNNBase):
        # Every weight is used once for each place of the text.
        return 2 * math.prod(x.shape[1:-1]) * sum(p.numel() for p in module.parameters())
    if isinstance(module, nn.Conv2d):
        window = module.in_channels // module.groups * math.prod(module.kernel_size)
        return 2 * window * n_out
    if isinstance(module, nn.Flatten | nn.Dropout | nn.Identity | nn.Embedding):
        return 0
    return math.prod(x.shape[1:])
