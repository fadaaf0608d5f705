"""Attention below the window: exported, and shown while a network trains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Data, Dataset, ImageClasses
from workbench.core.contracts.errors import ParityError, UsageError
from workbench.core.contracts.events import AttentionMaps, Event, Failed, Finished, WeightHistograms
from workbench.core.contracts.task import LanguageModelling, Task, TextClassification
from workbench.core.contracts.text import TextClasses
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.core.tokenizer import Tokenizer, visible
from workbench.engine import export_attention, probe
from workbench.engine.batches import Pixels
from workbench.engine.convert import convert_run
from workbench.engine.train import train
from workbench.inference.attention import AttentionModel, step_by_step
from workbench.inference.generate import generate
from workbench.inference.textmodel import LanguageModel, cached
from workbench.testing.data import example_corpus, example_texts
from workbench_plugins.transformer import (
    GPTParams,
    LanguageTransformer,
    TextTransformerClassifier,
    TextTransformerParams,
    VisionParams,
    VisionTransformerClassifier,
)

from .conftest import TrainTiny, tiny_experiment

TINY: dict[str, Any] = {"n_layers": 2, "n_heads": 2, "d_model": 16}


class Weather(Dataset):
    id, name, about = "weather", "Weather", "Words of good and bad weather."

    def load(self, params: object) -> TextClasses:
        return example_texts()


class Cat(Dataset):
    id, name, about = "cat", "Cat", "A sentence again and again."

    def load(self, params: object) -> Data:
        return example_corpus()


@pytest.fixture
def text_plugins(plugins: Plugins) -> Plugins:
    plugins.add(PluginRecord("texts", "test"), [("dataset", Weather), ("dataset", Cat)])
    return plugins


def loud(module: nn.Module) -> Any:
    """Larger weights than at the start, so that attention is far from even."""
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(torch.randn_like(weight) * (0.4 if weight.dim() > 1 else 1))
    return module.eval()


def gpt(n_tokens: int = 30, **settings: Any) -> Any:
    torch.manual_seed(0)
    params = GPTParams(**TINY | {"context": 16} | settings)
    return loud(LanguageTransformer().build(LanguageModelling(n_tokens), params))


def language(architecture: str = "gpt", **sizes: Any) -> Experiment:
    chosen = TINY | {"context": 16, "dropout": 0.2} | sizes if architecture == "gpt" else sizes
    settings = {"steps": 30, "evaluate_every": 10, "warmup": 5, "sample_length": 5}
    if not chosen.get("causal", True):
        settings["objective"] = "masked"
    return (
        Experiment(name="cat", device="cpu")
        .with_part("dataset", "cat")
        .with_part("architecture", architecture, chosen)
        .with_part("trainer", "language-model", settings)
    )


def weather(**sizes: Any) -> Experiment:
    return (
        Experiment(name="weather", device="cpu")
        .with_part("dataset", "weather")
        .with_part("architecture", "text-transformer", TINY | {"context": 8} | sizes)
        .with_part("trainer", "text-supervised", {"epochs": 2, "batch_size": 16})
    )


def go(
    experiment: Experiment,
    plugins: Plugins,
    store: RunStore,
    pinned: Any = None,
    watch: bool = True,
) -> tuple[Run, Finished | Failed, list[Event]]:
    control, events = Control(), list[Event]()
    control.watch(watch)
    control.pin(pinned)
    run = store.create(experiment)
    end = train(run, plugins, events.append, control)
    return run, end, events


def attended(events: list[Event]) -> list[AttentionMaps]:
    return [event for event in events if isinstance(event, AttentionMaps)]


# ---------------------------------------------------------------- the file


@pytest.mark.slow
@pytest.mark.parametrize("positions", ["learned", "rotary"])
@pytest.mark.parametrize("causal", [True, False])
def test_maps_of_the_file_are_torchs(tmp_path: Path, positions: str, causal: bool) -> None:
    data = example_corpus()
    module = gpt(data.task.n_tokens, positions=positions, causal=causal)
    path = tmp_path / "attention.onnx"
    assert export_attention.of_text(module, data, {"run": "r"}, path) < 2e-4
    model = AttentionModel(path)
    assert (model.context, model.causal, model.provenance) == (16, causal, {"run": "r"})
    assert model.task == ("next-token" if causal else "masked-token")
    tokenizer = Tokenizer.from_json(data.tokenizer)
    text = tokenizer.decode(data.test[:40])
    for part in (text, text[:1], text[:7]):
        found = model.look(part)
        ids = tokenizer.encode(part)[:16].astype(np.int64)
        wanted = module.attention_maps(torch.from_numpy(ids[None]))[:, 0].numpy()
        np.testing.assert_allclose(found.maps, wanted, atol=1e-4)
        np.testing.assert_allclose(found.maps.sum(-1), 1, atol=1e-5)
        assert bool((np.triu(found.maps, 1) == 0).all()) == (causal or len(ids) == 1)
        for layer, head, place in np.ndindex(2, 2, len(ids)):
            steps = step_by_step(found, layer, head, place)
            np.testing.assert_allclose(steps.weights, found.maps[layer, head, place], atol=1e-4)


@pytest.mark.slow
def test_padding_is_never_looked_at(tmp_path: Path) -> None:
    data = example_texts()
    torch.manual_seed(0)
    task = data.task
    params = TextTransformerParams(**TINY, context=12)
    module = loud(TextTransformerClassifier().build(task, params))
    path = tmp_path / "attention.onnx"
    export_attention.of_text(module, data, {}, path)
    ids = np.random.default_rng(0).integers(4, task.n_tokens, (3, 9))
    ids[0, 5:], ids[1, 2:] = 0, 0
    session = onnxruntime.InferenceSession(path)
    maps, _, _, values = session.run(None, {"ids": ids})
    np.testing.assert_allclose(maps.sum(-1), 1, atol=1e-5)
    assert (maps[:, 0, :, :, 5:] == 0).all()
    assert (maps[:, 1, :, :, 2:] == 0).all()
    wanted = module.attention_maps(torch.from_numpy(ids)).numpy()
    np.testing.assert_allclose(maps, wanted, atol=1e-4)
    assert values.shape == (2, 3, 2, 9, 8)
    assert AttentionModel(path).task == "text-classification"


@pytest.mark.slow
def test_patches_look_at_patches(tmp_path: Path, tiny_data: ImageClasses) -> None:
    torch.manual_seed(0)
    module = loud(VisionTransformerClassifier().build(tiny_data.task, VisionParams(**TINY)))
    pixels = Pixels(torch.full((1,), 0.2), torch.full((1,), 0.3))
    path = tmp_path / "attention.onnx"
    export_attention.of_pictures(module, pixels, tiny_data, {}, path)
    model = AttentionModel(path)
    assert (model.shape, model.grid, model.task) == ((28, 28), (4, 4), "image-classification")
    picture = tiny_data.test.x[3]
    found = model.look_at(picture)
    assert (found.tokens[0], found.tokens[5], found.tokens[-1]) == ("1,1", "2,2", "4,4")
    wanted = module.attention_maps(pixels(torch.from_numpy(picture[None])))[:, 0].numpy()
    np.testing.assert_allclose(found.maps, wanted, atol=1e-4)


class Pretrained(nn.Module):
    """Somebody else's encoder: token ids to maps, queries, keys and values."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = nn.Embedding(8, 6)

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        x = self.tokens(ids)[None, :, None]  # (L, B, H, T, D)
        maps = (x @ x.transpose(-1, -2) / 6**0.5).softmax(-1)
        return maps, x, x, x


