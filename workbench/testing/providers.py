"""The contract of providers, and one that keeps it without a model."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.core.contracts.answer import AnswerStream
from workbench.core.contracts.errors import ContextOverflow, UnknownModel
from workbench.core.contracts.params import Params, param
from workbench.core.contracts.provider import (
    Capabilities,
    Message,
    Options,
    Piece,
    Provider,
    Request,
    ask,
)
from workbench.core.settings import Settings
from workbench.testing.conventions import expect
from workbench.testing.model_sources import check_source

# How long a model may go on after it was stopped.
STOP_S = 0.2


class EchoParams(Params):
    pause: float = param(0.0, "Pause", "Waited before every token.", unit="s", ge=0)
    context: int = param(4096, "Context", "Tokens of prompt and answer together.", ge=1)


class EchoProvider(Provider):
    """Says the last message again, word by word; for tests that need an answer, not a model.

    It keeps to all options. With ``choices`` it says the first one that the prompt holds. Tokens
    are words with the space before them, and the probability of each is a half.
    """

    id, name, about = "echo", "Echo", "Says it again; for tests."
    Params = EchoParams
    params: EchoParams

    def models(self) -> list[str]:
        return ["echo", "echo-2"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(True, True, True, True, True, True)

    def destination(self, model: str) -> str:
        return ""

    def ask(self, request: Request) -> Iterator[Piece]:
        if request.model not in self.models():
            raise UnknownModel(f"There is no {request.model!r} here.")
        said = request.prompt or "\n".join(turn.text for turn in request.messages)
        n_prompt = len(_word_pieces(said))
        if n_prompt >= self.params.context:
            message = f"{n_prompt} tokens, and {self.params.context} fit."
            raise ContextOverflow(message)
        return self._echo(said, n_prompt, request)

    def _echo(self, prompt: str, n_prompt: int, request: Request) -> Iterator[Piece]:
        options = request.options
        last = request.messages[-1].text if request.messages else prompt
        words, cut = _word_pieces(_until(_chosen(last, options.choices), options.stop)), False
        most = min(options.max_tokens, self.params.context - n_prompt)
        if len(words) > most:
            words, cut = words[:most], True
        for word in words:
            time.sleep(self.params.pause)
            yield Piece(word, math.log(0.5) if options.logprobs else None)
        finish: Any = "length" if cut else "stop"
        yield Piece("", None, n_prompt, len(words), finish)

    def count_tokens(self, model: str, text: str) -> int | None:
        return len(_word_pieces(text))

    def context(self, model: str) -> int | None:
        return int(self.params.context)


def _word_pieces(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+$", text)


def _chosen(text: str, choices: Sequence[str]) -> str:
    return next((choice for choice in choices if choice in text), choices[0]) if choices else text


def _until(text: str, stop: Sequence[str]) -> str:
    return text[: min([text.find(end) for end in stop if end in text], default=len(text))]


def check_provider(cls: type[Provider], params: Any = None) -> None:
    """It lists models; the first of them, if there is one, streams an answer.

    An answer ends with its counts and why it ended, has no more tokens than allowed, ends at a
    stop text, is the same again at temperature 0, and stops soon when it is closed.
    """
    provider = cls() if params is None else cls(params)
    for model in check_source(provider)[:1]:
        can = provider.capabilities(model)
        expect(isinstance(can, Capabilities), f"{cls.id}: capabilities() returns {can!r}")
        answers = can.chat or can.completion
        expect(answers, f"{cls.id}: {model} takes neither a conversation nor a text to go on with")
        _check_writer(provider, model, can)


def _question(model: str, can: Capabilities, options: Options) -> Request:
    text = "Say yes. Then count: one two three four five six seven eight"
    if can.chat:
        return Request(model, (Message("user", text),), options=options)
    return Request(model, prompt=text, options=options)


def _check_writer(provider: Provider, model: str, can: Capabilities) -> None:
    name, settings = provider.id, Settings()
    short = _question(model, can, Options(max_tokens=8, logprobs=can.logprobs))
    pieces = list(ask(provider, short, settings))
    _check_answer(name, pieces, 8)
    text = "".join(piece.text for piece in pieces)
    again = "".join(piece.text for piece in ask(provider, short, settings))
    expect(text == again, f"{name}: {text!r} and {again!r} to the same at temperature 0")
    if can.logprobs:
        told = [piece.logprob for piece in pieces if piece.text]
        fine = all(p is not None and p <= 0 and math.isfinite(p) for p in told)
        expect(fine, f"{name}: the probabilities of its tokens are {told!r}")
    _check_stop_text(provider, model, can, text)
    if can.choices:
        choices = ("lemon", "yes", "no way")
        options = Options(max_tokens=16, choices=choices)
        said = "".join(p.text for p in ask(provider, _question(model, can, options), settings))
        expect(said in choices, f"{name}: it says {said!r}, which is none of {choices}")
    _check_closing(provider, _question(model, can, Options(max_tokens=2000)))


def _check_answer(name: str, pieces: list[Piece], most: int) -> None:
    expect(pieces, f"{name}: the answer has no pieces")
    for piece in pieces:
        expect(isinstance(piece, Piece), f"{name}: the answer holds {piece!r}, not a Piece")
    last = pieces[-1]
    counted = last.prompt_tokens is not None and last.completion_tokens is not None
    expect(counted, f"{name}: the last piece carries the token counts")
    expect(last.finish in ("stop", "length", "refused"), f"{name}: it ends with {last.finish!r}")
    count = last.completion_tokens or 0
    expect(count <= most, f"{name}: {count} tokens, and {most} were allowed")


def _check_stop_text(provider: Provider, model: str, can: Capabilities, text: str) -> None:
    words = [word for word in text.split()[1:] if len(word) > 1]
    if not words:
        return
    options = Options(max_tokens=8, stop=(words[0],))
    pieces = list(ask(provider, _question(model, can, options), Settings()))
    said = "".join(piece.text for piece in pieces)
    wanted = text[: text.index(words[0])]
    expect(
        said.strip() == wanted.strip(),
        f"{provider.id}: with the stop text {words[0]!r} it says {said!r}, not {wanted!r}",
    )
    expect(pieces[-1].finish == "stop", f"{provider.id}: a stop text is no {pieces[-1].finish!r}")


def _check_closing(provider: Provider, request: Request) -> None:
    stream = provider.ask(request)
    closing = getattr(stream, "close", None)
    expect(callable(closing), f"{provider.id}: ask() returns {stream!r}, which cannot be closed")
    answer = stream if isinstance(stream, AnswerStream) else AnswerStream.of(stream)
    next(answer)
    answer.close()
    ended = answer.ended.wait(STOP_S)
    expect(ended, f"{provider.id}: {STOP_S * 1000:.0f} ms after it was stopped it goes on")
