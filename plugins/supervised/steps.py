"""What happens to a batch of labelled examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from workbench import Evaluated, Setup
from workbench.engine import (
    Augmentation,
    BaseLearner,
    Batch,
    ExampleBatches,
    PictureBatches,
    Resident,
    TextBatches,
    evaluated,
    evaluated_answers,
    run_in_batches,
    score,
)

from . import CHANGES, ClassParams, ExampleParams, SupervisedParams, TextSupervisedParams


class Supervision(BaseLearner):
    """Cross-entropy of classes."""

    params: ClassParams

    def loss(self, batch: Batch) -> Tensor:
        """The labels may be softened."""
        smoothing = self.params.label_smoothing
        return F.cross_entropy(self.outputs(batch), batch.targets, label_smoothing=smoothing)

    def measure(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Against the labels as they are, in one pass."""
        part = self.evaluation_rows(split, check)
        assert isinstance(part, Resident)
        setup = self.setup
        scores = score(self.evaluation_network(), part, check, setup.autocast, emit=setup.emit)
        return evaluated(split, scores, part.rows)


class ExampleSupervision(BaseLearner):
    """The target's own loss on rows of any kind."""

    params: ExampleParams

    def __init__(self, setup: Setup, params: ExampleParams) -> None:
        rows = ExampleBatches(setup, params.validation, params.augment)
        super().__init__(setup, params, rows)

    def loss(self, batch: Batch) -> Tensor:
        """Where the target has something to soften, its labels may be softened."""
        smoothing = self.params.label_smoothing
        loss: Tensor = self.target_loss(self.outputs(batch), batch.targets, smoothing)
        return loss

    def measure(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Against the labels as they are, in one pass."""
        part: Any = self.evaluation_rows(split, check)
        target = self.setup.data.task.target
        setup, network = self.setup, self.evaluation_network()
        outputs = run_in_batches(network, part.x, check, setup.autocast, emit=setup.emit)
        with torch.inference_mode():
            loss = float(self.target_loss(outputs, part.y))
            activation = target.activation().to(self.setup.device)
            answers = activation(outputs).float().cpu().numpy()
        return evaluated_answers(split, loss, answers, part.y.cpu().numpy(), part.rows, target)


def augmentation(params: SupervisedParams) -> Augmentation:
    """How far the settings move pictures at each step."""
    return Augmentation(**{name: getattr(params, name) for name in CHANGES})


def of_pictures(setup: Setup, params: SupervisedParams) -> Supervision:
    """A training on labelled pictures; see `workbench.PictureLearner`."""
    rows = PictureBatches(setup, params.validation, augmentation(params))
    return Supervision(setup, params, rows)


def of_texts(setup: Setup, params: TextSupervisedParams) -> Supervision:
    """A training on labelled texts."""
    return Supervision(setup, params, TextBatches(setup, params.validation, params.length))
