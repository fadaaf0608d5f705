"""Labelled texts and corpora: checked when made, told apart by their digest."""

from __future__ import annotations

import numpy as np
import pytest

import workbench
from workbench.core.contracts.errors import DatasetError, ModelFileError
from workbench.core.contracts.task import LanguageModelling, TextClassification
from workbench.core.contracts.text import Corpus, TextClasses, TextRows
from workbench.core.tokenizer import train

JSON = train(["abc"], "char", 300)
ROWS = TextRows(("a", "b", "c"), np.array([0, 1, 0]))


def ids(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


def test_the_tasks_speak_to_people() -> None:
    data = TextClasses(ROWS, ROWS, ("ham", "spam"), JSON)
    assert data.task == TextClassification(("ham", "spam"), 7)
    assert (str(data.task), data.task.n_classes) == ("text in 2 classes", 2)
    corpus = Corpus(ids(4, 5, 6), ids(4, 5), JSON)
    assert corpus.task == LanguageModelling(7)
    assert str(corpus.task) == "text of 7 tokens"
    assert workbench.Corpus is Corpus


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (TextRows((), np.empty(0, np.int64)), "empty"),
        (TextRows(("a",), np.array([0, 1])), "1 texts but 2 labels"),
        (TextRows(("a", "b"), np.array([0, 2])), "2 classes"),
        (TextRows(("a", "b"), np.array([-1, 0])), "2 classes"),
        (TextRows(("a", "b"), np.array([0.0, 1.0])), "not integers"),
        (TextRows(("a", "b"), np.array([[0], [1]])), r"shape \(2, 1\), not \(2,\)"),
        (TextRows(("a", 3), np.array([0, 1])), "int"),
        (TextRows(("a", "b"), np.array([0, 1]), {"age": ("7",)}), "1 values of 'age' but 2 rows"),
    ],
)
def test_contradictions_are_refused(rows: TextRows, words: str) -> None:
    with pytest.raises(DatasetError, match=words):
        TextClasses(ROWS, rows, ("ham", "spam"), JSON)
    with pytest.raises(DatasetError, match="train"):
        TextClasses(rows, ROWS, ("ham", "spam"), JSON)


def test_twice_the_same_class_and_a_damaged_tokenizer() -> None:
    with pytest.raises(DatasetError, match="share a name"):
        TextClasses(ROWS, ROWS, ("ham", "ham"), JSON)
    with pytest.raises(ModelFileError):
        TextClasses(ROWS, ROWS, ("ham", "spam"), "{}")
    with pytest.raises(ModelFileError):
        Corpus(ids(4, 5), ids(4, 5), "")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (ids(4), "1 tokens"),
        (ids(4, 7), "7 tokens"),
        (ids(-1, 4), "-1"),
        (np.array([4, 5], np.int64), "int64"),
        (np.array([[4, 5]], np.int32), "shape"),
    ],
)
def test_ids_that_cannot_be_are_refused(wrong: np.ndarray, words: str) -> None:
    with pytest.raises(DatasetError, match=words):
        Corpus(ids(4, 5), wrong, JSON)


def test_digests_see_every_part() -> None:
    def digest(train: TextRows = ROWS, test: TextRows = ROWS, classes: str = "hs") -> str:
        return TextClasses(train, test, tuple(classes), JSON).digest()

    others = [
        digest(TextRows(("ab", "", "c"), ROWS.y)),
        digest(TextRows(("a", "b", "c"), np.array([0, 1, 1]))),
        digest(test=TextRows(("a", "b", "d"), ROWS.y)),
        digest(classes="sh"),
        Corpus(ids(4, 5, 6), ids(4, 5), JSON).digest(),
        Corpus(ids(4, 5), ids(6, 4, 5), JSON).digest(),
        Corpus(ids(4, 5, 6), ids(4, 5), train(["abd"], "char", 300)).digest(),
    ]
    assert len({digest(), *others}) == 8
    assert digest() == digest()


def test_what_else_is_known_of_rows_is_not_what_is_learnt() -> None:
    told = TextRows(ROWS.texts, ROWS.y, {"country": ("DE", "AT", "")})
    plain = TextClasses(ROWS, ROWS, ("h", "s"), JSON)
    assert TextClasses(told, told, ("h", "s"), JSON).digest() == plain.digest()
