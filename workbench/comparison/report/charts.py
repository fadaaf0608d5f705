"""Charts: every picture that a page has something for, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.comparison.report.confused import matrices
from workbench.comparison.report.curves import curves
from workbench.comparison.report.data import Report
from workbench.comparison.report.forest import forest
from workbench.comparison.report.money import money
from workbench.comparison.report.picture import Picture
from workbench.comparison.report.speed import speed
from workbench.comparison.report.sureness import abstention, reliability


@dataclass(frozen=True)
class Charts:
    """Pictures of a page; ``None`` where there is nothing to draw."""

    forest: Picture | None
    curves: Picture | None
    money: Picture | None
    speed: Picture | None
    reliability: Picture | None
    abstention: Picture | None
    confusion: tuple[Picture, ...]

    @property
    def single(self) -> list[Picture]:
        """All but the matrices, in order."""
        each = (self.forest, self.curves, self.money, self.speed, self.reliability, self.abstention)
        return [picture for picture in each if picture is not None]


def charts(page: Report) -> Charts:
    """Draw everything."""
    volume = page.found.plan.costs.volume
    return Charts(
        forest(page.table) if page.table.entries else None,
        curves(page),
        money(page.table, volume, page.verdict.choice),
        speed(page.table),
        reliability(page),
        abstention(page),
        tuple(matrices(page)),
    )
