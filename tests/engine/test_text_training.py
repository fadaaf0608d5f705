"""Text from end to end: trained, measured, sampled, resumed, exported."""

from __future__ import annotations

import copy
import json
import math

import numpy as np
import onnxruntime
import pytest
import torch
import torch.nn.functional as F

from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.events import Evaluated, Event, Failed, Finished, Sampled, Stepped
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.contracts.trainer import Setup
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.resolve import resolve
from workbench.core.runs.store import Run, RunStore
from workbench.core.special_tokens import MASK_ID
from workbench.core.tokenizer import Tokenizer
from workbench.engine.train import train
from workbench.testing.data import example_corpus, example_texts
from workbench_plugins.language_model import LanguageModelParams
from workbench_plugins.language_model import NextTokenTrainer as LanguageModelTrainer
from workbench_plugins.language_model.masking import IGNORED, hide
from workbench_plugins.language_model.steps import SelfSupervision
from workbench_plugins.transformer import GPTParams, LanguageTransformer


class Weather(Dataset):
    id, name, about = "weather", "Weather", "Words of good and bad weather."

    def load(self, params: object) -> TextClasses:
        return example_texts()


class Cat(Dataset):
    id, name, about = "cat", "Cat", "A sentence again and again."

    def load(self, params: object) -> Data:
        return example_corpus()


class Short(Dataset):
    id, name, about = "short", "Short", "Hardly a text."

    def load(self, params: object) -> Corpus:
        corpus = example_corpus()
        return Corpus(corpus.train[:60], corpus.test[:60], corpus.tokenizer)


@pytest.fixture
def text_plugins(plugins: Plugins) -> Plugins:
    plugins.add(
        PluginRecord("texts", "test"), [("dataset", Weather), ("dataset", Cat), ("dataset", Short)]
    )
    return plugins


def language(architecture: str = "gpt", dataset: str = "cat", **trainer: object) -> Experiment:
    sizes: dict[str, object] = {"n_layers": 1}
    if architecture == "gpt":
        sizes |= {"d_model": 32, "n_heads": 2, "context": 32}
        sizes["causal"] = trainer.get("objective", "next") == "next"
    settings = {"steps": 120, "evaluate_every": 60, "lr": 0.01, "warmup": 5, "sample_length": 20}
    return (
        Experiment(name="cat", device="cpu", threads=1)
        .with_part("dataset", dataset)
        .with_part("architecture", architecture, sizes)
        .with_part("trainer", "language-model", settings | trainer)
    )


def go(
    experiment: Experiment,
    plugins: Plugins,
    store: RunStore,
    control: Control | None = None,
    run: Run | None = None,
) -> tuple[Run, Finished | Failed, list[Event]]:
    events: list[Event] = []
    resume = run is not None
    run = run or store.create(experiment)
    end = train(run, plugins, events.append, control or Control(), resume=resume)
    return run, end, events


@pytest.mark.slow
@pytest.mark.parametrize("architecture", ["gpt", "lstm"])
def test_a_language_model_learns_samples_and_is_exported(
    text_plugins: Plugins, store: RunStore, architecture: str
) -> None:
    run, end, events = go(language(architecture), text_plugins, store)
    assert isinstance(end, Finished), end
    seen = [e.metrics["val/loss"] for e in events if isinstance(e, Evaluated) and e.split == "val"]
    assert seen[-1] < seen[0] < math.log(30)
    assert end.metrics["test/loss"] < 0.6, "the text repeats itself"
    assert end.metrics["test/perplexity"] == pytest.approx(math.exp(end.metrics["test/loss"]))
    # One character is one byte here, all but for the last piece.
    bits = end.metrics["test/loss"] / math.log(2)
    assert end.metrics["test/bits_per_byte"] == pytest.approx(bits)
    samples = [e for e in events if isinstance(e, Sampled)]
    assert [s.step for s in samples] == [60, 120]
    assert all(s.given in example_text(3) for s in samples)
    facts = onnxruntime.InferenceSession(run.model_file).get_modelmeta().custom_metadata_map
    assert facts["workbench.task"] == "next-token"
    assert json.loads(facts["workbench.provenance"])["run"] == run.id
    assert run.model_file.with_name("cached.onnx").is_file() == (architecture == "gpt")


def example_text(times: int) -> str:
    corpus = example_corpus(2000)
    return Tokenizer.from_json(corpus.tokenizer).decode(corpus.train[: 60 * times])


