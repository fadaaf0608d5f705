"""Vectors: what an encoder made of texts, kept in a folder.

One folder an encoder, and in it numpy files of some texts each, which are written once and never
changed. Texts are known by their hash; the files hold no words.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from workbench.core.contracts.answerer import Floats
from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic

_DIGEST = 32


@dataclass(frozen=True)
class Encoded:
    """A text's vector, float32 ``(width,)``, and its part of what it took to have it.

    ``tokens`` is NaN where nobody counted them.
    """

    vector: Floats
    seconds: float
    tokens: float


def digest(text: str, alone: bool) -> bytes:
    """What a text is known by; one that was asked alone took another time than among many."""
    raw = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256((b"1" if alone else b"n") + raw).digest()


def load(folder: Path) -> dict[bytes, Encoded]:
    """Everything that is kept, by digest; a damaged file counts as none."""
    found: dict[bytes, Encoded] = {}
    for path in sorted(folder.glob("*.npz")):
        try:
            found |= _read(path)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError):
            continue
    return found


def _read(path: Path) -> dict[bytes, Encoded]:
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
        known, vectors = file["digests"], file["vectors"].astype(np.float32)
        seconds, tokens = file["seconds"].tolist(), file["tokens"].tolist()
    if known.shape != (len(vectors), _DIGEST) or vectors.ndim != 2:
        raise ValueError(path)
    rows = zip(known, vectors, seconds, tokens, strict=True)
    return {bytes(name): Encoded(vector, s, n) for name, vector, s, n in rows}


def add(folder: Path, new: Mapping[bytes, Encoded]) -> None:
    """Keep some more, all of them or nothing.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    name = hashlib.sha256(b"".join(new)).hexdigest()[:16]
    path = folder / f"{name}.npz"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A cache: what a power cut takes is computed again.
        with atomic.replacing(path, durable=False) as aside, aside.open("wb") as file:
            np.savez(
                file,
                digests=np.frombuffer(b"".join(new), np.uint8).reshape(-1, _DIGEST),
                vectors=np.stack([each.vector for each in new.values()]),
                seconds=np.array([each.seconds for each in new.values()], np.float64),
                tokens=np.array([each.tokens for each in new.values()], np.float64),
            )
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
