"""BaseLearner: everything of a training on rows of any kind but its loss."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.events import Evaluated, MeasuringProgress
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.trainer import Setup
from workbench.engine.batches import Batch, epoch_order, step_generator
from workbench.engine.learnerstate import pack, under, unpack
from workbench.engine.metrics import Patience, evaluated_answers
from workbench.engine.optim import learning_rate, make_optimizer
from workbench.engine.row_batches import DeviceRows, RowBatches, make_row_batches

TRAIN_ROWS_MEASURED = 2000
ROWS_AT_ONCE = 512
# Where the number of epochs follows from the rows: as many points as a curve needs.
MOST_EVALUATIONS = 50


class BaseLearner:
    """A training in progress, see `workbench.Learner`: a subclass writes `loss`.

    It owns the optimiser, the learning rate, the order of rows, the running average of the weights,
    early stopping with the best weights, evaluations, and the state that a resumed run continues
    from bit for bit. What is not documented as replaceable is better left alone, or the state no
    longer says everything.

    A subclass may replace `measure`, and for less usual trainings `make_optimizer`, `update`,
    `epoch_batches`, `training_batch`, `evaluation_rows`, `evaluation_network` and
    `extra_parameters`. One that keeps more than parameters extends `state` and `load_state`.

    Parameters
    ----------
    rows
        How batches are taken; those of the dataset's kind (`make_row_batches`) when left out.

    Attributes
    ----------
    forward
        The network as a function: the one that learns, perhaps compiled, in a step; the one that
        would be deployed in an evaluation. `loss` calls it, by `outputs`, and never ``model``.

    Raises
    ------
    ExperimentError
        When early stopping has no rows to look at, or there are no `RowBatches` for the data.
    """

    params: LearnerParams

    def __init__(self, setup: Setup, params: LearnerParams, rows: RowBatches | None = None) -> None:
        self.params = params
        self.setup = setup
        self.rows = make_row_batches(setup, params.validation) if rows is None else rows
        self.model = setup.model
        self.train = self.rows.train
        self.val = self.rows.val
        self.test = self.rows.test
        if params.early_stopping is not None and not len(self.val):
            message = (
                f"Early stopping has nothing to look at: of {len(self.train):,} training examples "
                f"none is left for a validation split of {params.validation:g}."
            )
            raise ExperimentError(message, "Enlarge the validation split, or take more examples.")
        self.batch_size = min(params.batch_size, len(self.train))
        self.steps_per_epoch = len(self.train) // self.batch_size
        self.total_steps = self.steps_per_epoch * params.n_epochs(self.steps_per_epoch)
        self._parameters = [*self.model.parameters(), *self.extra_parameters().values()]
        self.optimizer = self.make_optimizer()
        self.forward: Callable[..., Any] = (
            torch.compile(self.model) if setup.compile else self.model
        )
        self.average = copy.deepcopy(self.model).eval() if params.averaging == "ema" else None
        self.best: dict[str, Tensor] | None = None
        self.patience = Patience(params.early_stopping)
        self._order: tuple[int, tuple[Tensor, ...]] | None = None

    # What a subclass writes or replaces.

    def loss(self, batch: Batch) -> Tensor:
        """The mean loss of a batch's rows, 0-d; by default the one of the dataset's target.

        It calls `outputs`. Also called in evaluations, without gradients and with the network in
        evaluation mode.
        """
        loss: Tensor = self.target_loss(self.outputs(batch), batch.targets)
        return loss

    def measure(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Metrics on a split: the mean of `loss`, and those of the dataset's target.

        ``metrics`` holds at least ``SPLIT/loss``, which early stopping looks at. A replacement
        reads `evaluation_rows`, asks `evaluation_network` and calls ``check()`` between batches;
        what it answered to each row it may hand over as ``scores``.
        """
        part = self.evaluation_rows(split, check)
        loss = self.mean_loss(part, check)
        answers, truth = self.answers(part, check)
        target = self.setup.data.task.target
        return evaluated_answers(split, loss, answers, truth, part.rows, target)

    def make_optimizer(self) -> torch.optim.Optimizer:
        """One group of all weights that learn, unless a subclass says more."""
        return self.optimizer_of([[p for p in self._parameters if p.requires_grad]])

    def update(self, step: int) -> None:
        """Change the weights by the gradients that `step` has computed."""
        if self.params.clip is not None:
            nn.utils.clip_grad_norm_(self._parameters, self.params.clip)
        self.optimizer.param_groups[0]["lr"] = self.lr(step)
        self.optimizer.step()

    def epoch_batches(self, epoch: int) -> tuple[Tensor, ...]:
        """Positions in ``train`` of each batch of an epoch; they depend on seed and epoch alone."""
        order = epoch_order(len(self.train), self.setup.seed, epoch, self.setup.device)
        return torch.split(order, self.batch_size)

    def training_batch(self, index: Tensor) -> Batch:
        """The training rows at positions ``index`` int64 ``(batch,)``, before `augment`."""
        return self.train.take(index)

    def augment(self, inputs: Any, step: int) -> Any:
        """A batch's inputs as the network is to see them at this step."""
        return self.rows.augment(inputs, step)

    def evaluation_rows(self, split: str, check: Callable[[], None]) -> DeviceRows:
        """What is measured of ``val``, ``train`` (its first rows) or ``test``."""
        if split == "train":
            return self.train[:TRAIN_ROWS_MEASURED]
        return {"val": self.val, "test": self.test}[split]

    def evaluation_network(self) -> nn.Module:
        """What takes the inputs of `evaluation_rows`."""
        return self.deployed()

    def extra_parameters(self) -> Mapping[str, nn.Parameter]:
        """Parameters of the optimiser that are none of the model's, by name.

        Asked while `BaseLearner` is set up: make them before.
        """
        return {}

    # What a subclass may call.

    def outputs(self, batch: Batch) -> Any:
        """What the network gives for a batch: ``forward`` of its inputs, which may be several."""
        inputs = batch.inputs
        return self.forward(*inputs) if isinstance(inputs, tuple) else self.forward(inputs)

    @cached_property
    def target_loss(self) -> nn.Module:
        """The loss of the dataset's target: ``(outputs, targets, smoothing=0.0)`` to 0-d."""
        return self.setup.data.task.target.loss().to(self.setup.device)

    def answers(
        self, part: DeviceRows, check: Callable[[], None]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[Any]]:
        """What would be answered to rows, such as probabilities ``(n, n_outputs)``; and the truth.

        The truth is ``(n, …)``, as the target holds labels.
        """
        activation = self.setup.data.task.target.activation().to(self.setup.device)
        answers, truth = [], []
        device, dtype = self.setup.device, self.setup.autocast
        with self._evaluating(), torch.autocast(device.type, dtype, enabled=dtype is not None):
            for start in range(0, len(part), ROWS_AT_ONCE):
                check()
                # The loss was measured before, on the same rows.
                done = MeasuringProgress(done=len(part) + start, total=2 * len(part))
                self.setup.emit(done)
                batch = part.take(slice(start, start + ROWS_AT_ONCE))
                answers.append(activation(self.outputs(batch).float()).cpu().numpy())
                truth.append(batch.targets.cpu().numpy())
        return np.concatenate(answers), np.concatenate(truth)

    def optimizer_of(
        self, of: nn.Module | Sequence[Sequence[nn.Parameter]]
    ) -> torch.optim.Optimizer:
        """The optimiser of the settings, for a network or for groups of parameters."""
        params = self.params
        decay = params.weight_decay
        return make_optimizer(of, params.optimizer, params.lr, params.momentum, params.beta2, decay)

    def generator(self, step: int) -> torch.Generator:
        """Random numbers of a step, on the CPU; they depend on seed and step alone."""
        return step_generator(self.setup.seed, step)

    def mean_loss(self, part: DeviceRows, check: Callable[[], None]) -> float:
        """The mean of `loss` over rows, in evaluation mode; ``nan`` of none."""
        total = torch.zeros((), dtype=torch.float64)
        with self._evaluating():
            for start in range(0, len(part), ROWS_AT_ONCE):
                check()
                self.setup.emit(MeasuringProgress(done=start, total=2 * len(part)))
                n = min(ROWS_AT_ONCE, len(part) - start)
                total += n * self._loss(part.take(slice(start, start + n))).double().cpu()
        return float(total) / len(part) if len(part) else float("nan")

    @contextmanager
    def _evaluating(self) -> Iterator[None]:
        """``forward`` is the network that would be deployed, in evaluation mode."""
        network, learning = self.evaluation_network(), self.forward
        was_training = network.training
        self.forward = network.eval()
        try:
            with torch.inference_mode():
                yield
        finally:
            self.forward = learning
            network.train(was_training)

    # What the engine calls.

    def step(self, step: int) -> Tensor:
        """Forward, backward, update; returns the loss without waiting for it."""
        loss = self._loss(self._batch(step))
        # What optimizer.zero_grad does, at a tenth of its price, which a small network notices.
        for parameter in self._parameters:
            parameter.grad = None
        loss.backward()  # type: ignore[no-untyped-call]
        self.update(step)
        if self.average is not None:
            self._update_average(step)
        return loss.detach()

    def _loss(self, batch: Batch) -> Tensor:
        setup = self.setup
        if setup.autocast is None:
            return self.loss(batch)
        with torch.autocast(setup.device.type, setup.autocast):
            return self.loss(batch)

    def _batch(self, step: int) -> Batch:
        epoch, index = divmod(step, self.steps_per_epoch)
        if self._order is None or self._order[0] != epoch:
            # Cut once for the epoch: a slice at each step is felt by a small network.
            self._order = (epoch, self.epoch_batches(epoch))
        inputs, targets = self.training_batch(self._order[1][index])
        return Batch(self.augment(inputs, step), targets)

    def _update_average(self, step: int) -> None:
        # The decay is ramped up so that the average forgets the random start.
        decay = min(self.params.ema_decay, (1 + step) / (10 + step))
        assert self.average is not None
        with torch.no_grad():
            ours: list[Tensor] = list(self.average.parameters())
            theirs: list[Tensor] = list(self.model.parameters())
            torch._foreach_lerp_(ours, theirs, 1 - decay)
            for mine, its in zip(self.average.buffers(), self.model.buffers(), strict=True):
                mine.copy_(its)

    def lr(self, step: int) -> float:
        """The learning rate of that step."""
        params = self.params
        return learning_rate(params.schedule, params.lr, step, self.total_steps, params.warmup)

    def evaluate(self, split: str, check: Callable[[], None]) -> Evaluated:
        """`measure`, and what early stopping makes of it."""
        measured = self.measure(split, check)
        better = split == "val" and self.patience.see(measured.metrics["val/loss"])
        if better and self.params.early_stopping:
            state = self.deployed().state_dict()
            self.best = {name: value.detach().clone() for name, value in state.items()}
        return measured

    def splits(self) -> tuple[str, ...]:
        """What is measured at each evaluation."""
        return ("train", "val") if len(self.val) else ("train",)

    def evaluate_every(self) -> int:
        """Once an epoch unless the settings say otherwise; of many short epochs, not after each."""
        if self.params.evaluate_every is not None:
            return self.params.evaluate_every
        if self.params.epochs is not None:
            return self.steps_per_epoch
        n_epochs = self.params.n_epochs(self.steps_per_epoch)
        return self.steps_per_epoch * max(1, n_epochs // MOST_EVALUATIONS)

    def enough(self, step: int, seconds: float) -> str | None:
        """Early stopping and the time budget."""
        if self.patience.lost:
            return f"no better validation loss in {self.patience.since} evaluations"
        if self.params.time_budget is not None and seconds >= self.params.time_budget:
            return f"the time budget of {self.params.time_budget:g} s is used up"
        return None

    def deployed(self) -> nn.Module:
        """The averaged weights if the settings ask for them, the current ones otherwise."""
        return self.model if self.average is None else self.average

    def finish(self) -> None:
        """Go back to the best weights if early stopping has noted them."""
        if self.best is not None:
            self.deployed().load_state_dict(self.best)

    def state(self) -> tuple[Mapping[str, Tensor], Mapping[str, Any]]:
        """Weights, optimiser moments, averages; and the early stopping's memory."""
        tensors = pack(self.model, self.optimizer, self.extra_parameters())
        for prefix, weights in (
            ("average", self.average and self.average.state_dict()),
            ("best", self.best),
        ):
            tensors |= {f"{prefix}.{k}": v for k, v in (weights or {}).items()}
        best = self.patience.best if np.isfinite(self.patience.best) else None
        facts = {"best": best, "since": self.patience.since, "total_steps": self.total_steps}
        return {**tensors, **self.rows.state()}, facts

    def load_state(self, tensors: Mapping[str, Tensor], facts: Mapping[str, Any]) -> None:
        """Go back to a state that `state` gave."""
        unpack(tensors, self.model, self.optimizer, self.extra_parameters())
        if self.average is not None:
            self.average.load_state_dict(under(tensors, "average."))
        self.best = under(tensors, "best.") or None
        self.patience.best = float("inf") if facts["best"] is None else float(facts["best"])
        # Who asks for more epochs behind an early stop wants to be patient once more.
        longer = self.total_steps > int(facts.get("total_steps", self.total_steps))
        self.patience.since = 0 if longer else int(facts["since"])
        self._order = None

    def example(self, row: int) -> tuple[Any, Any]:
        """Validation row ``row`` (a training row if there is no validation) and its target."""
        part = self.val if len(self.val) else self.train
        return self.rows.example(int(part.rows[row % len(part)]))

    def prepare(self, raw: Any) -> Any:
        """Rows as the dataset holds them, stacked, to what the network takes, on the device."""
        return self.rows.prepare(raw)

    def preprocessing(self) -> nn.Module:
        """`prepare` as a module, to become the first nodes of the exported graph."""
        return self.rows.preprocessing()
