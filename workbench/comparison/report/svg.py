"""SVG: a picture as markup inside an HTML page, coloured by the page's CSS variables."""

from __future__ import annotations

from functools import singledispatch

from markupsafe import Markup, escape

from workbench.comparison.report.digits import one_way
from workbench.comparison.report.picture import (
    Area,
    Box,
    Dot,
    Picture,
    PictureText,
    Point,
    Polyline,
)


def svg(picture: Picture, number: int) -> Markup:
    """The markup; ``number`` sets its ids apart from those of the page's other pictures."""
    marks = Markup("\n").join(paint(mark) for mark in picture.marks)
    return Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-labelledby="t{n} d{n}">\n<title id="t{n}">{title}</title>'
        '<desc id="d{n}">{about}</desc>\n{marks}\n</svg>'
    ).format(
        w=_n(picture.width),
        h=_n(picture.height),
        n=number,
        title=one_way(picture.title),
        about=one_way(picture.about),
        marks=marks,
    )


@singledispatch
def paint(mark: object) -> Markup:
    """The markup of one mark."""
    raise NotImplementedError(type(mark).__name__)


@paint.register
def _(mark: Polyline) -> Markup:
    dash = Markup(' stroke-dasharray="5 4"') if mark.dashed else ""
    return Markup(
        '<polyline points="{}" fill="none" stroke="var(--{})" stroke-width="{}"{}/>'
    ).format(_points(mark.points), mark.role, _n(mark.width), dash)


@paint.register
def _(mark: Area) -> Markup:
    return Markup('<polygon points="{}" fill="var(--{})" fill-opacity="{}"/>').format(
        _points(mark.points), mark.role, _n(mark.opacity)
    )


@paint.register
def _(mark: Box) -> Markup:
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="var(--{})" fill-opacity="{}">{}</rect>'
    ).format(
        _n(mark.x),
        _n(mark.y),
        _n(mark.width),
        _n(mark.height),
        mark.role,
        _n(mark.opacity),
        _tip(mark.tip),
    )


@paint.register
def _(mark: Dot) -> Markup:
    inside = "panel" if mark.hollow else mark.role
    return Markup(
        '<circle cx="{}" cy="{}" r="{}" fill="var(--{})" stroke="var(--{})" stroke-width="1.5">'
        "{}</circle>"
    ).format(_n(mark.x), _n(mark.y), _n(mark.radius), inside, mark.role, _tip(mark.tip))


@paint.register
def _(mark: PictureText) -> Markup:
    turn = ""
    if mark.up:
        turn = Markup(' transform="rotate(-90 {} {})"').format(_n(mark.x), _n(mark.y))
    return Markup(
        '<text x="{}" y="{}" fill="var(--{})" text-anchor="{}" font-size="{}"{}{}>{}</text>'
    ).format(
        _n(mark.x),
        _n(mark.y),
        mark.role,
        mark.anchor,
        _n(mark.size),
        Markup(' font-weight="600"') if mark.bold else "",
        turn,
        one_way(mark.text),
    )


def _tip(text: str) -> Markup:
    return Markup("<title>{}</title>").format(escape(one_way(text))) if text else Markup()


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
