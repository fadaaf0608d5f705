"""Learning: labels are a dataset, tested on what people said alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.labelling.made import CLASSES, FUNCTIONS, labelling, pictures, say
from workbench.core.contracts.dataset import Dataset, ImageClasses, Loading
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.text import TextClasses
from workbench.core.plugins import discover
from workbench.labelling import exchange, project
from workbench.labelling.agreement import consensus
from workbench.labelling.suggestions import learners, suggest
from workbench.labelling.training_rows import parts
from workbench.labelling.votes import apply


def load(**settings: Any) -> Any:
    cls = discover(installed=False).get(Dataset, "own-labels")
    return cls().load(cls.Params(**settings))


def test_labels_are_a_dataset(home: Path) -> None:
    found = labelling()
    say(found, range(20))
    data = load(labelling="mails")
    assert isinstance(data, TextClasses)
    assert data.classes == CLASSES
    assert (len(data.train), len(data.test)) == (18, 2)
    for rows in (data.train, data.test):
        for text, y in zip(rows.texts, rows.y, strict=True):
            assert found.items.source_labels[found.items.texts.index(text)] == CLASSES[y]
    assert not set(data.train.texts) & set(data.test.texts)
    assert load().digest() == data.digest()
    found.mark(39, "spam", "ann")
    assert load().digest() != data.digest()


def test_labels_added_later_move_no_row_across(home: Path) -> None:
    found = labelling(n=200)
    say(found, range(0, 200, 3))
    first, first_weak = load(), load(functions=True, sureness=0.5)
    say(found, range(200))
    found.mark(0, "", "ann")
    data = load(functions=True, sureness=0.5)
    for earlier in (first, first_weak):
        assert not set(earlier.train.texts) & set(data.test.texts)
    assert not set(first.test.texts) & set(data.train.texts)
    assert len(data.test) > len(first.test) > 5


def test_the_split_of_before_can_still_be_had(home: Path) -> None:
    say(labelling(), range(20))
    cls = discover(installed=False).get(Dataset, "own-labels")
    data = cls(Loading(split_by="place")).load(cls.Params())
    assert isinstance(data, TextClasses)
    assert (len(data.train), len(data.test)) == (16, 4)


def test_pictures_are_a_dataset_and_a_class_without_rows_is_none(home: Path) -> None:
    made = project.create("pictures", pictures(), ("above", "sideways", "below"))
    for row in range(10):
        made.mark(row, made.items.source_labels[row], "ann")
    data = load()
    assert isinstance(data, ImageClasses)
    assert data.classes == ("above", "below")
    assert len(data.train) + len(data.test) == 10
    assert len(load(labels_per_class=2).train) == 4


def test_functions_teach_and_are_never_tested_on(home: Path) -> None:
    found = labelling()
    say(found, range(10))
    plain, weak = load(), load(functions=True, sureness=0.5)
    assert len(weak.train) > len(plain.train)
    assert weak.test.texts == plain.test.texts
    assert not set(weak.train.texts) & set(weak.test.texts)
    assert found.head.function == FUNCTIONS


def test_what_people_dispute_is_in_neither_part(home: Path) -> None:
    found = labelling()
    say(found, range(20), "ann")
    say(found, range(20), "ben", wrong=frozenset({3, 4}))
    divided = parts(found, 0.2, 0, 0.5)
    assert divided.disputed == 2
    assert not {3, 4} & {*divided.train.tolist(), *divided.test.tolist()}


def test_too_few_labels_are_said(home: Path) -> None:
    with pytest.raises(DatasetError, match="Nothing has been labelled"):
        load()
    found = labelling()
    for rows in (range(0), range(1), range(0, 6, 2)):
        say(found, rows)
        with pytest.raises(DatasetError, match="too few to learn from"):
            load()
    say(found, range(4))
    assert len(load().test)


def test_what_was_learnt_from_labels_tells_the_others(home: Path) -> None:
    found, plugins = labelling(), discover(installed=False)
    assert suggest(found.items, CLASSES, {0: "ham"}, plugins) is None
    assert learners(plugins, found.items)[0] == "tfidf"
    people = {row: found.items.source_labels[row] for row in range(12)}
    guess = suggest(found.items, CLASSES, people, plugins)
    assert guess is not None
    right = [guess.of(row, CLASSES)[0] == found.items.source_labels[row] for row in range(40)]
    assert sum(right) >= 38
    assert guess.probabilities.shape == (40, 2)
    assert guess.labels == 12


def test_labels_leave_and_come_back(home: Path, tmp_path: Path) -> None:
    found = labelling()
    say(found, range(10))
    applied = apply(found, consensus(found.standing()).labels)
    for name in ("labels.csv", "labels.jsonl"):
        assert exchange.write(found, tmp_path / name, applied) == 40
        other = labelling(f"other {name}")
        taken = exchange.take_in(other, tmp_path / name, "ann")
        assert (taken.labels, taken.elsewhere) == (10, 0)
        assert other.standing() == {"ann": {r: found.items.source_labels[r] for r in range(10)}}
    table = exchange.rows(found, applied)
    assert table[0]["by"] == "ann"
    assert table[20]["label"] == ""
    assert table[20]["estimate"] in CLASSES


def test_labels_that_do_not_fit_are_refused(home: Path, tmp_path: Path) -> None:
    found = labelling()
    path = tmp_path / "labels.csv"
    path.write_text("text,label\nnobody wrote this,ham\nsee you at home 0,ham\n", "utf-8")
    taken = exchange.take_in(found, path, "ben")
    assert (taken.labels, taken.elsewhere) == (1, 1)
    path.write_text("text,label\nsee you at home 0,eggs\n", "utf-8")
    with pytest.raises(DatasetError, match="'eggs'"):
        exchange.take_in(found, path, "ben")
    path.write_text("text,what\na,b\n", "utf-8")
    with pytest.raises(DatasetError, match="which row"):
        exchange.take_in(found, path, "ben")
    path.write_text("row,label\n3,spam\n99,ham\nx,ham\n5,\n", "utf-8")
    taken = exchange.take_in(found, path, "ben")
    assert (taken.labels, taken.elsewhere) == (1, 2)
    assert found.standing() == {"ben": {0: "ham", 3: "spam"}}
