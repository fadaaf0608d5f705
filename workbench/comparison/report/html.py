"""HTML: the verdict page as one file that needs nothing else, no script and no network.

Texts of a dataset and answers of models are hostile: everything is escaped, and the page's own
policy lets a browser run and load nothing.
"""

from __future__ import annotations

import base64
import tomllib
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from workbench.comparison.report import digits, examples, hints, overview, repeat, sheets
from workbench.comparison.report.charts import charts
from workbench.comparison.report.colours import SERIES
from workbench.comparison.report.data import Report
from workbench.comparison.report.picture import Picture
from workbench.comparison.report.svg import svg
from workbench.core import paths
from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic

ROLES = ("window", "panel", "raised", "border", "text", "muted", "accent", "good", "warn", "bad")


def write(page: Report, path: Path) -> None:
    """Write the page to a file.

    Raises
    ------
    StorageError
        When the file cannot be written.
    """
    try:
        atomic.write_text(path, render(page))
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error


def render(page: Report) -> str:
    """The page as text."""
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_file),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("comparison.html").render(_context(page))


def _context(page: Report) -> dict[str, Any]:
    drawn, found = charts(page), page.found
    number = iter(range(1000))

    def draw(picture: Picture) -> Markup:
        return svg(picture, next(number))

    raw = base64.b64encode(repeat.figures(page).encode()).decode()
    return {
        "page": page,
        "plan": found.plan,
        "verdict": page.verdict,
        "status": overview.status(page),
        "asked": overview.asked(page),
        "measured": not found.held_out.classes,
        "columns": overview.columns(page),
        "lines": overview.lines(page),
        "drawn": drawn,
        "draw": draw,
        "sheets": {name: getattr(sheets, name)(page) for name in SHEETS},
        "examples": examples.examples(page),
        "hints": hints.hints(page),
        "toml": repeat.toml(page),
        "command": repeat.command(page),
        "hashes": repeat.hashes(page),
        "versions": repeat.versions(),
        "json": f"data:application/json;base64,{raw}",
        "file": repeat.command(page).rpartition(" ")[2].removesuffix(".toml"),
        "style": Markup(_file("comparison.css")),
        "light": _colours("light"),
        "dark": _colours("dark"),
        "digits": digits,
    }


SHEETS = (
    "leaks",
    "standings",
    "differences",
    "others",
    "points",
    "crossings",
    "costs",
    "steadiness",
    "parts",
    "confusions",
    "provenance",
)


def _finalize(value: object) -> object:
    """Before it is escaped: what a file cannot hold becomes visible."""
    return digits.clean(value) if type(value) is str else value


def _file(name: str) -> str:
    return paths.resource(f"report/{name}").read_text("utf-8")


def _colours(theme: str) -> Markup:
    """CSS variables from the window's own colours."""
    table = tomllib.loads(paths.resource(f"themes/{theme}.toml").read_text("utf-8"))
    said = [f"--{role}: {table[role]};" for role in ROLES]
    said += [f"--series-{n + 1}: {table['series'][n]};" for n in range(SERIES)]
    return Markup(" ".join(said))
