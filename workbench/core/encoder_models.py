"""Encoder models: which one a name means, and which is taken unnamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.core.contracts.model_source import set_up, stay_local
from workbench.core.settings import Settings


@dataclass(frozen=True)
class EncoderModel:
    """A model of an encoder that is set up."""

    encoder: Encoder
    name: str

    def __str__(self) -> str:
        return f"{self.encoder.id}/{self.name}"

    @property
    def destination(self) -> str:
        """The host that texts are sent to; empty when they stay on this machine."""
        return self.encoder.destination(self.name)


def find(
    name: str, encoders: Mapping[str, type[Encoder]], settings: Settings
) -> EncoderModel | None:
    """The encoder of this name; of an empty one, one on this machine, or ``None`` without any.

    Parameters
    ----------
    name
        ``encoder/model``, or an encoder alone for its first model.
    encoders
        Encoders by id.

    Raises
    ------
    UsageError
        When there is no encoder of this name, or it has no model.
    LocalOnly
        When texts would leave this machine, and none may.
    """
    if name:
        id, _, model = name.partition("/")
        if id not in encoders:
            listed = ", ".join(sorted(encoders)) or "none"
            raise UsageError(f"There is no encoder {id!r}.", f"There are: {listed}.")
        encoder = set_up(encoders[id], settings.providers)
        chosen = EncoderModel(encoder, model or _first(encoder, settings))
        stay_local(encoder, chosen.name, settings, "the rows")
        return chosen
    for cls in encoders.values():
        encoder = set_up(cls, settings.providers)
        for model in _local(encoder):
            return EncoderModel(encoder, model)
    return None


def _first(encoder: Encoder, settings: Settings) -> str:
    stay_local(encoder, "", settings, "what is asked")
    model = next(iter(encoder.models()), "")
    if not model:
        message = f"{encoder.name} has no model that encodes text."
        raise UsageError(message, f"Name one, as {encoder.id}/MODEL.")
    return model


def _local(encoder: Encoder) -> list[str]:
    """Models on this machine: a training split is not sent away unless somebody asks for that."""
    if encoder.destination(""):
        return []
    try:
        return [model for model in encoder.models() if not encoder.destination(model)]
    except WorkbenchError:
        return []
