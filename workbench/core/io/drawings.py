"""The user's own drawings: one small PNG each, in a folder named by its label.

Plain files: a drawing is added by writing one, removed by deleting it, and a
crash can damage at most the newest.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core import paths
from workbench.core.contracts.errors import DatasetError, StorageError
from workbench.core.io import atomic, picture_file, trash


def folder() -> Path:
    """Where they are."""
    return paths.drawings()


def add(picture: npt.NDArray[np.uint8], label: str) -> Path:
    """Keep a 28×28 picture (uint8, light on dark) under its label; returns the file.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    from PIL import Image

    path = folder() / label / f"{time.time_ns()}.png"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic.replacing(path) as aside:
            Image.fromarray(picture).save(aside, "PNG")
    except OSError as error:
        message = f"Cannot keep the drawing as {path}: {error.strerror or error}."
        raise StorageError(message, "Free some disk space or check permissions.") from error
    return path


def remove(path: Path) -> None:
    """Delete a drawing; one that is gone already is no error. `trash.restore` brings it back.

    Raises
    ------
    StorageError
        When it cannot be deleted.
    """
    if path.exists():
        trash.put(path, folder(), path.parent.name)


def files() -> list[tuple[Path, str]]:
    """Every drawing with its label, oldest first."""
    found = [(path, path.parent.name) for path in folder().glob("*/*.png")]
    return sorted(found, key=lambda item: item[0].name)


def count() -> dict[str, int]:
    """How many there are of each label."""
    counts: dict[str, int] = {}
    for _, label in files():
        counts[label] = counts.get(label, 0) + 1
    return counts


def read(path: Path) -> npt.NDArray[np.uint8] | None:
    """One drawing as uint8 ``(28, 28)``; ``None`` for a file that is no such picture."""
    try:
        picture = picture_file.read(path)
    except DatasetError:
        return None
    return picture[..., 0] if picture.shape == (28, 28, 4) else None
