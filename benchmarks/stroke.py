"""A stroke of the pen: a digit as a hand draws it."""

from __future__ import annotations

from collections.abc import Sequence

# A three, as fractions of the pad.
THREE = (
    (0.32, 0.26),
    (0.42, 0.20),
    (0.54, 0.19),
    (0.64, 0.24),
    (0.67, 0.33),
    (0.60, 0.42),
    (0.48, 0.47),
    (0.60, 0.50),
    (0.68, 0.58),
    (0.68, 0.69),
    (0.59, 0.78),
    (0.46, 0.81),
    (0.33, 0.76),
)


def smooth(points: Sequence[tuple[float, float]], between: int = 6) -> list[tuple[float, float]]:
    """Points along a round line through these, as close as a hand's are (Catmull-Rom)."""
    ends = (points[0], *points, points[-1])
    found = []
    for i in range(len(points) - 1):
        xs, ys = zip(*ends[i : i + 4], strict=True)
        found += [(_spline(xs, k / between), _spline(ys, k / between)) for k in range(between + 1)]
    return found


def _spline(values: Sequence[float], t: float) -> float:
    a, b, c, d = values
    bend = (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    return 0.5 * (2 * b + (c - a) * t + bend)
