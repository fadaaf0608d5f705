"""Functions: words and patterns as labels, and what they say together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pydantic
import pytest

from tests.labelling.made import CLASSES, FUNCTIONS, labelling, pictures, say, texts
from workbench.core.contracts.errors import ParamsError, Stopped, UsageError
from workbench.core.control import Control
from workbench.labelling import functions, project
from workbench.labelling.functions import ABSTAINED, Function
from workbench.labelling.items import Items
from workbench.labelling.votes import apply


def votes(function: Function, *lines: str) -> list[int]:
    return functions.votes(function, Items(lines), CLASSES).tolist()


def test_words_are_found_whole_and_in_any_case() -> None:
    function = Function(name="f", label="spam", words=("free", "£5", "you won", "!!!"))
    lines = (
        "Get it FREE now",
        "freedom",
        "only £5 left",
        "£50",
        "that You Won today",
        "now!!!",
        "",
    )
    assert votes(function, *lines) == [1, -1, 1, -1, 1, 1, -1]


def test_a_pattern_is_searched_and_says_something_otherwise() -> None:
    function = Function(name="f", label="spam", pattern=r"\d{5,}", otherwise="ham")
    assert votes(function, "call 08001234", "call 0800", "") == [1, 0, 0]


def test_a_pattern_that_would_never_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(functions, "PATIENCE_S", 0.2)
    function = Function(name="slow", label="spam", pattern=r"(a|a|aa)+$")
    with pytest.raises(UsageError, match=r"'slow' takes more than 0.2 s.*repeats"):
        votes(function, "a" * 60 + "b")


@pytest.mark.parametrize(
    "table",
    [
        {"name": "f", "label": "spam"},
        {"name": "f", "label": "spam", "words": ["a"], "pattern": "a"},
        {"name": "f", "words": ["a"]},
        {"name": "f", "label": "spam", "words": ["  "]},
        {"name": "f", "label": "spam", "pattern": "("},
        {"name": "f", "label": "spam", "prompt": {"name": "p"}},
        {"name": "", "label": "spam", "words": ["a"]},
        {"name": "f", "label": "spam", "words": ["a"], "model": "llama"},
        {"name": "f", "label": "spam", "words": ["a"], "colour": "red"},
    ],
)
def test_a_function_is_exactly_one_thing(table: dict[str, Any]) -> None:
    with pytest.raises(pydantic.ValidationError):
        Function.model_validate(table)


def test_the_version_tells_what_it_does_and_not_its_name() -> None:
    one = Function(name="a", label="spam", words=("x",))
    assert one.version == Function(name="b", label="spam", words=("x",)).version
    assert one.version != Function(name="a", label="ham", words=("x",)).version


def test_pictures_have_no_words() -> None:
    with pytest.raises(UsageError, match="reads text"):
        functions.votes(FUNCTIONS[0], pictures(), CLASSES)


def test_what_they_say_alone_and_together(home: object) -> None:
    found = labelling()
    say(found, range(10))
    applied = apply(found, found.standing()["ann"])
    truth = np.array([CLASSES.index(label) for label in found.items.source_labels])
    assert applied.votes.shape == (40, 3)
    for judged, said in zip(applied.judged, applied.votes.T, strict=True):
        spoken = said != ABSTAINED
        assert judged.coverage == spoken.mean()
        first = spoken & (np.arange(40) < 10)
        assert judged.checked == first.sum()
        assert judged.right == (said == truth)[first].sum()
        assert judged.low is not None
        assert judged.low <= judged.right / judged.checked <= (judged.high or 0)
    labels = applied.labels(CLASSES, 0.5)
    assert applied.model is not None
    assert set(labels) == set(np.flatnonzero(applied.model.covered).tolist())
    assert all(found.items.source_labels[row] == label for row, label in labels.items())
    assert applied.labels(CLASSES, 1.0).keys() <= labels.keys()
    assert applied.silent == ()


def test_overlaps_and_conflicts(home: object) -> None:
    pair = (
        Function(name="a", label="spam", words=("prize", "cash")),
        Function(name="b", label="ham", words=("prize", "mum")),
    )
    found = project.create("two", texts(8), CLASSES, functions=pair)
    applied = apply(found, {})
    # prize is in three of the four texts of spam, cash in one; mum in one of ham.
    assert [round(j.coverage * 8) for j in applied.judged] == [4, 4]
    assert [round(j.overlaps * 8) for j in applied.judged] == [3, 3]
    assert [round(j.conflicts * 8) for j in applied.judged] == [3, 3]


def test_a_class_that_nobody_speaks_for_is_named(home: object) -> None:
    found = labelling(functions=FUNCTIONS[:2])
    assert apply(found, {}).silent == ("ham",)
    assert apply(found, {0: "ham"}).silent == ()
    assert apply(labelling("none", functions=()), {}).model is None


def test_a_function_cannot_say_what_is_no_class(home: object) -> None:
    odd = Function(name="odd", label="eggs", words=("x",))
    found = labelling()
    with pytest.raises(UsageError, match=r"'odd' says 'eggs'.*ham, spam"):
        found.with_head(function=(odd,))
    assert project.load(found.folder).head.function == FUNCTIONS
    with pytest.raises(ParamsError, match="same name"):
        found.with_head(function=(FUNCTIONS[0], FUNCTIONS[0]))


def test_a_stop_is_heard(home: object) -> None:
    control = Control()
    control.stop(keep=False)
    with pytest.raises(Stopped):
        apply(labelling(), {}, control.check)
