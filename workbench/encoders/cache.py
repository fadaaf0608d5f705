"""Cache: an encoder that encodes each text once, however often one begins again."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from workbench.core.contracts.answerer import Floats
from workbench.core.encoder_models import EncoderModel
from workbench.encoders import vectors
from workbench.encoders.vectors import Encoded

AT_ONCE = 512
# For services, so that little is paid twice after a crash, and for people who wait.
FEW_AT_ONCE = 64


@dataclass(frozen=True)
class Recalled:
    """Vectors float32 ``(n, width)``; what each text took; how much of it was not waited for now.

    ``saved`` are seconds: of texts that were encoded before.
    """

    vectors: Floats
    tokens: tuple[float, ...]
    saved: float


class CachedEncoder:
    """An encoder with its memory in ``folder``.

    A text alone is what is timed: on this machine it goes past the memory. To a service it is
    paid, so there it is remembered too, apart from the same text among others.
    """

    def __init__(self, model: EncoderModel, folder: Path, at_once: int = AT_ONCE) -> None:
        self.model = model
        self._at_once = FEW_AT_ONCE if model.destination else at_once
        # A model whose file is another one by now is another encoder.
        known_by = f"{model} {model.encoder.identity(model.name)}"
        self._folder = folder / hashlib.sha256(known_by.encode()).hexdigest()[:16]

    def __call__(self, texts: Sequence[str], check: Callable[[], None] = lambda: None) -> Recalled:
        """Encode what is not known yet, and keep it.

        Parameters
        ----------
        check
            Called between pieces of work; may raise `Stopped`.

        Raises
        ------
        Stopped
            When the user asked to end; what was encoded is kept.
        UsageError, ModelFileError, ProviderError, StorageError
            When texts cannot be encoded, or their vectors not be kept.
        """
        away = bool(self.model.destination)
        if not len(texts) or (len(texts) == 1 and not away):
            found, tokens = self.model.encoder.embed_counted(self.model.name, texts)
            return Recalled(found, (_number(tokens),) * len(texts), 0.0)
        by_text = {text: vectors.digest(text, len(texts) == 1) for text in texts}
        known = self._recalled
        new = [text for text, name in by_text.items() if name not in known]
        saved = sum(known[name].seconds for name in by_text.values() if name in known)
        for start in range(0, len(new), self._at_once):
            check()
            part = new[start : start + self._at_once]
            fresh = dict(zip((by_text[text] for text in part), self._encode(part), strict=True))
            vectors.add(self._folder, fresh)
            known |= fresh
        rows = [known[by_text[text]] for text in texts]
        return Recalled(
            np.stack([row.vector for row in rows]), tuple(row.tokens for row in rows), saved
        )

    @cached_property
    def _recalled(self) -> dict[bytes, Encoded]:
        return vectors.load(self._folder)

    def _encode(self, texts: Sequence[str]) -> list[Encoded]:
        began = time.perf_counter()
        found, tokens = self.model.encoder.embed_counted(self.model.name, texts)
        seconds = time.perf_counter() - began
        # Long texts take more of it; their parts add up to what was measured.
        lengths = [len(text) + 1 for text in texts]
        parts = [length / sum(lengths) for length in lengths]
        rows = zip(found, parts, strict=True)
        return [Encoded(row, seconds * part, _number(tokens) * part) for row, part in rows]


def _number(tokens: int | None) -> float:
    return math.nan if tokens is None else float(tokens)
