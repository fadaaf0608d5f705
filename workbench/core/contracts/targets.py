"""The targets that every workbench knows: one class, several labels, a number, the next token."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.target_kind import Answers, TargetKind
from workbench.core.statistics import (
    LabelMetric,
    NumberMetric,
    confusion_matrix,
    jaccard,
    label_figure,
    macro_f1,
    number_figure,
)

if TYPE_CHECKING:
    from typing import Self

EVEN = 0.5


@dataclass(frozen=True)
class Classes(TargetKind):
    """One class of several; labels are indices, any integer dtype, ``(n,)``."""

    id: ClassVar[str] = "class"
    name: ClassVar[str] = "One class"
    about: ClassVar[str] = "Each row belongs to one of several classes."
    decides: ClassVar[str] = "accuracy"
    directions: ClassVar[Mapping[str, int]] = MappingProxyType(
        {"accuracy": 1, "macro_f1": 1, "loss": -1}
    )
    shares: ClassVar[tuple[str, ...]] = ("accuracy", "macro_f1")
    loss_unit: ClassVar[str] = "nats"
    module: ClassVar[str] = "workbench.engine.target_modules:Softmax"
    loss_module: ClassVar[str] = "workbench.engine.target_modules:CrossEntropy"

    classes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"in {len(self.classes)} classes"

    @property
    def n_outputs(self) -> int:
        """The number of logits."""
        return len(self.classes)

    @property
    def names(self) -> tuple[str, ...]:
        """The classes."""
        return self.classes

    def problem(self, y: Any, n: int) -> str:
        """Labels of a wrong type, shape, number or size."""
        if problem := problem_of_labels(y, n):
            return problem
        if len(y) != n:
            return f"has {n} rows but {len(y)} labels"
        if n and (int(y.min()) < 0 or int(y.max()) >= len(self.classes)):
            return f"has labels {y.min()}…{y.max()} but there are {len(self.classes)} classes"
        return ""

    def strata(self, y: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """The classes themselves."""
        return y.astype(np.int64)

    def predictions(self, answers: Answers) -> npt.NDArray[np.int64]:
        """The most probable class."""
        predicted: npt.NDArray[np.int64] = answers.argmax(1).astype(np.int64)
        return predicted

    def confidence(self, answers: Answers) -> Answers:
        """The probability of the most probable class."""
        confidence: Answers = answers.max(1)
        return confidence

    def metrics(self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]) -> Mapping[str, float]:
        """Accuracy and macro-F1."""
        found = self.confusion(predicted, y)
        return {"accuracy": float(np.mean(predicted == y)), "macro_f1": macro_f1(found)}

    def row_scores(
        self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]
    ) -> npt.NDArray[np.float64]:
        """1 where it is right."""
        right: npt.NDArray[np.float64] = (predicted == y).astype(np.float64)
        return right

    def confusion(self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """Counts ``(n_classes, n_classes)``, rows are truth."""
        n = len(self.classes)
        return confusion_matrix(y.astype(np.int64), predicted.astype(np.int64), n)[:, :n]

    def text(self, prediction: Any) -> str:
        """The class's name; empty for an answer outside the classes."""
        index = int(prediction)
        return self.classes[index] if 0 <= index < len(self.classes) else ""

    def instruction(self) -> str:
        """Which classes there are."""
        return f"Answer with one of: {', '.join(self.classes)}."

    def parse(self, words: str) -> int | None:
        """The class that is named, where exactly one is."""
        folded = unicodedata.normalize("NFC", words).casefold()
        named = [
            index
            for index, name in enumerate(self.classes)
            if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", folded)
        ]
        return named[0] if len(named) == 1 else None


