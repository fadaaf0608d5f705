"""ASCII images: a picture in characters, for models that only read."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from workbench.core.io.picture_file import read

# From dark to light. The dark one is no space: a model's template or tokenizer may strip or merge
# those, and a line of them would look like the gap between two examples.
RAMP = ".:+#@"
# A letter is about twice as high as wide: a square picture has half as many lines.
COLUMNS, TALL = 14, 2
# The pictures of one prompt, which is rendered more than once.
_KEPT = 64


def characters(picture: npt.NDArray[np.uint8]) -> str:
    """Draw a picture in lines of characters, light on dark.

    Its pixels are averaged down to a grid of 14 columns and 7 lines into which it fits, and each
    mean grey becomes one of `RAMP`. What is transparent is dark.

    Parameters
    ----------
    picture
        ``uint8`` ``(height, width)`` in grey or ``(height, width, channels)`` with 1, 3 or 4.

    Returns
    -------
    str
        Lines of the same length, without a line end behind the last.
    """
    from PIL import Image

    flat = picture[..., 0] if picture.ndim == 3 and picture.shape[2] == 1 else picture
    image = Image.fromarray(np.ascontiguousarray(flat))
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "black"), image)
    small = image.convert("L").resize(_size(image.width, image.height), Image.Resampling.BOX)
    levels = np.asarray(small).astype(np.int64) * len(RAMP) // 256
    return "\n".join("".join(RAMP[level] for level in line) for line in levels.tolist())


@lru_cache(_KEPT)
def drawn(file: bytes) -> str:
    """Draw the bytes of a picture file.

    Raises
    ------
    DatasetError
        When it is no picture.
    """
    return characters(read(file))


def _size(width: int, height: int) -> tuple[int, int]:
    """Columns and lines."""
    scale = COLUMNS / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale / TALL))
