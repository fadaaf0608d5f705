"""Attention from files: what tokens look at, rolled out, and taken step by step."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from tests.inference import tinytext
from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.inference.attention import (
    AttentionModel,
    ExampleAttention,
    mean_of_heads,
    rollout,
    step_by_step,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tinytext.attention(tmp_path / "attention.onnx", tinytext.tokenizer())


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def example(seed: int, time: int, causal: bool) -> ExampleAttention:
    rng = np.random.default_rng(seed)
    q, k, v = rng.normal(scale=2, size=(3, 2, 3, time, 4)).astype(np.float32)
    scores = q @ k.swapaxes(-1, -2) / 2
    if causal:
        scores = np.where(np.tri(time, dtype=bool), scores, -np.inf)
    return ExampleAttention(tuple("t" * time), softmax(scores).astype(np.float32), q, k, v, causal)


# ---------------------------------------------------------------- looking


def test_a_text_is_looked_at(file: Path) -> None:
    model = AttentionModel(file)
    assert (model.n_layers, model.n_heads, model.context, model.causal) == (2, 3, 8, True)
    assert (model.task, model.takes_pictures) == ("next-token", False)
    assert model.provenance == {"run": "r1"}
    found = model.look("ab\nc")
    assert found.tokens == ("a", "b", "⏎", "c")
    assert found.maps.shape == (2, 3, 4, 4)
    assert found.queries.shape == found.keys.shape == found.values.shape == (2, 3, 4, 4)
    assert found.maps.dtype == found.values.dtype == np.float32
    np.testing.assert_allclose(found.maps.sum(-1), 1, atol=1e-5)
    assert (np.triu(found.maps, 1) == 0).all()
    assert (found.n_layers, found.n_heads) == (2, 3)


def test_a_long_text_is_cut_to_the_context(file: Path) -> None:
    model = AttentionModel(file)
    assert model.look("abc" * 50).tokens == tuple("abcabcab")


def test_a_long_text_is_cut_to_what_memory_holds(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.inference.attention.MOST", 2 * 3 * 5 * 5)
    assert AttentionModel(file).look("abc" * 50).tokens == tuple("abcab")


def test_both_sides_are_seen_where_it_is_not_causal(tmp_path: Path) -> None:
    path = tinytext.attention(tmp_path / "a.onnx", tinytext.tokenizer(), causal=False)
    found = AttentionModel(path).look("abc")
    assert not found.causal
    assert (found.maps > 0).all()


def test_a_hidden_word_is_one_token(tmp_path: Path) -> None:
    tokens = tinytext.tokenizer()
    path = tinytext.attention(tmp_path / "m.onnx", tokens, causal=False, task="masked-token")
    assert AttentionModel(path).look("a[MASK]c").tokens == ("a", "[MASK]", "c")


def test_an_empty_text_is_refused(file: Path) -> None:
    with pytest.raises(UsageError, match="no token"):
        AttentionModel(file).look("")


@given(st.text(max_size=30))
def test_any_text_is_answered_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "any text.onnx"
    if not path.exists():
        tinytext.attention(path, tinytext.tokenizer("bpe"))
    if not text:
        return
    found = AttentionModel(path).look(text)
    assert 0 < len(found.tokens) <= 8
    assert found.maps.shape[-2:] == (len(found.tokens),) * 2


# ---------------------------------------------------------------- pictures


def picture_file(path: Path, **facts: str) -> Path:
    """Four by four pixels, whose rows look at each other."""
    constants = {"axes": np.array([0, 2])}
    nodes = [
        helper.make_node("Cast", ["pixels"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["numbers", "axes"], ["values"]),
        helper.make_node("Identity", ["values"], ["queries"]),
        helper.make_node("Identity", ["values"], ["keys"]),
        helper.make_node("Softmax", ["values"], ["maps"], axis=-1),
    ]
    outputs = [
        (name, TensorProto.FLOAT, [1, "batch", 1, 4, 4])
        for name in ("maps", "queries", "keys", "values")
    ]
    pixels = ("pixels", TensorProto.UINT8, ["batch", 4, 4])
    given = {"task": "image-classification", "causal": "false", "grid": "[2, 2]"} | facts
    return tinytext.save(path, nodes, [pixels], outputs, constants, given)


def test_a_picture_is_looked_at(tmp_path: Path, file: Path) -> None:
    model = AttentionModel(picture_file(tmp_path / "p.onnx"))
    assert (model.takes_pictures, model.shape, model.grid) == (True, (4, 4), (2, 2))
    picture = np.eye(4, dtype=np.uint8)
    found = model.look_at(picture)
    assert found.tokens == ("1,1", "1,2", "2,1", "2,2")
    np.testing.assert_allclose(found.maps[0, 0], softmax(np.eye(4)), atol=1e-6)
    for wrong in (picture[:3], picture.astype(np.float32)):
        with pytest.raises(UsageError, match="takes uint8"):
            model.look_at(wrong)
    with pytest.raises(UsageError, match="reads pictures"):
        model.look("a")
    with pytest.raises(UsageError, match="reads text"):
        AttentionModel(file).look_at(picture)


@pytest.mark.parametrize("grid", ["[3, 2]", "[]", "7", '["a"]', "[-2, -2]"])
def test_without_a_grid_patches_are_numbered(tmp_path: Path, grid: str) -> None:
    model = AttentionModel(picture_file(tmp_path / "p.onnx", grid=grid))
    assert model.look_at(np.eye(4, dtype=np.uint8)).tokens == ("1", "2", "3", "4")


# ---------------------------------------------------------------- foreign tokenizers


def berts() -> str:
    words = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cat", "##s", "sat")
    library = tokenizers.Tokenizer(
        WordPiece({word: n for n, word in enumerate(words)}, unk_token="[UNK]")
    )
    library.pre_tokenizer = Whitespace()
    library.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    # A file may ask for these; of a text alone they would only be in the way.
    library.enable_padding(length=30)
    library.enable_truncation(3)
    return library.to_str()


def test_a_foreign_tokenizer_adds_its_own_tokens(tmp_path: Path) -> None:
    facts = {"tokenizer": berts(), "tokenizer_kind": "foreign"}
    tokens = tinytext.tokenizer(text="abcdef")
    path = tinytext.attention(tmp_path / "f.onnx", tokens, causal=False, context=6, **facts)
    model = AttentionModel(path)
    found = model.look("the cats sat")
    assert found.tokens == ("[CLS]", "the", "cat", "##s", "sat", "[SEP]")
    assert model.look("the cats sat the dog").tokens == found.tokens
    assert model.look("cat \ud800").tokens[:2] == ("[CLS]", "cat")
    with pytest.raises(UsageError, match="no token"):
        model.look("")


@pytest.mark.parametrize(("context", "shown"), [(1, ("the",)), (2, ("the", "cat"))])
def test_where_only_added_tokens_would_fit_the_text_counts(
    tmp_path: Path, context: int, shown: tuple[str, ...]
) -> None:
    facts = {"tokenizer": berts(), "tokenizer_kind": "foreign"}
    tokens = tinytext.tokenizer(text="abcdef")
    path = tinytext.attention(tmp_path / "f.onnx", tokens, context=context, **facts)
    assert AttentionModel(path).look("the cats").tokens == shown


def test_ids_beyond_the_network_are_an_error_in_words(tmp_path: Path) -> None:
    facts = {"tokenizer": berts(), "tokenizer_kind": "foreign"}
    path = tinytext.attention(tmp_path / "f.onnx", tinytext.tokenizer(text="a"), **facts)
    with pytest.raises(ModelFileError, match="failed on this"):
        AttentionModel(path).look("cats sat")


# ---------------------------------------------------------------- mathematics


@given(st.integers(0, 2**32 - 1), st.integers(1, 7), st.booleans())
def test_step_by_step_makes_the_map(seed: int, time: int, causal: bool) -> None:
    attention = example(seed, time, causal)
    for layer, head, place in np.ndindex(2, 3, time):
        steps = step_by_step(attention, layer, head, place)
        wanted = attention.maps[layer, head, place]
        np.testing.assert_allclose(steps.weights, wanted, atol=1e-5)
        answer = wanted @ attention.values[layer, head]
        np.testing.assert_allclose(steps.answer, answer, atol=1e-4)
        np.testing.assert_allclose(steps.contributions.sum(0), steps.answer, atol=1e-4)
        np.testing.assert_allclose(steps.scaled * 2, steps.scores, rtol=1e-6)
        assert steps.visible.tolist() == [not causal or n <= place for n in range(time)]
        assert np.isneginf(steps.masked).tolist() == (~steps.visible).tolist()
        assert (steps.weights[~steps.visible] == 0).all()


def test_step_by_step_of_a_file_makes_its_map(file: Path) -> None:
    found = AttentionModel(file).look("abca")
    for layer, head, place in np.ndindex(2, 3, 4):
        steps = step_by_step(found, layer, head, place)
        np.testing.assert_allclose(steps.weights, found.maps[layer, head, place], atol=1e-5)


@pytest.mark.parametrize("where", [(2, 0, 0), (0, 3, 0), (0, 0, 5), (-1, 0, 0)])
def test_steps_of_nothing_are_refused(where: tuple[int, int, int]) -> None:
    with pytest.raises(UsageError, match="There is no"):
        step_by_step(example(0, 5, causal=True), *where)


@given(st.integers(0, 2**32 - 1), st.integers(1, 7), st.booleans())
def test_rolled_out_rows_sum_to_one(seed: int, time: int, causal: bool) -> None:
    maps = example(seed, time, causal).maps
    rolled = rollout(maps)
    assert rolled.shape == (2, time, time)
    np.testing.assert_allclose(rolled.sum(-1), 1, atol=1e-5)
    assert (rolled >= 0).all()
    one = 0.5 * mean_of_heads(maps) + 0.5 * np.eye(time)
    np.testing.assert_allclose(rolled[0], one[0], atol=1e-5)
    np.testing.assert_allclose(rolled[1], one[1] @ one[0], atol=1e-5)
    if causal:
        assert (np.triu(rolled, 1) == 0).all()


def test_mean_of_heads() -> None:
    maps = np.stack([np.eye(2), 1 - np.eye(2)]).astype(np.float32)
    np.testing.assert_array_equal(mean_of_heads(maps), np.full((2, 2), 0.5))
    assert mean_of_heads(np.ones((5, 3, 2, 2), np.float32)).shape == (5, 2, 2)


# ---------------------------------------------------------------- hostile files


@pytest.mark.parametrize(
    "facts",
    [
        {"context": "0"},
        {"context": "true"},
        {"context": "{"},
        {"tokenizer": "{}"},
        {"tokenizer": "x" * 9, "tokenizer_kind": "foreign"},
        {"tokenizer": '{"model": {}}', "tokenizer_kind": "foreign"},
        {"provenance": "[1]"},
        {"causal": "maybe"},
    ],
)
def test_damaged_facts(tmp_path: Path, facts: dict[str, str]) -> None:
    path = tinytext.attention(tmp_path / "a.onnx", tinytext.tokenizer(), **facts)
    with pytest.raises(ModelFileError) as raised:
        AttentionModel(path)
    assert raised.value.remedy


def test_other_files(tmp_path: Path, file: Path) -> None:
    noise = tmp_path / "noise.onnx"
    noise.write_bytes(np.random.default_rng(0).bytes(300))
    short = tmp_path / "short.onnx"
    short.write_bytes(file.read_bytes()[:-200])
    other = tinytext.cycle(tmp_path / "model.onnx", tinytext.tokenizer())
    for path in (noise, short, other, tmp_path / "nowhere.onnx"):
        with pytest.raises(ModelFileError) as raised:
            AttentionModel(path)
        assert raised.value.remedy


def changed(file: Path, change) -> Path:
    proto = onnx.load(file)
    change(proto.graph)
    onnx.save(proto, file)
    return file


def test_other_shapes_are_refused(tmp_path: Path) -> None:
    def flat(graph: onnx.GraphProto) -> None:
        # What was to be turned round and put in order is given as it is looked up.
        graph.output[3].type.tensor_type.ClearField("shape")
        graph.node[6].output[0] = "values"
        del graph.node[7:9]

    def unknown(graph: onnx.GraphProto) -> None:
        for node in graph.node:
            node.input[:] = ["tokens" if name == "ids" else name for name in node.input]
        graph.input[0].name = "tokens"

    def fewer(graph: onnx.GraphProto) -> None:
        del graph.output[3:]

    for number, change in enumerate((flat, unknown, fewer)):
        path = tinytext.attention(tmp_path / f"{number}.onnx", tinytext.tokenizer())
        with pytest.raises(ModelFileError):
            AttentionModel(changed(path, change))


@pytest.mark.parametrize("number", [np.nan, np.inf, 3.0])
def test_maps_that_are_none_are_refused(tmp_path: Path, number: float) -> None:
    def spoil(graph: onnx.GraphProto) -> None:
        softmax = graph.node[-1]
        softmax.output[0] = "good maps"
        spoilt = onnx.numpy_helper.from_array(np.array(number, np.float32), "spoilt")
        graph.initializer.append(spoilt)
        graph.node.append(helper.make_node("Mul", ["good maps", "spoilt"], ["maps"]))

    path = tinytext.attention(tmp_path / "a.onnx", tinytext.tokenizer())
    with pytest.raises(ModelFileError, match="answers with"):
        AttentionModel(changed(path, spoil)).look("abc")


def test_looking_loads_neither_torch_nor_qt(file: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from workbench.inference.attention import AttentionModel\n"
        f"print(len(AttentionModel(Path({str(file)!r})).look('abc').tokens))\n"
        "assert not {'torch', 'PySide6', 'onnx', 'tokenizers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "3\n"), done.stderr
