"""Models that were trained here, asked like any other."""

from __future__ import annotations

import pytest

from tests.inference.tinytext import cycle, tokenizer
from workbench import Message, Options, Request, testing
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import ask
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench_plugins.own_runs import OwnRuns


@pytest.fixture
def model() -> str:
    """A run whose model writes a, b, c and a new line, over and over."""
    run = RunStore().create(Experiment(name="cycle"))
    run.set_status("finished")
    run.close()
    cycle(run.model_file, tokenizer())
    return run.id


def test_without_runs_it_says_what_to_do() -> None:
    assert OwnRuns().models() == []
    missing = OwnRuns().missing()
    assert missing is not None
    assert "workbench run" in missing.remedy


def test_the_contract(model: str) -> None:
    assert OwnRuns().models() == [model]
    testing.check_provider(OwnRuns)


def test_it_writes_with_counts_and_probabilities(model: str) -> None:
    options = Options(max_tokens=5, logprobs=True)
    pieces = list(ask(OwnRuns(), Request(model, prompt="ab", options=options), Settings()))
    assert "".join(piece.text for piece in pieces) == "c\nabc"
    assert all(piece.logprob is not None and piece.logprob < 0 for piece in pieces[:-1])
    last = pieces[-1]
    assert (last.prompt_tokens, last.completion_tokens, last.finish) == (2, 5, "length")


def test_a_stop_ends_it(model: str) -> None:
    options = Options(max_tokens=50, stop=("\n",))
    pieces = list(ask(OwnRuns(), Request(model, prompt="a", options=options), Settings()))
    assert "".join(piece.text for piece in pieces) == "bc"
    assert pieces[-1].finish == "stop"


def test_the_first_of_several_stops_ends_it(model: str) -> None:
    options = Options(max_tokens=50, stop=("\nab", "c\n"))
    pieces = list(ask(OwnRuns(), Request(model, prompt="a", options=options), Settings()))
    assert "".join(piece.text for piece in pieces) == "b"
    assert pieces[-1].finish == "stop"


def test_a_conversation_is_refused_in_words(model: str) -> None:
    with pytest.raises(UsageError, match="knows no conversation"):
        ask(OwnRuns(), Request(model, (Message("user", "a"),)), Settings())