def test_any_module_with_a_foreign_tokenizer_can_be_written(tmp_path: Path) -> None:
    from tests.inference.test_attention import berts

    torch.manual_seed(0)
    facts = {
        "workbench.tokenizer": berts(),
        "workbench.tokenizer_kind": "foreign",
        "workbench.context": "16",
        "workbench.task": "embedding",
        "workbench.causal": "false",
    }
    path = tmp_path / "attention.onnx"
    export_attention.write_graph(Pretrained(), torch.tensor([[2, 4, 5, 3]]), facts, path)
    model = AttentionModel(path)
    found = model.look("the cats sat")
    assert (model.task, found.tokens) == (
        "embedding",
        ("[CLS]", "the", "cat", "##s", "sat", "[SEP]"),
    )
    np.testing.assert_allclose(step_by_step(found, 0, 0, 2).weights, found.maps[0, 0, 2], atol=1e-5)


class Uneven(Pretrained):
    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        maps, *rest = super().forward(ids)
        return maps * 2, *rest


def test_maps_that_do_not_sum_to_one_are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "attention.onnx"
    ids, facts = torch.tensor([[2, 4, 5, 3]]), {"workbench.context": "16"}
    with pytest.raises(ParityError, match="sum to 1"):
        export_attention.write_graph(Uneven(), ids, facts, path)
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- while training


