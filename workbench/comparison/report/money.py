"""Money: total cost against the number of answers, and where the cheapest changes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.comparison.costs import break_even
from workbench.comparison.report import digits
from workbench.comparison.report.axes import Scale, decades, frame, short, spread
from workbench.comparison.report.colours import colours
from workbench.comparison.report.picture import Dot, Mark, Picture, PictureText, Polyline
from workbench.comparison.table import ResultTable, TableEntry

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560.0, 320.0, 70.0, 176.0, 22.0, 46.0
FEWEST, STEPS = 100.0, 60
# What happens at so many times the volume is not drawn.
FAR = 1000


@dataclass(frozen=True)
class Switch:
    """From ``volume`` answers on ``after`` costs less in all than ``before``."""

    volume: float
    before: str
    after: str


def priced(table: ResultTable) -> list[TableEntry]:
    """Answerers whose costs are known and that do more than always say the same."""
    known = [entry for entry in table.entries if entry.cost.at(1) is not None]
    return [entry for entry in known if entry.approach != "baseline"]


def switches(table: ResultTable, choice: str) -> list[Switch]:
    """Where others and the one that is recommended swap places; rising.

    Where none is recommended, of all pairs.
    """
    found = []
    for one, other in itertools.combinations(priced(table), 2):
        at = break_even(one.cost, other.cost)
        if at is None or (choice and choice not in (one.name, other.name)):
            continue
        first, second = (one, other) if _once(one) < _once(other) else (other, one)
        found.append(Switch(at, first.name, second.name))
    return sorted(found, key=lambda switch: switch.volume)


def _once(entry: TableEntry) -> float:
    return entry.cost.before or 0.0


def money(table: ResultTable, volume: int, choice: str = "") -> Picture | None:
    """Total costs over volumes around ``volume``, both axes by powers of ten.

    ``None`` when nothing has a price. `switches` are marked.
    """
    entries = [e for e in priced(table) if e.cost.before or e.cost.per_1000]
    if not entries:
        return None
    swaps = switches(table, choice)
    near = [2 * swap.volume for swap in swaps if swap.volume <= FAR * volume]
    least, most = decades([min(FEWEST, volume / 10), max([10.0 * volume, *near])])
    volumes = [least * (most / least) ** (k / STEPS) for k in range(STEPS + 1)]
    totals = [[entry.cost.at(v) or 0.0 for v in volumes] for entry in entries]
    x = Scale(least, most, LEFT, WIDTH - RIGHT, log=True)
    y = Scale(*decades([t for line in totals for t in line if t]), HEIGHT - BOTTOM, TOP, log=True)
    marks = frame(x, y, "answers", "total cost", _many, _dollars)
    marks.append(Polyline(((x(volume), TOP), (x(volume), y.start)), "muted", 1, dashed=True))
    marks.append(PictureText(x(volume), TOP - 6, f"{_many(volume)} a month", "muted", "middle"))
    roles = colours(table)
    for entry, line in zip(entries, totals, strict=True):
        points = tuple((x(v), y(t)) for v, t in zip(volumes, line, strict=True) if t)
        marks.append(Polyline(points, roles[entry.name], 2))
    marks += _switches(table, swaps, x, y, roles)
    ends = [y(line[-1]) for line in totals]
    for entry, end, here in zip(entries, ends, spread(ends, 13, TOP, y.start), strict=True):
        role = roles[entry.name]
        marks.append(Polyline(((x.end, end), (x.end + 10, here)), role, 0.7))
        marks.append(PictureText(x.end + 13, here + 4, short(entry.name, RIGHT - 16), role))
    about = _about(entries, swaps, volume)
    numbers: dict[str, Sequence[str | float]] = {
        "Model": [entry.name for entry in entries for _ in volumes],
        "Answers": volumes * len(entries),
        "Total cost (USD)": [total for line in totals for total in line],
    }
    return Picture("What it costs in all", about, WIDTH, HEIGHT, tuple(marks), numbers)


def _switches(
    table: ResultTable, swaps: list[Switch], x: Scale, y: Scale, roles: dict[str, str]
) -> list[Mark]:
    costs = {entry.name: entry.cost for entry in table.entries}
    return [
        Dot(
            x(found.volume),
            y(costs[found.after].at(found.volume) or y.low),
            5,
            roles[found.after],
            True,
            sentence(found),
        )
        for found in swaps
        if x.low <= found.volume <= x.high
    ]


def sentence(switch: Switch) -> str:
    """What a switch means."""
    volume = digits.count(round(switch.volume))
    return f"From {volume} answers on {switch.after} costs less in all than {switch.before}."


def _about(entries: list[TableEntry], swaps: list[Switch], volume: int) -> str:
    said = [f"{e.name}: {digits.money(e.cost.at(volume))} for {volume:,} answers" for e in entries]
    return "; ".join(said + [sentence(found) for found in swaps])


def _dollars(value: float) -> str:
    return f"${value:,.0f}" if value >= 1 else f"${value:g}"


def _many(value: float) -> str:
    for unit, factor in (("bn", 1e9), ("M", 1e6), ("k", 1e3)):
        if value >= factor:
            return f"{value / factor:g} {unit}"
    return f"{value:g}"
