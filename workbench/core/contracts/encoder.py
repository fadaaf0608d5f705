"""Encoder: models that turn texts into vectors."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.model_source import Floats, ModelSource


class Encoder(ModelSource):
    """A source of models that turn texts into vectors: alike where texts mean alike.

    Beside `models` and `embed`, everything is optional; one whose cutting a dataset can
    share overrides `tokenizer`.
    """

    def embed(self, model: str, texts: Sequence[str]) -> Floats:
        """Vectors of texts, float32 ``(n, width)``; ``(0, width)`` or ``(0, 0)`` of no text.

        Raises
        ------
        UsageError
            When the model does not encode text.
        ModelFileError
            When it is not set up, or its files are damaged.
        ProviderError
            When a server turns the texts down.
        """
        raise NotImplementedError

    def embed_counted(self, model: str, texts: Sequence[str]) -> tuple[Floats, int | None]:
        """What `embed` gives, and how many tokens it took; ``None`` where nobody counted them.

        Who is paid for vectors counts: only with its tokens can their price be told.

        Raises
        ------
        UsageError, ModelFileError, ProviderError
            As `embed` does.
        """
        return self.embed(model, texts), None

    def tokenizer(self, model: str) -> str:
        """The text of a ``tokenizer.json`` that cuts text as the encoder does.

        Its first four tokens are those of `workbench.SPECIAL_TOKENS`, whatever numbers they have
        in the encoder: a network that starts from its weights puts its table into this order.

        Raises
        ------
        UsageError
            When the model has none to give away.
        ModelFileError
            When it is not set up, or its files are damaged.
        """
        raise UsageError(f"{self.name} gives no tokenizer away.", "Choose another encoder.")
