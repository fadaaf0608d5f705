"""Pictures of any size and kind, made ready for a model as its dataset says.

Every way in (a file given to ``predict``, one dropped or pasted in the window, a folder to label)
goes through `read` and `prepare`, so that the same picture gets the same answer everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.dataset import Preparation
from workbench.core.contracts.errors import DatasetError
from workbench.core.io.picture_file import Pixels, flattened, read
from workbench.inference.digits import FAINT, SIDE, to_mnist
from workbench.inference.paper import SHORTEST, ink_on_paper

if TYPE_CHECKING:
    from PIL import Image

_MODES = {1: "L", 3: "RGB", 4: "RGBA"}
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def prepare(picture: Pixels, shape: tuple[int, ...], preparation: Preparation) -> Pixels:
    """Bring a picture to a model's size.

    A picture that has the size already is taken as it is, but for its transparency; with ``ink``
    it must be light on dark as well.

    Parameters
    ----------
    picture
        uint8 ``(height, width, 4)`` as `read` gives it; or ``(height, width)`` for a drawing,
        light ink on dark.
    shape
        The model's ``(height, width[, channels])`` with 1, 3 or 4 channels.
    preparation
        See `workbench.core.contracts.dataset.Preparation`.

    Raises
    ------
    DatasetError
        When the picture is empty, or the model's channels are no colours.
    """
    channels = shape[2] if len(shape) == 3 else 1
    if channels not in _MODES:
        message = f"The model takes pictures of {channels} channels, which no picture file has."
        raise DatasetError(message, "Choose a model of grey or colour pictures.")
    if preparation == "ink":
        grey = _ink(picture, shape)
        small = grey if len(shape) == 2 else np.repeat(grey[..., None], channels, axis=2)
        if channels == 4:
            small[..., 3] = 255
        return small
    fitted = _fitted(_colours(picture, channels), shape[:2], preparation)
    return fitted.reshape(shape)


def _colours(picture: Pixels, channels: int) -> Pixels:
    """uint8 ``(height, width)`` for one channel, otherwise ``(height, width, channels)``."""
    from PIL import Image

    if picture.ndim == 2:
        if channels == 1:
            return picture
        return np.asarray(Image.fromarray(picture).convert(_MODES[channels]))
    if channels == 4:
        return picture
    colour = flattened(picture)
    return colour if channels == 3 else np.asarray(Image.fromarray(colour).convert("L"))


def _fitted(picture: Pixels, shape: tuple[int, ...], preparation: Preparation) -> Pixels:
    from PIL import Image

    if picture.shape[:2] == tuple(shape):
        return picture
    height, width = shape
    image = Image.fromarray(np.ascontiguousarray(picture))
    across, down = width / image.width, height / image.height
    if preparation == "stretch":
        return np.asarray(_resized(image, width, height))
    if preparation == "crop":
        # What is seen is cut out first: of a long strip little need be enlarged.
        seen = width / max(across, down), height / max(across, down)
        left, top = ((whole - part) / 2 for whole, part in zip(image.size, seen, strict=True))
        right, bottom = max(left + 1, left + seen[0]), max(top + 1, top + seen[1])
        image = image.crop((round(left), round(top), round(right), round(bottom)))
        return np.asarray(_resized(image, width, height))
    scale = min(across, down)
    small = _resized(
        image,
        min(width, max(1, round(image.width * scale))),
        min(height, max(1, round(image.height * scale))),
    )
    canvas = Image.new(image.mode, (width, height))
    canvas.paste(small, ((width - small.width) // 2, (height - small.height) // 2))
    return np.asarray(canvas)


def _resized(image: Image.Image, width: int, height: int) -> Image.Image:
    return image.resize((width, height), _filter(image, width, height))


def _filter(image: Image.Image, width: int, height: int) -> Image.Resampling:
    """Areas are averaged, so that a picture enlarged by a whole number comes back as it was."""
    from PIL import Image

    smaller = width <= image.width and height <= image.height
    return Image.Resampling.BOX if smaller else Image.Resampling.BILINEAR


def _ink(picture: Pixels, shape: tuple[int, ...]) -> Pixels:
    """The treatment of MNIST, but for a picture that has had it."""
    if picture.ndim == 3 and picture.shape[:2] == shape[:2] and _is_row(picture):
        return np.ascontiguousarray(picture[..., 0])
    small = to_mnist(picture if picture.ndim == 2 else ink(picture))
    if small is None:
        raise DatasetError("The picture is empty.", "Draw or choose one with something on it.")
    if shape[:2] == (SIDE, SIDE):
        return small
    return _fitted(small, shape[:2], "pad")


def _is_row(picture: Pixels) -> bool:
    """Whether a picture is grey, opaque and light on dark, as rows of such a dataset are."""
    grey = picture[..., 0]
    border = _border(grey)
    plain = (picture[..., 3] == 255).all() and (picture[..., 1:3] == grey[..., None]).all()
    return bool(plain) and float(np.median(border)) <= 127


def ink(picture: Pixels) -> npt.NDArray[np.uint8]:
    """Light ink on dark, uint8, of a picture uint8 ``(height, width, 4)``.

    What is transparent is paper. On even paper ink is whatever differs from the border, so
    dark-on-light and light-on-dark both come out right, at the picture's size. A photograph of
    paper has light of its own: see `workbench.inference.paper.ink_on_paper`.
    """
    grey = flattened(picture) @ _LUMA
    return ink_on_paper(grey) if _photographed(grey) else _on_even_paper(grey)


def _photographed(grey: npt.NDArray[np.float32]) -> bool:
    """Whether the paper differs enough along the border to be taken for ink."""
    if min(grey.shape) < SHORTEST:
        return False
    border = _border(grey)
    contrast = float(np.abs(grey - np.median(border)).max())
    return float(np.ptp(border)) * 255.0 > FAINT * max(32.0, contrast)


def _border(grey: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])


def _on_even_paper(grey: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    border = _border(grey)
    if float(np.median(border)) > 127:
        grey, border = 255.0 - grey, 255.0 - border
    floor = float(np.median(border))
    stretched = (grey - floor) * (255.0 / max(32.0, float(grey.max()) - floor))
    whole: Pixels = np.clip(np.rint(stretched), 0, 255).astype(np.uint8)
    return whole


__all__ = ["Pixels", "ink", "prepare", "read"]
