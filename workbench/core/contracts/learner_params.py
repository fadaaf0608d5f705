"""LearnerParams: the settings of every training that goes through labelled rows in epochs."""

from __future__ import annotations

import math
from typing import ClassVar, Literal

from workbench.core.contracts.params import Params, param
from workbench.core.contracts.problem import Problem

VALIDATION = 0.1
# Networks that start from nothing learn little in fewer steps: with 3 steps an epoch, 8 epochs
# separate two obvious classes of 240 texts at 70 %, and 50 epochs at 100 %.
FEWEST_STEPS = 150


class LearnerParams(Params):
    """What `workbench.engine.BaseLearner` is set up with.

    A trainer's settings derive from it and add their own; a field that is declared again has
    another default.

    Attributes
    ----------
    usual_epochs
        How many a training has whose user leaves them open, where there are rows enough.
    """

    usual_epochs: ClassVar[int] = 3

    epochs: int | None = param(
        None,
        "Epochs",
        "Passes over the training data; blank takes more of them where there are few rows.",
        blank="by the number of rows",
        ge=1,
        le=10_000,
    )
    batch_size: int = param(
        64, "Batch size", "Examples in each step.", unit="examples", log=True, ge=1, le=65_536
    )
    optimizer: Literal["sgd", "momentum", "adam", "adamw"] = param(
        "adam", "Optimiser", "How the gradient becomes a step; adam needs the least care."
    )
    lr: float = param(
        0.003,
        "Learning rate",
        "Step size; tune this first.",
        log=True,
        gt=0,
        le=100,
    )
    schedule: Literal["constant", "cosine", "one-cycle"] = param(
        "one-cycle", "Schedule", "How the learning rate changes: one-cycle rises, then falls."
    )
    warmup: float = param(
        0.3, "Warm-up", "Share of the training in which one-cycle rises.", advanced=True, ge=0, lt=1
    )
    momentum: float = param(
        0.9, "Momentum", "Memory of past gradients (Adam's first beta).", advanced=True, ge=0, lt=1
    )
    beta2: float = param(
        0.999, "Second beta", "Memory of past squared gradients in Adam.", advanced=True, ge=0, lt=1
    )
    weight_decay: float = param(
        0.0, "Weight decay", "Pulls weights towards zero at each step.", log=True, ge=0, le=1
    )
    averaging: Literal["none", "ema"] = param(
        "none", "Weight averaging", "ema keeps a running average of the weights and exports that."
    )
    ema_decay: float = param(
        0.995,
        "Averaging memory",
        "How slowly the running average moves.",
        advanced=True,
        gt=0,
        lt=1,
    )
    validation: float = param(
        0.1,
        "Validation split",
        "Share of the training examples held out for validation.",
        ge=0,
        le=0.5,
    )
    evaluate_every: int | None = param(
        None,
        "Evaluate every",
        "Steps between evaluations; blank for one each epoch.",
        blank="each epoch",
        unit="steps",
        ge=1,
    )
    early_stopping: int | None = param(
        None,
        "Early stopping",
        "Stop after this many evaluations without a better validation loss; blank trains all "
        "epochs.",
        blank="off",
        unit="evaluations",
        ge=1,
    )
    time_budget: float | None = param(
        None,
        "Time budget",
        "Stop after this many seconds of training; blank sets no limit.",
        blank="no limit",
        unit="s",
        gt=0,
    )
    clip: float | None = param(
        None,
        "Gradient clipping",
        "Largest allowed gradient norm; blank does not clip.",
        blank="off",
        advanced=True,
        gt=0,
    )

    def n_epochs(self, steps_per_epoch: int) -> int:
        """How many epochs are trained: so many that they make at least `FEWEST_STEPS` steps."""
        if self.epochs is not None:
            return self.epochs
        return max(self.usual_epochs, math.ceil(FEWEST_STEPS / steps_per_epoch))

    def problem(self) -> Problem | None:
        """Early stopping without anything to measure it on; `Trainer.problem` asks."""
        if self.early_stopping is None or self.validation > 0:
            return None
        message = (
            "Early stopping looks at the validation loss, but no examples are kept for validation."
        )
        remedy = f"Set the validation split to {VALIDATION}."
        fix = {"trainer": {"validation": VALIDATION}}
        return Problem("trainer.early_stopping", message, remedy, fix)
