"""Presets: an architecture's settings that are known by a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.params import settings_of


def apply(cls: type[Architecture], name: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``params`` as they are with a preset, without what is a default anyway.

    A setting that any preset of the architecture names is the preset's: where this one does
    not name it, it goes back to its default. All other settings stay.

    Parameters
    ----------
    name
        Case, spaces and dashes do not matter: ``gpt2-small`` is ``GPT-2 small``.

    Raises
    ------
    UsageError
        When there is no such preset.
    """
    chosen = cls.presets[_find(cls, name)]
    defaults = _defaults(cls)
    rest = {key: value for key, value in params.items() if key not in _governed(cls)}
    found = {**rest, **chosen}
    return {k: v for k, v in found.items() if k not in defaults or v != defaults[k]}


def current(cls: type[Architecture], params: Mapping[str, Any]) -> str:
    """The preset that ``params`` are, or an empty text for settings of one's own."""
    defaults, governed = _defaults(cls), _governed(cls)
    ours = {key: params.get(key, defaults.get(key)) for key in governed}
    for name, values in cls.presets.items():
        if ours == {key: values.get(key, defaults.get(key)) for key in governed}:
            return name
    return ""


def _defaults(cls: type[Architecture]) -> dict[str, Any]:
    return {setting.name: setting.default for setting in settings_of(cls.Params)}


def _governed(cls: type[Architecture]) -> set[str]:
    """The settings that presets are about."""
    return {key for values in cls.presets.values() for key in values}


def _find(cls: type[Architecture], name: str) -> str:
    known = {_bare(preset): preset for preset in cls.presets}
    if _bare(name) not in known:
        there = ", ".join(cls.presets)
        remedy = f"There are: {there}." if there else "This architecture has none; set its sizes."
        raise UsageError(f"{cls.name} ({cls.id}) has no preset {name!r}.", remedy)
    return known[_bare(name)]


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
