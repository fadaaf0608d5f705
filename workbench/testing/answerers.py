"""The contract of answerers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from workbench.core.contracts.answerer import (
    APPROACHES,
    Answerer,
    Encode,
    Fitted,
    Floats,
    Inputs,
    Tools,
)
from workbench.core.contracts.dataset import Split
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.prompting.prompts.rows import Labelled
from workbench.testing.conventions import check_contribution, expect
from workbench.testing.data import example_data, example_texts

WIDTH = 16


def check_answerer(cls: type[Answerer]) -> None:
    """Check that an answerer learns, says probabilities, and says the same again.

    It learns from texts and from pictures, from whichever it supports; also from a few rows,
    among which a class may be missing. An encoder, where it asks for one, counts words.
    """
    check_contribution(cls)
    known = [d for d in (example_texts(), example_data()) if cls().supports(d.task)]
    expect(known, f"{cls.__name__} supports neither texts nor pictures in classes")
    fitting = cls.approach in APPROACHES
    expect(fitting, f"{cls.__name__}.approach is {cls.approach!r}, not one of {APPROACHES}")
    for data in known:
        _check_on(cls, data)


def _check_on(cls: type[Answerer], data: Labelled) -> None:
    name, n_classes = cls.__name__, len(data.classes)
    inputs: Inputs = data.test.texts if isinstance(data, TextClasses) else data.test.x
    found = _fit(cls, data, data.train)
    said = found.predict(inputs)
    expect(said.shape == (len(inputs), n_classes), f"{name}: predict gives {said.shape}")
    expect(said.dtype == np.float32, f"{name}: predict gives {said.dtype}, not float32")
    sums = said.sum(1)
    expect(np.allclose(sums, 1, atol=1e-3), f"{name}: probabilities of a row sum to {sums.min()}")
    alone = found.predict(inputs[:1])
    expect(np.allclose(alone, said[:1], atol=1e-4), f"{name}: a row alone gets another answer")
    empty = found.predict(inputs[:0])
    expect(empty.shape == (0, n_classes), f"{name}: of no row predict gives {empty.shape}")
    again = _fit(cls, data, data.train).predict(inputs)
    expect(np.array_equal(again, said), f"{name}: the same seed gives other answers")
    _fit(cls, data, _only(data, 1))
    if cls.learns:
        right = float(np.mean(said.argmax(1) == data.test.y))
        expect(right > 1.5 / n_classes, f"{name}: it has learnt nothing, {right:.0%} are right")


def _fit(cls: type[Answerer], data: Labelled, learn: TextRows | Split) -> Fitted:
    def encoder(name: str) -> Encode:
        message = f"{cls.__name__} stands on an encoder, and its approach is {cls.approach!r}"
        expect(cls.approach == "adapt", message)
        return _encoder(name)

    return cls().fit(learn, data.classes, cls.Params(), 0, Tools(encoder))


def _only(data: Labelled, label: int) -> TextRows | Split:
    rows = np.flatnonzero(data.train.y == label)[:5]
    if isinstance(data, TextClasses):
        return TextRows(tuple(data.train.texts[row] for row in rows.tolist()), data.train.y[rows])
    return data.train.at(rows)


def _encoder(_: str) -> Encode:
    def encode(texts: Sequence[str]) -> Floats:
        found = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in text.split():
                row[hashlib.sha256(word.encode()).digest()[0] % WIDTH] += 1
        found /= np.maximum(1, np.linalg.norm(found, axis=1, keepdims=True))
        return found

    return encode
