"""Hints that a model may know the test rows: it goes on with them word for word, or does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from tests.prompting.scripted import Scripted
from workbench.comparison import prompted
from workbench.comparison.contamination import closeness, halves, request, sentence, verbatim
from workbench.comparison.predictions import Facts, Predictions, load, save
from workbench.core.contracts.provider import Capabilities, Request
from workbench.core.control import Control
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting.responses import Answers

TEXTS = [f"Row {k}: " + " ".join(f"word{k}x{n}" for n in range(30)) for k in range(40)]
COMPLETES, CHATS = Capabilities(completion=True), Capabilities(chat=True)


def test_who_has_read_the_rows_goes_on_with_them() -> None:
    def knows(asked: Sequence[Request]) -> list[str]:
        return [
            next(t[len(r.prompt or "") :] for t in TEXTS if t.startswith(r.prompt or "-"))
            for r in asked
        ]

    found = verbatim(TEXTS, "m", COMPLETES, knows)
    assert found.n_texts == 20
    assert len(found.close) == 20
    assert "a hint that it has read them, no proof" in sentence(
        "M", found.n_texts, len(found.close)
    )


def test_who_has_not_says_something_else() -> None:
    found = verbatim(TEXTS, "m", CHATS, lambda asked: ["I do not know this text."] * len(asked))
    assert found.close == ()
    assert "none of them" in sentence("M", found.n_texts, len(found.close))


def test_white_space_case_and_a_repeated_beginning_do_not_matter() -> None:
    half = halves(TEXTS)[0]
    assert closeness(half, half.second.upper().replace(" ", "\n")) == 1.0
    assert closeness(half, f"{half.first} {half.second} and more") == 1.0
    assert closeness(half, "") == 0.0


def test_short_texts_are_not_tried_and_missing_answers_do_not_count() -> None:
    assert halves(["too short to tell"] * 3) == []
    assert verbatim(["short"], "m", CHATS, lambda asked: []).n_texts == 0
    found = verbatim(TEXTS, "m", CHATS, lambda asked: [None] * len(asked))
    assert found.n_texts == 0


def test_the_question_is_the_first_half_and_never_the_second() -> None:
    half = halves(TEXTS)[0]
    plain, asked = request(half, "m", COMPLETES), request(half, "m", CHATS)
    assert plain.prompt == half.first
    assert half.first in asked.messages[0].text
    assert half.second not in asked.messages[0].text
    assert plain.options.temperature == 0


def test_what_was_found_is_kept_with_the_answers(tmp_path: Path) -> None:
    said = Predictions(np.array([0, 1]), ("label", "label"), facts=Facts(verbatim=(20, 3)))
    save(said, tmp_path / "said.npz")
    found = load(tmp_path / "said.npz")
    assert found is not None
    assert found.facts.verbatim == (20, 3)


def test_a_model_is_asked_once_however_many_prompts_it_gets() -> None:
    provider = Scripted(lambda asked: next(t for t in TEXTS if t.startswith(asked.prompt or "-")))
    with Answers() as answers:
        bench: Any = SimpleNamespace(
            plan=SimpleNamespace(stability=1),
            settings=Settings(),
            answers=answers,
            emit=lambda event: None,
            control=Control(),
            held_out=SimpleNamespace(texts=TEXTS),
        )
        model = ProviderModel(provider, "word")
        assert prompted._verbatim(bench, model) == (20, 20)
        assert prompted._verbatim(bench, model) == (20, 20)
        assert len(provider.asked) == 20
        bench.plan.stability = 0
        assert prompted._verbatim(bench, model) is None
