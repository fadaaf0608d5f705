"""Word order: each bag of words has both classes, so that only order can tell them apart."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import testing
from workbench.core.contracts.dataset import Loading
from workbench.core.contracts.errors import DatasetError, ParamsError, Stopped
from workbench.core.contracts.params import make
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.special_tokens import UNK_ID
from workbench.core.split_rows import leakage, normalised
from workbench.core.tokenizer import Tokenizer
from workbench_plugins.word_order import CLASSES, FILLERS, VERBS, WordOrder, WordOrderParams


def load(**chosen: int) -> TextClasses:
    return WordOrder().load(WordOrderParams(**chosen))


def bags(rows: TextRows) -> dict[tuple[str, ...], Counter[int]]:
    """How often each bag of words has each label."""
    found: dict[tuple[str, ...], Counter[int]] = {}
    for text, label in zip(rows.texts, rows.y.tolist(), strict=True):
        found.setdefault(tuple(sorted(text.split())), Counter())[label] += 1
    return found


def test_the_contract() -> None:
    data = testing.check_dataset(WordOrder)
    assert isinstance(data, TextClasses)
    assert (len(data.train), len(data.test)) == (3246, 754)
    assert data.classes == ("cat", "dog")


def test_more_sentences_move_none_across() -> None:
    few, many = load(sentences=400), load(sentences=2000)
    assert not set(few.train.texts) & set(many.test.texts)
    assert not set(few.test.texts) & set(many.train.texts)
    assert len(set(few.test.texts) & set(many.test.texts)) == len(few.test)


@settings(max_examples=40)
@given(
    sentences=st.integers(20, 200),
    fillers=st.integers(2, 30),
    seed=st.integers(0, 2**32),
)
def test_only_order_tells_the_classes_apart(sentences: int, fillers: int, seed: int) -> None:
    data = load(sentences=sentences, fillers=fillers, seed=seed)
    assert len(data.train) + len(data.test) == sentences // 2 * 2
    for rows in (data.train, data.test):
        assert all(counts[0] == counts[1] for counts in bags(rows).values())
        for text, label in zip(rows.texts, rows.y.tolist(), strict=True):
            words = text.split()
            assert len(words) == 5 + fillers
            assert next(word for word in words if word in CLASSES) == CLASSES[label]
            assert words.count("cat") == words.count("dog") == 1
            assert set(words) <= {"the", *CLASSES, *VERBS, *FILLERS}
    every = [*data.train.texts, *data.test.texts]
    assert len(set(map(normalised, every))) == len(every)
    assert leakage(data.train.texts, data.test.texts).count == 0
    assert data.digest() == load(sentences=sentences, fillers=fillers, seed=seed).digest()


def test_every_word_is_one_token() -> None:
    data = load(sentences=400)
    tokenizer = Tokenizer.from_json(data.tokenizer)
    for text in data.train.texts[:50]:
        ids = tokenizer.encode(text)
        assert UNK_ID not in ids
        assert [tokenizer.token(id) for id in ids.tolist()] == text.split()
    assert tokenizer.size < 2000


def test_any_rule_on_bags_is_right_half_the_time() -> None:
    """Whatever a bag of words says, its mirror has the same bag and the other label."""
    data = load(sentences=1000)
    generator = np.random.default_rng(0)
    answers: dict[tuple[str, ...], int] = {}
    right = 0
    for text, label in zip(data.test.texts, data.test.y.tolist(), strict=True):
        bag = tuple(sorted(text.split()))
        right += answers.setdefault(bag, int(generator.integers(2))) == label
    assert right == len(data.test) / 2


def test_another_seed_gives_other_sentences() -> None:
    assert load(seed=1).digest() != load(seed=2).digest()


def test_without_fillers_there_are_few_sentences() -> None:
    data = load(sentences=24, fillers=0)
    assert len({*data.train.texts, *data.test.texts}) == 2 * len(VERBS) == 24
    with pytest.raises(DatasetError, match="few different") as caught:
        load(sentences=26, fillers=0)
    assert "24 sentences" in caught.value.remedy


@pytest.mark.parametrize("chosen", [{"sentences": 19}, {"fillers": -1}, {"seed": -1}])
def test_settings_that_make_no_sense(chosen: dict[str, int]) -> None:
    with pytest.raises(ParamsError):
        make(WordOrderParams, chosen, "dataset")


def test_making_can_be_stopped() -> None:
    def check() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        WordOrder(Loading(check=check)).load(WordOrderParams())
