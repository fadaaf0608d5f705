"""Class path: a class named as ``"package.module:Class"``, imported when it is used.

So a plugin's light top names what needs Qt or torch.
"""

from __future__ import annotations

import importlib
from typing import Any


def load(path: str) -> Any:
    """The class of this name.

    Raises
    ------
    ImportError, AttributeError
        When there is none.
    """
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)