@dataclass(frozen=True)
class Labels(TargetKind):
    """Any number of labels a row; 0 or 1 of an integer or boolean dtype, ``(n, n_labels)``."""

    id: ClassVar[str] = "labels"
    name: ClassVar[str] = "Several labels"
    about: ClassVar[str] = "Each row has any number of labels."
    decides: ClassVar[str] = "macro_f1"
    directions: ClassVar[Mapping[str, int]] = MappingProxyType(
        {"macro_f1": 1, "micro_f1": 1, "exact": 1, "hamming": -1, "loss": -1}
    )
    shares: ClassVar[tuple[str, ...]] = ("macro_f1", "micro_f1", "exact", "hamming")
    loss_unit: ClassVar[str] = "nats"
    module: ClassVar[str] = "workbench.engine.target_modules:Sigmoid"
    loss_module: ClassVar[str] = "workbench.engine.target_modules:BinaryCrossEntropy"

    labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"with any of {len(self.labels)} labels"

    @property
    def n_outputs(self) -> int:
        """The number of labels."""
        return len(self.labels)

    @property
    def names(self) -> tuple[str, ...]:
        """The labels."""
        return self.labels

    def indicators(self, rows: Sequence[Collection[str]]) -> npt.NDArray[np.int64]:
        """Which labels each row has, 0 or 1 ``(n, n_labels)``, of rows of their names."""
        y = np.zeros((len(rows), len(self.labels)), np.int64)
        place = {label: index for index, label in enumerate(self.labels)}
        for row, names in enumerate(rows):
            y[row, [place[name] for name in names]] = 1
        return y

    def problem(self, y: Any, n: int) -> str:
        """Labels of a wrong type or shape."""
        if not isinstance(y, np.ndarray):
            return f"has labels that are a {type(y).__name__}, not an array"
        if y.shape != (n, len(self.labels)):
            return f"has labels of shape {y.shape}, not ({n}, {len(self.labels)})"
        if y.dtype.kind not in "iub":
            return f"has {y.dtype} labels, not integers"
        bad = np.argwhere((y != 0) & (y != 1))
        if len(bad):
            row, column = bad[0].tolist()
            return f"has the label {y[row, column]} in row {row}, column {column}, not 0 or 1"
        return ""

    def predictions(self, answers: Answers) -> npt.NDArray[np.int64]:
        """Labels of a probability of at least a half."""
        return (answers >= EVEN).astype(np.int64)

    def confidence(self, answers: Answers) -> Answers:
        """That of the label it is least sure of."""
        confidence: Answers = np.maximum(answers, 1 - answers).min(1)
        return confidence

    def metrics(self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]) -> Mapping[str, float]:
        """F1 over labels and over all decisions, rows that are all right, and wrong decisions."""
        shown: tuple[LabelMetric, ...] = ("macro_f1", "micro_f1", "exact", "hamming")
        return {metric: label_figure(metric, y, predicted) for metric in shown}

    def row_scores(
        self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]
    ) -> npt.NDArray[np.float64]:
        """The Jaccard index of predicted and true labels; 1 where both are none."""
        return jaccard(y, predicted)

    def text(self, prediction: Any) -> str:
        """Names of the labels, with commas."""
        return ", ".join(n for n, on in zip(self.labels, prediction, strict=True) if on)

    def instruction(self) -> str:
        """Which labels there are."""
        return f"Answer with all that apply of: {', '.join(self.labels)}; or with none."

    def parse(self, words: str) -> npt.NDArray[np.int64] | None:
        """The labels that are named."""
        folded = unicodedata.normalize("NFC", words).casefold()
        on = [
            int(bool(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", folded)))
            for name in self.labels
        ]
        none = re.search(r"(?<!\w)none(?!\w)", folded)
        return np.array(on, np.int64) if any(on) or none else None


@dataclass(frozen=True)
class Number(TargetKind):
    """A number a row, any real dtype, ``(n,)``; networks learn it standardised.

    Attributes
    ----------
    quantity, unit
        What it is, and what it is counted in; both may be empty.
    mean, scale
        Of the training rows, once fitted.
    """

    id: ClassVar[str] = "number"
    name: ClassVar[str] = "A number"
    about: ClassVar[str] = "Each row has a number to predict."
    decides: ClassVar[str] = "mae"
    directions: ClassVar[Mapping[str, int]] = MappingProxyType(
        {"mae": -1, "rmse": -1, "r2": 1, "loss": -1}
    )
    module: ClassVar[str] = "workbench.engine.target_modules:Rescale"
    loss_module: ClassVar[str] = "workbench.engine.target_modules:SquaredError"

    quantity: str = ""
    unit: str = ""
    mean: float = 0.0
    scale: float = 1.0

    def __str__(self) -> str:
        what = self.quantity or "a number"
        return f"to {what}" + (f" in {self.unit}" if self.unit else "")

    @property
    def n_outputs(self) -> int:
        """One."""
        return 1

    @property
    def names(self) -> tuple[str, ...]:
        """The quantity."""
        return (self.quantity or "number",)

    def unit_of(self, metric: str) -> str:
        """Errors are in the unit of the number."""
        return self.unit if metric in ("mae", "rmse") else ""

    def fit(self, y: npt.NDArray[Any]) -> Self:
        """With mean and standard deviation of training labels."""
        values = np.asarray(y, np.float64)
        deviation = float(values.std())
        return replace(self, mean=float(values.mean()), scale=deviation if deviation > 0 else 1.0)

    def problem(self, y: Any, n: int) -> str:
        """Labels of a wrong type or shape, or that are not finite."""
        if not isinstance(y, np.ndarray):
            return f"has labels that are a {type(y).__name__}, not an array"
        if y.shape != (n,):
            return f"has labels of shape {y.shape}, not ({n},)"
        if y.dtype.kind not in "fiu":
            return f"has {y.dtype} labels, not numbers"
        bad = np.flatnonzero(~np.isfinite(y.astype(np.float64)))
        if len(bad):
            what = "NaN" if np.isnan(y[bad[0]]) else "an infinite number"
            return f"has {what} as the label of row {bad[0]}"
        return ""

    def predictions(self, answers: Answers) -> npt.NDArray[np.float64]:
        """The numbers in their unit."""
        return answers[:, 0].astype(np.float64)

    def metrics(self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]) -> Mapping[str, float]:
        """Mean absolute error and root mean squared error in the unit, and R².

        R² is 0 for whoever always answers with the mean of these rows.
        """
        truth, numbers = np.asarray(y, np.float64), np.asarray(predicted, np.float64)
        shown: tuple[NumberMetric, ...] = ("mae", "rmse", "r2")
        return {metric: number_figure(metric, truth, numbers) for metric in shown}

    def row_scores(
        self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]
    ) -> npt.NDArray[np.float64]:
        """Minus the absolute error."""
        return -np.abs(np.asarray(predicted, np.float64) - np.asarray(y, np.float64))

    def text(self, prediction: Any) -> str:
        """Four digits, with the unit."""
        value = float(prediction)
        shown = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
        return f"{shown} {self.unit}".strip()

    def metric_text(self, name: str, value: float) -> str:
        """Errors in the unit."""
        return self.text(value) if name in ("mae", "rmse") else super().metric_text(name, value)

    def instruction(self) -> str:
        """That a number is wanted."""
        what = self.quantity or "the number"
        return f"Answer with {what} as a number{f' in {self.unit}' if self.unit else ''} alone."

    def parse(self, words: str) -> float | None:
        """The number that is said, where there is one alone; see `number_in`."""
        return number_in(words)


