"""The sentences of a verdict: sure where figures are, 'cannot tell' where they are not."""

from __future__ import annotations

import functools
import json
from dataclasses import replace

import numpy as np
import pytest

from tests.comparison import made
from workbench.comparison import page as pages
from workbench.comparison.evaluate import Comparison, Result
from workbench.comparison.jobs import Job, approach
from workbench.comparison.plan import Spec
from workbench.comparison.said import Facts, Said
from workbench.comparison.verdict import Verdict, signed
from workbench.core.plugins import Plugins
from workbench.prompting.template import Prompt

MAJORITY, HEAD, TFIDF = Spec(id="majority"), Spec(id="encoder-head"), Spec(id="tfidf")
PROMPT = Spec(prompt=Prompt(name="p"), model="x/y")
FREE = Facts(rows_per_s=100.0, fit_s=1.0)
DEAR = replace(FREE, destination="api.example.com", price=5.0, price_source="a table")


@functools.cache
def whole() -> pages.Page:
    """A comparison with everything that one can have, worked out once."""
    return pages.page(made.comparison())


def judged(*answerers: tuple[Spec, str, float, Facts], n: int = 300) -> Verdict:
    """The verdict on answerers by name, each with the part of rows that it has right."""
    base = made.comparison(n, missing=False, budgets=())
    truth = base.held_out.truth
    results = []
    for number, (spec, name, right, facts) in enumerate(answerers):
        wrong = np.random.default_rng(number).random(n) >= right
        predicted = np.where(wrong, 1 - truth, truth)
        if right < 0:
            predicted = np.zeros_like(truth)
        said = Said(predicted, ("label",) * n, facts=facts)
        results.append(Result(Job(spec, name, None, 0, approach(spec, Plugins())), said))
    return pages.page(replace(base, results=tuple(results))).verdict


def test_a_clear_winner_is_named() -> None:
    found = judged((MAJORITY, "Majority", -1, FREE), (HEAD, "Head", 0.97, FREE),
                   (PROMPT, "Prompt", 0.7, DEAR), (TFIDF, "Words", 0.8, FREE))  # fmt: skip
    assert found.headline == "Adapt a pretrained model: Head."
    assert found.certain
    assert any(line.startswith("It is better than Prompt: +0.") for line in found.reasons)
    assert any(line.startswith("It is better than Majority") for line in found.reasons)


def test_differences_have_a_sign_unless_they_are_nothing() -> None:
    found = [signed(value) for value in (0.265, -0.0213, -0.0004, 0.0)]
    assert found == ["+0.265", "−0.021", "0.000", "0.000"]
    assert signed(-0.126, 2) == "−0.13"


def test_what_is_not_told_says_for_how_many_pairs_it_was_corrected() -> None:
    found = judged((MAJORITY, "Majority", -1, FREE), (HEAD, "Head", 0.93, FREE),
                   (TFIDF, "Words", 0.93, FREE))  # fmt: skip
    assert any("cannot be told" in line and "corrected for 3 pairs." in line
               for line in found.reasons)  # fmt: skip


def test_equals_are_not_told_apart_and_the_cheaper_is_chosen() -> None:
    found = judged((HEAD, "Head", 0.93, FREE), (PROMPT, "Prompt", 0.93, DEAR))
    assert found.headline.startswith("Cannot tell whether it is better to")
    assert "Head costs least" in found.headline
    assert not found.certain
    assert found.choice == "Head"


def test_who_is_no_better_than_the_majority_is_not_recommended() -> None:
    found = judged((MAJORITY, "Majority", -1, FREE), (PROMPT, "Prompt", 0.1, DEAR))
    assert found.headline.startswith("Cannot recommend any")
    assert found.choice == ""


def test_where_rows_go_and_what_costs_what_are_conditions() -> None:
    own = replace(FREE, labels=1000)
    found = judged((HEAD, "Head", 0.7, own), (PROMPT, "Prompt", 0.97, DEAR))
    assert found.choice == "Prompt"
    assert any("sent to api.example.com" in line for line in found.conditions)
    assert any("Prompt is cheaper than Head below" in line for line in found.conditions)


def test_answers_that_are_no_label_and_missing_answerers_are_told() -> None:
    found = whole().verdict
    assert any("no label at all" in line for line in found.warnings)
    assert any("could not be asked" in line for line in found.warnings)
    assert any("another wording only 62%" in line for line in found.warnings)


@pytest.mark.parametrize(
    "found",
    [None, made.comparison(60, ("a", "b", "c"), budgets=(), missing=False),
     made.comparison(60, pictures=True, missing=False)],
    ids=["all", "no curve", "pictures"],
)  # fmt: skip
def test_as_json_it_is_valid(found: Comparison | None) -> None:
    page = whole() if found is None else pages.page(found)
    table = pages.to_json(page)
    again = json.loads(json.dumps(table, allow_nan=False))
    names = {result.job.name for result in page.found.full if result.said}
    assert {entry["name"] for entry in again["answerers"]} == names


def test_rows_on_which_most_differ_come_first() -> None:
    page = whole()
    kinds = [
        len({label for name, label, _ in pages.answers(page, row) if name != "Majority class"})
        for row in page.disagreements
    ]
    assert kinds == sorted(kinds, reverse=True)
    assert min(kinds) > 1
