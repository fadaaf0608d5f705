"""What happens to a batch of examples of any kind: the kinds say what it costs."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from workbench import Evaluated, Examples, Setup, TargetKind
from workbench.engine import (
    BaseLearner,
    Batch,
    EncodedPart,
    RowBatches,
    evaluated_answers,
    run_in_batches,
)

from . import ClassParams


class ExampleSupervision(BaseLearner):
    """The target's own loss; see `workbench.Learner`."""

    params: ClassParams

    def __init__(self, setup: Setup, params: ClassParams, rows: RowBatches | None = None) -> None:
        assert isinstance(setup.data, Examples)
        self._target: TargetKind = setup.data.target
        self._loss_module: Callable[..., Tensor] = self._target.loss().to(setup.device)
        self._activation: nn.Module = self._target.activation().to(setup.device)
        super().__init__(setup, params, rows)

    def loss(self, batch: Batch) -> Tensor:
        """The labels may be softened."""
        return self._loss_module(self.outputs(batch), batch.targets, self.params.label_smoothing)

    def measure(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Against the labels as they are, in one pass."""
        part = self.evaluation_rows(split, check)
        assert isinstance(part, EncodedPart)
        outputs = run_in_batches(self.evaluation_network(), part.inputs, check, self.setup.autocast)
        with torch.inference_mode():
            loss = float(self._loss_module(outputs, part.targets))
            answers = self._activation(outputs).float().cpu().numpy()
        y = part.targets.cpu().numpy()
        return evaluated_answers(split, loss, answers, y, part.rows, self._target)
