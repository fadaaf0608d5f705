"""The verb ``compare``: prompts, adapted and own models on the same rows, and what follows."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.ranges import range_of
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.bounds import COMPARED_ROWS, MARGIN
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from workbench.comparison.evaluate import Comparison
    from workbench.comparison.plan import Plan
    from workbench.comparison.report.data import Report
    from workbench.core.settings import Settings

ENDING = "what was trained and asked is kept"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep the comparison and write its pages in DIR instead of the user's folder.",
)
@click.option(
    "--rows",
    type=range_of(COMPARED_ROWS),
    help="Ask about this many test rows; by default the file's number.",
)
@click.option(
    "--margin",
    type=range_of(MARGIN),
    metavar="M",
    help="How far below the best is still as good, such as 0.02; the file says.",
)
@click.option("--local-only", is_flag=True, help="Refuse to send anything away from this machine.")
@click.option(
    "--time-again",
    is_flag=True,
    help="Measure times again where the machine was busy; no network is trained for that.",
)
@click.option("--no-curve", is_flag=True, help="Leave the learning curves out.")
@plugin_option
@json_option
@pass_session
def compare(
    session: Session,
    file: Path,
    out: Path | None,
    rows: int | None,
    margin: float | None,
    local_only: bool,
    time_again: bool,
    no_curve: bool,
    as_json: bool,
) -> int:
    """Prompt a model, adapt one, or train your own? Answer with what FILE compares.

    FILE is a TOML file such as examples/spam-compare.toml. Every model is asked the same test
    rows. What was trained or asked is kept: a comparison that was stopped or killed goes on where
    it was. Writes verdict.html, verdict.pdf and verdict.json, and tells the verdict. The exit code
    is 1 when a model could not be asked.
    """
    from workbench.cli.output import emit_json
    from workbench.comparison import plan, stored
    from workbench.comparison.report import data as pages
    from workbench.comparison.report import files
    from workbench.core.contracts.errors import Stopped

    wanted = plan.load(file, session.plugins)
    where = out or stored.folder(wanted, session.plugins)
    if rows:
        wanted = wanted.model_copy(update={"rows": rows})
    if margin is not None:
        wanted = wanted.model_copy(update={"margin": margin})
    if no_curve:
        wanted = wanted.model_copy(update={"curve": plan.LearningCurvePlan()})
    settings = session.settings_for(local_only)
    try:
        found = _evaluate(session, wanted, settings, where, time_again)
    except Stopped:
        again = shlex.join(sys.argv[1:]) if len(sys.argv) > 1 else f"compare {file}"
        message = f"Stopped. What was trained and asked is kept; go on with `workbench {again}`."
        raise Stopped(message) from None
    page = pages.page(found)
    written = files.write(page, where)
    if as_json:
        emit_json(pages.to_json(page) | {"files": {k: str(v) for k, v in written.items()}})
    else:
        click.echo(text(page))
        click.echo("\n".join(f"{kind}: {path}" for kind, path in written.items()), err=True)
    return 1 if page.table.missing else 0


def _evaluate(
    session: Session, plan: Plan, settings: Settings, where: Path, again: bool
) -> Comparison:
    from workbench.cli.progress import reporter
    from workbench.cli.signals import stoppable
    from workbench.comparison.evaluate import evaluate
    from workbench.core.control import Control
    from workbench.engine.work import training

    control = Control()
    report = reporter(sys.stderr, quiet=False)
    try:
        with stoppable(control, ENDING, keep=False):
            return evaluate(
                plan,
                session.plugins,
                settings,
                session.store(),
                training(session.plugins),
                report,
                control,
                where,
                again,
            )
    finally:
        report.close()


def text(page: Report) -> str:
    """The verdict and the table, for a terminal."""
    from workbench.cli.output import columns
    from workbench.comparison.report import digits, overview
    from workbench.comparison.table import APPROACHES
    from workbench.core.measure import measure_of, metrics_of

    target = page.found.held_out.target
    measures = [measure_of(target, metric) for metric in metrics_of(target)]
    verdict = page.verdict
    parts = [verdict.headline, *verdict.reasons]
    parts += [f"Not decided: {line}" for line in verdict.undecided]
    parts += verdict.conditions
    parts += [f"Note: {line}" for line in verdict.warnings]
    parts = list(map(one_line, parts))
    rows = [
        (
            entry.name,
            APPROACHES[entry.approach],
            *(measure.spoken_short(entry.figure(measure.metric)) for measure in measures),
            f"{entry.off_label:.1%}",
            _latency(entry),
            digits.size(entry.facts.size),
            overview.memory(entry),
            "?" if entry.cost.per_1000 is None else f"{entry.cost.per_1000:.4f}",
        )
        for entry in page.table.entries
    ]
    head = (
        "model",
        "approach",
        *(measure.heading for measure in measures),
        "off-label" if target.classes else "unreadable",
        "p50 ms",
        "size",
        "memory",
        "$ per 1,000",
    )
    return "\n".join(parts) + "\n\n" + columns(head, rows)


def _latency(entry: Any) -> str:
    latency = entry.facts.latency_ms
    if latency is None:
        return ""
    return f"{latency[0]:.1f}" + (" (busy)" if entry.facts.busy else "")
