"""What a run tells its host: small frozen facts, in order.

Events carry plain numbers and numpy arrays, never tensors or Qt objects, so a
log, a window and a remote machine can all receive them. Times are seconds of
training since the run began (pauses left out).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.generic]


@dataclass(frozen=True)
class Event:
    """Base of all events."""


@dataclass(frozen=True)
class Progress(Event):
    """Work before or after training: ``done`` of ``total`` (``None`` if unknown)."""

    what: str
    done: float = 0.0
    total: float | None = None


@dataclass(frozen=True)
class DataLoaded(Event):
    """What became of a table's rows, a sentence each; see `workbench.core.tables.load_report`."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Started(Event):
    """Training begins (or goes on, when ``step`` > 0).

    ``loss_unit`` is what its loss is counted in, as `Trainer.loss_unit`.
    """

    run: str
    device: str
    n_parameters: int
    step: int
    steps_per_epoch: int
    total_steps: int | None
    layers: tuple[str, ...] = ()
    loss_unit: str = ""


@dataclass(frozen=True)
class Stepped(Event):
    """A stretch of optimisation steps.

    ``loss`` and ``lr`` are float32 of shape ``(n,)`` for the steps
    ``first … first + n - 1``.
    """

    first: int
    loss: Array
    lr: Array
    samples_per_s: float
    seconds: float
    seconds_left: float | None


@dataclass(frozen=True)
class Evaluated(Event):
    """Metrics on a split, at a step.

    ``metrics`` is keyed ``split/name``, such as ``val/accuracy`` (0…1) and
    ``val/loss`` (in the trainer's unit). ``confusion`` counts int64 ``(n_classes, n_classes)``,
    rows are truth. The validation rows that went wrong, worst first, are
    ``mistakes`` int64 ``(m,)`` of indices into the dataset's training split
    (or test split for ``split == "test"``), with ``predicted`` int64 ``(m,)``
    and ``confidence`` float32 ``(m,)``.
    """

    step: int
    epoch: float
    seconds: float
    split: str
    metrics: Mapping[str, float]
    confusion: Array | None = None
    mistakes: Array | None = None
    predicted: Array | None = None
    confidence: Array | None = None


@dataclass(frozen=True)
class Activations(Event):
    """A look inside the model at a step, on one example.

    ``picture`` is the example as the dataset holds it. ``activations`` and
    ``weights`` map a layer's name to its values (a batch axis of one removed).
    ``probabilities`` is float32 ``(n_classes,)`` and ``cost`` the example's
    cross-entropy in nats, ``None`` without a label.
    """

    step: int
    picture: Array
    label: int | None
    activations: Mapping[str, Array]
    weights: Mapping[str, Array]
    probabilities: Array
    cost: float | None


@dataclass(frozen=True)
class WeightHistograms(Event):
    """How weights and gradients are spread at a step.

    ``histograms`` maps ``weight/NAME`` and ``gradient/NAME`` to ``(counts, edges)``.
    """

    step: int
    histograms: Mapping[str, tuple[Array, Array]]


@dataclass(frozen=True)
class AttentionMaps(Event):
    """Where the tokens of one example look at a step, in every layer and head.

    ``tokens`` are the ``time`` tokens as they are shown (of a picture: its patches, as
    ``row,column`` from 1). ``maps`` is float16 ``(n_layers, n_heads, time, time)``: a row is a
    token that looks, a column one that is looked at, and rows sum to 1. In a ``causal``
    model no token looks at a later one.
    """

    step: int
    tokens: tuple[str, ...]
    maps: Array
    causal: bool


@dataclass(frozen=True)
class Sampled(Event):
    """What a language model wrote at a step: ``given`` is the text it was shown."""

    step: int
    given: str
    text: str


@dataclass(frozen=True)
class Checkpointed(Event):
    """The state after ``step`` steps is on disk."""

    step: int


@dataclass(frozen=True)
class Finished(Event):
    """The run ended in good order.

    ``status`` is ``finished`` or ``stopped``; ``reason`` says why it ended in
    words; ``model`` is the exported file or empty when nothing was kept.
    """

    status: str
    reason: str
    metrics: Mapping[str, float] = field(default_factory=dict)
    model: str = ""


@dataclass(frozen=True)
class Failed(Event):
    """The run ended in an error; its last good weights are kept."""

    message: str
    remedy: str
    traceback: str = ""
