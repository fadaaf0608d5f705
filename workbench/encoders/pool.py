"""Pool: encoders found by name, whose vectors are kept for whoever learns or searches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.core import encoder_models
from workbench.core.contracts.answerer import NO_ENCODER, Tools
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import UsageError
from workbench.core.encoder_models import EncoderModel
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings
from workbench.encoders.account import EncoderAccount
from workbench.encoders.cache import AT_ONCE, CachedEncoder


class EncoderPool:
    """Keeps the vectors of texts in the folder of a labelling or comparison.

    So learning again takes no time, and a service is paid once.

    Parameters
    ----------
    settings
        May change meanwhile: what they say is asked each time.
    at_once
        How many texts are encoded between two looks at whether to stop.
    """

    def __init__(
        self, plugins: Plugins, settings: Settings, folder: Path, at_once: int = AT_ONCE
    ) -> None:
        self._plugins = plugins
        self._settings = settings
        self._folder = folder / "vectors"
        self._at_once = at_once
        self._models: dict[tuple[str, str], EncoderModel] = {}
        self._encoders: dict[str, CachedEncoder] = {}

    def account(self, check: Callable[[], None] = lambda: None) -> EncoderAccount:
        """Encoders for one who learns or asks, with an account of their own.

        ``check`` may raise `Stopped`.
        """
        return EncoderAccount(self.encoder, check)

    def tools(self, check: Callable[[], None] = lambda: None) -> Tools:
        """What is lent for one learning; ``check`` may raise `Stopped`."""
        return Tools(self.account(check).encoder, check)

    def encoder(self, name: str) -> CachedEncoder:
        """The encoder of a name; of an empty one, any on this machine.

        Raises
        ------
        UsageError
            When there is none.
        LocalOnly
            When texts would leave this machine, and none may.
        """
        model = self._model(name)
        if model is None:
            raise UsageError(*NO_ENCODER)
        key = str(model)
        if key not in self._encoders or self._encoders[key].model is not model:
            self._encoders[key] = CachedEncoder(model, self._folder, self._at_once)
        return self._encoders[key]

    def __contains__(self, name: str) -> bool:
        """Whether there is an encoder: one was named, or one is set up here."""
        return bool(name) or self._model("") is not None

    def _model(self, name: str) -> EncoderModel | None:
        # Looking for one may ask servers, and would be timed as learning.
        key = (name, self._settings.model_dump_json())
        if key not in self._models:
            model = encoder_models.find(name, self._plugins.of(Encoder), self._settings)
            if model is None:
                return None
            self._models[key] = model
        return self._models[key]
