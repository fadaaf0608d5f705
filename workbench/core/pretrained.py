"""Pretrained: what a provider's encoder lends to a training, so far its tokenizer."""

from __future__ import annotations

from workbench.core import settings
from workbench.core.contracts.errors import ModelFileError
from workbench.core.contracts.provider import Provider, set_up
from workbench.core.plugins import Plugins, discover


def tokenizer(id: str, plugins: Plugins | None = None) -> str:
    """The tokenizer of a provider's first model, as the text of a ``tokenizer.json``.

    Parameters
    ----------
    id
        A provider's id, such as ``"minilm"``; it is set up as the user's settings say.
    plugins
        Where to look for it; everything that is installed if ``None``.

    Raises
    ------
    UnknownPlugin
        When there is no such provider.
    UsageError
        When it gives no tokenizer away.
    ModelFileError
        When its model is not installed, or damaged; the remedy says what to do.
    """
    known = discover() if plugins is None else plugins
    provider = set_up(known.get(Provider, id), settings.load().providers)
    models = provider.models()
    if not models:
        message = f"{provider.name} has no model, so no tokenizer."
        raise provider.missing() or ModelFileError(message, "Look into its settings.")
    return provider.tokenizer(models[0])
