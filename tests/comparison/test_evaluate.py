"""Comparisons carried out: real baselines, prompts and trainings, stopped, killed and gone on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.comparison import doing
from workbench.comparison import predictions
from workbench.comparison.plan import Plan, Spec, read
from workbench.comparison.report import data as pages
from workbench.core.contracts.errors import Stopped, UnknownPlugin, UsageError
from workbench.core.contracts.provider import Request
from workbench.core.control import Control
from workbench.core.experiment import Part
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings

PROMPT = {
    "name": "sort",
    "description": "Is it fruit or tool?",
    "example": "{text}: {label}",
    "form": "completion",
}
BASELINES = [{"id": "majority"}, {"id": "tfidf"}]


@pytest.fixture
def doer(plugins: Plugins, tmp_path: Path) -> doing.Doer:
    return doing.Doer(plugins, tmp_path / "comparison")


def plan(*answerers: dict[str, Any], **more: Any) -> Plan:
    table = {"name": "things", "dataset": "things", "stability": 0, "answerer": list(answerers)}
    return read(table | more, Path())


def test_everyone_is_asked_the_same_rows(doer: doing.Doer) -> None:
    found = doer.evaluate(plan(*BASELINES, {"prompt": PROMPT, "model": "scripted"}))
    assert [r.problem for r in found.results] == ["", "", ""]
    majority, tfidf, prompted = (r.predictions for r in found.results if r.predictions is not None)
    assert set(majority.predicted.tolist()) == {0}
    assert (tfidf.predicted == found.held_out.truth).mean() > 0.9
    assert len(prompted.predicted) == len(found.held_out) == len(doer.provider.asked)
    assert prompted.kinds.count("off-label") == sum(p == -1 for p in prompted.predicted.tolist())


def test_tfidf_is_scikit_learns_own_figure(doer: doing.Doer) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    data = doing.things()
    words = TfidfVectorizer()
    table = words.fit_transform(data.train.texts)
    plain = LogisticRegression(max_iter=1000).fit(table, data.train.y)
    found = doer.evaluate(plan({"id": "tfidf"})).results[0].predictions
    assert found is not None
    wanted = plain.predict_proba(words.transform(data.test.texts))
    assert np.allclose(found.probabilities, wanted, atol=1e-6)


def test_a_second_time_nobody_is_asked(doer: doing.Doer) -> None:
    wanted = plan(*BASELINES, {"prompt": PROMPT, "model": "scripted"})
    first = doer.evaluate(wanted)
    asked = len(doer.provider.asked)
    again = doer.evaluate(wanted)
    assert len(doer.provider.asked) == asked
    for one, other in zip(first.results, again.results, strict=True):
        assert one.predictions is not None
        assert other.predictions is not None
        assert np.array_equal(one.predictions.predicted, other.predictions.predicted)
        assert one.predictions.facts == other.predictions.facts


def test_a_stop_keeps_what_is_known(doer: doing.Doer) -> None:
    wanted = plan(*BASELINES, {"prompt": PROMPT, "model": "scripted"})

    def stop_after_five(request: Request) -> str:
        if len(doer.provider.asked) == 5:
            doer.control.stop()
        return "fruit"

    doer.provider.reply = stop_after_five
    with pytest.raises(Stopped):
        doer.evaluate(wanted)
    before = len(doer.provider.asked)
    doer.control = Control()
    doer.evaluate(wanted)
    assert before < len(doing.things().test)
    assert len(doer.provider.asked) == len(set(doer.provider.asked)) == len(doing.things().test)


def test_damaged_answers_are_asked_anew(doer: doing.Doer) -> None:
    wanted = plan({"id": "tfidf"})
    doer.evaluate(wanted)
    (path,) = (doer.folder / "answers").glob("*.npz")
    path.write_bytes(path.read_bytes()[:100])
    assert doer.evaluate(wanted).results[0].predictions is not None


def test_one_that_fails_does_not_take_the_others_down(doer: doing.Doer) -> None:
    doer.provider.reply = lambda request: RuntimeError("out of order")
    prompt = {"prompt": PROMPT, "model": "scripted"}
    found = doer.evaluate(plan({"id": "tfidf"}, {"id": "pixels"}, {"run": "not-there"}, prompt))
    assert [bool(r.problem) for r in found.results] == [False, True, True, True]
    page = pages.page(found)
    assert len(page.table.missing) == 3
    assert any("out of order" in line for line in page.verdict.warnings)


def test_who_does_not_exist_is_refused_before_anyone_is_asked(doer: doing.Doer) -> None:
    prompt = {"prompt": PROMPT, "model": "scripted"}
    with pytest.raises(UnknownPlugin, match=r"no answerer 'tfdif'.*Did you mean 'tfidf'"):
        doer.evaluate(plan(prompt, {"id": "tfdif"}))
    with pytest.raises(UnknownPlugin, match=r"no dataset 'thing'.*Did you mean 'things'"):
        doer.evaluate(plan(prompt, dataset="thing"))
    assert doer.provider.asked == []
    assert not doer.folder.exists()


def test_local_only_keeps_rows_here(doer: doing.Doer) -> None:
    doer.provider.place = "api.example.com"
    doer.settings = Settings(local_only=True)
    (result,) = doer.evaluate(plan({"prompt": PROMPT, "model": "scripted"})).results
    assert "api.example.com" in result.problem
    assert doer.provider.asked == []


def test_the_curve_learns_from_few(doer: doing.Doer) -> None:
    found = doer.evaluate(plan(*BASELINES, curve={"budgets": [1, 2], "seeds": 2}))
    budgets = [(r.job.name, r.job.budget, r.job.seed) for r in found.results]
    assert budgets[2:] == [("TF-IDF + logistic regression", b, s) for b in (1, 2) for s in (0, 1)]
    labels = [r.predictions.facts.labels for r in found.results if r.predictions is not None]
    assert labels[2:] == [2, 2, 4, 4]
    (curve,) = pages.page(found).lines
    assert curve.labels[:2] == (1.0, 2.0)
    assert curve.seeds == (2, 2, 1)


def test_prompts_are_asked_again_in_other_words(doer: doing.Doer) -> None:
    doer.provider.reply = lambda r: "tool" if "Reply with" in (r.prompt or "") else "fruit"
    found = doer.evaluate(plan({"prompt": PROMPT, "model": "scripted"}, stability=4))
    predictions = found.results[0].predictions
    assert predictions is not None
    # It names no labels, shows no examples and answers without chance: there is nothing else to
    # change.
    assert predictions.facts.retests == {"paraphrase": 0.0}


def test_only_ways_that_change_the_question_are_asked_again(doer: doing.Doer) -> None:
    naming = PROMPT | {
        "description": "Which of {labels} is it?",
        "shots": {"count": 2, "choose": "random"},
    }
    found = doer.evaluate(plan({"prompt": naming, "model": "scripted"}, stability=4))
    predictions = found.results[0].predictions
    assert predictions is not None
    assert set(predictions.facts.retests) == {"paraphrase", "order", "seed"}


def test_a_prompt_that_searches_for_its_shots_needs_all_labels(doer: doing.Doer) -> None:
    nearest = PROMPT | {"shots": {"count": 2, "choose": "nearest"}}
    few = PROMPT | {"shots": {"count": 2, "choose": "stratified"}}
    wanted = plan(
        {"prompt": nearest, "model": "scripted"},
        {"prompt": few, "model": "scripted"},
        {"id": "tfidf"},
        curve={"budgets": [4], "seeds": 1},
    )
    found = doer.evaluate(wanted)
    searching, shown = (r.predictions for r in found.full[:2] if r.predictions is not None)
    assert searching.facts.labels == len(doing.things().train)
    assert shown.facts.labels == 2
    page = pages.page(found)
    # With fewer labels it would have fewer shots to choose from: no curve crosses it.
    assert {crossing.rival for crossing in page.crossings} == {found.full[1].job.name}
    assert any("chooses its examples among 48 labelled rows" in w for w in page.verdict.warnings)


@pytest.mark.slow
def test_an_experiment_is_trained_and_gone_on_with(doer: doing.Doer) -> None:
    experiment = {
        "architecture": "bag-of-embeddings",
        "dataset": {"id": "things"},
        "trainer": {"id": "text-supervised", "epochs": 3},
    }
    wanted = plan({"name": "Bag", "experiment": experiment})
    doer.interrupt = True
    with pytest.raises(Stopped):
        doer.evaluate(wanted)
    assert len(RunStore(doer.folder / "runs").list()) == 1
    doer.control = Control()
    doer.interrupt = False
    predictions = doer.evaluate(wanted).results[0].predictions
    runs = RunStore(doer.folder / "runs").list()
    assert [run.status for run in runs] == ["finished"]
    assert doer.resumed == [False, True]
    assert predictions is not None
    assert predictions.probabilities is not None
    assert predictions.facts.latency_ms is not None
    doer.evaluate(wanted)
    assert doer.resumed == [False, True]


@pytest.mark.slow
def test_a_run_answers_if_it_has_not_learnt_the_rows(doer: doing.Doer, tmp_path: Path) -> None:
    bag = {"architecture": "bag-of-embeddings", "trainer": {"id": "text-supervised", "epochs": 1}}
    doer.evaluate(plan({"name": "Bag", "experiment": bag}))
    (info,) = RunStore(doer.folder / "runs").list()
    (found,) = doer.evaluate(plan({"run": str(info.path)})).results
    assert found.predictions is not None
    table = tmp_path / "other.csv"
    texts = doing.things().train.texts
    rows = [f"{text},{('fruit', 'tool')[k % 2]}" for k, text in enumerate(texts)]
    table.write_text("\n".join(["text,label", *rows]), "utf-8")
    other = {"id": "text-table", "path": str(table)}
    doer.folder = tmp_path / "another comparison"
    comparison = doer.evaluate(plan({"run": str(info.path)}, dataset=other))
    (refused,) = comparison.results
    # The table holds nothing but rows that the run has learnt.
    n = len(comparison.held_out)
    assert f"has learnt {n} of {n} test rows" in refused.problem


def test_nothing_to_ask(doer: doing.Doer) -> None:
    with pytest.raises(UsageError):
        doer.evaluate(plan({"id": "tfidf"}, dataset="text-files"))


def test_the_majority_class_needs_no_labels(doer: doing.Doer) -> None:
    """Nor does one whose answers were kept when it was still charged for all."""
    plan = Plan(name="floor", dataset=Part(id="things"), answerer=(Spec(id="majority"),))
    (found,) = doer.evaluate(plan).full
    assert found.predictions is not None
    assert found.predictions.facts.labels == 0
    (kept,) = (doer.folder / "answers").iterdir()
    old = replace(found.predictions, facts=replace(found.predictions.facts, labels=48))
    predictions.save(old, kept)
    (again,) = doer.evaluate(plan).full
    assert again.predictions is not None
    assert again.predictions.facts.labels == 0


def test_what_a_busy_machine_slowed_is_timed_again(doer: doing.Doer) -> None:
    plan = Plan(name="slow", dataset=Part(id="things"), answerer=(Spec(id="tfidf"),))
    (found,) = doer.evaluate(plan).full
    assert found.predictions is not None
    (kept,) = (doer.folder / "answers").iterdir()
    slow = replace(found.predictions.facts, waited=0.6, latency_ms=(1e6, 1e6, 1e6))
    predictions.save(replace(found.predictions, facts=slow), kept)
    (same,) = doer.evaluate(plan).full
    (timed,) = doer.evaluate(plan, again=True).full
    assert same.predictions is not None
    assert timed.predictions is not None
    assert same.predictions.facts.busy
    assert (same.predictions.facts.latency_ms or (0,))[0] == 1e6
    assert (timed.predictions.facts.latency_ms or (1e6,))[0] < 1e6
