"""Trainer: what happens to a batch.

The engine owns a run's outer shell (device, seed, checkpoints, pause, stop,
events); a trainer owns the inside of a step and what a metric means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.events import Evaluated, Event
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.params import Params
from workbench.core.contracts.problem import Problem
from workbench.core.contracts.task import ImageClassification, Task
from workbench.core.contracts.training_part import TrainingPart
from workbench.core.runs.learnt import SplitBy

if TYPE_CHECKING:
    import torch
    from torch import nn


@dataclass(frozen=True)
class Setup:
    """What the engine hands a trainer.

    ``model`` is on ``device``; ``autocast`` is the dtype to compute in, or
    ``None`` for float32. ``seed`` is the experiment's. ``check()`` waits while
    paused and raises `Stopped` when the user asked to stop; call it between
    pieces of long work. ``split_by`` is how rows are kept aside for validation
    (`workbench.engine.holdout`). ``emit(event)`` reports a `Custom`, a `Sampled` or a `Progress`
    at any time; it raises `TypeError` for other events, which are the engine's.
    """

    data: Data
    model: nn.Module
    device: torch.device
    autocast: torch.dtype | None
    compile: bool
    seed: int
    check: Callable[[], None] = lambda: None
    split_by: SplitBy = "content"
    emit: Callable[[Event], None] = lambda event: None


@dataclass(frozen=True)
class MemoryPlan:
    """What a training holds beside the network's weights, as far as memory goes.

    Attributes
    ----------
    batch_size, length
        Rows that go through the network at the same time, and tokens of a row; ``None`` for as
        many as the network looks at, or ``default_length`` where it has no end.
    n_learning
        Weights that have a gradient; ``None`` for all.
    optimizer_states
        Numbers that the optimiser keeps for each of them.
    copies
        Further copies of all weights, such as an average.
    head_only
        Only a last layer learns, on features that were computed before.
    evaluation_rows, evaluation_tokens
        How much is measured at once: labelled rows, or tokens of running text.
    numbers_per_row
        Further float32 numbers for each row of a batch, such as a sampling grid.
    """

    batch_size: int = 1
    length: int | None = None
    default_length: int = 64
    n_learning: int | None = None
    optimizer_states: int = 2
    copies: int = 0
    head_only: bool = False
    evaluation_rows: int = 512
    evaluation_tokens: int = 8192
    numbers_per_row: int = 0


# What optimisers of these names keep for each weight.
_OPTIMIZER_STATES = {"sgd": 0, "momentum": 1}


@dataclass(frozen=True)
class LabelledBatch:
    """A batch whose labels a trainer makes of the data itself.

    ``given`` int64 ``(rows, time)`` are the token ids that the network sees, ``wanted`` int64
    ``(rows, time)`` those that it is to guess, negative where nothing is to be guessed.
    """

    inputs: npt.NDArray[np.int64]
    targets: npt.NDArray[np.int64]


class Learner(Protocol):
    """A training in progress, as the engine drives it.

    Everything between two calls of `step` that decides the future (optimiser,
    order of rows, averages, random generators of its own) is in `state`, so that
    a resumed run continues bit for bit.

    Who does not send examples through the whole network at each step `CountsFlops`, too.
    """

    model: nn.Module
    steps_per_epoch: int
    total_steps: int
    batch_size: int

    def step(self, step: int) -> torch.Tensor:
        """Do optimisation step number ``step`` (from 0).

        Returns the batch's mean loss, 0-d, on the device, without waiting for it.
        """
        ...

    def lr(self, step: int) -> float:
        """The learning rate of that step."""
        ...

    def evaluate(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Measure on one of `splits` or ``"test"``; calls ``check`` between batches.

        ``step``, ``epoch`` and ``seconds`` of the answer are filled in by the engine.
        """
        ...

    def splits(self) -> tuple[str, ...]:
        """What is measured at each evaluation, such as ``("train", "val")``."""
        ...

    def evaluate_every(self) -> int:
        """Steps between evaluations."""
        ...

    def enough(self, step: int, seconds: float) -> str | None:
        """Why to end before ``total_steps`` (early stop, time budget), or ``None``."""
        ...

    def deployed(self) -> nn.Module:
        """The network to export: averaged or best weights where the trainer keeps them."""
        ...

    def finish(self) -> None:
        """Training is over: put the weights to keep into `deployed`."""
        ...

    def state(self) -> tuple[Mapping[str, torch.Tensor], Mapping[str, Any]]:
        """Tensors by name, and JSON-able facts."""
        ...

    def load_state(self, tensors: Mapping[str, torch.Tensor], facts: Mapping[str, Any]) -> None:
        """Go back to a state that `state` gave."""
        ...


