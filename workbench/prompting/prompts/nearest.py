"""Nearest: how alike a question and the rows that may be its shots are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.model_source import Floats
from workbench.core.words import word_tokens
from workbench.prompting.prompts.images import pixels
from workbench.prompting.prompts.rows import Row

Embed = Callable[[Sequence[str]], Floats]
BATCH = 256


@dataclass(frozen=True)
class Nearness:
    """Cosines of a row with each row of a pool, float32 ``(n,)``; ``by`` says what is compared."""

    by: str
    of: Callable[[Row], Floats]


def by_vectors(
    embed: Embed, texts: Sequence[str], name: str, check: Callable[[], None] = lambda: None
) -> Nearness:
    """Compare what an encoder makes of the texts; ``check`` is called between batches."""
    pieces = []
    for start in range(0, len(texts), BATCH):
        check()
        pieces.append(_unit(embed(texts[start : start + BATCH])))
    vectors = np.concatenate(pieces)

    def of(row: Row) -> Floats:
        found: Floats = vectors @ _unit(embed([row.text]))[0]
        return found

    return Nearness(f"embeddings of {name}", of)


def by_tfidf(texts: Sequence[str]) -> Nearness:
    """Compare which words texts share, rare ones counting more (TF-IDF)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    try:
        of_any_length = partial(word_tokens, shortest=1)
        weigher = TfidfVectorizer(sublinear_tf=True, tokenizer=of_any_length, token_pattern=None)
        table = weigher.fit_transform(texts)
    except ValueError:  # no text holds a word
        return Nearness("nothing: the texts hold no words", lambda _: np.zeros(len(texts), "f4"))

    def of(row: Row) -> Floats:
        found = (table @ weigher.transform([row.text]).T).toarray()[:, 0]
        return np.asarray(found, np.float32)

    return Nearness("the words that texts share (TF-IDF)", of)


def by_pixels(pictures: npt.NDArray[np.uint8]) -> Nearness:
    """Compare pictures pixel by pixel; a row without one raises `UsageError`."""
    flat = _unit(pictures.reshape(len(pictures), -1).astype(np.float32))

    def of(row: Row) -> Floats:
        if not row.images:
            message = "Nearest shots are found by pixels, but what is asked about has no picture."
            raise UsageError(message, "Ask about a picture, or choose shots in another way.")
        found: Floats = flat @ _unit(pixels(row.images[0], pictures.shape[1:])[None])[0]
        return found

    return Nearness("pixels", of)


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
