"""Transformers: a language model, a text classifier, and a vision transformer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from workbench import (
    Architecture,
    ImageClassification,
    LanguageModelling,
    Params,
    Task,
    hookimpl,
    param,
    text_sizes,
)

if TYPE_CHECKING:
    from torch import nn

PRESETS: Mapping[str, Mapping[str, Any]] = {
    # nanoGPT's configuration for a CPU: 0.8 million parameters with one token a letter.
    "nano": {"n_layers": 4, "n_heads": 4, "d_model": 128, "context": 64, "dropout": 0.0},
    # nanoGPT's configuration for Shakespeare on a GPU: 10.7 million.
    "small": {"n_layers": 6, "n_heads": 6, "d_model": 384, "context": 256, "dropout": 0.2},
    # The smallest GPT-2: 124 million with its 50,257 tokens.
    "GPT-2 small": {
        "n_layers": 12,
        "n_heads": 12,
        "d_model": 768,
        "context": 1024,
        "dropout": 0.1,
        "bias": True,
    },
}


class TransformerParams(Params):
    n_layers: int = param(4, "Layers", "Number of transformer blocks.", ge=1, le=96)
    n_heads: int = param(4, "Heads", "Attention heads in each layer.", ge=1, le=128)
    d_model: int = param(
        128, "Width", "Size of a token's vector; the heads share it.", ge=1, le=16384
    )
    dropout: float = param(
        0.0,
        "Dropout",
        "Share of values dropped at each step, against overfitting.",
        ge=0,
        lt=1,
    )
    bias: bool = param(
        False,
        "Bias",
        "Constants in linear layers and norms; GPT-2 has them, newer networks do without.",
        advanced=True,
    )


class GPTParams(TransformerParams):
    context: int = param(
        64, "Context", "How many tokens it can look back.", unit="tokens", ge=1, le=131072
    )
    positions: Literal["learned", "rotary", "sinusoidal", "none"] = param(
        "learned", "Positions", "How positions are encoded; rotary encodes distances alone."
    )
    tie_weights: bool = param(
        True, "Tied weights", "One embedding for input and output: fewer weights to learn."
    )
    causal: bool = param(
        True,
        "Causal",
        "No token sees a later one, as writing needs; off, it fills blanks.",
        advanced=True,
    )


class TextTransformerParams(TransformerParams):
    n_layers: int = param(2, "Layers", "Number of transformer blocks.", ge=1, le=96)
    dropout: float = param(
        0.1,
        "Dropout",
        "Share of values dropped at each step, against overfitting.",
        ge=0,
        lt=1,
    )
    context: int = param(
        256,
        "Context",
        "How much of a text is read, from its start.",
        unit="tokens",
        ge=1,
        le=131072,
    )
    positions: Literal["learned", "rotary", "sinusoidal", "none"] = param(
        "learned", "Positions", "How positions are encoded; rotary encodes distances alone."
    )


class VisionParams(TransformerParams):
    d_model: int = param(
        64, "Width", "Size of a patch's vector; the heads share it.", ge=1, le=16384
    )
    patch: int = param(
        7,
        "Patch",
        "Side of the square patches; larger is faster and less detailed.",
        unit="px",
        ge=1,
        le=1024,
    )
    positions: Literal["learned", "sinusoidal", "none"] = param(
        "learned", "Positions", "How positions of patches are encoded."
    )


def _heads_problem(params: TransformerParams, positions: str) -> str | None:
    width, heads = params.d_model, params.n_heads
    if width % heads:
        return f"{heads} heads cannot share a width of {width}: {width} / {heads} is not whole."
    if positions == "rotary" and (width // heads) % 2:
        return (
            f"Rotary positions turn pairs of numbers, but each head has {width // heads}, an odd"
            " count."
        )
    return None


class _Transformer(Architecture):
    """What the three have in common: which of their layers are worth looking at."""

    def layers(self, module: nn.Module) -> dict[str, nn.Module]:
        kinds = {"Embedding", "Conv2d", "Attention", "MLP"}
        found = {n: child for n, child in module.named_modules() if type(child).__name__ in kinds}
        ends = {n: child for n, child in module.named_children() if n in ("norm", "head")}
        # Embeddings are declared behind the blocks but run before them.
        first = {n: found.pop(n) for n in ("tokens", "patches") if n in found}
        return first | found | ends


class LanguageTransformer(_Transformer):
    """A GPT: reads tokens, and says at each place which comes next."""

    id, name = "gpt", "Transformer"
    about = "A small GPT: every token looks back at all before it and guesses the next."
    Params = GPTParams
    presets = PRESETS
    order = 10

    def supports(self, task: Task) -> bool:
        return isinstance(task, LanguageModelling)

    def problem(self, task: LanguageModelling, params: GPTParams) -> str | None:  # type: ignore[override]
        return _heads_problem(params, params.positions)

    def build(self, task: LanguageModelling, params: GPTParams) -> nn.Module:  # type: ignore[override]
        from .model import GPT

        return GPT(task.n_tokens, params)

    def small_language_model(self, context: int, width: int) -> Mapping[str, Any] | None:
        # Fixed waves cost no weights, and the table of outputs is its own, as a recurrent one's is.
        return {
            "n_layers": 2,
            "n_heads": 4,
            "d_model": width,
            "context": context,
            "positions": "sinusoidal",
            "tie_weights": False,
            "dropout": 0.0,
        }


class TextTransformerClassifier(_Transformer):
    """An encoder: all tokens look at all others, and their mean decides."""

    id, name = "text-transformer", "Text transformer"
    about = "Every token of a text looks at all others, and their mean decides on the class."
    Params = TextTransformerParams

    def supports(self, task: Task) -> bool:
        return text_sizes(task) is not None

    def problem(  # type: ignore[override]
        self, task: Task, params: TextTransformerParams
    ) -> str | None:
        return _heads_problem(params, params.positions)

    def build(self, task: Task, params: TextTransformerParams) -> nn.Module:  # type: ignore[override]
        from .model import TextTransformer

        sizes = text_sizes(task)
        assert sizes is not None
        return TextTransformer(*sizes, params)


class VisionTransformerClassifier(_Transformer):
    """A picture cut into patches, which then look at each other like words."""

    id, name = "vit", "Vision transformer"
    about = "Cuts a picture into patches that look at each other like the words of a text."
    Params = VisionParams

    def supports(self, task: Task) -> bool:
        return isinstance(task, ImageClassification)

    def problem(self, task: ImageClassification, params: VisionParams) -> str | None:  # type: ignore[override]
        for side, size in (("height", task.height), ("width", task.width)):
            if size % params.patch:
                fit = [n for n in range(2, size) if not (task.height % n or task.width % n)]
                hint = f"; {', '.join(map(str, fit[:6]))} px would" if fit else ""
                return f"Patches of {params.patch} px do not divide the {side} of {size} px{hint}."
        return _heads_problem(params, params.positions)

    def build(self, task: ImageClassification, params: VisionParams) -> nn.Module:  # type: ignore[override]
        from .model import VisionTransformer

        shape = (task.channels, task.height, task.width)
        return VisionTransformer(shape, task.n_classes, params)


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [LanguageTransformer, TextTransformerClassifier, VisionTransformerClassifier]
