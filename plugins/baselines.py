"""Answerers: what every model must beat, and a pretrained encoder with a linear head."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench import (
    Answerer,
    Fitted,
    Floats,
    ImageClassification,
    Inputs,
    Params,
    Split,
    Task,
    TextClassification,
    TextRows,
    Tools,
    hookimpl,
    param,
    word_tokens,
)

AT_ONCE = 1024


class Majority(Answerer):
    """The most frequent class, whatever is asked."""

    id, name = "majority", "Majority class"
    about = "Always says the most frequent class: what a model must beat to know anything."
    learns = False
    approach = "baseline"

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification | ImageClassification)

    def fit(
        self,
        learn: TextRows | Split,
        classes: tuple[str, ...],
        params: Params,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        counts = np.bincount(learn.y.astype(np.int64), minlength=len(classes))
        shares = (counts / counts.sum()).astype(np.float32)
        return _always(shares)


class LinearParams(Params):
    C: float = param(
        1.0, "Freedom", "Weak pull to zero where large, strong where small.", log=True, gt=0
    )
    balanced: bool = param(
        False,
        "Classes count alike",
        "Rows of a rare class weigh more, so that few labels do not all go to the frequent one.",
        advanced=True,
    )

    def model(self) -> Any:
        """Logistic regression as these settings want it."""
        from sklearn.linear_model import LogisticRegression

        # With one label of each of many classes that is as it should be.
        warnings.filterwarnings("ignore", "The number of unique classes is greater", UserWarning)
        weight = "balanced" if self.balanced else None
        return LogisticRegression(C=self.C, max_iter=1000, class_weight=weight)


class Tfidf(Answerer):
    """TF-IDF and logistic regression, as scikit-learn has them by default."""

    id, name = "tfidf", "TF-IDF + logistic regression"
    order = 10
    about = "Counts words, weighs rare ones more, and draws a line: the classical answer."
    Params = LinearParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification)

    def fit(
        self,
        learn: TextRows | Split,
        classes: tuple[str, ...],
        params: LinearParams,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        from sklearn.feature_extraction.text import TfidfVectorizer

        assert isinstance(learn, TextRows)
        if len(np.unique(learn.y)) < 2:
            return _only_class(learn, len(classes))
        # The words that scikit-learn counts by default, and in other scripts those that it cuts.
        bag = TfidfVectorizer(tokenizer=word_tokens, token_pattern=None)
        model = params.model()
        model.fit(bag.fit_transform(learn.texts), learn.y)
        predict = _predictor(model, len(classes), bag.transform)
        return Fitted(predict, _size(model, bag), memory=_memory(model, bag))


class PixelRegression(Answerer):
    """The pixels as they are, from 0 to 1, and logistic regression."""

    id, name = "pixels", "Pixels + logistic regression"
    order = 10
    about = "Weighs every pixel and draws a line: the classical answer for small pictures."
    Params = LinearParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)

    def fit(
        self,
        learn: TextRows | Split,
        classes: tuple[str, ...],
        params: LinearParams,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        assert isinstance(learn, Split)
        if len(np.unique(learn.y)) < 2:
            return _only_class(learn, len(classes))
        model = params.model().fit(_flat(learn.x), learn.y)
        some = _predictor(model, len(classes), _flat)

        def predict(inputs: Inputs) -> Floats:
            # As numbers with a point pictures take eight times the memory.
            starts = range(0, max(1, len(inputs)), AT_ONCE)
            return np.concatenate([some(inputs[first : first + AT_ONCE]) for first in starts])

        return Fitted(predict, _size(model), memory=_memory(model))


class EncoderHeadParams(LinearParams):
    encoder: str = param(
        "",
        "Encoder",
        "As provider/model; empty takes one that is on this machine.",
        offers="encoders",
    )


class EncoderHead(Answerer):
    """Vectors of a pretrained encoder that stays as it is, and logistic regression on them."""

    id, name = "encoder-head", "Pretrained encoder + linear head"
    approach = "adapt"
    about = "A frozen encoder turns texts into vectors; a line between them is learnt."
    Params = EncoderHeadParams

    def called(self, encoder: str) -> str:
        return f"{encoder} + linear head"

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification)

    def fit(
        self,
        learn: TextRows | Split,
        classes: tuple[str, ...],
        params: Any,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        assert isinstance(learn, TextRows)
        encode = tools.encoder(params.encoder)
        if len(np.unique(learn.y)) < 2:
            return _only_class(learn, len(classes))
        model = params.model().fit(encode(learn.texts), learn.y)
        predict = _predictor(model, len(classes), encode)
        return Fitted(predict, _size(model), memory=_memory(model))


def _flat(pictures: Any) -> npt.NDArray[np.float64]:
    """Pixels 0…1, float64 ``(n, height * width * channels)``."""
    table: npt.NDArray[np.float64] = np.asarray(pictures) / 255
    return table.reshape(len(table), int(np.prod(table.shape[1:])))


def _only_class(learn: TextRows | Split, n_classes: int) -> Fitted:
    """Of one class there is nothing to tell apart."""
    shares = np.bincount(learn.y, minlength=n_classes).astype(np.float32) / len(learn.y)
    return _always(shares)


def _always(shares: Floats) -> Fitted:
    """Says the same of everything."""
    size = shares.nbytes
    return Fitted(lambda inputs: np.tile(shares, (len(inputs), 1)), size, memory=size)


def _predictor(model: Any, n_classes: int, prepare: Any) -> Any:
    known = model.classes_.astype(np.int64)

    def predict(inputs: Inputs) -> Floats:
        # A class without a training row is never said.
        found = np.zeros((len(inputs), n_classes), np.float32)
        if len(inputs):
            found[:, known] = model.predict_proba(prepare(inputs))
        return found

    return predict


def _size(model: Any, bag: Any = None) -> int:
    """Bytes of the numbers that were learnt, and of the words they stand for."""
    numbers = int(model.coef_.nbytes + model.intercept_.nbytes)
    if bag is None:
        return numbers
    return numbers + int(bag.idf_.nbytes) + sum(len(word.encode()) for word in bag.vocabulary_)


def _memory(model: Any, bag: Any = None) -> int:
    """The same as Python holds it: each word is an object, and its number another."""
    numbers = int(model.coef_.nbytes + model.intercept_.nbytes)
    if bag is None:
        return numbers
    table = bag.vocabulary_
    held = sum(sys.getsizeof(word) + sys.getsizeof(number) for word, number in table.items())
    return numbers + int(bag.idf_.nbytes) + sys.getsizeof(table) + held


@hookimpl
def register_answerers() -> list[type[Answerer]]:
    return [Majority, Tfidf, PixelRegression, EncoderHead]
