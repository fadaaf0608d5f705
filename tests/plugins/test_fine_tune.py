"""Fine-tuning: what is frozen stays, what learns keeps its pace, a run goes on as it was."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.torch
import torch
import torch.nn.functional as F
from torch import nn

from workbench import testing
from workbench.core import paths, pretrained
from workbench.core.contracts.dataset import Dataset, ImageClasses, Split
from workbench.core.contracts.errors import ExperimentError, RunNotFound
from workbench.core.contracts.events import Evaluated, Event, Failed, Finished, Stepped
from workbench.core.contracts.params import Params, param
from workbench.core.contracts.text import TextClasses
from workbench.core.contracts.trainer import Setup
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.resolve import resolve
from workbench.core.runs.store import Run, RunStore
from workbench.engine import checkpoint, features
from workbench.engine.batches import Resident
from workbench.engine.rebuild import rebuilt
from workbench.engine.stages import stages
from workbench.engine.train import train
from workbench.inference.textmodel import TextClassifier
from workbench.testing.data import example_data, example_texts
from workbench_plugins.minilm import ClassifierParams, MiniLMClassifier
from workbench_plugins.supervised import (
    FineTune,
    FineTuneParams,
    TextFineTune,
    TextFineTuneParams,
)
from workbench_plugins.supervised.finetune import (
    Adaptation,
    PictureFineTuning,
    TextFineTuning,
    batches_by_length,
)

from . import tinybert

CPU = torch.device("cpu")


class WeatherParams(Params):
    tokenizer_from: str = param("minilm", "Tokenizer of")


class Weather(Dataset):
    id, name, about = "weather", "Weather", "Words of good and bad weather."
    Params = WeatherParams

    def load(self, params: WeatherParams) -> TextClasses:
        data = example_texts(120)
        if not params.tokenizer_from:
            return data
        return replace(data, tokenizer=self.loading.tokenizer(params.tokenizer_from))


class BarsParams(Params):
    only: str = param("0123456789", "Classes")


class Bars(Dataset):
    """Bars at ten heights, of which some classes may be left out."""

    id, name, about = "bars", "Bars", "Bars at ten heights."
    Params = BarsParams

    def load(self, params: BarsParams) -> ImageClasses:
        whole = example_data(200)
        kept = [int(digit) for digit in params.only]

        def part(split: Split) -> Split:
            rows = np.flatnonzero(np.isin(split.y, kept))
            return Split(split.x[rows], np.searchsorted(kept, split.y[rows]).astype(np.int64))

        return ImageClasses(part(whole.train), part(whole.test), tuple(map(str, kept)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tinybert.write(tmp_path / "tiny")
    tinybert.use(found)
    return found


@pytest.fixture
def tuned(plugins: Plugins) -> Plugins:
    plugins.add(PluginRecord("tuned", "test"), [("dataset", Weather), ("dataset", Bars)])
    return plugins


@pytest.fixture
def store() -> RunStore:
    return RunStore()


def on_text(**trainer: Any) -> Experiment:
    settings = {"epochs": 3, "batch_size": 16, "lr": 0.003, "length": 12, **trainer}
    return (
        Experiment(name="weather", seed=1, device="cpu", threads=1)
        .with_part("dataset", "weather")
        .with_part("architecture", "minilm-classifier")
        .with_part("trainer", "text-fine-tune", settings)
    )


def on_bars(only: str, trainer: str = "fine-tune", **settings: Any) -> Experiment:
    values = {"epochs": 2, "batch_size": 16, **settings}
    return (
        Experiment(name=f"bars {only}", seed=1, device="cpu", threads=1)
        .with_part("dataset", "bars", {"only": only})
        .with_part("architecture", "cnn-deep", {"channels": "4, 4", "hidden": 8})
        .with_part("trainer", trainer, values)
    )


def go(
    experiment: Experiment,
    plugins: Plugins,
    store: RunStore,
    emit: Callable[[Event], None] = lambda event: None,
    control: Control | None = None,
    run: Run | None = None,
) -> tuple[Run, Finished | Failed]:
    resume = run is not None
    run = run or store.create(experiment)
    return run, train(run, plugins, emit, control or Control(), resume=resume)


def text_learner(plugins: Plugins, seed: int = 1, **settings: Any) -> TextFineTuning:
    resolved = resolve(on_text(**settings), plugins)
    data = resolved.dataset(pretrained.loading(plugins)).load(resolved.dataset_params)  # type: ignore[misc]
    torch.manual_seed(seed)
    network = MiniLMClassifier().build(data.task, ClassifierParams())
    setup = Setup(data, network, CPU, None, False, seed)
    learner = TextFineTune().learner(setup, resolved.trainer_params)  # type: ignore[arg-type]
    learner.model.train()
    return learner  # type: ignore[return-value]


def picture_learner(network: nn.Module, **settings: Any) -> PictureFineTuning:
    data = example_data(60)
    params = FineTuneParams(batch_size=16, epochs=4, **settings)
    learner = FineTune().learner(Setup(data, network, CPU, None, False, 1), params)
    learner.model.train()
    return learner  # type: ignore[return-value]


def deep(n_classes: int = 10) -> nn.Module:
    from workbench_plugins.cnn.model import CNN

    torch.manual_seed(0)
    return CNN((1, 28, 28), n_classes, [(4, 3), (4, 3)], hidden=8, norm=True, dropout=0.2)


def state(network: nn.Module) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in network.state_dict().items()}


def changed(before: dict[str, torch.Tensor], network: nn.Module) -> set[str]:
    after = network.state_dict()
    return {name for name in before if not torch.equal(before[name], after[name])}


# ---------------------------------------------------------------- the contract


@pytest.mark.parametrize(
    "settings",
    [
        {"adapt": "full"},
        {"adapt": "head"},
        {"adapt": "last", "n_last": 1, "decay": 0.5, "clip": 1.0, "averaging": "ema"},
        {"adapt": "lora", "targets": "hidden", "early_stopping": 3},
        {"adapt": "full", "unfreeze_every": 1, "optimizer": "momentum"},
    ],
    ids=str,
)
def test_the_contract_of_trainers_on_pictures(settings: dict[str, Any]) -> None:
    testing.check_trainer(FineTune, FineTuneParams(lr=0.01, head_lr=0.01, **settings))


@pytest.mark.parametrize("adapt", ["full", "head", "last"])
def test_the_contract_of_trainers_on_text(adapt: str) -> None:
    params = TextFineTuneParams(adapt=adapt, n_last=1, head_lr=0.03, epochs=10)  # type: ignore[arg-type]
    testing.check_trainer(TextFineTune, params)


# ---------------------------------------------------------------- frozen, and what learns


@pytest.mark.parametrize("adapt", ["head", "last", "full", "lora"])
def test_what_is_frozen_stays_to_the_last_bit(adapt: str) -> None:
    network = deep()
    learner = picture_learner(network, adapt=adapt, n_last=1, targets="hidden")
    before = state(network)
    for step in range(8):
        learner.step(step)
        if step == 4:
            learner.evaluate("val", lambda: None)
    moved = changed(before, network)
    head, hidden = {"output.weight", "output.bias"}, {"hidden.weight", "hidden.bias"}
    wanted = {
        "head": head,
        "last": head | hidden,
        "lora": head | {"hidden.weight"},
        "full": set(before),
    }[adapt]
    assert moved == wanted, "weights and the statistics of normalisations"


def test_only_the_head_learns_and_the_rest_runs_once(tuned: Plugins, folder: Path) -> None:
    learner = text_learner(tuned, adapt="head", epochs=8, head_lr=0.05)
    before, calls = state(learner.model), []
    learner.step(0)
    learner.evaluate("val", lambda: None)
    learner.model.get_submodule("encoder").register_forward_hook(lambda *a: calls.append(1))
    losses = [float(learner.step(step)) for step in range(1, learner.total_steps)]
    found = learner.evaluate("val", lambda: None)
    assert not calls, "features are computed once"
    half = len(losses) // 2
    assert np.mean(losses[-half:]) < np.mean(losses[:half])
    assert changed(before, learner.model) == {"head.output.weight", "head.output.bias"}
    learner.evaluate("test", lambda: None)
    n_test_calls = len(calls)
    learner.evaluate("test", lambda: None)
    assert n_test_calls == len(calls) == 1
    # What was measured on features is what the whole network says of the texts.
    whole = [learner.model.eval()(learner.rows.val.x).argmax(1), learner.rows.val.y]
    accuracy = float((whole[0] == whole[1]).float().mean())
    assert found.metrics["val/accuracy"] == pytest.approx(accuracy)


def test_features_are_kept_for_the_next_run(
    tuned: Plugins, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[int] = []
    original = features.head_inputs

    def counted(network: nn.Module, head: str, x: torch.Tensor) -> torch.Tensor:
        computed.append(len(x))
        return original(network, head, x)

    monkeypatch.setattr("workbench_plugins.supervised.finetune.head_inputs", counted)

    def begun(seed: int = 1) -> torch.Tensor:
        learner = text_learner(tuned, seed=seed, adapt="head")
        learner.step(0)
        learner.evaluate("val", lambda: None)
        return learner.train.x

    first = begun()
    n_train, n_val = len(first), 120 - len(first)
    assert sum(computed) == n_train + n_val
    assert torch.equal(begun(seed=2), first)
    assert sum(computed) == n_train + n_val, "they come from the cache"
    tinybert.use(tinybert.write(folder.parent / "other", seed=5))
    other = begun()
    assert not torch.equal(other, first), "other weights, other features"
    (paths.cache() / features.FILE).write_bytes(b"no database")
    torch.testing.assert_close(begun(), other)


def test_a_network_that_does_more_behind_its_head_is_refused() -> None:
    class Odd(nn.Sequential):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            answer: torch.Tensor = super().forward(x)
            return answer * 2

    network = Odd(nn.Flatten(), nn.Linear(784, 8), nn.Linear(8, 10))
    with pytest.raises(ExperimentError, match="behind its head"):
        picture_learner(network, adapt="head").step(0)


@pytest.mark.slow
def test_a_stop_that_keeps_still_measures_on_features(
    tuned: Plugins, store: RunStore, folder: Path
) -> None:
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, Evaluated) and event.split == "val":
            control.stop(keep=True)

    run, end = go(on_text(adapt="head", epochs=50), tuned, store, stop, control)
    assert isinstance(end, Finished), end
    assert end.status == "stopped"
    assert "test/accuracy" in end.metrics
    assert run.model_file.is_file()


def test_learning_rates_fall_with_depth(tuned: Plugins, folder: Path) -> None:
    rates = {"lr": 0.001, "head_lr": 0.02, "decay": 0.5, "schedule": "constant"}
    learner = text_learner(tuned, adapt="full", **rates)
    learner.step(0)
    groups = learner.optimizer.param_groups
    wanted = [0.02, 0.001, 0.0005, 0.00025, 0.000125]
    assert [group["lr"] for group in groups] == pytest.approx(wanted)
    assert learner.lr(0) == pytest.approx(0.001)
    names = {id(weight): name for name, weight in learner.model.named_parameters()}
    first = [{names[id(w)].rpartition(".")[0] for w in group["params"]} for group in groups]
    assert first[0] == {"head.output"}
    assert all(name.startswith("encoder.blocks.2") for name in first[1])
    assert first[4] == {f"encoder.{n}" for n in ("tokens", "positions", "kinds", "norm")}
    falling = text_learner(tuned, adapt="full", **{**rates, "schedule": "cosine"})
    last = falling.rates(falling.total_steps // 2)
    ratios = [rate / last[1] for rate in last[1:]]
    assert ratios == pytest.approx([1, 0.5, 0.25, 0.125]), "the schedule is the same for all"
    assert text_learner(tuned, adapt="head").lr(0) == text_learner(tuned, adapt="head").rates(0)[0]


def test_stages_thaw_one_after_another(tuned: Plugins, folder: Path) -> None:
    learner = text_learner(tuned, adapt="last", n_last=2, unfreeze_every=2, epochs=7)
    seen = []
    for epoch in range(7):
        before = state(learner.model)
        for step in range(learner.steps_per_epoch):
            learner.step(epoch * learner.steps_per_epoch + step)
        moved = {".".join(name.split(".")[:3]) for name in changed(before, learner.model)}
        seen.append({name.removesuffix(".weight").removesuffix(".bias") for name in moved})
    head, last, middle = {"head.output"}, {"encoder.blocks.2"}, {"encoder.blocks.1"}
    assert seen == [head, head, head | last, head | last, *[head | last | middle] * 3]


def test_texts_of_a_length_lie_together() -> None:
    lengths = torch.randint(1, 30, (500,), generator=torch.Generator().manual_seed(0))
    x = (torch.arange(30) < lengths[:, None]).long() * 7
    part = Resident(x, lengths, np.arange(500))
    batches = batches_by_length(part, 16, 3, 0)
    assert {len(batch) for batch in batches} == {16}
    rows = torch.cat(batches)
    assert len(batches) == 31
    assert len(rows.unique()) == len(rows), "no row twice in an epoch"
    padded = sum(int(lengths[batch].max()) * 16 for batch in batches)
    assert padded < 1.1 * int(lengths[rows].sum())
    again, other = batches_by_length(part, 16, 3, 0), batches_by_length(part, 16, 3, 1)
    assert all(torch.equal(*pair) for pair in zip(batches, again, strict=True))
    assert not torch.equal(torch.cat(batches), torch.cat(other))
    means = torch.stack([lengths[batch].float().mean() for batch in batches])
    assert not torch.equal(means, means.sort().values), "short texts do not always come first"


# ---------------------------------------------------------------- LoRA


def test_lora_is_the_sum_of_the_weights_and_the_factors(tuned: Plugins, folder: Path) -> None:
    learner = text_learner(tuned, adapt="lora", rank=2, alpha=6, lr=0.01)
    factors = learner.adaptation.lora
    assert factors is not None
    assert len(factors.weights) == 2 * tinybert.LAYERS
    before = state(learner.model)
    for step in range(6):
        learner.step(step)
    targets = {
        f"encoder.blocks.{i}.attention.{n}.weight" for i in range(3) for n in ("query", "value")
    }
    assert changed(before, learner.model) == targets | {"head.output.weight", "head.output.bias"}
    for name in targets:
        change = learner.model.get_parameter(name) - before[name]
        product = factors.b[name] @ factors.a[name]
        torch.testing.assert_close(change, 3 * product, atol=1e-6, rtol=1e-5)
        assert int(torch.linalg.matrix_rank(change, tol=1e-5)) <= 2


@pytest.mark.slow
def test_lora_merged_is_lora_unmerged(tuned: Plugins, folder: Path) -> None:
    """The network with merged weights answers and learns as one with factors beside its layers."""

    class Beside(nn.Module):
        def __init__(self, layer: nn.Linear, a: nn.Parameter, b: nn.Parameter) -> None:
            super().__init__()
            self.layer = layer
            self.a = nn.Parameter(a.clone())
            self.b = nn.Parameter(b.clone())

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            answer: torch.Tensor = self.layer(x) + 8.0 * F.linear(F.linear(x, self.a), self.b)
            return answer

    learner = text_learner(tuned, adapt="lora", rank=2, alpha=16)
    for step in range(3):
        learner.step(step)
    factors, network = learner.adaptation.lora, learner.model.eval()
    assert factors is not None
    beside = copy.deepcopy(network)
    for name in factors.weights:
        where = name.removesuffix(".weight")
        with torch.no_grad():
            beside.get_parameter(name).copy_(factors.start[name])
        parent = beside.get_submodule(where.rpartition(".")[0])
        layer = Beside(beside.get_submodule(where), factors.a[name], factors.b[name])  # type: ignore[arg-type]
        setattr(parent, where.rpartition(".")[2], layer)
    x, y = learner.train.x[:20], learner.train.y[:20]
    torch.testing.assert_close(network(x), beside(x), atol=1e-5, rtol=1e-4)
    network.zero_grad()
    F.cross_entropy(network(x), y).backward()
    factors.pass_on()
    F.cross_entropy(beside(x), y).backward()
    for name in factors.weights:
        twin: Any = beside.get_submodule(name.removesuffix(".weight"))
        torch.testing.assert_close(factors.a[name].grad, twin.a.grad, atol=1e-6, rtol=1e-4)
        torch.testing.assert_close(factors.b[name].grad, twin.b.grad, atol=1e-6, rtol=1e-4)


def test_layers_that_are_not_there_are_named(tuned: Plugins, folder: Path) -> None:
    with pytest.raises(ExperimentError, match="'quarry'") as error:
        text_learner(tuned, adapt="lora", targets="quarry")
    assert "query" in error.value.remedy
    with pytest.raises(ExperimentError, match="the head"):
        text_learner(tuned, adapt="lora", targets="output")
    trainer = on_text(adapt="lora", targets=" , ")
    (problem,) = resolve(trainer, tuned, None).problems or ("",)
    assert not problem, "without its task an experiment is not judged"
    data = example_texts()
    fresh = trainer.with_settings({"architecture": {"start": "fresh"}})
    (found,) = resolve(fresh, tuned, data.task).problems
    assert found.where == "trainer.targets"


# ---------------------------------------------------------------- runs


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"adapt": "head", "early_stopping": 50},
        {"adapt": "last", "n_last": 1, "averaging": "ema"},
        {"adapt": "full", "decay": 0.5, "unfreeze_every": 1, "optimizer": "momentum"},
        {"adapt": "lora", "clip": 1.0},
    ],
    ids=str,
)
def test_stopped_and_resumed_ends_with_the_same_bits(
    tuned: Plugins, store: RunStore, folder: Path, settings: dict[str, Any]
) -> None:
    experiment = on_text(**settings)
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, Evaluated) and event.step >= 7:
            control.stop(keep=False)

    whole, end = go(experiment, tuned, store)
    assert isinstance(end, Finished), end
    run, halted = go(experiment, tuned, store, stop, control)
    assert halted.status == "stopped"  # type: ignore[union-attr]
    run, end = go(experiment, tuned, store, run=store.get(run.id))
    assert isinstance(end, Finished), end
    kept = [
        safetensors.torch.load_file(one.checkpoint_folder / checkpoint.LAST) for one in (whole, run)
    ]
    assert kept[0].keys() == kept[1].keys()
    for name in kept[0]:
        assert torch.equal(kept[0][name], kept[1][name]), name
    losses = [
        np.concatenate([e.loss for e in one.events() if isinstance(e, Stepped)])
        for one in (whole, run)
    ]
    np.testing.assert_array_equal(*losses)


@pytest.mark.slow
def test_a_run_on_text_leaves_a_model_that_answers_alike(
    tuned: Plugins, store: RunStore, folder: Path
) -> None:
    run, end = go(on_text(adapt="lora", epochs=12, lr=0.02, head_lr=0.02), tuned, store)
    assert isinstance(end, Finished), end
    assert end.metrics["test/accuracy"] > 0.9
    data = Weather(pretrained.loading(tuned)).load(WeatherParams())
    model = TextClassifier(run.model_file)
    answers = model.predict(data.test.texts)
    assert float((answers.argmax(1) == data.test.y).mean()) == end.metrics["test/accuracy"]
    network = rebuilt(run, tuned, data.task)
    with torch.inference_mode():
        ids = torch.from_numpy(model.encode(data.test.texts[0]))[None]
        wanted = network(ids).softmax(1)[0].numpy()
    np.testing.assert_allclose(answers[0], wanted, atol=1e-4)


@pytest.mark.slow
def test_weights_that_stay_are_kept_once(tuned: Plugins, store: RunStore, folder: Path) -> None:
    run, end = go(on_text(adapt="head"), tuned, store)
    assert isinstance(end, Finished), end
    first, *later = run.snapshots
    assert later
    assert set(safetensors.torch.load_file(later[-1])) == {"head.output.weight", "head.output.bias"}
    assert len(checkpoint.weights(later[-1])) == len(safetensors.torch.load_file(first))
    last = safetensors.torch.load_file(run.checkpoint_folder / checkpoint.LAST)
    assert not [name for name in last if "encoder" in name]
    # The encoder is another one when the run is to go on.
    tinybert.write(folder, seed=9)
    _, end = go(on_text(adapt="head"), tuned, store, run=store.get(run.id))
    assert isinstance(end, Failed)
    assert "changed" in end.message


@pytest.mark.slow
def test_a_network_goes_on_from_another_runs(tuned: Plugins, store: RunStore) -> None:
    source, end = go(on_bars("01234567", "supervised", epochs=6), tuned, store)
    assert isinstance(end, Finished), end
    learnt = checkpoint.weights(source.snapshots[-1])
    data = Bars().load(BarsParams(only="89"))

    def learner(classes: ImageClasses, **settings: Any) -> PictureFineTuning:
        resolved = resolve(on_bars("89", from_run=source.id, **settings), tuned, classes.task)
        torch.manual_seed(5)
        network = resolved.architecture().build(classes.task, resolved.architecture_params)  # type: ignore[misc]
        setup = Setup(classes, network, CPU, None, False, 1)
        return FineTune().learner(setup, resolved.trainer_params)  # type: ignore[arg-type,return-value]

    begun = learner(data)
    own = begun.model.state_dict()
    head = {"output.weight", "output.bias"}
    assert all(torch.equal(own[name], learnt[name]) for name in learnt if name not in head)
    assert own["output.weight"].shape == (2, 8)
    before = safetensors.torch.load_file(source.checkpoint_folder / checkpoint.LAST)
    assert torch.equal(begun.rows.pixels.mean, before["state.pixels.mean"])
    assert torch.equal(begun.rows.pixels.scale, before["state.pixels.scale"])
    same = learner(Bars().load(BarsParams(only="01234567")))
    assert torch.equal(same.model.get_parameter("output.weight"), learnt["output.weight"])
    # The whole run, on few rows: other bars, seen through the same filters.
    run, end = go(
        on_bars("89", from_run=source.id, adapt="head", epochs=40, head_lr=0.1), tuned, store
    )
    assert isinstance(end, Finished), end
    assert end.metrics["test/accuracy"] > 0.8
    kept = checkpoint.weights(run.snapshots[-1])
    assert all(torch.equal(kept[name], learnt[name]) for name in learnt if name not in head)


@pytest.mark.slow
def test_what_cannot_be_started_from_is_said(tuned: Plugins, store: RunStore, folder: Path) -> None:
    source, end = go(on_bars("0123", "supervised", epochs=1), tuned, store)
    assert isinstance(end, Finished), end
    wider = on_bars("89", from_run=source.id).with_settings({"architecture": {"hidden": 16}})
    _, failed = go(wider, tuned, store)
    assert isinstance(failed, Failed)
    assert "cnn-deep" in failed.message
    assert "hidden.bias: 8 there, 16 here" in failed.message
    assert "settings that it was trained with" in failed.remedy
    with pytest.raises(RunNotFound):
        picture_learner(deep(), from_run="nobody")
    idle = store.create(on_bars("0123"))
    with pytest.raises(ExperimentError, match="no model yet"):
        picture_learner(deep(), from_run=idle.id)
    text, end = go(on_text(epochs=1, adapt="head"), tuned, store)
    assert isinstance(end, Finished), end
    with pytest.raises(ExperimentError, match="another tokenizer"):
        picture_learner(deep(), from_run=text.id)
    other = on_text(from_run=text.id).with_settings(
        {"dataset": {"tokenizer_from": ""}, "architecture": {"start": "fresh"}}
    )
    _, failed = go(other, tuned, store)
    assert isinstance(failed, Failed)
    assert "another tokenizer" in failed.message


def test_pictures_that_change_have_no_features() -> None:
    params = FineTuneParams(adapt="head", shift=2.0)
    problem = FineTune().problem(example_data().task, params, Params())
    assert problem is not None
    assert problem.where == "trainer.adapt"
    mended = params.model_copy(update=dict(problem.fix["trainer"]))
    assert FineTune().problem(example_data().task, mended, Params()) is None


def test_adaptation_counts_stages_from_the_head() -> None:
    network = deep()
    assert [part.modules for part in stages(network)] == [
        ("conv1", "norm1"),
        ("conv2", "norm2"),
        ("hidden",),
        ("output",),
    ]
    part = Adaptation(network, FineTuneParams(adapt="last", n_last=2), 0)
    assert [sorted(weights)[0] for weights in part.pieces] == [
        "output.bias",
        "hidden.bias",
        "conv2.weight",
    ]
    assert Adaptation(network, FineTuneParams(adapt="last", n_last=99), 0).learning == set(
        dict(network.named_parameters())
    )
