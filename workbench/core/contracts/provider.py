"""Provider: a source of foundation models that answer prompts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from workbench.core.contracts.answer import AnswerStream
from workbench.core.contracts.answer import Piece as Piece
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.model_source import ModelSource, stay_local
from workbench.core.settings import Settings

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True)
class Message:
    """One turn of a conversation; ``images`` are the bytes of PNG files."""

    role: Role
    text: str
    images: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Options:
    """How an answer is to be made.

    Attributes
    ----------
    temperature
        0 takes the likeliest token each time.
    top_p
        Sample only from the likeliest tokens that together have this probability.
    seed
        The same seed gives the same answer where the provider can; ``None`` draws one.
    max_tokens
        Maximum length of the answer.
    stop
        The answer ends before any of these texts.
    choices
        The answer is exactly one of these, where the provider can hold the model to it.
    json_schema
        The answer is JSON that fits this schema, where the provider can hold the model to it.
    logprobs
        Pieces carry the probabilities of their tokens, where the provider tells them.
    """

    temperature: float = 0.0
    top_p: float = 1.0
    seed: int | None = 0
    max_tokens: int = 256
    stop: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    json_schema: Mapping[str, Any] | None = None
    logprobs: bool = False


@dataclass(frozen=True)
class Request:
    """A question: a conversation (``messages``), or a text to go on with (``prompt``)."""

    model: str
    messages: tuple[Message, ...] = ()
    prompt: str | None = None
    options: Options = Options()


@dataclass(frozen=True)
class Capabilities:
    """What a model can do; ``choices`` and ``schema``: its answers can be held to them."""

    chat: bool = False
    completion: bool = False
    streaming: bool = False
    logprobs: bool = False
    images: bool = False
    choices: bool = False
    schema: bool = False


class Provider(ModelSource):
    """A source of foundation models that answer prompts.

    Beside `models`, `capabilities` and `ask`, everything is optional.
    """

    formats: ClassVar[tuple[str, ...]] = ()
    """The model files that it runs, ``"gguf"`` or ``"safetensors"``: what is downloaded in one of
    these can be asked through it. Empty for one that runs no files."""

    answers_runs: ClassVar[bool] = False
    """Whether its models are the runs of this workbench, each by its id or its folder."""

    def capabilities(self, model: str) -> Capabilities:
        """What ``model`` can do, as far as it is known; at once, without asking anybody."""
        return Capabilities()

    def ask(self, request: Request) -> Iterator[Piece]:
        """Stream the answer; the last piece carries the counts and why it ended.

        Closing the iterator stops the model within 200 ms. A generator is enough; what must be
        stopped while it waits is an `AnswerStream`. Whoever asks does so with `ask` below.

        Raises
        ------
        UsageError
            When the model does not answer in this form.
        ProviderError
            When the request was turned down, or the answer broke off; here or while reading.
        """
        raise NotImplementedError

    def count_tokens(self, model: str, text: str) -> int | None:
        """How many tokens ``model`` makes of a text; ``None`` when only the answer will tell."""
        return None

    def context(self, model: str) -> int | None:
        """How many tokens fit into prompt and answer together; ``None`` when it is not known."""
        return None


def ask(provider: Provider, request: Request, settings: Settings) -> AnswerStream:
    """Ask a model; the one way that questions take, with the user's word on where they may go.

    Raises
    ------
    UsageError
        When the model cannot be asked in this form.
    LocalOnly
        When the question would leave this machine, and the user said that none may.
    ProviderError
        When it was turned down; also while the answer is read.
    """
    stay_local(provider, request.model, settings)
    _refuse_form(provider, request)
    pieces = provider.ask(request)
    return pieces if isinstance(pieces, AnswerStream) else AnswerStream.of(pieces)


def _refuse_form(provider: Provider, request: Request) -> None:
    can, model = provider.capabilities(request.model), request.model
    if bool(request.messages) == (request.prompt is not None):
        message = "A question is either a conversation or a text to go on with."
        raise UsageError(message, "Give messages, or a prompt.")
    if not can.chat and not can.completion:
        message = f"{model} of {provider.name} does not write."
        raise UsageError(message, "Choose a model that writes.")
    if request.messages and not can.chat:
        message = f"{model} of {provider.name} goes on with a text; it knows no conversation."
        raise UsageError(message, "Choose the completion form, or another model.")
    if request.prompt is not None and not can.completion:
        message = f"{model} of {provider.name} answers in a conversation only."
        raise UsageError(message, "Choose the chat form, or another model.")
    if any(turn.images for turn in request.messages) and not can.images:
        message = f"{model} of {provider.name} takes no pictures."
        raise UsageError(message, "Leave the pictures out, or choose a model that sees.")
