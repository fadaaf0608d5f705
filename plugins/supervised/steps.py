"""What happens to a batch of labelled examples."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench import Evaluated, ExperimentError, Setup
from workbench.engine import (
    PIXEL_MEAN,
    PIXEL_SCALE,
    Patience,
    Resident,
    epoch_order,
    evaluated,
    learning_rate,
    make_optimizer,
    pack_state,
    score,
    state_under,
    unpack_state,
)

from . import ClassParams, SupervisedParams, TextSupervisedParams
from .rows import PictureRows, TokenRows

TRAIN_ROWS_MEASURED = 2000


class Supervision:
    """A training in progress; see `workbench.Learner`."""

    def __init__(self, setup: Setup, params: ClassParams, rows: PictureRows | TokenRows) -> None:
        self.params = params
        self.setup = setup
        self.rows = rows
        self.model = setup.model
        self.train = rows.train
        self.val = rows.val
        self.test = rows.test
        if params.early_stopping is not None and not len(self.val):
            message = (
                f"Early stopping has nothing to look at: of {len(self.train):,} training examples "
                f"none is left for a validation split of {params.validation:g}."
            )
            raise ExperimentError(message, "Enlarge the validation split, or take more examples.")
        self.batch_size = min(params.batch_size, len(self.train))
        self.steps_per_epoch = len(self.train) // self.batch_size
        self.total_steps = self.steps_per_epoch * params.epochs
        self._parameters = list(self.model.parameters())
        self.optimizer = self._make_optimizer()
        self.forward: Callable[[Tensor], Tensor] = (
            torch.compile(self.model) if setup.compile else self.model
        )
        self.average = copy.deepcopy(self.model).eval() if params.averaging == "ema" else None
        self.best: dict[str, Tensor] | None = None
        self.patience = Patience(params.early_stopping)
        self._order: tuple[int, tuple[Tensor, ...]] | None = None

    def _make_optimizer(self) -> torch.optim.Optimizer:
        return self._optimizer_of(self.model)

    def _optimizer_of(self, of: nn.Module | list[list[nn.Parameter]]) -> torch.optim.Optimizer:
        params = self.params
        decay = params.weight_decay
        return make_optimizer(of, params.optimizer, params.lr, params.momentum, params.beta2, decay)

    def step(self, step: int) -> Tensor:
        """Forward, backward, update; returns the loss without waiting for it."""
        x, y = self._batch(step)
        setup = self.setup
        if setup.autocast is None:
            loss = self.loss(x, y)
        else:
            with torch.autocast(setup.device.type, setup.autocast):
                loss = self.loss(x, y)
        # What optimizer.zero_grad does, at a tenth of its price, which a small network notices.
        for parameter in self._parameters:
            parameter.grad = None
        loss.backward()  # type: ignore[no-untyped-call]
        self._update(step)
        if self.average is not None:
            self._update_average(step)
        return loss.detach()

    def loss(self, x: Any, y: Tensor) -> Tensor:
        """The mean loss of a batch, 0-d."""
        return F.cross_entropy(self.forward(x), y, label_smoothing=self.params.label_smoothing)

    def _update(self, step: int) -> None:
        if self.params.clip is not None:
            nn.utils.clip_grad_norm_(self._parameters, self.params.clip)
        self.optimizer.param_groups[0]["lr"] = self.lr(step)
        self.optimizer.step()

    def _batch(self, step: int) -> tuple[Tensor, Tensor]:
        epoch, index = divmod(step, self.steps_per_epoch)
        if self._order is None or self._order[0] != epoch:
            # Cut once for the epoch: a slice at each step is felt by a small network.
            self._order = (epoch, self._batches(epoch))
        rows = self._order[1][index]
        x, y = self.train.x.index_select(0, rows), self.train.y.index_select(0, rows)
        return self._changed(x, step), y

    def _batches(self, epoch: int) -> tuple[Tensor, ...]:
        """Row numbers of each batch of an epoch; they depend on seed and epoch alone."""
        order = epoch_order(len(self.train), self.setup.seed, epoch, self.setup.device)
        return order.split(self.batch_size)

    def _changed(self, x: Tensor, step: int) -> Tensor:
        return self.rows.changed(x, step)

    def _update_average(self, step: int) -> None:
        # The decay is ramped up so that the average forgets the random start.
        decay = min(self.params.ema_decay, (1 + step) / (10 + step))
        assert self.average is not None
        with torch.no_grad():
            ours, theirs = list(self.average.parameters()), list(self.model.parameters())
            torch._foreach_lerp_(ours, theirs, 1 - decay)
            for mine, its in zip(self.average.buffers(), self.model.buffers(), strict=True):
                mine.copy_(its)

    def lr(self, step: int) -> float:
        """The learning rate of that step."""
        params = self.params
        return learning_rate(params.schedule, params.lr, step, self.total_steps, params.warmup)

    def evaluate(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Measure on ``val``, ``train`` (a fixed sample) or ``test``."""
        part = self._part(split, check)
        scores = score(self._measured(), part, check, self.setup.autocast)
        found = evaluated(split, scores, part.rows)
        if split == "val" and self.patience.see(scores.loss) and self.params.early_stopping:
            self.best = {k: v.detach().clone() for k, v in self._moving().state_dict().items()}
        return found

    def splits(self) -> tuple[str, ...]:
        """What is measured at each evaluation."""
        return ("train", "val") if len(self.val) else ("train",)

    def evaluate_every(self) -> int:
        """Once an epoch unless told otherwise."""
        return self.params.evaluate_every or self.steps_per_epoch

    def _part(self, split: str, check: Callable[[], None]) -> Resident:
        return {"val": self.val, "train": self._train_sample(), "test": self.test}[split]

    def _measured(self) -> nn.Module:
        """What takes a part's rows and answers with logits."""
        return self.deployed()

    def _train_sample(self) -> Resident:
        part, n = self.train, TRAIN_ROWS_MEASURED
        return Resident(part.x[:n], part.y[:n], part.rows[:n])

    def enough(self, step: int, seconds: float) -> str | None:
        """Early stopping and the time budget."""
        if self.patience.lost:
            return f"no better validation loss in {self.patience.since} evaluations"
        if self.params.time_budget is not None and seconds >= self.params.time_budget:
            return f"the time budget of {self.params.time_budget:g} s is used up"
        return None

    def _moving(self) -> nn.Module:
        return self.model if self.average is None else self.average

    def deployed(self) -> nn.Module:
        """The averaged weights where they are kept, the current ones otherwise."""
        return self._moving()

    def finish(self) -> None:
        """Go back to the best weights where early stopping kept them."""
        if self.best is not None:
            self._moving().load_state_dict(self.best)

    def state(self) -> tuple[Mapping[str, Tensor], Mapping[str, Any]]:
        """Weights, optimiser moments, averages; and the early stopping's memory."""
        tensors = self._pack()
        for prefix, kept in (
            ("average", self.average and self.average.state_dict()),
            ("best", self.best),
        ):
            tensors |= {f"{prefix}.{k}": v for k, v in (kept or {}).items()}
        best = self.patience.best if np.isfinite(self.patience.best) else None
        facts = {"best": best, "since": self.patience.since, "total_steps": self.total_steps}
        return tensors, facts

    def _pack(self) -> dict[str, Tensor]:
        return pack_state(self.model, self.optimizer)

    def load_state(self, tensors: Mapping[str, Tensor], facts: Mapping[str, Any]) -> None:
        """Go back to a state that `state` gave."""
        self._unpack(tensors)
        if self.average is not None:
            self.average.load_state_dict(state_under(tensors, "average."))
        self.best = state_under(tensors, "best.") or None
        self.patience.best = float("inf") if facts["best"] is None else float(facts["best"])
        # Who asks for more epochs behind an early stop wants to be patient once more.
        longer = self.total_steps > int(facts.get("total_steps", self.total_steps))
        self.patience.since = 0 if longer else int(facts["since"])
        self._order = None

    def _unpack(self, tensors: Mapping[str, Tensor]) -> None:
        unpack_state(tensors, self.model, self.optimizer)


