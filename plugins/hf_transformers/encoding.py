"""Encoding: vectors of texts, the mean of a model's last hidden states."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from workbench import OutOfMemory
from workbench.engine import is_out_of_memory
from workbench.inference import ForeignTokenizer

from .files import describe
from .loaded import TransformersLoad, borrowed
from .tokens import tokenizer

# As many tokens are computed at a time, padding among them.
_AT_ONCE = 8192


def embed(spec: TransformersLoad, texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Vectors float32 ``(n, d_model)`` of length 1; of a long text the beginning counts.

    The mean over tokens, as Reimers & Gurevych (2019), https://arxiv.org/abs/1908.10084.

    Raises
    ------
    ModelFileError
        When a file is damaged.
    OutOfMemory
        When there is no room for the model.
    """
    longest = describe(spec.folder).context(spec.context)
    reader = _reader(spec.folder)
    coded = [reader.read(text, longest)[0] or [0] for text in texts]
    # Those of a length together, so that little is padded.
    order = sorted(range(len(coded)), key=lambda row: len(coded[row]))
    with borrowed(spec) as loaded, torch.inference_mode():
        found: npt.NDArray[np.float32] | None = None
        for rows in _batches(order, coded):
            vectors = _mean(loaded.model.base_model, [coded[row] for row in rows], loaded.device)
            if found is None:
                found = np.empty((len(texts), vectors.shape[1]), np.float32)
            found[rows] = vectors
    width = int(getattr(loaded.model.config, "hidden_size", 0))
    return np.empty((0, width), np.float32) if found is None else found


@lru_cache(maxsize=4)
def _reader(folder: Path) -> ForeignTokenizer:
    return ForeignTokenizer(tokenizer(folder).to_str())


def _batches(order: list[int], coded: list[list[int]]) -> list[list[int]]:
    batches: list[list[int]] = []
    for row in order:
        if batches and (len(batches[-1]) + 1) * len(coded[row]) <= _AT_ONCE:
            batches[-1].append(row)
        else:
            batches.append([row])
    return batches


def _mean(model: torch.nn.Module, coded: list[list[int]], torch_device: torch.device) -> Tensor:
    longest = max(map(len, coded))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in coded], device=torch_device)
    lengths = torch.tensor([len(row) for row in coded], device=torch_device)
    real = (torch.arange(longest, device=torch_device) < lengths[:, None]).to(ids.dtype)  # (B, T)
    try:
        hidden = model(input_ids=ids, attention_mask=real).last_hidden_state  # (B, T, C)
    except Exception as error:
        if is_out_of_memory(error):
            message = "There was no memory left to encode texts."
            raise OutOfMemory(message, "Choose a smaller context or model.") from error
        raise
    weights = real[:, :, None].float()
    mean = (hidden.float() * weights).sum(1) / weights.sum(1)
    return torch.nn.functional.normalize(mean, dim=-1).cpu().numpy()
