"""What the map shows: tokens of a run, its test texts, or the same seen by an encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import (
    SPECIAL_TOKENS,
    Corpus,
    Data,
    DatasetError,
    Encoder,
    Floats,
    ModelSource,
    TextClasses,
    Tokenizer,
    UsageError,
)
from workbench.inference import (
    Projection,
    pca,
    projection_methods,
    text_vectors,
    token_vectors,
    tsne,
    umap,
    unit_vectors,
)

# More points than these cannot be told apart, and t-SNE would take minutes.
MOST_TOKENS, MOST_TEXTS = 4000, 1000
_AT_ONCE = 64


@dataclass(frozen=True)
class Cloud:
    """Points before they are a map.

    ``vectors`` are float32 ``(n, width)`` at length 1, ``groups`` int64 ``(n,)`` each point's
    class among ``classes``, ``flat`` their first three principal components.
    """

    names: tuple[str, ...]
    vectors: Floats
    flat: Projection
    groups: npt.NDArray[np.int64] | None = None
    classes: tuple[str, ...] = ()

    @property
    def is_tokens(self) -> bool:
        """Whether the points are tokens, not texts."""
        return self.groups is None


def _cloud(names: Sequence[str], vectors: Floats, data: TextClasses | None = None) -> Cloud:
    near = unit_vectors(vectors)
    flat = pca(near, 3)
    if data is None:
        return Cloud(tuple(names), near, flat)
    return Cloud(tuple(names), near, flat, data.test.y[: len(names)], data.classes)


def tokens_of_run(model: Path, data: Data | None) -> Cloud:
    """A run's tokens, frequent ones first; those that training never saw have learnt nothing.

    Without its data, they come in the order of their ids.

    Raises
    ------
    ModelFileError
        When the run's model has no vectors of tokens.
    """
    tokens, vectors = token_vectors(model)
    rows = np.arange(len(SPECIAL_TOKENS), len(tokens))
    if isinstance(data, TextClasses | Corpus):
        counts = _counts(data)[: len(tokens)]
        rows = np.argsort(-counts, kind="stable")
        rows = rows[(rows >= len(SPECIAL_TOKENS)) & (counts[rows] > 0)]
    rows = rows[:MOST_TOKENS]
    return _cloud([tokens[row] for row in rows], vectors[rows])


def _counts(data: TextClasses | Corpus) -> npt.NDArray[np.int64]:
    tokenizer = Tokenizer.from_json(data.tokenizer)
    if isinstance(data, Corpus):
        return np.bincount(data.train, minlength=tokenizer.size)
    counts = np.zeros(tokenizer.size, np.int64)
    for text in data.train.texts:
        counts += np.bincount(tokenizer.encode(text), minlength=tokenizer.size)
    return counts


def texts_of_run(model: Path, data: Data) -> Cloud:
    """The first test texts, each the mean of its tokens' vectors.

    Raises
    ------
    DatasetError
        When the run is about no texts in classes.
    ModelFileError
        When the run's model has no vectors of tokens.
    """
    labelled = _labelled(data)
    _, vectors = token_vectors(model)
    tokenizer = Tokenizer.from_json(labelled.tokenizer)
    texts = labelled.test.texts[:MOST_TEXTS]
    ids = [tokenizer.encode(text) for text in texts]
    return _cloud(texts, text_vectors(vectors, ids), labelled)


def vocabulary_of(source: ModelSource) -> Cloud:
    """The frequent words of a pretrained model.

    Raises
    ------
    ModelFileError
        When it is not installed.
    """
    tokens, vectors = source.token_vectors(_model(source))
    return _cloud(tokens[:MOST_TOKENS], vectors[:MOST_TOKENS])


def texts_of(
    encoder: Encoder, data: Data, report: Callable[[str, float, float | None], None]
) -> Cloud:
    """The first test texts as a pretrained encoder understands them; ``report`` may raise.

    Raises
    ------
    DatasetError
        When the run is about no texts in classes.
    ModelFileError
        When the encoder is not installed.
    """
    labelled = _labelled(data)
    texts = labelled.test.texts[:MOST_TEXTS]
    found = []
    for start in range(0, len(texts), _AT_ONCE):
        report("Encoding texts", start, len(texts))
        found.append(encoder.embed(_model(encoder), texts[start : start + _AT_ONCE]))
    return _cloud(texts, np.concatenate(found), labelled)


def _model(source: ModelSource) -> str:
    return next(iter(source.models()), "")


def _labelled(data: Data) -> TextClasses:
    if not isinstance(data, TextClasses):
        raise DatasetError(
            "This run has no texts in classes.", "Choose tokens, or a run that classifies text."
        )
    return data


def spread(
    cloud: Cloud, method: str, n_components: int, report: Callable[[float, Floats], None]
) -> Floats:
    """Places float32 ``(n, n_components)`` by one of `embeddings.methods`.

    Raises
    ------
    UsageError
        When there is no such method here.
    """
    if method == "pca":
        return cloud.flat.points[:, :n_components]
    if method == "tsne":
        return tsne(cloud.vectors, n_components, report=report).points
    if method == "umap":
        return umap(cloud.vectors, n_components).points
    raise UsageError(f"There is no map {method!r}.", f"Choose {', '.join(projection_methods())}.")
