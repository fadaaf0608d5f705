"""Shots: which rows, in which order, under which labels; and never from the test split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prompting.scripted import FRUIT, TOOLS, things
from workbench.core.contracts.dataset import ImageClasses, Split
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.text import TextRows
from workbench.core.row_identity import normalised
from workbench.prompting.prompts.questions import labels_of, questions
from workbench.prompting.prompts.rows import Row, row, rows, sample
from workbench.prompting.prompts.shots import Pool, choose, with_encoder
from workbench.prompting.prompts.template import Example, Prompt, Shots

ASKED = Row("a lemon", "fruit", split="test", index=0)


def prompt(count: int = 4, choose: str = "random", **more: object) -> Prompt:
    shots = Shots.model_validate({"count": count, "choose": choose, **more})
    return Prompt(example="{text}: {label}", shots=shots)


def texts(shots: Sequence[Row]) -> list[str]:
    return [shot.text for shot in shots]


def text_rows(*texts: str) -> TextRows:
    return TextRows(texts, np.arange(len(texts), dtype=np.int64) % 2)


@pytest.mark.parametrize("how", ["random", "stratified", "nearest"])
def test_shots_come_from_the_training_split(how: str) -> None:
    data = things()
    shots = choose(prompt(12, how), ASKED, Pool(data))
    assert sorted(texts(shots)) == sorted(data.train.texts)
    assert {shot.split for shot in shots} == {"train"}
    assert all(data.classes[data.train.y[shot.index]] == shot.label for shot in shots)


def test_the_seed_says_which() -> None:
    pool = Pool(things())
    one, again, other = (choose(prompt(4, seed=seed), ASKED, pool) for seed in (0, 0, 1))
    assert one == again
    assert one != other
    # More shots are those and others.
    assert choose(prompt(6), ASKED, pool)[:4] == one


@given(st.integers(1, 12), st.integers(0, 99))
@settings(max_examples=40)
def test_stratified_takes_each_class_in_turn(count: int, seed: int) -> None:
    shots = choose(prompt(count, "stratified", seed=seed), ASKED, POOL)
    found = Counter(shot.label for shot in shots)
    assert abs(found["fruit"] - found["tool"]) <= 1
    assert len(set(texts(shots))) == count


POOL = Pool(things())


def test_a_text_of_the_test_split_is_no_shot_even_if_training_has_it() -> None:
    data = things(
        train=text_rows("A  lemon", "a saw", "a plum"), test=text_rows("a lemon", "a nut")
    )
    pool = Pool(data)
    assert (len(pool), pool.left_out) == (2, 1)
    for question in rows(data, "test"):
        assert sorted(texts(choose(prompt(2), question, pool))) == ["a plum", "a saw"]
    with pytest.raises(UsageError, match="only 2 rows"):
        choose(prompt(3), ASKED, pool)


@pytest.mark.parametrize("how", ["random", "stratified", "nearest"])
def test_what_is_asked_is_not_shown(how: str) -> None:
    pool = Pool(things())
    shots = choose(prompt(11, how), Row("A APPLE"), pool)
    assert "a apple" not in texts(shots)
    with pytest.raises(UsageError, match="only 11 rows"):
        choose(prompt(12, how), Row("a apple"), pool)


@given(st.data())
@settings(max_examples=60)
def test_nothing_of_the_test_split_ever_shows(data: st.DataObject) -> None:
    word = st.sampled_from(["a", "A", " b", "b  c", "B c", "d", "e"])
    learn = data.draw(st.lists(word, min_size=1, max_size=12))
    test = data.draw(st.lists(word, min_size=1, max_size=4))
    things_ = things(train=text_rows(*learn), test=text_rows(*test))
    pool = Pool(things_)
    how = data.draw(st.sampled_from(["random", "stratified", "nearest"]))
    wanted = prompt(min(len(pool), 3), how, seed=data.draw(st.integers(0, 9)))
    forbidden = set(map(normalised, test))
    for question in questions(wanted, rows(things_, "test"), pool, "m"):
        assert not forbidden & {normalised(shot.text) for shot in question.shots}


def test_words_in_common_make_rows_near() -> None:
    data = things(train=text_rows("red wine", "old tool box", "red old box", "new"))
    shots = choose(prompt(3, "nearest"), Row("my old box"), Pool(data))
    # The most alike stands last, next to the question.
    assert texts(shots)[-1] == "red old box"
    assert texts(shots)[-2] == "old tool box"
    assert "TF-IDF" in Pool(data).nearness.by


def test_texts_without_words() -> None:
    data = things(train=text_rows("?", "!", "?!"), test=text_rows("…"))
    assert len(choose(prompt(2, "nearest"), Row("?!?"), Pool(data))) == 2


def test_an_encoder_says_what_is_near() -> None:
    seen: list[int] = []

    def embed(texts: Sequence[str]) -> np.ndarray:
        seen.append(len(texts))
        return np.array([[t.split()[-1] in FRUIT, t.split()[-1] in TOOLS] for t in texts], "f4")

    pool = Pool(things(), with_encoder(embed, "toy/words"))
    for _ in range(2):
        shots = choose(prompt(6, "nearest"), Row("a fig"), pool)
        assert {shot.label for shot in shots} == {"fruit"}
    assert seen == [12, 1, 1]  # the pool is encoded once
    assert pool.nearness.by == "embeddings of toy/words"


def test_flipped_labels() -> None:
    pool = Pool(things())
    true = choose(prompt(6), ASKED, pool)
    flipped = choose(prompt(6, labels="flipped"), ASKED, pool)
    assert texts(true) == texts(flipped)
    assert all(a.label != b.label for a, b in zip(true, flipped, strict=True))


def test_random_labels_say_nothing_but_are_the_same_each_time() -> None:
    pool = Pool(things())
    wanted = prompt(12, labels="random")
    shots = choose(wanted, ASKED, pool)
    assert shots == choose(wanted, ASKED, pool)
    assert {shot.label for shot in shots} == {"fruit", "tool"}
    true = choose(prompt(12), ASKED, pool)
    assert any(a.label != b.label for a, b in zip(true, shots, strict=True))


def test_given_shots() -> None:
    given_ = tuple(Example(text=t, label=t.upper()) for t in ("a", "b", "c"))
    assert texts(choose(prompt(2, "given", given=given_), Row("x"))) == ["a", "b"]
    flipped = choose(prompt(3, "given", given=given_, labels="flipped"), Row("x"))
    assert [shot.label for shot in flipped] == ["B", "C", "A"]


def test_given_shots_that_the_test_split_holds_are_refused() -> None:
    data = things(test=text_rows("a melon", "a nut"))
    wanted = prompt(1, "given", given=[{"text": "A nut", "label": "fruit"}])
    with pytest.raises(UsageError, match="row of the test split"):
        questions(wanted, rows(data, "test", [0]), Pool(data), "m")
    # Without the dataset's figures at stake they are as good as any.
    assert questions(wanted, [Row("x")], Pool(data), "m")[0].shots


def test_no_shots_need_nothing_and_shots_need_a_dataset() -> None:
    assert choose(prompt(0), Row("x")) == ()
    with pytest.raises(UsageError, match="no dataset"):
        choose(prompt(1), Row("x"))


def pictures() -> ImageClasses:
    generator = np.random.default_rng(0)
    x = generator.integers(0, 256, (6, 8, 8), dtype=np.uint8)
    y = np.arange(6) % 2
    test = np.stack([x[0], 255 - x[1]])  # the first is in the training split, too
    return ImageClasses(Split(x, y), Split(test, y[:2]), ("0", "1"))


def test_pictures() -> None:
    data = pictures()
    pool = Pool(data)
    assert (len(pool), pool.left_out) == (5, 1)
    near = row(data, "train", 3)
    asked = Row(images=near.images)
    shots = choose(prompt(4, "nearest"), asked, pool)
    assert near.images not in [shot.images for shot in shots]
    assert pool.nearness.by == "pixels"
    likeness = pool.nearness.of(asked)
    assert likeness.argmax() == pool.indices.tolist().index(3)
    assert likeness.max() == pytest.approx(1, abs=1e-5)


def test_labels_that_are_not_the_classes() -> None:
    assert labels_of(Prompt(labels=("b", "a")), ("a", "b")) == ("b", "a")
    assert labels_of(Prompt(), ("a", "b")) == ("a", "b")
    assert labels_of(Prompt(labels=("x",)), None) == ("x",)
    with pytest.raises(UsageError, match="c differ"):
        labels_of(Prompt(labels=("a", "b", "c")), ("a", "b"))


def test_a_sample_of_rows() -> None:
    assert sample(5, None, 0) == sample(5, 9, 0) == [0, 1, 2, 3, 4]
    drawn = sample(1000, 50, 0)
    assert len(set(drawn)) == 50
    assert drawn == sorted(drawn) == sample(1000, 50, 0) != sample(1000, 50, 1)
