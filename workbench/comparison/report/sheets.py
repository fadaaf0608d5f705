"""Sheets: a page's tables as text, which HTML and PDF set alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.comparison import slices as cut
from workbench.comparison.report import confused, digits
from workbench.comparison.report.data import LEAKS, Report
from workbench.comparison.table import APPROACHES, AnswererPair, TableEntry
from workbench.comparison.verdict import MOST_ROWS, signed, up
from workbench.core.measure import Measure, measure_of
from workbench.core.statistics import Interval

# Classes with more answers than these are shown by how badly they are read.
CLASSES = 15
# More columns of a table than these make a sheet that nobody reads; in the JSON are all.
COLUMNS = 8
# More pairs than these are not read.
MANY = 15


@dataclass(frozen=True)
class Cell:
    """A cell: what it says, smaller below it what belongs to that, and a PNG file above it."""

    text: str
    below: str = ""
    image: bytes = b""


@dataclass(frozen=True)
class Sheet:
    """A table.

    Attributes
    ----------
    numbers
        Which columns hold numbers and stand to the right.
    strong
        Rows that stand out.
    """

    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()


OUTCOMES = {
    "best": "the best",
    "as good": "as good",
    "worse": "worse",
    "open": "not decided",
}


def leaks(page: Report) -> Sheet:
    """What may give the answer away."""
    rows = [
        (
            Cell(leak.sentence, leak.remedy),
            Cell(digits.share(leak.score)),
            Cell(digits.share(leak.baseline) if leak.baseline else digits.NONE),
            Cell(digits.count(leak.rows)),
        )
        for leak in page.found.leaks
    ]
    about = (
        "What alone predicts nearly all there is to predict, on held-out rows, where everything "
        "else together does not; sums that contain the target; and what both splits hold. For "
        "numbers, Alone is the part of the absolute error that is explained."
    )
    head = ("Finding", "Alone", "Most frequent", "Rows")
    return _sheet(LEAKS, about, head, rows, (1, 2, 3))


def standings(page: Report) -> Sheet:
    """Every model against the best of the others."""
    table, rows_asked = page.table, len(page.found.held_out)
    rows = [
        (
            Cell(entry.name, way(entry)),
            Cell(
                table.measure.lead_value(standing.lead),
                table.measure.lead_ends(standing.lead),
            ),
            Cell(OUTCOMES[standing.outcome]),
            Cell(table.measure.figure(standing.detectable)),
            Cell(
                digits.NONE
                if standing.rows_needed is None
                else _more(standing.rows_needed - rows_asked)
            ),
        )
        for entry in table.compared
        if (standing := table.standings[entry.name]).rival >= 0
    ]
    near = table.measure.near(table.margin)
    about = (
        f"Its {table.measure.title} minus the best of the others, with intervals that hold for all "
        "of them together at 95 % (Hsu's multiple comparisons with the best). As good: shown to be "
        f"{near}. Worse: shown to be worse than the best. Rows show: the smallest difference that "
        "so many rows show four times in five. More rows: with how many more the question would "
        "be settled four times in five, were the difference as it is."
    )
    head = ("Model", "Against the best other", "Shown to be", "Rows show", "More rows would tell")
    return _sheet("Against the best", about, head, rows, (1, 3, 4))


def _more(count: int) -> str:
    more = up(count)
    return "over 1,000,000" if more > MOST_ROWS else f"about {more:,}"


def differences(page: Report) -> Sheet:
    """Pairs, with what chance leaves of them; of very many, those of the recommended one."""
    return _differences(
        page, "Differences", [pair for pair in page.table.pairs if _near(page, pair)]
    )


def others(page: Report) -> Sheet:
    """The pairs that `differences` leaves."""
    return _differences(
        page, "All other pairs", [pair for pair in page.table.pairs if not _near(page, pair)]
    )


def _near(page: Report, pair: AnswererPair) -> bool:
    choice = page.verdict.choice
    return not choice or len(page.table.pairs) <= MANY or choice in (pair.first, pair.second)


def _differences(page: Report, title: str, pairs: list[AnswererPair]) -> Sheet:
    measure = page.table.measure
    rows = [
        (
            Cell(pair.first),
            Cell(pair.second),
            Cell(
                measure.lead_value(pair.paired.difference),
                measure.lead_ends(pair.paired.difference),
            ),
            Cell(digits.p_value(pair.corrected)),
            Cell(signed(pair.paired.effect, 2)),
            Cell(digits.count(pair.paired.only_first)),
            Cell(digits.count(pair.paired.only_second)),
            Cell(_spoken(pair.paired.difference, pair.apart)),
        )
        for pair in pairs
    ]
    about = (
        f"{measure.title} of the first minus the second, on the same rows, with the 95 % interval "
        "of the pair alone. p is corrected for the number of pairs (Holm), those with a baseline "
        f"by themselves. Effect is {_effect(page)}: 0.2 is small, 0.5 medium, 0.8 large."
    )
    head = (
        "First",
        "Second",
        "Difference",
        "p",
        "Effect",
        "Only first right",
        "Only second right",
        "Says",
    )
    return _sheet(title, about, head, rows, range(2, 7))


def points(page: Report) -> Sheet:
    """The numbers of the learning curves."""
    measure = page.table.measure
    rows = [
        (Cell(line.name), Cell(digits.count(n)), Cell(str(seeds)), _figure(measure, found))
        for line in page.lines
        for n, seeds, found in zip(line.labels, line.seeds, line.figures, strict=True)
    ]
    head = ("Learner", measure.labels.capitalize(), "Seeds", measure.title)
    return _sheet("Points of the curves", "Means over the seeds.", head, rows, (1, 2, 3))


def crossings(page: Report) -> Sheet:
    """From how many labels on a learner is better than a prompt."""
    rows = [
        (
            Cell(each.learner),
            Cell(each.rival),
            Cell("not within the data")
            if np.isinf(each.labels)
            else Cell(digits.count(each.labels)),
            Cell(f"{digits.count(each.low)} … {digits.count(each.high)}"),
            Cell(digits.share(each.sure)),
            Cell("yes" if each.significant else "no"),
        )
        for each in page.crossings
    ]
    about = (
        "Happens in: the part of the resamples in which it happens within the data. Shown: that is "
        "95 % at least, and with all labels the two differ beyond chance."
    )
    head = (
        "Learner",
        "is ahead of",
        f"from {page.table.measure.labels}",
        "95 % interval",
        "Happens in",
        "Shown",
    )
    return _sheet("Crossings", about, head, rows, (2, 3, 4))


def costs(page: Report) -> Sheet:
    """What each answerer costs, once and for each answer."""
    volume = page.found.plan.costs.volume
    rows = [
        (
            Cell(entry.name),
            Cell(digits.count(entry.facts.labels)),
            Cell(digits.money(entry.cost.labels)),
            Cell(digits.seconds(entry.facts.fit_s)),
            Cell(digits.money(entry.cost.before), _to_a_service(entry)),
            Cell(digits.money(entry.cost.per_1000)),
            Cell(digits.money(entry.cost.at(volume))),
            Cell(entry.cost.how),
        )
        for entry in page.table.entries
    ]
    prices = page.found.plan.costs
    about = (
        f"A label costs {digits.money(prices.label)}, an hour of a machine like this one "
        f"{digits.money(prices.machine_hour)}; {volume:,} answers are wanted a month. All three "
        "are assumptions of the plan: change them there."
    )
    head = (
        "Model",
        "Labels",
        "Labelling",
        "Learning takes",
        "Once in all",
        "Per 1,000",
        f"In all for {volume:,}",
        "Where the price is from",
    )
    return _sheet("Costs", about, head, rows, range(1, 7))


def steadiness(page: Report) -> Sheet:
    """How often a prompt's answer stays the same when it is put in another way."""
    kinds = ("paraphrase", "order", "seed")
    asked = [entry for entry in page.table.entries if entry.facts.retests]
    rows = [
        (
            Cell(entry.name),
            *(
                Cell(
                    digits.share(entry.facts.retests[kind])
                    if kind in entry.facts.retests
                    else digits.NONE
                )
                for kind in kinds
            ),
        )
        for entry in asked
    ]
    head = ("Model", "Other words", "Other order of labels", "Other seed")
    count = min(page.found.plan.stability, len(page.found.held_out))
    about = f"Share of the first {count} rows on which the answer stays the same."
    return _sheet("Steadiness", about, head, rows, (1, 2, 3))


