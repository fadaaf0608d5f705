"""The contract of answerers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from workbench.core.contracts.answerer import (
    APPROACHES,
    Answerer,
    Encode,
    Fitted,
    Floats,
    Tools,
    TrainingSplit,
)
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.examples import Examples, Rows, examples
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes, Labels, Number
from workbench.prompting.prompts.rows import Labelled, labelled
from workbench.testing.conventions import check_contribution, expect
from workbench.testing.data import example_data, example_texts

WIDTH = 16


def check_answerer(cls: type[Answerer], data: Data | None = None) -> None:
    """Check that an answerer learns, gives answers of the target's form, and the same again.

    It learns also from a few rows, among which a class may be missing. An encoder, where it asks
    for one, counts words.

    Parameters
    ----------
    data
        Rows of the kind that it is for, learnt in seconds, as `Dataset.load` gives them. Without
        them it learns from texts, pictures, and rows of numbers with a class, labels or a number,
        from whichever it supports; one that supports none of them is looked at, but not asked.
    """
    check_contribution(cls)
    fitting = cls.approach in APPROACHES
    expect(fitting, f"{cls.__name__}.approach is {cls.approach!r}, not one of {APPROACHES}")
    if data is not None:
        message = f"{cls.__name__} does not support {data.task}"
        expect(cls().supports(data.task), message)
        _check_on(cls, data)
        return
    known_data: list[Labelled] = [example_texts(), example_data()]
    for known in (*known_data, *map(_numbers, _targets())):
        if cls().supports(known.task):
            _check_on(cls, known)


def _targets() -> tuple[TargetKind, ...]:
    return Classes(("low", "high")), Labels(labels=("a", "b")), Number(quantity="sum", unit="m")


def _numbers(target: TargetKind) -> Examples:
    """Two columns of numbers whose sum says the rest."""
    x = np.random.default_rng(0).normal(size=(250, 2))
    total = x.sum(1)
    y: Any = 10 * total + 50
    if target.classes:
        y = (total > 0).astype(np.int64)
    elif len(target.names) > 1:
        y = (x > 0).astype(np.int64)
    parts = (Rows(x[:200], y[:200]), Rows(x[200:], y[200:]))
    return examples(*parts, ArrayInputs(shape=(2,)), target)


def _check_on(cls: type[Answerer], data: Data) -> None:
    data = labelled(data)
    name, kind, target = cls.__name__, data.inputs, data.target
    inputs, n_outputs, n_rows = data.test.x, target.n_outputs, len(data.test)
    found = _fit(cls, data, data.train)
    answers = found.predict(inputs)
    expect(answers.shape == (n_rows, n_outputs), f"{name}: predict gives {answers.shape}")
    dtype = np.float64 if isinstance(target, Number) else np.float32
    expect(answers.dtype == dtype, f"{name}: predict gives {answers.dtype}, not {dtype.__name__}")
    expect(bool(np.isfinite(answers).all()), f"{name}: answers are not finite")
    if target.classes:
        sums = answers.sum(1)
        message = f"{name}: probabilities of a row sum to {sums.min()}"
        expect(np.allclose(sums, 1, atol=1e-3), message)
    alone = found.predict(kind.take(inputs, np.arange(1)))
    expect(np.allclose(alone, answers[:1], atol=1e-4), f"{name}: a row alone gets another answer")
    empty = found.predict(kind.take(inputs, np.arange(0)))
    expect(empty.shape == (0, n_outputs), f"{name}: of no row predict gives {empty.shape}")
    again = _fit(cls, data, data.train).predict(inputs)
    expect(np.array_equal(again, answers), f"{name}: the same seed gives other answers")
    few = np.flatnonzero(target.strata(data.train.y) == target.strata(data.train.y)[-1])[:5]
    _fit(cls, data, data.train.at(few))
    if cls.learns:
        _check_learnt(name, data, target.predictions(answers))


def _check_learnt(name: str, data: Any, predicted: Any) -> None:
    """It beats whoever always answers the same, by the target's own measure of a row."""
    target, y = data.target, data.test.y
    score = float(target.row_scores(predicted, y).mean())
    if target.classes:
        least = 1.5 / target.n_outputs
    else:
        typical = np.median(data.train.y, axis=0).astype(data.train.y.dtype)
        least = float(target.row_scores(np.broadcast_to(typical, y.shape), y).mean())
    message = f"{name}: it has learnt nothing, the mean score of a row is {score:.3g}"
    expect(score > least, message)


def _fit(cls: type[Answerer], data: Data, learn: TrainingSplit) -> Fitted:
    def encoder(name: str) -> Encode:
        message = f"{cls.__name__} stands on an encoder, and its approach is {cls.approach!r}"
        expect(cls.approach == "adapt", message)
        return _encoder(name)

    return cls().fit(learn, data.target, cls.Params(), 0, Tools(encoder))


def _encoder(_: str) -> Encode:
    def encode(texts: Sequence[str]) -> Floats:
        found = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in text.split():
                row[hashlib.sha256(word.encode()).digest()[0] % WIDTH] += 1
        found /= np.maximum(1, np.linalg.norm(found, axis=1, keepdims=True))
        return found

    return encode
