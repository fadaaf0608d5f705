"""Picture files: every kind, read upright and within bounds, as the same pixels everywhere."""

from __future__ import annotations

import io
import os
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import DatasetError

if TYPE_CHECKING:
    from PIL import Image

# Cameras of today take 50 million pixels (8192×6144); a bomb claims more in a few bytes.
LARGEST_PIXELS = 1 << 26
LARGEST_BYTES = 1 << 29
# No network here sees more, and services scale what is larger down to this.
LONGEST_SIDE = 2048
# Those that Pillow decodes by itself; of others one starts another program (EPS).
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "PPM", "AVIF")
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_REMEDY = "Give a PNG or JPEG file."
_STRIP = 1 << 21

Pixels = npt.NDArray[np.uint8]


def read(source: Path | bytes, longest: int = LONGEST_SIDE) -> Pixels:
    """Read a picture, uint8 ``(height, width, 4)``, red, green, blue and opacity of 0…255.

    It stands upright as its EXIF data says. Of an animation the first picture counts. Sixteen
    bits a channel become eight, and so do palettes, CMYK, grey and black-and-white. A picture
    with more than ``longest`` pixels on a side is averaged down by a whole number.

    Parameters
    ----------
    source
        A file, or the content of one.

    Raises
    ------
    DatasetError
        When it is no picture, no regular file, damaged, or too large; it names the file.
    """
    name = "the picture" if isinstance(source, bytes) else f"the picture {source}"
    try:
        if isinstance(source, bytes):
            return _decoded(io.BytesIO(source), name, longest)
        with _opened(source, name) as file:
            return _decoded(file, name, longest)
    except DatasetError:
        raise
    except OSError as error:
        raise _unreadable(name, error.strerror or "it is damaged or cut off") from error
    except MemoryError as error:
        raise _unreadable(name, "there is not enough memory for it") from error
    # What a damaged file makes of a decoder's tables: struct.error, IndexError, SyntaxError …
    except Exception as error:
        raise _unreadable(name, "it is damaged") from error


def _unreadable(name: str, reason: str) -> DatasetError:
    return DatasetError(f"Cannot read {name}: {reason}.", _REMEDY)


def _too_many(name: str, size: str) -> DatasetError:
    message = f"{name[0].upper()}{name[1:]} has {size}, which is too many."
    return DatasetError(message, f"Make it smaller than {LARGEST_PIXELS // 10**6} million pixels.")


def _opened(path: Path, name: str) -> BinaryIO:
    """Open a regular file; a pipe would wait for its writer, a device may have no end."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        # A folder cannot be opened at all under Windows, a socket nowhere.
        kind = _KINDS.get(stat.S_IFMT(path.stat().st_mode), "")
    except ValueError as error:
        raise _unreadable(name, "its name has a character that no name may have") from error
    if not kind:
        file = os.fdopen(os.open(path, flags), "rb")
        status = os.fstat(file.fileno())
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "")
        if not kind and status.st_size <= LARGEST_BYTES:
            return file
        file.close()
    raise _unreadable(name, f"it is {kind}" if kind else "its file is too large")


def _decoded(file: BinaryIO, name: str, longest: int) -> Pixels:
    from PIL import AvifImagePlugin, Image, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin  # noqa: F401 - to be known

    Image.preinit()
    with warnings.catch_warnings():
        # Pillow warns of odd metadata and of large pictures; both are dealt with here.
        warnings.simplefilter("ignore")
        try:
            image: Image.Image = Image.open(file, formats=[f for f in FORMATS if f in Image.OPEN])
        except Image.DecompressionBombError as error:
            raise _too_many(name, "hundreds of millions of pixels") from error
        except UnidentifiedImageError as error:
            raise _unreadable(name, "it is no picture of a kind that is read here") from error
        with image:
            width, height = image.size
            if width * height > LARGEST_PIXELS:
                raise _too_many(name, f"{width}×{height} pixels")
            # A JPEG is decoded at a half, a quarter or an eighth at once.
            image.draft(image.mode, (longest, longest))
            image.load()
            return np.asarray(_upright(_reduced(image, longest), image))


def _reduced(image: Image.Image, longest: int) -> Image.Image:
    """In RGBA and within the longest side, strip by strip: one strip is what a copy costs."""
    from PIL import Image

    width, height = image.size
    factor = -(-max(width, height) // longest)
    made = Image.new("RGBA", (-(-width // factor), -(-height // factor)))
    rows = max(1, _STRIP // (width * factor)) * factor
    for top in range(0, height, rows):
        strip = image.crop((0, top, width, min(height, top + rows)))
        # Kept apart from the pixels: the colour that stands for transparency.
        strip.info = image.info
        strip = _rgba(strip)
        made.paste(strip.reduce(factor) if factor > 1 else strip, (0, top // factor))
    return made


def _rgba(image: Image.Image) -> Image.Image:
    from PIL import Image

    if image.mode.startswith("I;16"):
        values = np.asarray(image).astype(np.uint16)
        return Image.fromarray((values >> 8).astype(np.uint8)).convert("RGBA")
    if image.mode == "I":
        wide = np.asarray(image)
        # Sixteen bits in thirty-two: so a PNG or PGM of sixteen bits comes.
        return Image.fromarray(np.clip(wide >> 8, 0, 255).astype(np.uint8)).convert("RGBA")
    if image.mode == "F":
        light = np.nan_to_num(np.asarray(image), posinf=1.0, neginf=0.0)
        return Image.fromarray((np.clip(light, 0, 1) * 255).astype(np.uint8)).convert("RGBA")
    if image.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        return image.convert("RGB").convert("RGBA")
    return image.convert("RGBA")


def _upright(pixels: Image.Image, source: Image.Image) -> Image.Image:
    from PIL import ExifTags, Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    try:
        orientation = source.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - damaged EXIF data turn nothing, as in every viewer
        return pixels
    turn = turns.get(orientation) if isinstance(orientation, int) else None
    return pixels if turn is None else pixels.transpose(turn)


def bounded(picture: Pixels, longest: int = LONGEST_SIDE) -> Pixels:
    """Pixels ``(height, width, 4)`` in memory, averaged down as `read` does it."""
    from PIL import Image

    if max(picture.shape[:2]) <= longest:
        return picture
    return np.asarray(_reduced(Image.fromarray(picture), longest))


def flattened(picture: Pixels) -> Pixels:
    """Without opacity, uint8 ``(height, width, 3)``: what is transparent becomes paper.

    Paper is white, and black where what can be seen is light, so that neither a black nor a white
    drawing is lost; where nothing can be seen, all is black, which is empty.
    """
    colour, alpha = picture[..., :3], picture[..., 3:]
    if alpha.min(initial=255) == 255:
        return colour
    opacity = alpha.astype(np.float32) / 255
    shown = float(opacity.sum())
    grey = colour @ np.array([0.299, 0.587, 0.114], np.float32)
    light = shown == 0 or float((grey * opacity[..., 0]).sum()) / shown >= 128
    paper = 0.0 if light else 255.0
    mixed = colour * opacity + paper * (1 - opacity)
    whole: Pixels = np.rint(mixed).astype(np.uint8)
    return whole


__all__ = [
    "FORMATS",
    "LARGEST_PIXELS",
    "LONGEST_SIDE",
    "Pixels",
    "bounded",
    "flattened",
    "read",
]
