"""Checking a whole plugin: every class that its hooks return."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.hookspecs import KINDS
from workbench.testing.conventions import check_light, expect


def check(kind: str, cls: type[Contribution]) -> None:
    """Check a class by its kind's name, such as ``"dataset"``."""
    checks: Any = importlib.import_module("workbench.testing")
    getattr(checks, f"check_{kind}")(cls)


def check_plugin(module: ModuleType) -> dict[str, list[type[Contribution]]]:
    """Check everything that a plugin module registers; returns its classes by kind.

    The module registers as it would in the workbench, its classes keep their contracts, and
    importing it is quick.
    """
    found = _registered(module)
    expect(found, f"{module.__name__}: no hook of it returns a class; mark one with @hookimpl")
    for kind, classes in found.items():
        for cls in classes:
            check(kind, cls)
    check_light(module.__name__)
    return found


def _registered(module: ModuleType) -> dict[str, list[type[Contribution]]]:
    import pluggy

    from workbench.core.contracts import hookspecs

    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(module)
    manager.check_pending()
    found: dict[str, list[type[Contribution]]] = {}
    for kind, (hook, base) in KINDS.items():
        for classes in getattr(manager.hook, hook)():
            expect(isinstance(classes, list | tuple), f"{hook} returns {classes!r}, not a list")
            for cls in classes:
                fits = isinstance(cls, type) and issubclass(cls, base)
                expect(fits, f"{hook} returns {cls!r}, which is no {base.__name__} class")
                found.setdefault(kind, []).append(cls)
    return found
