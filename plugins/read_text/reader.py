"""Reading a text: the classes of every model that was asked, the likeliest first. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import text_without_token
from workbench.inference import TextClassifier

TOP = 10


@dataclass(frozen=True)
class OpenTextModel:
    """A run's model, opened."""

    run: str
    name: str
    classifier: TextClassifier


@dataclass(frozen=True)
class TextReading:
    """Class names and each model's ``(name, probabilities)`` of them.

    ``left_out`` names models whose classes are others than the first one's; ``read`` is how many
    characters the first one read, where it did not read all.
    """

    classes: tuple[str, ...] = ()
    answers: tuple[tuple[str, npt.NDArray[np.float32]], ...] = ()
    excluded: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    read: int | None = None


def open_models(runs: Sequence[tuple[str, str, Path]]) -> list[OpenTextModel]:
    """Open the models of runs, given as (id, name, folder).

    Raises
    ------
    ModelFileError
        When one cannot be used.
    """
    return [
        OpenTextModel(run, name, TextClassifier(path / "model.onnx")) for run, name, path in runs
    ]


def read(models: Sequence[OpenTextModel], text: str) -> TextReading:
    """Ask every model; of many classes those that the first holds for likeliest are kept."""
    if not models or not text.strip():
        return TextReading()
    first = models[0].classifier
    same = [model for model in models if model.classifier.classes == first.classes]
    found = [(model.name, model.classifier.predict([text])[0]) for model in same]
    rows = np.arange(len(first.classes))
    if len(rows) > TOP:
        rows = np.argsort(-found[0][1], kind="stable")[:TOP]
    return TextReading(
        tuple(first.classes[row] for row in rows),
        tuple((name, p[rows]) for name, p in found),
        tuple(model.name for model in models if model not in same),
        text_without_token(first.tokenizer, text),
        _read(first, text),
    )


def _read(classifier: TextClassifier, text: str) -> int | None:
    """Where a text that is too long was left off, in characters."""
    if len(text) <= classifier.context:
        return None  # no token is shorter than a character, so all of it was read
    pieces = classifier.tokenizer.pieces(text)
    return None if len(pieces) <= classifier.context else pieces[classifier.context].start
