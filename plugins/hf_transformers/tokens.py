"""Tokens: a model's tokenizer, its chat template, and tokens that become text as they come."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import tokenizers
from tokenizers.decoders import DecodeStream

from workbench import Message, ModelFileError, UsageError


def tokenizer(folder: Path) -> tokenizers.Tokenizer:
    """The tokenizer of a model's folder; it neither cuts nor pads.

    Raises
    ------
    ModelFileError
        When it is damaged or of a kind that has no fast form.
    """
    library: tokenizers.Tokenizer = _whole(folder, _state(folder)).backend_tokenizer
    return library


def _state(folder: Path) -> tuple[int, ...]:
    paths = sorted(folder.glob("*token*")) + sorted(folder.glob("*.jinja"))
    return tuple(path.stat().st_mtime_ns for path in paths)


@lru_cache(maxsize=4)
def _whole(folder: Path, _: tuple[int, ...]) -> Any:
    from .library import transformers

    remedy = "Download the model again, or choose another."
    try:
        found = transformers().AutoTokenizer.from_pretrained(
            str(folder), local_files_only=True, trust_remote_code=False
        )
        library = found.backend_tokenizer
        library.no_padding()
        library.no_truncation()
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        message = f"The tokenizer in {folder} cannot be used: {reason}"
        raise ModelFileError(message, remedy) from error
    return found


def special(folder: Path) -> dict[str, int | None]:
    """The ids of the tokens that begin, end and pad, where there are such."""
    found = _whole(folder, _state(folder))
    return {name: getattr(found, f"{name}_token_id", None) for name in ("bos", "eos", "pad")}


def prompt_ids(folder: Path, messages: Sequence[Message], prompt: str | None) -> list[int]:
    """A question's ids: a conversation in the form the model was taught, or a text as it is.

    Raises
    ------
    UsageError
        When the model's template cannot take the conversation, or nothing is left to read.
    """
    if prompt is not None:
        ids = tokenizer(folder).encode(_plain(prompt)).ids
        begin = special(folder)["bos"]
        return ids or ([begin] if begin is not None else _nothing())
    turns = [{"role": turn.role, "content": _plain(turn.text)} for turn in messages]
    try:
        text = _whole(folder, _state(folder)).apply_chat_template(
            turns, add_generation_prompt=True, tokenize=False
        )
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        message = f"The model's chat template refuses the conversation: {reason}"
        raise UsageError(message, "Leave the system text out, or use the completion form.") from (
            error
        )
    return tokenizer(folder).encode(text, add_special_tokens=False).ids or _nothing()


def _nothing() -> list[int]:
    raise UsageError("The prompt has no token.", "Write a word or two.")


def _plain(text: str) -> str:
    # A lone half of a surrogate pair is no text to the library.
    return text.encode("utf-8", "replace").decode()


class Writer:
    """Tokens to pieces of text, held back while a character or a stop text may become whole.

    ``is_done`` says that a stop text was met; what stands before it has been given out.
    """

    def __init__(self, library: tokenizers.Tokenizer, stop: tuple[str, ...]) -> None:
        self._library = library
        self._stop = tuple(end for end in stop if end)
        self._stream = DecodeStream(skip_special_tokens=True)
        self._ids: list[int] = []
        self._shown = 0
        self._logprob = 0.0
        self._held: list[tuple[str, float]] = []
        self.is_done = False

    def write(self, token: int, logprob: float) -> list[tuple[str, float]]:
        """Texts that can be shown now, each with the log-probability of its tokens."""
        self._ids.append(token)
        self._logprob += logprob
        text = self._stream.step(self._library, token)
        if text:
            self._add(text)
        return self._ready()

    def end(self) -> list[tuple[str, float]]:
        """What was held back, when nothing follows any more."""
        rest = self._library.decode(self._ids, skip_special_tokens=True)[self._shown :]
        if rest and not self.is_done:
            self._add(rest)
        return self._ready(is_last=True)

    def _add(self, text: str) -> None:
        self._held.append((text, self._logprob))
        self._shown = self._shown + len(text)
        self._logprob = 0.0

    def _ready(self, is_last: bool = False) -> list[tuple[str, float]]:
        text = "".join(part for part, _ in self._held)
        found = [at for end in self._stop if (at := text.find(end)) >= 0]
        if found:
            self.is_done = True
            return self._take(min(found))
        overlap = 0 if is_last else max((_overlap(text, end) for end in self._stop), default=0)
        return self._take(len(text) - overlap) if overlap < len(text) else []

    def _take(self, n: int) -> list[tuple[str, float]]:
        """The first ``n`` characters; what is left of a part stays with its probability."""
        taken: list[tuple[str, float]] = []
        while self._held and n > 0:
            text, logprob = self._held[0]
            if len(text) > n and not self.is_done:
                return taken  # it comes whole, later
            taken.append((text[:n], logprob))
            n -= len(text)
            self._held.pop(0)
        if self.is_done:
            self._held.clear()
        return taken


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of ``text`` may be the beginning of ``stop``."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if stop.startswith(text[-n:])), 0)
