"""Generation: known text, the same with and without a cache, characters that come whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.inference import tinytext
from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.tokenizer import Tokenizer
from workbench.inference.generate import Generated, _Writer, generate
from workbench.inference.textmodel import LanguageModel, cached


@pytest.fixture
def tokens() -> Tokenizer:
    return tinytext.tokenizer()


@pytest.fixture
def cycle(tmp_path: Path, tokens: Tokenizer) -> LanguageModel:
    return LanguageModel(tinytext.cycle(tmp_path / "m.onnx", tokens))


def text_of(model: LanguageModel, prompt: str, **options: Any) -> str:
    return "".join(token.text for token in generate(model, prompt, **options))


def test_the_likeliest_text(cycle: LanguageModel, tokens: Tokenizer) -> None:
    found = list(generate(cycle, "a", max_tokens=5, temperature=0))
    share = 100 / (100 + tokens.size - 1)
    assert found[0] == Generated(int(tokens.encode("b")[0]), "b", pytest.approx(share))
    assert "".join(token.text for token in found) == "bc\nab"
    assert text_of(cycle, "", max_tokens=5, temperature=0) == "abc\na"
    assert text_of(cycle, "a" * 99, max_tokens=3, temperature=0) == "bc\n"
    assert text_of(cycle, "a", max_tokens=5, top_k=1) == "bc\nab"
    assert text_of(cycle, "a", max_tokens=5, top_p=0.5) == "bc\nab"
    assert text_of(cycle, "a", max_tokens=0) == ""


def test_it_streams(cycle: LanguageModel) -> None:
    endless = generate(cycle, "a", max_tokens=10**12, temperature=0)
    assert [next(endless).text for _ in range(3)] == ["b", "c", "\n"]


def test_a_seed_is_a_text(cycle: LanguageModel) -> None:
    texts = [text_of(cycle, "a", max_tokens=40, temperature=3, seed=seed) for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]
    # Special tokens have their chance in this model, and are not written all the same.
    assert all(len(text) == 40 for text in texts)
    ids = [t.token_id for t in generate(cycle, "a", max_tokens=200, temperature=9)]
    assert min(ids) >= 4


@pytest.mark.parametrize(
    ("stop", "wanted"),
    [("\n", "bc"), ("c\n", "b"), ("c\na", "b"), ("b", ""), ("cc", "bc\nabc\na"), ("abd", None)],
)
def test_stop(cycle: LanguageModel, stop: str, wanted: str | None) -> None:
    found = list(generate(cycle, "a", max_tokens=8, temperature=0, stop=stop))
    text = "".join(token.text for token in found)
    assert text == ("bc\nabc\na" if wanted is None else wanted)
    assert len(found) <= 8


@settings(max_examples=80)
@given(st.data())
def test_characters_come_whole_from_any_bytes(data: st.DataObject) -> None:
    tokens = TOKENIZERS[data.draw(st.sampled_from(sorted(TOKENIZERS)))]
    some = st.lists(st.integers(4, tokens.size - 1), max_size=12)
    text = data.draw(st.text(max_size=12))
    ids = data.draw(some | st.just([id for id in tokens.encode(text).tolist() if id > 3]))
    writer = _Writer(tokens, np.empty(0, np.int64), ())
    pieces = [writer.write(id, at == len(ids) - 1) for at, id in enumerate(ids)]
    assert "".join(pieces) == tokens.decode(ids)
    if ids == tokens.encode(text).tolist() and "\ufffd" not in tokens.decode(ids):
        assert not any("\ufffd" in piece for piece in pieces)


TOKENIZERS = {
    kind: tinytext.tokenizer(kind, "the cat's naïve café, isn't it? 🙂 sat. " * 3)
    for kind in ("char", "bpe", "wordpiece")
}


def test_an_emoji_of_four_tokens_comes_at_once(tmp_path: Path) -> None:
    tokens = tinytext.tokenizer("bpe", "ab")
    emoji = tokens.encode("🙂").tolist()
    assert len(emoji) == 4
    model = LanguageModel(tinytext.cycle(tmp_path / "m.onnx", tokens, text="a🙂"))
    texts = [token.text for token in generate(model, "a", max_tokens=7, temperature=0)]
    # The last token is half a character, and there is nothing more to wait for.
    assert texts[:5] == ["", "", "", "🙂", "a"]
    assert "".join(texts) == tokens.decode([*emoji, *tokens.encode("a").tolist(), *emoji[:2]])


def test_words_get_their_spaces(tmp_path: Path) -> None:
    text = "the cat sat"
    tokens = tinytext.tokenizer("wordpiece", (text + ". ") * 5)
    model = LanguageModel(tinytext.cycle(tmp_path / "m.onnx", tokens, text=text))
    n = len(tokens.encode("cat sat"))
    assert text_of(model, "the", max_tokens=n, temperature=0) == " cat sat"


def test_a_cache_changes_nothing_but_speed(tmp_path: Path, tokens: Tokenizer) -> None:
    quick = LanguageModel(tinytext.history(tmp_path / "q", tokens, 50))
    plain = LanguageModel(tinytext.history(tmp_path / "p", tokens, 50, with_cache=False))
    assert cached(quick)
    assert not cached(plain)
    found = [list(generate(model, "abca", max_tokens=40, seed=4)) for model in (quick, plain)]
    for one, other in zip(*found, strict=True):
        assert (one.token_id, one.text) == (other.token_id, other.text)
        assert one.probability == pytest.approx(other.probability, abs=1e-5)


@pytest.mark.parametrize("context", [1, 2, 7, 8])
@pytest.mark.parametrize("prompt", ["a", "abcabcabcabcabc"])
def test_a_full_cache_goes_on_from_the_last_half(
    tmp_path: Path, tokens: Tokenizer, context: int, prompt: str
) -> None:
    model = LanguageModel(tinytext.history(tmp_path, tokens, context))
    found = list(generate(model, prompt, max_tokens=30, temperature=0))
    window = tokens.encode(prompt).tolist()[-context:]
    for token in found:
        if len(window) > context:
            window = window[-max(1, context // 2) :]
        assert token.token_id == int(model.logits(window)[-1, 4:].argmax()) + 4
        window.append(token.token_id)


@pytest.mark.parametrize(
    "options",
    [
        {"max_tokens": -1},
        {"temperature": -1},
        {"temperature": float("nan")},
        {"top_k": 0},
        {"top_p": 0},
        {"top_p": 2},
        {"seed": -1},
        {"stop": ""},
    ],
)
def test_impossible_values_at_once(cycle: LanguageModel, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        generate(cycle, "a", **({"max_tokens": 3} | options))


def test_models_that_cannot(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.cycle(tmp_path / "m.onnx", tokens, task="masked-token")
    with pytest.raises(UsageError, match="hidden"):
        generate(LanguageModel(path), "a", max_tokens=3)
    empty = tinytext.tokenizer(text="")
    path = tinytext.bigram(tmp_path / "e.onnx", np.zeros((4, 4)), empty)
    with pytest.raises(ModelFileError, match="no tokens"):
        generate(LanguageModel(path), "", max_tokens=3)
    path = tinytext.bigram(tmp_path / "n.onnx", np.full((tokens.size,) * 2, np.inf), tokens)
    with pytest.raises(ModelFileError, match="not finite"):
        next(generate(LanguageModel(path), "a", max_tokens=3))


@pytest.mark.parametrize("kind", sorted(TOKENIZERS))
def test_ids_are_a_prompt_as_their_text_is(tmp_path: Path, kind: str) -> None:
    tokens = TOKENIZERS[kind]
    model = LanguageModel(tinytext.history(tmp_path, tokens, context=20))
    options: dict[str, Any] = {"max_tokens": 12, "temperature": 2, "seed": 3}
    wanted = list(generate(model, "ab c", **options))
    assert list(generate(model, tokens.encode("ab c"), **options)) == wanted
    assert list(generate(model, [], **options)) == list(generate(model, "", **options))
