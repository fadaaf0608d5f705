"""Picture: a drawing as a list of marks, which SVG and PDF paint alike.

Coordinates are in points from the upper left corner. Colours are roles (``text``, ``muted``,
``border``, ``series-1`` …): what they look like is for those who paint to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]
SMALL, NORMAL = 11.0, 12.0


@dataclass(frozen=True)
class Polyline:
    """Straight lines from point to point."""

    points: tuple[Point, ...]
    role: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Area:
    """A filled outline."""

    points: tuple[Point, ...]
    role: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Box:
    """A filled rectangle; ``tip`` is told to whoever points at it."""

    x: float
    y: float
    width: float
    height: float
    role: str
    opacity: float = 1.0
    tip: str = ""


@dataclass(frozen=True)
class Dot:
    """A circle, filled or ``hollow``."""

    x: float
    y: float
    radius: float
    role: str
    hollow: bool = False
    tip: str = ""


@dataclass(frozen=True)
class PictureText:
    """A line of text; ``y`` is where its letters stand. ``up`` turns it to be read upwards."""

    x: float
    y: float
    text: str
    role: str = "text"
    anchor: Anchor = "start"
    size: float = SMALL
    bold: bool = False
    up: bool = False


Mark: TypeAlias = Polyline | Area | Box | Dot | PictureText


@dataclass(frozen=True)
class Picture:
    """A drawing with a title, and in words what there is to see for those who do not see it.

    ``table`` holds the numbers that are drawn, columns of one length by their headings.
    """

    title: str
    about: str
    width: float
    height: float
    marks: tuple[Mark, ...]
    table: Mapping[str, Sequence[str | float]] = field(default_factory=dict, repr=False)
