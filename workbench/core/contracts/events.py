"""What a run tells its host: small frozen facts, in order.

Events carry plain numbers and numpy arrays, never tensors or Qt objects, so a
log, a window and a remote machine can all receive them. Times are seconds of
training since the run began (pauses left out).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.generic]

# What one event of a plugin may hold: an event is a line of the run's log, of which there are many.
ARRAY_BYTES = 1 << 20
TEXT_LENGTH = 1 << 16


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


# How the `Progress` of the evaluation at a training's end begins.
MEASURING = "Measuring on the"


@dataclass(frozen=True)
class MeasuringProgress(Progress):
    """How far a trainer's evaluation has come; ``what`` is for the engine to say."""

    what: str = ""


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
    scores
        What it answered to every row that was measured, float32 ``(n, n_outputs)``: probabilities
        of classes. A learner that has them hands them over; they go no further unless a view in
        sight says `View.wants_scores`, or the split is the test's. Of a long test split they are
        not logged.
    truth
        The right answers to these, ``(n,)`` or ``(n, n_outputs)``; class numbers are int64.
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
    scores: Array | None = None
    truth: Array | None = None


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
    """Something that the model produced at a step: a text, a picture, a sound, or several of them.

    Attributes
    ----------
    step
        How many steps were made; the engine fills it in where a plugin leaves it out.
    given
        What it was asked for in words: the text that it was to go on with, or a condition.
    text
        What it wrote.
    picture
        What it drew, uint8 ``(height, width)`` or ``(height, width, 3)``; 0 is black.
    sound
        What it played, float32 ``(n,)`` within −1…1.
    rate
        Samples of the sound in a second.

    Raises
    ------
    TypeError, ValueError
        When the picture or the sound is something else, or too large for an event.
    """

    step: int = -1
    given: str = ""
    text: str = ""
    picture: Array | None = None
    sound: Array | None = None
    rate: int = 0

    def __post_init__(self) -> None:
        if self.picture is not None:
            shape = self.picture.shape
            fits = len(shape) == 2 or (len(shape) == 3 and shape[2] == 3)
            if self.picture.dtype != np.uint8 or not fits:
                message = (
                    f"A sample's picture is {self.picture.dtype} {shape}, not uint8 (h, w[, 3])"
                )
                raise ValueError(message)
        if self.sound is not None:
            if self.sound.dtype != np.float32 or self.sound.ndim != 1:
                message = (
                    f"A sample's sound is {self.sound.dtype} {self.sound.shape}, not float32 (n,)"
                )
                raise ValueError(message)
            if self.rate <= 0:
                message = "A sample's sound needs its rate, in samples a second"
                raise ValueError(message)
        arrays = {"picture": self.picture, "sound": self.sound}
        found = {name: array for name, array in arrays.items() if array is not None}
        for name, array in _copied("a sample", found).items():
            object.__setattr__(self, name, array)
        _refuse_long("a sample", (self.given, self.text))


# Letters, digits, dashes, dots, underscores; a slash between a plugin's id and what it reports.
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)*")
_NAME_LENGTH = 100


@dataclass(frozen=True)
class Custom(Event):
    """What a plugin reports of a training, for its own views or for anybody's.

    Attributes
    ----------
    name
        What it is, such as ``my-plugin/gradient-noise``. A view finds the last one of a name in
        `RunState.custom`.
    values
        Numbers, of which `RunState.series` keeps the course as ``NAME/VALUE``.
    arrays
        Arrays of numbers or booleans, 1 MiB together.
    facts
        Short texts.
    step
        How many steps were made; the engine fills it in where a plugin leaves it out.
    keep
        Whether it is logged, and so there when the run is looked at again. Arrays of a run that has
        logged 64 MiB of them are not.

    Raises
    ------
    TypeError, ValueError
        When a name cannot be one, an array holds no numbers (or is a tensor), or it is too large.
    """

    name: str
    values: Mapping[str, float] = field(default_factory=dict)
    arrays: Mapping[str, Array] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    step: int = -1
    keep: bool = True

    def __post_init__(self) -> None:
        for name in (self.name, *self.values, *self.arrays, *self.facts):
            if len(name) > _NAME_LENGTH or not _NAME.fullmatch(name):
                message = f"{name!r} cannot name an event or a part of one"
                raise ValueError(message)
        numbers = {name: float(value) for name, value in self.values.items()}
        object.__setattr__(self, "values", numbers)
        object.__setattr__(self, "arrays", _copied(self.name, self.arrays))
        _refuse_long(self.name, self.facts.values())

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return sum(array.nbytes for array in self.arrays.values())


def _copied(name: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Arrays that stay as they are when a training changes those that it handed over."""
    for key, array in arrays.items():
        if not isinstance(array, np.ndarray) or array.dtype.kind not in "biuf":
            kind = getattr(array, "dtype", type(array).__name__)
            message = f"{key} of {name} is {kind}, not a numpy array of numbers"
            raise TypeError(message)
    size = sum(array.nbytes for array in arrays.values())
    if size > ARRAY_BYTES:
        message = (
            f"The arrays of {name} have {size:,} bytes, and an event holds {ARRAY_BYTES:,}: "
            "report fewer numbers, or write a file into the run's folder"
        )
        raise ValueError(message)
    copies = {key: np.array(array, order="C") for key, array in arrays.items()}
    for array in copies.values():
        array.flags.writeable = False
    return copies


def _refuse_long(name: str, texts: Iterable[str]) -> None:
    length = sum(map(len, texts))
    if length > TEXT_LENGTH:
        message = f"The texts of {name} have {length:,} letters, and an event holds {TEXT_LENGTH:,}"
        raise ValueError(message)


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
