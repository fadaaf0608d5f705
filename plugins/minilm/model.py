"""BERT as an encoder of sentences, in plain torch; the weights come from a safetensors file.

Devlin et al., *BERT* (2018), https://arxiv.org/abs/1810.04805: post-norm, as Vaswani et al. (2017)
had it. In the margin: B batch, T time, C = d_model, H = n_heads, D = C / H, L = n_layers.
"""

from __future__ import annotations

import math
import re
import weakref
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench import ModelFileError

from . import files
from .files import Config

if TYPE_CHECKING:
    import tokenizers

PAD = 0
_AT_ONCE = 32
# From the names in the file to the names here; what is not among them the encoder does not need.
_RENAMED = tuple(
    (re.compile(f"^{pattern}$"), name)
    for pattern, name in (
        (r"embeddings\.word_embeddings\.weight", r"tokens.weight"),
        (r"embeddings\.position_embeddings\.weight", r"positions.weight"),
        (r"embeddings\.token_type_embeddings\.weight", r"kinds.weight"),
        (r"embeddings\.LayerNorm\.(\w+)", r"norm.\1"),
        (
            r"encoder\.layer\.(\d+)\.attention\.self\.(query|key|value)\.(\w+)",
            r"blocks.\1.attention.\2.\3",
        ),
        (r"encoder\.layer\.(\d+)\.attention\.output\.dense\.(\w+)", r"blocks.\1.attention.out.\2"),
        (r"encoder\.layer\.(\d+)\.attention\.output\.LayerNorm\.(\w+)", r"blocks.\1.norm1.\2"),
        (r"encoder\.layer\.(\d+)\.intermediate\.dense\.(\w+)", r"blocks.\1.up.\2"),
        (r"encoder\.layer\.(\d+)\.output\.dense\.(\w+)", r"blocks.\1.down.\2"),
        (r"encoder\.layer\.(\d+)\.output\.LayerNorm\.(\w+)", r"blocks.\1.norm2.\2"),
    )
)

# Of one layer: its map (B, H, T, T), then queries, keys and values (B, H, T, D).
Seen = tuple[Tensor, Tensor, Tensor, Tensor]


class SelfAttention(nn.Module):
    """Every token asks all others but the padding. ``(B, T, C)`` → ``(B, T, C)``."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        width = config.d_model
        self.n_heads = config.n_heads
        self.dropout = config.dropout
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor, seen: list[Seen] | None) -> Tensor:
        """Return what each token took from the others."""
        q, k, v = (self._heads(part(x)) for part in (self.query, self.key, self.value))
        if seen is None:
            dropout = self.dropout if self.training else 0.0
            y = F.scaled_dot_product_attention(q, k, v, mask, dropout)  # (B, H, T, D)
        else:
            scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # (B, H, T, T)
            weights = scores.masked_fill(~mask, -math.inf).softmax(-1)
            seen.append((weights, q, k, v))
            y = weights @ v
        answer: Tensor = self.out(y.transpose(1, 2).reshape(x.shape))
        return answer

    def _heads(self, x: Tensor) -> Tensor:
        B, T, C = x.shape
        return x.view(B, T, self.n_heads, C // self.n_heads).transpose(1, 2)  # (B, H, T, D)


class EncoderLayer(nn.Module):
    """Attention, then each token by itself; the norm comes after what is added."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        width = config.d_model
        self.attention = SelfAttention(config)
        self.norm1 = nn.LayerNorm(width, eps=config.epsilon)
        self.up = nn.Linear(width, config.d_hidden)
        self.down = nn.Linear(config.d_hidden, width)
        self.norm2 = nn.LayerNorm(width, eps=config.epsilon)
        self.drop = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, mask: Tensor, seen: list[Seen] | None) -> Tensor:
        """``(B, T, C)`` → ``(B, T, C)``."""
        x = self.norm1(x + self.drop(self.attention(x, mask, seen)))
        y: Tensor = self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))
        return y


