"""Trainer: a network learns what another run's network has learnt."""

from __future__ import annotations

from workbench import (
    ImageClassification,
    Learner,
    LearnerParams,
    Params,
    Problem,
    Setup,
    Task,
    TextClassification,
    Trainer,
    hookimpl,
    param,
    run_param,
)


class DistillationParams(LearnerParams):
    teacher: str = run_param(
        "Teacher",
        "A run on the same dataset, by its id or name, whose answers are learnt.",
        same=("dataset",),
    )
    temperature: float = param(
        4.0,
        "Temperature",
        "How much the teacher's answers are softened; higher shows more of what it takes for "
        "similar.",
        ge=1,
        le=100,
    )
    teacher_weight: float = param(
        0.9, "Teacher's weight", "Share of the loss that comes from the teacher.", ge=0, le=1
    )
    length: int = param(
        128, "Length", "Tokens of a text that are read, from its start.", unit="tokens", ge=1
    )


class Distillation(Trainer):
    """Softened answers of a larger network as targets, beside the labels."""

    id, name = "distillation", "Distillation"
    loss_unit = "nats"
    about = "A small network learns the answers of another run's network (Hinton et al. 2015)."
    Params = DistillationParams
    order = 300

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification | TextClassification)

    def problem(self, task: Task, params: DistillationParams, network: Params) -> Problem | None:
        if not params.teacher:
            message = "There is no teacher to learn from."
            return Problem("trainer.teacher", message, "Choose a run on this dataset.")
        return params.problem()

    def learner(self, setup: Setup, params: DistillationParams) -> Learner:
        from .steps import Distilling

        return Distilling(setup, params)


@hookimpl
def register_trainers() -> list[type[Trainer]]:
    return [Distillation]
