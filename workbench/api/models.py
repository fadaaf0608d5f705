"""Models: a trained model names classes, answers rows of any kind, or writes on."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench.api import figures
from workbench.api.arguments import check_number, check_text, refused
from workbench.api.runs import RunResult, run_name
from workbench.api.session import plugins
from workbench.core import blame, bounds
from workbench.core.contracts.errors import ModelFileError, UsageError, WorkbenchError
from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.io.plain_text import one_line
from workbench.core.runs.store import RunInfo
from workbench.inference import generate as writing
from workbench.inference import runmodels
from workbench.inference.classifiers import classify, open_classifier
from workbench.inference.generate import Generated
from workbench.inference.predictor import Predictor
from workbench.inference.row_model import RowModel
from workbench.inference.textmodel import (
    EXAMPLES,
    LanguageModel,
    TextClassifier,
    open_language_model,
)

if TYPE_CHECKING:
    import pandas

Pictures = npt.NDArray[np.uint8]
# Rows of a result that a cell shows; letters of an input's name.
SHOWN, NAME_LENGTH = 10, 80
_TAKES = "texts, paths of pictures, uint8 arrays, or a list of one kind of them"


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
class RowPredictions:
    """What a model for rows of any kind answers to each row.

    Attributes
    ----------
    predictions
        Of the type of the target's labels: a class's index int64 ``(n,)``, a number in its unit
        float64 ``(n,)``, or 0 and 1 for each label int64 ``(n, n_labels)``.
    answers
        What the model file gives, float32 ``(n, n_outputs)``: probabilities, or numbers.
    input_kind, target
        The kinds that the model was trained for.
    inputs
        What was asked about, as it is named in a table.
    """

    predictions: npt.NDArray[Any]
    answers: npt.NDArray[np.float32]
    input_kind: InputKind = field(repr=False)
    target: TargetKind = field(repr=False)
    inputs: tuple[str, ...] = field(repr=False)

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes where an answer is one of them; else empty."""
        return self.target.classes

    @property
    def labels(self) -> list[str]:
        """Each prediction as it is shown: a class, a number with its unit, labels with commas."""
        return [self.target.text(prediction) for prediction in self.predictions]

    @property
    def indices(self) -> npt.NDArray[np.int64]:
        """The likeliest class of each row, int64 ``(n,)``.

        Raises
        ------
        UsageError
            When an answer is no class.
        """
        self._check(bool(self.classes), "classes")
        return np.asarray(self.predictions, np.int64)

    @property
    def confidences(self) -> npt.NDArray[np.float32]:
        """How sure each answer is, float32 ``(n,)``, 0…1; NaN where the target does not say."""
        return np.asarray(self.target.confidence(self.answers), np.float32)

    @property
    def probabilities(self) -> npt.NDArray[np.float32]:
        """Probabilities float32 ``(n, n_outputs)``.

        Raises
        ------
        UsageError
            When answers are no probabilities.
        """
        self._check(bool(np.isfinite(self.confidences).all()), "probabilities")
        return self.answers

    def _check(self, has: bool, what: str) -> None:
        if not has:
            message = f"This model answers with {self.target.name.lower()}, not with {what}."
            raise UsageError(message, "Take predictions or answers.")

    def __len__(self) -> int:
        return len(self.answers)

    def to_pandas(self) -> pandas.DataFrame:
        """Input and prediction of each row, and a column of answers for each output.

        Raises
        ------
        UsageError
            When pandas is not installed.
        """
        is_flat = self.predictions.ndim == 1 and not self.classes
        plain = self.predictions if is_flat else self.labels
        sure = bool(np.isfinite(self.confidences).all()) and len(self) > 0
        each = {f"p({name})": self.answers[:, k] for k, name in enumerate(self.target.names)}
        return figures.frame_of(
            {"input": self.inputs, "prediction": plain, **(each if sure else {})}
        )

    def _repr_html_(self) -> str:
        rows = zip(self.inputs[:SHOWN], self.labels[:SHOWN], strict=False)
        more = len(self) - SHOWN
        note = [figures.paragraph(f"and {more:,} more")] if more > 0 else []
        return figures.framed(figures.table(("input", "prediction"), rows), *note)


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
    inputs: Any,
) -> ClassProbabilities | RowPredictions:
    """Ask a model of pictures, of texts or of rows of any other kind.

    Parameters
    ----------
    model
        A `RunResult` or `RunInfo`, what `load_run` takes, or the path of a ``model.onnx``.
    inputs
        For a model of texts: one text, or several. For a model of pictures: paths of PNG or JPEG
        files; uint8 arrays ``(height, width)``, light on dark, or ``(height, width, channels)``;
        or one array ``(n, height, width[, channels])`` of many. Pictures of another size are made
        ready as the model's dataset says; those that have the model's shape are taken as they are.
        For any other model what its kind of data reads (`InputKind.read`), or a list of paths,
        texts, mappings or arrays, each of which it reads; the plugin that brings the kind must be
        loaded (`load_plugins`).

    Returns
    -------
    ClassProbabilities or RowPredictions
        In the order of the inputs: `ClassProbabilities` from models of pictures or texts,
        `RowPredictions` from any other. Both have ``labels``.

    Raises
    ------
    RunNotFound
        When there is no such run or file.
    ModelFileError
        When the run has no model yet, or the file is damaged, foreign or hostile; when no plugin
        knows its kind of data.
    DatasetError
        When a picture or a file cannot be read.
    UsageError
        When the model writes text, or the inputs are not what it reads.
    """
    if inputs is None:
        raise refused("inputs", inputs, _TAKES)
    problem = _problem_of_inputs(inputs)
    try:
        path = _path(model)
        is_for_rows = runmodels.task_at(path) == EXAMPLES
    except WorkbenchError as error:
        raise problem or error from None
    if is_for_rows:
        return _predict_rows(path, inputs)
    if problem is not None:
        raise problem
    opened = _open_classifier(path, _stamp(path))
    several: list[Any]
    if isinstance(inputs, str | Path) or _is_one_picture(inputs, opened):
        several = [inputs]
    else:
        several = list(inputs)
    names = tuple(
        str(n) if isinstance(each, np.ndarray) else str(each) for n, each in enumerate(several)
    )
    return ClassProbabilities(opened.classes, classify(opened, several), names)