def parts(page: Report) -> Sheet:
    """Figures on slices of the rows."""
    held_out, entries = page.found.held_out, non_baselines(page)
    found = cut.slices(held_out) if entries else []
    classes = [part for part in found if part.kind == "class" and not part.own]
    measure = measure_of(held_out.target, cut.metric_of(page.scoring))
    about = f"{measure.title} on parts of the rows, with 95 % intervals."
    if len(classes) > CLASSES:
        worst = sorted(classes, key=lambda part: _mean(part, entries, page))[:CLASSES]
        found = [part for part in found if part.kind != "class" or part.own] + worst
        about += f" Of the {len(classes)} classes, the {CLASSES} that are read worst."
    own = list(dict.fromkeys(part.kind for part in found if part.own))
    if len(own) > COLUMNS:
        found = [part for part in found if not part.own or part.kind in own[:COLUMNS]]
        about += f" Of the table's {len(own)} further columns, the first {COLUMNS}."
    rows = [
        (
            Cell(part.name, part.kind),
            Cell(digits.count(len(part.rows))),
            *(_figure(measure, cut.figure(part, entry, page.scoring)) for entry in entries),
        )
        for part in found
    ]
    head = ("Rows", "Count", *(entry.name for entry in entries))
    return _sheet("Slices", about, head, rows, range(1, len(head)))


