"""Axes: where a value lies in a picture, and the lines, numbers and names around a plot."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.comparison.report.picture import SMALL, Mark, PictureText, Polyline

Format = Callable[[float], str]
# Of the letters' height; wide ones (Chinese, emoji) take all of it.
LETTER, WIDE = 0.6, 1.0


@dataclass(frozen=True)
class Scale:
    """From values to places: ``low`` lies at ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """The place of a value; what lies outside is put on the edge."""
        inside = min(max(value, self.low), self.high)
        if self.log:
            part = math.log(inside / self.low) / math.log(self.high / self.low)
        else:
            part = (inside - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round values within it."""
        if not self.log:
            return _steps(self.low, self.high)
        decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        few = math.log10(self.high / self.low) <= 3
        values = [m * 10.0**d for d in decades for m in ((1, 2, 5) if few else (1,))]
        inside = [v for v in values if self.low * 0.999 <= v <= self.high * 1.001]
        return inside[:: max(1, -(-len(inside) // 9))]


def around(
    values: Sequence[float], floor: float = -math.inf, top: float = math.inf
) -> tuple[float, float]:
    """Ends of a scale over values with a little air, not past ``floor`` and ``top``."""
    there = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(there), max(there)
    air = 0.05 * (high - low) or 0.05
    return max(floor, low - air), min(top, high + air)


def decades(values: Sequence[float]) -> tuple[float, float]:
    """The powers of ten around positive values, at least one apart."""
    low = math.floor(math.log10(min(values)) + 1e-9)
    high = max(low + 1, math.ceil(math.log10(max(values)) - 1e-9))
    return 10.0**low, 10.0**high


def frame(x: Scale, y: Scale, x_name: str, y_name: str, as_x: Format, as_y: Format) -> list[Mark]:
    """Both axes of a plot with their lines, numbers and names."""
    marks: list[Mark] = []
    for value in y.ticks:
        marks.append(Polyline(((x.start, y(value)), (x.end, y(value))), "border", 0.6))
        marks.append(PictureText(x.start - 6, y(value) + 4, as_y(value), "muted", "end"))
    marks += below(x, y.start, y.end, as_x, grid=False)
    if y_name:
        marks.append(PictureText(12, (y.start + y.end) / 2, y_name, "muted", "middle", up=True))
    marks.append(PictureText((x.start + x.end) / 2, y.start + 34, x_name, "muted", "middle"))
    return marks


def below(x: Scale, bottom: float, top: float, as_x: Format, grid: bool = True) -> list[Mark]:
    """The axis below a plot."""
    marks: list[Mark] = [Polyline(((x.start, bottom), (x.end, bottom)), "muted", 0.8)]
    last = -math.inf
    for value in x.ticks:
        place, end, text = x(value), top if grid else bottom + 4, as_x(value)
        marks.append(Polyline(((place, bottom), (place, end)), "border" if grid else "muted", 0.6))
        if place - width(text) / 2 > last:  # numbers that would touch are left out
            marks.append(PictureText(place, bottom + 16, text, "muted", "middle"))
            last = place + width(text) / 2 + 4
    return marks


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart: the same order, at least ``gap`` between them, within ``low … high``."""
    order = sorted(range(len(positions)), key=lambda k: positions[k])
    moved, last = [0.0] * len(positions), low - gap
    for k in order:
        last = moved[k] = max(positions[k], last + gap)
    last = high + gap
    for k in reversed(order):
        last = moved[k] = min(moved[k], last - gap)
    return moved


def width(text: str, size: float = SMALL) -> float:
    """About how wide a text is; nobody is asked for a font."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return size * (WIDE * wide + LETTER * (len(text) - wide))


def short(text: str, room: float, size: float = SMALL) -> str:
    """A text that fits, with an ellipsis where something was cut off."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, size: float = SMALL) -> list[str]:
    """A text in one line or two, cut off where it takes more."""
    if width(text, size) <= room:
        return [text]
    words, first = text.split(), ""
    while words and width(f"{first} {words[0]}".strip(), size) <= room:
        first = f"{first} {words.pop(0)}".strip()
    rest = short(" ".join(words), room, size)
    return [first, rest] if first else [rest]


def named(text: str, right: float, y: float, room: float) -> list[Mark]:
    """A name to the left of a row, in the middle of its height."""
    found = wrapped(text, room)
    top = y + 4 - 6.5 * (len(found) - 1)
    return [PictureText(right, top + 13 * k, line, "text", "end") for k, line in enumerate(found)]


def _steps(low: float, high: float) -> list[float]:
    raw = (high - low) / 5
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(unit * m for m in (1, 2, 5, 10) if unit * m >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]
