"""A bag of embeddings: what is said counts, its order does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import Architecture, Params, Task, hookimpl, param, text_sizes

if TYPE_CHECKING:
    from torch import nn


class BagParams(Params):
    embedding: int = param(64, "Embedding", "Size of a token's vector.", ge=1, le=16384)
    n_layers: int = param(
        1, "Hidden layers", "Layers between the mean and the classes.", ge=0, le=16
    )
    width: int = param(64, "Width", "Neurons in each hidden layer.", unit="neurons", ge=1, le=8192)
    dropout: float = param(
        0.0,
        "Dropout",
        "Share of the mean dropped at each step, against overfitting.",
        ge=0,
        lt=1,
    )


class BagOfEmbeddings(Architecture):
    """The mean of a text's token vectors and a small network: fast, and hard to beat."""

    id, name = "bag-of-embeddings", "Bag of embeddings"
    about = "Averages a text's tokens and ignores their order: fast, and often hard to beat."
    Params = BagParams
    order = 20

    def supports(self, task: Task) -> bool:
        return text_sizes(task) is not None

    def build(self, task: Task, params: BagParams) -> nn.Module:  # type: ignore[override]
        from .model import Bag

        sizes = text_sizes(task)
        assert sizes is not None
        return Bag(*sizes, params)

    def layers(self, module: nn.Module) -> dict[str, nn.Module]:
        kinds = {"Embedding", "Linear", "ReLU"}
        return {n: child for n, child in module.named_modules() if type(child).__name__ in kinds}


@hookimpl
def register_architectures() -> list[type[Architecture]]:
    return [BagOfEmbeddings]