@runtime_checkable
class CountsFlops(Protocol):
    """A learner that does not send examples through the whole network at each step."""

    flops: float
    """Multiplications and additions of one example's forward pass: a small step is given one
    thread."""


class PictureLearner(Learner, Protocol):
    """A training on pictures, which the engine can also show at work and export with pixels in."""

    def example(self, row: int) -> tuple[Any, int]:
        """Validation row ``row`` as the dataset holds it, with its label."""
        ...

    def prepare(self, pictures: Any) -> torch.Tensor:
        """Raw pictures ``uint8`` ``(batch, …)`` to what the model takes, on the device."""
        ...

    def preprocessing(self) -> nn.Module:
        """`prepare` as a module, to become the first nodes of the exported graph."""
        ...


class LanguageLearner(Learner, Protocol):
    """A training on running text."""

    def sample(self, step: int) -> tuple[str, str]:
        """What the model makes of a place in the held-out text at ``step``: (given, its answer).

        The same step gives the same sample; no random number of the training is used up.
        """
        ...


class Trainer(TrainingPart):
    """A way to train.

    Keep torch out of the plugin's top module: put the steps into a sibling
    ``steps.py`` and import it inside `learner`.

    Attributes
    ----------
    takes
        Pictures in classes, unless a subclass says more.
    loss_unit
        What the loss is counted in: ``"nats"`` for a cross-entropy, empty for a loss without unit,
        such as a squared error of numbers that have none. ``None`` for
        the loss of the dataset's target.
    adapts
        Whether it is made to go on from weights that were trained before, at a pace that does not
        make the network forget them: the one to take with what starts pretrained.
    """

    takes: ClassVar[tuple[type[Task], ...]] = (ImageClassification,)
    loss_unit: ClassVar[str | None] = ""
    adapts: ClassVar[bool] = False

    def problem(self, task: Task, params: Any, network: Params) -> Problem | None:
        """Why these settings cannot train a network with the settings ``network``, or ``None``."""
        return params.problem() if isinstance(params, LearnerParams) else None

    def labels(
        self, data: Data, params: Any, network: Params, seed: int, number: int
    ) -> LabelledBatch | None:
        """Batch ``number`` (from 0) with the labels that a training makes by itself.

        ``None``, the default, says that labels come with the data. Shown beside a run and
        before it, so the batch must be the very one that the training gets; it may import
        torch, for it is called in a thread.

        Parameters
        ----------
        network
            The architecture's settings.
        seed
            The experiment's.

        Raises
        ------
        ExperimentError
            When the data cannot be learnt from with these settings.
        """
        return None

    def memory(self, task: Task, params: Any, network: nn.Module) -> MemoryPlan:
        """What a training with these settings holds beside the weights of ``network``.

        Asked before anything is allocated; ``network`` is on torch's meta device. The default reads
        the settings ``batch_size``, ``length``, ``optimizer``, ``averaging`` and
        ``early_stopping`` where they are there.
        """
        copies = getattr(params, "averaging", "none") != "none"
        copies += getattr(params, "early_stopping", None) is not None
        return MemoryPlan(
            batch_size=int(getattr(params, "batch_size", 1)),
            length=getattr(params, "length", None),
            optimizer_states=_OPTIMIZER_STATES.get(str(getattr(params, "optimizer", "")), 2),
            copies=int(copies),
        )

    def learner(self, setup: Setup, params: Any) -> Learner:
        """Set up one training; nothing has been learnt yet."""
        raise NotImplementedError
