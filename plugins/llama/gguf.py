"""The header of a GGUF file: what kind of model it holds and how large it is.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Only sizes are read; no number
in the file is trusted before it is compared with the file's length.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import ModelFileError

MAGIC = b"GGUF"
_REMEDY = "Download the file again, or choose another GGUF file."
# Type of a value: its struct format. 8 is a text, 9 an array.
_NUMBERS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_TEXT, _ARRAY = 8, 9
_MOST_KEYS = 10_000


@dataclass(frozen=True)
class ModelHeader:
    """Sizes of a language model; ``context`` is what it was trained for.

    ``kv_width`` counts the numbers that are kept of each token in all layers together.
    """

    architecture: str
    n_bytes: int
    context: int
    n_layers: int
    d_model: int
    n_tokens: int
    kv_width: int
    chats: bool


def read(path: Path) -> ModelHeader:
    """Read the header of a language model.

    Raises
    ------
    ModelFileError
        When the file is damaged, no GGUF file, or no language model.
    """
    try:
        with path.open("rb") as file:
            if file.read(4) != MAGIC:
                raise ModelFileError(f"{path} is no GGUF file.", _REMEDY)
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                values = _KeyReader(content).values()
                return _header(values, len(content))
    except (struct.error, IndexError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        message = f"{path} is damaged, or no language model ({error})."
        raise ModelFileError(message, _REMEDY) from error
    except OSError as error:
        message = f"Cannot read {path}: {error.strerror or error}."
        raise ModelFileError(message, _REMEDY) from error


def _header(values: dict[str, Any], n_bytes: int) -> ModelHeader:
    kind = str(values["general.architecture"])

    def size(name: str, default: int | None = None) -> int:
        value = values.get(f"{kind}.{name}", default)
        # Some models say it for each layer.
        found = int(max(value) if isinstance(value, list) else value)  # type: ignore[arg-type]
        if not 0 <= found < 1 << 31:
            raise ValueError(f"{name} of {found}")
        return found

    layers, width, heads = (
        size("block_count"),
        size("embedding_length"),
        size("attention.head_count", 1),
    )
    per_head = width // max(heads, 1)
    keys, vectors = size("attention.key_length", per_head), size("attention.value_length", per_head)
    return ModelHeader(
        architecture=kind,
        n_bytes=n_bytes,
        context=size("context_length"),
        n_layers=layers,
        d_model=width,
        n_tokens=int(values.get("tokenizer.ggml.tokens", 0)),
        kv_width=layers * size("attention.head_count_kv", heads) * (keys + vectors),
        chats="tokenizer.chat_template" in values,
    )


class _KeyReader:
    """Goes through the keys; of an array of texts only the length is kept."""

    def __init__(self, content: mmap.mmap) -> None:
        self._content = content
        self._at = 4

    def values(self) -> dict[str, Any]:
        version = self._number("I")
        if version not in (2, 3):
            raise ValueError(f"version {version}")
        self._number("Q")
        count = self._number("Q")
        if count > _MOST_KEYS:
            raise ValueError(f"{count} keys")
        found = {}
        for _ in range(count):
            key = self._text()
            found[key] = self._value(self._number("I"))
        return found

    def _number(self, format: str) -> Any:
        (value,) = struct.unpack_from(f"<{format}", self._content, self._at)
        self._at += struct.calcsize(f"<{format}")
        return value

    def _text(self) -> str:
        return self._bytes().decode("utf-8", "replace")

    def _bytes(self) -> bytes:
        length = self._number("Q")
        if length > len(self._content) - self._at:
            raise ValueError("a text beyond the end of the file")
        found = self._content[self._at : self._at + length]
        self._at += length
        return found

    def _value(self, kind: int) -> Any:
        if kind == _TEXT:
            return self._text()
        if kind != _ARRAY:
            return self._number(_NUMBERS[kind])
        of, length = self._number("I"), self._number("Q")
        if length > len(self._content) - self._at:
            raise ValueError("an array beyond the end of the file")
        if of in _NUMBERS:
            width = struct.calcsize(f"<{_NUMBERS[of]}")
            if length * width > len(self._content) - self._at:
                raise ValueError("an array beyond the end of the file")
            values = struct.unpack_from(f"<{length}{_NUMBERS[of]}", self._content, self._at)
            self._at += length * width
            return list(values)
        if of != _TEXT:
            raise ValueError("an array of arrays")
        for _ in range(length):
            self._skip_text()
        return length

    def _skip_text(self) -> None:
        length = self._number("Q")
        if length > len(self._content) - self._at:
            raise ValueError("a text beyond the end of the file")
        self._at += length
