"""A learner's state as named tensors: weights and the optimiser's moments, and back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import torch
from torch import Tensor, nn

More = Mapping[str, nn.Parameter]
_NO_MORE: More = MappingProxyType({})


def pack(
    model: nn.Module, optimizer: torch.optim.Optimizer, more: More = _NO_MORE
) -> dict[str, Tensor]:
    """``model.NAME`` for each weight and ``optimizer.NAME.MOMENT`` for what is kept of it.

    ``more`` are parameters of the optimiser that are none of the model's, as ``more.NAME``.
    """
    tensors = {f"model.{k}": v for k, v in model.state_dict().items()}
    tensors |= {f"more.{k}": v.detach() for k, v in more.items()}
    names = _names(model, optimizer, more)
    for index, entry in optimizer.state_dict()["state"].items():
        for key, value in entry.items():
            if isinstance(value, Tensor):
                tensors[f"optimizer.{names[index]}.{key}"] = value
    return tensors


def unpack(
    tensors: Mapping[str, Tensor],
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    more: More = _NO_MORE,
) -> None:
    """Put back what `pack` gave."""
    model.load_state_dict(under(tensors, "model."))
    with torch.no_grad():
        for name, value in under(tensors, "more.").items():
            more[name].copy_(value)
    parameters = {**dict(model.named_parameters()), **more}
    full = optimizer.state_dict()
    full["state"] = {
        index: {key: _laid_out_as(parameters[name], value) for key, value in entry.items()}
        for index, name in enumerate(_names(model, optimizer, more))
        if (entry := under(tensors, f"optimizer.{name}."))
    }
    optimizer.load_state_dict(full)


def under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors whose names begin so, without it."""
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}


def _names(model: nn.Module, optimizer: torch.optim.Optimizer, more: More) -> list[str]:
    """Names of the parameters in the optimiser's order, which groups may have changed."""
    known = {**dict(model.named_parameters()), **more}
    by_identity = {id(parameter): name for name, parameter in known.items()}
    return [by_identity[id(p)] for group in optimizer.param_groups for p in group["params"]]


def _laid_out_as(parameter: Tensor, value: Tensor) -> Tensor:
    # Fused optimisers walk through memory: moments must lie in it as their parameter does.
    return torch.empty_like(parameter).copy_(value) if value.shape == parameter.shape else value