class BertEncoder(nn.Module):
    """Token ids ``int64`` ``(B, T)``, padded at the end with 0 → vectors ``(B, T, C)``.

    T is at most ``config.context``; a text is ``[CLS] … [SEP]``, as the tokenizer gives it.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.context = config.context
        self.causal = False
        self.tokens = nn.Embedding(config.n_tokens, config.d_model, padding_idx=PAD)
        self.positions = nn.Embedding(config.context, config.d_model)
        self.kinds = nn.Embedding(config.n_kinds, config.d_model)
        self.norm = nn.LayerNorm(config.d_model, eps=config.epsilon)
        self.drop = nn.Dropout(config.dropout)
        self.blocks = nn.ModuleList(EncoderLayer(config) for _ in range(config.n_layers))

    def forward(self, ids: Tensor, seen: list[Seen] | None = None) -> Tensor:
        """Return the vectors; with a list, take the explicit path and add what each layer saw."""
        places = torch.arange(ids.shape[1], device=ids.device)
        # A text alone is of the first kind; the second is for the second of a pair.
        x = self.tokens(ids) + self.positions(places) + self.kinds.weight[0]  # (B, T, C)
        x = self.drop(self.norm(x))
        mask = _real(ids)[:, None, None, :]  # (B, 1, 1, T)
        for block in self.blocks:
            x = block(x, mask, seen)
        return x

    def pooled(self, ids: Tensor) -> Tensor:
        """One vector of length 1 for each text, ``(B, C)``: the mean of its tokens.

        As Reimers & Gurevych (2019), https://arxiv.org/abs/1908.10084, pool this model.
        """
        real = _real(ids)[:, :, None].to(self.tokens.weight.dtype)  # (B, T, 1)
        mean = (self(ids) * real).sum(1) / real.sum(1)
        return F.normalize(mean, dim=-1)

    def attention_maps(self, ids: Tensor) -> Tensor:
        """How much each token (row) takes from each other: ``(L, B, H, T, T)``; rows sum to 1."""
        return self.attention_parts(ids)[0]

    def attention_parts(self, ids: Tensor) -> Seen:
        """These maps, and queries, keys and values ``(L, B, H, T, D)``."""
        seen: list[Seen] = []
        self(ids, seen)
        maps, queries, keys, values = (torch.stack(parts) for parts in zip(*seen, strict=True))
        return maps, queries, keys, values


def _real(ids: Tensor) -> Tensor:
    """Which tokens are looked at, bool ``(B, T)``: all but the padding, and the first in any case.

    A text without a token is read as one of padding: attention must have something to look at.
    """
    return (ids != PAD) | (torch.arange(ids.shape[1], device=ids.device) == 0)


def load(folder: Path) -> BertEncoder:
    """The encoder of a folder's files, ready to be asked (in evaluation mode).

    Raises
    ------
    ModelFileError
        When a file is damaged, or the weights do not fit the sizes.
    """
    import safetensors
    from safetensors.torch import load_file

    config = files.config(folder)
    path = folder / files.WEIGHTS
    try:
        weights = load_file(path)
    except (OSError, safetensors.SafetensorError) as error:
        message = f"{path} is no file of weights, or damaged: {error}."
        raise ModelFileError(message, "Install or download it again.") from error
    encoder = BertEncoder(config)
    try:
        encoder.load_state_dict(_renamed(weights))
    except RuntimeError as error:
        reason = " ".join(str(error).split())[:300]
        message = f"{path} does not fit {files.CONFIG} beside it: {reason}"
        raise ModelFileError(message, "Take all files of one model.") from error
    return encoder.eval()


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        plain = name.removeprefix("bert.")
        for pattern, ours in _RENAMED:
            if pattern.match(plain):
                found[pattern.sub(ours, plain)] = tensor.float()
    return found


def batch(tokenizer: tokenizers.Tokenizer, texts: Sequence[str]) -> Tensor:
    """Token ids of texts, int64 ``(B, T)``, padded at the end with 0."""
    # A lone half of a surrogate pair is no text to the library.
    plain = [text.encode("utf-8", "replace").decode() for text in texts]
    coded = [found.ids for found in tokenizer.encode_batch_fast(plain)]
    ids = np.full((len(coded), max(1, *map(len, coded))), PAD, np.int64)
    for row, found in zip(ids, coded, strict=True):
        row[: len(found)] = found
    return torch.from_numpy(ids)


# The encoders that somebody still holds: the open one, and those that are being asked.
_held: weakref.WeakSet[BertEncoder] = weakref.WeakSet()


@lru_cache(1)
def _opened(folder: Path, stamp: int) -> tuple[tokenizers.Tokenizer, BertEncoder]:  # noqa: ARG001
    """Both stay open: whoever asks for one text after the other must not wait for the file."""
    encoder = load(folder)
    _held.add(encoder)
    return files.tokenizer(folder), encoder


def memory() -> int:
    """Bytes of the open encoder's weights; 0 when none is open."""
    return max((sum(t.nbytes for t in each.state_dict().values()) for each in _held), default=0)


def close() -> None:
    """Let go of the encoder."""
    _opened.cache_clear()


def embed(folder: Path, texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Vectors float32 ``(n, d_model)`` of length 1; of a text the first 256 tokens count.

    Raises
    ------
    ModelFileError
        When a file is damaged.
    """
    tokenizer, encoder = _opened(folder, (folder / files.WEIGHTS).stat().st_mtime_ns)
    # Those of a length together, so that little is padded.
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    found = np.empty((len(texts), encoder.config.d_model), np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), _AT_ONCE):
            rows = order[start : start + _AT_ONCE]
            found[rows] = encoder.pooled(batch(tokenizer, [texts[row] for row in rows])).numpy()
    return found
