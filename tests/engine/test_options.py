"""Options that do nothing, or cannot be: said before training, with what would mend it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.errors import ExperimentError, UsageError
from workbench.core.contracts.events import Evaluated, Failed, Finished, Started, Stepped
from workbench.core.contracts.learner_params import FEWEST_STEPS, LearnerParams
from workbench.core.contracts.task import ImageClassification, LanguageModelling, TextClassification
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.runs import longer
from workbench.core.runs.store import RunStore
from workbench.engine import advice, footprint, lora
from workbench.engine.base_learner import MOST_EVALUATIONS
from workbench.engine.stages import stages

from .conftest import TrainTiny, tiny_experiment

TASKS = (
    ImageClassification(28, 28, 1, tuple("0123456789")),
    TextClassification(("ham", "spam"), 300),
    LanguageModelling(300),
)
LABELLED = ["supervised", "text-supervised", "fine-tune", "text-fine-tune"]


@pytest.mark.parametrize("trainer", LABELLED)
def test_early_stopping_without_validation_is_a_problem_with_a_fix(
    plugins: Plugins, trainer: str
) -> None:
    experiment = Experiment().with_part(
        "trainer", trainer, {"early_stopping": 3, "validation": 0.0}
    )
    task = TASKS["text" in trainer]
    network = "bag-of-embeddings" if "text" in trainer else "mlp"
    experiment = experiment.with_part("architecture", network)
    found = resolve(experiment, plugins, task)
    assert [p.where for p in found.problems] == ["trainer.early_stopping"]
    assert "no examples are kept for validation" in found.problems[0].message
    mended = experiment.with_settings(found.problems[0].fix)
    assert resolve(mended, plugins, task).trainable


def test_early_stopping_with_a_validation_split_of_no_row_is_refused(
    train_tiny: TrainTiny,
) -> None:
    _, end, _ = train_tiny(tiny_experiment(early_stopping=3, validation=0.001))
    assert isinstance(end, Failed)
    assert "Early stopping has nothing to look at" in end.message
    assert "Enlarge the validation split" in end.remedy


def _pairs() -> Iterator[tuple[int, str, str]]:
    for adapt in ("head", "last", "full", "lora"):
        for index, trainer in ((0, "fine-tune"), (1, "text-fine-tune")):
            yield index, trainer, adapt


@pytest.mark.parametrize(("task", "trainer", "adapt"), list(_pairs()))
def test_every_architecture_with_every_way_to_adapt(
    plugins: Plugins, task: int, trainer: str, adapt: str
) -> None:
    """The defaults fit, or it is said before anything is made what would."""
    refused = {}
    for architecture in plugins.of(Architecture).values():
        experiment = (
            Experiment()
            .with_part("architecture", architecture.id)
            .with_part("trainer", trainer, {"adapt": adapt})
        )
        found = resolve(experiment, plugins, TASKS[task])
        if found.problems or architecture.id == "minilm":
            continue
        try:
            footprint.estimate(found, TASKS[task])
        except ExperimentError as error:
            refused[architecture.id] = error.remedy
    expected = {"softmax"} if task == 0 else set()
    if adapt == "lora":
        # No linear layer before the head; what else could learn is said.
        expected |= {"cnn"} if task == 0 else {"rnn", "gru", "lstm"}
    assert set(refused) == expected
    assert all(remedy.startswith("Choose") for remedy in refused.values())


@pytest.mark.parametrize(
    ("architecture", "task", "names"),
    [
        ("vit", 0, {"qkv"}),
        ("text-transformer", 1, {"qkv"}),
        ("mlp", 0, {"layer", "hidden", "fc"}),
        ("cnn-deep", 0, {"hidden"}),
    ],
)
def test_lora_takes_attention_or_every_linear_layer_before_the_head(
    plugins: Plugins, architecture: str, task: int, names: set[str]
) -> None:
    cls = plugins.of(Architecture)[architecture]
    with torch.device("meta"):
        network = cls().build(TASKS[task], cls.Params())
    head = stages(network)[-1].weights
    found = lora.usual(network, head)
    assert found
    assert not set(found) & set(head)
    kinds = {name.split(".")[-2] for name in found}
    assert kinds <= names or architecture == "mlp"


@pytest.mark.slow
def test_lora_of_a_vision_transformer_learns_with_the_defaults(train_tiny: TrainTiny) -> None:
    experiment = (
        tiny_experiment()
        .with_part("architecture", "vit", {"n_layers": 1, "d_model": 16, "n_heads": 2})
        .with_part("trainer", "fine-tune", {"adapt": "lora", "epochs": 1})
    )
    _, end, _ = train_tiny(experiment)
    assert isinstance(end, Finished), end


@pytest.mark.slow
def test_a_finished_run_goes_on_for_more_epochs(
    train_tiny: TrainTiny, tiny_plugins: Plugins
) -> None:
    run, end, _ = train_tiny(tiny_experiment(epochs=2))
    assert isinstance(end, Finished)
    first = run.info()
    run.change_experiment(longer.changed(run, tiny_plugins, {"epochs": 5}))
    run, end, events = train_tiny(run.experiment, run=run, resume=True)
    assert isinstance(end, Finished)
    assert end.reason == "all epochs are done"
    (started,) = (e for e in events if isinstance(e, Started))
    assert started.step == 2 * started.steps_per_epoch
    assert started.total_steps == 5 * started.steps_per_epoch
    logged = [e for e in run.events() if isinstance(e, Stepped)]
    assert [e.first for e in logged] == sorted(e.first for e in logged)
    assert sum(len(e.loss) for e in logged) == started.total_steps
    assert {e.step for e in run.events() if isinstance(e, Evaluated) and e.split == "val"} == {
        n * started.steps_per_epoch for n in range(1, 6)
    }
    assert run.info().seconds > first.seconds
    assert "epochs = 5" in (run.path / "experiment.toml").read_text("utf-8")


@pytest.mark.slow
def test_a_run_that_stopped_early_is_patient_once_more(
    train_tiny: TrainTiny, tiny_plugins: Plugins
) -> None:
    settings = {"early_stopping": 2, "lr": 0.05, "schedule": "constant"}
    run, end, events = train_tiny(tiny_experiment(epochs=300, **settings))
    assert isinstance(end, Finished)
    assert "no better validation loss" in end.reason
    before = max(e.step for e in events if isinstance(e, Evaluated))
    run.change_experiment(longer.changed(run, tiny_plugins, {"epochs": 400}))
    _, end, events = train_tiny(run.experiment, run=run, resume=True)
    assert isinstance(end, Finished)
    steps = {e.step for e in events if isinstance(e, Evaluated) and e.split == "val"}
    assert len(steps) >= 2
    assert max(steps) > before


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"lr": 0.1}, "cannot change trainer.lr"),
        ({"batch_size": 5}, "cannot change trainer.batch_size"),
        ({"epochs": 1}, "made for 4 epochs; 1 are fewer"),
        ({"steps": 5}, "counts epochs, not steps"),
    ],
)
def test_what_a_run_that_has_begun_cannot_change(
    tiny_plugins: Plugins, store: RunStore, settings: dict[str, object], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        longer.changed(store.create(tiny_experiment()), tiny_plugins, settings)


@given(steps_per_epoch=st.integers(1, 10_000), epochs=st.none() | st.integers(1, 10_000))
def test_few_rows_are_gone_through_more_often(steps_per_epoch: int, epochs: int | None) -> None:
    params = LearnerParams(epochs=epochs)
    n = params.n_epochs(steps_per_epoch)
    if epochs is not None:
        assert n == epochs
    elif steps_per_epoch * params.usual_epochs >= FEWEST_STEPS:
        assert n == params.usual_epochs
    else:
        assert (n - 1) * steps_per_epoch < FEWEST_STEPS <= n * steps_per_epoch


def test_epochs_left_open_follow_the_rows_and_can_be_made_more(
    train_tiny: TrainTiny, tiny_plugins: Plugins
) -> None:
    run, end, events = train_tiny(tiny_experiment().with_settings({"trainer": {"epochs": None}}))
    assert isinstance(end, Finished)
    (started,) = (e for e in events if isinstance(e, Started))
    assert started.total_steps is not None
    n_epochs, rest = divmod(started.total_steps, started.steps_per_epoch)
    assert (rest, n_epochs) == (0, LearnerParams().n_epochs(started.steps_per_epoch))
    assert started.total_steps >= FEWEST_STEPS
    validated = [e for e in events if isinstance(e, Evaluated) and e.split == "val"]
    assert 1 < len(validated) < 2 * MOST_EVALUATIONS
    assert longer.length_of(run, tiny_plugins) == ("epochs", n_epochs)
    with pytest.raises(UsageError, match=f"made for {n_epochs} epochs; {n_epochs - 1} are fewer"):
        longer.changed(run, tiny_plugins, {"epochs": n_epochs - 1})
    assert longer.changed(run, tiny_plugins, {"epochs": n_epochs + 1}) != run.experiment


@pytest.mark.parametrize(
    ("trainer", "settings", "lr", "step", "loss", "words"),
    [
        (
            "supervised",
            {"lr": 3.0},
            3.0,
            9,
            math.inf,
            "Set the learning rate (trainer.lr) to 0.003",
        ),
        ("supervised", {}, 0.003, 9, math.inf, "Set gradient clipping (trainer.clip) to 1"),
        ("supervised", {"clip": 50.0}, 0.003, 9, 1e9, "Lower gradient clipping (trainer.clip)"),
        ("supervised", {"clip": 1.0}, 0.003, 9, 1e9, "(trainer.lr) to 0.001, a third of 0.003"),
        ("supervised", {"clip": 1.0, "lr": 1e-5}, 1e-5, 9, 1e9, "far below the usual one"),
        ("supervised", {"lr": 3.0}, 3.0, 0, math.nan, "before anything was learnt"),
        ("fine-tune", {"head_lr": 9.0}, 0.001, 9, 1e9, "(trainer.head_lr) to 0.003"),
        ("language-model", {"lr": 0.5}, 0.5, 9, 1e9, "(trainer.lr) to 0.001"),
        ("language-model", {}, 0.001, 9, 1e9, "a third of 0.001"),
        ("language-model", {"clip": 0.0}, 0.001, 9, 1e9, "it is off"),
    ],
)
def test_advice_is_by_what_made_the_loss_explode(
    plugins: Plugins,
    trainer: str,
    settings: dict[str, object],
    lr: float,
    step: int,
    loss: float,
    words: str,
) -> None:
    params = plugins.of(Trainer)[trainer].Params(**settings)
    assert words in advice.for_training(Experiment(), params)(step, lr, loss)
    coarse = Experiment(precision="bf16")
    assert "fp32" in advice.for_training(coarse, params)(step, lr, loss)
    assert "Lower the learning rate" in advice.for_training(Experiment(), None)(9, 0.1, 1e9)


@pytest.mark.slow
def test_the_unit_of_the_loss_is_the_trainers(train_tiny: TrainTiny, plugins: Plugins) -> None:
    _, _, events = train_tiny(tiny_experiment(epochs=1))
    assert [e.loss_unit for e in events if isinstance(e, Started)] == ["nats"]
    # None: that of the target, of which a number's has no unit.
    assert {cls.loss_unit for cls in plugins.of(Trainer).values()} == {"nats", None}

    class Squared(Trainer):
        id, name, about = "squared", "Squared error", "Its loss has no unit."

    assert not Squared.loss_unit
