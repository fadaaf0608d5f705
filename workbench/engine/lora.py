"""LoRA: a large weight matrix learns by the product of two narrow ones.

Hu et al., *LoRA: Low-Rank Adaptation of Large Language Models* (2021),
https://arxiv.org/abs/2106.09685. A layer ``y = W x`` becomes ``y = W x + (α/r) B A x`` with W as it
was, A ``(r, in)`` and B ``(out, r)``. That is ``y = (W + (α/r) B A) x``: the network keeps its own
layers, whose weights are always the merged ones, and what W's gradient G says to A and B follows
from the chain rule, dA = (α/r) Bᵀ G and dB = (α/r) G Aᵀ. So there is nothing to merge at the end,
and a network under LoRA is measured, kept and exported like any other.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping

import torch
from torch import nn

from workbench.core.contracts.errors import ExperimentError


class LowRank:
    """The factors of some of a network's weights.

    Parameters
    ----------
    weights
        The matrices that are to change, ``(out, in)`` each, by name.
    rank, alpha
        r and α.
    seed
        A starts at random and B at zero, so that nothing has changed yet.
    """

    def __init__(
        self, weights: Mapping[str, nn.Parameter], rank: int, alpha: float, seed: int
    ) -> None:
        self.weights = dict(weights)
        self.scale = alpha / rank
        self.start = {name: weight.detach().clone() for name, weight in weights.items()}
        generator = torch.Generator().manual_seed(seed)
        self.a: dict[str, nn.Parameter] = {}
        self.b: dict[str, nn.Parameter] = {}
        for name, weight in weights.items():
            n_out, n_in = weight.shape
            bound = 1 / math.sqrt(n_in)
            narrow = torch.empty(rank, n_in).uniform_(-bound, bound, generator=generator)
            self.a[name] = nn.Parameter(narrow.to(weight.device))
            self.b[name] = nn.Parameter(weight.new_zeros(n_out, rank))

    def parameters(self) -> dict[str, nn.Parameter]:
        """``NAME.a`` and ``NAME.b``: what an optimiser is to change."""
        named = ((f"{n}.a", self.a[n], f"{n}.b", self.b[n]) for n in self.weights)
        return {key: factor for a, fa, b, fb in named for key, factor in ((a, fa), (b, fb))}

    def pass_on(self) -> None:
        """Give the factors the gradients that follow from their weights', which are dropped."""
        for name, weight in self.weights.items():
            a, b, gradient = self.a[name], self.b[name], weight.grad
            a.grad = None if gradient is None else self.scale * (b.detach().T @ gradient)
            b.grad = None if gradient is None else self.scale * (gradient @ a.detach().T)
            weight.grad = None

    @torch.no_grad()
    def merge(self) -> None:
        """Put ``W + (α/r) B A`` into the network."""
        for name, weight in self.weights.items():
            torch.addmm(
                self.start[name], self.b[name], self.a[name], alpha=self.scale, out=weight.data
            )


# How attention's projections are called: those that LoRA usually changes, the paper's choice first.
_USUAL = ({"query", "value"}, {"qkv"})


def usual(network: nn.Module, head: Container[str]) -> dict[str, nn.Parameter]:
    """Weights that get factors where nobody names any: attention's, or else every linear layer's.

    Parameters
    ----------
    head
        Names of the head's weights, which learn anyway.

    Raises
    ------
    ExperimentError
        When the network has no linear layer before its head.
    """
    linear = {n: w for n, w in _linear(network).items() if f"{n}.weight" not in head}
    if not linear:
        message = f"{type(network).__name__} has no linear layer before its head for LoRA."
        raise ExperimentError(
            message, "Choose “last” or “full” under Layers to train (trainer.adapt)."
        )
    for names in _USUAL:
        if found := {n: w for n, w in linear.items() if n.rpartition(".")[2] in names}:
            linear = found
            break
    return {f"{name}.weight": weight for name, weight in linear.items()}


def _linear(network: nn.Module) -> dict[str, nn.Parameter]:
    return {
        name: module.get_parameter("weight")
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear)
    }


def targets(network: nn.Module, names: Iterable[str]) -> dict[str, nn.Parameter]:
    """Weights of the linear layers that are called so, such as ``query``, wherever they are.

    Raises
    ------
    ExperimentError
        When no linear layer has one of the names.
    """
    linear = _linear(network)
    found: dict[str, nn.Parameter] = {}
    for wanted in names:
        fit = {n: w for n, w in linear.items() if n == wanted or n.rpartition(".")[2] == wanted}
        if not fit:
            known = ", ".join(dict.fromkeys(name.rpartition(".")[2] for name in linear)) or "none"
            message = f"No linear layer is called {wanted!r}."
            raise ExperimentError(message, f"Name others for LoRA; there are: {known}.")
        found |= {f"{name}.weight": weight for name, weight in fit.items()}
    return found
