"""Trainers: classes from labelled pictures and texts, from nothing or from trained weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from workbench import (
    ImageClassification,
    Learner,
    LearnerParams,
    MemoryPlan,
    Params,
    Problem,
    Setup,
    Task,
    TextClassification,
    Trainer,
    hookimpl,
    param,
)

from .tuning import AdaptParams, lr_param, n_learning, problem

if TYPE_CHECKING:
    from torch import nn


class ClassParams(LearnerParams):
    label_smoothing: float = param(
        0.0, "Label smoothing", "Softens the targets (0 = off).", ge=0, lt=1
    )


class SupervisedParams(ClassParams):
    shift: float = param(0.0, "Shift", "Shift pictures by up to this much.", unit="px", ge=0, le=16)
    rotate: float = param(
        0.0, "Rotate", "Rotate pictures by up to this much.", unit="°", ge=0, le=180
    )
    scale: float = param(0.0, "Scale", "Vary the size by up to this fraction.", ge=0, lt=1)
    elastic: float = param(
        0.0,
        "Elastic",
        "Bend pictures by about this much, as handwriting varies.",
        unit="px",
        ge=0,
        le=8,
    )
    shear: float = param(
        0.0, "Shear", "Slant pictures by up to this fraction of their height.", ge=0, le=2
    )
    stroke: float = param(
        0.0,
        "Stroke",
        "Thicken or thin strokes by up to this much on each side.",
        unit="px",
        ge=0,
        le=1,
    )


# The settings that change pictures, all 0 by default.
CHANGES = ("shift", "rotate", "scale", "elastic", "shear", "stroke")


class TextSupervisedParams(ClassParams):
    usual_epochs: ClassVar[int] = 8

    length: int = param(
        128,
        "Length",
        "How much of a text is read, from its start.",
        unit="tokens",
        ge=1,
        le=131_072,
    )


def changes_pictures(params: SupervisedParams) -> list[str]:
    """Names of the settings by which each step sees other pictures than the dataset's."""
    return [name for name in CHANGES if getattr(params, name)]


class Supervised(Trainer):
    """Cross-entropy on batches of labelled pictures."""

    id, name = "supervised", "Supervised learning"
    loss_unit = "nats"
    about = "Shows the network labelled pictures and lowers its cross-entropy step by step."
    Params = SupervisedParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)

    def memory(self, task: Task, params: SupervisedParams, network: nn.Module) -> MemoryPlan:
        plan = super().memory(task, params, network)
        if not changes_pictures(params) or not isinstance(task, ImageClassification):
            return plan
        # The sampling grid, a field of displacements and the moved pictures.
        places = task.height * task.width
        return replace(plan, numbers_per_row=places * (6 + 2 * task.channels))

    def learner(self, setup: Setup, params: SupervisedParams) -> Learner:
        from .steps import of_pictures

        return of_pictures(setup, params)


class TextSupervised(Trainer):
    """Cross-entropy on batches of labelled texts."""

    id, name = "text-supervised", "Supervised learning on text"
    loss_unit = "nats"
    about = "Shows the network labelled texts and lowers its cross-entropy step by step."
    Params = TextSupervisedParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification)

    def learner(self, setup: Setup, params: TextSupervisedParams) -> Learner:
        from .steps import of_texts

        return of_texts(setup, params)


class ExampleParams(ClassParams):
    usual_epochs: ClassVar[int] = 20

    augment: float = param(
        0.0,
        "Augmentation",
        "How far training changes rows in ways that leave their target as it is; 1 is usual, 0 "
        "takes them as they are. What is changed is up to the kind of data.",
        ge=0,
        le=2,
    )


class ExampleSupervised(Trainer):
    """The target's own loss on batches of rows of any kind."""

    id, name = "example-supervised", "Supervised learning on any rows"
    about = "Shows the network rows with their targets and lowers the target's loss step by step."
    loss_unit = None
    Params = ExampleParams
    order = 90

    def supports(self, task: Task) -> bool:
        own = isinstance(task, ImageClassification | TextClassification)
        return not own and task.target.id != "unknown" and not task.target.per_token

    def problem(self, task: Task, params: ExampleParams, network: Params) -> Problem | None:
        if params.augment and not task.inputs.augmentation:
            message = f"There is no augmentation for {task.inputs}."
            fix = {"trainer": {"augment": 0.0}}
            return Problem("trainer.augment", message, "Train without augmentation.", fix)
        return super().problem(task, params, network)

    def learner(self, setup: Setup, params: ExampleParams) -> Learner:
        from .steps import ExampleSupervision

        return ExampleSupervision(setup, params)


