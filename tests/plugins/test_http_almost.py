"""Servers that speak almost as OpenAI does: they are adapted to, or their own words are shown."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.core.webserver import CERTIFICATES
from tests.plugins.faultyserver import FaultyServer, Handler, running
from workbench import Message, Options, Piece, ProviderError, Request
from workbench.core import secrets
from workbench.core.contracts.errors import BrokenAnswer, RateLimited, Unreachable, WrongKey
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench_plugins.openai_http import (
    HttpEncoder,
    HttpParams,
    OpenAI,
    OpenAIHttp,
    adapting,
    asking,
    catalogue,
    line,
    stream,
    words,
)

HELLO = Request(
    "m",
    (Message("system", "Be brief."), Message("user", "Say yes.")),
    options=Options(max_tokens=8, temperature=0.5, top_p=0.9, seed=3, stop=("\n",), logprobs=True),
)
WHOLE = {
    "id": "1",
    "object": "chat.completion",
    "model": "m",
    "choices": [
        {"index": 0, "message": {"role": "assistant", "content": "yes"}, "finish_reason": "stop"}
    ],
    "usage": {"prompt_tokens": 3, "completion_tokens": 1},
}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(asking, "_FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    yield
    line.close_all()
    catalogue._known.clear()
    adapting._dropped.clear()


def pieces(server: FaultyServer, request: Request = HELLO, **changes: Any) -> list[Piece]:
    provider = OpenAIHttp(HttpParams(url=server.url, **changes))
    return list(ask(provider, request, Settings(local_only=True)))


def text(found: list[Piece]) -> str:
    return "".join(piece.text for piece in found if not piece.reasoning)


def error(behaviour: Any, request: Request = HELLO, **changes: Any) -> ProviderError:
    with running(behaviour) as server, pytest.raises(ProviderError) as caught:
        pieces(server, request, **changes)
    assert caught.value.remedy
    return caught.value


# What is turned down.

FORMS = [
    (
        400,
        lambda name: {
            "error": {
                "message": f"Unsupported parameter: '{name}' is not supported "
                "with this model. Use 'other' instead.",
                "param": name,
                "code": "unsupported_parameter",
            }
        },
    ),
    (
        400,
        lambda name: {
            "error": {
                "message": f"Unrecognized request argument supplied: {name}",
                "type": "invalid_request_error",
                "param": None,
                "code": None,
            }
        },
    ),
    (400, lambda name: {"error": f'unknown field "{name}"'}),
    (400, lambda name: {"object": "error", "message": f"{name} is not supported", "code": 400}),
    (
        422,
        lambda name: {
            "detail": [
                {
                    "type": "extra_forbidden",
                    "loc": ["body", name],
                    "msg": "Extra inputs are not permitted",
                    "input": 1,
                }
            ]
        },
    ),
    (422, lambda name: {"detail": f"property '{name}' is unsupported"}),
    (200, lambda name: {"error": {"message": f"{name}: unsupported parameter", "code": 400}}),
    (500, lambda name: {"error": {"message": f"{name} is not implemented"}}),
]


def picky(refused: tuple[str, ...], status: int, form: Any) -> Any:
    def behaviour(handler: Handler, number: int) -> None:
        asked = handler.server.questions[-1]
        for name in refused:
            if asked.get(name):
                handler.reply(status, form(name))
                return
        if asked.get("stream"):
            handler.answer()
        else:
            handler.reply(200, WHOLE, Content_Type="application/json")

    return behaviour


@pytest.mark.parametrize("form", range(len(FORMS)))
@pytest.mark.parametrize(
    "name",
    ["max_tokens", "temperature", "seed", "logprobs", "stop", "top_p", "stream_options", "stream"],
)
def test_what_a_server_does_not_know_is_left_out_and_remembered(name: str, form: int) -> None:
    with running(picky((name,), *FORMS[form])) as server:
        assert text(pieces(server)) == "yes"
        assert len(server.questions) == 2
        assert not server.questions[1].get(name)
        changed = {
            n for n in server.questions[0] if server.questions[1].get(n) != server.questions[0][n]
        }
        assert changed <= {name, "stream_options"} if name == "stream" else changed == {name}
        assert text(pieces(server)) == "yes"
        assert len(server.questions) == 3


@pytest.mark.parametrize("form", range(len(FORMS)))
def test_the_limit_has_two_names(form: int) -> None:
    with running(picky(("max_tokens",), *FORMS[form])) as server:
        assert text(pieces(server)) == "yes"
        assert server.questions[-1]["max_completion_tokens"] == 8
    with running(picky(("max_completion_tokens",), *FORMS[form])) as server:
        provider = OpenAI(HttpParams(url=server.url))
        assert text(list(ask(provider, HELLO, Settings()))) == "yes"
        assert server.questions[-1]["max_tokens"] == 8
        assert "max_completion_tokens" not in server.questions[-1]


def test_several_one_after_the_other() -> None:
    refused = ("max_tokens", "seed", "stream_options", "stop", "logprobs")
    with running(picky(refused, *FORMS[1])) as server:
        assert text(pieces(server)) == "yes"
        assert len(server.questions) == 6
        assert text(pieces(server)) == "yes"
        assert len(server.questions) == 7


def test_a_schema_that_a_server_does_not_know() -> None:
    schema = Request("m", HELLO.messages, options=Options(json_schema={"type": "object"}))
    with running(picky(("response_format",), *FORMS[0])) as server:
        provider = OpenAI(HttpParams(url=server.url))
        assert text(list(ask(provider, schema, Settings()))) == "yes"
        assert ["response_format" in asked for asked in server.questions] == [True, False]


def test_a_model_that_takes_no_system_text() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        turns = handler.server.questions[-1]["messages"]
        if turns[0]["role"] == "system":
            handler.refuse(400, "System role not supported")
        else:
            assert turns == [{"role": "user", "content": "Be brief.\n\nSay yes."}]
            handler.answer()

    with running(behaviour) as server:
        assert text(pieces(server)) == "yes"


@pytest.mark.parametrize(
    ("message", "param"),
    [
        ("max_tokens is too large: 8. This model supports at most 4.", "max_tokens"),
        ("'stop' may hold at most 4 texts", "stop"),
        ("Invalid schema for response_format 'answer'", "response_format"),
        ("The picture is too dark", None),
        ("I cannot say, for the temperature is too high", None),
    ],
)
def test_what_is_wrong_but_not_unknown_is_told(message: str, param: str | None) -> None:
    count = []

    def behaviour(handler: Handler, number: int) -> None:
        count.append(number)
        handler.refuse(400, message, param=param)

    assert message.rstrip(".") in error(behaviour).message
    assert len(count) == 1


def test_a_server_that_refuses_everything_is_not_asked_for_ever() -> None:
    count = []

    def behaviour(handler: Handler, number: int) -> None:
        count.append(number)
        sent = handler.server.questions[-1]
        handler.refuse(400, f"Unknown parameter: {next(iter(sent))}, {' '.join(sent)}")

    assert "turns the question down" in error(behaviour).message
    assert len(count) <= 14


@pytest.mark.parametrize("cut", ["yes\nno", "yes|\n", "y|es|\n|more", "\n", "yes"])
def test_who_knows_no_stop_texts_is_stopped_here(cut: str) -> None:
    def behaviour(handler: Handler, number: int) -> None:
        if "stop" in handler.server.questions[-1]:
            handler.refuse(400, "Unsupported parameter: stop")
            return
        handler.begin()
        for part in cut.split("|"):
            handler.say(part)
        handler.say("", "stop")

    with running(behaviour) as server:
        found = pieces(server)
    assert text(found) == cut.replace("|", "").split("\n")[0]
    assert found[-1].finish == "stop"


@given(st.lists(st.text("ab\n", max_size=3), max_size=8), st.lists(st.text("ab", max_size=3)))
def test_a_stop_text_ends_an_answer_wherever_it_is_cut(parts: list[str], stops: list[str]) -> None:
    whole = "".join(parts)
    places = [whole.find(stop) for stop in stops if stop and stop in whole]
    found = text(list(stream.until(stops, [Piece(part) for part in parts])))
    assert found == (whole[: min(places)] if places else whole)


# What is no stream.


@pytest.mark.parametrize(
    "kind", ["application/json", "text/event-stream", "text/plain", "application/octet-stream", ""]
)
@pytest.mark.parametrize("form", ["whole", "spaced", "lines", "events", "events without end"])
def test_what_it_is_counts_and_not_what_it_claims(form: str, kind: str) -> None:
    chunk: dict[str, Any] = {"choices": [{"delta": {"content": "yes"}, "finish_reason": None}]}
    last: dict[str, Any] = {
        "choices": [{"delta": {}, "finish_reason": "stop"}],
        "usage": WHOLE["usage"],
    }
    bodies = {
        "whole": json.dumps(WHOLE),
        "spaced": "\ufeff \r\n\r\n " + json.dumps(WHOLE, indent=2) + "\n",
        "lines": f"{json.dumps(chunk)}\n{json.dumps(last)}\n",
        "events": f"data: {json.dumps(chunk)}\n\ndata: {json.dumps(last)}\n\ndata: [DONE]\n\n",
        "events without end": f": hello\n\ndata:{json.dumps(chunk)}\n\ndata:{json.dumps(last)}\n\n",
    }
    headers = {"Content_Type": kind} if kind else {}
    with running(lambda h, _: h.reply(200, bodies[form].encode(), **headers)) as server:
        found = pieces(server)
    assert text(found) == "yes"
    assert (found[-1].prompt_tokens, found[-1].finish) == (3, "stop")


def test_a_completion_that_does_not_stream() -> None:
    body = {"choices": [{"text": " yes", "finish_reason": "length"}]}
    with running(lambda h, _: h.reply(200, body)) as server:
        found = pieces(server, Request("m", prompt="Well,", options=Options()))
    assert text(found) == " yes"
    assert found[-1].finish == "length"


def test_logprobs_of_an_answer_that_does_not_stream() -> None:
    told = {"content": [{"token": "ye", "logprob": -0.5}, {"token": "s", "logprob": -0.25}]}
    body = {"choices": [{**WHOLE["choices"][0], "logprobs": told}]}  # type: ignore[index]
    with running(lambda h, _: h.reply(200, body)) as server:
        found = pieces(server)
    assert [(p.text, p.logprob) for p in found[:2]] == [("ye", -0.5), ("s", -0.25)]


def test_an_answer_in_parts() -> None:
    parts = [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "yes"}]
    body = {"choices": [{"message": {"content": parts}, "finish_reason": "stop"}]}
    with running(lambda h, _: h.reply(200, body)) as server:
        assert text(pieces(server)) == "yes"


def test_an_end_that_is_said_in_one_word_alone() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        handler.say("yes")
        handler.event("[DONE]")

    with running(behaviour) as server:
        found = pieces(server)
    assert text(found) == "yes"
    assert found[-1].finish == "stop"


# What is no answer.

PAGE = b"""<!DOCTYPE html><html><head><title>Sign in &ndash; Example\x1b[2J Corp</title>
<script>var key = 1</script></head><body><h1>Welcome</h1></body></html>"""


@pytest.mark.parametrize("status", [200, 203])
@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/event-stream"])
def test_a_page_to_sign_in_with(status: int, kind: str) -> None:
    found = error(lambda h, _: h.reply(status, PAGE, Content_Type=kind))
    assert type(found) is BrokenAnswer
    assert "a web page instead of an answer: Sign in – Example\\e[2J Corp." in found.message
    assert "\x1b" not in str(found)
    assert "in a browser" in found.remedy


def test_a_page_to_sign_in_with_as_the_list_of_models() -> None:
    with running(lambda h, _: h.answer()) as server:
        server.listing = lambda handler, _: handler.reply(200, PAGE, Content_Type="text/html")
        missing = OpenAIHttp(HttpParams(url=server.url)).missing()
    assert isinstance(missing, BrokenAnswer)
    assert "Sign in" in missing.message
    assert "browser" in missing.remedy


def test_sent_on_to_a_page_to_sign_in_with() -> None:
    there = "https://login.example.com/?next=secret"
    found = error(lambda h, _: h.reply(302, b"", Location=there))
    assert "login.example.com" in found.message
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (
            {"error": {"message": "The model is overloaded", "type": "x"}},
            BrokenAnswer,
            "overloaded",
        ),
        ({"error": "model not loaded"}, BrokenAnswer, "model not loaded"),
        ({"error": {"message": "slow down", "code": 429}}, RateLimited, "slow down"),
        ({"error": {"message": "slow down", "code": "rate_limit_exceeded"}}, RateLimited, "slow"),
        ({"error": {"message": "no such key", "code": "401"}}, WrongKey, "no such key"),
        ({"error": {"message": "upstream is down", "code": 502}}, Unreachable, "upstream is down"),
        ({"object": "error", "message": "bad luck"}, BrokenAnswer, "bad luck"),
        ({"detail": "Not authenticated"}, BrokenAnswer, "Not authenticated"),
        ({"detail": [{"loc": ["body", "x"], "msg": "odd"}]}, BrokenAnswer, "x: odd"),
        ({"errors": [{"message": "first"}, {"message": "second"}]}, BrokenAnswer, "first; second"),
        ({"choices": [], "error": {"message": "empty"}}, BrokenAnswer, "empty"),
    ],
)
@pytest.mark.parametrize("streamed", [False, True])
def test_an_error_with_the_status_of_success(
    body: dict[str, Any], kind: type[ProviderError], said: str, streamed: bool
) -> None:
    def behaviour(handler: Handler, number: int) -> None:
        if streamed:
            handler.begin()
            handler.event(body)
            handler.event("[DONE]")
        else:
            handler.reply(200, body)

    found = error(behaviour, tries=2)
    assert type(found) is kind
    assert said in found.message


def test_an_error_as_the_end_of_an_answer() -> None:
    def behaviour(handler: Handler, number: int) -> None:
        handler.begin()
        handler.say("ye")
        choice = {"delta": {"content": ""}, "finish_reason": "error"}
        handler.event({"choices": [choice], "error": {"code": 502, "message": "lost it"}})

    found = error(behaviour)
    assert "lost it" in found.message


@pytest.mark.parametrize(
    "body",
    [
        {"choices": []},
        {"choices": None},
        {"choices": [], "usage": {"prompt_tokens": 3}},
        {},
        [],
        "yes",
        {"choices": [{"message": None, "finish_reason": None}]},
        {"choices": [{}]},
        {"choices": "yes"},
    ],
)
@pytest.mark.parametrize("streamed", [False, True])
def test_nothing_in_an_answer(body: Any, streamed: bool) -> None:
    def behaviour(handler: Handler, number: int) -> None:
        if streamed:
            handler.begin()
            handler.event(json.dumps(body))
            handler.event("[DONE]")
        else:
            handler.reply(200, json.dumps(body).encode())

    assert type(error(behaviour)) is BrokenAnswer


def test_a_server_without_a_list() -> None:
    with running(lambda h, _: h.answer()) as server:
        server.listing = lambda handler, _: handler.reply(404, b"Not found")
        provider = OpenAIHttp(HttpParams(url=server.url))
        missing = provider.missing()
        assert missing is not None
        assert "does not list its models" in missing.message
        assert "under Models" in missing.remedy
        assert OpenAIHttp(HttpParams(url=server.url, names="m")).missing() is None


def test_a_list_that_is_nothing_else() -> None:
    with running(lambda h, _: h.answer()) as server:
        server.listing = lambda handler, _: handler.reply(200, [{"id": "a"}, {"id": "b"}, 3])
        assert OpenAIHttp(HttpParams(url=server.url)).models() == ["a", "b"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": {"message": "no such encoder", "code": 404}}, "no such encoder"),
        ({"detail": "Not authenticated"}, "Not authenticated"),
        (PAGE, "Sign in"),
        ({"data": []}, "no vectors"),
        ({}, ""),
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_vectors_that_are_none(body: Any, said: str, kind: str) -> None:
    with running(lambda h, _: h.reply(200, body, Content_Type=kind)) as server:
        encoder = HttpEncoder(HttpParams(url=server.url))
        with pytest.raises(ProviderError) as caught:
            encoder.embed("text-embedding", ["a"])
    assert said in caught.value.message
    assert caught.value.remedy


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "choices",
                    "delta",
                    "message",
                    "content",
                    "error",
                    "detail",
                    "loc",
                    "msg",
                    "finish_reason",
                    "usage",
                    "logprobs",
                    "text",
                    "code",
                    "type",
                ]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(JSON, st.booleans())
def test_whatever_is_sent_is_an_answer_or_an_error_of_ours(body: Any, streamed: bool) -> None:
    raw = json.dumps(body).encode()
    raw = b"data: " + raw + b"\n\ndata: [DONE]\n\n" if streamed else raw
    with running(lambda h, _: h.reply(200, raw)) as server:
        ends = ""
        try:
            ends += pieces(server, tries=1)[-1].finish
        except ProviderError as problem:
            ends = problem.remedy
    assert ends
    adapting._dropped.clear()


@given(JSON)
def test_words_are_found_in_anything(body: Any) -> None:
    assert isinstance(words.short(words.of(body)), str)


def test_a_servers_words_are_short_harmless_and_without_the_key() -> None:
    long = "\x1b[2J\nforged: line\u202e " + "x" * 5000
    found = error(lambda h, _: h.refuse(400, long))
    assert len(found.message) < 500
    assert found.message.isprintable()


# TLS.


def _secured(server: FaultyServer, certificate: str) -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return server.url.replace("http:", "https:")


@pytest.mark.parametrize(
    ("certificate", "trusted", "said", "remedy"),
    [
        ("self-signed", "", "signed itself", "SSL_CERT_FILE"),
        ("expired", "expired", "has expired", "date and time"),
        (
            "another-host",
            "another-host",
            "for another host",
            "the name that the certificate is for",
        ),
    ],
)
def test_a_certificate_that_is_no_good(
    monkeypatch: pytest.MonkeyPatch, certificate: str, trusted: str, said: str, remedy: str
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / f"{trusted}.pem"))
    with running(lambda h, _: h.answer()) as server:
        provider = OpenAIHttp(HttpParams(url=_secured(server, certificate)))
        with pytest.raises(Unreachable) as caught:
            list(ask(provider, HELLO, Settings()))
        missing = provider.missing()
    for found in (caught.value, missing):
        assert isinstance(found, Unreachable)
        assert "TLS certificate" in found.message
        assert said in found.message
        assert remedy in found.remedy


def test_a_certificate_that_the_user_trusts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "self-signed-ca.pem"))
    with running(lambda h, _: h.answer()) as server:
        provider = OpenAIHttp(HttpParams(url=_secured(server, "self-signed")))
        assert text(list(ask(provider, HELLO, Settings()))) == "yes"


def test_a_server_that_does_not_encrypt_though_its_address_says_so() -> None:
    with running(lambda h, _: h.answer()) as server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(Unreachable, match="does not speak TLS") as caught:
            list(ask(OpenAIHttp(HttpParams(url=url)), HELLO, Settings()))
    assert "http://" in caught.value.remedy


def test_a_server_that_encrypts_though_its_address_does_not_say_so() -> None:
    with running(lambda h, _: h.answer()) as server:
        _secured(server, "self-signed")
        with pytest.raises(ProviderError) as caught:
            list(ask(OpenAIHttp(HttpParams(url=server.url, tries=1)), HELLO, Settings()))
    assert "https" in caught.value.remedy
