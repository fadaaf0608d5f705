"""What happens to a batch of a table's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import Tensor

from workbench import Setup
from workbench.engine import BaseLearner, Batch, make_row_batches

if TYPE_CHECKING:
    from . import TableTrainingParams

# An epoch has at least so many steps, and a batch no fewer rows, however few there are.
LEAST_STEPS, LEAST_ROWS = 20, 32


class TableSupervision(BaseLearner):
    """The target's own loss; see `workbench.Learner`."""

    def __init__(self, setup: Setup, params: TableTrainingParams) -> None:
        rows = make_row_batches(setup, params.validation)
        self._cost = setup.data.target.loss().to(setup.device)
        size = min(params.batch_size, fitting_batch(len(rows.train)))
        super().__init__(setup, params.model_copy(update={"batch_size": size}), rows)

    def loss(self, batch: Batch) -> Tensor:
        """0-d."""
        loss: Tensor = self._cost(self.outputs(batch), batch.targets)
        return loss


def fitting_batch(n_rows: int) -> int:
    """A power of two that leaves an epoch of ``n_rows`` its `LEAST_STEPS`."""
    return max(LEAST_ROWS, 1 << max(0, (n_rows // LEAST_STEPS).bit_length() - 1))