class FineTuneParams(SupervisedParams, AdaptParams):
    usual_epochs: ClassVar[int] = 10

    batch_size: int = param(
        32, "Batch size", "Examples in each step.", unit="examples", log=True, ge=1, le=65_536
    )
    lr: float = lr_param(0.001)


class TextFineTuneParams(TextSupervisedParams, AdaptParams):
    usual_epochs: ClassVar[int] = 3

    batch_size: int = param(
        32, "Batch size", "Examples in each step.", unit="examples", log=True, ge=1, le=65_536
    )
    optimizer: Literal["sgd", "momentum", "adam", "adamw"] = param(
        "adamw", "Optimiser", "How the gradient becomes a step; adamw is customary here."
    )
    lr: float = lr_param(0.0002)
    warmup: float = param(
        0.1, "Warm-up", "Share of the training in which one-cycle rises.", advanced=True, ge=0, lt=1
    )
    weight_decay: float = param(
        0.01, "Weight decay", "Pulls weights towards zero at each step.", log=True, ge=0, le=1
    )


# All weights learn from the first step on, at one rate.
FROM_SCRATCH = {"adapt": "full", "from_run": "", "decay": 1.0, "unfreeze_every": None}


class FineTune(Supervised):
    """From weights that another run has learnt on other pictures."""

    id, name = "fine-tune", "Fine-tuning"
    about = "Goes on from trained weights: the head alone, the last layers, all of them, or LoRA."
    Params = FineTuneParams
    order = 200
    adapts = True

    def starts_pretrained(self, params: AdaptParams) -> bool:
        return bool(params.from_run)

    def from_scratch(self, params: AdaptParams) -> Mapping[str, Any]:
        return FROM_SCRATCH

    def problem(self, task: Task, params: FineTuneParams, network: Params) -> Problem | None:
        return params.problem() or problem(params, changes_pictures(params))

    def memory(self, task: Task, params: FineTuneParams, network: nn.Module) -> MemoryPlan:  # type: ignore[override]
        return _adapting(super().memory(task, params, network), params, network)

    def learner(self, setup: Setup, params: FineTuneParams) -> Learner:  # type: ignore[override]
        from .finetune import PictureFineTuning

        return PictureFineTuning(setup, params)


class TextFineTune(TextSupervised):
    """From a pretrained encoder's weights, or another run's."""

    id, name = "text-fine-tune", "Fine-tuning on text"
    about = "Goes on from trained weights: the head alone, the last layers, all of them, or LoRA."
    Params = TextFineTuneParams
    order = 200
    adapts = True

    def starts_pretrained(self, params: AdaptParams) -> bool:
        return bool(params.from_run)

    def from_scratch(self, params: AdaptParams) -> Mapping[str, Any]:
        return FROM_SCRATCH

    def problem(self, task: Task, params: TextFineTuneParams, network: Params) -> Problem | None:
        return params.problem() or problem(params, ())

    def memory(self, task: Task, params: TextFineTuneParams, network: nn.Module) -> MemoryPlan:
        return _adapting(super().memory(task, params, network), params, network)

    def learner(self, setup: Setup, params: TextFineTuneParams) -> Learner:  # type: ignore[override]
        from .finetune import TextFineTuning

        return TextFineTuning(setup, params)


def _adapting(plan: MemoryPlan, params: AdaptParams, network: nn.Module) -> MemoryPlan:
    return replace(
        plan,
        n_learning=n_learning(params, network),
        head_only=params.adapt == "head",
        evaluation_rows=64,  # features of so many rows are computed at once
    )


@hookimpl
def register_trainers() -> list[type[Trainer]]:
    return [Supervised, TextSupervised, ExampleSupervised, FineTune, TextFineTune]
