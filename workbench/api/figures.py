"""Figures: results as HTML and SVG that need no script, no file and no network."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from workbench.comparison.report import digits
from workbench.comparison.report.axes import Scale, around, frame
from workbench.comparison.report.picture import Dot, Mark, Picture, PictureText, Polyline
from workbench.comparison.report.svg import svg
from workbench.core import paths
from workbench.core.contracts.errors import UsageError

if TYPE_CHECKING:
    import pandas

Floats = npt.NDArray[np.float64]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520.0, 240.0, 56.0, 96.0, 14.0, 46.0
# A browser draws a line of so many points at once, and nobody sees more.
MOST_POINTS = 400
ROLES = ("panel", "border", "text", "muted", "accent", "good", "warn", "bad")
_numbers = itertools.count()


def framed(*parts: Markup) -> str:
    """Parts of a result in a frame that brings its own colours, whatever the notebook's are."""
    table = tomllib.loads(paths.resource("themes/light.toml").read_text("utf-8"))
    colours = {role: table[role] for role in ROLES}
    colours |= {f"series-{n + 1}": colour for n, colour in enumerate(table["series"])}
    variables = " ".join(f"--{role}: {colour};" for role, colour in colours.items())
    style = (
        f"{variables} background: var(--panel); color: var(--text); display: inline-block; "
        "border: 1px solid var(--border); border-radius: 6px; padding: 10px 14px; max-width: 100%;"
    )
    return str(Markup('<div style="{}">{}</div>').format(style, Markup("").join(parts)))


def heading(text: str) -> Markup:
    """A line that stands first."""
    return Markup('<div style="font-weight: 600; margin-bottom: 4px">{}</div>').format(_clean(text))


def paragraph(text: str) -> Markup:
    """A sentence."""
    return Markup('<div style="margin: 2px 0">{}</div>').format(_clean(text))


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """A table; numbers stand to the right."""
    cell = Markup('<t{0} style="text-align: {1}; padding: 1px 8px">{2}</t{0}>')
    body = [
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                cell.format("d", "right" if isinstance(v, float | int) else "left", _shown(v))
                for v in row
            )
        )
        for row in rows
    ]
    top = Markup("").join(cell.format("h", "left", name) for name in head)
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        top, Markup("").join(body)
    )


def facts(values: Mapping[str, object]) -> Markup:
    """Names with their values, one a line; what is empty is left out."""
    line = Markup('<div><span style="color: var(--muted)">{}</span> {}</div>')
    return Markup("").join(
        line.format(name, _shown(value))
        for name, value in values.items()
        if value not in ("", None)
    )


def drawn(picture: Picture) -> Markup:
    """A picture as SVG."""
    return svg(picture, next(_numbers))


def loss_curve(loss: tuple[Floats, Floats], measured: tuple[Floats, Floats], unit: str) -> Picture:
    """The loss of each step as a line, and that on the validation split as dots.

    Parameters
    ----------
    loss, measured
        Steps float64 ``(n,)`` and values float64 ``(n,)``; either may be empty.
    unit
        What the loss is counted in, such as ``nats``; may be empty.
    """
    x, y = _thinned(*loss)
    values = np.concatenate([y, measured[1]])
    values = values[np.isfinite(values)]
    last = max(1.0, *(float(steps[-1]) for steps in (loss[0], measured[0]) if len(steps)), 1.0)
    low, high = around(values.tolist(), floor=0.0)
    across, up = Scale(0.0, last, LEFT, WIDTH - RIGHT), Scale(low, high, HEIGHT - BOTTOM, TOP)
    name = f"loss ({unit})" if unit else "loss"
    marks: list[Mark] = frame(across, up, "step", name, digits.count, lambda v: f"{v:.3g}")
    names = []
    if len(x):
        points = zip(x.tolist(), y.tolist(), strict=True)
        line = tuple((across(a), up(b)) for a, b in points if np.isfinite(b))
        marks.append(Polyline(line, "series-1", 1.4))
        names.append(("training", "series-1"))
    if len(measured[0]):
        points = zip(*(values.tolist() for values in measured), strict=True)
        spots = [(across(a), up(b), b) for a, b in points if np.isfinite(b)]
        marks.append(Polyline(tuple((a, b) for a, b, _ in spots), "series-2", 1.4))
        marks += [Dot(a, b, 2.5, "series-2", tip=f"{value:.4g}") for a, b, value in spots]
        names.append(("validation", "series-2"))
    for n, (text, role) in enumerate(names):
        marks.append(PictureText(WIDTH - RIGHT + 12, TOP + 14 + 16 * n, text, role))
    about = "; ".join(f"{text} loss" for text, _ in names) or "Nothing was measured yet."
    return Picture("Loss", about, WIDTH, HEIGHT, tuple(marks))


def frame_of(columns: Mapping[str, Any], index: Any = None) -> pandas.DataFrame:
    """A DataFrame of columns by name.

    Raises
    ------
    UsageError
        When pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        message = "pandas is not installed, so there is no DataFrame."
        raise UsageError(message, "Run: pip install pandas") from error
    return pandas.DataFrame(dict(columns), index=index)


def _thinned(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Points averaged in blocks until there are few."""
    block = -(-len(x) // MOST_POINTS)
    if block <= 1:
        return x, y
    whole = len(x) // block * block
    return x[:whole].reshape(-1, block)[:, -1], y[:whole].reshape(-1, block).mean(1)


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else _clean(str(value))


def _clean(text: str) -> str:
    return digits.one_way(digits.clean(text))
