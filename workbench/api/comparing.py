"""Comparing: prompts, adapted and own models on the same rows, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.api import figures, session
from workbench.api.arguments import check_number, check_path, refused
from workbench.api.progress import bar
from workbench.api.runs import run_folder
from workbench.comparison import plan as plans
from workbench.comparison import stored
from workbench.comparison.evaluate import evaluate
from workbench.comparison.plan import Plan
from workbench.comparison.report import data, html, overview
from workbench.comparison.report import files as report_files
from workbench.comparison.report.data import Report
from workbench.comparison.report.forest import forest
from workbench.comparison.verdict import Verdict
from workbench.core import bounds
from workbench.core.contracts.errors import Stopped
from workbench.core.control import Control
from workbench.core.measure import metrics_of
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine.work import training

if TYPE_CHECKING:
    import pandas

ENDING = "what was trained and asked is kept"


@dataclass(frozen=True)
class ComparisonResult:
    """A comparison that was carried out; in a notebook it shows its verdict and its table.

    Attributes
    ----------
    folder
        Where answers, runs and pages are kept.
    files
        The verdict as a file, keyed ``html``, ``pdf`` and ``json``.
    report
        Everything the page says, as plain data.
    """

    folder: Path
    files: Mapping[str, Path]
    report: Report = field(repr=False)

    @property
    def verdict(self) -> Verdict:
        """The recommendation: ``headline``, ``choice``, ``reasons``, ``undecided`` …"""
        return self.report.verdict

    @property
    def missing(self) -> dict[str, str]:
        """Models that could not be asked, each with the reason."""
        return {
            result.job.name: f"{result.problem} {result.remedy}".strip()
            for result in self.report.table.missing
        }

    def to_html(self) -> str:
        """The whole page: charts, costs, mistakes to read, and all that is needed to repeat it."""
        return html.render(self.report)

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each model, best first: figures with the ends of their 95 % intervals.

        Raises
        ------
        UsageError
            When pandas is not installed.
        """
        rows: list[dict[str, Any]] = []
        metrics = metrics_of(self.report.found.held_out.target)
        for entry in self.report.table.entries:
            latency = entry.facts.latency_ms
            rows.append(
                {
                    "approach": entry.approach,
                    **{
                        name: value
                        for metric in metrics
                        for name, value in _figure(metric, entry.figure(metric)).items()
                    },
                    "off_label": entry.off_label,
                    "latency_ms": None if latency is None else latency[0],
                    "size_bytes": entry.facts.size,
                    "dollars_per_1000": entry.cost.per_1000,
                }
            )
        columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
        found = figures.frame_of(columns, [entry.name for entry in self.report.table.entries])
        found.index.name = "model"
        return found

    def _repr_html_(self) -> str:
        report = self.report
        columns = overview.columns(report)
        rows = [
            [line.cells[c.key].text + _small(line.cells[c.key].below) for c in columns]
            for line in overview.lines(report)
        ]
        said = [*report.verdict.reasons, *report.verdict.conditions]
        said += [f"Not decided: {sentence}" for sentence in report.verdict.undecided]
        said += [f"Note: {sentence}" for sentence in report.verdict.warnings]
        said += [f"{name}: {problem}" for name, problem in self.missing.items()]
        return figures.framed(
            figures.heading(report.verdict.headline),
            *map(figures.paragraph, said),
            figures.table([column.name for column in columns], rows),
            *([figures.drawn(forest(report.table))] if report.table.entries else []),
        )


def compare(
    plan: Plan | Mapping[str, Any] | str | Path,
    *,
    rows: int | None = None,
    margin: float | None = None,
    curve: bool = True,
    folder: str | Path | None = None,
    runs: str | Path | None = None,
    time_again: bool = False,
    local_only: bool = False,
    progress: bool = True,
) -> ComparisonResult:
    """Ask prompts, adapted and own models about the same test rows, and say what follows.

    What was trained or asked is kept: a comparison that was interrupted goes on where it was when
    it is called again. The verdict is also written as HTML, PDF and JSON.

    Parameters
    ----------
    plan
        A plan, its TOML file, or what such a file holds as a mapping; relative paths in a mapping
        are meant from the current folder.
    rows
        How many rows of the test split to ask about, 10 at least; the plan says by default.
    margin
        How far below the best is still as good, such as 0.02; the plan says by default.
    curve
        Whether to measure learning curves, where the plan has them.
    folder
        Where the comparison is kept; the user's folder by default.
    runs
        Where runs that the plan names are looked for; the user's by default.
    time_again
        Measure times again where the machine was busy.
    local_only
        Refuse to send anything away from this machine.
    progress
        Whether to show a bar.

    Raises
    ------
    UsageError
        When a file, a plugin or a setting does not exist, or nothing can be compared. What is
        wrong with one model alone is in `ComparisonResult.missing`.
    DatasetError
        When the rows cannot be loaded.
    StorageError
        When the folder cannot be written.
    KeyboardInterrupt
        After Ctrl-C; what was done is kept.
    """
    check_number("rows", rows, bounds.COMPARED_ROWS, is_optional=True)
    check_number("margin", margin, bounds.MARGIN, is_optional=True)
    check_path("folder", folder, is_optional=True)
    runs_folder = run_folder("runs", runs)
    plugins = session.plugins()
    chosen = _changed(_plan(plan, plugins), rows, margin, curve)
    where = stored.folder(chosen, plugins) if folder is None else Path(folder)
    control = Control()
    try:
        with (
            session.settings_for(local_only) as settings,
            bar(progress) as shown,
            session.interruptible(control, ENDING, keep=False),
        ):
            comparison = evaluate(
                chosen,
                plugins,
                settings,
                RunStore(runs_folder),
                training(plugins),
                shown,
                control,
                where,
                time_again,
            )
    except Stopped:
        message = "Stopped. What was trained and asked is kept; call compare() again to go on."
        raise KeyboardInterrupt(message) from None
    report = data.page(comparison)
    return ComparisonResult(where, report_files.write(report, where), report)


def _plan(source: Plan | Mapping[str, Any] | str | Path, plugins: Plugins) -> Plan:
    if isinstance(source, Plan):
        return source
    if isinstance(source, Mapping):
        return plans.read(dict(source), Path.cwd(), plugins)
    if not isinstance(source, str | Path) or source == "":
        raise refused("plan", source, "a Plan, a mapping as in its TOML file, or that file's path")
    return plans.load(Path(source).expanduser(), plugins)


def _changed(plan: Plan, rows: int | None, margin: float | None, curve: bool) -> Plan:
    changes: dict[str, Any] = {}
    if rows is not None:
        changes["rows"] = rows
    if margin is not None:
        changes["margin"] = margin
    if not curve:
        changes["curve"] = plans.LearningCurvePlan()
    return plans.changed(plan, changes)


def _figure(name: str, interval: Any) -> dict[str, float]:
    return {name: interval.value, f"{name}_low": interval.low, f"{name}_high": interval.high}


def _small(text: str) -> str:
    return f" ({text})" if text else ""
