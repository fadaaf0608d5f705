"""Checking a whole plugin: every class that its hooks return."""

from __future__ import annotations

import difflib
import importlib
from types import ModuleType
from typing import Any

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.hookspecs import KINDS
from workbench.testing.conventions import (
    ContractError,
    authors_code,
    check_light,
    described,
    expect,
)


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
            with authors_code(cls):
                check(kind, cls)
    check_light(module.__name__)
    return found


def _registered(module: ModuleType) -> dict[str, list[type[Contribution]]]:
    import pluggy

    from workbench.core.contracts import hookspecs

    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(module)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise ContractError(_misnamed(module) or f"{module.__name__}: {error}") from error
    found: dict[str, list[type[Contribution]]] = {}
    for kind, (hook, base) in KINDS.items():
        try:
            answers = getattr(manager.hook, hook)()
        except Exception as error:
            message = f"{module.__name__}: {hook}() raises {described(error)}"
            raise ContractError(message) from error
        for classes in answers:
            expect(isinstance(classes, list | tuple), f"{hook} returns {classes!r}, not a list")
            for cls in classes:
                fits = isinstance(cls, type) and issubclass(cls, base)
                expect(fits, f"{hook} returns {cls!r}, which is no {base.__name__} class")
                found.setdefault(kind, []).append(cls)
    return found


def _misnamed(module: ModuleType) -> str:
    """Which hook the workbench does not have, and the nearest that it has."""
    from workbench.core.contracts import hookspecs

    hooks = [hook for hook, _ in KINDS.values()]
    for name, value in vars(module).items():
        if hasattr(value, f"{hookspecs.PROJECT}_impl") and name not in hooks:
            close = difflib.get_close_matches(name, hooks, n=1)
            there = f"did you mean {close[0]}?" if close else f"there are {', '.join(hooks)}"
            return f"{module.__name__}: there is no hook {name}; {there}"
    return ""
