"""Picture files of any size, polarity and transparency, made ready for a model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.errors import DatasetError
from workbench.inference.digits import to_mnist

LARGEST_PIXELS = 50_000_000


def load(path: Path) -> npt.NDArray[np.uint8]:
    """Read a PNG or JPEG as uint8 ``(height, width)``, light ink on dark.

    What is transparent is paper. Ink is whatever differs from the border, so dark-on-light
    and light-on-dark both come out right.

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
            rgba = np.asarray(image.convert("RGBA"), np.float32)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        message = f"Cannot read the picture {path}: {error}."
        raise DatasetError(message, "Give a PNG or JPEG file.") from error
    return from_rgba(rgba)


def from_rgba(rgba: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """The same for pixels in memory, float ``(height, width, 4)`` of 0…255."""
    grey = rgba[..., :3] @ np.array([0.299, 0.587, 0.114], np.float32)
    alpha = rgba[..., 3] / 255.0
    if alpha.min() < 0.5:
        ink = grey[alpha > 0.5]
        # On transparent paper the ink may be black or white; the paper is its opposite.
        paper = 255.0 if len(ink) == 0 or float(ink.mean()) < 128 else 0.0
        grey = grey * alpha + paper * (1 - alpha)
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if float(np.median(border)) > 127:
        grey = 255.0 - grey
    floor = float(np.median(border if float(np.median(border)) <= 127 else 255.0 - border))
    stretched = (grey - floor) * (255.0 / max(32.0, float(grey.max()) - floor))
    whole: npt.NDArray[np.uint8] = np.clip(np.rint(stretched), 0, 255).astype(np.uint8)
    return whole


def fit(picture: npt.NDArray[np.uint8], shape: tuple[int, ...]) -> npt.NDArray[np.uint8]:
    """Bring a grey picture to a model's size.

    28×28 models get the treatment of MNIST; a picture that has the size already, and a margin,
    is left alone.

    Raises
    ------
    DatasetError
        When the picture is empty.
    """
    if len(shape) == 3:
        return np.repeat(fit(picture, shape[:2])[..., None], shape[2], axis=2)
    if picture.shape == shape and _has_margin(picture):
        return picture
    if shape == (28, 28):
        small = to_mnist(picture)
        if small is None:
            raise DatasetError("The picture is empty.", "Draw or choose one with something on it.")
        return small
    from PIL import Image

    return np.asarray(Image.fromarray(picture).resize((shape[1], shape[0]), Image.Resampling.BOX))


def _has_margin(picture: npt.NDArray[np.uint8]) -> bool:
    """Whether the outer two pixels are (nearly) empty, as in every MNIST picture."""
    frame = np.concatenate(
        [picture[:2].ravel(), picture[-2:].ravel(), picture[:, :2].ravel(), picture[:, -2:].ravel()]
    )
    return bool(frame.max() <= 64)
