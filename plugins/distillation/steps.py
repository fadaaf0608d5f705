"""Distillation: Hinton, Vinyals & Dean (2015), *Distilling the Knowledge in a Neural Network*,
https://arxiv.org/abs/1503.02531.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from workbench import ExperimentError, RunStore, Setup, TextClasses
from workbench.engine import BaseLearner, Batch, PictureBatches, TextBatches
from workbench.inference import open_classifier

from . import DistillationParams

ROWS_AT_ONCE = 500
# Below it a probability is as good as none; its logarithm is finite.
LEAST = 1e-7


class Distilling(BaseLearner):
    """A training in progress; the teacher is asked once, before the first step."""

    params: DistillationParams

    def __init__(self, setup: Setup, params: DistillationParams) -> None:
        rows = (
            TextBatches(setup, params.validation, params.length)
            if isinstance(setup.data, TextClasses)
            else PictureBatches(setup, params.validation)
        )
        super().__init__(setup, params, rows)
        self.soft = self._teachers_answers()

    def _teachers_answers(self) -> Tensor:
        """Softened probabilities of the training rows, float32 ``(n, n_classes)``.

        Raises
        ------
        RunNotFound, ModelFileError
            When the teacher is not there, or cannot be asked.
        ExperimentError
            When it knows other classes.
        """
        data, rows = self.setup.data, self.train.rows
        if not self.params.teacher:
            message = "There is no teacher to learn from."
            raise ExperimentError(message, "Name a run on this dataset (trainer.teacher).")
        run = RunStore().get(self.params.teacher)
        model = open_classifier(run.model_file)
        if tuple(model.classes) != tuple(data.classes):  # type: ignore[union-attr]
            message = f"The teacher {run.id} knows other classes: {', '.join(model.classes)}."
            raise ExperimentError(message, "Choose a run on this dataset.")
        answers = []
        for start in range(0, len(rows), ROWS_AT_ONCE):
            self.setup.check()
            some = rows[start : start + ROWS_AT_ONCE]
            if isinstance(data, TextClasses):
                answers.append(model.predict([data.train.texts[row] for row in some]))
            else:
                answers.append(model.predict(np.ascontiguousarray(data.learnable.x[some])))  # type: ignore[union-attr]
        # Softmax of logits / T, by probabilities: logits are their logarithms but for a constant.
        logits = torch.from_numpy(np.concatenate(answers)).clamp_min(LEAST).log()
        return (logits / self.params.temperature).softmax(1).to(self.setup.device)

    def training_batch(self, index: Tensor) -> Batch:
        """The labels, and what the teacher says."""
        inputs, targets = super().training_batch(index)
        return Batch(inputs, (targets, self.soft.index_select(0, index)))

    def loss(self, batch: Batch) -> Tensor:
        """Cross-entropy; in training mixed with the distance to the teacher."""
        outputs = self.outputs(batch)
        if not isinstance(batch.targets, tuple):
            return F.cross_entropy(outputs, batch.targets)
        labels, soft = batch.targets
        temperature, weight = self.params.temperature, self.params.teacher_weight
        student = (outputs / temperature).log_softmax(1)
        # Gradients of softened targets are T² times smaller.
        taught = F.kl_div(student, soft, reduction="batchmean") * temperature**2
        return weight * taught + (1 - weight) * F.cross_entropy(outputs, labels)
