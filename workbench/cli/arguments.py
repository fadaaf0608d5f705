"""Whether the window is meant or a verb, decided without loading what either needs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

# Set by the shell's completion, which starts the command to ask it.
COMPLETING = "_WORKBENCH_COMPLETE"
# Loads no plugins of others.
SAFE = "--safe"


def window_arguments(arguments: Sequence[str]) -> list[Path] | None:
    """Plugin files to open the window with; ``None`` when the arguments are the command line's."""
    if COMPLETING in os.environ:
        return None
    files: list[Path] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == SAFE:
            continue
        name, equals, value = argument.partition("=")
        if name != "--plugin":
            return None
        path = Path(value if equals else next(waiting, ""))
        if not path.name or not path.exists():
            return None  # the command line says what is wrong with it
        files.append(path)
    return files
