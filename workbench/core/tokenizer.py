"""Tokenizer: text into whole numbers and back, stored as the tokenizers library's JSON.

Three kinds: ``char`` has one token per code point, ``bpe`` merges bytes and so can write every
text, ``wordpiece`` cuts lower-cased words as BERT does. The first four ids mean the same in
each: padding, unknown, the start of a row, a hidden token.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.special_tokens import PAD_ID, SPECIAL, UNK_ID

if TYPE_CHECKING:
    import tokenizers

KINDS = ("char", "bpe", "wordpiece")

_KIND_OF_MODEL = {"WordLevel": "char", "BPE": "bpe", "WordPiece": "wordpiece"}
_SURROGATE = re.compile("[\ud800-\udfff]")
# Where a long text may be cut without changing a token: behind a lone line end.
_SEAM = re.compile(r"\S\n(?=\S)")
_PART = 1 << 16
_PARTS_AT_ONCE = 64


_SEEN = str.maketrans({" ": "␣", "\n": "⏎", "\t": "⇥", "\r": "␍"})


def visible(token: str) -> str:
    """A token with its spaces and line ends to be seen."""
    return token.translate(_SEEN) or "∅"


@dataclass(frozen=True)
class TokenSpan:
    r"""One token and the characters ``start:end`` of the text that it stands for.

    ``text`` is what a reader should see: a part of a character's bytes is written as
    ``\xf0``, and then ``start:end`` is the whole character.
    """

    text: str
    id: int
    start: int
    end: int


class Tokenizer:
    """Made by `from_json`; the JSON comes from `train`."""

    def __init__(
        self, text: str, kind: str, tokens: tuple[str, ...], library: tokenizers.Tokenizer | None
    ) -> None:
        self.kind = kind
        self._text = text
        self._tokens = tokens
        self._library = library
        # The library takes seconds for a megabyte of single characters; one lookup takes none.
        self._ids = _lookup_table(tokens) if library is None else np.empty(0, np.int32)

    @classmethod
    def from_json(cls, text: str) -> Tokenizer:
        """Read a ``tokenizer.json``.

        Raises
        ------
        ModelFileError
            When it is damaged, or its first four tokens are not ours.
        """
        try:
            table = json.loads(text)
            kind = _KIND_OF_MODEL[table["model"]["type"]]
            tokens = _in_order(table["model"]["vocab"])
            problem = _problem(kind, tokens)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _damaged(f"{type(error).__name__}: {error}") from None
        if problem:
            raise _damaged(problem)
        return cls(text, kind, tokens, None if kind == "char" else _library(text))

    def to_json(self) -> str:
        """Return the text that `from_json` took."""
        return self._text

    @property
    def size(self) -> int:
        """Number of tokens, the four special ones included."""
        return len(self._tokens)

    def token(self, id: int) -> str:
        """What a reader should see for one id."""
        token = self._tokens[id]
        if self.kind != "bpe" or id < len(SPECIAL):
            return token
        raw = bytes(_byte_of()[character] for character in token)
        return raw.decode("utf-8", "backslashreplace")

    def encode(self, text: str) -> npt.NDArray[np.int32]:
        """Return ids, ``int32`` of shape ``(n,)``, without any special token of our own."""
        if self._library is None:
            return _looked_up(text, self._ids)
        found: list[npt.NDArray[np.int32]] = []
        for group in _groups(_SURROGATE.sub("\ufffd", text)):
            coded = self._library.encode_batch_fast(group, add_special_tokens=False)
            found += [np.array(part.ids, np.int32) for part in coded]
        return np.concatenate(found)

    def decode(self, ids: npt.ArrayLike) -> str:
        """Return the text of ids; special tokens and ids outside the vocabulary are skipped."""
        flat = np.asarray(ids).reshape(-1)
        kept: list[int] = flat[(flat >= len(SPECIAL)) & (flat < self.size)].tolist()
        if self._library is None:
            return "".join(self._tokens[id] for id in kept)
        return str(self._library.decode(kept))

    def pieces(self, text: str) -> list[TokenSpan]:
        """Return each token of a short text with the characters that it stands for."""
        if self._library is None:
            ids = self.encode(text).tolist()
            return [TokenSpan(self._tokens[id], id, at, at + 1) for at, id in enumerate(ids)]
        coded = self._library.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
        pairs = zip(coded.ids, coded.offsets, strict=True)
        return [TokenSpan(self.token(id), id, start, end) for id, (start, end) in pairs]


def padded(rows: Sequence[npt.NDArray[np.integer]]) -> npt.NDArray[np.int64]:
    """Texts as ids, ``(time,)`` each, in one table ``(n, longest)`` that is padded at the end."""
    table = np.full((len(rows), max([1, *map(len, rows)])), PAD_ID, np.int64)
    for line, ids in zip(table, rows, strict=True):
        line[: len(ids)] = ids
        # A text without a token would leave the network nothing to look at.
        if not len(ids):
            line[0] = UNK_ID
    return table


def unknown(tokenizer: Tokenizer, text: str) -> tuple[str, ...]:
    """What of a text the tokenizer has no token for, each once, in the text's order."""
    if not np.any(tokenizer.encode(text) == UNK_ID):
        return ()
    pieces = tokenizer.pieces(text)
    return tuple(dict.fromkeys(text[p.start : p.end] for p in pieces if p.id == UNK_ID))


