"""Answerer: something that learns from labelled rows without a network, to be compared with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Split
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.examples import Rows
from workbench.core.contracts.target_kind import Answers, TargetKind
from workbench.core.contracts.task import Task
from workbench.core.contracts.task_contribution import TaskContribution
from workbench.core.contracts.text import TextRows

Floats = npt.NDArray[np.float32]
# Rows as their input kind holds them: texts, pictures uint8 (n, height, width[, channels]), a
# table. ``len`` is their number, and the kind's ``take`` some of them.
Inputs: TypeAlias = Any
# Rows with labels to learn from: texts, pictures, or rows of any kind, which have it as ``kind``.
TrainingSplit: TypeAlias = "TextRows | Split | Rows"
Encode = Callable[[Sequence[str]], Floats]
# How an answerer comes by its answers: it has learnt nothing worth the name, it goes on from what
# somebody trained before, or it has learnt from these labels alone.
Approach = Literal["baseline", "adapt", "own"]
APPROACHES: tuple[Approach, ...] = ("baseline", "adapt", "own")


@dataclass(frozen=True)
class Fitted:
    """What an answerer has learnt.

    Attributes
    ----------
    predict
        Inputs to answers ``(n, target.n_outputs)``, as `TargetKind` defines them. For classes
        probabilities, float32, whose rows sum to 1; for several labels a probability each,
        float32; for a number that number in its unit, float64 ``(n, 1)``.
    size
        Bytes that it takes on disk, as far as it is known.
    memory
        Bytes that what it keeps takes in memory while it answers, as far as it is known; an
        encoder that it was lent is counted by who lent it.
    origin
        What is known of where it comes from: its data, its licence.
    """

    predict: Callable[[Inputs], Answers]
    size: int | None = None
    origin: str = ""
    memory: int | None = None


# What is said, and what to do about it.
NO_ENCODER = ("No encoder of text is set up.", "`workbench get-models` brings one.")


def _no_encoder(_: str) -> Encode:
    raise UsageError(*NO_ENCODER)


@dataclass(frozen=True)
class Tools:
    """What a comparison lends an answerer.

    ``encoder(name)`` finds a provider's encoder (``provider/model``; empty takes one that is on
    this machine) or raises `UsageError`. ``check()`` raises `Stopped` when the user asked to end.
    """

    encoder: Callable[[str], Encode] = _no_encoder
    check: Callable[[], None] = lambda: None


class Answerer(TaskContribution):
    """Answers rows, of any kind; for what is neither a trained network nor a prompt.

    Attributes
    ----------
    learns
        Whether more labels can make it better: those that do get a learning curve.
    approach
        Under which approach the verdict counts it: ``"baseline"``, ``"adapt"`` for what stands on
        something pretrained, such as an encoder's vectors, or ``"own"``.
    order
        While rows are labelled the lowest that learns is asked every few labels: what takes long
        is best left at the default.
    """

    learns: ClassVar[bool] = True
    approach: ClassVar[Approach] = "own"

    def called(self, encoder: str) -> str:
        """Its name in a table when it learnt from the vectors of ``encoder``, a model's name."""
        return f"{self.name}, {encoder}"

    def supports(self, task: Task) -> bool:
        """Whether it takes ``task.inputs``, rows of this kind, and answers ``task.target``."""
        raise NotImplementedError

    def fit(
        self,
        learn: TrainingSplit,
        target: TargetKind,
        params: Any,
        seed: int,
        tools: Tools,
    ) -> Fitted:
        """Learn from the training rows ``learn``; the same seed gives the same answers.

        Parameters
        ----------
        learn
            Rows ``learn.x`` with labels ``learn.y``. What its input kind has fitted was fitted on
            the whole training split, of which these may be a part.
        target
            What is answered, fitted: its `TargetKind.classes`, say, or `Number.unit`.
        params
            An instance of this class's ``Params``.

        Raises
        ------
        UsageError
            When it cannot learn from them, or something is not set up.
        """
        raise NotImplementedError
