"""Network inputs: rows of any kind as the tensors that a network takes, and made-up ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.events import Event, MeasuringProgress
from workbench.core.contracts.input_kind import Arrays
from workbench.core.contracts.task import Task

# Tokens of an example text; what a network costs is per token, and each sees those before it.
EXAMPLE_TOKENS = 64
CPU = torch.device("cpu")


def as_tuple(inputs: Tensor | tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """One tensor or several, always as a tuple."""
    return inputs if isinstance(inputs, tuple) else (inputs,)


def as_tensors(arrays: Arrays, on: torch.device = CPU) -> tuple[Tensor, ...]:
    """Arrays as they are, in their order."""
    return tuple(torch.from_numpy(np.ascontiguousarray(v)).to(on) for v in arrays.values())


def prepared(arrays: Arrays, preprocessing: nn.Module, on: torch.device) -> tuple[Tensor, ...]:
    """What `InputKind.encode` gives as the network's inputs on a device, without gradients."""
    with torch.no_grad():
        return as_tuple(preprocessing(*as_tensors(arrays, on)))


def example_inputs(task: Task, batch: int = 1, tokens: int = EXAMPLE_TOKENS) -> tuple[Tensor, ...]:
    """Tensors of the shapes that a network for ``task`` takes, on the default device.

    Parameters
    ----------
    tokens
        Of a row, where rows may have any length.

    Raises
    ------
    ExperimentError
        For a kind of rows that gives no example.
    """
    on = torch.get_default_device()
    try:
        arrays = task.inputs.example(batch, tokens)
    except NotImplementedError as error:
        message = f"There is no example input for {task}."
        remedy = f"The input kind {task.inputs.id!r} lacks the method example()."
        raise ExperimentError(message, remedy) from error
    # Numbers cannot become tensors on a device that holds none.
    with torch.device("cpu"):
        inputs = prepared(arrays, task.inputs.preprocessing(), CPU)
    return tuple(tensor.to(on) for tensor in inputs)


def answer_shape(task: Task, batch: int = 1, tokens: int = EXAMPLE_TOKENS) -> tuple[int, ...]:
    """The shape of a network's outputs for `example_inputs`."""
    n = task.target.n_outputs
    return (batch, tokens, n) if task.target.per_token else (batch, n)


def run_in_batches(
    network: nn.Module,
    inputs: tuple[Tensor, ...],
    check: Callable[[], None],
    autocast: torch.dtype | None = None,
    batch_size: int = 512,
    emit: Callable[[Event], object] = lambda event: None,
) -> Tensor:
    """A network's outputs in evaluation mode, float32 ``(n, …)``; the mode is put back afterwards.

    Parameters
    ----------
    check
        Called between batches.
    emit
        Takes a `MeasuringProgress` before each, as `Setup.emit` does.
    """
    was_training = network.training
    network.eval()
    outputs: list[Tensor] = []
    kind = inputs[0].device.type
    try:
        with torch.inference_mode(), torch.autocast(kind, autocast, enabled=autocast is not None):
            for start in range(0, len(inputs[0]), batch_size):
                check()
                emit(MeasuringProgress(done=start, total=len(inputs[0])))
                part: list[Any] = [tensor[start : start + batch_size] for tensor in inputs]
                outputs.append(network(*part).float())
    finally:
        network.train(was_training)
    return torch.cat(outputs)