def _damaged(reason: str) -> ModelFileError:
    return ModelFileError(
        f"The tokenizer is damaged or foreign ({reason}).",
        "Take the run's own tokenizer.json, or train the tokenizer again.",
    )


def _in_order(vocabulary: dict[str, int]) -> tuple[str, ...]:
    by_id = {id: token for token, id in vocabulary.items()}
    return tuple(by_id[id] for id in range(len(vocabulary)))


def _problem(kind: str, tokens: tuple[str, ...]) -> str:
    if tokens[: len(SPECIAL)] != SPECIAL:
        return f"its first tokens are not {', '.join(SPECIAL)}"
    own = tokens[len(SPECIAL) :]
    if kind == "char" and any(len(token) != 1 for token in own):
        return "a token of it is longer than one character"
    if kind == "bpe" and not set().union(*own) <= _byte_of().keys():
        return "its tokens are not made of bytes"
    return ""


def _library(text: str) -> tokenizers.Tokenizer:
    import tokenizers

    try:
        library = tokenizers.Tokenizer.from_str(text)
    except Exception as error:  # noqa: BLE001  the library raises nothing more exact
        raise _damaged(str(error)) from None
    # Somebody's "[PAD]" in a text is five characters, not our padding.
    library.encode_special_tokens = True
    return library


def _groups(text: str) -> Iterator[list[str]]:
    """Cut a long text into parts that the library codes side by side, a few at a time."""
    group: list[str] = []
    start = 0
    while len(text) - start > _PART and (seam := _SEAM.search(text, start + _PART)):
        group.append(text[start : seam.end()])
        start = seam.end()
        if len(group) == _PARTS_AT_ONCE:
            yield group
            group = []
    yield [*group, text[start:]]


def _lookup_table(tokens: tuple[str, ...]) -> npt.NDArray[np.int32]:
    codes = [ord(token) for token in tokens[len(SPECIAL) :]]
    # The last place stands for every code point beyond the table.
    table = np.full(max(codes, default=0) + 2, UNK_ID, np.int32)
    table[codes] = np.arange(len(SPECIAL), len(tokens))
    return table


def _looked_up(text: str, table: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found: npt.NDArray[np.int32] = table[np.minimum(codes, len(table) - 1)]
    return found


@cache
def _byte_of() -> dict[str, int]:
    """The printable stand-in of each byte in byte-level BPE, as GPT-2 chose them."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in set(plain)]
    stand_ins = {chr(byte): byte for byte in plain}
    return stand_ins | {chr(256 + n): byte for n, byte in enumerate(others)}


def train(texts: Iterable[str], kind: str, vocab_size: int) -> str:
    """Learn a vocabulary and return it as the text of a ``tokenizer.json``.

    The same texts give the same JSON in every process.

    Parameters
    ----------
    texts
        Texts or pieces of one text; read once.
    kind
        One of `KINDS`.
    vocab_size
        At most so many tokens, the special ones included. ``char`` takes every character
        there is, and ``bpe`` never has fewer than 260: the special tokens and the bytes.

    Raises
    ------
    UsageError
        When there is no such kind.
    """
    from workbench.core import tokenizer_training

    if kind not in KINDS:
        raise UsageError(f"There is no tokenizer {kind!r}.", f"Choose one of: {', '.join(KINDS)}.")
    learn: Callable[[Iterable[str], int], str] = getattr(tokenizer_training, kind)
    return learn(texts, vocab_size)
