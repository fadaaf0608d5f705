"""IDX, the format of MNIST's files: a magic number, big-endian sizes, raw bytes.

Specification: http://yann.lecun.com/exdb/mnist/ (bottom of the page).
"""

from __future__ import annotations

import gzip
import io
import math
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import DatasetError
from workbench.core.io import atomic

UINT8 = 0x08
CHUNK = 1 << 20
# No public IDX file is larger; a header that asks for more is damaged or hostile.
LARGEST = 1 << 31


def read(path: Path, check: Callable[[], None] = lambda: None) -> npt.NDArray[np.uint8]:
    """Read an IDX file of unsigned bytes, gzipped or not.

    Raises
    ------
    DatasetError
        When it is not IDX, holds something other than bytes, or is cut short.
    """
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            file = gzip.GzipFile(fileobj=raw) if packed else raw
            return _parse(file, path, check)
    except (OSError, EOFError, zlib.error) as error:
        message = f"{path} cannot be read: {error}."
        raise DatasetError(message, "Delete it, so that it is downloaded again.") from error


def _parse(file: io.BufferedIOBase, path: Path, check: Callable[[], None]) -> npt.NDArray[np.uint8]:
    remedy = "Delete it, so that it is downloaded again."
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] != UINT8 or not 1 <= magic[3] <= 4:
        raise DatasetError(f"{path} is not an IDX file of bytes.", remedy)
    sizes = file.read(4 * magic[3])
    if len(sizes) < 4 * magic[3]:
        raise DatasetError(f"{path} is cut short in its header.", remedy)
    shape = struct.unpack(f">{magic[3]}I", sizes)
    count = math.prod(shape)
    if count > LARGEST:
        raise DatasetError(f"{path} claims {count:,} bytes, which no such file has.", remedy)
    content = bytearray()
    while chunk := file.read(min(CHUNK, count + 1 - len(content))):
        content += chunk
        check()
    if len(content) != count:
        problem = "is cut short" if len(content) < count else "is longer than its header says"
        raise DatasetError(f"{path} {problem}.", remedy)
    return np.frombuffer(content, np.uint8).reshape(shape)


def write(path: Path, array: npt.NDArray[np.uint8]) -> None:
    """Write bytes as IDX, gzipped if the name ends in ``.gz``."""
    header = struct.pack(f">HBB{array.ndim}I", 0, UINT8, array.ndim, *array.shape)
    content = header + np.ascontiguousarray(array).tobytes()
    atomic.write_bytes(path, gzip.compress(content, 6) if path.suffix == ".gz" else content)
