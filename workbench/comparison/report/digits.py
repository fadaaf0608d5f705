"""Digits: figures in as many digits as mean something, with their units."""

from __future__ import annotations

import math
import re

from workbench.core.statistics import Interval

UNKNOWN = "not known"
NONE = "–"
# Marks that turn the direction of what follows, beyond the text that they stand in.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def figure(value: float | None) -> str:
    """An accuracy or the like; `NONE` where there is none."""
    return NONE if value is None or math.isnan(value) else f"{value:.3f}"


def interval(bounds: Interval) -> str:
    """From where to where."""
    return f"{bounds.low:.3f} … {bounds.high:.3f}"


def share(part: float) -> str:
    """A part of the whole, 0…1, in per cent."""
    percent = 100 * part
    if percent in (0, 100):
        return f"{percent:.0f} %"
    if percent < 0.1:
        return "< 0.1 %"
    return f"{min(percent, 99.9):.1f} %"


def p_value(p: float) -> str:
    """How likely chance brings it."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def money(dollars: float | None) -> str:
    """US dollars, two digits that mean something at least."""
    if dollars is None:
        return UNKNOWN
    if dollars == 0:
        return "$0"
    if dollars < 1e-4:
        return "< $0.0001"
    if dollars < 0.1:
        places = 1 - math.floor(math.log10(dollars))
        text = f"{dollars:.{places}f}"
        return "$" + (text.rstrip("0") if len(text.rstrip("0")) > 4 else text[:4])
    return f"${dollars:,.2f}" if dollars < 1000 else f"${dollars:,.0f}"


def milliseconds(ms: float) -> str:
    """A duration."""
    if 0 < ms < 0.001:
        return "< 0.001 ms"
    return f"{three(ms)} ms" if ms < 1000 else f"{three(ms / 1000)} s"


def seconds(s: float) -> str:
    """A duration that may be long."""
    if s < 60:
        return milliseconds(1000 * s) if s else "0 s"
    return f"{s / 60:.0f} min" if s < 5400 else f"{s / 3600:.1f} h"


def rate(per_s: float | None) -> str:
    """Answers a second."""
    return NONE if per_s is None else f"{three(per_s)} /s"


def size(count: int | None) -> str:
    """Bytes."""
    if count is None:
        return NONE
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= factor:
            return f"{three(count / factor)} {unit}"
    return f"{count} B"


def three(value: float) -> str:
    """Three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def count(value: float) -> str:
    """A number of things; labels per class may be a mean."""
    if not math.isfinite(value):
        return "beyond the data"
    return f"{value:,.0f}" if value >= 10 or value == round(value) else f"{value:.1f}"


def clean(text: str) -> str:
    """A text that any file can hold: control characters become visible signs for them."""
    return _CONTROL.sub(_sign, text)


def one_way(text: str) -> str:
    """`clean`, in one line, and without marks that would turn the direction of other texts."""
    return " ".join(clean(_TURNING.sub("", text)).split())


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
