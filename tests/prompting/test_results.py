"""What a batch has come to while answers come: the same as at its end; tables no sheet runs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prompting.scripted import Scripted, fruit_or_tool, question, things
from workbench.core.contracts.errors import RateLimited
from workbench.core.contracts.events import Event
from workbench.core.contracts.provider import Capabilities, Provider, Request
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting import table
from workbench.prompting.batch import BatchPlan, RowAnswered, RowUnanswered, batch
from workbench.prompting.forecast import forecast, spread
from workbench.prompting.measurement import measure
from workbench.prompting.prepare import Prepared, dataset_of, prepare
from workbench.prompting.prices import FREE, Price
from workbench.prompting.prompts.questions import questions
from workbench.prompting.prompts.rows import rows
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.prompts.template import Prompt, Shots
from workbench.prompting.responses import Answers, Response, key_of, keys_of
from workbench.prompting.results import Results

PROMPT = Prompt(
    example="Thing: {text}\nLabel: {label}",
    form="completion",
    shots=Shots(count=2, choose="stratified", dataset="things"),
)
PRICE = Price(1.0, 2.0, "2026-01-01", "a bill")


class Held(Scripted):
    """Can be held to labels."""

    id = "held"

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(completion=True, choices=True, schema=True)


def prepared(provider: Provider, prompt: Prompt = PROMPT) -> Prepared:
    data = things()
    model = ProviderModel(provider, "word")
    return Prepared(prompt, model, Settings(), "things", data, Pool(data), ("fruit", "tool"))


def results_of(provider: Provider, price: Price | None = FREE) -> Results:
    ready = prepared(provider)
    assert ready.data is not None
    asked = questions(ready.prompt, rows(ready.data, "test"), ready.pool, "word", ready.labels)
    return Results(ready, asked, price)


def run(results: Results, answers: Answers, indices: list[int] | None = None) -> None:
    """One go over some of the questions."""
    chosen = indices if indices is not None else list(range(len(results)))
    requests = [results.asked[index].request for index in chosen]

    def emit(event: Event) -> None:
        if isinstance(event, RowAnswered):
            results.take(RowAnswered(chosen[event.index], event.reply))
        elif isinstance(event, RowUnanswered):
            results.take(RowUnanswered(chosen[event.index], event.message, event.remedy))

    provider = results.ready.model.provider
    results.begin(chosen)
    plan = BatchPlan(concurrency=1, price=results.price)
    results.end(batch(requests, provider, Settings(), answers, plan, emit))


def test_the_figures_while_answers_come_are_those_of_the_end(home: Path) -> None:
    results = results_of(Scripted(fruit_or_tool), PRICE)
    with Answers() as answers:
        run(results, answers)
        found = results.measured()
        assert found == measure(results.ready, results.asked, found.outcome, PRICE)
        assert (found.scores.accuracy.count, found.scores.answered) == (4, 4)
        assert results.cost == found.costs.cost == found.outcome.spent == results.spent
        again = Results(results.ready, results.asked, PRICE)
        run(again, answers)
    assert (again.known, again.measured().cached, again.spent) == (4, 4, 0)
    assert again.scores == results.scores
    assert again.cost == results.cost
    assert [again.right(index) for index in range(4)] == [True] * 4


def test_what_failed_is_asked_again_alone_and_counts_once(home: Path) -> None:
    broken = {"melon", "level"}

    def reply(request: Request) -> str | Exception:
        word = question(request).split("Thing: a ")[-1].split()[0]
        return RateLimited(f"No {word}.") if word in broken else fruit_or_tool(request)

    provider = Scripted(reply)
    results = results_of(provider)
    words = [each.row.text.split()[-1] for each in results.asked]
    broken.clear()
    broken.update(words[1:3])
    with Answers() as answers:
        run(results, answers)
        groups = results.grouped()
        assert sorted(results.failures) == results.open == [1, 2]
        assert [(len(group.indices), group.message) for group in groups] == [
            (1, f"No {word}.") for word in words[1:3]
        ]
        assert all(group.remedy for group in groups)
        broken.remove(words[1])
        run(results, answers, [1, 2])
        assert sorted(results.failures) == [2]
        broken.clear()
        run(results, answers, [2])
    assert not results.failures
    assert not results.open
    found = results.measured()
    assert (found.outcome.requested, found.scores.accuracy.count, found.scores.rows) == (4, 4, 4)
    assert len(provider.asked) == 7


@settings(max_examples=40)
@given(
    st.permutations(range(4)),
    st.lists(st.sampled_from(["fruit", "tool", "x", ""]), min_size=4, max_size=4),
)
def test_in_whatever_order_answers_come(order: list[int], said: list[str]) -> None:
    results = results_of(Scripted())
    for index in order:
        results.take(RowAnswered(index, Response(said[index], "stop", 3, 1)))
        results.take(
            RowAnswered(index, Response("fruit", "stop", 3, 1))
        )  # a second one is not counted
    found = results.measured()
    assert found == measure(results.ready, results.asked, found.outcome, FREE)
    truth = [each.row.label for each in results.asked]
    assert found.scores.accuracy.count == sum(a == b for a, b in zip(said, truth, strict=True))
    assert results.prompt_tokens == 12


def test_tokens_that_nobody_counted_are_not_known(home: Path) -> None:
    results = results_of(Scripted(), PRICE)
    results.take(RowAnswered(0, Response("fruit", "stop", 3, None)))
    results.take(RowAnswered(1, Response("fruit", "stop", 3, 1)))
    assert (results.prompt_tokens, results.completion_tokens, results.cost) == (6, None, None)


# --- files


FORMULAS = ("=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\r=x", "\n=x")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_runs_no_answer(text: str, tmp_path: Path) -> None:
    results = results_of(Scripted())
    results.take(RowAnswered(0, Response(text, "stop", 1, 1, seconds=0.5)))
    results.take(RowUnanswered(1, f"{text} failed"))
    table.write_csv(tmp_path / "a.csv", results.asked, results.measured())
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert lines[0]["answer"] == f"'{text}"
    assert lines[1]["error"] == f"'{text} failed"
    assert (lines[0]["text"], lines[0]["seconds"]) == (results.asked[0].row.text, "0.5")
    table.write_jsonl(tmp_path / "a.jsonl", results.asked, results.measured())
    first = json.loads((tmp_path / "a.jsonl").read_text("utf-8").splitlines()[0])
    assert first["answer"] == text


# --- before anything is asked


def test_a_forecast_counts_a_few_and_takes_the_others_to_be_like_them() -> None:
    results = results_of(Scripted())
    found = forecast(results.asked, 400, results.ready.model, PRICE)
    counted = [len(each.request.prompt.split()) for each in results.asked if each.request.prompt]
    assert found.prompt_tokens == round(400 * sum(counted) / 4)
    assert found.answer_tokens == 400 * 256
    assert found.cost == pytest.approx(PRICE.cost(found.prompt_tokens, found.answer_tokens))
    assert found.longest.prompt == max(counted)
    assert forecast(results.asked, 4, results.ready.model, None).cost is None


@given(st.integers(0, 3000), st.integers(1, 50))
def test_a_sample_is_spread_from_end_to_end(n: int, most: int) -> None:
    places = spread(n, most)
    assert len(places) == min(n, most)
    assert places == sorted(set(places))
    assert all(0 <= place < n for place in places)
    if n and most > 1:
        assert (places[0], places[-1]) == (0, n - 1)


def test_who_cannot_be_held_is_said(home: Path) -> None:
    said: list[str] = []
    known = Plugins()
    known.add(PluginRecord("two", "file"), [("provider", Scripted), ("provider", Held)])
    for name, held in (("scripted", False), ("held", True)):
        said.clear()
        ready = prepare(
            PROMPT.model_copy(update={"constrained": True}),
            known,
            Settings(),
            lambda _: things(),
            f"{name}/word",
            say=said.append,
        )
        assert ready.held is held
        assert [words for words in said if "cannot be held to the labels" in words] == (
            [] if held else said
        )
    free = prepare(PROMPT, known, Settings(), lambda _: things(), "scripted/word")
    assert free.held is None
    assert dataset_of(PROMPT) == "things"


# --- whose answers they are


class Named(Scripted):
    """A model whose file may be another."""

    def __init__(self, print: str = "") -> None:
        super().__init__()
        self.print = print
        self.looked = 0

    def identity(self, model: str) -> str:
        self.looked += 1
        return self.print


def test_another_file_under_the_same_name_does_not_know_the_answers() -> None:
    requests = [Request("word", prompt=str(n)) for n in range(50)]
    one, other = Named("a"), Named("b")
    assert not set(keys_of(one, requests)) & set(keys_of(other, requests))
    assert keys_of(one, requests) == [key_of(Named("a"), each) for each in requests]
    assert one.looked == 2  # once for all of them, each time
    assert keys_of(Named(), []) == []
