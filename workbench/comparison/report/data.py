"""Data: everything that a comparison says, as plain data for the window, HTML, PDF and JSON."""

from __future__ import annotations

import dataclasses
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.comparison import curve, slices
from workbench.comparison.curve import Crossing, LearningCurve, Runs
from workbench.comparison.evaluate import Comparison, JobResult
from workbench.comparison.held_out import names
from workbench.comparison.scoring import Scoring
from workbench.comparison.table import ResultTable, TableEntry, scoring, table
from workbench.comparison.verdict import Verdict, verdict
from workbench.core.leaks import Leak
from workbench.core.statistics import Interval
from workbench.core.version import __version__

# Of numbers, so many of the rows on which errors differ most are named.
MOST_ROWS = 1000
LEAKS = "What may give the answer away"


@dataclass(frozen=True)
class Report:
    """A comparison, worked out.

    ``lines`` are the learning curves; ``disagreements`` are places of held-out rows that not all
    answerers answered alike, those on which most differ first; ``disputed`` those that only one
    of an undecided answerer and the best of the others has right, or nearer; ``scoring`` counts
    the answers.
    """

    found: Comparison
    table: ResultTable
    lines: tuple[LearningCurve, ...]
    crossings: tuple[Crossing, ...]
    verdict: Verdict
    disagreements: tuple[int, ...]
    machine: str
    scoring: Scoring
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
    counting = scoring(comparison)
    figures = table(comparison, counting)
    learners = curves(comparison)
    lines = [curve.line(name, runs, counting) for name, runs in learners.items() if len(runs) > 1]
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
            counting,
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
        _disagreements(figures.entries, counting),
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"Workbench {__version__}",
        counting,
        _disputed(figures, said.open, counting),
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


def _disputed(
    figures: ResultTable, undecided: tuple[str, ...], counting: Scoring
) -> tuple[int, ...]:
    """Rows of which the undecided questions are made; those in most of them first."""
    answered = [entry.predictions.predicted for entry in figures.compared]
    names = [entry.name for entry in figures.compared]
    counts = np.zeros(len(counting.truth), np.int64)
    for name in undecided:
        rival = figures.standings[name].rival
        counts[counting.apart(answered[names.index(name)], answered[rival])] += 1
    order = np.argsort(-counts, kind="stable")
    return tuple(int(row) for row in order if counts[row])


def curves(comparison: Comparison) -> dict[str, list[Runs]]:
    """What each learner said with so many labels (per class), rising; all labels last."""
    sorted_out: dict[str, dict[float, list[JobResult]]] = {}
    for result in comparison.results:
        if result.predictions is not None and result.job.spec.kind in ("answerer", "experiment"):
            n = result.predictions.facts.labels / max(1, len(comparison.held_out.classes))
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


def _disagreements(entries: tuple[TableEntry, ...], counting: Scoring) -> tuple[int, ...]:
    """Rows that are not answered alike; numbers differ always, so by how much their errors do."""
    asked = [entry for entry in entries if entry.approach != "baseline"]
    if len(asked) < 2:
        return ()
    if not counting.target.classes:
        score = counting.target.row_scores
        scores = [score(entry.predictions.predicted, counting.truth) for entry in asked]
        spread = np.ptp(np.stack(scores), axis=0)
        furthest = np.argsort(-spread, kind="stable")[:MOST_ROWS]
        return tuple(int(row) for row in furthest if spread[row] > 0)
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
        "metric": page.table.metric,
        "larger_is_better": page.table.measure.sign > 0,
        "unit": page.table.measure.unit,
        "target": {
            "kind": found.held_out.target.id,
            "names": list(found.held_out.target.names),
        },
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
                if k != "measure"
            }
            | {"sentence": c.sentence, "shown": c.significant}
            for c in page.crossings
        ],
        "slices": [_slice(page, part) for part in slices.slices(found.held_out)],
        "disagreements": list(page.disagreements),
        "machine": page.machine,
    }


def _slice(page: Report, part: slices.Slice) -> dict[str, Any]:
    return {
        "by": part.kind,
        "own_column": part.own,
        "name": part.name,
        "rows": len(part.rows),
        slices.metric_of(page.scoring): {
            entry.name: dataclasses.asdict(slices.figure(part, entry, page.scoring))
            for entry in page.table.entries
        },
    }


def _entry(entry: TableEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.job.spec.kind,
        "approach": entry.approach,
        **{metric: dataclasses.asdict(figure) for metric, figure in entry.figures.items()},
        "off_label": entry.off_label,
        "refusals": entry.refusals,
        "failed": entry.failed,
        "calibration_error": entry.calibration_error,
        "cost": dataclasses.asdict(entry.cost),
        "facts": dataclasses.asdict(entry.facts),
    }


def answers(page: Report, row: int) -> list[tuple[str, str, str]]:
    """What each answerer said about a held-out row: name, answer (empty for none), raw text."""
    target = page.found.held_out.target
    return [
        (
            entry.name,
            names(target, entry.predictions.predicted[row : row + 1])[0],
            entry.predictions.texts[row] if entry.predictions.texts else "",
        )
        for entry in page.table.entries
    ]
