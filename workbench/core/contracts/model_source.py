"""ModelSource: what a provider of prompted models and an encoder of texts have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import LocalOnly, UsageError, WorkbenchError
from workbench.core.contracts.params import make
from workbench.core.settings import Settings

S = TypeVar("S", bound="ModelSource")
Floats = npt.NDArray[np.float32]


class ModelSource(Contribution):
    """Where models that somebody else trained come from: files, a server, a service.

    A plugin contributes one of its two kinds, `Provider` or `Encoder`, or both. Those of one
    plugin that are set up together share their ``id`` and ``Params``, and with them the user's
    settings (``[providers.ID]``) and the key.

    ``params`` are the user's settings of it, an instance of ``Params``. Beside `models`,
    everything here is optional. All methods but `destination` and `key_name` may take a while
    (files, a network): call them in a thread. Each may be called from several at once.
    """

    def __init__(self, params: Any = None) -> None:
        self.params = self.Params() if params is None else params

    def models(self) -> list[str]:
        """Names of the models that do what this contract promises; empty when none is set up.

        Raises
        ------
        ProviderError
            When a server that was set up cannot be asked.
        """
        raise NotImplementedError

    def destination(self, model: str) -> str:
        """The host that texts for ``model`` are sent to; empty when they stay on this machine.

        Who does not say where they go is taken for somebody who sends them away.
        """
        return "another machine"

    def identity(self, model: str) -> str:
        """What else an answer depends on, beside the place, the model's name and the question.

        A kept answer or vector is used again only under the same identity: a fingerprint of the
        model's file, a server's address. What changes no answer (time-outs, threads) is best left
        out, and secrets are. All settings count unless a source says more exactly. Empty when it
        cannot be told, such as for a model that is not there; it may read files, and raises
        nothing.
        """
        return hashlib.sha256(self.params.model_dump_json().encode()).hexdigest()[:16]

    def missing(self) -> WorkbenchError | None:
        """What is not set up yet, with the remedy; ``None`` when models can be asked."""
        return None

    def key_name(self) -> str:
        """The name of its key, as `workbench.provider_key` takes it; empty when it takes none."""
        return ""

    def withheld(self) -> str:
        """Why a key that there is, is not sent where the settings say, and what to do; else empty.

        It may ask the keyring.
        """
        return ""

    def memory(self, model: str) -> int | None:
        """Bytes of this machine's memory that ``model`` takes as it is loaded now: its weights,
        and what it computes with where that can be told; libraries are not counted.

        ``None`` when it is not loaded, is on another machine or on a graphics card, or when it
        cannot be told. Loads nothing and raises nothing.
        """
        return None

    def attention_sources(self) -> list[tuple[str, Callable[[Callable[[str], None]], Path]]]:
        """Models whose attention can be looked at.

        Returns
        -------
        list
            Name, and a function that returns the path of an ``attention.onnx``
            (`workbench.inference.AttentionModel`). If the file must be made first, it is made then,
            which may take a while: call it in a thread, with a function that takes words on how
            it goes.
        """
        return []

    def token_vectors(self, model: str) -> tuple[tuple[str, ...], Floats]:
        """Whole words of a model's vocabulary, frequent ones first, and their vectors.

        Returns
        -------
        tuple
            The words, and float32 ``(n, width)``.

        Raises
        ------
        UsageError
            When the model shows none.
        ModelFileError
            When it is not set up, or its files are damaged.
        """
        raise UsageError(f"{self.name} gives no vectors of words.", "Choose an encoder.")

    @classmethod
    def has_token_vectors(cls) -> bool:
        """Whether `token_vectors` is more than a refusal."""
        return cls.token_vectors is not ModelSource.token_vectors

    def close(self) -> None:
        """Free what loaded models hold; the next question loads them again."""


def set_up(cls: type[S], settings: Mapping[str, Mapping[str, Any]]) -> S:
    """A provider or an encoder with the user's settings, which are by id.

    Raises
    ------
    ParamsError
        When a setting is impossible.
    """
    return cls(make(cls.Params, settings.get(cls.id, {}), cls.id))


def stay_local(
    source: ModelSource, model: str, settings: Settings, what: str = "the prompt"
) -> None:
    """Refuse to send anything away where the user said so; ``what`` says what it would be.

    Raises
    ------
    LocalOnly
        When the model is on another machine.
    """
    place = source.destination(model)
    if place and settings.local_only:
        raise LocalOnly(f"{model} of {source.name} would send {what} to {place}.")
