"""Contenders: a plain recurrent network, an LSTM and a transformer with about as many weights.

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
from workbench.core.plugins import Plugins

D_MODEL = 64
N_LAYERS = 2
N_HEADS = 4
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
    """The three that are to be compared, of two layers each.

    The transformer's size decides: `D_MODEL` numbers for a token in all of them, and memories of
    the recurrent ones as wide as makes their weights about as many. Its positions are fixed waves,
    so that a long context costs no weights, and its output table is its own, as theirs is.

    Parameters
    ----------
    n_tokens
        Size of the vocabulary.
    context
        The longest text that they will read.

    Raises
    ------
    ExperimentError
        When the architectures are switched off.
    """
    known = plugins.of(Architecture)
    if missing := [id for id in ("rnn", "lstm", "gpt") if id not in known]:
        message = f"The architecture {missing[0]} is switched off or gone."
        raise ExperimentError(message, "Switch its plugin on to compare the three.")
    task = LanguageModelling(n_tokens)
    transformer = {
        "n_layers": N_LAYERS,
        "n_heads": N_HEADS,
        "d_model": D_MODEL,
        "context": context,
        "positions": "sinusoidal",
        "tie_weights": False,
        "dropout": 0.0,
    }
    n_wanted = _size(known["gpt"], task, transformer)
    found = [Contender("gpt", known["gpt"].name, n_wanted, known["gpt"], transformer, task)]
    for id in ("lstm", "rnn"):
        settings = _as_large(known[id], task, n_wanted)
        n = _size(known[id], task, settings)
        found.append(Contender(id, known[id].name, n, known[id], settings, task))
    return tuple(reversed(found))


def _as_large(cls: type[Architecture], task: LanguageModelling, n_target: int) -> dict[str, Any]:
    """Settings of a recurrent network whose number of weights is the nearest to ``n_wanted``."""

    def settings(width: int) -> dict[str, Any]:
        return {"embedding": D_MODEL, "n_layers": N_LAYERS, "width": width}

    low, high = 1, WIDEST
    while high - low > 1:
        middle = (low + high) // 2
        if _size(cls, task, settings(middle)) <= n_target:
            low = middle
        else:
            high = middle
    best = min((low, high), key=lambda width: abs(_size(cls, task, settings(width)) - n_target))
    return settings(best)


def _size(cls: type[Architecture], task: LanguageModelling, settings: Mapping[str, Any]) -> int:
    with torch.device("meta"):
        return sum(p.numel() for p in _built(cls, task, settings).parameters())


def _built(
    cls: type[Architecture], task: LanguageModelling, settings: Mapping[str, Any]
) -> nn.Module:
    return cls().build(task, cls.Params(**settings))
