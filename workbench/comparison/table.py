"""Table: every answerer's figures, how they stand against the best, and every pair of them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from workbench.comparison.best import MARGIN, Standing, standings
from workbench.comparison.costs import Cost, cost
from workbench.comparison.evaluate import Comparison, JobResult
from workbench.comparison.jobs import Job
from workbench.comparison.predictions import Facts, Predictions
from workbench.comparison.scoring import Field, Scoring, scoring_of
from workbench.core.measure import Measure, deciding
from workbench.core.statistics import Interval, Paired, calibration, holm

APPROACHES = {
    "baseline": "Baseline",
    "prompt": "Prompt a foundation model",
    "adapt": "Adapt a pretrained model",
    "own": "Train your own",
}
# What is compared; baselines are what these must beat, and enlarge no family of tests.
WAYS = ("prompt", "adapt", "own")
LEVEL = 0.05


@dataclass(frozen=True)
class TableEntry:
    """One answerer.

    Attributes
    ----------
    approach
        One of `APPROACHES`.
    figures
        Each metric of the target, the one that decides first.
    off_label, refusals, failed
        Parts of the rows, 0…1; refusals are among the off-label answers.
    calibration_error
        Where it tells probabilities.
    """

    job: Job
    predictions: Predictions
    approach: str
    figures: Mapping[str, Interval]
    off_label: float
    refusals: float
    failed: float
    calibration_error: float | None
    cost: Cost

    @property
    def name(self) -> str:
        """What it is called."""
        return self.job.name

    @property
    def facts(self) -> Facts:
        """What else is known of it."""
        return self.predictions.facts

    def figure(self, metric: str) -> Interval:
        """A figure and where it may lie."""
        return self.figures[metric]


@dataclass(frozen=True)
class AnswererPair:
    """Two answerers.

    ``paired`` has by how much the first is better, whichever way the metric goes; ``corrected`` is
    p, corrected (Holm) for how many pairs of its kind there are: those with a baseline are one
    kind, those without another.
    """

    first: str
    second: str
    paired: Paired
    corrected: float

    @property
    def apart(self) -> bool:
        """Whether chance alone would hardly bring such a difference."""
        return self.corrected < LEVEL

    def better(self, name: str) -> bool:
        """Whether ``name`` is shown to be the better one of the two."""
        ahead = self.paired.difference.value > 0
        return self.apart and (ahead if self.first == name else not ahead)


@dataclass(frozen=True)
class ResultTable:
    """All answerers, best first, and those that could not be asked.

    Attributes
    ----------
    pairs
        Every two of them, but for two baselines.
    standings
        Of each answerer but the baselines, by name.
    chance
        How likely each of these does as well with answers that have nothing to do with the rows;
        corrected (Holm) for how many there are.
    margin
        How far below the best is still as good, as `Measure.margin` takes it.
    """

    measure: Measure
    entries: tuple[TableEntry, ...]
    pairs: tuple[AnswererPair, ...]
    missing: tuple[JobResult, ...]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    chance: Mapping[str, float] = field(default_factory=dict)
    margin: float = MARGIN

    @property
    def metric(self) -> str:
        """The metric that decides."""
        return self.measure.metric

    def pair(self, first: str, second: str) -> AnswererPair:
        """The two, in whichever order."""
        return next(pair for pair in self.pairs if {pair.first, pair.second} == {first, second})

    def best(self, *approaches: str) -> TableEntry | None:
        """The best of some approaches; ``None`` when there is none."""
        return next((entry for entry in self.entries if entry.approach in approaches), None)

    @property
    def compared(self) -> list[TableEntry]:
        """All but baselines, best first."""
        return [entry for entry in self.entries if entry.approach in WAYS]

    def alike(self, pair: AnswererPair) -> int:
        """For how many pairs its p was corrected."""
        baselines = {entry.name for entry in self.entries if entry.approach not in WAYS}
        kinds = [bool({each.first, each.second} & baselines) for each in self.pairs]
        return kinds.count(bool({pair.first, pair.second} & baselines))

    def informed(self, entry: TableEntry) -> bool:
        """Whether it is shown to do better than chance, and than the best baseline."""
        floor = self.best("baseline")
        beats_floor = floor is None or self.pair(entry.name, floor.name).better(entry.name)
        return beats_floor and self.chance[entry.name] < LEVEL


def scoring(comparison: Comparison) -> Scoring:
    """What the answers of a comparison are counted by."""
    held_out = comparison.held_out
    metric = deciding(held_out.target, comparison.plan.metric)
    return scoring_of(held_out.target, metric, held_out.truth)


def table(comparison: Comparison, by: Scoring | None = None) -> ResultTable:
    """Work out the figures of a comparison.

    Parameters
    ----------
    by
        `scoring` of it, where that is made already.
    """
    counting = by or scoring(comparison)
    measure = counting.measure
    entries = [
        _entry(comparison, counting, result)
        for result in comparison.full
        if result.predictions is not None
    ]
    entries.sort(key=lambda entry: -measure.sign * entry.figure(measure.metric).value)
    answers = [entry.predictions.predicted for entry in entries]
    field = counting.field(answers)
    compared = [k for k, entry in enumerate(entries) if entry.approach in WAYS]
    best = entries[compared[0]].figure(measure.metric).value if compared else 0.0
    stands = standings(field.some(*compared), measure.margin(comparison.plan.margin, best))
    shuffled = holm(counting.chance([answers[k] for k in compared]))
    names = [entries[k].name for k in compared]
    missing = tuple(result for result in comparison.full if result.predictions is None)
    return ResultTable(
        measure,
        tuple(entries),
        tuple(_pairs(entries, field)),
        missing,
        dict(zip(names, stands, strict=True)),
        dict(zip(names, shuffled, strict=True)),
        comparison.plan.margin,
    )


def _pairs(entries: Sequence[TableEntry], field: Field) -> list[AnswererPair]:
    """Every two, best first; those with a baseline are corrected for by themselves."""
    kinds: dict[bool, list[tuple[int, int]]] = {False: [], True: []}
    for a, b in itertools.combinations(range(len(entries)), 2):
        baselines = sum(entries[k].approach not in WAYS for k in (a, b))
        if baselines < 2:
            kinds[bool(baselines)].append((a, b))
    pairs = []
    for places in kinds.values():
        tested = field.pairs(places)
        corrected = holm([each.p for each in tested])
        pairs += [
            (a, b, AnswererPair(entries[a].name, entries[b].name, each, p))
            for (a, b), each, p in zip(places, tested, corrected, strict=True)
        ]
    return [pair for _, _, pair in sorted(pairs, key=lambda each: each[:2])]


def _entry(comparison: Comparison, counting: Scoring, result: JobResult) -> TableEntry:
    said, truth = result.predictions, comparison.held_out.truth
    assert said is not None
    error = None
    if said.probabilities is not None:
        sure = said.probabilities.max(1).astype(np.float64)
        error = calibration.calibration_error(sure, said.predicted == truth)
    return TableEntry(
        result.job,
        said,
        result.job.approach,
        {metric: counting.interval(metric, said.predicted) for metric in counting.metrics},
        said.share("off-label", "refusal", "empty", "reasoning"),
        said.share("refusal"),
        said.share("failed"),
        error,
        cost(said.facts, len(truth), comparison.plan.costs),
    )
