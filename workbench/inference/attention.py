"""Attention: where the tokens of a text, or the patches of a picture, look in each layer and head.

Read from ``attention.onnx``, a third graph of a run whose network has attention. In the margin:
L = n_layers, H = n_heads, T = time, D = head_dim.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Preparation
from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.special_tokens import MASK
from workbench.core.tokenizer import Tokenizer, visible
from workbench.inference.foreign import ForeignTokenizer
from workbench.inference.modelfile import (
    classes_in,
    metadata,
    open_session,
    picture_shape,
    provenance_in,
)
from workbench.inference.predictor import preparation_in
from workbench.inference.textmodel import MASKED, context_in, with_masks

ATTENTION = "attention.onnx"
OUTPUTS = ("maps", "queries", "keys", "values")
# Of a longer text fewer tokens are read: so many numbers in all maps together are 128 MiB.
MOST = 1 << 25
_SUM_TOLERANCE = 1e-2
_REMEDY = "Choose an attention.onnx that the workbench wrote; repeat the run if it is damaged."

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class ExampleAttention:
    """Where each token of one example looks.

    ``tokens`` are the ``time`` tokens as they are shown; of a picture its patches, as
    ``row,column`` from 1. ``maps`` is float32 ``(n_layers, n_heads, time, time)``: a row is a
    token that looks, a column one that is looked at, and rows sum to 1. ``queries``, ``keys`` and
    ``values`` are float32 ``(n_layers, n_heads, time, head_dim)``, such that
    softmax(queries keysᵀ / √head_dim) is the map, later tokens left out where ``causal``.
    """

    tokens: tuple[str, ...]
    maps: Floats
    queries: Floats
    keys: Floats
    values: Floats
    causal: bool

    @property
    def n_layers(self) -> int:
        """Number of layers."""
        return int(self.maps.shape[0])

    @property
    def n_heads(self) -> int:
        """Number of heads in each layer."""
        return int(self.maps.shape[1])


class AttentionModel:
    """A file that says where tokens look; safe to use from several threads.

    ``task`` is what its network was trained for, ``context`` the most tokens it looks at,
    ``shape`` the size of a picture ``(height, width[, channels])`` and ``grid`` its patches
    ``(rows, columns)``, both empty for text; ``preparation`` is how a picture file becomes such a
    picture (`workbench.inference.images.prepare`), ``provenance`` what the file says of its origin.

    Raises
    ------
    ModelFileError
        When the file is damaged, foreign or hostile.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        facts = metadata(path)
        self._session = open_session(path)
        self.task = str(facts.get("task", ""))[:40]
        self.causal: bool = facts.get("causal", False)
        if type(self.causal) is not bool:
            raise ModelFileError(f"{path} does not say whether it looks ahead.", _REMEDY)
        self.provenance: dict[str, Any] = provenance_in(facts, path)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        problem = _problem(inputs, outputs)
        if problem:
            raise ModelFileError(f"{path} {problem}.", _REMEDY)
        self._input = inputs[0].name
        self.takes_pictures: bool = self._input == "pixels"
        self.n_layers: int = outputs[0].shape[0]
        self.n_heads: int = outputs[0].shape[2]
        self.shape: tuple[int, ...] = ()
        self.grid: tuple[int, ...] = ()
        self.preparation: Preparation = "pad"
        if self.takes_pictures:
            self.shape = picture_shape(inputs[0].shape, path)
            classes = classes_in(facts, path, None) if "classes" in facts else ()
            self.preparation = preparation_in(facts, path, self.shape, classes)
            self.grid = _grid(facts)
            self.context = math.prod(self.grid)
        else:
            self.context = context_in(facts, path)
            self._read = _reader(facts, self.task)

    def look(self, text: str) -> ExampleAttention:
        """Where the tokens of a text look; the first ``context`` of them are read.

        Fewer are read where all maps together would not fit into memory (`MOST`).

        Raises
        ------
        UsageError
            When the text has no token, or the model reads pictures.
        ModelFileError
            When the model fails on it.
        """
        if self.takes_pictures:
            raise UsageError(f"{self.path} reads pictures, not text.", "Give it a picture.")
        longest = math.isqrt(MOST // (self.n_layers * self.n_heads))
        # A text without a token is refused before a foreign tokenizer puts its own around it.
        ids, tokens = self._read(text, max(1, min(self.context, longest))) if text else ([], ())
        if not tokens:
            raise UsageError("The text has no token to look at.", "Write a word or two.")
        return self._ask(np.array([ids], np.int64), tokens)

    def look_at(self, picture: npt.NDArray[np.uint8]) -> ExampleAttention:
        """Where the patches of a picture uint8 ``shape`` look.

        Raises
        ------
        UsageError
            When the model reads text, or pictures of another size.
        ModelFileError
            When the model fails on it.
        """
        if not self.takes_pictures:
            raise UsageError(f"{self.path} reads text, not pictures.", "Give it a text.")
        if picture.dtype != np.uint8 or picture.shape != self.shape:
            message = f"{self.path} takes uint8 {self.shape}, not {picture.dtype} {picture.shape}."
            raise UsageError(message, "Fit the picture first.")
        return self._ask(np.ascontiguousarray(picture)[None], ())

    def _ask(self, example: npt.NDArray[Any], tokens: tuple[str, ...]) -> ExampleAttention:
        try:
            found = self._session.run(list(OUTPUTS), {self._input: example})
        except ModelFileError:
            raise
        except Exception as error:
            reason = str(error).splitlines()[0][:200]
            raise ModelFileError(f"{self.path} failed on this: {reason}", _REMEDY) from error
        maps, queries, keys, values = (answer[:, 0] for answer in found)
        time = len(tokens) or maps.shape[-1]
        wanted = (self.n_layers, self.n_heads, time)
        wrong = maps.shape != (*wanted, time) or any(
            part.shape != (*wanted, queries.shape[-1]) for part in (queries, keys, values)
        )
        if wrong or not all(np.isfinite(answer).all() for answer in found):
            shapes = ", ".join(str(answer.shape) for answer in found)
            message = f"{self.path} answers with {shapes}, or numbers that are not finite."
            raise ModelFileError(message, _REMEDY)
        if maps.min() < 0 or np.abs(maps.sum(-1) - 1).max() > _SUM_TOLERANCE:
            message = f"{self.path} answers with maps whose rows do not sum to 1."
            raise ModelFileError(message, _REMEDY)
        shown = tokens or patch_names(time, self.grid)
        return ExampleAttention(shown, maps, queries, keys, values, self.causal)


def patch_names(time: int, grid: tuple[int, ...]) -> tuple[str, ...]:
    """``row,column`` of each patch, from 1; plain numbers where ``grid`` is not known."""
    if math.prod(grid) != time or len(grid) != 2:
        return tuple(str(n + 1) for n in range(time))
    rows, columns = grid
    return tuple(f"{r + 1},{c + 1}" for r in range(rows) for c in range(columns))


def mean_of_heads(maps: Floats) -> Floats:
    """Mean over heads: ``(…, n_heads, time, time)`` → ``(…, time, time)``."""
    mean: Floats = maps.mean(-3, dtype=np.float64).astype(np.float32)
    return mean


def rollout(maps: Floats) -> Floats:
    """Attention rollout: from which input each token's vector comes, layer by layer.

    What a layer adds to a token goes beside the token itself, so a layer's map is half its
    heads' mean and half the identity; the product of these from the first layer up is the
    answer (Abnar & Zuidema, *Quantifying Attention Flow in Transformers*, 2020,
    https://arxiv.org/abs/2005.00928).

    Parameters
    ----------
    maps
        ``(n_layers, n_heads, time, time)``.

    Returns
    -------
    Floats
        ``(n_layers, time, time)``: up to each layer; rows sum to 1.
    """
    so_far = np.eye(maps.shape[-1])
    found = np.empty((len(maps), *maps.shape[-2:]), np.float32)
    for layer, heads in enumerate(maps):
        mixed = 0.5 * heads.mean(0, dtype=np.float64) + 0.5 * np.eye(maps.shape[-1])
        so_far = (mixed / mixed.sum(-1, keepdims=True)) @ so_far
        found[layer] = so_far
    return found


@dataclass(frozen=True)
class Steps:
    """How one token, in one head, comes to its answer; T = time, D = head_dim.

    ``query`` ``(D,)``, ``keys`` ``(T, D)`` and ``values`` ``(T, D)`` are what goes in;
    ``scores`` ``(T,)`` the dot product of the query with each key; ``scaled`` ``(T,)`` those
    divided by √D; ``visible`` bool ``(T,)`` which tokens it may look at; ``masked`` ``(T,)`` the
    scaled scores with −∞ where it may not; ``weights`` ``(T,)`` their softmax, a row of the map;
    ``contributions`` ``(T, D)`` each value times its weight; ``answer`` ``(D,)`` their sum.
    """

    query: Floats
    keys: Floats
    values: Floats
    scores: Floats
    scaled: Floats
    visible: npt.NDArray[np.bool_]
    masked: Floats
    weights: Floats
    contributions: Floats
    answer: Floats


def step_by_step(attention: ExampleAttention, layer: int, head: int, position: int) -> Steps:
    """How the token at ``place`` asks the others, in one head of one layer, all counted from 0.

    Dot product → scale → mask → softmax → weighted sum (Vaswani et al. 2017).

    Raises
    ------
    UsageError
        When there is no such layer, head or place.
    """
    for name, number, n in zip(
        ("layer", "head", "token"), (layer, head, position), attention.maps.shape[:3], strict=True
    ):
        if not 0 <= number < n:
            message = f"There is no {name} {number + 1}; there are {n}."
            raise UsageError(message, f"Choose a {name} from 1 to {n}.")
    query = attention.queries[layer, head, position]
    keys, values = attention.keys[layer, head], attention.values[layer, head]
    scores = keys.astype(np.float64) @ query
    scaled = scores / math.sqrt(len(query))
    seen = np.ones(len(keys), bool)
    if attention.causal:
        seen[position + 1 :] = False
    masked = np.where(seen, scaled, -np.inf)
    weights = np.exp(masked - masked.max())
    weights /= weights.sum()
    parts = weights[:, None] * values
    found = (scores, scaled, masked, weights, parts, parts.sum(0))
    scores, scaled, masked, weights, parts, answer = (x.astype(np.float32) for x in found)
    return Steps(query, keys, values, scores, scaled, seen, masked, weights, parts, answer)


def _problem(inputs: Any, outputs: Any) -> str:
    """What is wrong with the graph's signature."""
    names = tuple(output.name for output in outputs)
    if names != OUTPUTS:
        return f"gives {', '.join(names)[:100]}, not {', '.join(OUTPUTS)}"
    if any(o.type != "tensor(float)" or len(o.shape or ()) != 5 for o in outputs):
        return "gives something else than attention maps with five axes"
    sizes = [o.shape[axis] for o in outputs for axis in (0, 2)]
    if not all(isinstance(n, int) and 0 < n < 1 << 12 for n in sizes):
        return "does not say how many layers and heads it has"
    takes = [(i.name, i.type, len(i.shape or ())) for i in inputs]
    if takes == [("ids", "tensor(int64)", 2)]:
        return ""
    pictures = [[("pixels", "tensor(uint8)", axes)] for axes in (3, 4)]
    if takes in pictures and all(isinstance(n, int) and n > 0 for n in inputs[0].shape[1:]):
        return ""
    return f"takes {', '.join(name for name, _, _ in takes)[:100]}, neither token ids nor pixels"


def _grid(facts: dict[str, Any]) -> tuple[int, ...]:
    grid = facts.get("grid", [])
    fine = isinstance(grid, list) and all(type(n) is int and 0 < n < 1 << 12 for n in grid)
    return tuple(grid) if fine else ()


# A text and the most tokens of it → ids, and the tokens as they are shown.
Reader = Callable[[str, int], tuple[list[int], tuple[str, ...]]]


def _reader(facts: dict[str, Any], task: str) -> Reader:
    if facts.get("tokenizer_kind") == "foreign":
        return ForeignTokenizer(facts.get("tokenizer", "")).read
    tokenizer = Tokenizer.from_json(facts.get("tokenizer", ""))

    def read(text: str, most: int) -> tuple[list[int], tuple[str, ...]]:
        hidden = task == MASKED and MASK in text
        coded = with_masks(tokenizer, text) if hidden else tokenizer.encode(text)
        ids: list[int] = coded[:most].tolist()
        return ids, tuple(visible(tokenizer.token(id)) for id in ids)

    return read
