"""Provider and encoder: models that Hugging Face transformers loads, to write or to encode."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from workbench import (
    Capabilities,
    Encoder,
    ModelSource,
    OptionalPath,
    Params,
    Piece,
    Provider,
    Request,
    WorkbenchError,
    hookimpl,
    param,
)

if TYPE_CHECKING:
    from .loaded import TransformersLoad


class TransformersParams(Params):
    folder: OptionalPath = param(
        None,
        "Folder",
        "A model's folder with config.json, safetensors and its tokenizer, or a folder of such "
        "folders; what was downloaded here and the Hugging Face cache are looked into in any case.",
    )
    context: int = param(
        4096,
        "Context",
        "The most tokens of prompt and answer together; costs memory.",
        unit="tokens",
        ge=16,
        le=1 << 20,
    )
    precision: Literal["float32", "stored"] = param(
        "float32",
        "Precision",
        "float32 is exact; as stored takes half the memory for most models, and may be slow here.",
    )
    device: Literal["auto", "cpu"] = param(
        "auto", "Device", "Auto takes the graphics card where there is one.", advanced=True
    )


class _Transformers(ModelSource):
    """What writing and encoding models have in common.

    Weights are read from safetensors alone, no code of a model's author is run, and no network
    is used. The first question loads the model; questions to one model wait for each other.
    """

    id, name = "transformers", "Transformers"
    about = (
        "Models in the format of Hugging Face transformers: they write, encode, and show their "
        'attention. `pip install "transformers>=5,<6"` brings the library, '
        "`workbench download-model` a model."
    )
    Params = TransformersParams
    params: TransformersParams
    writes: ClassVar[bool]
    order = 110

    def models(self) -> list[str]:
        from . import files

        return files.names(self.params.folder, self.writes)

    def destination(self, model: str) -> str:
        return ""

    def identity(self, model: str) -> str:
        from . import files

        try:
            found = files.find(model, self.params.folder)
            kept = found.context(self.params.context)
            return f"{files.identity(found)} {kept} {self.params.precision}"
        except WorkbenchError:
            return ""

    def missing(self) -> WorkbenchError | None:
        from . import files

        return files.missing(self.params.folder)

    def memory(self, model: str) -> int | None:
        # Without torch nothing is loaded.
        loaded = sys.modules.get(f"{__name__}.loaded")
        try:
            return None if loaded is None else loaded.memory(self._spec(model))
        except WorkbenchError:
            return None

    def close(self) -> None:
        from . import loaded

        loaded.unload()

    def attention_sources(self) -> list[tuple[str, Callable[[Callable[[str], None]], Path]]]:
        return [(name, partial(_attention, self._spec(name))) for name in self.models()]

    def token_vectors(self, model: str) -> Any:
        from . import files, words

        return words.word_vectors(files.find(model, self.params.folder))

    def _spec(self, model: str) -> TransformersLoad:
        from . import files
        from .loaded import TransformersLoad

        params = self.params
        found = files.find(model, params.folder)
        return TransformersLoad(found.folder, params.precision, params.device, params.context)


class Transformers(_Transformers, Provider):
    """Causal models, which write."""

    writes = True
    formats = ("safetensors",)

    def capabilities(self, model: str) -> Capabilities:
        from . import files

        return files.capabilities(model, self.params.folder)

    def ask(self, request: Request) -> Iterator[Piece]:
        from . import files
        from .writing import answer

        found = files.find(request.model, self.params.folder)
        return answer(self._spec(request.model), found.context(self.params.context), request)

    def count_tokens(self, model: str, text: str) -> int | None:
        from . import files
        from .tokens import tokenizer

        found = files.find(model, self.params.folder)
        return len(tokenizer(found.folder).encode(text, add_special_tokens=False).ids)

    def context(self, model: str) -> int | None:
        from . import files

        return files.find(model, self.params.folder).context(self.params.context)


class TransformersEncoder(_Transformers, Encoder):
    """Encoders: the vector of a text is the mean of the last hidden states of its tokens."""

    writes = False

    def embed(self, model: str, texts: Sequence[str]) -> Any:
        from .encoding import embed

        return embed(self._spec(model), texts)


def _attention(spec: TransformersLoad, report: Callable[[str], None]) -> Path:
    from .attention import graph

    return graph(spec, report)


@hookimpl
def register_providers() -> list[type[Provider]]:
    return [Transformers]


@hookimpl
def register_encoders() -> list[type[Encoder]]:
    return [TransformersEncoder]
