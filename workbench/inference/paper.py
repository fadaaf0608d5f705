"""Ink on photographed paper: uneven light, shadows, pencil, ruled lines and squares taken out.

The paper's own brightness is estimated beside the ink by a grey closing and divided out, what is
left is divided by Otsu (1979), "A threshold selection method from gray-level histograms", straight
lines that cross the whole picture are removed where they are no thicker than a rule, as staff lines
are from sheet music, and the largest strokes are kept.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# What is smaller has no room for paper around the ink, and no camera took it.
SHORTEST = 96
# Strokes are found in a picture of about this size; more pixels only show the paper's fibres.
LONGEST = 320
# The window in which some paper is seen, as a part of the longer side: wider than any stroke.
WINDOW = 0.25
# The skewness above which a picture is taken for light ink on dark.
LOPSIDED = 0.5
# Otsu divides even noise; ink is further from the paper than so many deviations of it.
DEVIATIONS = 5.0
BINS = 128
# Rules: how far they may lean (the tangent), and which part of the picture they cross.
LEANS = np.linspace(-0.12, 0.12, 49)
CROSSES = 0.6
# A rule is at most so thick, as a part of the longer side; ink on it is thicker by `THICKER`.
RULE = 0.02
THICKER = 2
# The least ink, as the side of a square of its area, a part of the longer side.
LEAST = 1 / 40
# Strokes with less than this part of the largest one's area are specks.
SPECK = 0.08


def ink_on_paper(grey: Grey) -> npt.NDArray[np.uint8]:
    """What was written, light on dark.

    Parameters
    ----------
    grey
        A photograph ``(height, width)`` of 0…255, dark on light or light on dark.

    Returns
    -------
    uint8 ``(height, width)``, smaller by a whole number where the photograph is large; 0 where
    there is no ink, 255 where it is as strong as it usually is.
    """
    from scipy import ndimage

    small = _reduced(grey)
    side = max(small.shape)
    # Ink is the exception: it lies on one side of what is around it. Noise lies on both.
    off = small - ndimage.gaussian_filter(small, side / 6)
    if float((off**3).mean()) > LOPSIDED * float((off**2).mean()) ** 1.5:
        small = 255 - small
    strength = _strength(small, round(WINDOW * side) | 1)
    threshold = max(otsu(strength), _noise(strength))
    mask: Mask = strength > threshold
    mask = _without_rules(_without_rules(mask).T).T
    mask = _largest(mask)
    if mask.sum() < (LEAST * side) ** 2:
        return np.zeros(small.shape, np.uint8)
    usual = max(float(np.median(strength[mask])), 2 * threshold)
    near = ndimage.binary_dilation(mask)
    soft = (strength - threshold / 2) / (usual - threshold / 2)
    light: npt.NDArray[np.uint8] = np.rint(np.clip(soft, 0, 1) * near * 255).astype(np.uint8)
    return light


def otsu(values: Grey) -> float:
    """The threshold of 0…1 that divides the values into two classes furthest apart (Otsu 1979)."""
    counts, edges = np.histogram(values, BINS, (0, 1))
    middles = (edges[1:] + edges[:-1]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    sums = np.cumsum(counts * middles)
    apart = sums / np.maximum(below, 1) - (sums[-1] - sums) / np.maximum(above, 1)
    between = below * above * apart**2
    return float(edges[1 + int(between.argmax())])


def _reduced(grey: Grey) -> Grey:
    """Averaged down by a whole number, to about `LONGEST` pixels."""
    factor = max(1, round(max(grey.shape) / LONGEST))
    height, width = (side // factor for side in grey.shape)
    whole = grey[: height * factor, : width * factor]
    blocks: Grey = whole.reshape(height, factor, width, factor).mean((1, 3)).astype(np.float32)
    return blocks


def _strength(grey: Grey, window: int) -> Grey:
    """How much darker than the paper around it each pixel is, 0…1."""
    from scipy import ndimage

    grey = _without_slope(grey)
    calm = ndimage.gaussian_filter(grey, 1.0)
    paper = ndimage.grey_closing(calm, size=(window, window), mode="nearest")
    paper = ndimage.gaussian_filter(paper, window / 8, mode="nearest")
    strength: Grey = np.clip(1 - grey / np.maximum(paper, 1), 0, 1).astype(np.float32)
    return strength


def _without_slope(grey: Grey) -> Grey:
    """Light that falls off evenly is taken out: a closing flattens a slope at the border."""
    y, x = (np.linspace(-1, 1, side) for side in grey.shape)
    # Least squares of a plane; on a grid its three terms are orthogonal.
    down = (grey.mean(1) @ y) / (y @ y)
    right = (grey.mean(0) @ x) / (x @ x)
    mean = float(grey.mean())
    plane = mean + down * y[:, None] + right * x[None]
    level: Grey = (grey * (mean / np.maximum(plane, 1))).astype(np.float32)
    return level


def _noise(strength: Grey) -> float:
    """How strong the paper itself may be."""
    paper = float(np.median(strength))
    deviation = 1.4826 * float(np.median(np.abs(strength - paper)))
    return paper + DEVIATIONS * deviation


def _without_rules(mask: Mask) -> Mask:
    """Without lines from left to right: pixels on them stay where something thicker crosses."""
    height, width = mask.shape
    y, x = np.nonzero(mask)
    if not len(y):
        return mask
    thickest = max(2.0, RULE * max(mask.shape))
    middle = x - width / 2
    best = max(LEANS, key=lambda lean: _sharpness(y - lean * middle, height))
    runs = _run_lengths(mask)[y, x]
    at = np.rint(y - best * middle).astype(np.int64)
    thin = runs <= thickest
    reach = int(0.1 * height) + 1
    hits = np.bincount(at[thin] + reach, minlength=height + 2 * reach)
    # A line that lies between two rows has half its pixels in each.
    near = np.convolve(hits, np.ones(3), "same")[at + reach]
    on_rule = near >= CROSSES * width
    if not on_rule.any():
        return mask
    usual = float(np.median(runs[on_rule & thin]))
    gone = on_rule & (runs <= min(usual + THICKER, thickest + THICKER))
    kept = mask.copy()
    kept[y[gone], x[gone]] = False
    return kept


def _sharpness(at: npt.NDArray[np.float64], height: int) -> float:
    """How much the pixels gather in few rows."""
    reach = int(0.1 * height) + 1
    rows = np.clip(np.rint(at) + reach, 0, height + 2 * reach).astype(np.int64)
    counts = np.bincount(rows).astype(np.float64)
    return float((counts**2).sum())


def _run_lengths(mask: Mask) -> npt.NDArray[np.int64]:
    """For each pixel of the mask how many of it lie together above and below it."""
    from scipy import ndimage

    labels, n = ndimage.label(mask, np.array([[0, 1, 0], [0, 1, 0], [0, 1, 0]]))
    sizes: npt.NDArray[np.int64] = np.bincount(labels.ravel(), minlength=n + 1)[labels]
    return sizes


def _largest(mask: Mask) -> Mask:
    """The largest strokes; what is broken by a little belongs together."""
    from scipy import ndimage

    joined = ndimage.binary_closing(np.pad(mask, 2), np.ones((3, 3), np.bool_))[2:-2, 2:-2]
    labels, n = ndimage.label(joined, np.ones((3, 3)))
    if n < 2:
        return joined
    areas = np.bincount(labels.ravel())
    areas[0] = 0
    # Where something is written in the middle, what reaches in from outside is no part of it.
    border = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    inside = areas.copy()
    inside[border] = 0
    if inside.max() >= 0.2 * areas.max():
        areas = inside
    kept: Mask = (areas >= SPECK * areas.max())[labels] & joined
    return kept
