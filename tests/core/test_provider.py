"""Questions and answers: stopped from any thread, and kept on this machine where the user says."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from workbench import AnswerStream, Capabilities, Message, Options, Piece, Provider, Request
from workbench.core.contracts import errors
from workbench.core.contracts.errors import LocalOnly, ProviderError, RateLimited, UsageError
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench.testing import EchoProvider

HELLO = Request("echo", (Message("user", "one two three"),))


def _hanging(emit: Any, stopped: threading.Event) -> None:
    emit(Piece("a"))
    stopped.wait(20)


def test_pieces_come_in_order_and_end() -> None:
    answer = AnswerStream.of(iter([Piece("a"), Piece("b", finish="stop")]))
    assert [piece.text for piece in answer] == ["a", "b"]
    assert list(answer) == []
    assert answer.ended.wait(5)


def test_an_error_is_raised_where_the_answer_is_read() -> None:
    def pieces() -> Iterator[Piece]:
        yield Piece("a")
        raise RateLimited("Too many.", retry_after=3)

    answer = AnswerStream.of(pieces())
    assert next(answer).text == "a"
    with pytest.raises(RateLimited, match="Wait 3 s"):
        next(answer)
    with pytest.raises(StopIteration):
        next(answer)


def test_closing_from_another_thread_lets_the_reader_go() -> None:
    answer = AnswerStream(_hanging)
    assert next(answer).text == "a"
    threading.Timer(0.05, answer.close).start()
    assert list(answer) == []
    assert answer.ended.wait(5)
    answer.close()


def test_what_waits_is_interrupted() -> None:
    waiting, rang = threading.Event(), threading.Event()

    def produce(emit: Any, stopped: threading.Event) -> None:
        waiting.set()
        rang.wait(20)

    answer = AnswerStream(produce, rang.set)
    assert waiting.wait(5)
    answer.close()
    assert answer.ended.wait(5)


def test_an_answer_that_nobody_holds_is_stopped() -> None:
    answer = AnswerStream(_hanging)
    ended = answer.ended
    del answer
    gc.collect()
    assert ended.wait(5)


def test_a_generator_is_closed_where_it_ran() -> None:
    closed = threading.Event()

    def pieces() -> Iterator[Piece]:
        try:
            while True:
                yield Piece("a")
        finally:
            closed.set()

    answer = AnswerStream.of(pieces())
    next(answer)
    answer.close()
    assert closed.wait(5)


class Far(EchoProvider):
    id, name, about = "far", "Far", "Somewhere else."

    def destination(self, model: str) -> str:
        return "api.example.com"


def test_local_only_refuses_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Far, "ask", lambda *_: pytest.fail("it was asked"))
    with pytest.raises(LocalOnly, match=r"api\.example\.com") as caught:
        ask(Far(), HELLO, Settings(local_only=True))
    assert caught.value.remedy


def test_others_are_asked() -> None:
    for provider, local_only in ((Far(), False), (EchoProvider(), True)):
        pieces = list(ask(provider, HELLO, Settings(local_only=local_only)))
        assert "".join(piece.text for piece in pieces) == "one two three"
        assert (pieces[-1].prompt_tokens, pieces[-1].completion_tokens) == (3, 3)


def test_who_does_not_say_where_prompts_go_sends_them_away() -> None:
    class Vague(EchoProvider):
        destination = Provider.destination

    with pytest.raises(LocalOnly):
        ask(Vague(), HELLO, Settings(local_only=True))


@pytest.mark.parametrize(
    ("can", "request_", "words"),
    [
        (Capabilities(), HELLO, "does not write"),
        (Capabilities(completion=True), HELLO, "no conversation"),
        (Capabilities(chat=True), Request("echo", prompt="a"), "conversation only"),
        (Capabilities(chat=True), Request("echo"), "either"),
        (Capabilities(chat=True), Request("echo", HELLO.messages, "a"), "either"),
        (Capabilities(chat=True), Request("echo", (Message("user", "", (b"png",)),)), "pictures"),
    ],
)
def test_what_a_model_cannot_do_is_said_beforehand(
    can: Capabilities, request_: Request, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EchoProvider, "capabilities", lambda *_: can)
    with pytest.raises(UsageError, match=words):
        ask(EchoProvider(), request_, Settings())


def test_echo_keeps_to_its_options() -> None:
    options = Options(max_tokens=2, logprobs=True)
    pieces = list(EchoProvider().ask(Request("echo", prompt="a b c", options=options)))
    assert [piece.text for piece in pieces] == ["a", " b", ""]
    assert pieces[-1].finish == "length"
    options = Options(stop=("c",), choices=("a c", "b"))
    said = EchoProvider().ask(Request("echo", prompt="a c", options=options))
    assert "".join(piece.text for piece in said) == "a "


def test_every_error_of_a_provider_has_a_remedy() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    kinds = [kind for kind in kinds if issubclass(kind, ProviderError)]
    assert len(kinds) >= 9
    for kind in kinds:
        assert kind("It failed.").remedy.endswith(".")
