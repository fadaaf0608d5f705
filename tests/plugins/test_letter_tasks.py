"""Letter tasks and short reviews: what their texts hold, and what they leave out."""

from __future__ import annotations

from typing import Any

import pytest

from workbench import testing
from workbench.core.contracts.dataset import Loading
from workbench.core.contracts.errors import Stopped
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.special_tokens import UNK_ID
from workbench.core.split_rows import leakage
from workbench.core.tokenizer import Tokenizer
from workbench.prompting.icl.letter_tasks import RULES, TASKS, is_held_out
from workbench_plugins.letter_tasks import LetterTasks, LetterTasksParams
from workbench_plugins.short_reviews import ShortReviews


def load(**chosen: Any) -> Corpus:
    return LetterTasks().load(LetterTasksParams(**{"blocks": 300, **chosen}))


def blocks(data: Corpus, split: str = "train") -> list[list[tuple[str, str]]]:
    text = Tokenizer.from_json(data.tokenizer).decode(getattr(data, split))
    assert text.endswith("\n\n")
    pairs = [part.splitlines() for part in text.removesuffix("\n\n").split("\n\n")]
    return [[(line[:3], line[4:]) for line in part] for part in pairs]


def task_of(pairs: list[tuple[str, str]]) -> str:
    fits = (task for task, rule in RULES.items() if all(rule(a) == b for a, b in pairs))
    return next(fits, "cipher")


@pytest.mark.slow
def test_the_contract() -> None:
    data = testing.check_dataset(LetterTasks)
    assert isinstance(data, Corpus)
    assert len(data.train) == 40_000 * 49


@pytest.mark.parametrize("absent", ["nothing", *TASKS])
def test_the_absent_task_is_absent(absent: str) -> None:
    data = load(absent=absent)
    for split in ("train", "test"):
        found = blocks(data, split)
        assert {task_of(pairs) for pairs in found} == {task for task in TASKS if task != absent}
        assert all(len(pairs) == 6 for pairs in found)
        assert not any(is_held_out(word) for pairs in found for word, _ in pairs)
    assert UNK_ID not in data.train


def test_the_seed_decides() -> None:
    assert load(seed=1).digest() == load(seed=1).digest() != load(seed=2).digest()


def test_making_can_be_stopped() -> None:
    def check() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        LetterTasks(Loading(check=check)).load(LetterTasksParams())


def test_short_reviews() -> None:
    data = testing.check_dataset(ShortReviews)
    assert isinstance(data, TextClasses)
    assert data.classes == ("negative", "positive")
    assert (len(data.train), len(data.test)) == (50, 60)
    assert (int(data.train.y.sum()), int(data.test.y.sum())) == (25, 30)
    assert leakage(data.train.texts, data.test.texts).count == 0
    assert len({*data.train.texts, *data.test.texts}) == 110
