"""The public names of a package: listed once, in its ``__init__.pyi``, and imported when used.

The stub is what type checkers read, so there is no second list to keep. `lazy_loader.attach_stub`
does the same, but passes over ``as``: a function that is plain in its module (``tokenizer.train``)
could not have a name that is plain at the top (``train_tokenizer``).
"""

from __future__ import annotations

import ast
import functools
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def homes(stub: Path) -> dict[str, tuple[str, str]]:
    """Of each name that a stub imports: its module, and its name in there."""
    tree = ast.parse(stub.read_text("utf-8"))
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def attach(package: str, file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Make what a package is to define: ``__getattr__`` and ``__dir__``.

    ``__all__`` is answered by the first, so that the stub is read when a name is asked for and
    whoever imports an inner module alone does not wait for it.

    Parameters
    ----------
    package
        The package's ``__name__``.
    file
        Its ``__file__``; the stub lies beside.
    """

    @functools.cache
    def names() -> dict[str, tuple[str, str]]:
        return homes(Path(file).with_suffix(".pyi"))

    def resolve(name: str) -> Any:
        if name == "__all__":
            return sorted(names())
        if name not in names():
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        module, attribute = names()[name]
        value = getattr(importlib.import_module(module), attribute)
        setattr(sys.modules[package], name, value)
        return value

    return resolve, lambda: sorted(names())
