"""Attended: where the tokens of one example look while a network trains."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench.core.contracts.events import AttentionMaps, Event
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.network import ShowsAttention, context_of, grid_of, is_causal
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.contracts.trainer import PictureLearner
from workbench.core.special_tokens import MASK
from workbench.core.tokenizer import Tokenizer, visible
from workbench.engine import probe
from workbench.engine.export_text import LONGEST
from workbench.engine.loop import Look
from workbench.engine.network_inputs import prepared
from workbench.inference.attention import patch_names
from workbench.inference.textmodel import with_masks

# All maps of one look together; of a longer text fewer tokens are shown.
MOST_NUMBERS = 4_000_000
# Tokens of the example that is shown when none is pinned: more cannot be read side by side.
SHOWN = 48


def of_text(data: TextClasses | Corpus, network: nn.Module) -> Look:
    """Looks at the pinned text, or the beginning of the test text."""
    tokenizer, causal = (
        Tokenizer.from_json(data.tokenizer),
        is_causal(network, data.target.per_token),
    )
    hides = data.target.per_token and not causal

    @lru_cache(maxsize=1)
    def ids_of(pinned: str | None) -> npt.NDArray[np.int64]:
        chosen = _encoded(tokenizer, pinned, hides) if pinned else _first(data)
        return (chosen if len(chosen) else _first(data)).astype(np.int64)

    @lru_cache(maxsize=1)
    def longest() -> int:
        n_layers, _, n_heads, *_ = _maps(network, torch.zeros(1, 1, dtype=torch.int64)).shape
        return min(
            context_of(network, LONGEST), max(1, math.isqrt(MOST_NUMBERS // (n_layers * n_heads)))
        )

    def look(step: int, pinned: Any) -> Iterable[Event]:
        ids = ids_of(pinned if isinstance(pinned, str) else None)
        if not len(ids):
            return
        kept = ids[: longest()]
        maps = _maps(network, torch.from_numpy(kept[None]))
        tokens = tuple(visible(tokenizer.token(id)) for id in kept.tolist())
        yield AttentionMaps(step, tokens, _numbers(maps), causal)

    return look


def of_pictures(learner: PictureLearner) -> Look:
    """Looks at the patches of the pinned picture; nothing is shown of maps beyond the limit."""
    network = learner.model
    grid = grid_of(network)

    def look(step: int, pinned: Any) -> Iterable[Event]:
        if math.prod(grid) ** 2 > MOST_NUMBERS:
            return  # a single head's map is larger already; it is not even computed
        picture, _ = probe.example(learner, pinned)
        maps = _maps(network, learner.prepare(picture[None]))
        if maps.numel() <= MOST_NUMBERS:
            yield AttentionMaps(
                step, patch_names(maps.shape[-1], grid), _numbers(maps), causal=False
            )

    return look


def of_rows(data: Examples, network: nn.Module) -> Look:
    """Looks at the pinned row number of the test split, or its first row."""
    preprocessing = data.inputs.preprocessing()

    def look(step: int, pinned: Any) -> Iterable[Event]:
        index = pinned if isinstance(pinned, int) and 0 <= pinned < len(data.test) else 0
        row = data.inputs.take(data.test.x, np.array([index]))
        tokens = data.inputs.tokens(row, 0)
        on = next(network.parameters()).device
        inputs = prepared(data.inputs.encode(row), preprocessing.to(on), on)
        maps = _maps(network, *inputs)
        if maps.numel() <= MOST_NUMBERS:
            names = (*tokens, *map(str, range(len(tokens), maps.shape[-1])))[: maps.shape[-1]]
            yield AttentionMaps(step, names, _numbers(maps), causal=is_causal(network, False))

    return look


def _encoded(tokenizer: Tokenizer, text: str, hides: bool) -> npt.NDArray[Any]:
    return with_masks(tokenizer, text) if hides and MASK in text else tokenizer.encode(text)


def _first(data: TextClasses | Corpus) -> npt.NDArray[np.int64]:
    return data.held_out_tokens(1)[:SHOWN]


def _maps(network: nn.Module, *inputs: Tensor) -> Tensor:
    """Maps ``(n_layers, 1, n_heads, time, time)`` of one example."""
    on = next(network.parameters()).device
    with probe.undisturbed(network):
        return cast("ShowsAttention", network).attention_maps(*(tensor.to(on) for tensor in inputs))


def _numbers(maps: Tensor) -> npt.NDArray[np.float16]:
    numbers: npt.NDArray[np.float16] = maps[:, 0].to("cpu", torch.float16).numpy()
    return numbers