@pytest.mark.slow
def test_the_exported_loss_is_the_measured_one(text_plugins: Plugins, store: RunStore) -> None:
    run, end, _ = go(language(), text_plugins, store)
    assert isinstance(end, Finished)
    test = example_corpus().test.astype(np.int64)
    pieces = (len(test) - 1) // 32
    given, wanted = (test[i : pieces * 32 + i].reshape(pieces, 32) for i in (0, 1))
    (logits,) = onnxruntime.InferenceSession(run.model_file).run(None, {"ids": given})
    loss = F.cross_entropy(torch.from_numpy(logits).flatten(0, 1), torch.from_numpy(wanted.ravel()))
    assert float(loss) == pytest.approx(end.metrics["test/loss"], abs=1e-4)


@pytest.mark.slow
def test_stopped_and_resumed_ends_with_the_same_weights(
    text_plugins: Plugins, store: RunStore
) -> None:
    experiment = language(accumulate=2)
    whole, _, _ = go(experiment, text_plugins, store)
    control, run = Control(), store.create(experiment)

    def stop_halfway(event: Event) -> None:
        if isinstance(event, Stepped) and event.first >= 60:
            control.stop(keep=False)

    train(run, text_plugins, stop_halfway, control)
    assert run.info().status == "stopped"
    _, end, events = go(experiment, text_plugins, store, run=store.get(run.id))
    assert isinstance(end, Finished)
    assert min(e.first for e in events if isinstance(e, Stepped)) >= 60
    ours, wanted = (
        onnxruntime.InferenceSession(r.model_file).run(None, {"ids": np.ones((1, 9), np.int64)})[0]
        for r in (run, whole)
    )
    np.testing.assert_array_equal(ours, wanted)


@pytest.mark.slow
def test_masked_tokens_are_learnt_from_both_sides(text_plugins: Plugins, store: RunStore) -> None:
    run, end, events = go(language(objective="masked", steps=900, lr=0.003), text_plugins, store)
    assert isinstance(end, Finished), end
    share = np.bincount(example_corpus().test) / len(example_corpus().test)
    by_frequency = -float(np.sum(share[share > 0] * np.log(share[share > 0])))
    assert end.metrics["test/loss"] < 0.8 * by_frequency, "its neighbours say what is hidden"
    assert "test/bits_per_byte" not in end.metrics
    assert any("[MASK]" in e.given for e in events if isinstance(e, Sampled))
    facts = onnxruntime.InferenceSession(run.model_file).get_modelmeta().custom_metadata_map
    assert facts["workbench.task"] == "masked-token"
    assert not run.model_file.with_name("cached.onnx").exists()


def test_fifteen_percent_are_hidden_eighty_ten_ten() -> None:
    ids = torch.randint(4, 1000, (400, 200), generator=torch.Generator().manual_seed(1))
    given, wanted = hide(ids, 1000, torch.Generator().manual_seed(0))
    hidden = wanted != IGNORED
    assert torch.equal(given[~hidden], ids[~hidden])
    assert torch.equal(wanted[hidden], ids[hidden])
    assert float(hidden.float().mean()) == pytest.approx(0.15, abs=0.005)
    masked = (given == MASK_ID)[hidden].float().mean()
    kept = (given == ids)[hidden].float().mean()
    assert float(masked) == pytest.approx(0.8, abs=0.015)
    assert float(kept) == pytest.approx(0.1, abs=0.015)
    assert (given[hidden] >= MASK_ID).all()


@pytest.mark.parametrize(
    ("experiment", "words"),
    [
        (language(dataset="short"), "too short"),
        (language(length=64), "do not fit a context"),
        (language("lstm", objective="masked"), "both sides"),
    ],
)
def test_what_cannot_be_learnt_is_refused_in_words(
    text_plugins: Plugins, store: RunStore, experiment: Experiment, words: str
) -> None:
    _, end, _ = go(experiment, text_plugins, store)
    assert isinstance(end, Failed)
    assert words in end.message
    assert end.remedy


@pytest.mark.parametrize(
    "architecture",
    ["bag-of-embeddings", "gru", pytest.param("text-transformer", marks=pytest.mark.slow)],
)
def test_labelled_texts_are_learnt_and_answered_by_the_model_file(
    text_plugins: Plugins, store: RunStore, architecture: str
) -> None:
    experiment = (
        Experiment(name="weather", device="cpu", threads=1)
        .with_part("dataset", "weather")
        .with_part("architecture", architecture)
        .with_part("trainer", "text-supervised", {"epochs": 6, "batch_size": 16, "lr": 0.01})
    )
    run, end, events = go(experiment, text_plugins, store)
    assert isinstance(end, Finished), end
    assert end.metrics["test/accuracy"] > 0.9
    last = next(e for e in reversed(events) if isinstance(e, Evaluated))
    assert last.confusion is not None
    assert last.confusion.sum() == len(example_texts().test)
    assert _accuracy(run) == pytest.approx(end.metrics["test/accuracy"])


