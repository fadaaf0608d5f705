"""What happens to a batch of examples of any kind: the kinds say what it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench import Evaluated, Examples, Setup, refuse_too_large
from workbench.engine import (
    holdout,
    inputs_as_tuple,
    prepared_inputs,
    run_in_batches,
    step_generator,
)

from . import ExampleParams
from .steps import TRAIN_ROWS_MEASURED, Supervision

ROWS_AT_ONCE = 4096
MISTAKES_KEPT = 200


@dataclass(frozen=True)
class EncodedPart:
    """A split on the device.

    ``x`` are the network's inputs, a tensor ``(n, …)`` each; ``y`` the labels ``(n, …)``;
    ``rows`` int64 ``(n,)`` says which rows of the dataset's split these are. ``arrays`` are the
    rows before their preprocessing, where training changes them.
    """

    x: tuple[Tensor, ...]
    y: Tensor
    rows: npt.NDArray[np.int64]
    arrays: tuple[Tensor, ...] = ()

    def __len__(self) -> int:
        return len(self.y)


class EncodedRows:
    """Training, validation and test rows as the network takes them."""

    def __init__(self, setup: Setup, params: ExampleParams) -> None:
        assert isinstance(setup.data, Examples)
        self._data, self._setup = setup.data, setup
        self._amount = params.augment
        self._augmenter = setup.data.inputs.augmenter() if params.augment else None
        self._preprocessing = setup.data.inputs.preprocessing().to(setup.device).eval()
        train = setup.data.train
        strata = setup.data.target.strata(train.y)
        rows, held_out = holdout(train, params.validation, setup.split_by, strata)
        self.train = self._part(train, rows)
        if self._augmenter is not None:
            self.train = replace(self.train, arrays=self._arrays(train, rows))
        self.val = self._part(train, held_out)
        self.test = self._part(setup.data.test, np.arange(len(setup.data.test)))

    def _part(self, split: Any, rows: npt.NDArray[np.int64]) -> EncodedPart:
        kind, device = self._data.inputs, self._setup.device
        y = torch.from_numpy(_labels(split.y[rows])).to(device)
        if kind.axes():
            # Rows of any length are padded to the longest: all at once, or each part has its own.
            arrays = kind.encode(kind.take(split.x, rows))
            return EncodedPart(prepared_inputs(arrays, self._preprocessing, device), y, rows)
        wholes: list[Tensor] = []
        for start in range(0, max(1, len(rows)), ROWS_AT_ONCE):
            self._setup.check()
            some = rows[start : start + ROWS_AT_ONCE]
            arrays = kind.encode(kind.take(split.x, some))
            inputs = prepared_inputs(arrays, self._preprocessing, device)
            if not start:
                self._refuse_too_large(inputs, len(rows))
                wholes = [tensor.new_empty(len(rows), *tensor.shape[1:]) for tensor in inputs]
            for whole, tensor in zip(wholes, inputs, strict=True):
                whole[start : start + len(some)] = tensor
        return EncodedPart(tuple(wholes), y, rows)

    def _arrays(self, split: Any, rows: npt.NDArray[np.int64]) -> tuple[Tensor, ...]:
        kind = self._data.inputs
        one = kind.encode(kind.take(split.x, rows[:1]))
        self._refuse_too_large(tuple(map(_tensor, one.values())), len(rows))
        arrays = kind.encode(kind.take(split.x, rows))
        return tuple(_tensor(values).to(self._setup.device) for values in arrays.values())

    def _refuse_too_large(self, inputs: tuple[Tensor, ...], n: int) -> None:
        if self._setup.device.type == "cuda" or not n:
            return
        each = sum(t[:1].numel() * t.element_size() for t in inputs)
        parts = f"{n:,} {self._data.inputs.noun[1]}"
        refuse_too_large("The data", n * each, parts, "Take fewer rows in the dataset's settings.")

    def batch(self, rows: Tensor, step: int) -> tuple[Tensor, ...]:
        """The network's inputs for training rows at a step, changed where that is asked for."""
        if self._augmenter is None:
            return tuple(tensor.index_select(0, rows) for tensor in self.train.x)
        # Where batches differ by their step alone, a resumed training sees the same.
        generator = step_generator(self._setup.seed, step)
        arrays = tuple(tensor.index_select(0, rows) for tensor in self.train.arrays)
        with torch.no_grad():
            arrays = self._augmenter.rows(arrays, self._amount, generator)
            inputs = inputs_as_tuple(self._preprocessing(*arrays))
            return self._augmenter.inputs(inputs, self._amount, generator)


