"""Checking a whole plugin: every class that its hooks return."""

from __future__ import annotations

import ast
import difflib
import functools
import importlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from workbench.core import public_names
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.hookspecs import KINDS
from workbench.testing.conventions import (
    OURS,
    ContractError,
    ContractWarning,
    authors_code,
    check_light,
    described,
    expect,
)
from workbench.testing.data import check_dataset

PUBLIC_PACKAGES = (
    "workbench",
    "workbench.engine",
    "workbench.inference",
    "workbench.ui",
    "workbench.testing",
)


def check(kind: str, cls: type[Contribution], **options: Any) -> None:
    """Check a class by its kind's name, such as ``"dataset"``.

    Parameters
    ----------
    options
        Of the function ``check_…`` for this kind.
    """
    checks: Any = importlib.import_module("workbench.testing")
    getattr(checks, f"check_{kind}")(cls, **options)


def check_plugin(module: ModuleType) -> dict[str, list[type[Contribution]]]:
    """Check everything that a plugin module registers; returns its classes by kind.

    The module registers as it would in the workbench, its classes keep their contracts, and
    importing it is quick. What it imports that is not public is a `ContractWarning` with the public
    spelling, where there is one.
    """
    found = _registered(module)
    expect(found, f"{module.__name__}: no hook of it returns a class; mark one with @hookimpl")
    datasets: list[Data] = []
    for kind, classes in sorted(found.items(), key=lambda item: item[0] != "dataset"):
        for cls in classes:
            with authors_code(cls):
                if kind == "dataset":
                    datasets.append(check_dataset(cls))  # type: ignore[arg-type]
                elif kind in ("architecture", "trainer"):
                    own = [data for data in datasets if isinstance(data, Examples)]
                    own_networks = found.get("architecture", ()) if kind == "trainer" else None
                    more = {} if own_networks is None else {"architectures": own_networks}
                    check(kind, cls, datasets=own, **more)
                else:
                    check(kind, cls)
    check_light(module.__name__)
    _check_imports(module)
    return found


def _check_imports(module: ModuleType) -> None:
    if module.__name__.split(".")[0] == OURS or getattr(module, "__file__", None) is None:
        return  # the built-in ones have an import contract
    path = Path(str(module.__file__))
    for file in sorted(path.parent.rglob("*.py")) if path.name == "__init__.py" else [path]:
        for home, name in _private_imports(ast.parse(file.read_bytes())):
            public = _public_spellings().get((home, name))
            remedy = f"write `{public}`" if public else "it may change at any time"
            message = f"{file.name} imports {name} from {home}, which is not public; {remedy}"
            warnings.warn(message, ContractWarning, stacklevel=3)


def _private_imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Modules of the workbench that are not public, and the names imported from each."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            found = [(node.module or "", alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found = [alias.name.rpartition(".")[::2] for alias in node.names]
        else:
            continue
        for home, name in found:
            inner = home.startswith("workbench.") and home not in PUBLIC_PACKAGES
            plain = home == "workbench" and isinstance(node, ast.Import)
            private = plain and f"{home}.{name}" not in PUBLIC_PACKAGES
            if inner or private or (home, name) == ("workbench", "core"):
                yield home, name


@functools.cache
def _public_spellings() -> dict[tuple[str, str], str]:
    """Of each module and name inside the workbench: how a plugin imports it."""
    found: dict[tuple[str, str], str] = {}
    for package in PUBLIC_PACKAGES:
        stub = Path(str(importlib.import_module(package).__file__)).with_suffix(".pyi")
        for name, home in public_names.homes(stub).items():
            found.setdefault(home, f"from {package} import {name}")
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
