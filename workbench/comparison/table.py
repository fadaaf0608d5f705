"""Table: every answerer's figures, and which differences chance alone would not bring."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from workbench.comparison import calibration
from workbench.comparison.costs import Cost, cost
from workbench.comparison.evaluate import Comparison, Result
from workbench.comparison.jobs import Job
from workbench.comparison.said import Facts, Said
from workbench.comparison.statistics import Interval, Metric, Paired, holm, paired, with_interval

APPROACHES = {
    "baseline": "Baseline",
    "prompt": "Prompt a foundation model",
    "adapt": "Adapt a pretrained model",
    "own": "Train your own",
}
LEVEL = 0.05


@dataclass(frozen=True)
class Entry:
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
    said: Said
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
        return self.said.facts

    def figure(self, metric: Metric) -> Interval:
        """The figure that decides."""
        return self.accuracy if metric == "accuracy" else self.macro_f1


@dataclass(frozen=True)
class Pair:
    """Two answerers; ``corrected`` is p, corrected for how many pairs there are (Holm)."""

    first: str
    second: str
    paired: Paired
    corrected: float

    @property
    def apart(self) -> bool:
        """Whether chance alone would hardly bring such a difference."""
        return self.corrected < LEVEL


@dataclass(frozen=True)
class Table:
    """All answerers, best first, every pair of them, and those that could not be asked."""

    metric: Metric
    entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    missing: tuple[Result, ...]

    def pair(self, first: str, second: str) -> Pair:
        """The two, in whichever order."""
        return next(pair for pair in self.pairs if {pair.first, pair.second} == {first, second})

    def best(self, *approaches: str) -> Entry | None:
        """The best of some approaches; ``None`` when there is none."""
        return next((entry for entry in self.entries if entry.approach in approaches), None)


def table(found: Comparison) -> Table:
    """Work out the figures of a comparison."""
    metric, truth = found.plan.metric, found.held_out.truth
    n_classes = len(found.held_out.classes)
    entries = [_entry(found, result) for result in found.full if result.said is not None]
    entries.sort(key=lambda entry: -entry.figure(metric).value)
    tested = [
        (a, b, paired(metric, truth, a.said.predicted, b.said.predicted, n_classes))
        for a, b in itertools.combinations(entries, 2)
    ]
    corrected = holm([each.p for _, _, each in tested])
    pairs = [
        Pair(a.name, b.name, each, p) for (a, b, each), p in zip(tested, corrected, strict=True)
    ]
    missing = tuple(result for result in found.full if result.said is None)
    return Table(metric, tuple(entries), tuple(pairs), missing)


def _entry(found: Comparison, result: Result) -> Entry:
    said, truth = result.said, found.held_out.truth
    assert said is not None
    n_classes = len(found.held_out.classes)
    error = None
    if said.probabilities is not None:
        sure = said.probabilities.max(1).astype(np.float64)
        error = calibration.calibration_error(sure, said.predicted == truth)
    return Entry(
        result.job, said, result.job.approach,
        with_interval("accuracy", truth, said.predicted, n_classes),
        with_interval("macro_f1", truth, said.predicted, n_classes),
        said.share("off-label", "refusal", "empty", "reasoning"), said.share("refusal"),
        said.share("failed"),
        error, cost(said.facts, len(truth), found.plan.costs),
    )  # fmt: skip
