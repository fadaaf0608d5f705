"""Synthetic pictures of pen digits, as the drawing pad and its preprocessing make them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench import FewLabelsParams, Loading, Split, cache_folder, param

from .pen import Points, write

SEED = 1
# A part of the name of what is kept: another writer, another number.
FORM = 2
# A digit's longer side on its canvas, the canvas's margin and the pen's width, in pixels. MNIST's
# own are 20 and about 2.3: a pen of about that width is not thickened or thinned again.
LONGER_SIDE, MARGIN = 64, 10
PEN = (6.0, 10.0)
AT_ONCE = 200


def pen_digits_param() -> Any:
    """Declare ``pen_digits``."""
    return param(
        0,
        "Pen digits",
        "Learn from this many synthetic digits as well, written as people write with a pen and "
        "MNIST does not: slashed zeros, crossed sevens, ones with a serif, open eights. Nothing "
        "is measured on them, and few labels do without.",
        unit="pictures",
        advanced=True,
        ge=0,
        le=1_000_000,
    )


class PenParams(FewLabelsParams):
    """Few labels, or all of them and synthetic digits beside them."""

    pen_digits: int = pen_digits_param()

    @property
    def n_pen_digits(self) -> int:
        """How many there are: none beside few labels."""
        return self.pen_digits if self.labels_per_class is None else 0


def pen_digits(n: int, loading: Loading) -> Split | None:
    """``n`` synthetic pictures, ``None`` for none of them; they are made once and kept."""
    if not n:
        return None
    path = cache_folder() / f"pen-digits-{FORM}-{n}.npz"
    try:
        with np.load(path, allow_pickle=False) as file:
            return Split(file["x"], file["y"])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        pass
    made = make(n, loading)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new.npz")
        np.savez_compressed(aside, x=made.x, y=made.y)
        aside.replace(path)
    except OSError:
        pass  # keeping them only saves time
    return made


def make(n: int, loading: Loading) -> Split:
    """``n`` pictures ``(28, 28)``, the ten digits in turn; the first are those of a smaller ``n``.

    Raises
    ------
    Stopped
        When the user asked to stop.
    """
    from workbench.inference import prepare_picture

    random = np.random.default_rng(SEED)
    x = np.empty((n, 28, 28), np.uint8)
    y = np.arange(n) % 10
    for row in range(n):
        if row % AT_ONCE == 0:
            loading.report("Writing digits with a pen", row, n)
            loading.check()
        canvas = rendered(write(int(y[row]), random), random.uniform(*PEN))
        x[row] = prepare_picture(canvas, (28, 28), "ink")
    return Split(x, y)


def rendered(strokes: Sequence[Points], width: float) -> npt.NDArray[np.uint8]:
    """Strokes in a box of 0…1 as a pen ``width`` pixels wide draws them, light on dark."""
    from PIL import Image, ImageDraw

    side = LONGER_SIDE + 2 * MARGIN
    canvas = Image.new("L", (side, side))
    draw = ImageDraw.Draw(canvas)
    radius = width / 2
    for stroke in strokes:
        points = stroke * LONGER_SIDE + MARGIN
        draw.line(points.ravel().tolist(), fill=255, width=round(width))
        for x, y in points.tolist():  # round joints and ends
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(canvas)
