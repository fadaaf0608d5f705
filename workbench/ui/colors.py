"""Colors: a theme's colours by what they are for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from workbench.core import paths


@dataclass(frozen=True)
class Colors:
    """Colours by what they are for, as ``#rrggbb``.

    ``border`` separates surfaces, ``outline`` is the edge of what can be used (a field, a box to
    tick, a handle), 3:1 against whatever is behind it.

    ``series`` are line colours, ``positive`` and ``negative`` the two ends of a
    diverging scale, ``sequential`` the stops of a one-sided scale from nothing to most.
    """

    window: str
    panel: str
    raised: str
    border: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_text: str
    good: str
    warn: str
    bad: str
    positive: str
    negative: str
    series: tuple[str, ...]
    sequential: tuple[str, ...]
    dark: bool = False


@lru_cache
def colors_of(name: str) -> Colors:
    """Read ``light`` or ``dark`` from the resources."""
    table = tomllib.loads(paths.resource(f"themes/{name}.toml").read_text("utf-8"))
    for key in ("series", "sequential"):
        table[key] = tuple(table[key])
    return Colors(**table, dark=name == "dark")
