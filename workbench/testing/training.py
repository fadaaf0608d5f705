"""The contract of trainers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.events import Evaluated
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.targets import Classes, Labels, Number
from workbench.core.contracts.task import LanguageModelling, Task, TextClassification
from workbench.core.contracts.trainer import (
    LanguageLearner,
    Learner,
    PictureLearner,
    Setup,
    Trainer,
)
from workbench.core.contracts.training_part import pair_problem
from workbench.testing.conventions import check_contribution, check_needs, expect
from workbench.testing.data import DIGITS, example_for

if TYPE_CHECKING:
    import torch
    from torch import nn

MEMBERS = (
    "model",
    "steps_per_epoch",
    "total_steps",
    "batch_size",
    "step",
    "lr",
    "evaluate",
    "splits",
    "evaluate_every",
    "enough",
    "deployed",
    "finish",
    "state",
    "load_state",
)
OF_PICTURES = ("example", "prepare", "preprocessing")
TASKS: tuple[Task, ...] = (
    DIGITS,
    TextClassification(("good", "bad"), 200),
    LanguageModelling(30),
    Task(inputs=ArrayInputs(shape=(4,)), target=Classes(classes=("low", "high"))),
    Task(inputs=ArrayInputs(shape=(4,)), target=Labels(labels=("above -1", "above 1"))),
    Task(inputs=ArrayInputs(shape=(4,)), target=Number()),
)
STEPS = 6
# A network for a task.
Network: TypeAlias = "Callable[[Task], nn.Module]"


def check_trainer(
    cls: type[Trainer],
    params: Any = None,
    datasets: Sequence[Data] = (),
    architectures: Sequence[type[Architecture]] = (),
) -> None:
    """The loss falls, the same seed gives the same curve, and a resumed training is the same.

    Parameters
    ----------
    params
        Settings to train with; the defaults if ``None``.
    datasets
        Data of kinds that the workbench does not know, to try as well.
    architectures
        Where the trainer needs what an ordinary network does not offer: the first that works with
        it is trained.
    """
    check_contribution(cls)
    check_needs(cls)
    network = _network_for(cls, architectures)
    known = [data for data in map(example_for, TASKS) if cls().supports(data.task)]
    taken = [*known, *(data for data in datasets if cls().supports(data.task))]
    expect(taken, f"{cls.id}: supports() refuses {', '.join(map(str, TASKS))}")
    chosen = cls.Params() if params is None else params
    for data in taken:
        _check_on(cls, chosen, data, network)


def _network_for(cls: type[Trainer], architectures: Sequence[type[Architecture]]) -> Network:
    if not cls.needs:
        return smallest_network
    partner = next((each for each in architectures if not pair_problem(each, cls)), None)
    needs = ", ".join(sorted(cls.needs))
    expect(partner, f"{cls.id}: it needs {needs}; give check_trainer architectures that offer it")
    assert partner is not None
    return lambda task: partner().build(task, partner.Params())


def _check_on(cls: type[Trainer], chosen: Any, data: Data, network: Network) -> None:
    task = data.task
    learner = _learner(cls, chosen, data, network)
    expect(np.isfinite(learner.lr(0)), f"{cls.id}: lr(0) is {learner.lr(0)!r}")
    is_picture = task == DIGITS
    _check_members(cls.id, learner, OF_PICTURES if is_picture else ())
    _check_resuming(cls, chosen, data, network)
    if is_picture:
        _check_answers(cls.id, cast("PictureLearner", learner))
    if task.target.per_token:
        _check_samples(cls.id, cast("LanguageLearner", learner))
    _check_measures(cls.id, learner)
    _check_falling(cls.id, learner)


def _learner(cls: type[Trainer], params: Any, data: Data, network: Network) -> Learner:
    import torch

    torch.manual_seed(0)
    from workbench.engine.plugin_events import PluginEvents

    # Refuses what the engine would refuse.
    report = PluginEvents(lambda event: None)
    on = torch.device("cpu")
    setup = Setup(data, network(data.task), on, None, False, seed=3, emit=report)
    return cls().learner(setup, params)


def smallest_network(task: Task) -> nn.Module:
    """The least that can learn a task."""
    import torch
    from torch import nn

    from workbench.engine.network_inputs import example_inputs

    n_tokens = getattr(task, "n_tokens", 0)
    if n_tokens:
        first = nn.Embedding if task.target.per_token else nn.EmbeddingBag
        return nn.Sequential(first(n_tokens, 16), nn.Linear(16, task.target.n_outputs))
    n_inputs = sum(tensor[0].numel() for tensor in example_inputs(task))

    class Flat(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.hidden = nn.Linear(n_inputs, 32)
            self.output = nn.Linear(32, task.target.n_outputs)

        def forward(self, *inputs: torch.Tensor) -> Any:
            x = torch.cat([each.float().flatten(1) for each in inputs], 1)
            return self.output(self.hidden(x).relu())

    return Flat()


def _check_samples(id: str, learner: LanguageLearner) -> None:
    was_training = learner.model.training
    first, again = learner.sample(5), learner.sample(5)
    expect(first == again, f"{id}: sample(5) gives {first} and then {again}")
    expect(learner.model.training == was_training, f"{id}: sample() leaves another mode behind")


def _check_members(id: str, learner: Learner, more: tuple[str, ...]) -> None:
    lacking = [name for name in (*MEMBERS, *more) if not hasattr(learner, name)]
    expect(not lacking, f"{id}: its learner lacks {', '.join(lacking)}")
    for name in ("steps_per_epoch", "total_steps", "batch_size"):
        value = getattr(learner, name)
        expect(isinstance(value, int) and value > 0, f"{id}: {name} is {value!r}")
    every = learner.evaluate_every()
    expect(isinstance(every, int) and every > 0, f"{id}: evaluate_every() answers {every!r}")


def _steps(id: str, learner: Learner, first: int) -> list[float]:
    losses = [learner.step(first + index) for index in range(STEPS)]
    for loss in losses:
        expect(loss.dim() == 0, f"{id}: step() returns shape {tuple(loss.shape)}, not one number")
        expect(not loss.requires_grad, f"{id}: step() returns a loss that still holds its graph")
    return [float(loss) for loss in losses]


def _check_resuming(cls: type[Trainer], params: Any, data: Data, network: Network) -> None:
    id = cls.id
    first, second, resumed = (_learner(cls, params, data, network) for _ in range(3))
    began, twin = _steps(id, first, 0), _steps(id, second, 0)
    expect(began == twin, f"{id}: the same seed gives other losses: {began} and {twin}")
    tensors, facts = first.state()
    tensors = {name: tensor.detach().clone() for name, tensor in tensors.items()}
    try:
        facts = json.loads(json.dumps(dict(facts), allow_nan=False))
    except (TypeError, ValueError) as error:
        expect(False, f"{id}: the facts of state() are not JSON: {error}")
    wanted = _steps(id, first, STEPS)
    resumed.load_state(tensors, facts)
    got = _steps(id, resumed, STEPS)
    expect(got == wanted, f"{id}: a resumed training goes another way: {got}, not {wanted}")
    expect(_same(first.model, resumed.model), f"{id}: a resumed training ends in other weights")


def _same(first: nn.Module, second: nn.Module) -> bool:
    import torch

    pairs = zip(first.parameters(), second.parameters(), strict=True)
    return all(torch.equal(*pair) for pair in pairs)


def _check_answers(id: str, learner: PictureLearner) -> None:
    import torch

    picture, label = learner.example(0)
    expect(0 <= label < DIGITS.n_classes, f"{id}: example(0) has the label {label!r}")
    prepared = learner.prepare(picture[None])
    wanted = (1, DIGITS.channels, DIGITS.height, DIGITS.width)
    shape = tuple(prepared.shape)
    expect(shape == wanted, f"{id}: prepare() gives the shape {shape}, not {wanted}")
    with torch.no_grad():
        exported = learner.preprocessing()(torch.from_numpy(np.ascontiguousarray(picture[None])))
    same = prepared.shape == exported.shape and prepared.dtype == exported.dtype
    same = same and torch.allclose(prepared.cpu(), exported.cpu(), atol=1e-6)
    expect(same, f"{id}: preprocessing() does other things than prepare()")
    logits = tuple(_evaluated(learner.deployed(), prepared).shape)
    expect(logits == (1, DIGITS.n_classes), f"{id}: deployed() answers with the shape {logits}")


def _evaluated(module: nn.Module, x: torch.Tensor) -> torch.Tensor:
    import torch

    was_training = module.training
    try:
        with torch.no_grad():
            answer: torch.Tensor = module.eval()(x)
            return answer
    finally:
        module.train(was_training)


def _check_measures(id: str, learner: Learner) -> None:
    learner.model.train()
    splits = learner.splits()
    expect(splits, f"{id}: splits() names nothing to measure")
    for split in (*splits, "test"):
        asked: list[bool] = []
        found = learner.evaluate(split, lambda seen=asked: seen.append(True))  # type: ignore[misc]
        expect(isinstance(found, Evaluated), f"{id}: evaluate() returns {type(found).__name__}")
        expect(found.split == split, f"{id}: evaluate({split!r}) says it measured {found.split!r}")
        expect(f"{split}/loss" in found.metrics, f"{id}: evaluate({split!r}) lacks {split}/loss")
        foreign = [name for name in found.metrics if not name.startswith(f"{split}/")]
        expect(not foreign, f"{id}: evaluate({split!r}) has metrics of other splits: {foreign}")
        expect(asked, f"{id}: evaluate({split!r}) never calls check(), so it cannot be stopped")
        _check_scores(id, found)
    expect(learner.model.training, f"{id}: evaluate() leaves the network in evaluation mode")


def _check_scores(id: str, evaluated: Evaluated) -> None:
    """What was answered to every row, for views that want it."""
    scores, truth = evaluated.scores, evaluated.truth
    if scores is None:
        return
    fits = scores.ndim == 2 and scores.dtype == np.float32
    expect(fits, f"{id}: scores are {scores.dtype} {scores.shape}, not float32 (n, outputs)")
    n_truth = None if truth is None else len(truth)
    expect(n_truth == len(scores), f"{id}: {len(scores)} scores come with {n_truth} answers")


def _loss(learner: Learner, split: str) -> float:
    return float(learner.evaluate(split, lambda: None).metrics[f"{split}/loss"])


def _check_falling(id: str, learner: Learner) -> None:
    n, split = min(learner.total_steps, 80), "test"
    # Of the same rows before and after: losses of batches differ by their rows as well.
    before = _loss(learner, split)
    for step in range(n):
        learner.step(step)
    fallen = _loss(learner, split) < before
    expect(fallen, f"{id}: in {n} steps the loss does not fall, on the easiest data")

    reason = learner.enough(n, 1.0)
    expect(isinstance(reason, str | None), f"{id}: enough() answers {reason!r}, not words or None")
    learner.finish()
