"""Text models, good, damaged, foreign and hostile; no torch is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from tests.inference import tinytext
from tests.inference.test_models_and_pictures import model as picture_model
from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.special_tokens import MASK_ID
from workbench.core.tokenizer import Tokenizer
from workbench.inference.predictor import Predictor
from workbench.inference.textmodel import (
    LanguageModel,
    TextClassifier,
    cached,
    task_of,
    with_masks,
)


@pytest.fixture
def tokens() -> Tokenizer:
    return tinytext.tokenizer()


def test_tasks(tmp_path: Path, tokens: Tokenizer) -> None:
    assert task_of(tinytext.cycle(tmp_path / "n.onnx", tokens)) == "next-token"
    masked = tinytext.cycle(tmp_path / "m.onnx", tokens, task="masked-token")
    assert task_of(masked) == "masked-token"
    assert task_of(tinytext.classifier(tmp_path / "c.onnx", tokens)) == "text-classification"
    assert task_of(picture_model(tmp_path / "p.onnx")) == "image-classification"
    with pytest.raises(ModelFileError, match="does not know"):
        task_of(tinytext.cycle(tmp_path / "x.onnx", tokens, task="speech"))


def test_a_classifier(tmp_path: Path, tokens: Tokenizer) -> None:
    model = TextClassifier(tinytext.classifier(tmp_path / "m.onnx", tokens))
    assert model.classes == ("pos", "neg")
    assert model.context == 4
    assert model.provenance == {"run": "r1"}
    assert model.tokenizer.encode("abc").tolist() == tokens.encode("abc").tolist()
    answers = model.predict(["bb", "a", "", "aab", "bbbbaaa"])
    assert answers.dtype == np.float32
    e = np.exp([0, 1, 0, 2, 0])
    np.testing.assert_allclose(answers[:, 0], e / (e + 1), atol=1e-6)
    assert model.predict([]).shape == (0, 2)
    many = model.predict(["a", "b"] * 50)
    np.testing.assert_allclose(many, np.tile(answers[[1, 0]], (50, 1)), atol=1e-6)


def test_what_comes_next(tmp_path: Path, tokens: Tokenizer) -> None:
    model = LanguageModel(tinytext.cycle(tmp_path / "m.onnx", tokens))
    p = model.next_token_probabilities("ccca")
    b = int(tokens.encode("b")[0])
    assert p.dtype == np.float32
    assert p.shape == (tokens.size,)
    assert p.argmax() == b
    assert p[b] == pytest.approx(100 / (100 + tokens.size - 1))
    np.testing.assert_array_equal(model.next_token_probabilities(tokens.encode("a")), p)
    np.testing.assert_array_equal(model.next_token_probabilities("a" * 50), p)
    # A line begins with what follows a newline.
    assert tokens.token(int(model.next_token_probabilities("").argmax())) == "a"
    with pytest.raises(UsageError):
        model.fill("a[MASK]")
    for ids in ([99], [-1], [[4]], [0.5]):
        with pytest.raises(UsageError):
            model.next_token_probabilities(ids)


def test_an_empty_prompt_without_newline(tmp_path: Path) -> None:
    tokens = tinytext.tokenizer(text="abc")
    model = LanguageModel(tinytext.cycle(tmp_path / "m.onnx", tokens, text="abc"))
    assert model.prompt("").tolist() == [4]


@pytest.mark.parametrize("kind", ["char", "bpe", "wordpiece"])
def test_hidden_tokens(tmp_path: Path, kind: str) -> None:
    tokens = tinytext.tokenizer(kind, "the cat sat. the cat sat. the cat sat.")
    table = np.zeros((tokens.size, tokens.size))
    cat = int(tokens.encode("a cat")[-1])
    table[MASK_ID, cat] = np.log(50)
    path = tinytext.bigram(tmp_path / "m.onnx", table, tokens, task="masked-token", context=5)
    model = LanguageModel(path)
    for text in ("the [MASK] sat", "[MASK]", "the cat sat. " * 9 + "[MASK]", "[MASK] [MASK]"):
        found = model.fill(text)
        assert found[0] == (tokens.token(cat), pytest.approx(50 / (50 + tokens.size - 1)))
        assert [p for _, p in found] == sorted((p for _, p in found), reverse=True)
    assert len(model.fill("[MASK]", top=3)) == 3
    with pytest.raises(UsageError, match="Nothing is hidden"):
        model.fill("the cat")
    with pytest.raises(UsageError, match="fills in hidden"):
        model.next_token_probabilities("the")


def test_the_space_before_a_hidden_word_is_hidden_with_it(tmp_path: Path) -> None:
    tokens = tinytext.tokenizer("bpe", "the cat sat. the cat sat.")
    model = LanguageModel(tinytext.cycle(tmp_path / "m.onnx", tokens, task="masked-token"))
    ids = with_masks(model.tokenizer, "the [MASK] sat")
    assert ids.tolist() == [*tokens.encode("the"), MASK_ID, *tokens.encode(" sat")]


@pytest.mark.parametrize(
    "facts",
    [
        {"task": "image-classification"},
        {"context": "0"},
        {"context": "true"},
        {"context": "1e9"},
        {"context": "1" * 5000},
        {"context": "[" * 100_000},
        {"context": '"8"'},
        {"tokenizer": "{}"},
        {"tokenizer": ""},
        {"provenance": "[1]"},
        {"provenance": "{"},
        {"classes": "{}"},
        {"classes": "[]"},
        {"classes": "nonsense"},
    ],
    ids=lambda facts: "-".join(facts),
)
def test_damaged_facts(tmp_path: Path, tokens: Tokenizer, facts: dict[str, str]) -> None:
    with pytest.raises(ModelFileError) as caught:
        TextClassifier(tinytext.classifier(tmp_path / "m.onnx", tokens, **facts))
    assert caught.value.remedy
    if "classes" not in facts:
        options = {"task": "next-token"} | facts
        with pytest.raises(ModelFileError):
            LanguageModel(tinytext.cycle(tmp_path / "l.onnx", tokens, **options))  # type: ignore[arg-type]


def test_facts_that_are_not_there(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.cycle(tmp_path / "m.onnx", tokens)
    whole = onnx.load(path)
    for name in ("context", "tokenizer", "task"):
        proto = onnx.ModelProto()
        proto.CopyFrom(whole)
        (at,) = [i for i, p in enumerate(proto.metadata_props) if p.key == f"workbench.{name}"]
        del proto.metadata_props[at]
        onnx.save(proto, path)
        with pytest.raises(ModelFileError):
            LanguageModel(path)


@pytest.mark.parametrize("content", [None, b"", b"\x80\x04\x95evil", b"a" * 1000])
def test_what_is_no_model(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "m.onnx"
    if content is not None:
        path.write_bytes(content)
    for read in (task_of, TextClassifier, LanguageModel):
        with pytest.raises(ModelFileError):
            read(path)


def test_metadata_that_is_not_utf8(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.cycle(tmp_path / "m.onnx", tokens)
    path.write_bytes(path.read_bytes().replace(b"next-token", b"next-t\xff\xfeen"))
    with pytest.raises(ModelFileError):
        LanguageModel(path)


def test_a_model_for_something_else(tmp_path: Path, tokens: Tokenizer) -> None:
    pictures = picture_model(tmp_path / "p.onnx")
    texts = tinytext.classifier(tmp_path / "c.onnx", tokens)
    language = tinytext.cycle(tmp_path / "l.onnx", tokens)
    cases = (
        (TextClassifier, pictures),
        (TextClassifier, language),
        (LanguageModel, texts),
        (LanguageModel, pictures),
        (Predictor, texts),
        (Predictor, language),
    )
    for cls, path in cases:
        with pytest.raises(ModelFileError):
            cls(path)


def graph(path: Path, tokens: Tokenizer, node: str, kind: int, axes: list[object]) -> Path:
    """A language model whose graph does something else."""
    return tinytext.save(
        path,
        [helper.make_node(node, ["ids"], ["logits"], **({"to": kind} if kind else {}))],
        [tinytext.IDS],
        [("logits", kind or TensorProto.INT64, axes)],
        {},
        tinytext.facts("next-token", tokens, 8),
    )


def test_a_graph_with_another_signature(tmp_path: Path, tokens: Tokenizer) -> None:
    path = graph(tmp_path / "a.onnx", tokens, "Cast", TensorProto.FLOAT, ["batch", "time"])
    with pytest.raises(ModelFileError, match="outputs"):
        LanguageModel(path)
    path = graph(tmp_path / "b.onnx", tokens, "Identity", 0, ["batch", "time"])
    with pytest.raises(ModelFileError, match="outputs"):
        LanguageModel(path)


@pytest.mark.parametrize("problem", ["nan", "fewer", "rows"])
def test_answers_that_are_none(tmp_path: Path, tokens: Tokenizer, problem: str) -> None:
    n = tokens.size
    table = {
        "nan": np.full((n, n), np.nan),
        "fewer": np.zeros((n, n - 1)),
        "rows": np.zeros((5, n)),
    }[problem]
    model = LanguageModel(tinytext.bigram(tmp_path / "m.onnx", table, tokens))
    with pytest.raises(ModelFileError):
        model.next_token_probabilities("c")


def test_a_classifier_with_fewer_classes_than_names(tmp_path: Path, tokens: Tokenizer) -> None:
    names = json.dumps(["a", "b", "c"])
    model = TextClassifier(tinytext.classifier(tmp_path / "m.onnx", tokens, classes=names))
    with pytest.raises(ModelFileError):
        model.predict(["a"])


def test_the_cache_gives_the_same(tmp_path: Path, tokens: Tokenizer) -> None:
    model = LanguageModel(tinytext.history(tmp_path, tokens, context=9))
    quick = cached(model)
    assert quick is not None
    ids = tokens.encode("abcabc\nab")
    found, past = [], quick.empty
    for start, stop in ((0, 1), (1, 4), (4, 5), (5, 9)):
        logits, past = quick.step(ids[start:stop], past)
        found.append(logits)
    np.testing.assert_allclose(np.concatenate(found), model.logits(ids), atol=1e-5)


def test_a_cache_of_another_model_or_a_damaged_one(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.history(tmp_path, tokens, context=9)
    elsewhere = tmp_path / "mine.onnx"
    elsewhere.write_bytes(path.read_bytes())
    assert cached(LanguageModel(elsewhere)) is None
    tinytext.history(tmp_path, tokens, context=8, with_cache=False)
    with pytest.raises(ModelFileError, match="does not belong"):
        cached(LanguageModel(path))
    for content in (b"", path.read_bytes()):
        (tmp_path / "cached.onnx").write_bytes(content)
        with pytest.raises(ModelFileError):
            cached(LanguageModel(path))
    (tmp_path / "cached.onnx").unlink()
    assert cached(LanguageModel(path)) is None


def test_text_needs_neither_torch_nor_qt() -> None:
    code = (
        "import sys, workbench.inference.generate, onnxruntime, tokenizers;"
        "assert not {'torch', 'PySide6', 'onnx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_each_hidden_place_can_be_asked_about(
    tmp_path: Path, tokens: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    n = tokens.size
    path = tinytext.bigram(tmp_path / "m.onnx", np.zeros((n, n)), tokens, task="masked-token")
    model = LanguageModel(path)
    # At place i the token number 4 + i is the likeliest.
    monkeypatch.setattr(model, "logits", lambda ids: np.eye(n, dtype=np.float32)[4 : 4 + len(ids)])
    text = "a[MASK]b[MASK]"
    likeliest = [model.fill(text, 1, which)[0][0] for which in (0, 1)]
    assert likeliest == [tokens.token(5), tokens.token(7)]
    for which in (-1, 2):
        with pytest.raises(UsageError, match="no hidden place"):
            model.fill(text, which=which)
