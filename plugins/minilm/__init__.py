"""MiniLM, a small pretrained encoder of text, and a network to train further."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workbench import (
    CLS_ID,
    Architecture,
    Encoder,
    Params,
    Problem,
    Task,
    TextClassification,
    WorkbenchError,
    hookimpl,
    load_settings,
    packaged_model,
    param,
    set_up_source,
)

if TYPE_CHECKING:
    from torch import nn

    from .files import Config

MODEL = "all-MiniLM-L6-v2"
PACKAGED = packaged_model(MODEL)


class MiniLMParams(Params):
    folder: Path | None = param(
        None,
        "Folder",
        "A folder with config.json, model.safetensors and tokenizer.json of a BERT-like sentence "
        "encoder; off takes the one that was downloaded or installed.",
    )


class MiniLM(Encoder):
    """Six layers of BERT, distilled and then taught that what means alike lies close together.

    MiniLM: Wang et al. 2020, https://arxiv.org/abs/2002.10957; sentences: Reimers & Gurevych
    2019, https://arxiv.org/abs/1908.10084.
    """

    id, name = "minilm", "MiniLM"
    about = (
        "A pretrained encoder that `workbench get-models` brings: vectors of words and texts, and "
        "attention to look at."
    )
    packaged_models = (PACKAGED,)
    Params = MiniLMParams
    params: MiniLMParams

    def models(self) -> list[str]:
        from . import files

        return [MODEL] if files.is_installed(self.params.folder) else []

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

    def memory(self, model: str) -> int | None:
        loaded = sys.modules.get(f"{__name__}.model")
        return None if loaded is None else int(loaded.memory()) or None

    def close(self) -> None:
        # Without torch there is no encoder to let go of.
        if (model := sys.modules.get(f"{__name__}.model")) is not None:
            model.close()

    def token_vectors(self, model: str) -> Any:
        from . import files

        return files.word_vectors(files.find(self.params.folder))

    def tokenizer(self, model: str) -> str:
        from . import files

        return files.own_tokenizer(files.find(self.params.folder))

    def attention_sources(self) -> list[tuple[str, Callable[[Callable[[str], None]], Path]]]:
        from . import files

        if not files.is_installed(self.params.folder):
            return []
        return [(MODEL, partial(_attention, files.find(self.params.folder)))]


def _attention(folder: Path, report: Callable[[str], None]) -> Path:
    from .attention import graph

    return graph(folder, report)


class ClassifierParams(Params):
    start: Literal["pretrained", "fresh"] = param(
        "pretrained",
        "Start from",
        "The encoder's published weights, or fresh ones of the same sizes: what the former are "
        "worth shows beside the latter.",
    )
    dropout: float = param(
        0.1, "Dropout", "Share of the text's vector dropped at each step.", ge=0, lt=1
    )


class MiniLMClassifier(Architecture):
    """The encoder's mean vector of a text and one linear layer."""

    id, name = "minilm-classifier", "MiniLM with a head"
    about = "A pretrained encoder and one linear layer; to be fine-tuned, or trained from nothing."
    Params = ClassifierParams
    order = 200

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification)

    def starts_pretrained(self, params: ClassifierParams) -> bool:
        return params.start == "pretrained"

    def from_scratch(self, params: ClassifierParams) -> Mapping[str, Any]:
        return {"start": "fresh"}

    def problem(  # type: ignore[override]
        self, task: TextClassification, params: ClassifierParams
    ) -> Problem | None:
        if params.start == "fresh":
            return None
        try:
            understood = _understands(task)
        except WorkbenchError as error:
            return Problem("architecture", error.message, error.remedy)
        if understood:
            return None
        message = "MiniLM's weights know the words of its own tokenizer, and the texts are cut by"
        return Problem(
            "dataset.tokenizer_from",
            f"{message} another.",
            "Take MiniLM's tokenizer: set Tokenizer of (dataset.tokenizer_from) to minilm.",
            {"dataset": {"tokenizer_from": MiniLM.id}},
        )

    def build(self, task: TextClassification, params: ClassifierParams) -> nn.Module:  # type: ignore[override]
        from . import classifier

        if params.start == "fresh":
            return classifier.fresh(task, params.dropout, *_sizes(task))
        return classifier.pretrained(_folder(), task, params.dropout)

    def layers(self, module: nn.Module) -> dict[str, nn.Module]:
        wanted = {"Embedding", "Block"}
        found = {n: child for n, child in module.named_modules() if type(child).__name__ in wanted}
        return {n: child for n, child in found.items() if not n.endswith("kinds")} | {
            "head": module.get_submodule("head")
        }


def _folder() -> Path:
    """Where the encoder finds the model: one setting serves both."""
    from . import files

    return files.find(set_up_source(MiniLM, load_settings().providers).params.folder)


def _sizes(task: TextClassification) -> tuple[Config, int]:
    """The sizes of the model that is set up, or else the published ones; what ends a text."""
    from . import files

    # Another tokenizer knows no [SEP]: the token that begins a text ends it, too.
    try:
        end = files.FRAME.index("[SEP]") if _understands(task) else CLS_ID
        return files.config(_folder()), end
    except WorkbenchError:
        return files.PUBLISHED, CLS_ID


def _understands(task: TextClassification) -> bool:
    """Whether the texts are cut by the encoder's tokenizer."""
    from . import files

    folder = _folder()
    # The window asks often, and about data that is cut by small tokenizers: no need to read ours.
    if not files.config(folder).n_tokens // 2 <= task.n_tokens <= files.config(folder).n_tokens:
        return False
    text = files.own_tokenizer(folder)
    return task.tokenizer == hashlib.sha256(text.encode()).hexdigest()


@hookimpl
def register_encoders() -> list[type[Encoder]]:
    return [MiniLM]


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [MiniLMClassifier]
