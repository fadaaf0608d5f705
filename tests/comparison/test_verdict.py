"""The sentences of a verdict: sure where figures are, 'cannot tell' where they are not."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import replace

import numpy as np
import pytest

from tests.comparison import made
from workbench.comparison.evaluate import Comparison, JobResult
from workbench.comparison.jobs import Job, approach
from workbench.comparison.plan import Spec
from workbench.comparison.predictions import Facts, Predictions
from workbench.comparison.report import data as pages
from workbench.comparison.table import ResultTable
from workbench.comparison.verdict import Verdict, signed
from workbench.core.statistics import Classes
from workbench.prompting.prompts.template import Prompt

MAJORITY, HEAD, TFIDF = Spec(id="majority"), Spec(id="encoder-head"), Spec(id="tfidf")
PROMPT = Spec(prompt=Prompt(name="p"), model="x/y")
FREE = Facts(rows_per_s=100.0, fit_s=1.0)
DEAR = replace(FREE, destination="api.example.com", price=5.0, price_source="a table")


@functools.cache
def whole() -> pages.Report:
    """A comparison with everything that one can have, worked out once."""
    return pages.page(made.comparison())


def judged(
    *answerers: tuple[Spec, str, float, Facts], n: int = 300, margin: float = 0.02
) -> Verdict:
    """The verdict on answerers by name, each with the part of rows that it has right."""
    return worked_out(*answerers, n=n, margin=margin).verdict


def compared(*answerers: tuple[Spec, str, float, Facts]) -> ResultTable:
    """Their table."""
    return worked_out(*answerers).table


def of_answers(truth: Classes, predicted: Classes) -> Verdict:
    """The verdict on a model with these answers, beside the majority class."""
    base = made.comparison(len(truth), missing=False, budgets=())
    results = [
        JobResult(
            Job(spec, name, None, 0, approach(spec, made.PLUGINS)),
            Predictions(said, ("label",) * len(truth), facts=FREE),
        )
        for spec, name, said in (
            (MAJORITY, "Majority class", np.zeros_like(truth)),
            (TFIDF, "Words", predicted),
        )
    ]
    held_out = replace(base.held_out, truth=truth)
    return pages.page(replace(base, held_out=held_out, results=tuple(results))).verdict


def worked_out(
    *answerers: tuple[Spec, str, float, Facts], n: int = 300, margin: float = 0.02
) -> pages.Report:
    """A page on answerers by name, each with the part of rows that it has right."""
    base = made.comparison(n, missing=False, budgets=())
    truth = base.held_out.truth
    results = []
    for number, (spec, name, right, facts) in enumerate(answerers):
        wrong = np.random.default_rng(number).random(n) >= right
        predicted = np.where(wrong, 1 - truth, truth)
        if right < 0:
            predicted = np.zeros_like(truth)
        said = Predictions(predicted, ("label",) * n, facts=facts)
        results.append(JobResult(Job(spec, name, None, 0, approach(spec, made.PLUGINS)), said))
    plan = base.plan.model_copy(update={"margin": margin})
    return pages.page(replace(base, plan=plan, results=tuple(results)))


def test_a_clear_winner_is_named() -> None:
    found = judged(
        (MAJORITY, "Majority", -1, FREE),
        (HEAD, "Head", 0.97, FREE),
        (PROMPT, "Prompt", 0.7, DEAR),
        (TFIDF, "Words", 0.8, FREE),
    )
    assert found.headline == "Adapt a pretrained model: Head."
    assert found.certain
    assert any(line.startswith("Head is better than Prompt: +0.") for line in found.reasons)
    assert any(line.startswith("Head is better than Majority") for line in found.reasons)


def test_differences_have_a_sign_unless_they_are_nothing() -> None:
    found = [signed(value) for value in (0.265, -0.0213, -0.0004, 0.0)]
    assert found == ["+0.265", "−0.021", "0.000", "0.000"]
    assert signed(-0.126, 2) == "−0.13"


def test_absence_of_evidence_is_not_equality() -> None:
    """The cheap one was recommended as 'not worse than the best', however few the rows."""
    found = judged(
        (MAJORITY, "Majority", -1, FREE),
        (HEAD, "Head", 0.90, DEAR),
        (TFIDF, "Words", 0.90, FREE),
        n=200,
    )
    assert found.headline.startswith("Cannot tell yet: 200 rows are too few to show that any")
    assert "within 2 points of the best" in found.headline
    assert found.choice == ""
    assert not found.certain
    assert set(found.open) == {"Head", "Words"}
    last = found.undecided[1].split(" ", 1)[0]
    line = next(line for line in found.undecided if line.startswith(last))
    assert "is not shown to be worse than the best, nor to be within 2 points of it" in line
    assert re.search(r"200 rows show differences of 0\.\d{3} and more; about [\d,]+ more", line)
    cheapest = "Words costs least of those that are not shown to be worse."
    assert (cheapest in found.reasons) == (last == "Words")


def test_a_further_poor_model_makes_no_other_look_as_good() -> None:
    """Holm over all pairs let the cheapest pass as soon as there were pairs enough."""
    good = [(HEAD, "Head", 0.95, DEAR), (TFIDF, "Words", 0.84, FREE)]
    poor = [(TFIDF, f"Poor {k}", 0.5, FREE) for k in range(8)]
    few, many = judged(*good), judged(*good, *poor)
    assert few.choice == many.choice == "Head"
    assert "Words" not in (*few.open, *many.open)


def test_baselines_enlarge_no_family() -> None:
    good = [(HEAD, "Head", 0.9, DEAR), (TFIDF, "Words", 0.86, FREE)]
    floors = [(MAJORITY.model_copy(update={"name": str(k)}), str(k), -1, FREE) for k in range(5)]
    one, other = compared(*good), compared(*good, *floors)
    assert one.standings["Words"] == other.standings["Words"]
    assert one.pair("Head", "Words") == other.pair("Head", "Words")


def test_the_margin_is_the_users() -> None:
    two = [(HEAD, "Head", 0.93, DEAR), (TFIDF, "Words", 0.93, FREE)]
    assert judged(*two, margin=0.001).choice == ""
    found = judged(*two, margin=0.1)
    assert found.choice == "Words"
    assert found.headline == "Train your own: Words."
    assert found.reasons[0] == (
        "It costs least of the 2 models that are shown to be within 10 points of the best."
    )
    assert found.certain


def test_of_equals_on_many_rows_the_cheaper_is_chosen() -> None:
    found = judged((HEAD, "Head", 0.97, FREE), (PROMPT, "Prompt", 0.97, DEAR), n=3000)
    assert found.choice == "Head"
    assert "costs least of the 2 models that are shown to be within 2 points" in found.reasons[0]


def test_who_is_no_better_than_the_majority_is_not_recommended() -> None:
    found = judged((MAJORITY, "Majority", -1, FREE), (PROMPT, "Prompt", 0.1, DEAR))
    assert found.headline.startswith("Cannot recommend any")
    assert found.reasons[0].startswith("Prompt is ")  # no "It": no model was named before
    assert found.choice == ""


def test_who_guesses_is_not_better_than_chance() -> None:
    """Among two classes a guess has a macro-F1 of 0.5, and the majority class a third."""
    random = np.random.default_rng(3)
    chosen = 0
    for _ in range(6):
        truth, guess = random.integers(0, 2, (2, 200))
        chosen += bool(of_answers(truth, guess).choice)
    assert chosen <= 2
    found = of_answers(truth, guess)
    assert found.headline == "Cannot recommend any: no model is shown to be better than chance."


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
    [
        None,
        made.comparison(60, ("a", "b", "c"), budgets=(), missing=False),
        made.comparison(60, pictures=True, missing=False),
    ],
    ids=["all", "no curve", "pictures"],
)
def test_as_json_it_is_valid(found: Comparison | None) -> None:
    page = whole() if found is None else pages.page(found)
    table = pages.to_json(page)
    again = json.loads(json.dumps(table, allow_nan=False))
    names = {result.job.name for result in page.found.full if result.predictions}
    assert {entry["name"] for entry in again["answerers"]} == names


def test_rows_on_which_most_differ_come_first() -> None:
    page = whole()
    kinds = [
        len({label for name, label, _ in pages.answers(page, row) if name != "Majority class"})
        for row in page.disagreements
    ]
    assert kinds == sorted(kinds, reverse=True)
    assert min(kinds) > 1
