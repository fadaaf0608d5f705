"""Table: every answerer's figures, how they stand against the best, and every pair of them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from workbench.comparison import calibration
from workbench.comparison.best import MARGIN, Standing, standings
from workbench.comparison.costs import Cost, cost
from workbench.comparison.evaluate import Comparison, JobResult
from workbench.comparison.jobs import Job
from workbench.comparison.predictions import Facts, Predictions
from workbench.core import statistics
from workbench.core.statistics import Interval, Metric, Paired, holm, paired, with_interval

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
    off_label, refusals, failed
        Parts of the rows, 0…1; refusals are among the off-label answers.
    calibration_error
        Where it tells probabilities.
    """

    job: Job
    predictions: Predictions
    approach: str
    accuracy: Interval
    macro_f1: Interval
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

    def figure(self, metric: Metric) -> Interval:
        """The figure that decides."""
        return self.accuracy if metric == "accuracy" else self.macro_f1


@dataclass(frozen=True)
class AnswererPair:
    """Two answerers.

    ``corrected`` is p, corrected (Holm) for how many pairs of its kind there are: those with a
    baseline are one kind, those without another.
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
        How far below the best is still as good.
    """

    metric: Metric
    entries: tuple[TableEntry, ...]
    pairs: tuple[AnswererPair, ...]
    missing: tuple[JobResult, ...]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    chance: Mapping[str, float] = field(default_factory=dict)
    margin: float = MARGIN

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


def table(comparison: Comparison) -> ResultTable:
    """Work out the figures of a comparison."""
    metric, truth = comparison.plan.metric, comparison.held_out.truth
    n_classes = len(comparison.held_out.classes)
    entries = [
        _entry(comparison, result) for result in comparison.full if result.predictions is not None
    ]
    entries.sort(key=lambda entry: -entry.figure(metric).value)
    said = [entry.predictions.predicted for entry in entries]
    counts = None
    if metric == "macro_f1" and entries:
        counts = statistics.resampled_counts(truth, said, n_classes)
    compared = [k for k, entry in enumerate(entries) if entry.approach in WAYS]
    answers = [said[k] for k in compared]
    stands = standings(
        metric,
        truth,
        answers,
        n_classes,
        comparison.plan.margin,
        counts=None if counts is None else counts.of(*compared),
    )
    shuffled = holm(statistics.shuffled_p(metric, truth, answers, n_classes))
    names = [entries[k].name for k in compared]
    missing = tuple(result for result in comparison.full if result.predictions is None)
    return ResultTable(
        metric,
        tuple(entries),
        tuple(_pairs(comparison, entries, counts)),
        missing,
        dict(zip(names, stands, strict=True)),
        dict(zip(names, shuffled, strict=True)),
        comparison.plan.margin,
    )


def _pairs(
    comparison: Comparison, entries: Sequence[TableEntry], counts: statistics.ResampledCounts | None
) -> list[AnswererPair]:
    """Every two, best first; those with a baseline are corrected for by themselves."""
    metric, truth = comparison.plan.metric, comparison.held_out.truth
    n_classes = len(comparison.held_out.classes)
    kinds: dict[bool, list[tuple[int, int, Paired]]] = {False: [], True: []}
    for a, b in itertools.combinations(range(len(entries)), 2):
        baselines = sum(entries[k].approach not in WAYS for k in (a, b))
        if baselines == 2:
            continue
        one, other = entries[a].predictions.predicted, entries[b].predictions.predicted
        drawn = None if counts is None else counts.of(a, b)
        each = paired(metric, truth, one, other, n_classes, counts=drawn)
        kinds[bool(baselines)].append((a, b, each))
    pairs = [
        (a, b, AnswererPair(entries[a].name, entries[b].name, each, p))
        for kind in kinds.values()
        for (a, b, each), p in zip(kind, holm([each.p for _, _, each in kind]), strict=True)
    ]
    return [pair for _, _, pair in sorted(pairs, key=lambda each: each[:2])]


def _entry(comparison: Comparison, result: JobResult) -> TableEntry:
    said, truth = result.predictions, comparison.held_out.truth
    assert said is not None
    n_classes = len(comparison.held_out.classes)
    error = None
    if said.probabilities is not None:
        sure = said.probabilities.max(1).astype(np.float64)
        error = calibration.calibration_error(sure, said.predicted == truth)
    return TableEntry(
        result.job,
        said,
        result.job.approach,
        with_interval("accuracy", truth, said.predicted, n_classes),
        with_interval("macro_f1", truth, said.predicted, n_classes),
        said.share("off-label", "refusal", "empty", "reasoning"),
        said.share("refusal"),
        said.share("failed"),
        error,
        cost(said.facts, len(truth), comparison.plan.costs),
    )
