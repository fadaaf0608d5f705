"""Photographs of a digit on paper, made from real digits: light, pencil, squares, rules, shadow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

KINDS = ("even", "gradient", "pencil", "squares", "rules", "shadow")
WIDTH, HEIGHT = 420, 360


def photograph(
    digit: npt.NDArray[np.uint8], kind: str, seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)
) -> npt.NDArray[np.uint8]:
    """A digit ``(28, 28)``, light on dark, as a camera sees it written on paper.

    Returns
    -------
    uint8 ``(height, width, 4)``.
    """
    random = np.random.default_rng(seed)
    width, height = size
    ink = _ink(digit, random, size)
    blackness = random.uniform(0.7, 0.9)
    if kind == "pencil":
        grain = random.uniform(0.35, 1.0, ink.shape)
        ink = np.clip(ink * (0.5 + 0.5 * grain), 0, 1)
        blackness = random.uniform(0.25, 0.4)
    paper = np.ones(ink.shape)
    if kind in ("squares", "rules"):
        paper = _lines(random, size, both=kind == "squares")
    light = _light(kind, random, size)
    picture = paper * (1 - blackness * ink) * light * random.uniform(215, 245)
    blurred = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(random.uniform(0.6, 1.2))
    )
    noisy = np.asarray(blurred, np.float64) + random.normal(0, random.uniform(1.5, 4), ink.shape)
    grey = np.clip(noisy, 0, 255)
    warm = grey[..., None] * [1.0, random.uniform(0.96, 1), random.uniform(0.88, 0.98)]
    opaque = np.full((height, width, 1), 255.0)
    return np.concatenate([warm, opaque], 2).astype(np.uint8)


def drawing(
    digit: npt.NDArray[np.uint8], seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)
) -> npt.NDArray[np.uint8]:
    """The ink of `photograph` alone, uint8 ``(height, width)``, light on dark."""
    ink = _ink(digit, np.random.default_rng(seed), size)
    return np.rint(255 * ink).astype(np.uint8)


def _ink(
    digit: npt.NDArray[np.uint8], random: np.random.Generator, size: tuple[int, int]
) -> npt.NDArray[np.float64]:
    """How much ink lies where, 0…1: enlarged, with the edges that a pen has."""
    width, height = size
    side = int(random.uniform(0.5, 0.8) * min(size))
    large = Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC)
    large = large.rotate(random.uniform(-6, 6), Image.Resampling.BICUBIC)
    canvas = Image.new("L", size)
    left = int(random.uniform(0.2, 0.8) * (width - side))
    top = int(random.uniform(0.2, 0.8) * (height - side))
    canvas.paste(large, (left, top))
    soft = np.asarray(canvas, np.float64) / 255
    return np.clip((soft - 0.35) / 0.3, 0, 1)


def _lines(
    random: np.random.Generator, size: tuple[int, int], *, both: bool
) -> npt.NDArray[np.float64]:
    """Printed lines, a little askew; 1 is white paper."""
    width, height = size
    wide = Image.new("L", (2 * width, 2 * height))
    draw = ImageDraw.Draw(wide)
    step = int(random.uniform(18, 30) if both else random.uniform(30, 50))
    thick = int(random.integers(1, 3))
    for y in range(0, 2 * height, step):
        draw.line((0, y, 2 * width, y), fill=255, width=thick)
    for x in range(0, 2 * width if both else 0, step):
        draw.line((x, 0, x, 2 * height), fill=255, width=thick)
    turned = wide.rotate(random.uniform(-3, 3), Image.Resampling.BICUBIC)
    left, top = width // 2, height // 2
    part = turned.crop((left, top, left + width, top + height))
    return 1 - random.uniform(0.25, 0.55) * np.asarray(part, np.float64) / 255


def _light(
    kind: str, random: np.random.Generator, size: tuple[int, int]
) -> npt.NDArray[np.float64]:
    """The brightness of the light, 1 where it is brightest."""
    width, height = size
    x = np.linspace(-0.5, 0.5, width)[None]
    y = np.linspace(-0.5, 0.5, height)[:, None]
    angle = random.uniform(0, 2 * np.pi)
    along = x * np.cos(angle) + y * np.sin(angle)
    # It falls off by a third, and by a few hundredths in every picture.
    falls = 1 / 3 if kind == "gradient" else random.uniform(0.01, 0.06)
    light = 1 - falls * (along - along.min()) / np.ptp(along)
    if kind == "shadow":
        edge, softness = random.uniform(-0.2, 0.2), random.uniform(0.01, 0.05)
        depth = random.uniform(0.3, 0.5)
        light = light * (1 - depth / (1 + np.exp(-(along - edge) / softness)))
    return light
