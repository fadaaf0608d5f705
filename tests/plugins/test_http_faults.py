"""Servers that do wrong: each fault comes out as words with a remedy, soon, and without the key."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plugins.faultyserver import FaultyServer, Handler, running
from workbench import (
    Capabilities,
    Message,
    Options,
    Piece,
    ProviderError,
    Request,
    UsageError,
    is_this_machine,
)
from workbench.core import secrets, settings
from workbench.core.contracts.errors import (
    BrokenAnswer,
    ContextOverflow,
    LocalOnly,
    RateLimited,
    Refused,
    UnknownModel,
    Unreachable,
    WrongKey,
)
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench_plugins.openai_http import (
    VLLM,
    Anthropic,
    HttpEncoder,
    HttpParams,
    LlamaServer,
    Ollama,
    OpenAI,
    OpenAIHttp,
    address,
    asking,
    catalogue,
    faults,
    line,
    stream,
)

# A machine may be busy; what never comes fails all the same.
PATIENCE_S = 60

KEY = "sk-planted-0123456789"
HELLO = Request("m", (Message("user", "Say yes."),), options=Options(max_tokens=8))


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is remembered from another test, and waits between tries are short."""
    monkeypatch.setattr(asking, "_FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    secrets._memory.clear()
    yield
    line.close_all()
    catalogue._known.clear()
    asking._dropped.clear()
    secrets._memory.clear()


def _provider(server: FaultyServer, **changes: Any) -> OpenAIHttp:
    return OpenAIHttp(HttpParams(url=server.url, **changes))


def _encoder(server: FaultyServer) -> HttpEncoder:
    return HttpEncoder(HttpParams(url=server.url))


def test_a_server_lists_each_model_under_what_it_does() -> None:
    with running(lambda handler, _: handler.answer()) as server:
        listed = [{"id": "m"}, {"id": "nomic-embed-text"}]
        server.listing = lambda handler, _: handler.reply(200, {"data": listed})
        assert _provider(server).models() == ["m"]
        assert _encoder(server).models() == ["nomic-embed-text"]


def _pieces(server: FaultyServer, request: Request = HELLO, **changes: Any) -> list[Piece]:
    return list(ask(_provider(server, **changes), request, Settings(local_only=True)))


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _error(kind: type[ProviderError], behaviour: Any, **changes: Any) -> ProviderError:
    with running(behaviour) as server, pytest.raises(ProviderError) as caught:
        _pieces(server, **changes)
    assert type(caught.value) is kind, caught.value
    assert caught.value.remedy
    return caught.value


def test_an_answer_with_counts() -> None:
    with running(lambda handler, _: handler.answer("yes")) as server:
        pieces = _pieces(server)
    assert _text(pieces) == "yes"
    last = pieces[-1]
    assert (last.prompt_tokens, last.completion_tokens, last.finish) == (3, 1, "stop")


@pytest.mark.parametrize("name", ["reasoning_content", "reasoning", "thinking"])
def test_reasoning_that_the_server_tells_apart(name: str) -> None:
    def behaviour(handler: Handler, _: int) -> None:
        handler.begin()
        handler.say("", **{name: "Could be "})
        handler.say("", **{name: "no."})
        handler.say("yes")
        handler.say("", "stop")
        details = {"reasoning_tokens": 2}
        usage = {"prompt_tokens": 3, "completion_tokens": 3, "completion_tokens_details": details}
        handler.event({"choices": [], "usage": usage})
        handler.event("[DONE]")

    with running(behaviour) as server:
        pieces = _pieces(server)
    assert "".join(piece.text for piece in pieces if piece.reasoning) == "Could be no."
    assert "".join(piece.text for piece in pieces if not piece.reasoning) == "yes"
    assert pieces[-1].reasoning_tokens == 2


def test_reasoning_as_a_part_of_the_content() -> None:
    def behaviour(handler: Handler, _: int) -> None:
        handler.begin()
        thought = {"type": "thinking", "thinking": [{"type": "text", "text": "no?"}]}
        for content in ([thought], [{"type": "text", "text": "yes"}]):
            choice = {"index": 0, "delta": {"content": content}, "finish_reason": None}
            handler.event({"object": "chat.completion.chunk", "choices": [choice]})
        handler.say("", "stop")
        handler.event("[DONE]")

    with running(behaviour) as server:
        pieces = _pieces(server)
    assert [(piece.text, piece.reasoning) for piece in pieces if piece.text] == [
        ("no?", True),
        ("yes", False),
    ]


@pytest.mark.parametrize(
    ("status", "told", "kind", "words"),
    [
        (401, {"message": "no key"}, WrongKey, "wants a key"),
        (403, {"message": "not for you"}, WrongKey, "does not let"),
        (404, {"message": "no such model"}, UnknownModel, "knows no 'm'"),
        (400, {"message": "x", "code": "context_length_exceeded"}, ContextOverflow, "too long"),
        (400, {"message": "prompt is too long: 9 tokens"}, ContextOverflow, "too long"),
        (413, {"message": "large"}, ContextOverflow, "too long"),
        (400, {"message": "x", "code": "content_filter"}, Refused, "will not answer"),
        (400, {"message": "x", "code": "model_not_found"}, UnknownModel, "knows no"),
        (400, {"message": "stop: too many"}, ProviderError, "turns the question down"),
        (422, {"message": "what?"}, ProviderError, "turns the question down"),
    ],
)
def test_what_a_server_turns_down(
    status: int, told: dict[str, Any], kind: type[ProviderError], words: str
) -> None:
    count = []

    def behaviour(handler: Handler, number: int) -> None:
        count.append(number)
        handler.refuse(status, **told)

    assert words in _error(kind, behaviour).message
    assert len(count) == 1


def test_too_many_questions_wait_as_long_as_the_server_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(asking, "_pause", lambda _, seconds: waits.append(seconds))

    def behaviour(handler: Handler, number: int) -> None:
        if number < 3:
            handler.refuse(429, "slow down", {"Retry_After": "7.5"})
        else:
            handler.answer()

    with running(behaviour) as server:
        assert _text(_pieces(server)) == "yes"
    assert waits == [7.5, 7.5]


def test_tries_are_bounded_and_the_error_says_how_long_to_wait() -> None:
    count = []

    def behaviour(handler: Handler, number: int) -> None:
        count.append(number)
        handler.refuse(429, "slow down", {"Retry_After": "0.01"})

    error = _error(RateLimited, behaviour, tries=3)
    assert isinstance(error, RateLimited)
    assert error.retry_after == 0.01
    assert len(count) == 3


def test_a_long_wait_is_told_and_not_waited() -> None:
    error = _error(
        RateLimited, lambda handler, _: handler.refuse(429, "later", {"Retry_After": "3600"})
    )
    assert isinstance(error, RateLimited)
    assert error.retry_after == 3600
    assert "3600 s" in error.remedy


def test_an_empty_account_is_not_asked_again() -> None:
    count = []

    def behaviour(handler: Handler, number: int) -> None:
        count.append(number)
        handler.refuse(429, "pay", code="insufficient_quota")

    assert "nothing left" in _error(RateLimited, behaviour).message
    assert len(count) == 1


def test_a_server_that_fails_is_asked_again() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        if number < 3:
            handler.reply(503, b"<html>busy</html>")
        else:
            handler.answer()

    with running(behaviour) as server:
        assert _text(_pieces(server)) == "yes"
        assert len(server.questions) == 3
    assert "status 500" in _error(Unreachable, lambda h, _: h.refuse(500, "oh")).message


def _garbage(handler: Handler, number: int) -> None:
    handler.begin()
    handler.wfile.write(b"\x00\xff\xfe garbage \x80\n\ndata: {not json\n\n")


def _html(handler: Handler, number: int) -> None:
    handler.reply(200, b"<html><body>Sign in</body></html>")


def _strange(handler: Handler, number: int) -> None:
    handler.begin()
    handler.event({"choices": [{"delta": 7, "finish_reason": ["x"]}], "usage": "none"})
    handler.event([1, 2])
    handler.event("[DONE]")


def _cut(handler: Handler, number: int) -> None:
    handler.begin()
    handler.say("ye")


def _cut_in_a_chunk(handler: Handler, number: int) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\ndata: {")
    handler.close_connection = True


@pytest.mark.parametrize("behaviour", [_garbage, _html, _strange, _cut, _cut_in_a_chunk])
def test_what_is_no_whole_answer(behaviour: Any) -> None:
    _error(BrokenAnswer, behaviour)


def test_an_error_in_the_middle_of_an_answer() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        handler.say("ye")
        handler.event({"error": {"message": "overloaded", "type": "server_error"}})

    assert "overloaded" in _error(BrokenAnswer, behaviour).message


def test_an_answer_of_far_more_tokens_than_allowed_is_cut() -> None:
    ended = threading.Event()

    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        try:
            while True:
                handler.say("on and ")
        except OSError:
            ended.set()

    assert "does not end" in _error(BrokenAnswer, behaviour).message
    assert ended.wait(PATIENCE_S)


def test_an_answer_without_end_and_without_tokens_is_cut() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        while not handler.server.over.wait(0.01):
            handler.wfile.write(b": still here\n\n")

    assert "within 0.4 s" in _error(BrokenAnswer, behaviour, longest=0.4).message


def test_an_answer_too_large_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "_MOST_BYTES", 1 << 20)

    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        while True:
            handler.wfile.write(b"x" * 65_536)

    assert "larger than 1 MiB" in _error(BrokenAnswer, behaviour).message


def _hang(handler: Handler, number: int) -> None:
    handler.server.over.wait(2 * PATIENCE_S)


def _hang_later(handler: Handler, number: int) -> None:
    handler.begin()
    handler.say("ye")
    handler.server.over.wait(2 * PATIENCE_S)


@pytest.mark.parametrize("behaviour", [_hang, _hang_later])
def test_a_server_that_hangs(behaviour: Any) -> None:
    assert "said nothing for 0.3 s" in _error(Unreachable, behaviour, silence=0.3).message


@pytest.mark.parametrize("behaviour", [_hang, _hang_later])
def test_who_hangs_is_hung_up_on_when_the_user_stops(behaviour: Any) -> None:
    with running(behaviour) as server:
        answer = ask(_provider(server), HELLO, Settings())
        while not server.questions:
            time.sleep(0.005)
        if behaviour is _hang_later:
            next(answer)
        threading.Timer(0.05, answer.close).start()
        assert list(answer) == []
        assert answer.ended.wait(PATIENCE_S)
        assert not server.over.is_set()


def test_a_stop_while_waiting_to_ask_again_asks_no_more() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        handler.refuse(429, "slow down", {"Retry_After": "60"})

    with running(behaviour) as server:
        answer = ask(_provider(server), HELLO, Settings())
        while not server.questions:
            time.sleep(0.005)
        answer.close()
        assert answer.ended.wait(PATIENCE_S / 2)
        assert len(server.questions) == 1


def test_no_more_are_on_their_way_than_allowed() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        time.sleep(0.03)
        handler.answer()

    with running(behaviour) as server:
        answers = [ask(_provider(server, at_once=2), HELLO, Settings()) for _ in range(8)]
        assert [_text(list(answer)) for answer in answers] == ["yes"] * 8
        assert server.busiest == 2


def test_nobody_there() -> None:
    with running(lambda handler, _: handler.answer()) as server:
        provider = _provider(server)
    with pytest.raises(Unreachable, match="does not answer"):
        list(ask(provider, HELLO, Settings()))
    with pytest.raises(Unreachable):
        provider.models()
    assert isinstance(provider.missing(), Unreachable)


def test_a_local_server_that_nobody_set_up_is_just_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running(lambda handler, _: handler.answer()) as server:
        url = server.url
        monkeypatch.setattr(Ollama, "service", Ollama.service.__class__(url, start="Start it"))
        found = Ollama().models()
        assert found == ["m"]
        assert Ollama().missing() is None
        server.listing = lambda handler, _: handler.reply(200, b"<html></html>")
        catalogue._known.clear()
        assert Ollama().models() == []
    catalogue._known.clear()
    assert Ollama().models() == []
    missing = Ollama().missing()
    assert missing is not None
    assert missing.remedy == "Start it."


def test_a_question_is_never_passed_on_to_another_server() -> None:
    with running(lambda handler, _: handler.answer()) as other:

        def behaviour(handler: Handler, number: int) -> None:
            handler.reply(307, b"", Location=f"{other.url}/chat/completions")

        assert "not at" in _error(Unreachable, behaviour).message
        assert other.seen == []


def test_a_refusal_is_an_end_of_its_own() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        handler.say("", refusal="I will not.")
        handler.say("", "stop")

    def filtered(handler: Handler, number: int) -> None:
        handler.begin()
        handler.say("I", "content_filter")

    with running(behaviour) as server:
        pieces = _pieces(server)
    assert _text(pieces) == "I will not."
    with running(filtered) as server:
        assert _pieces(server)[-1].finish == "refused"


def test_what_a_model_turns_down_is_left_out_once_and_for_all() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        body = handler.server.questions[-1]
        for name in ("temperature", "seed"):
            if name in body:
                handler.refuse(400, f"no {name}", param=name, code="unsupported_value")
                return
        handler.answer()

    with running(behaviour) as server:
        assert _text(_pieces(server)) == "yes"
        assert len(server.questions) == 3
        assert _text(_pieces(server)) == "yes"
        assert len(server.questions) == 4


def test_tokens_with_their_logprobs() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        told = [{"token": "ye", "logprob": -0.5}, {"token": "s", "logprob": -0.25}]
        choice = {"delta": {"content": "yes"}, "logprobs": {"content": told}, "finish_reason": None}
        handler.event({"choices": [choice]})
        handler.say("", "stop")

    request = Request("m", HELLO.messages, options=Options(logprobs=True))
    with running(behaviour) as server:
        pieces = _pieces(server, request)
        assert server.questions[0]["logprobs"] is True
    assert [(piece.text, piece.logprob) for piece in pieces[:2]] == [("ye", -0.5), ("s", -0.25)]


def test_pictures_labels_and_schemas_in_each_servers_words() -> None:
    turns = (Message("system", "Look."), Message("user", "Which digit?", (b"png",)))
    options = Options(choices=("a", "b"), stop=("\n",), top_p=0.5, seed=3)
    with running(lambda handler, _: handler.answer()) as server:
        _pieces(server, Request("m", turns, options=options), images=True, speech="llama.cpp")
        _pieces(server, Request("m", turns, options=options), images=True, speech="vllm")
        schema = Options(json_schema={"type": "object"})
        list(OpenAI(HttpParams(url=server.url)).ask(Request("m", HELLO.messages, options=schema)))
        list(LlamaServer(HttpParams(url=server.url)).ask(Request("m", prompt="x", options=schema)))
        llama, vllm, openai, completion = server.questions
    parts = llama["messages"][1]["content"]
    assert parts[1]["image_url"]["url"] == "data:image/png;base64,cG5n"
    assert llama["grammar"] == 'root ::= "a" | "b"'
    assert (llama["top_k"], llama["top_p"], llama["seed"], llama["stop"]) == (0, 0.5, 3, ["\n"])
    assert vllm["structured_outputs"] == {"choice": ["a", "b"]}
    assert openai["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert "max_completion_tokens" in openai
    assert completion["json_schema"] == {"type": "object"}
    assert completion["prompt"] == "x"


def test_vectors_of_texts() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        texts = handler.server.questions[-1]["input"]
        rows = [{"index": i, "embedding": [len(t), 1.0]} for i, t in enumerate(texts)]
        handler.reply(200, {"object": "list", "model": "m", "data": rows[::-1]})

    with running(behaviour) as server:
        found = _encoder(server).embed("text-embedding", ["a", "bcd", ""])
        assert found.tolist() == [[1, 1], [3, 1], [1, 1]]
        assert _encoder(server).embed("text-embedding", []).shape[0] == 0
        assert _provider(server).capabilities("text-embedding") == Capabilities()
    with running(lambda h, _: h.reply(200, {"data": []})) as server, pytest.raises(ProviderError):
        _encoder(server).embed("text-embedding", ["a"])


@pytest.mark.parametrize(
    ("usage", "tokens"), [({"prompt_tokens": 7}, 7), ({"prompt_tokens": 0}, None), (None, None)]
)
def test_tokens_of_texts(usage: dict[str, int] | None, tokens: int | None) -> None:
    def behaviour(handler: Handler, number: int) -> None:
        texts = handler.server.questions[-1]["input"]
        rows = [{"index": i, "embedding": [1.0]} for i, _ in enumerate(texts)]
        handler.reply(200, {"object": "list", "model": "m", "data": rows, "usage": usage})

    with running(behaviour) as server:
        assert _encoder(server).embed_counted("text-embedding", ["a", "b"])[1] == tokens
        many = _encoder(server).embed_counted("text-embedding", ["a"] * 70)  # asked in two parts
        assert many[0].shape == (70, 1)
        assert many[1] == (None if tokens is None else 2 * tokens)


def test_counts_are_not_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "count", lambda *_: pytest.fail("it was sent"))
    for provider in (OpenAI(), VLLM(HttpParams(url="http://10.0.0.1:8000/v1"))):
        assert provider.count_tokens("m", "secret words") is None


def test_local_only_lets_no_byte_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "Connection", lambda *_: pytest.fail("it was asked"))
    secrets.put(OpenAI().key_name(), KEY)
    with pytest.raises(LocalOnly, match=r"api\.openai\.com"):
        ask(OpenAI(), HELLO, Settings(local_only=True))


