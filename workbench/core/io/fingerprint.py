"""Fingerprint: what a file holds, in short, so that another file of the same name is known.

A file that did not change is read once in a process.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

# Files up to here are read whole.
WHOLE = 64 << 20
_HEAD, _SAMPLES, _SAMPLE = 1 << 20, 256, 64 << 10


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's size and content, in hexadecimal digits.

    Of a file above 64 MiB, its beginning (1 MiB) and 256 samples spread evenly are read: models
    of many gigabytes differ nearly everywhere when they differ.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    stat = path.stat()
    return _fingerprint(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _fingerprint(path: Path, size: int, _: int) -> str:
    sha = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        if size <= WHOLE:
            while block := file.read(_HEAD):
                sha.update(block)
            return sha.hexdigest()
        sha.update(file.read(_HEAD))
        for place in range(_SAMPLES):
            file.seek((size - _SAMPLE) * place // (_SAMPLES - 1))
            sha.update(file.read(_SAMPLE))
    return sha.hexdigest()
