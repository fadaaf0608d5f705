"""Metrics of a classifier, summed on the device and fetched once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import nn

from workbench.core.contracts.events import Evaluated, Event
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes
from workbench.engine.batches import Resident
from workbench.engine.network_inputs import run_in_batches

MISTAKES_KEPT = 200


@dataclass(frozen=True)
class ClassScores:
    """What an evaluation found.

    ``probabilities`` float32 ``(n, n_classes)`` and ``loss`` (mean cross-entropy, nats)
    over the rows of a split in their order.
    """

    probabilities: npt.NDArray[np.float32]
    truth: npt.NDArray[np.int64]
    loss: float


def score(
    model: nn.Module,
    split: Resident,
    check: Callable[[], None],
    autocast: torch.dtype | None = None,
    batch_size: int = 512,
    emit: Callable[[Event], object] = lambda event: None,
) -> ClassScores:
    """Run ``model`` over a split in evaluation mode; the mode is put back afterwards.

    ``emit`` is told how far it is, as `run_in_batches` does.
    """
    logits = run_in_batches(model, (split.x,), check, autocast, batch_size, emit)
    with torch.inference_mode():
        loss = F.cross_entropy(logits, split.y)
        probabilities = logits.softmax(1)
    return ClassScores(probabilities.cpu().numpy(), split.y.cpu().numpy(), float(loss))


def evaluated(split: str, scores: ClassScores, rows: npt.NDArray[np.int64]) -> Evaluated:
    """The event of an evaluation of classes; see `evaluated_answers`."""
    classes = Classes(tuple(map(str, range(scores.probabilities.shape[1]))))
    return evaluated_answers(split, scores.loss, scores.probabilities, scores.truth, rows, classes)


def evaluated_answers(
    split: str,
    loss: float,
    answers: npt.NDArray[np.float32],
    truth: npt.NDArray[Any],
    rows: npt.NDArray[np.int64],
    target: TargetKind,
) -> Evaluated:
    """Make the event of an evaluation of answers of any kind, whose metrics are the target's.

    Parameters
    ----------
    answers
        ``(n, n_outputs)``, behind the target's activation.
    truth
        Labels ``(n, …)``.
    rows
        Their numbers in the dataset's split, int64 ``(n,)``.
    """
    predicted = target.predictions(answers)
    scores = target.row_scores(predicted, truth)
    confidence = target.confidence(answers)
    wrong = np.flatnonzero(scores < target.row_scores(truth, truth))
    # Worst first; of those that are as wrong, the surer before.
    order = np.lexsort((-np.nan_to_num(confidence[wrong]), scores[wrong]))
    wrong = wrong[order][:MISTAKES_KEPT]
    metrics = {"loss": loss, **target.metrics(predicted, truth)}
    return Evaluated(
        step=0,
        epoch=0.0,
        seconds=0.0,
        split=split,
        metrics={f"{split}/{name}": value for name, value in metrics.items()},
        confusion=target.confusion(predicted, truth),
        mistakes=rows[wrong],
        predicted=predicted[wrong],
        confidence=confidence[wrong],
        scores=answers,
        truth=truth,
    )


@dataclass
class Patience:
    """Early stopping: how long the best value has not been beaten.

    ``patience`` is a number of evaluations; ``best`` starts at infinity (a loss).
    """

    patience: int | None
    best: float = field(default=float("inf"))
    since: int = 0

    def see(self, value: float) -> bool:
        """Take a new value; return whether it is the best so far."""
        better = value < self.best
        self.best = min(self.best, value)
        self.since = 0 if better else self.since + 1
        return better

    @property
    def lost(self) -> bool:
        """Whether to stop."""
        return self.patience is not None and self.since >= self.patience
