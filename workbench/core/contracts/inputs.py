"""The inputs that every workbench knows: pictures, texts, and one running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.input_kind import Arrays, InputKind
from workbench.core.pixels import channel_statistics
from workbench.core.row_identity import Identities
from workbench.core.special_tokens import UNK_ID
from workbench.core.tokenizer import Tokenizer, padded

if TYPE_CHECKING:
    from typing import Self


@dataclass(frozen=True)
class Pictures(InputKind):
    """Pictures of one size, ``uint8`` ``(n, height, width[, channels])``.

    Networks see float32 ``(batch, channels, height, width)``, standardised by channel.

    Attributes
    ----------
    height, width, channels
        Of a picture, in pixels.
    preparation
        How a picture file becomes such a picture; see `workbench.Preparation`.
    mean, scale
        Of each channel of the training pictures, 0…1, once fitted.
    """

    id: ClassVar[str] = "picture"
    name: ClassVar[str] = "Pictures"
    about: ClassVar[str] = "Pictures of one size, grey or in colour."
    noun: ClassVar[tuple[str, str]] = ("picture", "pictures")
    files: ClassVar[tuple[str, ...]] = (".png", ".jpg", ".jpeg")
    preview: ClassVar[str] = "workbench.ui:PicturesPreview"
    module: ClassVar[str] = "workbench.engine.input_modules:PixelsOf"

    height: int = 1
    width: int = 1
    channels: int = 1
    preparation: str = "pad"
    mean: tuple[float, ...] = ()
    scale: tuple[float, ...] = ()

    def __str__(self) -> str:
        depth = "" if self.channels == 1 else f"×{self.channels}"
        return f"{self.height}×{self.width}{depth} pictures"

    def problem(self, rows: Any) -> str:
        """A wrong type or size."""
        if not isinstance(rows, np.ndarray) or rows.dtype != np.uint8:
            kind = rows.dtype if isinstance(rows, np.ndarray) else type(rows).__name__
            return f"has pictures that are {kind}, not uint8"
        if rows.shape[1:] not in self._shapes:
            return f"has pictures of shape {rows.shape[1:]}, not {self._shapes[0]}"
        return ""

    @property
    def _shapes(self) -> list[tuple[int, ...]]:
        flat, deep = (self.height, self.width), (self.height, self.width, self.channels)
        return [flat, deep] if self.channels == 1 else [deep]

    def identities(self, rows: npt.NDArray[np.uint8]) -> Identities:
        """By every pixel."""
        return row_identity.of_pictures(rows)

    def fit(self, rows: npt.NDArray[np.uint8]) -> Self:
        """With mean and deviation of each channel."""
        mean, deviation = channel_statistics(rows)
        return replace(self, mean=tuple(mean.tolist()), scale=tuple(deviation.tolist()))

    def encode(self, rows: npt.NDArray[np.uint8]) -> Arrays:
        """The pixels."""
        return {"pixels": np.ascontiguousarray(rows)}

    def example(self, n: int, length: int) -> Arrays:
        """Empty pictures."""
        return {"pixels": np.zeros((n, *self._shapes[0]), np.uint8)}

    def text(self, rows: Any, index: int) -> str:
        """Only its size: a picture is shown."""
        return f"{self.height}×{self.width} picture"

    def picture(self, rows: npt.NDArray[np.uint8], index: int) -> npt.NDArray[np.uint8]:
        """The picture."""
        picture: npt.NDArray[np.uint8] = rows[index]
        return picture


@dataclass(frozen=True)
class Texts(InputKind):
    """Texts, a tuple of them; networks see token ids, int64 ``(batch, time)``, padded with 0.

    Attributes
    ----------
    tokenizer
        The text of a ``tokenizer.json``.
    length
        How many tokens of a text are read, from its start.
    """

    id: ClassVar[str] = "text"
    name: ClassVar[str] = "Texts"
    about: ClassVar[str] = "Texts, each cut into tokens."
    noun: ClassVar[tuple[str, str]] = ("text", "texts")
    preview: ClassVar[str] = "workbench.ui:TextsPreview"

    tokenizer: str = field(default="", repr=False)
    length: int = 128

    @property
    def n_tokens(self) -> int:
        """The size of the vocabulary."""
        return self._tokens.size

    @property
    def _tokens(self) -> Tokenizer:
        return Tokenizer.from_json(self.tokenizer)

    def problem(self, rows: Any) -> str:
        """Rows that are no texts."""
        if isinstance(rows, str) or not isinstance(rows, Sequence):
            return f"has texts that are a {type(rows).__name__}, not a tuple"
        strangers = {type(text).__name__ for text in rows if not isinstance(text, str)}
        return f"has texts that are {', '.join(sorted(strangers))}" if strangers else ""

    def identities(self, rows: Sequence[str]) -> Identities:
        """By letters, digits and symbols, whatever the case, spaces and punctuation."""
        return row_identity.of_texts(rows)

    def digest(self, rows: Sequence[str]) -> str:
        """Of the texts themselves, whatever cuts them."""
        return row_identity.digest_of_texts(rows)

    def encode(self, rows: Sequence[str]) -> Arrays:
        """Token ids, padded to the longest of these rows."""
        tokenizer = self._tokens
        coded = [tokenizer.encode(text)[: self.length] for text in rows]
        return {"ids": padded(coded)}

    def axes(self) -> Mapping[str, Mapping[int, str]]:
        """Texts have any length."""
        return {"ids": {1: "time"}}

    def longest(self, rows: Sequence[str]) -> int:
        """No tokenizer here makes more tokens than a text has bytes."""
        return 4 * max(map(len, rows), default=1)

    def example(self, n: int, length: int) -> Arrays:
        """Texts of unknown tokens: of padding there would be nothing left to read."""
        return {"ids": np.full((n, length), UNK_ID, np.int64)}

    def read(self, source: Any) -> tuple[str, ...]:
        """A text, a file of plain text, or several texts."""
        if isinstance(source, str):
            return (source,)
        if isinstance(source, Path):
            return (source.read_text("utf-8", errors="replace"),)
        texts = tuple(source)
        if problem := self.problem(texts):
            raise UsageError(f"This {problem}.", "Give texts.")
        return texts

    def text(self, rows: Sequence[str], index: int) -> str:
        """The text."""
        return rows[index]


@dataclass(frozen=True)
class RunningText(InputKind):
    """One text as token ids, int32 ``(n,)``; its rows are cut by trainers."""

    id: ClassVar[str] = "running-text"
    name: ClassVar[str] = "Running text"
    about: ClassVar[str] = "One long text, read from its start to its end."
    noun: ClassVar[tuple[str, str]] = ("token", "tokens")
    preview: ClassVar[str] = "workbench.ui:RunningTextPreview"

    tokenizer: str = field(default="", repr=False)

    def encode(self, rows: npt.NDArray[np.int32]) -> Arrays:
        """The token ids."""
        return {"ids": np.asarray(rows, np.int64)[None]}

    def axes(self) -> Mapping[str, Mapping[int, str]]:
        """A piece has any length."""
        return {"ids": {1: "time"}}

    def example(self, n: int, length: int) -> Arrays:
        """Pieces of unknown tokens."""
        return {"ids": np.full((n, length), UNK_ID, np.int64)}