def _predict_rows(path: Path, inputs: Any) -> RowPredictions:
    opened = RowModel(path, plugins())
    parts, names = [], []
    for number, each in enumerate(_each_of(inputs)):
        rows = _rows_of(opened.inputs, each)
        answers = opened.predict(rows)
        parts.append(answers)
        name = one_line(str(each))[:NAME_LENGTH] if isinstance(each, str | Path) else str(number)
        several = len(answers) > 1
        names += [f"{name}, row {row + 1}" if several else name for row in range(len(answers))]
    empty = np.empty((0, opened.target.n_outputs), np.float32)
    whole = np.concatenate([empty, *parts])
    return RowPredictions(
        opened.target.predictions(whole), whole, opened.inputs, opened.target, tuple(names)
    )


def _each_of(inputs: Any) -> list[Any]:
    """What is read one after the other: a list of things that are sources themselves, or one."""
    sources = (str, Path, Mapping, np.ndarray)
    if isinstance(inputs, list | tuple) and all(isinstance(each, sources) for each in inputs):
        return list(inputs)
    return [inputs]


def _rows_of(kind: InputKind, source: Any) -> Any:
    """Rows that the kind reads; a text that is the path of a file stands for the file."""
    if isinstance(source, str):
        with contextlib.suppress(OSError):  # a long text is no name of a file
            file = Path(source).expanduser()
            source = file if file.is_file() else source
    try:
        return kind.read(source)
    except (ValueError, TypeError) as error:
        message = f"{one_line(str(source))[:NAME_LENGTH]!r} is no {kind.noun[0]}: {error}."
        raise UsageError(message, f"Give what {kind.name} reads.") from error
    except BaseException as error:
        blame.let_through(error)
        raise blame.contained(error, type(kind)) from error


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
        Seed of the sampling.
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
    path = _path(model)
    opened = _open_language_model(path, _stamp(path))
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


def _problem_of_inputs(inputs: object) -> UsageError | None:
    """Why these are no pictures or texts."""
    if isinstance(inputs, str | Path | np.ndarray):
        return None
    if not isinstance(inputs, Sequence):
        return refused("inputs", inputs, _TAKES)
    for index, each in enumerate(inputs):
        if not isinstance(each, str | Path | np.ndarray):
            return refused(f"inputs[{index}]", each, "a text, a path or a uint8 array")
    return None


def _path(model: RunResult | RunInfo | str | Path) -> Path:
    if not isinstance(model, RunResult):
        return runmodels.model_file(run_name("model", model))
    if model.model_file is None:
        message = f"The run {model.id} has no model yet."
        raise ModelFileError(message, f"workbench.resume({model.id!r}) finishes it.")
    return model.model_file


def _stamp(path: Path) -> int:
    """When a model's file was changed: a model stays open until another is asked, or it changes."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0  # opening it says what is wrong


# A new file is opened again: it has another stamp.
@lru_cache(4)
def _open_classifier(path: Path, stamp: int) -> Predictor | TextClassifier:  # noqa: ARG001
    return open_classifier(path)


@lru_cache(4)
def _open_language_model(path: Path, stamp: int) -> LanguageModel:  # noqa: ARG001
    return open_language_model(path)


def _is_one_picture(inputs: object, model: Predictor | TextClassifier) -> bool:
    """Whether an array is one picture rather than many: one more axis than the model's is many."""
    if not isinstance(inputs, np.ndarray):
        return False
    if not isinstance(model, Predictor):
        message = f"{model.path} reads texts, not arrays."
        raise UsageError(message, "Give texts, each a str.")
    if inputs.ndim == 3 and len(model.shape) == 2:
        # Grey pictures in a row, unless it is one picture in colours of another size.
        return inputs.shape[1:] != model.shape and inputs.shape[2] in (1, 3, 4)
    return inputs.ndim <= 3
