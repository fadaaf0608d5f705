"""Models that were trained here, asked like any other."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.inference.tinytext import cycle, tokenizer
from workbench import Message, Options, Request, testing
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import ask
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.inference import textmodel
from workbench_plugins import own_runs
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


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the model files that are opened."""
    names: list[str] = []
    real = textmodel.open_session

    def counted(path: Path, alone: bool = False) -> Any:
        names.append(f"{path.parent.name}/{path.name}")
        return real(path, alone)

    monkeypatch.setattr(textmodel, "open_session", counted)
    second = textmodel.cached

    def beside(model: textmodel.LanguageModel) -> textmodel.CachedModel | None:
        names.append(f"{model.path.parent.name}/{textmodel.CACHED}")
        return second(model)

    monkeypatch.setattr(textmodel, "cached", beside)
    return names


def said(provider: OwnRuns, model: str) -> str:
    request = Request(model, prompt="ab", options=Options(max_tokens=3))
    return "".join(piece.text for piece in ask(provider, request, Settings()))


def another(model: str, text: str) -> Path:
    """Another model file in a run's place."""
    return cycle(RunStore().get(model).model_file, tokenizer(), text)


def test_a_model_is_opened_once_for_many_questions(model: str, opened: list[str]) -> None:
    provider = OwnRuns()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: said(provider, model), range(12)))
    assert set(answers) == {"c\na"}
    assert provider.context(model)
    assert provider.count_tokens(model, "abc") == 3
    assert opened == [f"{model}/model.onnx", f"{model}/cached.onnx"]


def test_another_file_in_its_place_is_opened_anew(model: str, opened: list[str]) -> None:
    provider = OwnRuns()
    assert said(provider, model) == "c\na"
    another(model, "ba\nc")
    assert said(provider, model) != "c\na"
    assert len(opened) == 4


def test_few_stay_open_and_none_without_the_provider(model: str, opened: list[str]) -> None:
    others = []
    for number in range(own_runs.KEPT):
        run = RunStore().create(Experiment(name=f"cycle {number}"))
        run.set_status("finished")
        run.close()
        cycle(run.model_file, tokenizer())
        others.append(run.id)
    provider = OwnRuns()
    for name in (model, *others, model):
        said(provider, name)
    # The first was let go of for the last.
    assert len(opened) == 2 * (own_runs.KEPT + 2)
    kept = [weakref.ref(each) for each in provider._open.values()]
    assert len(kept) == own_runs.KEPT
    del provider
    gc.collect()
    assert not any(each() for each in kept)
