"""Data: everything that a comparison says, as plain data for the window, HTML, PDF and JSON."""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.comparison import curve, slices
from workbench.comparison.best import undecided_rows
from workbench.comparison.curve import Crossing, LearningCurve, Runs
from workbench.comparison.evaluate import Comparison, JobResult
from workbench.comparison.held_out import names
from workbench.comparison.table import ResultTable, TableEntry, table
from workbench.comparison.verdict import Verdict, verdict
from workbench.core.leaks import Leak
from workbench.core.statistics import Classes, Interval
from workbench.core.version import __version__

LEAKS = "What may give the answer away"


@dataclass(frozen=True)
class Report:
    """A comparison, worked out.

    ``lines`` are the learning curves; ``disagreements`` are places of held-out rows that not all
    answerers answered alike, those on which most differ first; ``disputed`` those that only one
    of an undecided answerer and the best of the others has right.
    """

    found: Comparison
    table: ResultTable
    lines: tuple[LearningCurve, ...]
    crossings: tuple[Crossing, ...]
    verdict: Verdict
    disagreements: tuple[int, ...]
    machine: str
    disputed: tuple[int, ...] = ()


def page(comparison: Comparison) -> Report:
    """Work a comparison out; takes some seconds."""
    made = _worked_out(comparison)
    warnings = (*comparison.remarks, *made.verdict.warnings)
    reasons = (*alarms(comparison.leaks), *made.verdict.reasons)
    said = dataclasses.replace(made.verdict, warnings=warnings, reasons=reasons)
    return dataclasses.replace(made, verdict=said)


def alarms(leaks: Sequence[Leak]) -> tuple[str, ...]:
    """What a verdict says first where models read what gives the answer away; one or none."""
    read = [leak for leak in leaks if leak.read]
    if not read:
        return ()
    more = f" And {len(read) - 1} more: see “{LEAKS}”." if len(read) > 1 else ""
    return (f"All figures may be too good. {read[0].sentence}{more}",)


def _worked_out(comparison: Comparison) -> Report:
    figures = table(comparison)
    learners = curves(comparison)
    truth, n_classes = comparison.held_out.truth, len(comparison.held_out.classes)
    metric = comparison.plan.metric
    lines = [
        curve.line(name, runs, truth, metric, n_classes)
        for name, runs in learners.items()
        if len(runs) > 1
    ]
    # What searches all labels for its shots would have fewer to choose from, too.
    rivals = [
        entry
        for entry in figures.entries
        if entry.approach == "prompt" and not entry.job.spec.searches
    ]
    crossings = [
        curve.crossing(
            (name, runs),
            (rival.name, rival.predictions.predicted),
            truth,
            metric,
            n_classes,
            tested=_tested(figures, name, rival.name),
        )
        for name, runs in learners.items()
        for rival in rivals
        if len(runs) > 1
    ]
    held_out = comparison.held_out
    said = verdict(
        figures,
        crossings,
        comparison.plan.costs.volume,
        len(held_out),
        held_out.available - len(held_out),
    )
    return Report(
        comparison,
        figures,
        tuple(lines),
        tuple(crossings),
        said,
        _disagreements(figures.entries),
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"Workbench {__version__}",
        _disputed(figures, said.open, truth),
    )


def _tested(figures: ResultTable, learner: str, rival: str) -> tuple[Interval, float] | None:
    """The difference of the two with all labels, and its p; ``None`` where one was not asked."""
    if {learner, rival} - {entry.name for entry in figures.entries}:
        return None
    pair = figures.pair(learner, rival)
    gap = pair.paired.difference
    if pair.first != learner:
        gap = Interval(-gap.value, -gap.high, -gap.low)
    return gap, pair.corrected


def _disputed(figures: ResultTable, undecided: tuple[str, ...], truth: Classes) -> tuple[int, ...]:
    """Rows of which the undecided questions are made; those in most of them first."""
    answered = [entry.predictions.predicted for entry in figures.compared]
    names = [entry.name for entry in figures.compared]
    counts = np.zeros(len(truth), np.int64)
    for name in undecided:
        rival = figures.standings[name].rival
        counts[undecided_rows(truth, answered[names.index(name)], answered[rival])] += 1
    order = np.argsort(-counts, kind="stable")
    return tuple(int(row) for row in order if counts[row])


