"""Digits as a hand draws them: strokes in several styles, varied at random.

Each style is a list of strokes; a stroke is a list of points in a box of 0…1, joined by a smooth
curve. Variation is place, size, slant, proportion, tremor and the pen's width.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]


def _arc(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float
) -> list[tuple[float, float]]:
    """Points on an ellipse; degrees, 0 to the right, growing clockwise on the screen."""
    angles = np.radians(np.linspace(start, end, 24))
    return [(cx + rx * float(np.cos(a)), cy + ry * float(np.sin(a))) for a in angles]


# Styles by digit: (strokes, whether the points are corners rather than a curve).
STYLES: dict[int, list[list[list[tuple[float, float]]]]] = {
    0: [
        [_arc(0.5, 0.5, 0.3, 0.46, -90, 270)],
        [_arc(0.5, 0.5, 0.36, 0.45, -60, 305)],
        [_arc(0.5, 0.5, 0.24, 0.47, -100, -455)],
    ],
    1: [
        [[(0.5, 0.04), (0.5, 0.96)]],
        [[(0.58, 0.04), (0.45, 0.96)]],
        [[(0.32, 0.24), (0.52, 0.04), (0.52, 0.96)]],
    ],
    2: [
        [[*_arc(0.48, 0.28, 0.27, 0.24, -170, 40), (0.45, 0.7), (0.2, 0.95), (0.8, 0.95)]],
        [
            [
                *_arc(0.5, 0.27, 0.28, 0.23, -160, 50),
                (0.4, 0.72),
                (0.22, 0.92),
                (0.5, 0.88),
                (0.82, 0.95),
            ]
        ],
    ],
    3: [
        [[*_arc(0.45, 0.27, 0.26, 0.23, -150, 85), *_arc(0.45, 0.73, 0.3, 0.23, -85, 150)]],
        [[*_arc(0.46, 0.26, 0.24, 0.21, -160, 80), *_arc(0.44, 0.71, 0.32, 0.25, -75, 160)]],
    ],
    4: [
        [[(0.3, 0.05), (0.22, 0.55), (0.8, 0.55)], [(0.64, 0.08), (0.62, 0.96)]],
        [[(0.62, 0.05), (0.18, 0.62), (0.85, 0.62)], [(0.63, 0.05), (0.63, 0.96)]],
        [[(0.28, 0.06), (0.25, 0.5), (0.72, 0.5)], [(0.72, 0.06), (0.68, 0.96)]],
    ],
    5: [
        [[(0.74, 0.06), (0.32, 0.06), (0.28, 0.44), *_arc(0.46, 0.68, 0.29, 0.26, -110, 140)]],
        [
            [(0.3, 0.06), (0.27, 0.46), *_arc(0.45, 0.69, 0.3, 0.26, -115, 145)],
            [(0.3, 0.07), (0.76, 0.05)],
        ],
    ],
    6: [
        [[(0.66, 0.05), (0.4, 0.3), *_arc(0.5, 0.7, 0.26, 0.25, -180, 180)]],
        [[(0.6, 0.04), (0.36, 0.34), (0.25, 0.66), *_arc(0.49, 0.72, 0.25, 0.23, 170, -190)]],
    ],
    7: [
        [[(0.2, 0.07), (0.8, 0.07), (0.45, 0.96)]],
        [[(0.2, 0.08), (0.8, 0.06), (0.5, 0.5), (0.4, 0.96)]],
        [[(0.2, 0.07), (0.78, 0.07), (0.42, 0.96)], [(0.36, 0.5), (0.72, 0.48)]],
    ],
    8: [
        [[*_arc(0.5, 0.27, 0.22, 0.22, 90, -270), *_arc(0.5, 0.73, 0.27, 0.24, -90, 270)]],
        [
            [
                (0.72, 0.16),
                *_arc(0.48, 0.26, 0.22, 0.2, -40, -230),
                (0.5, 0.47),
                (0.7, 0.64),
                *_arc(0.5, 0.75, 0.24, 0.2, 0, 200),
                (0.5, 0.47),
                (0.72, 0.2),
            ]
        ],
    ],
    9: [
        [[*_arc(0.48, 0.3, 0.24, 0.25, -10, -370), (0.7, 0.6), (0.66, 0.96)]],
        [[*_arc(0.48, 0.3, 0.25, 0.25, -20, -380), (0.72, 0.55), (0.62, 0.85), (0.42, 0.96)]],
    ],
}


@dataclass(frozen=True)
class Drawing:
    """One digit: strokes of points in 0…1 of the canvas, and the pen's width (same units)."""

    label: int
    strokes: tuple[Points, ...]
    width: float


def drawings(n: int, seed: int) -> list[Drawing]:
    """``n`` drawings, the ten digits in turn."""
    generator = np.random.default_rng(seed)
    return [_vary(index % 10, generator) for index in range(n)]


def _vary(label: int, generator: np.random.Generator) -> Drawing:
    styles = STYLES[label]
    style = styles[generator.integers(len(styles))]
    size = generator.uniform(0.35, 0.85)
    proportion = generator.uniform(0.8, 1.15)
    slant = generator.uniform(-0.12, 0.3)
    turn = np.radians(generator.uniform(-8, 8))
    tremor = generator.uniform(0.0, 0.012)
    room = 1 - size
    place = generator.uniform(0.15 * room, 0.85 * room, 2)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    strokes = []
    for points in style:
        path = _smooth(np.array(points)) - 0.5
        path[:, 0] = path[:, 0] * proportion - slant * path[:, 1]
        path = path @ rotation.T
        noise = generator.normal(0, tremor, path.shape)
        noise = np.stack([np.convolve(noise[:, i], np.ones(5) / 5, "same") for i in (0, 1)], 1)
        strokes.append(np.clip((path + noise + 0.5) * size + place, 0.02, 0.98))
    return Drawing(label, tuple(strokes), float(generator.uniform(0.03, 0.11)))


def _smooth(points: Points) -> Points:
    """Points about a fortieth apart along the line: as a mouse reports them."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0], np.cumsum(steps)])
    wanted = np.linspace(0, along[-1], max(8, int(along[-1] * 40)))
    return np.stack([np.interp(wanted, along, points[:, i]) for i in (0, 1)], 1)
