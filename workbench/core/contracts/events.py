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
    """Work before or after training.

    Attributes
    ----------
    what
        What is being done, in words.
    done, total
        How much of it, in any unit; ``total`` is ``None`` if it is unknown.
    """

    what: str
    done: float = 0.0
    total: float | None = None


@dataclass(frozen=True)
class DataLoaded(Event):
    """A dataset was read.

    Attributes
    ----------
    sentences
        What became of its rows, and what of it may give the answer away; a sentence each.
    """

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Started(Event):
    """Training begins, or goes on.

    Attributes
    ----------
    run
        The run's id.
    device
        What it is computed on, in words.
    n_parameters
        Weights of the network.
    step
        Steps that were made before: more than 0 where it goes on.
    steps_per_epoch
        Steps in which every row is seen once.
    total_steps
        Where it will end; ``None`` if that is unknown.
    layers
        Names of the layers that can be looked at, first to last.
    loss_unit
        What the loss is counted in, as `Trainer.loss_unit`.
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

    Attributes
    ----------
    first
        The number of the first step, from 0.
    loss, lr
        Loss and learning rate of the steps ``first … first + n - 1``, float32 ``(n,)``.
    samples_per_s
        Rows learnt from in a second.
    seconds
        Training time until now.
    seconds_left
        Training time until the end; ``None`` if that is unknown.
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

    Attributes
    ----------
    step, epoch
        How far the training was; epochs with their fraction.
    seconds
        Training time until then.
    split
        ``train``, ``val`` or ``test``.
    metrics
        Keyed ``split/name``, such as ``val/accuracy`` (0…1) and ``val/loss`` (in the trainer's
        unit).
    confusion
        Counts int64 ``(n_classes, n_classes)``, rows are truth; ``None`` without classes.
    mistakes
        The rows that went wrong, worst first: int64 ``(m,)`` of indices into the dataset's training
        split (or test split for ``split == "test"``).
    predicted, confidence
        What the model took them for, int64 ``(m,)``, and how probable it found that, float32
        ``(m,)``.
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

    Attributes
    ----------
    step
        How many steps were made.
    picture
        The example as the dataset holds it.
    label
        Its class; ``None`` where it is not known.
    activations, weights
        Keyed by a layer's name: its values, a batch axis of one removed.
    probabilities
        float32 ``(n_classes,)``.
    cost
        The example's cross-entropy in nats; ``None`` without a label.
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

    Attributes
    ----------
    step
        How many steps were made.
    histograms
        Keyed ``weight/NAME`` and ``gradient/NAME``: ``(counts, edges)``.
    """

    step: int
    histograms: Mapping[str, tuple[Array, Array]]


@dataclass(frozen=True)
class AttentionMaps(Event):
    """Where the tokens of one example look at a step, in every layer and head.

    Attributes
    ----------
    step
        How many steps were made.
    tokens
        The ``time`` tokens as they are shown; of a picture its patches, as ``row,column`` from 1.
    maps
        float16 ``(n_layers, n_heads, time, time)``: a row is a token that looks, a column one that
        is looked at, and rows sum to 1.
    causal
        Whether no token looks at a later one.
    """

    step: int
    tokens: tuple[str, ...]
    maps: Array
    causal: bool


@dataclass(frozen=True)
class Sampled(Event):
    """What a language model wrote at a step.

    Attributes
    ----------
    step
        How many steps were made.
    given
        The text that it was to go on with.
    text
        What it wrote.
    """

    step: int
    given: str
    text: str


@dataclass(frozen=True)
class Checkpointed(Event):
    """The state of the training is on disk.

    Attributes
    ----------
    step
        After how many steps.
    """

    step: int


@dataclass(frozen=True)
class Finished(Event):
    """The run ended in good order.

    Attributes
    ----------
    status
        ``finished`` or ``stopped``.
    reason
        Why it ended, in words.
    metrics
        The last of every split, keyed ``split/name``, and ``seconds`` of training.
    model
        The exported file; empty when nothing was kept.
    """

    status: str
    reason: str
    metrics: Mapping[str, float] = field(default_factory=dict)
    model: str = ""


@dataclass(frozen=True)
class Failed(Event):
    """The run ended in an error; its last good weights are kept.

    Attributes
    ----------
    message, remedy
        What happened, and what to do now.
    traceback
        Where, for whoever mends it; may be empty.
    """

    message: str
    remedy: str
    traceback: str = ""