def curves(comparison: Comparison) -> dict[str, list[Runs]]:
    """What each learner said with so many labels per class, rising; all labels last."""
    sorted_out: dict[str, dict[float, list[JobResult]]] = {}
    for result in comparison.results:
        if result.predictions is not None and result.job.spec.kind in ("answerer", "experiment"):
            n = result.predictions.facts.labels / len(comparison.held_out.classes)
            labels = float(result.job.budget or n)
            sorted_out.setdefault(result.job.name, {}).setdefault(labels, []).append(result)
    return {
        name: [
            Runs(
                labels, tuple(r.predictions.predicted for r in results if r.predictions is not None)
            )
            for labels, results in sorted(budgets.items())
        ]
        for name, budgets in sorted_out.items()
    }


def _disagreements(entries: tuple[TableEntry, ...]) -> tuple[int, ...]:
    asked = [entry for entry in entries if entry.approach != "baseline"]
    if len(asked) < 2:
        return ()
    answers = np.sort(np.stack([entry.predictions.predicted for entry in asked]), axis=0)
    kinds = 1 + (np.diff(answers, axis=0) != 0).sum(0)
    order = np.argsort(-kinds, kind="stable")
    return tuple(int(row) for row in order if kinds[row] > 1)


def to_json(page: Report) -> dict[str, Any]:
    """The page for programs; one object."""
    found = page.found
    return {
        "name": found.plan.name,
        "version": found.plan.version,
        "question": found.plan.question,
        "metric": found.plan.metric,
        "dataset": {
            "id": found.plan.dataset.id,
            "settings": found.plan.dataset.params,
            "sha256": found.data_digest,
            "test_sha256": found.held_out.digest,
            "rows_sha256": found.held_out.lock,
            "rows": len(found.held_out),
            "classes": list(found.held_out.classes),
            "left_out": found.excluded,
            "learnt_before": list(found.remarks),
        },
        "verdict": dataclasses.asdict(page.verdict),
        "leaks": [dataclasses.asdict(leak) | {"read": leak.read} for leak in found.leaks],
        "answerers": [_entry(entry) for entry in page.table.entries],
        "missing": [
            {"name": r.job.name, "problem": r.problem, "remedy": r.remedy}
            for r in page.table.missing
        ],
        "margin": page.table.margin,
        "standings": [
            dataclasses.asdict(s)
            | {
                "name": name,
                "outcome": s.outcome,
                "chance": page.table.chance[name],
                "rival": page.table.compared[s.rival].name if s.rival >= 0 else "",
            }
            for name, s in page.table.standings.items()
        ],
        "disputed": list(page.disputed),
        "pairs": [dataclasses.asdict(p) | {"apart": p.apart} for p in page.table.pairs],
        "curves": [dataclasses.asdict(line) for line in page.lines],
        "crossings": [
            {
                k: (v if not isinstance(v, float) or np.isfinite(v) else None)
                for k, v in dataclasses.asdict(c).items()
            }
            | {"sentence": c.sentence, "shown": c.significant}
            for c in page.crossings
        ],
        "slices": [_slice(page, part) for part in slices.slices(found.held_out)],
        "disagreements": list(page.disagreements),
        "machine": page.machine,
    }


def _slice(page: Report, part: slices.Slice) -> dict[str, Any]:
    held_out = page.found.held_out
    return {
        "by": part.kind,
        "own_column": part.own,
        "name": part.name,
        "rows": len(part.rows),
        "accuracy": {
            entry.name: dataclasses.asdict(slices.accuracy(part, entry, held_out))
            for entry in page.table.entries
        },
    }


def _entry(entry: TableEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.job.spec.kind,
        "approach": entry.approach,
        "accuracy": dataclasses.asdict(entry.accuracy),
        "macro_f1": dataclasses.asdict(entry.macro_f1),
        "off_label": entry.off_label,
        "refusals": entry.refusals,
        "failed": entry.failed,
        "calibration_error": entry.calibration_error,
        "cost": dataclasses.asdict(entry.cost),
        "facts": dataclasses.asdict(entry.facts),
    }


def answers(page: Report, row: int) -> list[tuple[str, str, str]]:
    """What each answerer said about a held-out row: name, class (empty for none), raw text."""
    classes = page.found.held_out.classes
    return [
        (
            entry.name,
            names(classes, entry.predictions.predicted[row : row + 1])[0],
            entry.predictions.texts[row] if entry.predictions.texts else "",
        )
        for entry in page.table.entries
    ]
