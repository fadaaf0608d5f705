"""Contenders: recurrent networks and a transformer with about as many weights each.

Built from the registered architectures, so that what is compared is what can be trained.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.task import LanguageModelling
from workbench.core.contracts.task_contribution import supports
from workbench.core.plugins import Plugins

WIDTH = 64
WIDEST = 4096


@dataclass(frozen=True)
class Contender:
    """An architecture with settings, ready to be built for a language model.

    ``key`` is the architecture's id, ``name`` what people call it; ``n_parameters`` counts all
    weights.
    """

    key: str
    name: str
    n_parameters: int
    architecture: type[Architecture]
    settings: Mapping[str, Any]
    task: LanguageModelling

    def build(self, seed: int = 0) -> nn.Module:
        """The network with fresh weights; torch's global random numbers stay as they were."""
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            return _built(self.architecture, self.task, self.settings)


def contenders(plugins: Plugins, n_tokens: int, context: int) -> tuple[Contender, ...]:
    """One of each family that says how it is made small, with about as many weights each.

    The first in order decides with `WIDTH` numbers for a token, and comes last; the others are as
    wide as makes their weights about as many.

    Parameters
    ----------
    n_tokens
        Size of the vocabulary.
    context
        The longest text that they will read.

    Raises
    ------
    ExperimentError
        When fewer than two such architectures are switched on.
    """
    task = LanguageModelling(n_tokens)
    families = [cls for cls in plugins.of(Architecture).values() if supports(cls, task)]
    families = [cls for cls in families if cls().small_language_model(context, WIDTH) is not None]
    if len(families) < 2:
        message = "There are no two architectures to compare."
        raise ExperimentError(message, "Switch on plugins of recurrent networks and transformers.")
    first, *others = sorted(families, key=lambda cls: cls.order)
    n_wanted = _size(first, task, _settings(first, context, WIDTH))
    found = [_contender(first, task, context, WIDTH)]
    for cls in others:
        found.append(_contender(cls, task, context, _as_large(cls, task, context, n_wanted)))
    return tuple(reversed(found))


def _contender(
    cls: type[Architecture], task: LanguageModelling, context: int, width: int
) -> Contender:
    settings = _settings(cls, context, width)
    return Contender(cls.id, cls.name, _size(cls, task, settings), cls, settings, task)


def _settings(cls: type[Architecture], context: int, width: int) -> Mapping[str, Any]:
    return cls().small_language_model(context, width) or {}


def _as_large(cls: type[Architecture], task: LanguageModelling, context: int, n_target: int) -> int:
    """The width at which a network's number of weights is the nearest to ``n_target``."""

    def distance(width: int) -> int:
        return _size(cls, task, _settings(cls, context, width)) - n_target

    low, high = 1, WIDEST
    while high - low > 1:
        middle = (low + high) // 2
        if distance(middle) <= 0:
            low = middle
        else:
            high = middle
    return min((low, high), key=lambda width: abs(distance(width)))


def _size(cls: type[Architecture], task: LanguageModelling, settings: Mapping[str, Any]) -> int:
    with torch.device("meta"):
        return sum(p.numel() for p in _built(cls, task, settings).parameters())


def _built(
    cls: type[Architecture], task: LanguageModelling, settings: Mapping[str, Any]
) -> nn.Module:
    return cls().build(task, cls.Params(**settings))
