"""Trainer: labels that come from the text itself, the next token or a hidden one."""

from __future__ import annotations

from typing import Any, Literal

from workbench import (
    Corpus,
    DirectedReading,
    LabelledBatch,
    LanguageModelling,
    Learner,
    Params,
    Problem,
    Setup,
    Task,
    Trainer,
    context_of,
    hookimpl,
    is_causal,
    param,
)


class LanguageModelParams(Params):
    objective: Literal["next", "masked"] = param(
        "next",
        "Objective",
        "Guess the next token from those before, or hidden tokens from both sides (as BERT).",
    )
    steps: int = param(2000, "Steps", "Number of training steps.", log=True, ge=1, le=10**7)
    batch_size: int = param(
        12, "Batch size", "Examples in each step.", unit="pieces", log=True, ge=1, le=65_536
    )
    length: int | None = param(
        None,
        "Length",
        "Tokens per example; blank uses the model's full context.",
        unit="tokens",
        ge=2,
        le=131_072,
    )
    lr: float = param(0.001, "Learning rate", "Step size; tune this first.", log=True, gt=0, le=1)
    warmup: int = param(
        100, "Warm-up", "Steps in which the rate rises, before it falls.", unit="steps", ge=0
    )
    end_lr: float = param(
        0.1,
        "End rate",
        "Share of the learning rate left at the end of the cosine.",
        advanced=True,
        ge=0,
        le=1,
    )
    weight_decay: float = param(
        0.1, "Weight decay", "Pulls matrices towards zero at each step.", ge=0, le=1
    )
    beta2: float = param(
        0.99, "Second beta", "Memory of past squared gradients.", advanced=True, ge=0, lt=1
    )
    clip: float = param(
        1.0,
        "Gradient clipping",
        "Largest allowed gradient norm (0 = off).",
        advanced=True,
        ge=0,
    )
    accumulate: int = param(
        1,
        "Accumulation",
        "Batches whose gradients make one step: a larger batch in the same memory.",
        advanced=True,
        ge=1,
        le=1024,
    )
    validation: float = param(
        0.05,
        "Validation split",
        "The end of the training text, held out for validation.",
        gt=0,
        le=0.5,
    )
    evaluate_every: int = param(250, "Evaluate every", "Steps between evaluations.", ge=1)
    measured: int = param(
        20_000,
        "Measured",
        "Tokens that an evaluation during training uses; the last one uses all.",
        unit="tokens",
        advanced=True,
        ge=100,
    )
    time_budget: float | None = param(
        None, "Time budget", "Stop after this many seconds of training.", unit="s", gt=0
    )
    sample_length: int = param(
        200, "Sample", "Tokens it writes at each evaluation.", unit="tokens", ge=1, le=2000
    )


class NextTokenTrainer(Trainer):
    """Cross-entropy on pieces of running text."""

    id, name = "language-model", "Language modelling"
    loss_unit = "nats"
    about = "Learns from plain text alone: the target is the text itself."
    Params = LanguageModelParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)

    def problem(self, task: Task, params: LanguageModelParams, network: Params) -> Problem | None:
        wanted = params.objective == "next"
        # Only transformers can be told; a recurrent network reads in one direction.
        if is_causal(network) == wanted:
            return None
        fix = {"architecture": {"causal": wanted}} if isinstance(network, DirectedReading) else {}
        if wanted:
            message = "A network that sees later tokens cannot learn to guess the next one."
            return Problem("trainer.objective", message, "Switch Causal on.", fix)
        message = "Hidden tokens are guessed from both sides; this network looks back only."
        remedy = "Switch Causal off." if fix else "Choose a transformer, with Causal off."
        return Problem("trainer.objective", message, remedy, fix)

    def labels(
        self, data: Any, params: LanguageModelParams, network: Params, seed: int, number: int
    ) -> LabelledBatch | None:
        from .pieces import labels

        if not isinstance(data, Corpus):
            return None
        return labels(data, params, context_of(network, None), seed, number)

    def learner(self, setup: Setup, params: LanguageModelParams) -> Learner:
        from .steps import SelfSupervision

        return SelfSupervision(setup, params)


@hookimpl
def register_trainers() -> list[type[Trainer]]:
    return [NextTokenTrainer]
