"""Lent: what those that learn from labels are lent: encoders that encode each text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from workbench.core.answerer import Encode, Floats, Tools
from workbench.core.plugins import Plugins
from workbench.core.provider import Provider, stay_local
from workbench.core.settings import Settings
from workbench.prompting import models

BATCH = 64


class Lender:
    """Keeps the vectors of one labelling's texts, so that learning again takes no time."""

    def __init__(self, plugins: Plugins, settings: Settings) -> None:
        self._plugins, self._settings = plugins, settings
        self._vectors: dict[str, dict[str, Floats]] = {}

    def tools(self, check: Callable[[], None] = lambda: None) -> Tools:
        """What is lent for one learning; ``check`` may raise `Stopped`."""
        return Tools(lambda name: self._encoder(name, check), check)

    def _encoder(self, name: str, check: Callable[[], None]) -> Encode:
        found = models.encoder(name, self._plugins.of(Provider), self._settings)
        if found is None:
            return Tools().encoder(name)
        stay_local(found.provider, found.name, self._settings)
        known = self._vectors.setdefault(str(found), {})

        def encode(texts: Sequence[str]) -> Floats:
            new = [text for text in dict.fromkeys(texts) if text not in known]
            for first in range(0, len(new), BATCH):
                check()
                part = new[first : first + BATCH]
                known.update(zip(part, found.provider.embed(found.name, part), strict=True))
            return np.stack([known[text] for text in texts])

        return encode