def confusions(page: Report) -> Sheet:
    """The most confused pairs of classes."""
    entries = non_baselines(page)
    rows = [
        (
            Cell(pair.truth),
            Cell(pair.predicted),
            Cell(digits.count(pair.total)),
            *(Cell(str(n) if n else digits.NONE) for n in pair.counts),
        )
        for pair in confused.pairs(page, entries)
    ]
    head = ("Class", "taken for", "Rows", *(entry.name for entry in entries))
    about = "How often rows of a class are taken for another; the worst pairs of each model."
    return _sheet("Most confused", about, head, rows, range(2, len(head)))


def provenance(page: Report) -> Sheet:
    """Where answerers come from, and where rows go."""
    rows = [
        (
            Cell(entry.name),
            Cell(goes(entry)),
            Cell(origin(entry)),
            Cell(entry.facts.licence or digits.UNKNOWN),
            Cell(_learnt(entry)),
            Cell(entry.facts.source or digits.UNKNOWN),
        )
        for entry in page.table.entries
    ]
    head = ("Model", "Rows", "Made from", "Licence of the data", "Learnt here from", "Found at")
    return _sheet("Provenance and privacy", "", head, rows, ())


def non_baselines(page: Report) -> list[TableEntry]:
    """All but baselines."""
    return [entry for entry in page.table.entries if entry.approach != "baseline"]


def goes(entry: TableEntry) -> str:
    """Where rows go."""
    there = entry.facts.destination
    return f"sent to {there}" if there else "stay on this machine"


def origin(entry: TableEntry) -> str:
    """What is known of where it comes from; what began with nothing has only what it learnt."""
    if entry.facts.origin:
        return entry.facts.origin
    return digits.UNKNOWN if entry.approach in ("prompt", "adapt") else "learnt here"


def way(entry: TableEntry) -> str:
    """Which approach it is."""
    return APPROACHES[entry.approach]


def _to_a_service(entry: TableEntry) -> str:
    """What of it was paid for learning, such as for vectors of the training rows."""
    price = entry.facts.fit_price
    return f"{digits.money(price)} to a service" if price else ""


def _learnt(entry: TableEntry) -> str:
    facts = entry.facts
    if not facts.labels:
        return "nothing"
    what = f"{digits.count(facts.labels)} label{'s' * (facts.labels != 1)}"
    return f"{what} of {facts.trained_on[:16]}" if facts.trained_on else f"{what}, as examples"


def _mean(part: cut.Slice, entries: list[TableEntry], page: Report) -> float:
    truth = page.found.held_out.truth[part.rows]
    return float(np.mean([e.predictions.predicted[part.rows] == truth for e in entries] or [0.0]))


def _figure(measure: Measure, interval: Interval) -> Cell:
    return Cell(measure.figure(interval.value), measure.interval(interval))


def _effect(page: Report) -> str:
    if page.found.held_out.classes:
        return "Cohen's h of the accuracies"
    return "Cohen's d of the rows' differences"


def _spoken(interval: Interval, apart: bool) -> str:
    if not apart:
        return "not shown to differ"
    return "first is better" if interval.value > 0 else "second is better"


def _sheet(
    title: str,
    about: str,
    head: tuple[str, ...],
    rows: Sequence[tuple[Cell, ...]],
    numbers: Iterable[int],
) -> Sheet:
    return Sheet(title, about, head, tuple(rows), frozenset(numbers))
