"""Recurrent networks: plain, gated (GRU) and long short-term memory (LSTM)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workbench import (
    Architecture,
    LanguageModelling,
    Params,
    Task,
    hookimpl,
    param,
    text_sizes,
)

if TYPE_CHECKING:
    from torch import nn


class RecurrentParams(Params):
    embedding: int = param(64, "Embedding", "Size of a token's vector.", ge=1, le=16384)
    n_layers: int = param(1, "Layers", "Number of layers, each on top of the other.", ge=1, le=16)
    width: int = param(128, "Width", "Size of the hidden state.", ge=1, le=16384)
    dropout: float = param(
        0.0,
        "Dropout",
        "Share of values dropped between layers at each step, against overfitting.",
        ge=0,
        lt=1,
    )
    bidirectional: bool = param(
        False, "Both directions", "Also read backwards; only to classify whole texts."
    )


class _Recurrent(Architecture):
    """A recurrent network that writes or classifies; subclasses name the cell."""

    Params = RecurrentParams
    cell: ClassVar[str]
    measured: ClassVar[bool] = True

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling) or text_sizes(task) is not None

    def problem(self, task: Task, params: RecurrentParams) -> str | None:
        if params.bidirectional and isinstance(task, LanguageModelling):
            return "Read from the end, a text gives its next token away; use one direction."
        return None

    def build(self, task: Task, params: RecurrentParams) -> nn.Module:
        from .model import RecurrentClassifier, RecurrentWriter

        if isinstance(task, LanguageModelling):
            return RecurrentWriter(self.cell, task.n_tokens, params)
        sizes = text_sizes(task)
        assert sizes is not None
        return RecurrentClassifier(self.cell, *sizes, params)

    def small_language_model(self, context: int, width: int) -> Mapping[str, Any] | None:
        return {"embedding": 64, "n_layers": 2, "width": width} if self.measured else None

    def layers(self, module: nn.Module) -> dict[str, nn.Module]:
        kinds = {"Embedding", "Layer", "Linear"}
        return {n: child for n, child in module.named_modules() if type(child).__name__ in kinds}


class PlainRecurrent(_Recurrent):
    """The memory is mixed with each token and squashed; it forgets within some ten tokens."""

    id, name, cell = "rnn", "Recurrent network", "rnn"
    about = "Mixes each token into one memory; simple, and it forgets after some ten tokens."


class GatedRecurrent(_Recurrent):
    """Gates decide what to keep: nearly an LSTM's memory for three quarters of its weights."""

    id, name, cell = "gru", "GRU", "gru"
    measured = False  # between the other two in everything
    about = "A recurrent network with two gates that decide what to keep and what to forget."


class LongShortTermMemory(_Recurrent):
    """A second memory that nothing squashes carries what matters over hundreds of tokens."""

    id, name, cell = "lstm", "LSTM", "lstm"
    about = "A recurrent network with a second memory that gates write, keep and read."


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [LongShortTermMemory, GatedRecurrent, PlainRecurrent]
