"""Providers and encoders: servers that speak as OpenAI does, on this machine and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from workbench import (
    Capabilities,
    Encoder,
    ModelSource,
    Params,
    Piece,
    Provider,
    Request,
    UsageError,
    WorkbenchError,
    hookimpl,
    is_this_machine,
    param,
    url_authority,
)

from . import address, services
from .services import Service

if TYPE_CHECKING:
    from .server import Server


class HttpParams(Params):
    url: str = param(
        "", "Address", "Where the server is, such as http://127.0.0.1:8080/v1; empty: where usual."
    )
    names: str = param(
        "", "Models", "Names of the models to offer, with commas between; empty asks the server."
    )
    speech: Literal["usual", "openai", "llama.cpp", "vllm"] = param(
        "usual",
        "Kind of server",
        "llama.cpp and vllm can be held to labels; empty settings of a known service know it.",
        advanced=True,
    )
    images: bool = param(False, "Sees pictures", "Whether the models take pictures.")
    connect: float = param(
        5.0, "Connect within", "Given up after.", unit="s", gt=0, le=120, advanced=True
    )
    silence: float = param(
        60.0,
        "Longest silence",
        "An answer that says nothing for so long is given up.",
        unit="s",
        gt=0,
        le=3600,
        advanced=True,
    )
    longest: float = param(
        600.0,
        "Longest answer",
        "An answer that goes on for longer is given up.",
        unit="s",
        gt=0,
        le=86_400,
        advanced=True,
    )
    tries: int = param(
        4,
        "Tries",
        "How often to ask a server that has too much to do.",
        ge=1,
        le=10,
        advanced=True,
    )
    at_once: int = param(
        8, "At once", "The most questions asked at the same time.", ge=1, le=256, advanced=True
    )


class _Http(ModelSource):
    """What asking a server for answers and for vectors have in common."""

    id, name = "openai-http", "OpenAI-compatible server"
    about = "Any server that speaks as OpenAI does, at an address of your choice."
    Params = HttpParams
    params: HttpParams
    order = 60
    service: ClassVar[Service] = services.ANY
    encodes: ClassVar[bool]

    def models(self) -> list[str]:
        from . import catalogue

        if self._unset() is not None:
            return []
        names = catalogue.models(self._server())
        return [name for name in names if _encodes(name) is self.encodes]

    def destination(self, model: str) -> str:
        return address.destination(self._url())

    def identity(self, model: str) -> str:
        from . import catalogue

        # How it is asked depends on the kind of server, too.
        known = f"{self._url().rstrip('/')} {self._speech()}"
        # The address of a server on this machine says little: what it has loaded changes.
        if not self._is_here() or self._unset() is not None:
            return known
        return f"{known} {catalogue.sizes(self._server(), model)}"

    def missing(self) -> WorkbenchError | None:
        from . import catalogue

        unset = self._unset()
        return catalogue.problem(self._server()) if unset is None else unset

    def key_name(self) -> str:
        # By address: a key is never sent to another server than it was given for.
        return f"{self.id} at {url_authority(self._url())}" if self._url() else ""

    def withheld(self) -> str:
        from workbench import key_withheld_reason

        return key_withheld_reason(self.id, self.key_name(), self._url(), self.service.url)

    def close(self) -> None:
        from . import line

        line.close_all()

    def _url(self) -> str:
        return self.params.url or self.service.url

    def _is_here(self) -> bool:
        return bool(self._url()) and is_this_machine(self._url())

    def _speech(self) -> services.Speech:
        return self.service.speech if self.params.speech == "usual" else self.params.speech

    def _unset(self) -> WorkbenchError | None:
        """What the user has not given yet."""
        from .server import bad_key, no_key

        if not self._url():
            return UsageError(f"{self.name} has no address.", "Give one in the settings.")
        try:
            url = address.checked(self._url())
        except UsageError as error:
            return error
        key = self._key()
        if self.service.needs_key and not key and url == self.service.url:
            return no_key(self.id, self.name)
        if not (key.isascii() and key.isprintable()):
            return bad_key(self.id, self.name)  # it could not be sent
        return None

    def _key(self) -> str:
        from workbench import provider_key

        return provider_key(self.id, self.key_name(), self._url(), self.service.url)

    def _server(self) -> Server:
        from .server import Server

        return Server(
            id=self.id,
            name=self.name,
            url=address.checked(self._url()),
            key=self._key(),
            service=self.service,
            speech=self._speech(),
            params=self.params,
        )


def _encodes(model: str) -> bool:
    """Whether a model makes vectors: a server's list says no more than its name."""
    return "embed" in model.lower()


