"""Provider: models in GGUF files, run on this machine by llama.cpp."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench import (
    Capabilities,
    OptionalPath,
    Params,
    Piece,
    Provider,
    Request,
    WorkbenchError,
    hookimpl,
    packaged_model,
    param,
)

if TYPE_CHECKING:
    from .loaded import LlamaLoad

SMOLLM2 = packaged_model("SmolLM2-135M-Instruct")


class LlamaParams(Params):
    model: OptionalPath = param(
        None,
        "Model",
        "A GGUF file, or a folder of them; downloaded models are listed in any case.",
    )
    context: int = param(
        4096,
        "Context",
        "The most tokens of prompt and answer together; costs memory.",
        unit="tokens",
        ge=64,
        le=1 << 20,
    )
    at_once: int = param(
        4,
        "At once",
        "Questions answered at the same time; fewer where memory is short.",
        ge=1,
        le=64,
        advanced=True,
    )
    threads: int = param(
        0,
        "Threads",
        "0 leaves one core to everything else. One more than there are free cores makes it many "
        "times slower.",
        ge=0,
        le=512,
        advanced=True,
    )


class Llama(Provider):
    """llama.cpp in a process of its own, so that neither loading nor a fault holds the window.

    The first question loads the model. Drawing is by temperature and top-p alone: the other
    samplers of llama.cpp are off.
    """

    id, name = "llama", "On this machine"
    about = (
        "Open models in GGUF files, without a network. `workbench get-models` brings a small one."
    )
    Params = LlamaParams
    params: LlamaParams
    order = 10
    formats = ("gguf",)
    packaged_models = (SMOLLM2,)

    def models(self) -> list[str]:
        from . import files

        return list(files.models(self.params.model)) if files.installed() else []

    def capabilities(self, model: str) -> Capabilities:
        from . import files

        return Capabilities(
            chat=files.chats(model, self.params.model),
            completion=True,
            streaming=True,
            logprobs=True,
            choices=True,
            schema=True,
        )

    def destination(self, model: str) -> str:
        return ""

    def identity(self, model: str) -> str:
        from . import files, loaded

        try:
            path = files.find(model, self.params.model)
            # An answer ends where the context is full.
            length = loaded.context(files.header(path), self.params.context)
            return f"{files.identity(path)} {length}"
        except WorkbenchError:
            return ""

    def missing(self) -> WorkbenchError | None:
        from . import files

        return files.missing(self.params.model)

    def ask(self, request: Request) -> Iterator[Piece]:
        from .answering import answer

        return answer(self._spec(request.model), request)

    def count_tokens(self, model: str, text: str) -> int | None:
        from . import loaded

        with loaded.borrowed(self._spec(model)) as host:
            return host.count(text)

    def context(self, model: str) -> int | None:
        from . import files, loaded

        return loaded.context(
            files.header(files.find(model, self.params.model)), self.params.context
        )

    def memory(self, model: str) -> int | None:
        from . import loaded

        try:
            return loaded.memory(self._spec(model))
        except WorkbenchError:
            return None

    def close(self) -> None:
        from . import loaded

        loaded.unload()

    def _spec(self, model: str) -> LlamaLoad:
        from . import files
        from .loaded import LlamaLoad

        path = files.find(model, self.params.model)
        return LlamaLoad(path, self.params.context, self.params.at_once, self.params.threads)


@hookimpl
def register_providers() -> list[type[Provider]]:
    return [Llama]
