"""TargetKind: what comes out of a model: what labels are, what they cost, and how good answers are.

As with `InputKind`, a subclass is registered once and an instance belongs to a dataset; it travels
in the model file as JSON.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench.core import class_path
from workbench.core.contracts.contribution import Contribution

if TYPE_CHECKING:
    from typing import Self

    from torch import nn

Floats = npt.NDArray[np.float32]
# What a model answers: float32 of a model file, float64 where numbers are to be exact.
Answers = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class TargetKind(Contribution):
    """What comes out of a model.

    Three things are told apart. *Outputs* are what the network gives, float32 ``(n, n_outputs)``.
    *Answers* are what the model file gives, `activation` of the outputs: probabilities, or a number
    in its unit. *Predictions* are of the same type as labels: a class's index, a number.

    Attributes
    ----------
    decides
        The metric that says which of two models is better.
    directions
        Every metric: 1 where more is better, -1 where less is.
    shares
        The metrics that are parts of a whole, 0…1, and are written in per cent.
    loss_unit
        What the default loss is counted in, as `Trainer.loss_unit`.
    module, loss_module
        What `activation` and `loss` are, as ``"package.module:Class"``, so that torch is imported
        only when they are needed; both are called with the kind's instance.
    per_token
        Whether there is an answer for each place of a row, not one for the row.
    """

    id: ClassVar[str] = "unknown"
    name: ClassVar[str] = "Unknown target"
    about: ClassVar[str] = "A target of no particular kind."
    decides: ClassVar[str] = "loss"
    directions: ClassVar[Mapping[str, int]] = MappingProxyType({"loss": -1})
    shares: ClassVar[tuple[str, ...]] = ()
    loss_unit: ClassVar[str] = ""
    module: ClassVar[str] = "workbench.engine.input_modules:PassOn"
    loss_module: ClassVar[str] = ""
    per_token: ClassVar[bool] = False

    def __str__(self) -> str:
        """What is answered, behind what goes in, such as ``in 10 classes``."""
        return ""

    @property
    def n_outputs(self) -> int:
        """Numbers that the network gives for a row."""
        raise NotImplementedError

    @property
    def names(self) -> tuple[str, ...]:
        """What each number of an answer is called: classes, or the quantity."""
        return tuple(str(index) for index in range(self.n_outputs))

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes where an answer is one of them; else empty."""
        return ()

    def unit_of(self, metric: str) -> str:
        """What a metric is counted in; empty where it has no unit."""
        return ""

    # --- labels

    def problem(self, y: Any, n: int) -> str:
        """Why these cannot be the labels of ``n`` rows, behind "the train split"; or nothing."""
        raise NotImplementedError

    def fit(self, y: npt.NDArray[Any]) -> Self:
        """The kind with what is learnt from training labels alone, such as their mean and scale."""
        return self

    def strata(self, y: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """A number for each row, ``(n,)``: a part of the rows should hold some of each."""
        return np.zeros(len(y), np.int64)

    # --- training

    def loss(self) -> nn.Module:
        """The mean loss of a batch, as a module.

        ``forward(outputs, y, smoothing)`` returns it 0-d; ``smoothing`` is the part of the
        certainty to take from the labels, where that means something. The default is the class
        that `loss_module` names.
        """
        module: nn.Module = class_path.load(self.loss_module)(self)
        return module

    def activation(self) -> nn.Module:
        """From outputs to answers; the last part of the exported graph."""
        module: nn.Module = class_path.load(self.module)(self)
        return module

    # --- answers

    def predictions(self, answers: Answers) -> npt.NDArray[Any]:
        """What is predicted, of the type and shape of labels."""
        raise NotImplementedError

    def confidence(self, answers: Answers) -> Answers:
        """How sure each answer is, ``(n,)``, 0…1; NaN where it does not say."""
        return np.full(len(answers), np.nan, np.float32)

    def metrics(self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]) -> Mapping[str, float]:
        """How good predictions are, by name; `directions` has each."""
        raise NotImplementedError

    def row_scores(
        self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]
    ) -> npt.NDArray[np.float64]:
        """How good each prediction is, ``(n,)``, more is better: 1 or 0, or minus the error.

        Two models are compared by them, row by row.
        """
        raise NotImplementedError

    def confusion(
        self, predicted: npt.NDArray[Any], y: npt.NDArray[Any]
    ) -> npt.NDArray[np.int64] | None:
        """Counts ``(n_classes, n_classes)``, rows are truth; ``None`` without classes."""
        return None

    def text(self, prediction: Any) -> str:
        """A prediction or label as it is shown: a class's name, or a number with its unit."""
        return str(prediction)

    def metric_text(self, name: str, value: float) -> str:
        """A metric's value as it is shown: in per cent, in the target's unit, or as it is."""
        return f"{100 * value:.2f} %" if name in self.shares else f"{value:.4g}"

    # --- foundation models

    def instruction(self) -> str:
        """What a foundation model is told of how to answer."""
        return ""

    def parse(self, words: str) -> Any | None:
        """A prediction from a foundation model's words; ``None`` where they do not say one."""
        return None

    # --- the model file

    def spec(self) -> Mapping[str, Any]:
        """The instance as JSON-able values."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}

    @classmethod
    def from_spec(cls, spec: Mapping[str, Any]) -> Self:
        """What `spec` gave, back from JSON.

        Raises
        ------
        TypeError, ValueError, KeyError
            When it is damaged.
        """
        lists = {name: tuple(v) if isinstance(v, list) else v for name, v in spec.items()}
        return cls(**lists)
