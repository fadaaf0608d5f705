"""Text for people and JSON for programs."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.core.io.plain_text import json_text, one_line

if TYPE_CHECKING:
    from workbench.core.contracts.params import Params, Setting

_SHARES = ("accuracy", "macro_f1", "micro_f1", "exact", "hamming")


def columns(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Align rows under headings; the last column may be of any length."""
    table = [list(headings), *([one_line(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    widths[-1] = 0
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def facts(pairs: Mapping[str, object]) -> str:
    """Align names and values, one pair a line; empty values are left out."""
    shown = {one_line(name): one_line(value) for name, value in pairs.items() if str(value)}
    width = max(map(len, shown), default=0)
    return "\n".join(f"{name.ljust(width)}  {value}" for name, value in shown.items())


def settings_table(params: type[Params]) -> str:
    """A plugin's settings with their defaults; empty for a plugin that has none."""
    from workbench.core.contracts.params import settings_of

    rows = [(s.name, default(s), s.help) for s in settings_of(params)]
    return columns(("setting", "default", "what it does"), rows) if rows else ""


def default(setting: Setting) -> str:
    """A setting's default with its unit, as one would write it."""
    if setting.default is None:
        return "none"
    text = str(setting.default).lower() if setting.kind == "bool" else str(setting.default)
    return f"{text} {setting.unit}".strip()


def figure(name: str, value: float) -> str:
    """A metric as people read it: shares in per cent, the rest with four digits."""
    if name.split("/")[-1] in _SHARES or name.startswith("accuracy/"):
        return f"{100 * value:.2f} %"
    return f"{value:,.0f}" if float(value).is_integer() and abs(value) >= 1 else f"{value:.4g}"


def figures(metrics: Mapping[str, float]) -> str:
    """Several metrics on one line, each split's name once: ``val loss 0.21, accuracy 94.5 %``."""
    parts: dict[str, list[str]] = {}
    for name, value in metrics.items():
        split, _, short = name.rpartition("/")
        parts.setdefault(split, []).append(f"{short} {figure(name, value)}")
    return "  ".join(f"{split} {', '.join(texts)}".strip() for split, texts in parts.items())


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s"


def size(n_bytes: float) -> str:
    """A number of bytes as people say it."""
    for unit in ("B", "kB", "MB", "GB"):
        if n_bytes < 1000:
            return f"{n_bytes:.0f} {unit}" if unit == "B" else f"{n_bytes:.1f} {unit}"
        n_bytes /= 1000
    return f"{n_bytes:.1f} TB"


def moment(unix: float) -> str:
    """A point in time, local."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(unix))


def emit_json(value: Any) -> None:
    """Print one line of JSON; NaN and infinity, which JSON lacks, become null."""
    text = json.dumps(_finite(value), ensure_ascii=False, default=str)
    click.echo(json_text(text))


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
