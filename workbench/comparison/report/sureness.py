"""Sureness: whether the probabilities that are told can be believed, and what silence buys."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from workbench.comparison.report import digits
from workbench.comparison.report.axes import Scale, around, frame, short
from workbench.comparison.report.colours import colours
from workbench.comparison.report.data import Report
from workbench.comparison.report.picture import Dot, Mark, Picture, PictureText, Polyline
from workbench.comparison.table import TableEntry
from workbench.core.statistics import calibration

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560.0, 320.0, 56.0, 190.0, 14.0, 46.0
POINTS = 150
Curve = tuple[TableEntry, list[tuple[float, float]], list[float]]


def telling(page: Report) -> list[TableEntry]:
    """Answerers that tell probabilities which are not always the same."""
    told = [e for e in page.table.entries if e.predictions.probabilities is not None]
    return [entry for entry in told if entry.approach != "baseline"]


def reliability(page: Report) -> Picture | None:
    """How often answers of a confidence are right; ``None`` when nobody tells probabilities."""
    found: list[Curve] = []
    for entry in telling(page):
        bins = calibration.reliability(*_sure(page, entry))
        points = [(each.confidence, each.accuracy) for each in bins]
        found.append((entry, points, [float(each.count) for each in bins]))
    if not found:
        return None
    names = [f"error {digits.figure(e.calibration_error)}" for e, _, _ in found]
    x, y = Scale(0, 1, LEFT, WIDTH - RIGHT), Scale(0, 1, HEIGHT - BOTTOM, TOP)
    diagonal = Polyline(((x(0), y(0)), (x(1), y(1))), "muted", 1, dashed=True)
    return _picture(
        page,
        found,
        names,
        (x, y),
        [diagonal],
        "Reliability: confidence and how often it is right",
        ("confidence", "accuracy"),
    )


def abstention(page: Report) -> Picture | None:
    """Accuracy of the surest answers; ``None`` when nobody tells probabilities."""
    found: list[Curve] = []
    for entry in telling(page):
        coverage, accuracy = calibration.abstention(*_sure(page, entry))
        pick = np.unique(np.linspace(0, len(coverage) - 1, POINTS).astype(int))
        points = list(zip(coverage[pick].tolist(), accuracy[pick].tolist(), strict=True))
        found.append((entry, points, []))
    if not found:
        return None
    # The surest handful says little, and would take all of the axis for itself.
    seen = [a for _, points, _ in found for c, a in points if c >= 0.05]
    low, high = around(seen, 0.0, 1.0)
    x, y = Scale(0, 1, LEFT, WIDTH - RIGHT), Scale(low, high, HEIGHT - BOTTOM, TOP)
    names = [""] * len(found)
    return _picture(
        page,
        found,
        names,
        (x, y),
        [],
        "Abstention: when only the most confident are answered",
        ("part of the rows that is answered", "accuracy"),
    )


def _sure(page: Report, entry: TableEntry) -> tuple[calibration.Floats, npt.NDArray[np.bool_]]:
    assert entry.predictions.probabilities is not None
    sure = entry.predictions.probabilities.max(1).astype(np.float64)
    return sure, entry.predictions.predicted == page.found.held_out.truth


def _picture(
    page: Report,
    curves: list[Curve],
    names: list[str],
    scales: tuple[Scale, Scale],
    behind: list[Mark],
    title: str,
    axes: tuple[str, str],
) -> Picture:
    x, y = scales
    marks: list[Mark] = [*frame(x, y, *axes, _number, _number), *behind]
    roles = colours(page.table)
    for number, ((entry, points, counts), name) in enumerate(zip(curves, names, strict=True)):
        role = roles[entry.name]
        marks.append(Polyline(tuple((x(a), y(b)) for a, b in points), role, 1.8))
        most = max(counts, default=1.0)
        for (a, b), n in zip(points, counts, strict=False):
            tip = f"{entry.name}: {digits.count(n)} answers at {a:.2f}, right {b:.2f}"
            marks.append(Dot(x(a), y(b), 2 + 4 * (n / most) ** 0.5, role, tip=tip))
        here = TOP + 8 + (30 if name else 16) * number
        marks.append(Polyline(((x.end + 10, here), (x.end + 26, here)), role, 3))
        marks.append(PictureText(x.end + 31, here + 4, short(entry.name, RIGHT - 33), "text"))
        marks.append(PictureText(x.end + 31, here + 17, name, "muted"))
    about = "; ".join(
        f"{entry.name} {name}: "
        + ", ".join(f"{b:.2f} at {a:.2f}" for a, b in points[:: max(1, len(points) // 8)])
        for (entry, points, _), name in zip(curves, names, strict=True)
    )
    drawn = [(entry.name, a, b) for entry, points, _ in curves for a, b in points]
    numbers: dict[str, Sequence[str | float]] = {
        "Model": [name for name, _, _ in drawn],
        axes[0].capitalize(): [a for _, a, _ in drawn],
        axes[1].capitalize(): [b for _, _, b in drawn],
    }
    if rows := [count for _, _, counts in curves for count in counts]:
        numbers["Rows"] = [int(count) for count in rows]
    return Picture(title, about, WIDTH, HEIGHT, tuple(marks), numbers)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