# Keys.


def test_without_a_key_a_service_says_what_is_missing() -> None:
    missing = Anthropic().missing()
    assert isinstance(missing, WrongKey)
    assert "workbench providers key anthropic" in missing.remedy
    assert Anthropic().models() == []
    with pytest.raises(WrongKey):
        Anthropic().ask(HELLO)


def test_a_key_goes_to_its_own_server_only(monkeypatch: pytest.MonkeyPatch) -> None:
    # What belongs to another service, and what the client library would find and send.
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, f"foreign-{name}")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Foreign: foreign-header")
    with (
        running(lambda handler, _: handler.answer()) as mine,
        running(lambda handler, _: handler.answer()) as other,
    ):
        secrets.put(_provider(mine).key_name(), KEY)
        for server in (mine, other):
            provider = _provider(server)
            provider.models()
            list(ask(provider, HELLO, Settings()))
        for _, headers, _ in mine.seen:
            assert headers["Authorization"] == f"Bearer {KEY}"
        assert KEY not in str(other.seen)
        assert not any("Authorization" in headers for _, headers, _ in other.seen)
        assert "foreign" not in str((mine.seen, other.seen))
        assert "x-stainless" not in str((mine.seen, other.seen)).lower()


def test_a_key_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI_HTTP", KEY)
    with running(lambda handler, _: handler.answer()) as server:
        _pieces(server)
        assert server.seen[-1][1]["Authorization"] == f"Bearer {KEY}"


