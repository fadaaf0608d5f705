"""Verdict: what a comparison says, in sentences; 'cannot tell' where it cannot.

Only what is shown is said: 'as good' within a margin that the plan sets (a non-inferiority test
against the best), 'worse' beyond chance, and 'not shown' for everything else, with how many more
rows would tell. See `workbench.comparison.best` for the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.comparison.best import Standing
from workbench.comparison.costs import break_even
from workbench.comparison.curve import Crossing
from workbench.comparison.table import APPROACHES, WAYS, AnswererPair, ResultTable, TableEntry
from workbench.core.measure import Measure
from workbench.core.statistics import Interval

# More rows than these are not to be had.
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Verdict:
    """The recommendation.

    Attributes
    ----------
    headline
        What is recommended, or why nothing is.
    choice
        The answerer that is recommended: the cheapest of those that are shown to be within the
        margin of the best; empty where none is.
    certain
        Whether there is such a one, and something else that it was compared with.
    reasons, conditions, warnings
        Why; under which conditions; what to be careful of. A sentence each.
    undecided
        Who is shown neither to be worse nor to be as good, and what would tell; a sentence each.
    open
        The names of these.
    """

    headline: str
    choice: str
    certain: bool
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    warnings: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def verdict(
    table: ResultTable, crossings: Sequence[Crossing], volume: int, rows: int = 0, spare: int = 0
) -> Verdict:
    """Judge a table of figures.

    Parameters
    ----------
    volume
        Answers a month; the cheapest is the cheapest for these.
    rows, spare
        How many rows were asked, and how many more the test split has.
    """
    warnings = _warnings(table)
    best = table.best(*WAYS)
    floor = table.best("baseline")
    if best is None:
        who = "no model" if floor is None else f"no model but {floor.name}"
        return Verdict(f"Cannot tell: {who} could be asked.", "", False, (), (), warnings)
    informed = [entry for entry in table.compared if table.informed(entry)]
    if not informed:
        headline, reason = _uninformed(table, best, floor)
        return Verdict(headline, "", False, (reason,), (), warnings)
    undecided = [e for e in table.compared if table.standings[e.name].outcome == "open"]
    open_lines = [_undecided(table, entry, rows) for entry in undecided]
    if undecided and spare > 0:
        open_lines.append(
            f"The test split has {spare:,} more rows. To ask them too, raise “Test rows” in the "
            "window, “rows” in the plan's file."
        )
    names = tuple(entry.name for entry in undecided)
    good = [entry for entry in informed if table.standings[entry.name].within]
    if not good:
        headline = (
            f"Cannot tell yet: {rows:,} rows are too few to show that any model is "
            f"{_near(table)}. {best.name} has the {table.measure.best} {table.measure.name} so far."
        )
        reasons = [_figure(table, best), *_others(table, best)]
        reasons += [_against(table, best, floor)] if floor is not None else []
        cheap = min([best, *undecided], key=lambda entry: _price(table, entry, volume))
        if cheap is not best:
            reasons.append(f"{cheap.name} costs least of those that are not shown to be worse.")
        return Verdict(headline, "", False, tuple(reasons), (), warnings, tuple(open_lines), names)
    choice = min(good, key=lambda entry: _price(table, entry, volume))
    reasons = _grounds(table, choice, good)
    reasons += [_figure(table, choice), *_others(table, choice)]
    reasons += [_against(table, choice, floor)] if floor is not None else []
    conditions = _conditions(table, choice, crossings, volume)
    return Verdict(
        f"{APPROACHES[choice.approach]}: {choice.name}.",
        choice.name,
        len(table.compared) > 1,
        tuple(reasons),
        tuple(conditions),
        warnings,
        tuple(open_lines),
        names,
    )


def _grounds(table: ResultTable, choice: TableEntry, good: Sequence[TableEntry]) -> list[str]:
    """Why this one of those that are good enough."""
    standing = table.standings[choice.name]
    if len(table.compared) == 1:
        return []
    if len(good) == 1:
        return [] if standing.first else [f"It alone is shown to be {_near(table)}."]
    those = f"the {len(good)} models that are shown to be {_near(table)}"
    if choice.cost.per_1000 is None or choice.cost.before is None:
        return [f"It is the best of {those}; what they cost is not known."]
    if any(e.cost.per_1000 is None or e.cost.before is None for e in good):
        return [f"It costs least of {those}, as far as their costs are known."]
    return [f"It costs least of {those}."]


def _near(table: ResultTable) -> str:
    """What is shown of whoever is as good."""
    return table.measure.near(table.margin)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _uninformed(table: ResultTable, best: TableEntry, floor: TableEntry | None) -> tuple[str, str]:
    """Where no model does better than saying the same every time, or than guessing."""
    if floor is not None and not table.pair(best.name, floor.name).better(best.name):
        name = floor.name[:1].lower() + floor.name[1:]
        headline = f"Cannot recommend any: no model is shown to be better than the {name}."
        return headline, _against(table, best, floor)
    headline = "Cannot recommend any: no model is shown to be better than chance."
    p = _p(table.chance[best.name])
    return headline, (
        f"{_figure(table, best)} With the labels shuffled among the rows it does as well "
        f"or better: {p}."
    )


def _undecided(table: ResultTable, entry: TableEntry, rows: int) -> str:
    """Who is neither shown to be worse nor as good, and what would tell."""
    standing, measure = table.standings[entry.name], table.measure
    seen = measure.lead(standing.lead)
    near = _near(table)
    if entry is table.compared[0]:
        said = (
            f"{entry.name} has the {measure.best} {measure.name}, but is not shown to be {near}: "
            f"{seen} against {table.compared[1].name}."
        )
    else:
        near = f"within {measure.within(table.margin)} of it" if table.margin else "as good"
        said = f"{entry.name} is not shown to be worse than the best, nor to be {near}: {seen}."
    return f"{said} {would_tell(measure, standing, rows)}"


def would_tell(measure: Measure, standing: Standing, rows: int) -> str:
    """The smallest difference that so many rows show, and how many more settle the question."""
    said = f"{rows:,} rows show differences of {measure.gap(standing.detectable)} and more"
    if standing.rows_needed is None:
        return f"{said}."
    more = up(standing.rows_needed - rows)
    if more > MOST_ROWS:
        return f"{said}; more than a million rows would be needed to tell."
    return f"{said}; about {more:,} more rows would tell."


def up(count: int) -> int:
    """Rounded up to two digits: more would pretend to be exact."""
    if count < 100:
        return max(1, count)
    unit = int(10 ** (len(str(count)) - 2))
    return -(-count // unit) * unit


def _others(table: ResultTable, choice: TableEntry) -> list[str]:
    """The best of every other way, and the first, as far as something is shown of them."""
    rivals = [table.best(way) for way in WAYS if way != choice.approach]
    told = [table.compared[0], *(entry for entry in rivals if entry is not None)]
    said = []
    for entry in dict.fromkeys(each.name for each in told if each is not choice):
        pair = table.pair(choice.name, entry)
        if pair.better(choice.name):
            said.append(_pair(table, pair, choice.name, entry))
            continue
        line = standing_line(table, entry)
        if line:
            said.append(line)
    own = table.standings[choice.name]
    if own.first and len(table.compared) > 1:
        said.insert(0, f"It is shown to be the best of all {len(table.compared)}.")
    return said


def standing_line(table: ResultTable, name: str) -> str:
    """What is shown of an answerer against the best; empty where nothing is."""
    standing = table.standings[name]
    lead = table.measure.lead(standing.lead)
    if standing.first:
        return f"{name} is shown to be the best: {lead} against the next."
    if standing.within and standing.behind:
        return f"{name} is worse than the best, but {_near(table)}: {lead}."
    if standing.within:
        return f"{name} is {_near(table)}: {lead}."
    return f"{name} is worse than the best: {lead}." if standing.behind else ""


def _price(table: ResultTable, entry: TableEntry, volume: int) -> tuple[float, float]:
    total = entry.cost.at(volume)
    # Of those that cost the same the one that is more often right, where that is counted.
    figure = entry.figures.get("accuracy", entry.figure(table.metric))
    worth = 1 if "accuracy" in entry.figures else table.measure.sign
    return (float("inf") if total is None else total, -worth * figure.value)


def _figure(table: ResultTable, entry: TableEntry) -> str:
    measure = table.measure
    figure = measure.spoken(entry.figure(table.metric))
    return f"{entry.name} reaches {measure.article} {measure.name} of {figure}."


def _against(table: ResultTable, choice: TableEntry, floor: TableEntry) -> str:
    return _pair(table, table.pair(choice.name, floor.name), choice.name, floor.name)


def _pair(table: ResultTable, pair: AnswererPair, name: str, rival: str) -> str:
    """What a pair's own test shows of ``name``."""
    sign = 1 if pair.first == name else -1
    gap = pair.paired.difference
    ahead = gap if sign > 0 else Interval(-gap.value, -gap.high, -gap.low)
    size = f"{table.measure.lead(ahead)}, {_p(pair.corrected)}"
    # Else an interval beside zero would seem to say the opposite.
    n = table.alike(pair)
    size += f" corrected for {n} pairs" if n > 1 else ""
    if not pair.apart:
        return f"{name} is not shown to differ from {rival}: {size}."
    return f"{name} is {'better' if sign * gap.value > 0 else 'worse'} than {rival}: {size}."