class PictureSupervision(Supervision):
    """The same on pictures; see `workbench.PictureLearner`."""

    rows: PictureRows

    def __init__(
        self, setup: Setup, params: SupervisedParams, rows: PictureRows | None = None
    ) -> None:
        super().__init__(setup, params, rows or PictureRows(setup, params))

    def example(self, row: int) -> tuple[Any, int]:
        """Validation row ``row`` (a training row where nothing is held out) and its label."""
        part = self.val if len(self.val) else self.train
        return self.rows.example(int(part.rows[row % len(part)]))

    def prepare(self, pictures: Any) -> Tensor:
        """Raw pictures ``uint8`` ``(batch, …)`` to normalised float32 on the device."""
        raw = torch.from_numpy(np.ascontiguousarray(pictures)).to(self.setup.device)
        prepared: Tensor = self.rows.pixels(raw)
        return prepared

    def preprocessing(self) -> nn.Module:
        """`prepare` as a module."""
        return self.rows.pixels

    def state(self) -> tuple[Mapping[str, Tensor], Mapping[str, Any]]:
        """Also what pictures are normalised with, for another run that starts from this one."""
        tensors, facts = super().state()
        pixels = self.rows.pixels
        return {**tensors, PIXEL_MEAN: pixels.mean, PIXEL_SCALE: pixels.scale}, facts


class TextSupervision(Supervision):
    """The same on texts."""

    def __init__(
        self, setup: Setup, params: TextSupervisedParams, rows: TokenRows | None = None
    ) -> None:
        super().__init__(setup, params, rows or TokenRows(setup, params))
