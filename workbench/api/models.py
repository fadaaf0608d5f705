"""Models: a trained model names classes, or writes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench.api import figures
from workbench.api.arguments import check_number, check_text, refused
from workbench.api.runs import RunResult, run_name
from workbench.core import bounds
from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.runs.store import RunInfo
from workbench.inference import generate as writing
from workbench.inference import runmodels
from workbench.inference.classifiers import classify, open_classifier
from workbench.inference.generate import Generated
from workbench.inference.predictor import Predictor
from workbench.inference.textmodel import LanguageModel, TextClassifier, open_language_model

if TYPE_CHECKING:
    import pandas

Pictures = npt.NDArray[np.uint8]
# Rows of a result that a cell shows.
SHOWN = 10


@dataclass(frozen=True)
class ClassProbabilities:
    """What a model says of each input.

    Attributes
    ----------
    classes
        Names of the classes.
    probabilities
        float32 ``(n, n_classes)``; each row sums to 1.
    inputs
        What was asked about, as it is named in a table: a text, a path, or the picture's number.
    """

    classes: tuple[str, ...]
    probabilities: npt.NDArray[np.float32]
    inputs: tuple[str, ...] = field(repr=False)

    @property
    def indices(self) -> npt.NDArray[np.int64]:
        """The likeliest class of each input, int64 ``(n,)``."""
        return np.asarray(self.probabilities.argmax(1), np.int64)

    @property
    def labels(self) -> list[str]:
        """The name of the likeliest class of each input."""
        return [self.classes[index] for index in self.indices.tolist()]

    @property
    def confidences(self) -> npt.NDArray[np.float32]:
        """The probability of that class, float32 ``(n,)``."""
        return np.asarray(self.probabilities.max(1), np.float32)

    def __len__(self) -> int:
        return len(self.probabilities)

    def to_pandas(self) -> pandas.DataFrame:
        """Input, label and confidence of each, and a column of probabilities for each class.

        Raises
        ------
        UsageError
            When pandas is not installed.
        """
        plain = {"input": self.inputs, "label": self.labels, "confidence": self.confidences}
        each = {f"p({name})": self.probabilities[:, k] for k, name in enumerate(self.classes)}
        return figures.frame_of({**plain, **each})

    def _repr_html_(self) -> str:
        confidences = [f"{100 * p:.1f} %" for p in self.confidences[:SHOWN].tolist()]
        rows = zip(self.inputs, self.labels, confidences, strict=False)
        more = len(self) - SHOWN
        note = [figures.paragraph(f"and {more:,} more")] if more > 0 else []
        return figures.framed(figures.table(("input", "label", "confidence"), rows), *note)


@dataclass(frozen=True)
class GeneratedText:
    """What a language model wrote; ``str()`` gives prompt and text together.

    Attributes
    ----------
    prompt, text
        What it was given, and what it wrote after that.
    tokens
        `Generated` tokens in order, each with its ``token_id``, ``text`` and the ``probability``
        (0…1) that the model gave it.
    """

    prompt: str
    text: str
    tokens: tuple[Generated, ...] = field(repr=False)

    def __str__(self) -> str:
        return self.prompt + self.text


def predict(
    model: RunResult | RunInfo | str | Path,
    inputs: str | Path | Pictures | Sequence[str | Path | Pictures],
) -> ClassProbabilities:
    """Ask a model of pictures or of texts which class each input is of.

    Parameters
    ----------
    model
        A `RunResult` or `RunInfo`, what `load_run` takes, or the path of a ``model.onnx``.
    inputs
        For a model of texts: one text, or several. For a model of pictures: paths of PNG or JPEG
        files; uint8 arrays ``(height, width)``, light on dark, or ``(height, width, channels)``;
        or one array ``(n, height, width[, channels])`` of many. Pictures of another size are made
        ready as the model's dataset says; those that have the model's shape are taken as they are.

    Returns
    -------
    ClassProbabilities
        In the order of the inputs.

    Raises
    ------
    RunNotFound
        When there is no such run or file.
    ModelFileError
        When the run has no model yet, or the file is damaged, foreign or hostile.
    DatasetError
        When a picture cannot be read.
    UsageError
        When the model writes text, or the inputs are not what it reads.
    """
    _check_inputs(inputs)
    opened = _opened(_path(model), is_classifier=True)
    assert isinstance(opened, Predictor | TextClassifier)
    several: list[Any]
    if isinstance(inputs, str | Path) or _is_one_picture(inputs, opened):
        several = [inputs]
    else:
        several = list(inputs)
    names = tuple(
        str(n) if isinstance(each, np.ndarray) else str(each) for n, each in enumerate(several)
    )
    return ClassProbabilities(opened.classes, classify(opened, several), names)


def generate(
    model: RunResult | RunInfo | str | Path,
    prompt: str = "",
    *,
    max_tokens: int = 100,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float = 1.0,
    seed: int = 0,
    stop: str | Sequence[str] | None = None,
) -> GeneratedText:
    """Let a language model write on; the same arguments give the same text.

    Parameters
    ----------
    model
        A `RunResult` or `RunInfo`, what `load_run` takes, or the path of a ``model.onnx``.
    prompt
        What to go on from; an empty one begins a new line.
    max_tokens
        How many tokens to write at most.
    temperature
        Below 1 safer, above 1 wilder; 0 takes the likeliest token always.
    top_k
        Choose among so many of the likeliest tokens only; ``None`` for all.
    top_p
        Choose among the fewest tokens that together have this probability, 0…1.
    seed
        Another seed, another text.
    stop
        The text ends before the first place where this, or one of these, appears.

    Raises
    ------
    RunNotFound
        When there is no such run or file.
    ModelFileError
        When the run has no model yet, or the file is damaged, foreign or hostile.
    UsageError
        When the model does not continue text, or a value is impossible.
    """
    check_text("prompt", prompt)
    check_number("max_tokens", max_tokens, bounds.MAX_TOKENS)
    check_number("temperature", temperature, bounds.TEMPERATURE)
    check_number("top_k", top_k, bounds.TOP_K, is_optional=True)
    check_number("top_p", top_p, bounds.TOP_P)
    check_number("seed", seed, bounds.SEED)
    stops = [stop] if isinstance(stop, str) or stop is None else stop
    if not isinstance(stops, list | tuple) or not all(isinstance(s, str | None) for s in stops):
        raise refused("stop", stop, "a str, or several")
    opened = _opened(_path(model), is_classifier=False)
    assert isinstance(opened, LanguageModel)
    tokens = tuple(
        writing.generate(
            opened,
            prompt,
            max_tokens=max_tokens,
            temperature=temperature,
            top_k=top_k,
            top_p=top_p,
            seed=seed,
            stop=stop,
        )
    )
    return GeneratedText(prompt, "".join(token.text for token in tokens), tokens)


def _check_inputs(inputs: object) -> None:
    takes = "texts, paths of pictures, uint8 arrays, or a list of one kind of them"
    if isinstance(inputs, str | Path | np.ndarray):
        return
    if not isinstance(inputs, Sequence):
        raise refused("inputs", inputs, takes)
    for index, each in enumerate(inputs):
        if not isinstance(each, str | Path | np.ndarray):
            raise refused(f"inputs[{index}]", each, "a text, a path or a uint8 array")


def _path(model: RunResult | RunInfo | str | Path) -> Path:
    if not isinstance(model, RunResult):
        return runmodels.model_file(run_name("model", model))
    if model.model_file is None:
        message = f"The run {model.id} has no model yet."
        raise ModelFileError(message, f"workbench.resume({model.id!r}) finishes it.")
    return model.model_file


def _opened(path: Path, is_classifier: bool) -> Predictor | TextClassifier | LanguageModel:
    """A model that stays open until another is asked, or its file changes."""
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        stamp = 0  # opening it says what is wrong
    return _open(path, is_classifier, stamp)


@lru_cache(4)
def _open(
    path: Path,
    is_classifier: bool,
    stamp: int,  # noqa: ARG001 - a new file is opened anew
) -> Predictor | TextClassifier | LanguageModel:
    return open_classifier(path) if is_classifier else open_language_model(path)


def _is_one_picture(inputs: object, model: Predictor | TextClassifier) -> bool:
    """Whether an array is one picture rather than many: one more axis than the model's is many."""
    if not isinstance(inputs, np.ndarray):
        return False
    if isinstance(model, TextClassifier):
        message = f"{model.path} reads texts, not arrays."
        raise UsageError(message, "Give texts, each a str.")
    if inputs.ndim == 3 and len(model.shape) == 2:
        # Grey pictures in a row, unless it is one picture in colours of another size.
        return inputs.shape[1:] != model.shape and inputs.shape[2] in (1, 3, 4)
    return inputs.ndim <= 3