def _tensor(values: npt.NDArray[Any]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(values))


def _labels(y: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Labels of a type that losses take: integers of 64 bits, or floats of 64."""
    return np.ascontiguousarray(y, np.float64 if y.dtype.kind == "f" else np.int64)


class ExampleSupervision(Supervision):
    """A training in progress; see `workbench.Learner`."""

    rows: EncodedRows  # type: ignore[assignment]

    def __init__(self, setup: Setup, params: ExampleParams) -> None:
        assert isinstance(setup.data, Examples)
        self._inputs, self._target = setup.data.inputs, setup.data.target
        self._loss: Callable[..., Tensor] = self._target.loss().to(setup.device)
        self._activation: nn.Module = self._target.activation().to(setup.device)
        super().__init__(setup, params, EncodedRows(setup, params))  # type: ignore[arg-type]

    def loss(self, x: tuple[Tensor, ...], y: Tensor) -> Tensor:
        """The target's own loss of a batch."""
        return self._loss(self.forward(*x), y, self.params.label_smoothing)

    def _batch(self, step: int) -> Any:
        epoch, index = divmod(step, self.steps_per_epoch)
        if self._order is None or self._order[0] != epoch:
            self._order = (epoch, self._batches(epoch))
        rows = self._order[1][index]
        return self.rows.batch(rows, step), self.train.y.index_select(0, rows)

    def _train_sample(self) -> Any:
        part, n = self.train, TRAIN_ROWS_MEASURED
        return EncodedPart(tuple(tensor[:n] for tensor in part.x), part.y[:n], part.rows[:n])

    def evaluate(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Measure on ``val``, ``train`` (a fixed sample) or ``test``."""
        part: Any = self._part(split, check)
        outputs = run_in_batches(self._measured(), part.x, check, self.setup.autocast)
        with torch.inference_mode():
            loss = float(self._loss(outputs, part.y))
            answers = self._activation(outputs).float().cpu().numpy()
        found = self._evaluated(split, loss, answers, part.y.cpu().numpy(), part.rows)
        if split == "val" and self.patience.see(loss) and self.params.early_stopping:
            self.best = {k: v.detach().clone() for k, v in self._moving().state_dict().items()}
        return found

    def _evaluated(
        self,
        split: str,
        loss: float,
        answers: npt.NDArray[np.float32],
        y: npt.NDArray[Any],
        rows: npt.NDArray[np.int64],
    ) -> Evaluated:
        target = self._target
        predicted = target.predictions(answers)
        scores = target.row_scores(predicted, y)
        confidence = target.confidence(answers)
        wrong = np.flatnonzero(scores < scores.max(initial=0.0))
        # Worst first; of those that are as wrong, the surer before.
        order = np.lexsort((-np.nan_to_num(confidence[wrong]), scores[wrong]))
        wrong = wrong[order][:MISTAKES_KEPT]
        metrics = {"loss": loss, **target.metrics(predicted, y)}
        return Evaluated(
            step=0,
            epoch=0.0,
            seconds=0.0,
            split=split,
            metrics={f"{split}/{name}": value for name, value in metrics.items()},
            confusion=target.confusion(predicted, y),
            mistakes=rows[wrong],
            predicted=predicted[wrong],
            confidence=confidence[wrong],
        )