def _p(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _conditions(
    table: ResultTable, choice: TableEntry, crossings: Sequence[Crossing], volume: int
) -> list[str]:
    said = [found.sentence for found in crossings if choice.name in (found.learner, found.rival)]
    rivals = [table.best(way) for way in WAYS if way != choice.approach]
    for rival in rivals:
        at = None if rival is None else break_even(choice.cost, rival.cost)
        if at is None or rival is None:
            continue
        cheap, dear = (rival, choice) if volume < at else (choice, rival)
        side = "below" if (cheap.cost.before or 0) < (dear.cost.before or 0) else "above"
        said.append(f"{cheap.name} is cheaper than {dear.name} {side} {at:,.0f} answers.")
    if choice.facts.destination:
        said.append(f"Rows leave this machine: they are sent to {choice.facts.destination}.")
    else:
        said.append("Rows stay on this machine.")
    return said


def _nothing(table: ResultTable) -> str:
    """What an answer is that says nothing of the kind that was asked for."""
    if table.measure.per_class:
        return "no label at all"
    return "not one readable answer; each counts as the training rows' typical one"


def _warnings(table: ResultTable) -> tuple[str, ...]:
    said = []
    for entry in table.entries:
        if entry.off_label >= 0.05:
            said.append(
                f"{entry.name} gives {entry.off_label:.0%} answers that are {_nothing(table)}."
            )
        if thought := entry.predictions.share("reasoning"):
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
    slowed = [entry for entry in table.entries if entry.facts.busy]
    if slowed:
        longest = max(entry.facts.waited or 0.0 for entry in slowed)
        said.append(
            f"Timed on a busy machine: {_listed([entry.name for entry in slowed])}. Up to "
            f"{longest:.0%} of the time went into waiting for a core, so that latency, throughput "
            "and costs are too high. Measure the times again when the machine is quiet: "
            "“Measure times again” in the window, --time-again in the terminal."
        )
    for result in table.missing:
        said.append(f"{result.job.name} could not be asked: {result.problem} {result.remedy}")
    return tuple(line.strip() for line in said)


_CHANGED = {"paraphrase": "wording", "order": "order of labels", "seed": "seed"}


def signed(value: float, decimals: int = 3) -> str:
    """A difference with its sign; what rounds to nothing has none."""
    rounded = round(value, decimals)
    return f"{rounded:+.{decimals}f}".replace("-", "−") if rounded else f"{0:.{decimals}f}"