@dataclass(frozen=True)
class NextToken(TargetKind):
    """At each place of a running text, the token that follows; trainers make the labels."""

    id: ClassVar[str] = "next-token"
    name: ClassVar[str] = "The next token"
    about: ClassVar[str] = "At each place of a text, the token that follows."
    loss_unit: ClassVar[str] = "nats"
    directions: ClassVar[Mapping[str, int]] = MappingProxyType(
        {"loss": -1, "perplexity": -1, "bits_per_byte": -1}
    )
    per_token: ClassVar[bool] = True

    n_tokens: int = 0

    def __str__(self) -> str:
        return f"to the next of {self.n_tokens} tokens"

    @property
    def n_outputs(self) -> int:
        """The size of the vocabulary."""
        return self.n_tokens


_NUMBER = re.compile(
    r"(?<![\w.,])([-−+]?)\s?[$€£¥]?\s?(\d{1,3}(?:[ , '’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(e[-+]?\d+)?\s?(k|thousand|million|%)?(?!\w)",
    re.IGNORECASE,
)
_FACTORS = {"k": 1e3, "thousand": 1e3, "million": 1e6}


def number_in(words: str) -> float | None:
    """The one number in a foundation model's words, with thousands' marks, ``k`` and ``million``.

    ``None`` where there is none, or where several differ: nobody knows which is meant.
    """
    found = set()
    for sign, digits, power, factor in _NUMBER.findall(words):
        plain = re.sub(r"[ , '’]", "", digits)
        value = float(plain + (power or "")) * _FACTORS.get((factor or "").lower(), 1.0)
        found.add(-value if sign in "-−" and sign else value)
    return found.pop() if len(found) == 1 else None


def problem_of_labels(y: object, n: int) -> str:
    """Why something cannot be class indices of ``n`` rows, behind "the split"; empty if it can."""
    if not isinstance(y, np.ndarray):
        return f"has labels that are a {type(y).__name__}, not an array"
    if y.ndim != 1:
        hint = "; for one-hot labels take y.argmax(1)" if y.ndim == 2 and y.shape[1] > 1 else ""
        return f"has labels of shape {y.shape}, not ({n},){hint}"
    if not np.issubdtype(y.dtype, np.integer):
        absent = np.issubdtype(y.dtype, np.floating) and bool(np.isnan(y).any())
        return f"has {y.dtype} labels{', some of them NaN' if absent else ''}, not integers"
    return ""
