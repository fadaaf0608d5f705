"""Pool: encoders for those that learn from labels, each text encoded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.core import encoder_models
from workbench.core.contracts.answerer import Encode, Floats, Tools
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.model_source import stay_local
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings
from workbench.encoders.cache import CachedEncoder

# Few, because between them is asked whether to stop.
AT_ONCE = 64


class EncoderPool:
    """Keeps the vectors of one labelling's texts in its folder, so that learning again takes no
    time and a service is paid once.
    """

    def __init__(self, plugins: Plugins, settings: Settings, folder: Path) -> None:
        self._plugins = plugins
        self._settings = settings
        self._folder = folder
        self._encoders: dict[str, CachedEncoder] = {}

    def tools(self, check: Callable[[], None] = lambda: None) -> Tools:
        """What is lent for one learning; ``check`` may raise `Stopped`."""
        return Tools(lambda name: self._encoder(name, check), check)

    def _encoder(self, name: str, check: Callable[[], None]) -> Encode:
        found = encoder_models.find(name, self._plugins.of(Encoder), self._settings)
        if found is None:
            return Tools().encoder(name)
        stay_local(found.encoder, found.name, self._settings)
        kept = self._encoders.setdefault(
            str(found), CachedEncoder(found, self._folder / "vectors", at_once=AT_ONCE)
        )

        def encode(texts: Sequence[str]) -> Floats:
            return kept(texts, check).vectors

        return encode
