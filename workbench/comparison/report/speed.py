"""Speed: how long single answers take, p50, p95 and p99."""

from __future__ import annotations

from workbench.comparison.report import digits
from workbench.comparison.report.axes import Scale, below, decades, named
from workbench.comparison.report.colours import colours
from workbench.comparison.report.picture import Box, Mark, Picture, PictureText
from workbench.comparison.table import ResultTable

WIDTH, ROW, LEFT, RIGHT = 560.0, 32.0, 190.0, 128.0
# One inside the other: the usual answer is the strongest, the slowest the faintest.
BARS = ((2, 4.0, 0.3), (1, 9.0, 0.55), (0, 14.0, 1.0))


def speed(table: ResultTable) -> Picture | None:
    """Bars over a logarithmic axis; ``None`` when nothing was timed."""
    timed = [e for e in table.entries if e.facts.latency_ms is not None]
    values = [max(1e-3, ms) for e in timed for ms in e.facts.latency_ms or ()]
    if not values:
        return None
    low, high = decades(values)
    # The shortest bar must be seen, too.
    low = low / 10 if min(values) < 1.5 * low else low
    x = Scale(low, high, LEFT, WIDTH - RIGHT, log=True)
    bottom = 8 + ROW * len(timed)
    marks: list[Mark] = below(x, bottom, 6, _tick)
    roles, said = colours(table), []
    for number, entry in enumerate(timed):
        y, ms = 8 + ROW * (number + 0.5), entry.facts.latency_ms or (0, 0, 0)
        words = " / ".join(digits.three(value) for value in ms)
        said.append(f"{entry.name}: p50, p95 and p99 {words} ms")
        marks += named(entry.name, LEFT - 8, y, LEFT - 10)
        for which, thick, opacity in BARS:
            end, role = x(ms[which]), roles[entry.name]
            marks.append(Box(LEFT, y - thick / 2, end - LEFT, thick, role, opacity, said[-1]))
        marks.append(PictureText(x(ms[2]) + 6, y + 4, words, "muted"))
    percentiles = {
        f"{name} (ms)": [(entry.facts.latency_ms or (0, 0, 0))[at] for entry in timed]
        for at, name in enumerate(("p50", "p95", "p99"))
    }
    return Picture(
        "Latency of single answers: p50, p95, p99",
        "; ".join(said),
        WIDTH,
        bottom + 26,
        tuple(marks),
        {"Model": [entry.name for entry in timed], **percentiles},
    )


def _tick(ms: float) -> str:
    return f"{ms:g} ms" if ms < 1000 else f"{ms / 1000:g} s"
