"""Verdict: what a comparison says, in sentences; 'cannot tell' where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.comparison.costs import break_even
from workbench.comparison.curve import Crossing
from workbench.comparison.statistics import Interval, Metric
from workbench.comparison.table import APPROACHES, Entry, Pair, Table

METRICS: dict[Metric, str] = {"accuracy": "accuracy", "macro_f1": "macro-F1"}
WAYS = ("prompt", "adapt", "own")


@dataclass(frozen=True)
class Verdict:
    """The recommendation.

    Attributes
    ----------
    headline
        One sentence.
    choice
        The answerer that is recommended; empty when none can be.
    certain
        Whether the best is better than the best of every other way, beyond chance.
    reasons, conditions, warnings
        Why; under which conditions; what to be careful of. A sentence each.
    """

    headline: str
    choice: str
    certain: bool
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    warnings: tuple[str, ...]


def verdict(table: Table, crossings: Sequence[Crossing], volume: int) -> Verdict:
    """Judge a table of figures.

    An answerer counts as better than another only where the difference is beyond chance at 5 %,
    corrected for all pairs. Among those that are not worse than the best, the cheapest at
    ``volume`` answers is recommended.
    """
    best = table.best(*WAYS)
    warnings = _warnings(table)
    floor = table.best("baseline")
    if best is None:
        who = "nobody" if floor is None else f"nobody but {floor.name}"
        return Verdict(f"Cannot tell: {who} could be asked.", "", False, (), (), warnings)
    if floor is not None and not _better(table, best, floor):
        headline = (
            f"Cannot recommend any: {best.name} is not better than {floor.name.lower()} "
            "beyond chance."
        )
        return Verdict(headline, "", False, (_against(table, best, floor),), (), warnings)
    equals = [e for e in table.entries if e.approach in WAYS and not _worse(table, e, best)]
    choice = min(equals, key=lambda entry: _price(entry, volume))
    others = [way for way in WAYS if way != choice.approach]
    rivals = [entry for way in others if (entry := table.best(way)) is not None]
    certain = bool(rivals) and all(_better(table, choice, rival) for rival in rivals)
    headline = _headline(table, choice, best, equals, certain, bool(rivals))
    reasons = [_figure(choice, table.metric)]
    reasons += [_against(table, choice, rival) for rival in rivals]
    reasons += [_against(table, choice, floor)] if floor is not None else []
    conditions = _conditions(choice, rivals, crossings, volume)
    return Verdict(headline, choice.name, certain, tuple(reasons), tuple(conditions), warnings)


def _headline(
    table: Table, choice: Entry, best: Entry, equals: Sequence[Entry], certain: bool, rivals: bool
) -> str:
    way = APPROACHES[choice.approach]
    if certain or not rivals:
        return f"{way}: {choice.name}."
    ways = list(dict.fromkeys(APPROACHES[entry.approach].lower() for entry in equals))
    if len(ways) > 1:
        tied = " or to ".join(ways)
        return (
            f"Cannot tell whether it is better to {tied}. "
            f"{choice.name} costs least among those that are not worse than the best."
        )
    if choice is not best:
        return f"{way}: {choice.name}, which is not worse than {best.name} beyond chance."
    return f"{way}: {choice.name}; by {METRICS[table.metric]} it leads, though not everywhere."


def _better(table: Table, one: Entry, other: Entry) -> bool:
    pair = table.pair(one.name, other.name)
    ahead = pair.paired.difference.value > 0
    return pair.apart and (ahead if pair.first == one.name else not ahead)


def _worse(table: Table, one: Entry, other: Entry) -> bool:
    return one is not other and _better(table, other, one)


def _price(entry: Entry, volume: int) -> tuple[float, float]:
    total = entry.cost.at(volume)
    return (float("inf") if total is None else total, -entry.accuracy.value)


def _figure(entry: Entry, metric: Metric) -> str:
    article = "an" if metric == "accuracy" else "a"
    return f"{entry.name} reaches {article} {METRICS[metric]} of {spoken(entry.figure(metric))}."


def _against(table: Table, choice: Entry, rival: Entry) -> str:
    pair = table.pair(choice.name, rival.name)
    sign = 1 if pair.first == choice.name else -1
    gap = pair.paired.difference
    low, high = sorted((sign * gap.low, sign * gap.high))
    size = f"{signed(sign * gap.value)} ({signed(low)} … {signed(high)})"
    p = _p(pair)
    if not pair.apart:
        n = len(table.pairs)
        # Else an interval beside zero would seem to say the opposite.
        p += f" corrected for {n} pairs" if n > 1 else ""
        return f"Against {rival.name} it cannot be told: {size}, {p}."
    word = "better" if sign * gap.value > 0 else "worse"
    return f"It is {word} than {rival.name}: {size}, {p}."


def _p(pair: Pair) -> str:
    return "p < 0.001" if pair.corrected < 0.001 else f"p = {pair.corrected:.3f}"


def _conditions(
    choice: Entry, rivals: Sequence[Entry], crossings: Sequence[Crossing], volume: int
) -> list[str]:
    said = [found.sentence for found in crossings if choice.name in (found.learner, found.rival)]
    for rival in rivals:
        at = break_even(choice.cost, rival.cost)
        if at is None:
            continue
        cheap, dear = (rival, choice) if volume < at else (choice, rival)
        side = "below" if (cheap.cost.before or 0) < (dear.cost.before or 0) else "above"
        said.append(f"{cheap.name} is cheaper than {dear.name} {side} {at:,.0f} answers.")
    if choice.facts.destination:
        said.append(f"Rows leave this machine: they are sent to {choice.facts.destination}.")
    else:
        said.append("Rows stay on this machine.")
    return said


def _warnings(table: Table) -> tuple[str, ...]:
    said = []
    for entry in table.entries:
        if entry.off_label >= 0.05:
            said.append(
                f"{entry.name} gives {entry.off_label:.0%} answers that are no label at all."
            )
        if thought := entry.said.share("reasoning"):
            said.append(
                f"{entry.name} only reasoned in {thought:.0%} of its answers and gave none: "
                "allow it more tokens."
            )
        if entry.job.spec.searches:
            said.append(
                f"{entry.name} chooses its examples among {entry.facts.labels:,} labelled rows, "
                "which it needs as much as a model that learns from them."
            )
        if entry.failed:
            said.append(f"{entry.name} gave no answer to {entry.failed:.1%} of the rows.")
        shaky = {k: v for k, v in entry.facts.retests.items() if v < 0.9}
        if shaky:
            worst = min(shaky, key=lambda name: shaky[name])
            said.append(
                f"{entry.name} is unsteady: with another {_CHANGED[worst]} only "
                f"{shaky[worst]:.0%} of its answers stay the same."
            )
    for result in table.missing:
        said.append(f"{result.job.name} could not be asked: {result.problem} {result.remedy}")
    return tuple(line.strip() for line in said)


_CHANGED = {"paraphrase": "wording", "order": "order of labels", "seed": "seed"}


def spoken(figure: Interval) -> str:
    """A figure with its interval."""
    return f"{figure.value:.3f} (95 %: {figure.low:.3f} … {figure.high:.3f})"


def signed(value: float, places: int = 3) -> str:
    """A difference with its sign; what rounds to nothing has none."""
    rounded = round(value, places)
    return f"{rounded:+.{places}f}".replace("-", "−") if rounded else f"{0:.{places}f}"
