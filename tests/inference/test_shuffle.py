"""The shuffle test: order-blind models lose nothing, others do, and the intervals hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.inference import tinytext
from tests.wordorder import train_run
from workbench.core.contracts.errors import Stopped, UsageError
from workbench.core.contracts.text import Corpus, TextClasses, TextRows
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.statistics import Interval
from workbench.core.tokenizer import Tokenizer
from workbench.inference import shuffle
from workbench.inference.shuffle import shuffle_test

CYCLE = "abc\n"


@pytest.fixture
def tokens() -> Tokenizer:
    return tinytext.tokenizer()


def texts(tokenizer: Tokenizer, n: int = 60) -> TextClasses:
    """Every third text has an ``a``, which is what the tiny classifier looks for."""
    said = tuple(("bbcb", "cacb", "bcbc")[i % 3] + "bc" * (i % 7) for i in range(n))
    y = np.array([int("a" not in text) for text in said])
    rows = TextRows(said, y)
    return TextClasses(rows, rows, ("pos", "neg"), tokenizer.to_json())


def cycling(tokenizer: Tokenizer, n: int = 4000) -> Corpus:
    ids = np.resize(tokenizer.encode(CYCLE), n)
    return Corpus(ids, ids, tokenizer.to_json())


def test_a_classifier_that_sums_loses_nothing(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.classifier(tmp_path / "m.onnx", tokens)
    data = texts(tokens)
    found = shuffle_test(path, data)
    assert (found.measure, found.n) == ("accuracy", 60)
    assert found.as_is == found.shuffled
    assert found.change == Interval(0, 0, 0)
    assert not found.uses_order
    assert found.as_is.low < found.as_is.value <= found.as_is.high <= 1


def test_a_model_that_looks_at_the_last_token_loses(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.cycle(tmp_path / "m.onnx", tokens)
    found = shuffle_test(path, cycling(tokens))
    assert (found.measure, found.n) == ("loss", 499)
    # Right with p = 100 / (100 + n - 1); of a shuffled piece the last token is any of the four.
    right = np.log(100 + tokens.size - 1) - np.log(100)
    wrong = np.log(100 + tokens.size - 1)
    assert found.as_is.value == pytest.approx(right, abs=1e-5)
    assert found.shuffled.low < right / 4 + wrong * 3 / 4 < found.shuffled.high
    assert found.change.value == pytest.approx(found.shuffled.value - found.as_is.value)
    assert found.uses_order


def test_hidden_tokens_are_guessed_in_their_place(tmp_path: Path, tokens: Tokenizer) -> None:
    table = np.zeros((tokens.size, tokens.size))
    path = tinytext.bigram(tmp_path / "m.onnx", table, tokens, task="masked-token")
    found = shuffle_test(path, cycling(tokens))
    assert found.as_is.value == pytest.approx(np.log(tokens.size), abs=1e-5)
    assert not found.uses_order


def test_a_text_of_another_tokenizer_is_read_anew(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.cycle(tmp_path / "m.onnx", tokens)
    other = tinytext.tokenizer(text="zyx" + CYCLE)
    assert shuffle_test(path, cycling(other)) == shuffle_test(path, cycling(tokens))


def test_the_same_seed_gives_the_same_test(
    tmp_path: Path, tokens: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tinytext.cycle(tmp_path / "m.onnx", tokens)
    monkeypatch.setattr(shuffle, "PIECES", 40)
    data = cycling(tokens)
    first, again, other = (shuffle_test(path, data, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert first.n == 40


def test_progress_and_cancelling(tmp_path: Path, tokens: Tokenizer) -> None:
    path = tinytext.classifier(tmp_path / "m.onnx", tokens)
    told: list[tuple[int, int]] = []
    shuffle_test(path, texts(tokens, 70), report=lambda *news: told.append(news))
    assert told == [(32, 70), (64, 70), (70, 70)]

    def check() -> None:
        if len(told) > 3:
            raise Stopped

    with pytest.raises(Stopped):
        shuffle_test(path, texts(tokens, 70), check=check, report=lambda *news: told.append(news))
    assert len(told) == 4


def test_models_and_data_that_do_not_fit(tmp_path: Path, tokens: Tokenizer) -> None:
    classifier = tinytext.classifier(tmp_path / "c.onnx", tokens)
    language = tinytext.cycle(tmp_path / "l.onnx", tokens)
    for path, data in ((classifier, cycling(tokens)), (language, texts(tokens))):
        with pytest.raises(UsageError, match="not for"):
            shuffle_test(path, data)
    rows = TextRows(("a", "b"), np.array([0, 1]))
    strange = TextClasses(rows, rows, ("pos", "eggs"), tokens.to_json())
    with pytest.raises(UsageError, match="eggs"):
        shuffle_test(classifier, strange)


@settings(max_examples=30)
@given(n=st.integers(1, 300), share=st.floats(0, 1))
def test_wilsons_interval_holds_the_share_and_stays_within_bounds(n: int, share: float) -> None:
    right = np.arange(n) < round(share * n)
    found = shuffle._share(right.astype(float))
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1
    assert found.low < found.high


@pytest.mark.slow
def test_a_trained_lstm_falls_to_chance(plugins: Plugins, home: Path) -> None:
    reader, data = train_run(RunStore(home / "runs"), plugins, "lstm", epochs=8)
    found = shuffle_test(reader.model_file, data)
    assert found.as_is.value > 0.9
    assert found.shuffled.low < 0.5 < found.shuffled.high
    assert found.uses_order


def test_a_bag_of_embeddings_answers_as_before(plugins: Plugins, home: Path) -> None:
    bag, data = train_run(RunStore(home / "runs"), plugins, "bag-of-embeddings")
    blind = shuffle_test(bag.model_file, data)
    # Sums in another order differ in the last bits, which may turn a tie, but nothing else.
    assert abs(blind.as_is.value - 0.5) <= 0.05
    assert abs(blind.change.value) <= 0.05
    assert not blind.uses_order


@pytest.mark.slow
def test_a_transformer_that_knows_places_falls_to_chance(plugins: Plugins, home: Path) -> None:
    reader, data = train_run(RunStore(home / "runs"), plugins, "text-transformer", epochs=8)
    found = shuffle_test(reader.model_file, data)
    assert found.as_is.value > 0.9
    assert found.shuffled.low < 0.5 < found.shuffled.high
    assert found.uses_order
