"""Pictures of a dataset as PNG files, for models that see."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.io.picture_file import flattened
from workbench.inference import images

# Models that see cut a picture into patches of 14 to 32 pixels; one of 28×28 would be a single one.
SHORTEST_SIDE = 224
# A strip of one pixel is not blown up to hundreds of megabytes.
LONGEST_SIDE = 4096


def png(picture: npt.NDArray[np.uint8]) -> bytes:
    """The bytes of a PNG file.

    A small picture is enlarged by a whole number, pixel by pixel, until its shorter side has at
    least 224 pixels or its longer one would have more than 4,096; light stays light, and what is
    transparent becomes paper. The same picture gives the same file, whether it comes with one
    channel, three or four.

    Parameters
    ----------
    picture
        ``uint8`` ``(height, width)`` in grey or ``(height, width, channels)`` with 1, 3 or 4.
    """
    from PIL import Image

    flat = _plain(picture)
    sides = flat.shape[:2]
    factor = max(1, min(-(-SHORTEST_SIDE // min(sides)), LONGEST_SIDE // max(sides)))
    large = flat.repeat(factor, axis=0).repeat(factor, axis=1)
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(large)).save(file, "PNG")
    return file.getvalue()


def _plain(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """``(height, width)`` of what is grey, ``(height, width, 3)`` of what is not."""
    if picture.ndim == 2:
        return picture
    if picture.shape[2] == 1:
        return picture[..., 0]
    colour = flattened(picture) if picture.shape[2] == 4 else picture
    is_grey = (colour == colour[..., :1]).all()
    return np.ascontiguousarray(colour[..., 0]) if is_grey else colour


def pixels(file: bytes, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """The values of a PNG file at a size, ``float32`` ``(height * width * channels,)``.

    Raises
    ------
    DatasetError
        When it is no picture.
    """
    small = images.prepare(images.read(file), shape, "pad")
    values: npt.NDArray[np.float32] = small.astype(np.float32).reshape(-1)
    return values


def from_file(path: Path) -> bytes:
    """A PNG or JPEG file of the user's as the bytes of a PNG file, as `png` writes its pixels.

    It stands upright, and its longer side has at most 2,048 pixels.

    Raises
    ------
    DatasetError
        When it is no picture, or a hostile one.
    """
    return png(images.read(path))
