"""Generate: text that a language model goes on with, token by token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.special_tokens import SPECIAL
from workbench.core.tokenizer import Tokenizer
from workbench.inference.sampling import Sampling, draw, softmax
from workbench.inference.textmodel import NEXT, CachedModel, LanguageModel


@dataclass(frozen=True)
class Generated:
    """One token, and the text that can be shown since the token before.

    The texts of all tokens, joined, are the text: a character whose bytes are several tokens
    comes whole with the last of them. ``probability`` is the model's own, before temperature,
    top-k and top-p.
    """

    token_id: int
    text: str
    probability: float


def generate(
    model: LanguageModel,
    prompt: str | npt.ArrayLike,
    *,
    max_tokens: int,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float = 1.0,
    seed: int = 0,
    stop: str | Sequence[str] | None = None,
) -> Iterator[Generated]:
    """Continue a prompt; what was generated comes as soon as it is there.

    The same arguments give the same text. Special tokens are never generated. A
    ``cached.onnx`` beside the model is used, which is quicker: once the context is full it
    goes on from the last half. Without one, the last ``context`` tokens are read for each.

    Parameters
    ----------
    prompt
        A text, or ids ``(time,)``.
    temperature, top_k, top_p
        See `Sampling`; at temperature 0 the likeliest token is taken.
    stop
        The text ends before the first place where this, or one of these, appears.

    Raises
    ------
    UsageError
        When a value is impossible, or the model does not continue text.
    ModelFileError
        When a file is damaged; also later, when the model fails.
    """
    if model.task != NEXT:
        message = f"{model.path} fills in hidden words; it does not continue text."
        raise UsageError(message, "Choose a model that was trained to continue text.")
    if model.tokenizer.size <= len(SPECIAL):
        raise ModelFileError(f"{model.path} knows no tokens.", "Choose another model.")
    ends = (stop,) if isinstance(stop, str) else tuple(stop or ())
    if max_tokens < 0 or seed < 0 or "" in ends:
        message = "max_tokens and seed cannot be negative, and stop cannot be empty."
        raise UsageError(message, "Correct the value.")
    sampling = Sampling(temperature, top_k, top_p)
    ids = model.prompt(prompt)
    given = prompt if isinstance(prompt, str) else np.asarray(prompt)
    writer = _Writer(model.tokenizer, ids if len(given) else ids[:0], ends)
    return _tokens(_reader(model), ids, sampling, writer, max_tokens, seed)


def _tokens(
    reader: _NextLogits,
    ids: npt.NDArray[np.int64],
    sampling: Sampling,
    writer: _Writer,
    max_tokens: int,
    seed: int,
) -> Iterator[Generated]:
    rng = np.random.default_rng(seed)
    for left in range(max_tokens - 1, -1, -1):
        logits = reader.read(ids).astype(np.float64)
        allowed = logits.copy()
        allowed[: len(SPECIAL)] = -np.inf
        token = draw(sampling.probabilities(allowed), rng)
        text = writer.write(token, is_last=left == 0)
        yield Generated(token, text, float(softmax(logits)[token]))
        if writer.is_done:
            return
        ids = np.array([token], np.int64)


class _NextLogits(Protocol):
    """Reads on, and says the logits ``(n_tokens,)`` of what comes next."""

    def read(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Add ids ``(time,)`` and answer."""
        ...


def _reader(model: LanguageModel) -> _NextLogits:
    quick = model.with_cache
    return _Whole(model) if quick is None else _Quick(quick)


class _Whole:
    """Reads the last ``context`` tokens again each time."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._ids = np.empty(0, np.int64)

    def read(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        self._ids = np.concatenate([self._ids, ids])[-self._model.context :]
        last: npt.NDArray[np.float32] = self._model.logits(self._ids)[-1]
        return last


class _Quick:
    """Reads only what is new, and begins again with the last half when the context is full."""

    def __init__(self, model: CachedModel) -> None:
        self._model = model
        self._ids = np.empty(0, np.int64)
        self._past = model.empty

    def read(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        context = self._model.context
        is_first = not len(self._ids)
        self._ids = np.concatenate([self._ids, ids])
        if len(self._ids) > context:
            kept = context if is_first else max(1, context // 2)
            ids = self._ids = self._ids[-kept:]
            self._past = self._model.empty
        logits, self._past = self._model.step(ids, self._past)
        last: npt.NDArray[np.float32] = logits[-1]
        return last


class _Writer:
    """Tokens to text, held back while a character or the stop may still become whole."""

    def __init__(
        self, tokenizer: Tokenizer, before: npt.NDArray[np.int64], stop: tuple[str, ...]
    ) -> None:
        self._tokenizer = tokenizer
        # Whether a word needs a space in front depends on the token before it.
        self._before: list[int] = before[before >= len(SPECIAL)][-1:].tolist()
        self._pending: list[int] = []
        self._held = ""
        self._stop = stop
        self.is_done = False

    def write(self, token: int, is_last: bool) -> str:
        self._pending.append(token)
        self._held += self._whole_characters(is_last)
        ready = len(self._held)
        found = [at for end in self._stop if (at := self._held.find(end)) >= 0]
        self.is_done = bool(found)
        if found:
            ready = min(found)
        elif not is_last:
            ready -= max((_overlap(self._held, end) for end in self._stop), default=0)
        text = self._held[:ready]
        self._held = self._held[ready:]
        return text

    def _whole_characters(self, is_last: bool) -> str:
        shown = len(self._tokenizer.decode(self._before))
        text = self._tokenizer.decode(self._before + self._pending)[shown:]
        # What the bytes so far leave open is decoded to this character.
        if text.endswith("\ufffd") and self._tokenizer.kind == "bpe" and not is_last:
            return ""
        self._before = self._pending[-1:]
        self._pending = []
        return text


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of ``text`` may be the beginning of ``stop``."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if stop.startswith(text[-n:])), 0)
