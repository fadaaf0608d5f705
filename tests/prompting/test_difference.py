"""The words in which two answers differ."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from workbench.prompting.difference import difference

WORDS = st.lists(st.sampled_from(["a", "b", "the", "Paris", ".", ",", "🦉", "\n"])).map(" ".join)


def rest(text: str, spans: object) -> list[str]:
    """The words of a text that lie outside of spans."""
    for span in reversed(spans):  # type: ignore[call-overload]
        text = f"{text[: span.start]} {text[span.end :]}"
    return re.findall(r"\w+|[^\w\s]", text)


def marked(text: str, spans: object) -> list[str]:
    return [text[span.start : span.end] for span in spans]  # type: ignore[attr-defined]


def test_what_only_one_says_is_a_span_of_its_words() -> None:
    left, right = "The capital of France is Paris.", "The capital is big old Paris!"
    found = difference(left, right)
    assert marked(left, found.only_first) == ["of France", "."]
    assert marked(right, found.only_second) == ["big old", "!"]
    assert found.alike == 2 * 4 / (7 + 7)


def test_white_space_is_no_difference_but_case_is() -> None:
    assert difference("a  b\nc", "a b c") == difference("", "")
    assert difference("a  b\nc", "a b c").alike == 1
    assert marked("Yes no", difference("Yes no", "yes no").only_first) == ["Yes"]


def test_nothing_in_common() -> None:
    found = difference("one two", "three")
    assert marked("one two", found.only_first) == ["one two"]
    assert found.alike == 0
    assert not difference("", "three").only_first


def test_a_long_answer_takes_no_minute() -> None:
    """The same word thousands of times over is the worst that can be compared."""
    found = difference("the same " * 6000, "the same " * 5999 + "the other")
    assert found.alike > 0.9


@given(WORDS, WORDS)
@example("İ ß", "i̇ ss")
@example("\ud800 a", "\ud800")
def test_what_is_left_over_is_the_same(left: str, right: str) -> None:
    found = difference(left, right)
    assert rest(left, found.only_first) == rest(right, found.only_second)
    for text, spans in ((left, found.only_first), (right, found.only_second)):
        ends = [0, *(place for span in spans for place in (span.start, span.end)), len(text)]
        assert ends == sorted(ends)
        assert all(span.start < span.end for span in spans)
    assert 0 <= found.alike <= 1
    assert bool(found.only_first or found.only_second) == (found.alike < 1)
