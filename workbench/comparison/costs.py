"""Costs: what answers cost to run and what they cost before the first one, in US dollars."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.comparison.plan import Costs
from workbench.comparison.predictions import Facts

HOUR_S = 3600.0


@dataclass(frozen=True)
class Cost:
    """What an answerer costs.

    Attributes
    ----------
    per_1000
        A thousand answers; ``None`` when the price is not known.
    before
        What is paid once: labels and learning; ``None`` when the price of that is not known.
    labels
        The part of ``before`` that people are paid for labels.
    how
        Where the running price comes from.
    """

    per_1000: float | None
    before: float | None
    labels: float
    how: str

    def at(self, volume: float) -> float | None:
        """All of it for so many answers."""
        if self.per_1000 is None or self.before is None:
            return None
        return self.before + self.per_1000 * volume / 1000


def cost(facts: Facts, rows: int, prices: Costs) -> Cost:
    """What answers like these cost; what runs on this machine costs its time."""
    labels = facts.labels * prices.label
    before = None
    if facts.fit_price is not None:
        before = labels + facts.fit_s / HOUR_S * prices.machine_hour + facts.fit_price
    if facts.destination:
        if facts.price is None or not rows:
            return Cost(None, before, labels, "its price is not known")
        return Cost(1000 * facts.price / rows, before, labels, facts.price_source)
    if not facts.rows_per_s:
        return Cost(None, before, labels, "its speed is not known")
    seconds = 1000 / facts.rows_per_s
    how = f"measured here, a machine at {prices.machine_hour:g} $ an hour"
    if facts.busy:
        how = f"measured here while the machine was busy, so too high; {how.partition(', ')[2]}"
    return Cost(seconds / HOUR_S * prices.machine_hour, before, labels, how)


def break_even(one: Cost, other: Cost) -> float | None:
    """From how many answers on the two swap places as the cheaper one.

    ``None`` when one of them is cheaper from the first answer on, or a price is not known.
    """
    if one.per_1000 is None or other.per_1000 is None:
        return None
    if one.before is None or other.before is None:
        return None
    slower, gap = one.per_1000 - other.per_1000, other.before - one.before
    if slower == 0 or gap / slower <= 0:
        return None
    return 1000 * gap / slower
