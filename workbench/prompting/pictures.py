"""Pictures of a dataset as PNG files, for models that see."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.errors import DatasetError
from workbench.inference.images import LARGEST_PIXELS

# Models that see cut a picture into patches of 14 to 32 pixels; one of 28×28 would be a single one.
SHORTEST_SIDE = 224


def png(picture: npt.NDArray[np.uint8]) -> bytes:
    """The bytes of a PNG file.

    A small picture is enlarged by a whole number, pixel by pixel, until its shorter side has at
    least 224 pixels; nothing else is changed, so light stays light.

    Parameters
    ----------
    picture
        ``uint8`` ``(height, width)`` in grey or ``(height, width, channels)`` with 1, 3 or 4.
    """
    from PIL import Image

    flat = picture[..., 0] if picture.ndim == 3 and picture.shape[2] == 1 else picture
    factor = -(-SHORTEST_SIDE // min(flat.shape[:2]))
    large = flat.repeat(factor, axis=0).repeat(factor, axis=1)
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(large)).save(file, "PNG")
    return file.getvalue()


def pixels(file: bytes, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """The values of a PNG file at a size, ``float32`` ``(height * width * channels,)``."""
    from PIL import Image

    mode = "RGB" if len(shape) == 3 and shape[2] == 3 else "L"
    with Image.open(io.BytesIO(file)) as image:
        small = image.convert(mode).resize((shape[1], shape[0]), Image.Resampling.BOX)
    values: npt.NDArray[np.float32] = np.asarray(small, np.float32).reshape(-1)
    return values


def from_file(path: Path) -> bytes:
    """A PNG or JPEG file of the user's as the bytes of a PNG file, at its own size.

    Raises
    ------
    DatasetError
        When it is no picture, or a hostile one.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            if image.width * image.height > LARGEST_PIXELS:
                message = f"{path} has {image.width}×{image.height} pixels, which is too many."
                raise DatasetError(message, "Make it smaller.")
            file = io.BytesIO()
            image.convert("RGBA" if "A" in image.getbands() else "RGB").save(file, "PNG")
            return file.getvalue()
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        message = f"Cannot read the picture {path}: {error}."
        raise DatasetError(message, "Give a PNG or JPEG file.") from error
