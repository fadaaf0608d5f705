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
    Inputs,
    Labels,
    Number,
    Params,
    Pictures,
    TargetKind,
    Task,
    Texts,
    Tools,
    TrainingSplit,
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
        return bool(task.target.classes)

    def fit(
        self,
        learn: TrainingSplit,
        target: TargetKind,
        params: Params,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        return _only_class(learn, target.n_outputs)


class CommonLabels(Answerer):
    """Each label as often as it is in training, whatever is asked."""

    id, name = "common-labels", "Most frequent labels"
    about = "Always gives the labels that at least half of the rows have."
    learns = False
    approach = "baseline"

    def supports(self, task: Task) -> bool:
        return isinstance(task.target, Labels)

    def fit(
        self, learn: TrainingSplit, target: TargetKind, params: Params, seed: int, tools: Tools
    ) -> Fitted:
        return _always(learn.y.mean(0).astype(np.float32))


class MedianNumber(Answerer):
    """The median of the training rows, whatever is asked: the best that one number can do."""

    id, name = "median-number", "Always the median"
    about = "Always answers with the training rows' median: no constant has a smaller MAE."
    learns = False
    approach = "baseline"

    def supports(self, task: Task) -> bool:
        return isinstance(task.target, Number)

    def fit(
        self, learn: TrainingSplit, target: TargetKind, params: Params, seed: int, tools: Tools
    ) -> Fitted:
        return _always(np.array([np.median(learn.y)], np.float64))


class MeanNumber(MedianNumber):
    """The mean of the training rows, whatever is asked."""

    id, name = "mean-number", "Always the mean"
    about = "Always answers with the training rows' mean: an R² of about 0."

    def fit(
        self, learn: TrainingSplit, target: TargetKind, params: Params, seed: int, tools: Tools
    ) -> Fitted:
        return _always(np.array([np.mean(learn.y, dtype=np.float64)]))


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
        return isinstance(task.inputs, Texts) and _can_choose(task.target)

    def fit(
        self,
        learn: TrainingSplit,
        target: TargetKind,
        params: LinearParams,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        from sklearn.feature_extraction.text import TfidfVectorizer

        if not isinstance(target, Labels) and len(np.unique(learn.y)) < 2:
            return _only_class(learn, target.n_outputs)
        # The words that scikit-learn counts by default, and in other scripts those that it cuts.
        bag = TfidfVectorizer(tokenizer=word_tokens, token_pattern=None)
        features = bag.fit_transform(learn.x)
        if isinstance(target, Labels):
            return _each_label(learn, features, params, bag.transform, bag)
        model = params.model().fit(features, learn.y)
        predict = _predictor(model, target.n_outputs, bag.transform)
        return Fitted(predict, _size(model, bag), memory=_memory(model, bag))


class PixelRegression(Answerer):
    """The pixels as they are, from 0 to 1, and logistic regression."""

    id, name = "pixels", "Pixels + logistic regression"
    order = 10
    about = "Weighs every pixel and draws a line: the classical answer for small pictures."
    Params = LinearParams

    def supports(self, task: Task) -> bool:
        return isinstance(task.inputs, Pictures) and bool(task.target.classes)

    def fit(
        self,
        learn: TrainingSplit,
        target: TargetKind,
        params: LinearParams,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        if len(np.unique(learn.y)) < 2:
            return _only_class(learn, target.n_outputs)
        model = params.model().fit(_flat(learn.x), learn.y)
        some = _predictor(model, target.n_outputs, _flat)

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
        return isinstance(task.inputs, Texts) and _can_choose(task.target)

    def fit(
        self,
        learn: TrainingSplit,
        target: TargetKind,
        params: Any,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        encode = tools.encoder(params.encoder)
        if isinstance(target, Labels):
            return _each_label(learn, encode(learn.x), params, encode)
        if len(np.unique(learn.y)) < 2:
            return _only_class(learn, target.n_outputs)
        model = params.model().fit(encode(learn.x), learn.y)
        predict = _predictor(model, target.n_outputs, encode)
        return Fitted(predict, _size(model), memory=_memory(model))


def _flat(pictures: Any) -> npt.NDArray[np.float64]:
    """Pixels 0…1, float64 ``(n, height * width * channels)``."""
    table: npt.NDArray[np.float64] = np.asarray(pictures) / 255
    return table.reshape(len(table), int(np.prod(table.shape[1:])))


def _only_class(learn: TrainingSplit, n_classes: int) -> Fitted:
    """Of one class there is nothing to tell apart."""
    shares = np.bincount(learn.y, minlength=n_classes).astype(np.float32) / len(learn.y)
    return _always(shares)


def _always(shares: Floats) -> Fitted:
    """Says the same of everything."""
    size = shares.nbytes
    return Fitted(lambda inputs: np.tile(shares, (len(inputs), 1)), size, memory=size)


def _can_choose(target: TargetKind) -> bool:
    """Whether logistic regression answers it: one class, or any number of labels."""
    return bool(target.classes) or isinstance(target, Labels)


def _each_label(
    learn: TrainingSplit, features: Any, params: LinearParams, prepare: Any, bag: Any = None
) -> Fitted:
    """A logistic regression for each label; one that all rows or none have is always so."""
    shares = learn.y.mean(0).astype(np.float32)
    models = {
        k: params.model().fit(features, learn.y[:, k])
        for k, share in enumerate(shares.tolist())
        if 0 < share < 1
    }

    def predict(inputs: Inputs) -> Floats:
        found = np.tile(shares, (len(inputs), 1))
        if len(inputs):
            x = prepare(inputs)
            for k, model in models.items():
                found[:, k] = model.predict_proba(x)[:, 1]
        return found

    numbers = sum(int(model.coef_.nbytes + model.intercept_.nbytes) for model in models.values())
    words, held = (0, 0) if bag is None else (_words_size(bag), _words_memory(bag))
    return Fitted(predict, numbers + words, memory=numbers + held)


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
    return numbers if bag is None else numbers + _words_size(bag)


def _words_size(bag: Any) -> int:
    return int(bag.idf_.nbytes) + sum(len(word.encode()) for word in bag.vocabulary_)


def _memory(model: Any, bag: Any = None) -> int:
    """The same as Python holds it: each word is an object, and its number another."""
    numbers = int(model.coef_.nbytes + model.intercept_.nbytes)
    return numbers if bag is None else numbers + _words_memory(bag)


def _words_memory(bag: Any) -> int:
    table = bag.vocabulary_
    held = sum(sys.getsizeof(word) + sys.getsizeof(number) for word, number in table.items())
    return int(bag.idf_.nbytes) + sys.getsizeof(table) + held


@hookimpl
def register_answerers() -> list[type[Answerer]]:
    return [
        Majority,
        CommonLabels,
        MedianNumber,
        MeanNumber,
        Tfidf,
        PixelRegression,
        EncoderHead,
    ]
