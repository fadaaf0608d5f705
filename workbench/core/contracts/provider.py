"""Provider: a source of foundation models that answer prompts, or encode text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.answer import AnswerStream
from workbench.core.contracts.answer import Piece as Piece
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import LocalOnly, UsageError, WorkbenchError
from workbench.core.contracts.params import make
from workbench.core.settings import Settings

P = TypeVar("P", bound="Provider")
Floats = npt.NDArray[np.float32]
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
        Only the likeliest tokens that together have this probability are drawn from.
    seed
        The same seed gives the same answer where the provider can; ``None`` draws one.
    max_tokens
        The answer ends after so many tokens.
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
    embeddings: bool = False


class Provider(Contribution):
    """A source of foundation models.

    ``params`` are the user's settings of it, an instance of ``Params``. Beside `models`,
    everything is optional. All methods but `capabilities`, `destination` and `key_name` may take
    a while (files, a network): call them in a thread. Each may be called from several at once.
    """

    def __init__(self, params: Any = None) -> None:
        self.params = self.Params() if params is None else params

    def models(self) -> list[str]:
        """Names of the models that can be asked now; empty when none is set up.

        Raises
        ------
        ProviderError
            When a server that was set up cannot be asked.
        """
        raise NotImplementedError

    def capabilities(self, model: str) -> Capabilities:
        """What ``model`` can do, as far as it is known; at once, without asking anybody."""
        return Capabilities()

    def destination(self, model: str) -> str:
        """The host that prompts to ``model`` are sent to; empty when they stay on this machine.

        Who does not say where they go is taken for somebody who sends them away.
        """
        return "another machine"

    def identity(self, model: str) -> str:
        """What else an answer depends on, beside the place, the model's name and the question.

        A kept answer is given again only under the same identity: a fingerprint of the model's
        file, a server's address. What changes no answer (time-outs, threads) is best left out,
        and secrets are. All settings count unless a provider says more exactly. Empty when it
        cannot be told, such as for a model that is not there; it may read files, and raises
        nothing.
        """
        return hashlib.sha256(self.params.model_dump_json().encode()).hexdigest()[:16]

    def missing(self) -> WorkbenchError | None:
        """What is not set up yet, with the remedy; ``None`` when models can be asked."""
        return None

    def key_name(self) -> str:
        """The name of its key in `workbench.core.secrets`; empty when it takes none."""
        return ""

    def withheld(self) -> str:
        """Why a key that there is, is not sent where the settings say, and what to do; else empty.

        It may ask the keyring.
        """
        return ""

    def ask(self, request: Request) -> Iterator[Piece]:
        """Stream the answer; the last piece carries the counts and why it ended.

        Closing the iterator stops the model within 200 ms. A generator is enough; what must be
        stopped while it waits is an `AnswerStream`. Whoever asks does so with `ask` below.

        Raises
        ------
        UsageError
            When the model does not write, or not in this form.
        ProviderError
            When the request was turned down, or the answer broke off; here or while reading.
        """
        raise UsageError(f"{self.name} does not write.", "Choose a model that writes.")

    def count_tokens(self, model: str, text: str) -> int | None:
        """How many tokens ``model`` makes of a text; ``None`` when only the answer will tell."""
        return None

    def context(self, model: str) -> int | None:
        """How many tokens fit into prompt and answer together; ``None`` when it is not known."""
        return None

    def close(self) -> None:
        """Free what loaded models hold; the next question loads them again."""

    def embed(self, model: str, texts: Sequence[str]) -> Floats:
        """Vectors of texts, float32 ``(n, width)``: alike where texts mean alike.

        Raises
        ------
        UsageError
            When the model does not encode text.
        ModelFileError
            When it is not set up, or its files are damaged.
        """
        raise UsageError(f"{self.name} gives no vectors of texts.", "Choose an encoder.")

    def embed_counted(self, model: str, texts: Sequence[str]) -> tuple[Floats, int | None]:
        """What `embed` gives, and how many tokens it took; ``None`` where nobody counted them.

        Who is paid for vectors counts: only with its tokens can their price be told.

        Raises
        ------
        UsageError, ModelFileError, ProviderError
            As `embed` does.
        """
        return self.embed(model, texts), None

    def memory(self, model: str) -> int | None:
        """Bytes of this machine's memory that ``model`` takes as it is loaded now: its weights,
        and what it computes with where that can be told; libraries are not counted.

        ``None`` when it is not loaded, is on another machine or on a graphics card, or when it
        cannot be told. Loads nothing and raises nothing.
        """
        return None

    def token_vectors(self, model: str) -> tuple[tuple[str, ...], Floats]:
        """Whole words of a model's vocabulary, frequent ones first, and their vectors.

        Returns
        -------
        tuple
            The words, and float32 ``(n, width)``.

        Raises
        ------
        UsageError
            When the model shows none.
        ModelFileError
            When it is not set up, or its files are damaged.
        """
        raise UsageError(f"{self.name} gives no vectors of words.", "Choose an encoder.")

    def tokenizer(self, model: str) -> str:
        """The text of a ``tokenizer.json`` that cuts text as an encoder does.

        Its first four tokens are those of `workbench.core.tokenizer`, whatever numbers they have
        in the encoder: a network that starts from its weights puts its table into this order.

        Raises
        ------
        UsageError
            When the model has none to give away.
        ModelFileError
            When it is not set up, or its files are damaged.
        """
        raise UsageError(f"{self.name} gives no tokenizer away.", "Choose an encoder.")

    def attention_sources(self) -> list[tuple[str, Callable[[Callable[[str], None]], Path]]]:
        """Models whose attention can be looked at.

        Returns
        -------
        list
            Name, and a function that returns the path of an ``attention.onnx``
            (`workbench.inference.attention`). If the file must be made first, it is made then,
            which may take a while: call it in a thread, with a function that takes words on how
            it goes.
        """
        return []


def set_up(cls: type[P], settings: Mapping[str, Mapping[str, Any]]) -> P:
    """A provider with the user's settings, which are by provider id.

    Raises
    ------
    ParamsError
        When a setting is impossible.
    """
    return cls(make(cls.Params, settings.get(cls.id, {}), cls.id))


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


def stay_local(
    provider: Provider, model: str, settings: Settings, what: str = "the prompt"
) -> None:
    """Refuse to send anything away where the user said so; ``what`` says what it would be.

    Raises
    ------
    LocalOnly
        When the model is on another machine.
    """
    place = provider.destination(model)
    if place and settings.local_only:
        raise LocalOnly(f"{model} of {provider.name} would send {what} to {place}.")


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
