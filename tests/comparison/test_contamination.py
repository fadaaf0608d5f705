"""Hints that a model may know the test rows: it goes on with them word for word, or does not."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.comparison.contamination import closeness, halves, request, verbatim
from workbench.core.provider import Capabilities, Request

TEXTS = [f"Row {k}: " + " ".join(f"word{k}x{n}" for n in range(30)) for k in range(40)]
COMPLETES, CHATS = Capabilities(completion=True), Capabilities(chat=True)


def test_who_has_read_the_rows_goes_on_with_them() -> None:
    def knows(asked: Sequence[Request]) -> list[str]:
        return [next(t[len(r.prompt or "") :] for t in TEXTS if t.startswith(r.prompt or "-"))
                for r in asked]  # fmt: skip

    found = verbatim(TEXTS, "m", COMPLETES, knows)
    assert found.asked == 20
    assert len(found.close) == 20
    assert "a hint that it has read them, no proof" in found.sentence("M")


def test_who_has_not_says_something_else() -> None:
    found = verbatim(TEXTS, "m", CHATS, lambda asked: ["I do not know this text."] * len(asked))
    assert found.close == ()
    assert "none of them" in found.sentence("M")


def test_white_space_case_and_a_repeated_beginning_do_not_matter() -> None:
    half = halves(TEXTS)[0]
    assert closeness(half, half.second.upper().replace(" ", "\n")) == 1.0
    assert closeness(half, f"{half.first} {half.second} and more") == 1.0
    assert closeness(half, "") == 0.0


def test_short_texts_are_not_tried_and_missing_answers_do_not_count() -> None:
    assert halves(["too short to tell"] * 3) == []
    assert "long enough" in verbatim(["short"], "m", CHATS, lambda asked: []).sentence("M")
    found = verbatim(TEXTS, "m", CHATS, lambda asked: [None] * len(asked))
    assert found.asked == 0


def test_the_question_is_the_first_half_and_never_the_second() -> None:
    half = halves(TEXTS)[0]
    plain, asked = request(half, "m", COMPLETES), request(half, "m", CHATS)
    assert plain.prompt == half.first
    assert half.first in asked.messages[0].text
    assert half.second not in asked.messages[0].text
    assert plain.options.temperature == 0
