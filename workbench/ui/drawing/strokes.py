"""Strokes: what a pen drew, with undo and redo, and as a picture. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

SIDE = 280


@dataclass
class Stroke:
    """One movement of the pen: points ``(x, y, pressure)`` in canvas units of 0…1."""

    points: list[tuple[float, float, float]]
    width: float


@dataclass
class Strokes:
    """The drawing; ``picture`` uint8 ``(280, 280)``, light ink on dark, is kept up to date.

    ``original`` is what was pasted, uint8 ``(height, width, 4)``, as it came. ``number`` grows with
    every change.
    """

    strokes: list[Stroke] = field(default_factory=list)
    undone: list[Stroke] = field(default_factory=list)
    pasted: npt.NDArray[np.uint8] | None = None
    original: npt.NDArray[np.uint8] | None = None
    number: int = 0
    picture: npt.NDArray[np.uint8] = field(
        default_factory=lambda: np.zeros((SIDE, SIDE), np.uint8), repr=False
    )

    @property
    def empty(self) -> bool:
        """Whether there is nothing on the canvas."""
        return not self.strokes and self.pasted is None

    @property
    def subject(self) -> npt.NDArray[np.uint8]:
        """What a model is asked about: a pasted picture as it came while nothing is drawn on it.

        uint8 ``(height, width, 4)`` then, otherwise `picture`.
        """
        return self.picture if self.original is None or self.strokes else self.original

    def begin(self, x: float, y: float, width: float, pressure: float = 1.0) -> None:
        """Put the pen down. ``width`` is a fraction of the canvas."""
        self.undone.clear()
        self.strokes.append(Stroke([(x, y, pressure)], width))
        self._ink((x, y, pressure), (x, y, pressure), width)

    def go(self, x: float, y: float, pressure: float = 1.0) -> None:
        """Move the pen that is down."""
        stroke = self.strokes[-1]
        before = stroke.points[-1]
        stroke.points.append((x, y, pressure))
        self._ink(before, (x, y, pressure), stroke.width)

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.undone.append(self.strokes.pop())
            self._redraw()

    def redo(self) -> None:
        """Draw the stroke again that was taken back last."""
        if self.undone:
            self.strokes.append(self.undone.pop())
            self._redraw()

    def clear(self) -> None:
        """Remove everything; `undo` does not bring it back."""
        self.strokes.clear()
        self.undone.clear()
        self.pasted = self.original = None
        self._redraw()

    def paste(
        self, picture: npt.NDArray[np.uint8], original: npt.NDArray[np.uint8] | None = None
    ) -> None:
        """Put a picture, uint8 ``(280, 280)``, under the strokes; ``original`` is how it came."""
        self.strokes.clear()
        self.undone.clear()
        self.pasted = picture
        self.original = original
        self._redraw()

    def _redraw(self) -> None:
        self.number += 1
        self.picture = (
            np.zeros((SIDE, SIDE), np.uint8) if self.pasted is None else self.pasted.copy()
        )
        for stroke in self.strokes:
            for a, b in zip(stroke.points, stroke.points[1:] or stroke.points, strict=False):
                self._ink(a, b, stroke.width)

    def _ink(
        self, a: tuple[float, float, float], b: tuple[float, float, float], width: float
    ) -> None:
        """Draw a segment with round ends: the distance field of a line, clipped to its box."""
        self.number += 1
        ax, ay, bx, by = (value * SIDE for value in (a[0], a[1], b[0], b[1]))
        radius = max(0.5, width * SIDE / 2 * (a[2] + b[2]) / 2)
        left, right = int(min(ax, bx) - radius - 1), int(max(ax, bx) + radius + 2)
        top, bottom = int(min(ay, by) - radius - 1), int(max(ay, by) + radius + 2)
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, SIDE), min(bottom, SIDE)
        if left >= right or top >= bottom:
            return
        x = np.arange(left, right, dtype=np.float32)[None] + 0.5
        y = np.arange(top, bottom, dtype=np.float32)[:, None] + 0.5
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / length, 0, 1) if length else 0.0
        distance = np.hypot(x - ax - along * dx, y - ay - along * dy)
        # One pixel of soft edge, which is what anti-aliasing is.
        ink = (np.clip(radius - distance + 0.5, 0, 1) * 255).astype(np.uint8)
        box = self.picture[top:bottom, left:right]
        np.maximum(box, ink, out=box)
