"""What happens to a batch of labelled examples."""

from __future__ import annotations

from collections.abc import Callable

import torch.nn.functional as F
from torch import Tensor

from workbench import Evaluated, Setup
from workbench.engine import (
    Augmentation,
    BaseLearner,
    Batch,
    PictureBatches,
    Resident,
    TextBatches,
    evaluated,
    score,
)

from . import ClassParams, SupervisedParams, TextSupervisedParams


class Supervision(BaseLearner):
    """Cross-entropy of classes."""

    params: ClassParams

    def loss(self, batch: Batch) -> Tensor:
        """The labels may be softened."""
        smoothing = self.params.label_smoothing
        return F.cross_entropy(self.forward(batch.inputs), batch.targets, label_smoothing=smoothing)

    def measure(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Against the labels as they are, in one pass."""
        part = self.evaluation_rows(split, check)
        assert isinstance(part, Resident)
        scores = score(self.evaluation_network(), part, check, self.setup.autocast)
        return evaluated(split, scores, part.rows)


def augmentation(params: SupervisedParams) -> Augmentation:
    """How far the settings move pictures at each step."""
    return Augmentation(params.shift, params.rotate, params.scale, params.elastic)


def of_pictures(setup: Setup, params: SupervisedParams) -> Supervision:
    """A training on labelled pictures; see `workbench.PictureLearner`."""
    rows = PictureBatches(setup, params.validation, augmentation(params))
    return Supervision(setup, params, rows)


def of_texts(setup: Setup, params: TextSupervisedParams) -> Supervision:
    """A training on labelled texts."""
    return Supervision(setup, params, TextBatches(setup, params.validation, params.length))
