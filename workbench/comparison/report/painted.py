"""Painted: a picture as ReportLab's shapes, in the window's light colours."""

from __future__ import annotations

import tomllib
from functools import singledispatch
from typing import Any

from reportlab.graphics import shapes
from reportlab.lib.colors import Color, HexColor

from workbench.comparison.report.digits import one_way
from workbench.comparison.report.fonts import Font
from workbench.comparison.report.picture import Area, Box, Dot, Picture, PictureText, Polyline
from workbench.core import paths


def colours() -> dict[str, Color]:
    """Every role's colour on paper."""
    table = tomllib.loads(paths.resource("themes/light.toml").read_text("utf-8"))
    found = {role: HexColor(value) for role, value in table.items() if isinstance(value, str)}
    return found | {f"series-{n + 1}": HexColor(v) for n, v in enumerate(table["series"])}


def painted(
    picture: Picture, width: float, font: Font, palette: dict[str, Color]
) -> shapes.Drawing:
    """The drawing, ``width`` points wide."""
    inside = shapes.Group(*(shape(mark, font, palette) for mark in picture.marks))
    part = width / picture.width
    # ReportLab counts from below.
    inside.transform = (part, 0, 0, -part, 0, picture.height * part)
    return shapes.Drawing(width, picture.height * part, inside)


@singledispatch
def shape(mark: object, font: Font, palette: dict[str, Color]) -> Any:
    """One mark's shape."""
    raise NotImplementedError(type(mark).__name__)


@shape.register
def _(mark: Polyline, _font: Font, palette: dict[str, Color]) -> Any:
    return shapes.PolyLine(
        [n for point in mark.points for n in point],
        strokeColor=palette[mark.role],
        strokeWidth=mark.width,
        strokeDashArray=(5, 4) if mark.dashed else None,
    )


@shape.register
def _(mark: Area, _font: Font, palette: dict[str, Color]) -> Any:
    return shapes.Polygon(
        [n for point in mark.points for n in point],
        fillColor=palette[mark.role],
        fillOpacity=mark.opacity,
        strokeColor=None,
    )


@shape.register
def _(mark: Box, _font: Font, palette: dict[str, Color]) -> Any:
    return shapes.Rect(
        mark.x,
        mark.y,
        mark.width,
        mark.height,
        fillColor=palette[mark.role],
        fillOpacity=mark.opacity,
        strokeColor=None,
    )


@shape.register
def _(mark: Dot, _font: Font, palette: dict[str, Color]) -> Any:
    return shapes.Circle(
        mark.x,
        mark.y,
        mark.radius,
        strokeColor=palette[mark.role],
        strokeWidth=1.5,
        fillColor=palette["panel" if mark.hollow else mark.role],
    )


@shape.register
def _(mark: PictureText, font: Font, palette: dict[str, Color]) -> Any:
    text = shapes.String(
        0,
        0,
        font.spell(one_way(mark.text)),
        fontName=font.bold if mark.bold else font.plain,
        fontSize=mark.size,
        fillColor=palette[mark.role],
        textAnchor=mark.anchor,
    )
    # Turned over once more, or letters would stand on their heads.
    turn = (0, -1, -1, 0) if mark.up else (1, 0, 0, -1)
    return shapes.Group(text, transform=(*turn, mark.x, mark.y))