def _accuracy(run: Run) -> float:
    """One text at a time, so that no padding helps or harms."""
    data = example_texts()
    session = onnxruntime.InferenceSession(run.model_file)
    tokenizer = Tokenizer.from_json(data.tokenizer)
    answers = [
        session.run(None, {"ids": tokenizer.encode(text)[None].astype(np.int64)})[0].argmax()
        for text in data.test.texts
    ]
    return float(np.mean(np.array(answers) == data.test.y))


def test_accumulated_batches_are_one_large_batch() -> None:
    data = example_corpus()
    torch.manual_seed(0)
    model = LanguageTransformer().build(data.task, GPTParams(n_layers=1, d_model=32, context=16))
    twin = copy.deepcopy(model)
    params = LanguageModelParams(batch_size=4, accumulate=2, clip=0)
    learner = SelfSupervision(Setup(data, model, torch.device("cpu"), None, False, 0), params)
    loss = learner.step(0)
    first, second = learner._batch(0), learner._batch(1)
    given, wanted = (torch.cat(rows) for rows in zip(first, second, strict=True))
    together = F.cross_entropy(twin(given).flatten(0, 1), wanted.flatten())
    together.backward()
    torch.testing.assert_close(loss, together.detach())
    for ours, theirs in zip(model.parameters(), twin.parameters(), strict=True):
        torch.testing.assert_close(ours.grad, theirs.grad, atol=1e-6, rtol=1e-4)


@pytest.mark.parametrize("objective", ["next", "masked"])
def test_the_labels_that_are_shown_are_those_that_are_learnt(objective: str) -> None:
    data = example_corpus()
    params = LanguageModelParams(objective=objective, batch_size=3, length=20)
    network = GPTParams(n_layers=1, d_model=32, context=24, causal=objective == "next")
    model = LanguageTransformer().build(data.task, network)
    learner = SelfSupervision(Setup(data, model, torch.device("cpu"), None, False, 5), params)
    for number in (0, 7):
        shown = LanguageModelTrainer().labels(data, params, network, 5, number)
        given, wanted = learner._batch(number)
        np.testing.assert_array_equal(shown.inputs, given.numpy())
        np.testing.assert_array_equal(np.where(shown.targets < 0, IGNORED, shown.targets), wanted)
        assert shown.inputs.shape == (3, 20)


@pytest.mark.slow
def test_a_stop_while_measuring_keeps_the_steps_and_measures_after_resuming(
    text_plugins: Plugins, store: RunStore
) -> None:
    experiment = language()
    _, _, whole = go(experiment, text_plugins, store)
    control, run = Control(), store.create(experiment)

    def stop(event: Event) -> None:
        if isinstance(event, Evaluated) and event.step == 60:
            control.stop(keep=False)

    train(run, text_plugins, stop, control)
    assert run.info().status == "stopped"
    _, end, events = go(experiment, text_plugins, store, run=store.get(run.id))
    assert isinstance(end, Finished)
    assert min(e.first for e in events if isinstance(e, Stepped)) == 60
    logged = [e for e in store.get(run.id).events() if isinstance(e, Evaluated)]
    wanted = [e for e in whole if isinstance(e, Evaluated)]
    assert [(e.step, e.split) for e in logged] == [(e.step, e.split) for e in wanted]
    assert [e.metrics for e in logged] == [e.metrics for e in wanted]


def test_the_objective_and_the_network_must_look_the_same_way(text_plugins: Plugins) -> None:
    task = example_corpus().task
    masked = language(objective="masked")
    assert resolve(masked, text_plugins, task).trainable
    wrong = masked.with_settings({"architecture": {"causal": True}})
    (problem,) = resolve(wrong, text_plugins, task).problems
    assert (problem.where, problem.remedy) == ("trainer.objective", "Switch Causal off.")
    assert wrong.with_settings(problem.fix) == masked
    (problem,) = resolve(language("gru", objective="masked"), text_plugins, task).problems
    assert "looks back only" in problem.message
    assert not problem.fix
    back = language().with_settings({"architecture": {"causal": False}})
    (problem,) = resolve(back, text_plugins, task).problems
    assert resolve(back.with_settings(problem.fix), text_plugins, task).trainable
