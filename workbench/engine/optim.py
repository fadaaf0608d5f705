"""Optimisers and learning-rate schedules by name."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import nn

# Smith & Topin (2018), "Super-convergence": start at lr / 25, end at lr / 10,000.
ONE_CYCLE_START = 25.0
ONE_CYCLE_END = 1e4


def make_optimizer(
    of: nn.Module | Sequence[Sequence[nn.Parameter]],
    name: str,
    lr: float,
    momentum: float,
    beta2: float,
    weight_decay: float,
) -> torch.optim.Optimizer:
    """Make one of ``sgd``, ``momentum`` (Nesterov), ``adam``, ``adamw``, fused where torch can.

    ``of`` is a network, all of whose weights that learn are one group, or the groups themselves,
    which are to have learning rates of their own.
    """
    groups = [[p for p in of.parameters() if p.requires_grad]] if isinstance(of, nn.Module) else of
    parameters = [{"params": list(group)} for group in groups]
    fused = all(
        p.device.type in ("cpu", "cuda", "mps") and p.is_floating_point()
        for group in groups
        for p in group
    )
    if name in ("sgd", "momentum"):
        nesterov = name == "momentum" and momentum > 0
        return torch.optim.SGD(
            parameters,
            lr=lr,
            momentum=momentum if nesterov else 0.0,
            nesterov=nesterov,
            weight_decay=weight_decay,
            fused=fused,
        )
    family = torch.optim.AdamW if name == "adamw" else torch.optim.Adam
    return family(
        parameters, lr=lr, betas=(momentum, beta2), weight_decay=weight_decay, fused=fused
    )


def learning_rate(schedule: str, lr: float, step: int, total: int, warmup: float) -> float:
    """The learning rate of ``step`` (from 0) of ``total``."""
    done = min(1.0, step / max(1, total - 1))
    if schedule == "cosine":
        return lr * 0.5 * (1 + math.cos(math.pi * done))
    if schedule == "one-cycle":
        if warmup > 0 and done < warmup:
            return _between(lr / ONE_CYCLE_START, lr, done / warmup)
        return _between(lr, lr / ONE_CYCLE_END, (done - warmup) / (1 - warmup))
    return lr


def _between(start: float, end: float, part: float) -> float:
    """Half a cosine from ``start`` to ``end``."""
    return end + (start - end) * 0.5 * (1 + math.cos(math.pi * part))