def test_a_planted_key_is_written_nowhere(
    home: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    written: list[str] = []

    def echo(handler: Handler, number: int) -> None:
        """A server that tells the key again, in every way there is."""
        if number == 1:
            handler.refuse(401, f"Incorrect API key provided: {KEY}.", param=KEY)
        elif number == 2:
            handler.refuse(400, f"bad {KEY}")
        elif number == 3:
            handler.begin()
            handler.event({"error": {"message": f"bad {KEY}"}})
        else:
            handler.reply(500, KEY.encode())

    with running(echo) as server:
        saved = Settings(providers={"openai-http": {"url": server.url}})
        saved.save()
        provider = set_up(OpenAIHttp, settings.load().providers)
        secrets.put(provider.key_name(), KEY)
        for _ in range(4):
            try:
                list(ask(provider, HELLO, Settings()))
            except ProviderError as error:
                written += traceback.format_exception(error)
                written += [str(error), repr(error), error.remedy]
        written += [repr(provider._server()), repr(provider.params), str(provider.missing())]
    assert len(server.questions) >= 4
    written += [caplog.text, *capfd.readouterr()]
    written += [path.read_text("utf-8") for path in home.rglob("*") if path.is_file()]
    assert len(written) > 10
    assert not [text for text in written if KEY in text]


@given(st.lists(st.sampled_from(["s", "sk", "sk-", "k-", "-a", "a", "b", "ab", ""]), max_size=12))
def test_pieces_pass_as_they_are_unless_they_tell_the_key(texts: list[str]) -> None:
    key, said = "sk-ab", [Piece(text, -0.5) for text in texts]
    passed: list[Piece] = []

    def read() -> None:
        for piece in stream.without(key, said):
            passed.append(piece)

    if key in _text(said):
        with pytest.raises(BrokenAnswer, match="contains the key"):
            read()
        # Nothing of it has gone out, not even its beginning.
        assert len(_text(passed)) <= _text(said).index(key)
    else:
        read()
        assert passed == said
    assert list(stream.without("", said)) == said


# Addresses.


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://127.0.0.1:8080/v1", ""),
        ("http://localhost/v1", ""),
        ("http://a.localhost:1/v1", ""),
        ("http://[::1]:8080/v1", ""),
        ("http://127.9.9.9/v1", ""),
        ("https://api.openai.com/v1", "api.openai.com"),
        ("http://192.168.1.5:8000/v1", "192.168.1.5"),
        ("http://localhost.example.com/v1", "localhost.example.com"),
        ("http://127.0.0.1.example.com/v1", "127.0.0.1.example.com"),
        ("http://0x7f.1/v1", "0x7f.1"),
    ],
)
def test_where_data_goes(url: str, place: str) -> None:
    assert OpenAIHttp(HttpParams(url=url)).destination("m") == place


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "ftp://a/v1",
        "https://",
        "https://u:p@a.com/v1",
        "https://a.com/v1?key=s",
        "https://a.com/#x",
        "http://a:99999/v1",
        "http://[::1/v1",
    ],
)
def test_what_is_no_address_is_said(url: str) -> None:
    provider = OpenAIHttp(HttpParams(url=url))
    missing = provider.missing()
    assert isinstance(missing, UsageError)
    assert missing.remedy
    assert provider.models() == []
    with pytest.raises(UsageError):
        provider.ask(HELLO)


@given(st.text())
def test_any_text_is_an_address_or_not(text: str) -> None:
    try:
        found = address.checked(text)
    except UsageError:
        return
    assert found.startswith(("http", "HTTP"))
    assert address.destination(found) or is_this_machine(found)


@given(st.text(max_size=40))
def test_any_retry_after_is_a_wait_or_none(text: str) -> None:
    wait = faults.retry_after({"retry-after": text})
    assert wait is None or wait >= 0


def test_a_retry_after_with_a_date() -> None:
    assert faults.retry_after({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    assert faults.retry_after({"retry-after-ms": "250"}) == 0.25
