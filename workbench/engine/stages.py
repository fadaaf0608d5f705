"""Stages: a network's parts from its input to its head, which fine-tuning treats differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from torch import nn

from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.network import StagedNetwork


@dataclass(frozen=True)
class Stage:
    """One part: the modules' names, and the weights in them by their names in the network."""

    modules: tuple[str, ...]
    weights: dict[str, nn.Parameter]

    @property
    def name(self) -> str:
        """What an error calls it."""
        return ", ".join(self.modules)


def stages(network: nn.Module) -> tuple[Stage, ...]:
    """The parts with weights, first to last; the last is the head, one module alone.

    A network may name them itself, see `StagedNetwork`. Otherwise they are its children as
    they were declared, those of a list one by one; a normalisation goes with what it follows.

    Raises
    ------
    ExperimentError
        When the network has no head, or forgets some of its weights.
    """
    named = network.stages() if isinstance(network, StagedNetwork) else _declared(network)
    found = [stage for names in named if (stage := _stage(network, names)).weights]
    forgotten = set(dict(network.named_parameters())).difference(*(s.weights for s in found))
    kind = type(network).__name__
    if forgotten:
        message = f"{kind} does not say to which of its stages {min(forgotten)} belongs."
        raise ExperimentError(message, "Its stages() must name every part of it.")
    if len(found) < 2 or len(found[-1].modules) != 1:
        message = f"{kind} has no part before its head that could be kept."
        raise ExperimentError(message, "Choose an architecture with several layers.")
    return tuple(found)


def _declared(network: nn.Module) -> list[list[str]]:
    found: list[list[str]] = []
    for name, child in _children(network):
        if next(child.parameters(), None) is None:
            continue
        if found and "Norm" in type(child).__name__:
            found[-1].append(name)
        else:
            found.append([name])
    return found


def _children(network: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    for name, child in network.named_children():
        if isinstance(child, nn.ModuleList):
            yield from ((f"{name}.{index}", part) for index, part in enumerate(child))
        else:
            yield name, child


def _stage(network: nn.Module, names: list[str]) -> Stage:
    weights = {
        f"{name}.{inner}": weight
        for name in names
        for inner, weight in network.get_submodule(name).named_parameters()
    }
    return Stage(tuple(names), weights)
