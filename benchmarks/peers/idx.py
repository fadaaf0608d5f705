"""MNIST from its IDX files, read the plain way."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import numpy as np
import numpy.typing as npt

Arrays = tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]


def folder() -> Path:
    """The folder with MNIST's four files, looked for where the workbench looks.

    Raises
    ------
    SystemExit
        When it is in none of them.
    """
    named = os.environ.get("WORKBENCH_DATA", "").split(os.pathsep)
    for root in [Path(name).expanduser() for name in named if name]:
        for candidate in (root / "mnist", root):
            if list(candidate.glob("train-images-idx3-ubyte*")):
                return candidate
    message = "Set WORKBENCH_DATA to the folder that holds mnist/train-images-idx3-ubyte.gz …"
    raise SystemExit(message)


def mnist(split: str) -> Arrays:
    """``train`` or ``t10k``: pictures uint8 ``(n, 28, 28)`` and labels uint8 ``(n,)``."""
    pictures = _read(f"{split}-images-idx3-ubyte", 16).reshape(-1, 28, 28)
    return pictures, _read(f"{split}-labels-idx1-ubyte", 8)


def _read(name: str, header: int) -> npt.NDArray[np.uint8]:
    path = next(folder().glob(f"{name}*"))
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return np.frombuffer(raw, np.uint8, offset=header).copy()
