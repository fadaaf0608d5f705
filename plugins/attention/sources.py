"""Sources: whose attention can be looked at beside the run's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench import Encoder, ModelSource, Plugins, Provider, Settings, set_up_source

Report = Callable[[str], None]


@dataclass(frozen=True)
class AttentionSource:
    """A model by name, and what returns its ``attention.onnx``, which may take a while."""

    name: str
    make: Callable[[Report], Path]


def sources(plugins: Plugins, settings: Settings) -> list[AttentionSource]:
    """Ask every provider and encoder; one that fails offers nothing."""
    found: list[AttentionSource] = []
    classes: list[type[ModelSource]] = [*plugins.of(Provider).values()]
    classes += plugins.of(Encoder).values()
    for cls in classes:
        try:
            offered = set_up_source(cls, settings.providers).attention_sources()
        except Exception:  # noqa: BLE001 - a source's fault must not take the view along
            continue
        found += [AttentionSource(name, make) for name, make in offered]
    return found