class OpenAIHttp(_Http, Provider):
    """Any server at an address that the user gives.

    A service may turn temperature, top-p or seed down for some of its models; then it is asked
    again without them.
    """

    encodes = False

    def capabilities(self, model: str) -> Capabilities:
        speech, service = self._speech(), self.service
        if _encodes(model):
            return Capabilities()
        held = speech in ("llama.cpp", "vllm")
        return Capabilities(
            chat=True,
            completion=service.completion or "instruct" in model,
            streaming=True,
            logprobs=service.logprobs,
            images=service.images or self.params.images,
            choices=held,
            schema=service.schema or held,
        )

    def ask(self, request: Request) -> Iterator[Piece]:
        from .asking import answer

        if (unset := self._unset()) is not None:
            raise unset
        return answer(self._server(), request)

    def count_tokens(self, model: str, text: str) -> int | None:
        from . import catalogue

        # Counting would send the text away, and nobody has asked for that.
        return catalogue.count(self._server(), model, text) if self._is_here() else None

    def context(self, model: str) -> int | None:
        from . import catalogue

        return catalogue.context(self._server(), model) if self._unset() is None else None


class HttpEncoder(_Http, Encoder):
    """The same server's models that make vectors, set up by the same settings."""

    encodes = True

    def embed(self, model: str, texts: Sequence[str]) -> Any:
        return self.embed_counted(model, texts)[0]

    def embed_counted(self, model: str, texts: Sequence[str]) -> tuple[Any, int | None]:
        from .vectors import embed

        if (unset := self._unset()) is not None:
            raise unset
        return embed(self._server(), model, texts)


class OpenAI(OpenAIHttp):
    id, name, order = "openai", "OpenAI", 70
    about = "OpenAI's models; prompts are sent to api.openai.com."
    service = services.OPENAI


class Anthropic(OpenAIHttp):
    id, name, order = "anthropic", "Anthropic", 71
    about = "Anthropic's models; prompts are sent to api.anthropic.com."
    service = services.ANTHROPIC


class Google(OpenAIHttp):
    id, name, order = "google", "Google", 72
    about = "Google's models; prompts are sent to generativelanguage.googleapis.com."
    service = services.GOOGLE


class Ollama(OpenAIHttp):
    id, name, order = "ollama", "Ollama", 50
    about = "Ollama on this machine; found when it runs."
    service = services.OLLAMA


class LMStudio(OpenAIHttp):
    id, name, order = "lm-studio", "LM Studio", 51
    about = "LM Studio's server on this machine; found when it runs."
    service = services.LM_STUDIO


class LlamaServer(OpenAIHttp):
    id, name, order = "llama-server", "llama.cpp server", 52
    about = "llama.cpp's server on this machine; found when it runs."
    service = services.LLAMA_SERVER


class VLLM(OpenAIHttp):
    id, name, order = "vllm", "vLLM", 53
    about = "vLLM's server on this machine; found when it runs."
    service = services.VLLM


PROVIDERS = (Ollama, LMStudio, LlamaServer, VLLM, OpenAIHttp, OpenAI, Anthropic, Google)


def _encoder_beside(provider: type[OpenAIHttp]) -> type[HttpEncoder]:
    """The encoder of a provider's server: everything that names it is the provider's."""
    named = {name: getattr(provider, name) for name in ("id", "name", "about", "order", "service")}
    return type(f"{provider.__name__}Encoder", (HttpEncoder,), named)


@hookimpl
def register_providers() -> list[type[Provider]]:
    return list(PROVIDERS)


@hookimpl
def register_encoders() -> list[type[Encoder]]:
    # Anthropic has no models that make vectors.
    return [_encoder_beside(provider) for provider in PROVIDERS if provider is not Anthropic]
