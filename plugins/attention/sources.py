"""Sources: whose attention can be looked at beside the run's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import Provider, set_up_provider

Report = Callable[[str], None]


@dataclass(frozen=True)
class AttentionSource:
    """A model by name, and what returns its ``attention.onnx``, which may take a while."""

    name: str
    make: Callable[[Report], Path]


def sources(host: Any) -> list[AttentionSource]:
    """Ask every provider; one that fails offers nothing."""
    found: list[AttentionSource] = []
    for cls in host.plugins.of(Provider).values():
        try:
            offered = set_up_provider(cls, host.settings.providers).attention_sources()
        except Exception:  # noqa: BLE001 - a provider's fault must not take the view along
            continue
        found += [AttentionSource(name, make) for name, make in offered]
    return found
