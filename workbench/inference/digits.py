"""A pen's picture to 28×28, the way MNIST itself was made.

LeCun et al. (1998), section III.A: the ink is cropped, its longer side fitted
into 20 pixels with anti-aliasing, and placed in 28×28 with its centre of mass in
the middle. A pen of any width is brought to the stroke width of MNIST first,
because a network that never saw a hair-line does not read one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SIDE = 28
FIT = 20
# Ink's area divided by its outline's length, in the 20-pixel box, measured on MNIST: how thick
# a stroke is. What differs by more than the tolerance is thickened or thinned towards it.
STROKE = 2.3
FAINT = 16


def to_mnist(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8] | None:
    """Turn a drawing into what a network trained on MNIST expects.

    Parameters
    ----------
    picture
        uint8 ``(height, width)``, light ink on dark.

    Returns
    -------
    uint8 ``(28, 28)``, or ``None`` for a drawing without ink.
    """
    box = _crop(picture)
    if box is None:
        return None
    return _centre(_fit(_thicken(box)))


def _crop(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32] | None:
    ink = picture > FAINT
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    if not len(rows):
        return None
    cut = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return cut.astype(np.float32) / 255.0


def _stroke_width(box: npt.NDArray[np.float32]) -> float:
    """Mean width of the strokes in pixels: twice the area over the outline's length."""
    ink = np.pad(box > 0.5, 1)
    area = float(ink.sum())
    edges = float((ink[1:] != ink[:-1]).sum() + (ink[:, 1:] != ink[:, :-1]).sum())
    # A slanting outline counts both its sides; the mean over directions is 4/π too long.
    return 2.0 * area / max(1.0, edges * np.pi / 4)


def _thicken(box: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Bring the strokes towards MNIST's width (in the fitted picture) by dilation or erosion."""
    scale = max(box.shape) / FIT
    wanted, width = STROKE * scale, _stroke_width(box)
    change = round((wanted - width) / 2)
    if change > 0:
        # The picture grows with its ink, so that no stroke is cut at the border.
        return _spread(np.pad(box, change), change)
    if change < 0 and width + 2 * change >= 1:
        thin = (1.0 - _spread(1.0 - np.pad(box, 1), -change)).astype(np.float32)
        return thin if (thin > 0.5).any() else box
    return box


def _spread(box: npt.NDArray[np.float32], radius: int) -> npt.NDArray[np.float32]:
    """Grey dilation with an octagon of ``radius`` pixels, by shifts of doubling length."""
    square = round(radius * 0.59)
    result = box
    for axis in (0, 1):
        result = _running_maximum(result, square, axis)
    diamond = radius - square
    for _ in range(diamond):
        grown = result.copy()
        grown[1:] = np.maximum(grown[1:], result[:-1])
        grown[:-1] = np.maximum(grown[:-1], result[1:])
        grown[:, 1:] = np.maximum(grown[:, 1:], result[:, :-1])
        grown[:, :-1] = np.maximum(grown[:, :-1], result[:, 1:])
        result = grown
    return result


def _running_maximum(
    box: npt.NDArray[np.float32], radius: int, axis: int
) -> npt.NDArray[np.float32]:
    result = np.moveaxis(box, axis, 0).copy()
    done = 0
    while done < radius:
        step = min(done + 1, radius - done)
        grown = result.copy()
        grown[step:] = np.maximum(grown[step:], result[:-step])
        grown[:-step] = np.maximum(grown[:-step], result[step:])
        result, done = grown, done + step
    return np.moveaxis(result, 0, axis)


def _fit(box: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Resize so that the longer side is 20 pixels, by averaging areas."""
    scale = FIT / max(box.shape)
    height, width = (max(1, round(side * scale)) for side in box.shape)
    return _averaged(_averaged(box, height).T, width).T


def _averaged(box: npt.NDArray[np.float32], n: int) -> npt.NDArray[np.float32]:
    """``n`` rows in place of all: each is the mean of those it covers, whole or in part."""
    # By running sums: as a product of matrices it is quicker alone, but BLAS spreads it over all
    # cores and waits for them, which beside a training takes ten times as long.
    sums = np.zeros((len(box) + 1, box.shape[1]), np.float64)
    np.cumsum(box, axis=0, out=sums[1:])
    edges = np.linspace(0, len(box), n + 1)
    whole = np.minimum(edges.astype(np.int64), len(box) - 1)
    at_edges = sums[whole] + (edges - whole)[:, None] * box[whole]
    means: npt.NDArray[np.float32] = (np.diff(at_edges, axis=0) * (n / len(box))).astype(np.float32)
    return means


def _centre(small: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Place in 28×28 with the centre of mass in the middle, as far as the border lets it."""
    mass = max(float(small.sum()), 1e-6)
    middle = (SIDE - 1) / 2
    place = []
    for axis, side in enumerate(small.shape):
        centre = float((small.sum(1 - axis) * np.arange(side)).sum()) / mass
        place.append(int(np.clip(round(middle - centre), 0, SIDE - side)))
    canvas = np.zeros((SIDE, SIDE), np.float32)
    canvas[place[0] : place[0] + small.shape[0], place[1] : place[1] + small.shape[1]] = small
    peak = float(canvas.max())
    # MNIST's strokes are white at their middle; a thin line resized is grey all over.
    canvas = np.clip(canvas / max(peak, 0.25), 0, 1)
    whole: npt.NDArray[np.uint8] = np.rint(canvas * 255).astype(np.uint8)
    return whole