@pytest.mark.slow
def test_watching_attention_changes_nothing(text_plugins: Plugins, store: RunStore) -> None:
    blind = go(language(), text_plugins, store, watch=False)
    seen = go(language(), text_plugins, store, pinned="the cat")
    assert isinstance(seen[1], Finished), seen[1]
    assert not attended(blind[2])
    weights = [load_file(run.checkpoint_folder / "last.safetensors") for run, *_ in (blind, seen)]
    assert weights[0].keys() == weights[1].keys()
    for name, tensor in weights[0].items():
        assert torch.equal(tensor, weights[1][name]), name
    looks = attended(seen[2])
    assert [look.step for look in looks] == [10, 20, 30]
    last = looks[-1]
    assert last.tokens == ("t", "h", "e", "␣", "c", "a", "t")
    assert (last.maps.shape, last.maps.dtype, last.causal) == ((2, 2, 7, 7), np.float16, True)
    np.testing.assert_allclose(last.maps.astype(float).sum(-1), 1, atol=5e-3)
    assert (np.triu(last.maps, 1) == 0).all()
    assert any(isinstance(event, WeightHistograms) for event in seen[2])
    assert not any(
        isinstance(event, AttentionMaps | WeightHistograms) for event in seen[0].events()
    )
    # What was shown at the end is what the file shows.
    found = AttentionModel(seen[0].attention_file).look("the cat")
    np.testing.assert_allclose(found.maps, last.maps.astype(float), atol=2e-3)
    assert "attention.onnx" in (seen[0].path / "card.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("pinned", [None, "", np.zeros((28, 28), np.uint8)])
def test_without_a_text_the_test_texts_beginning_is_shown(
    text_plugins: Plugins, store: RunStore, pinned: Any
) -> None:
    _, end, events = go(weather(), text_plugins, store, pinned)
    assert isinstance(end, Finished), end
    tokenizer = Tokenizer.from_json(example_texts().tokenizer)
    first = tokenizer.encode(example_texts().test.texts[0])[:8].tolist()
    look = attended(events)[-1]
    assert look.tokens == tuple(visible(tokenizer.token(id)) for id in first)
    assert not look.causal


@pytest.mark.slow
def test_a_hidden_word_is_shown_as_one_token(text_plugins: Plugins, store: RunStore) -> None:
    _, end, events = go(language(causal=False), text_plugins, store, "a [MASK]t" + "x" * 999)
    assert isinstance(end, Finished), end
    look = attended(events)[-1]
    assert look.tokens[:4] == ("a", "␣", "[MASK]", "t")
    assert len(look.tokens) == 16
    assert not look.causal


@pytest.mark.slow
def test_of_many_numbers_fewer_tokens_are_shown(
    text_plugins: Plugins, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.engine.attended.MOST_NUMBERS", 2 * 2 * 5 * 5)
    _, _, events = go(language(), text_plugins, store, "the cat sat")
    look = attended(events)[-1]
    assert look.tokens == (*"the", "␣", "c")
    np.testing.assert_allclose(look.maps.astype(float).sum(-1), 1, atol=5e-3)


@pytest.mark.slow
def test_networks_without_attention_show_their_weights(
    text_plugins: Plugins, store: RunStore
) -> None:
    experiment = language("gru", n_layers=1, width=8, embedding=6)
    run, end, events = go(experiment, text_plugins, store)
    assert isinstance(end, Finished), end
    assert not attended(events)
    assert not run.attention_file.exists()
    weighed = [event for event in events if isinstance(event, WeightHistograms)][-1]
    assert any("weight_ih" in name for name in weighed.histograms)


@pytest.mark.slow
@pytest.mark.parametrize("pinned", [None, "a text", (np.full((28, 28), 9, np.uint8), 3)])
def test_patches_are_watched(train_tiny: TrainTiny, pinned: Any) -> None:
    control = Control()
    control.watch(True)
    control.pin(pinned)
    experiment = tiny_experiment(epochs=2).with_part("architecture", "vit", TINY)
    run, end, events = train_tiny(experiment, control)
    assert isinstance(end, Finished), end
    look = attended(events)[-1]
    assert look.tokens[:5] == ("1,1", "1,2", "1,3", "1,4", "2,1")
    assert look.maps.shape == (2, 2, 16, 16)
    assert AttentionModel(run.attention_file).look_at(np.zeros((28, 28), np.uint8)).n_layers == 2


def test_a_look_leaves_modes_and_random_numbers_alone() -> None:
    model = nn.Sequential(nn.Dropout(), nn.BatchNorm1d(3))
    model.train()
    model[1].eval()
    torch.manual_seed(5)
    before = torch.get_rng_state()
    with probe.undisturbed(model):
        assert not model[0].training
        assert not torch.is_grad_enabled()
        torch.rand(3)
    assert [module.training for module in model.modules()] == [True, True, False]
    assert torch.equal(torch.get_rng_state(), before)


class Untraceable(nn.Module):
    def __init__(self, task: TextClassification) -> None:
        super().__init__()
        self.tokens = nn.Embedding(task.n_tokens, task.n_classes)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.tokens(ids).mean(1)
        return y

    def attention_parts(self, ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        message = "no attention\ntoday"
        raise RuntimeError(message)


class Stubborn(Architecture):
    id, name, about = "stubborn", "Stubborn", "Says it has attention, and then does not show it."

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification)

    def build(self, task: TextClassification, params: Any) -> nn.Module:  # type: ignore[override]
        return Untraceable(task)


@pytest.mark.slow
def test_a_run_ends_well_without_its_attention(
    text_plugins: Plugins, store: RunStore, caplog: pytest.LogCaptureFixture
) -> None:
    text_plugins.add(PluginRecord("stubborn", "test"), [("architecture", Stubborn)])
    run, end, _ = go(weather().with_part("architecture", "stubborn", {}), text_plugins, store)
    assert isinstance(end, Finished), end
    assert run.model_file.is_file()
    assert not run.attention_file.exists()
    assert "No `attention.onnx`" in (run.path / "card.md").read_text("utf-8")
    assert f"{run.id} has no attention.onnx" in caplog.text


# ---------------------------------------------------------------- taken elsewhere


@pytest.mark.slow
def test_a_text_model_leaves_with_what_belongs_to_it(
    text_plugins: Plugins, store: RunStore, tmp_path: Path
) -> None:
    run, _, _ = go(language(), text_plugins, store)
    said: list[str] = []
    folder = tmp_path / "elsewhere"
    target = folder / "cat.onnx"
    figures = convert_run(run.path, target, "fp32", said.append)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["cat.cached.onnx", "cat.json", "cat.onnx"]
    assert figures == {"bytes": sum(path.stat().st_size for path in folder.iterdir())}
    model = LanguageModel(target)
    assert model.provenance["precision"] == "fp32"
    assert cached(model) is not None
    texts = [
        [token.text for token in generate(LanguageModel(path), "the", max_tokens=30, temperature=0)]
        for path in (target, run.model_file)
    ]
    assert texts[0] == texts[1]
    convert_run(run.path, folder / "model.onnx", "fp32", said.append, attention=True)
    assert AttentionModel(folder / "attention.onnx").look("the").tokens == ("t", "h", "e")
    assert cached(LanguageModel(folder / "model.onnx")) is not None
    for precision in ("fp16", "int8"):
        with pytest.raises(UsageError, match="fp32 only"):
            convert_run(run.path, folder / "small.onnx", precision, said.append)
    run.attention_file.unlink()
    with pytest.raises(UsageError, match="no attention"):
        convert_run(run.path, folder / "small.onnx", "fp32", said.append, attention=True)
    assert not (folder / "small.onnx").exists()
