"""Metrics of a classifier, summed on the device and fetched once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench.core.contracts.events import Evaluated
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.statistics import confusion_matrix, macro_f1
from workbench.engine.batches import Resident

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
) -> ClassScores:
    """Run ``model`` over a split in evaluation mode; the mode is put back afterwards."""
    was_training = model.training
    model.eval()
    logits: list[Tensor] = []
    device = split.x.device
    try:
        with (
            torch.inference_mode(),
            torch.autocast(device.type, autocast, enabled=autocast is not None),
        ):
            for start in range(0, len(split), batch_size):
                check()
                logits.append(model(split.x[start : start + batch_size]).float())
            joined = torch.cat(logits)
            loss = F.cross_entropy(joined, split.y)
            probabilities = joined.softmax(1)
    finally:
        model.train(was_training)
    return ClassScores(probabilities.cpu().numpy(), split.y.cpu().numpy(), float(loss))


def evaluated(split: str, scores: ClassScores, rows: npt.NDArray[np.int64]) -> Evaluated:
    """Make the event of an evaluation; the engine fills in step, epoch and seconds."""
    predicted = scores.probabilities.argmax(1)
    n_classes = scores.probabilities.shape[1]
    confusion = confusion_matrix(scores.truth, predicted, n_classes)[:, :n_classes]
    wrong = np.flatnonzero(predicted != scores.truth)
    # Worst first: the surer the network was of the wrong class, the worse.
    wrong = wrong[np.argsort(-scores.probabilities[wrong, predicted[wrong]], kind="stable")]
    wrong = wrong[:MISTAKES_KEPT]
    metrics: Mapping[str, float] = {
        f"{split}/loss": scores.loss,
        f"{split}/accuracy": float(np.mean(predicted == scores.truth)),
        f"{split}/macro_f1": macro_f1(confusion),
    }
    return Evaluated(
        step=0,
        epoch=0.0,
        seconds=0.0,
        split=split,
        metrics=metrics,
        confusion=confusion,
        mistakes=rows[wrong],
        predicted=predicted[wrong],
        confidence=scores.probabilities[wrong, predicted[wrong]],
        scores=scores.probabilities,
        truth=scores.truth,
    )


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
    wrong = np.flatnonzero(scores < scores.max(initial=0.0))
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
