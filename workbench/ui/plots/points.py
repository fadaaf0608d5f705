"""Points: the geometry of a map of points, without a widget; picking, turning, placing names."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

Floats = npt.NDArray[np.float32]
_CELL = 9.0


def fitted(points: npt.NDArray[np.floating]) -> Floats:
    """Places ``(n, 2)`` or ``(n, 3)``, moved and scaled evenly into -1…1.

    In three dimensions into the ball of radius 1, so that they stay inside however they turn.
    """
    if not len(points):
        return points.astype(np.float32)
    low, high = points.min(0), points.max(0)
    centred = points - (low + high) / 2
    lengths = np.linalg.norm(centred, axis=1) if points.shape[1] == 3 else np.abs(centred)
    found: Floats = (centred / (float(lengths.max()) or 1.0)).astype(np.float32)
    return found


def turned(turn: Floats, right: float, up: float) -> Floats:
    """A rotation matrix ``(3, 3)`` followed by a turn to the right and one up, in radians."""
    c, s = math.cos(right), math.sin(right)
    about_y = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    c, s = math.cos(up), math.sin(up)
    about_x = np.array([[1, 0, 0], [0, c, s], [0, -s, c]])
    # Rounding adds up over a thousand turns; the nearest rotation does not drift.
    left, _, rest = np.linalg.svd(about_x @ about_y @ turn)
    found: Floats = (left @ rest).astype(np.float32)
    return found


def nearest(
    positions: npt.NDArray[np.floating], to: tuple[float, float], reach: float
) -> int | None:
    """The row of the place nearest to a point, if one is within reach."""
    distances = np.hypot(positions[:, 0] - to[0], positions[:, 1] - to[1])
    row = int(distances.argmin())
    return row if distances[row] <= reach else None


def directed(
    positions: npt.NDArray[np.floating], row: int, direction: tuple[int, int]
) -> int | None:
    """The nearest place from a row on, in a direction (right and up are positive)."""
    way = positions - positions[row]
    along = way @ np.array(direction)
    across = np.abs(way @ np.array([-direction[1], direction[0]]))
    # Within 45° if there is one; else whatever lies on that side at all.
    for ahead in ((along > 0) & (across <= along), along > 0):
        if ahead.any():
            return int(np.where(ahead, np.hypot(along, across), np.inf).argmin())
    return None


class PointLabels:
    """Room for names beside points, none over another."""

    def __init__(self, area: QRectF) -> None:
        self._area = area
        self._taken: set[tuple[int, int]] = set()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, point: QPointF, width: float, height: float) -> QRectF | None:
        """A box right of a point, or left of it; ``None`` where there is no room."""
        wide = width + 6
        for left in (point.x() + 6, point.x() - 6 - wide):
            box = QRectF(left, point.y() - height / 2, wide, height)
            if not self._area.contains(box):
                continue
            cells = self._cells(box)
            if cells.isdisjoint(self._taken):
                self._taken |= cells
                self._count += 1
                return box
        return None

    def _cells(self, box: QRectF) -> set[tuple[int, int]]:
        columns = range(int(box.left() // _CELL), int(box.right() // _CELL) + 1)
        rows = range(int(box.top() // _CELL), int(box.bottom() // _CELL) + 1)
        return {(column, row) for column in columns for row in rows}
