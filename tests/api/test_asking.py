"""Foundation models from Python: one question, a prompt over rows, and what people see of both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import workbench
from workbench import UsageError
from workbench.core.contracts.errors import ContextOverflow, LocalOnly, ParamsError
from workbench.prompting.history import History
from workbench.prompting.prompts.template import Prompt

AddPlugin = Callable[[str, str], Path]
PROVIDER = """
from workbench import Capabilities, Piece, Provider, hookimpl

class Parrot(Provider):
    id, name, about = "parrot", "Parrot", "Says what a review is, or repeats a question."

    def models(self):
        return ["grey"]

    def capabilities(self, model):
        return Capabilities(chat=True, completion=True)

    def destination(self, model):
        return "example.org" if model == "far" else ""

    def context(self, model):
        return 5 if model == "deaf" else None

    def ask(self, request):
        text = request.messages[-1].text
        system = [turn.text for turn in request.messages if turn.role == "system"]
        answer = "positive" if "lovely" in text else "".join(system) + text
        yield Piece(answer[: request.options.max_tokens], None, 7, 3, "stop")

@hookimpl
def register_providers():
    return [Parrot]
"""
REVIEWS = Prompt(
    name="reviews", description="Is this {labels}?", example="{text}\n{label}", parser="first-label"
)


@pytest.fixture(autouse=True)
def parrot(add_plugin: AddPlugin) -> None:
    add_plugin("parrot", PROVIDER)


def test_one_question() -> None:
    answer = workbench.ask("2 + 2 <b>?", model="parrot/grey", system="Say: ")
    assert str(answer) == answer.text == "Say: 2 + 2 <b>?"
    assert (answer.model, answer.finish) == ("parrot/grey", "stop")
    assert (answer.prompt_tokens, answer.completion_tokens, answer.label) == (7, 3, None)
    with History() as history:
        assert [entry.reply.text for entry in history.find()] == [answer.text]


def test_a_question_with_a_prompt_names_a_label(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('labels = ["positive", "negative"]\nexample = "{text}: {label}"\n', "utf-8")
    answer = workbench.ask("A lovely room", prompt=file, model="parrot")
    assert answer.label == "positive"


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"text": ""}, UsageError, "Nothing is asked"),
        ({"text": "x", "model": "nobody/none"}, UsageError, "no provider"),
        ({"text": "x", "model": "parrot", "temperature": -1}, ParamsError, "temperature"),
        ({"text": "x", "model": "parrot", "temprature": 1}, ParamsError, "temprature"),
        ({"text": "x" * 900, "model": "parrot/deaf"}, ContextOverflow, "token"),
        ({"text": "x", "model": "parrot/far", "local_only": True}, LocalOnly, "example"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    arguments: dict[str, object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        workbench.ask(**arguments)  # type: ignore[arg-type]


def test_local_only_ends_with_the_call() -> None:
    with pytest.raises(LocalOnly):
        workbench.ask("x", model="parrot/far", local_only=True)
    assert workbench.ask("x", model="parrot/far").text == "x"


def test_a_prompt_over_rows() -> None:
    result = workbench.prompt(REVIEWS, "short-reviews", model="parrot/grey", limit=12, seed=1)
    scores = result.measurement.scores
    assert (scores.rows, scores.answered) == (12, 12)
    assert result.problem == ""
    assert not result.stopped
    low, high = result.accuracy_interval
    assert low <= result.accuracy <= high
    again = workbench.prompt(REVIEWS, "short-reviews", model="parrot/grey", limit=12, seed=1)
    assert again.measurement.outcome.requested == 0  # nothing is asked twice
    html = result._repr_html_()
    assert "12 of 12" in html
    assert "<script" not in html
    pandas = pytest.importorskip("pandas")
    frame = result.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert frame["right"].mean() == pytest.approx(result.accuracy)


def test_an_option_of_the_call_goes_before_the_prompts() -> None:
    prompt = REVIEWS.model_copy(update={"options": REVIEWS.options})
    result = workbench.prompt(prompt, "short-reviews", model="parrot", limit=10, max_tokens=2)
    answers = [reply.text for reply in result.measurement.outcome.replies if reply]
    assert answers
    assert max(map(len, answers)) <= 2


def test_a_dataset_without_labels_is_refused() -> None:
    with pytest.raises(UsageError, match="no rows with labels"):
        workbench.prompt(REVIEWS, "text-files", model="parrot")


def test_a_result_says_how_many_accuracy_and_failures_in_a_line() -> None:
    result = workbench.prompt(REVIEWS, "short-reviews", model="parrot/grey", limit=12)
    expected = f"n=12, accuracy={result.accuracy:.3f}, failed=0"
    assert repr(result) == f"PromptResult(model='parrot/grey', {expected})"
