"""The contract of encoders."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.tokenizer import Tokenizer
from workbench.testing.conventions import expect
from workbench.testing.model_sources import check_source

TEXTS = ("yes", "", "a much longer text than the others")


def check_encoder(cls: type[Encoder], params: Any = None) -> None:
    """It lists models; the first of them, if there is one, turns texts into vectors.

    Vectors are finite, one for each text, none for no text, and the same again. A tokenizer that
    it gives away can be read, and words that it shows have a vector each.
    """
    encoder = cls() if params is None else cls(params)
    for model in check_source(encoder)[:1]:
        _check_vectors(encoder, model)
        _check_tokenizer(encoder, model)
        if cls.has_token_vectors():
            _check_words(encoder, model)
        check_source(encoder)  # once more, as its model is loaded now


def _check_vectors(encoder: Encoder, model: str) -> None:
    id = encoder.id
    for texts in (list(TEXTS), []):
        vectors: Any = encoder.embed(model, texts)
        fits = isinstance(vectors, np.ndarray) and vectors.dtype == np.float32 and vectors.ndim == 2
        expect(fits, f"{id}: embed() returns {type(vectors).__name__}, not float32 (n, width)")
        expect(len(vectors) == len(texts), f"{id}: {len(vectors)} vectors for {len(texts)} texts")
        expect(np.isfinite(vectors).all(), f"{id}: a vector is not finite")
        again, tokens = encoder.embed_counted(model, texts)
        expect(again.shape == vectors.shape, f"{id}: embed_counted() gives {again.shape}")
        close = np.allclose(again, vectors, atol=1e-3)
        expect(close, f"{id}: the same texts have other vectors the second time")
        counted = tokens is None or (isinstance(tokens, int) and tokens >= 0)
        expect(counted, f"{id}: embed_counted() counts {tokens!r} tokens")


def _check_tokenizer(encoder: Encoder, model: str) -> None:
    try:
        text = encoder.tokenizer(model)
    except WorkbenchError:
        return  # it gives none away
    try:
        Tokenizer.from_json(text)
    except WorkbenchError as error:
        expect(False, f"{encoder.id}: its tokenizer cannot be read: {error.message}")


def _check_words(encoder: Encoder, model: str) -> None:
    words, vectors = encoder.token_vectors(model)
    fits = isinstance(vectors, np.ndarray) and vectors.ndim == 2 and len(vectors) == len(words)
    expect(fits, f"{encoder.id}: token_vectors() gives {len(words)} words and other vectors")
